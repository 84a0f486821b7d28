"""The adapters in a real MkDocs build of a tiny site in two languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

CONFIG = """site_name: Tiny
site_url: https://example.org/tiny/
theme: {{name: material, font: false}}
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {{locale: ja, name: 日本語, default: true}}
        - {{locale: en, name: English}}
markdown_extensions: [attr_list, pymdownx.superfences]
exclude_docs: /map/
hooks:
  - {hooks}/check_docs.py
  - {hooks}/link_comparisons.py
"""
MAP = """concepts:
  - {id: pod, side: kubernetes, name: {ja: Pod, en: Pod}, summary: {ja: 組です。, en: A group.}, home: b.md#pods}
  - {id: ecs-task, side: ecs, name: {ja: タスク, en: task}, summary: {ja: 組です。, en: A group.},
     reference: {ja: https://docs.aws.amazon.com/ja_jp/ecs/, en: https://docs.aws.amazon.com/ecs/}}
"""
PAGES = {
    "ja/index.md": "# あ {#a}\n\n| ECS | Kubernetes |\n|---|---|\n| タスク | **Pod** |\n",
    "en/index.md": "# A {#a}\n\n| ECS | Kubernetes |\n|---|---|\n| Task | **Pod** |\n",
    "ja/b.md": "# い {#b}\n\n## Pod について {#pods}\n",
    "en/b.md": "# B {#b}\n\n## Pods {#pods}\n",
    "map/all.yaml": MAP,
}


def build(folder: Path, pages: dict[str, str], *options: str) -> tuple[int, str]:
    (folder / "mkdocs.yml").write_text(CONFIG.format(hooks=ROOT / "hooks"), "utf-8")
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_a_clean_site_builds_strictly_and_its_tables_are_linked(tmp_path: Path) -> None:
    code, log = build(tmp_path, PAGES, "--strict")
    assert code == 0, log
    japanese = (tmp_path / "site" / "index.html").read_text("utf-8")
    english = (tmp_path / "site" / "en" / "index.html").read_text("utf-8")
    assert '<a href="b/#pods">Pod</a>' in japanese and '<a href="b/#pods">Pod</a>' in english
    assert 'href="https://docs.aws.amazon.com/ja_jp/ecs/">タスク</a>' in japanese
    assert 'href="https://docs.aws.amazon.com/ecs/">Task</a>' in english
    assert not (tmp_path / "site" / "map").exists()


def test_a_finding_is_one_warning_at_its_line_and_fails_a_strict_build(tmp_path: Path) -> None:
    block = "\n```yaml\na: 1\na: 2\n```\n"
    pages = {**PAGES, "ja/b.md": PAGES["ja/b.md"] + block, "en/b.md": PAGES["en/b.md"] + block}
    code, log = build(tmp_path, pages)
    assert code == 0
    assert log.count("docs/ja/b.md:7:1:") == 1 and log.count("docs/en/b.md:7:1:") == 1
    assert "yaml/duplicate-key" in log
    code, log = build(tmp_path, pages, "--strict")
    assert code != 0


@pytest.mark.parametrize(
    "fence", ['```{.yaml title="a.yaml" check="fragment"}', '```{.yaml check="fragment" title="a.yaml"}']
)
def test_marks_of_the_checker_leave_no_trace_in_the_page(fence: str, tmp_path: Path) -> None:
    block = f"\n{fence}\na: 1\n```\n"
    pages = {**PAGES, "ja/b.md": PAGES["ja/b.md"] + block, "en/b.md": PAGES["en/b.md"] + block}
    code, log = build(tmp_path, pages, "--strict")
    assert code == 0, log
    html = (tmp_path / "site" / "b" / "index.html").read_text("utf-8")
    assert "a.yaml" in html and "highlight" in html
    assert "fragment" not in html and "check=" not in html


def test_serve_shows_an_edit_without_a_restart(tmp_path: Path) -> None:
    import socket
    import time
    import urllib.request

    build(tmp_path, PAGES)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def shows(text: str, seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/tiny/b/", timeout=5) as answer:
                    if text in answer.read().decode():
                        return True
            except OSError:
                pass
            time.sleep(0.2)
        return False

    try:
        assert shows("Pod について")
        page = tmp_path / "docs" / "ja" / "b.md"
        page.write_text(page.read_text("utf-8") + "\nあとから書いた文です。\n", "utf-8")
        assert shows("あとから書いた文です。")
        page.write_text(page.read_text("utf-8") + "\n```yaml\na: [1\n```\n", "utf-8")
        assert shows("<code>")
    finally:
        server.terminate()
        server.wait(timeout=20)
