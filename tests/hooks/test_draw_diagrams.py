"""The adapter in a real MkDocs build of a tiny site in two languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CONFIG = f"""site_name: Tiny
site_url: https://example.org/tiny/
theme: {{name: material, font: false}}
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
  - pymdownx.superfences:
      custom_fences: [{{name: other, class: other}}]
  - pymdownx.tabbed: {{alternate_style: true}}
hooks: [{ROOT / "hooks" / "draw_diagrams.py"}]
"""
DIAGRAM = """```mermaid
flowchart TB
  accTitle: {title}
  accDescr: {title}の説明
  a["{label}"]:::k8s --> b["ALB"]:::aws
```"""
BROKEN = """```mermaid
flowchart TB
  a --> b
  b --> c]
```"""


def indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.splitlines())


def page(title: str, label: str) -> str:
    diagram = DIAGRAM.format(title=title, label=label)
    return (
        f"---\ntitle: x\n---\n# {title} {{#top}}\n\n{diagram}\n\nAgain:\n\n{diagram}\n\n"
        f"- item\n\n{indented(diagram, 4)}\n\n    1. deeper\n\n{indented(diagram, 8)}\n\n"
        f'!!! info "On EKS"\n\n    - item\n\n{indented(diagram, 8)}\n\n'
        f'=== "Tab"\n\n{indented(diagram, 4)}\n\n~~~other\nkept\n~~~\n'
    )


def build(folder: Path, pages: dict[str, str], *options: str, path: str = "") -> tuple[int, str]:
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for name, text in pages.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"},
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    code, log = build(folder, {"ja/index.md": page("図", "日本語"), "en/index.md": page("Figure", "words")}, "--strict")
    assert code == 0, log
    return folder


@pytest.mark.parametrize(
    ("name", "label", "key"), [("", "日本語", "Kubernetes 側"), ("en/", "words", "Kubernetes side")]
)
def test_fences_become_drawings_wherever_they_stand(site: Path, name: str, label: str, key: str) -> None:
    html = (site / "site" / name / "index.html").read_text("utf-8")
    assert html.count('<figure class="kakehashi-diagram"') == 6
    assert html.count(f">{label}</text>") == 6
    assert html.count(key) == 6
    for inside in (r"<li>\s*<p>item</p>\s*<figure", r"<li>\s*<p>deeper</p>\s*<figure", r'"tabbed-block">\s*<figure'):
        assert re.search(inside, html), inside
    assert re.search(r'<div class="admonition info">.*?<li>\s*<p>item</p>\s*<figure.*?</figure>', html, re.DOTALL)
    assert "flowchart TB" not in html
    assert '<pre class="other"' in html


def test_ids_are_unique_on_the_page_and_the_theme_finds_nothing_to_draw(site: Path) -> None:
    html = (site / "site" / "index.html").read_text("utf-8")
    content = html.partition("<article")[2].partition("</article>")[0]
    ids = Counter(re.findall(r'\bid="([^"]+)"', content))
    assert ids.most_common(1)[0][1] == 1
    assert not re.search(r'class="[^"]*\bmermaid\b', html)


def test_labels_and_descriptions_stay_out_of_the_search_index(site: Path) -> None:
    index = json.loads((site / "site" / "search" / "search_index.json").read_text("utf-8"))
    texts = " ".join(entry["text"] for entry in index["docs"])
    assert "Again" in texts
    assert "日本語" not in texts and "説明" not in texts and "Kubernetes" not in texts


def test_a_warm_build_needs_no_library_and_changes_nothing(site: Path, tmp_path: Path) -> None:
    before = (site / "site" / "index.html").read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    (tmp_path / "mermaidx.py").write_text("raise SystemExit('the library was loaded')")
    code, log = build(site, {}, "--strict", path=str(tmp_path))
    assert code == 0, log
    after = (site / "site" / "index.html").read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    assert after == before


def test_a_problem_is_a_warning_with_its_line_and_the_page_shows_the_source(tmp_path: Path) -> None:
    text = f"---\ntitle: x\n---\n# T {{#t}}\n\n- item\n\n{indented(BROKEN, 4)}\n\nend <end>\n"
    code, log = build(tmp_path, {"ja/index.md": text, "en/other.md": "# O {#o}\n", "ja/other.md": "# O {#o}\n"})
    assert code == 0, log
    lines = [line for line in log.splitlines() if "Mermaid cannot read" in line]
    # The page stands for English too, as a fallback; one problem is said once.
    assert len(lines) == 1, log
    assert "docs/ja/index.md:11: Mermaid cannot read the diagram" in lines[0]
    assert "Mermaid が図を読めない" in lines[0]
    assert "Traceback" not in log
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "<pre><code>flowchart TB\n  a --&gt; b\n  b --&gt; c]</code></pre>" in html
    assert "<figure" not in html
    assert build(tmp_path, {}, "--strict")[0] == 1


def test_a_refused_statement_names_its_own_line(tmp_path: Path) -> None:
    text = "# T {#t}\n\n```mermaid\nflowchart TB\n  a --> b\n\n  style a fill:red\n```\n"
    code, log = build(tmp_path, {"ja/index.md": text, "en/index.md": "# T {#t}\n"})
    assert code == 0
    assert "docs/ja/index.md:7: no `style` in a diagram" in log


def test_a_diagram_wider_than_a_page_is_said_but_is_no_warning(tmp_path: Path) -> None:
    chain = " --> ".join(f"n{number}[とても幅の広い図]" for number in range(9))
    text = f"# T {{#t}}\n\n```mermaid\nflowchart LR\n  {chain}\n```\n"
    code, log = build(tmp_path, {"ja/index.md": text, "en/index.md": "# T {#t}\n"}, "--strict")
    assert code == 0, log
    assert "docs/ja/index.md:4: the diagram is wider than a page" in log
    assert 'role="region" tabindex="0"' in (tmp_path / "site" / "index.html").read_text("utf-8")
