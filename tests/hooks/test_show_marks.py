"""The adapter in a real MkDocs build of a tiny site in two languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CONFIG = f"""site_name: Tiny
site_url: https://example.org/tiny/
theme: {{name: material, font: false, features: [content.code.copy, content.code.annotate]}}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {{locale: ja, name: 日本語, default: true}}
        - {{locale: en, name: English}}
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.highlight: {{pygments_lang_class: true, anchor_linenums: true}}
  - pymdownx.inlinehilite
  - pymdownx.snippets: {{base_path: [docs], check_paths: true}}
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
hooks:
  - {ROOT / "hooks" / "check_docs.py"}
  - {ROOT / "hooks" / "show_marks.py"}
"""
MANIFEST = """apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
"""
PAGE = """---
title: x
---
# {title} {{#top}}

A line with `kubectl get pods` in it.

```{{.yaml title="conf/web.yaml"}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LEVEL: debug # {comment}
```

1.  step

    ```bash
    kubectl get pods -n shop
    aws eks list-clusters
    ```

2.  step

    ```bash
    stern web
    ```

!!! warning "x"
    ```yaml title="plain.yaml" linenums="1"
    apiVersion: v1
    kind: Namespace
    metadata:
      name: shop # (1)!
    ```

    1.  A note.

=== "A"

    ```{{.yaml title="service.yaml"}}
    --8<-- "manifests/web/service.yaml"
    ```

=== "B"

    ```{{.yaml title="conf/web.yaml" check="fragment"}}
    a: 1
    ```

````markdown
```bash
kubectl get pods
```
````

```{{.bash expect-error="kubectl/unknown-command"}}
kubectl gett pods
```

```{{.bash skip="shown as it was in 2015"}}
kubectl rolling-update web
```

```bash
ls -la
```

```text
kubectl get pods
```
"""


def build(folder: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    return done.returncode, done.stderr


def lay_out(folder: Path, files: dict[str, str]) -> None:
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for name, text in files.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    pages = {"ja": PAGE.format(title="あ", comment="日本語の説明"), "en": PAGE.format(title="A", comment="a remark")}
    checks = {"ja": "# 検査 {#checks}\n", "en": "# Checks {#checks}\n"}
    lay_out(
        folder,
        {
            "manifests/web/service.yaml": MANIFEST,
            **{f"{language}/concepts/web.md": text for language, text in pages.items()},
            **{f"{language}/index.md": f"# {language} {{#top}}\n" for language in pages},
            **{f"{language}/reference/checks.md": text for language, text in checks.items()},
        },
    )
    code, log = build(folder, "--strict")
    assert code == 0, log
    return folder / "site"


def article(site: Path, name: str) -> str:
    html = (site / name / "concepts" / "web" / "index.html").read_text("utf-8")
    return html.partition("<article")[2].partition("</article>")[0]


KUBERNETES = "Kubernetes 1.34–1.37"


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("", [KUBERNETES, "kubectl 1.36、aws 2.38", KUBERNETES, KUBERNETES, "シェルの構文"]),
        ("en", [KUBERNETES, "kubectl 1.36, aws 2.38", KUBERNETES, KUBERNETES, "shell syntax"]),
    ],
)
def test_checked_snippets_carry_their_mark_in_the_language_of_the_page(site: Path, name: str, marks: list[str]) -> None:
    html = article(site, name)
    lead = "Checked against: " if name else "検査済み: "
    assert re.findall(rf'kh-mark__lead">{lead}</span>([^<]*)</a>', html) == marks
    assert html.count("kh-mark__lead") == len(marks)
    assert html.count('href="../../reference/checks/"><span class="kh-mark__lead">') == len(marks)


@pytest.mark.parametrize("text", ["stern", "kubectl gett pods", "rolling-update", "```bash"])
def test_what_was_not_checked_or_is_wrong_on_purpose_carries_none(site: Path, text: str) -> None:
    plain = re.sub(r"</?span[^>]*>", "", article(site, "en"))
    (block,) = [one for one in re.findall(r'<div class="[^"]*highlight">.*?</div>', plain, re.DOTALL) if text in one]
    assert "kh-mark" not in block


def test_titled_snippets_lead_to_files_that_are_there(site: Path) -> None:
    for name in ("", "en"):
        page = site / name / "concepts" / "web"
        links = re.findall(r'<a class="kh-file" href="([^"]+)" download="([^"]+)"', article(site, name))
        assert [title for _, title in links] == ["web.yaml", "plain.yaml", "service.yaml", "web.yaml"]
        texts = [(page / address).resolve().read_text("utf-8") for address, _ in links]
        assert texts[0].startswith("apiVersion: v1\nkind: ConfigMap\n") and texts[0].endswith("\n")
        assert ("日本語の説明" in texts[0]) == (name == "")
        assert texts[2] == MANIFEST and texts[3] == "a: 1\n"
        assert links[2][0].endswith("manifests/web/service.yaml")
    assert (site / "files/concepts/web/conf/web.yaml").is_file()
    assert (site / "en/files/concepts/web/2/conf/web.yaml").is_file()


def test_numbers_and_marks_of_the_checker_leave_no_trace(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "data-kh-snippet" not in html and "expect-error" not in html and " check=" not in html


def test_the_search_index_knows_nothing_of_marks(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "検査済み" not in index and "Checked against" not in index and "data-kh" not in index


def test_titles_line_numbers_and_annotations_are_as_they_were(site: Path, tmp_path: Path) -> None:
    html = article(site, "en")
    assert html.count('<span class="filename">') == 4
    assert "linenos" in html or "linenodiv" in html
    assert re.search(r"</div>\s*<ol>\s*<li>A note\.</li>", html)


def test_a_snippet_with_a_mistake_carries_no_mark(tmp_path: Path) -> None:
    text = "# A {#a}\n\n```bash\nkubectl gett pods\n```\n\n```bash\nkubectl get pods\n```\n"
    lay_out(tmp_path, {"ja/index.md": text, "en/index.md": text})
    code, log = build(tmp_path)
    assert code == 0 and "kubectl/unknown-command" in log
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert html.count("kh-mark__lead") == 1
    # There is no page on the checks in this site.
    assert 'role="note" tabindex="0"' in html
