"""The notice of a stale section as MkDocs builds it, in both languages and beside a page without a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.freshness.test_freshness import EN, JA, record, write

REPOSITORY = Path(__file__).parent.parent.parent
NOTICE = re.compile(r'<h2 id="([^"]+)">(?:(?!<h2).)*?<p class="kh-notice kh-notice--stale"[^>]*>(.*?)</p>', re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("stale")
    write(
        root / "docs",
        {
            "ja/index.md": "# 橋 {#bridge}\n",
            "en/index.md": "# Bridge {#bridge}\n",
            "ja/g/a.md": JA.replace("次の段落", "別の段落"),
            "en/g/a.md": EN,
            "sync/g/a.yaml": record(),
            "ja/g/b.md": JA,
            "en/g/b.md": EN.replace("The next", "Another"),
            "sync/g/b.yaml": record(),
            "ja/only.md": "# 日本語だけ {#only}\n\n## 節 {#b}\n\n本文です。\n",
        },
    )
    config = load_config(
        config_file=str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(root / "docs"),
        site_dir=str(root / "site"),
        hooks=["hooks/mark_stale.py", "hooks/polish_site.py"],
        exclude_docs="/sync/\n",
        nav=[{"ホーム": "index.md"}, {"概念": ["g/a.md", "g/b.md", "only.md"]}],
        strict=True,
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    yield root / "site"


def notices(site: Path, path: str) -> list[tuple[str, str]]:
    return NOTICE.findall((site / path).read_text("utf-8"))


def test_the_side_that_fell_behind_links_to_the_twins_section(site: Path) -> None:
    (english,) = notices(site, "en/g/a/index.html")
    assert english[0] == "b"
    assert '<a href="../../../g/a/#b" lang="ja" hreflang="ja">' in english[1]
    (japanese,) = notices(site, "g/b/index.html")
    assert japanese[0] == "b"
    assert '<a href="../../en/g/b/#b" lang="en" hreflang="en">Read the English version</a>' in japanese[1]


def test_the_newer_side_and_untranslated_pages_have_none(site: Path) -> None:
    for path in ("g/a/index.html", "en/g/b/index.html", "only/index.html", "en/only/index.html", "index.html"):
        assert "kh-notice--stale" not in (site / path).read_text("utf-8"), path


def test_records_are_not_published(site: Path) -> None:
    assert not list(site.rglob("*.yaml"))
