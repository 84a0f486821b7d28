"""Generated text in a real build: the manual and the figure of coverage, from one check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.hooks.test_adapters import CONFIG, PAGES, ROOT

MARKED = (
    '\n```{.yaml title="a.yaml" check="fragment"}\na: 1\n```\n'
    '\n````markdown\n```{.yaml check="patch"}\na: 1\n```\n````\n'
)


def test_placeholders_become_text_and_the_site_is_checked_once(tmp_path: Path) -> None:
    configuration = CONFIG.format(hooks=ROOT / "hooks") + f"  - {ROOT / 'hooks'}/write_manual.py\n"
    configuration = configuration.replace("pymdownx.superfences", "pymdownx.superfences, tables, pymdownx.snippets")
    (tmp_path / "mkdocs.yml").write_text(configuration, "utf-8")
    text = "\n<!-- kakehashi: manual -->\n\n<!-- kakehashi: coverage -->\n"
    for name, content in {**PAGES, "ja/b.md": PAGES["ja/b.md"] + MARKED, "en/b.md": PAGES["en/b.md"] + MARKED}.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content + (text if name.endswith("b.md") else ""), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("pages checked") == 1
    japanese = (tmp_path / "site" / "b" / "index.html").read_text("utf-8")
    english = (tmp_path / "site" / "en" / "b" / "index.html").read_text("utf-8")
    for html in (japanese, english):
        assert 'id="yaml-duplicate-key"' in html and "kakehashi: manual" not in html
        assert html.count("check=") >= 1, "an example shown in a longer fence keeps its marks"
    assert "良い例" in japanese and "全部検査" in japanese
    assert "Good" in english and "2 of 4 code blocks make a claim that can be checked; 0 % of those (0)" in english
    for file in (tmp_path / "site").rglob("*"):
        assert not file.is_file() or b"KAKEHASHI-NUMBER" not in file.read_bytes(), file
