"""The frame as MkDocs builds it: the repository's own mkdocs.yml and overrides around a handful of small pages."""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kakehashi.publishing.csp import with_policy

REPOSITORY = Path(__file__).parent.parent.parent
ROOT = "https://kakehashi-docs.github.io/kakehashi/"

PAGES = {
    "ja/index.md": "# 橋 {#bridge}\n\n[甲](a.md)\n",
    "ja/a.md": (
        "---\ndate: 2026-02-01\n---\n\n# 甲 {#a}\n\n本文[^1]。:material-check:\n\n## 表 {#table}\n\n"
        "| ECS | Kubernetes | 関係 |\n| --- | --- | --- |\n"
        '| タスク | Pod | 部分的 ~ |\n\n- [x] 済んだ\n\n```yaml\n--8<-- "manifests/a.yaml"\n```\n\n[^1]: 注。\n'
    ),
    "ja/only.md": "# 日本語だけ {#only}\n\nまだ訳されていない本文です。\n",
    "en/index.md": "# Bridge {#bridge}\n\n[A](a.md)\n",
    "ja/kept-out.md": "---\nsearch:\n  exclude: true\n---\n\n# 丙 {#c}\n",
    "en/kept-out.md": "---\nsearch:\n  exclude: true\n---\n\n# C {#c}\n",
    "en/a.md": (
        "---\ndate: 2026-02-01\n---\n\n# Page A {#a}\n\nText[^1].\n\n## Table {#table}\n\nNone.\n\n[^1]: Note.\n"
    ),
    "manifests/a.yaml": "kind: Included\n",
}
RAW = b"<html><head></head><body>\xff\xfe</body></html>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("frame")
    for path, text in PAGES.items():
        target = root / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (root / "docs" / "raw.html").write_bytes(RAW)
    config = load_config(
        config_file=str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(root / "docs"),
        site_dir=str(root / "site"),
        hooks=["hooks/polish_site.py"],
        nav=[{"ホーム": "index.md"}, {"概念": ["a.md", "only.md", "kept-out.md"]}],
        strict=True,
    )
    config.extra["search_weights"] = {"a.md": 0.5}
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    yield root / "site"


def _read(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def _links(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def test_every_language_names_its_twins_absolutely(site: Path) -> None:
    expected = {"ja": ROOT + "a/", "en": ROOT + "en/a/", "x-default": ROOT + "en/a/"}
    assert _links(_read(site, "a/index.html")) == expected
    assert _links(_read(site, "en/a/index.html")) == expected
    assert _links(_read(site, "index.html")) == {"ja": ROOT, "en": ROOT + "en/", "x-default": ROOT + "en/"}


def test_a_page_without_a_translation_says_so(site: Path) -> None:
    html = _read(site, "en/only/index.html")
    assert '<html lang="en"' in html
    assert '<article class="md-content__inner md-typeset" lang="ja">' in html
    assert re.search(r'<p class="kh-notice" lang="en"[^>]*>This page has no English version yet', html)
    assert f'<link rel="canonical" href="{ROOT}only/">' in html
    assert _links(html) == _links(_read(site, "only/index.html")) == {}


def test_the_sitemap_lists_real_pages_only_and_is_packed_alike(site: Path) -> None:
    xml = (site / "sitemap.xml").read_bytes()
    locations = re.findall(r"<loc>(.*?)</loc>", xml.decode())
    assert locations == [ROOT + path for path in ("", "a/", "en/", "en/a/", "en/kept-out/", "kept-out/", "only/")]
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == xml


def test_each_language_searches_its_own_index(site: Path) -> None:
    addresses = {}
    for path in ("search/index.json", "en/search/index.json"):
        addresses[path] = [address for address, *_ in json.loads(_read(site, path))["pages"]]
    assert addresses == {"search/index.json": ["", "a/", "only/"], "en/search/index.json": ["", "a/"]}
    for path, root in (("index.html", "."), ("a/index.html", ".."), ("en/index.html", "."), ("en/a/index.html", "..")):
        found = re.search(r'data-kh-root="([^"]*)"', _read(site, path))
        assert found
        assert found[1].rstrip("/") in (root, {".": "./.", "..": "../."}[root])


def test_a_page_may_be_kept_from_the_search(site: Path) -> None:
    assert '<meta name="kakehashi:search-weight" content="0">' in _read(site, "kept-out/index.html")
    assert "kept-out" not in _read(site, "search/index.json")


def test_a_page_may_count_for_less_in_the_search(site: Path) -> None:
    for path in ("search/index.json", "en/search/index.json"):
        weights = {address: weight for address, weight, _ in json.loads(_read(site, path))["pages"]}
        assert (weights[""], weights["a/"]) == (1, 0.5)


def test_each_language_has_a_feed(site: Path) -> None:
    for path, home in (("feed.xml", ROOT), ("en/feed.xml", ROOT + "en/")):
        channel = ElementTree.parse(site / path).getroot().find("channel")
        assert channel is not None
        assert channel.findtext("link") == home
        dates = {item.findtext("link"): item.findtext("pubDate") for item in channel.findall("item")}
        assert next(iter(dates)) == home + "a/"
        assert dates[home + "a/"] == "Sun, 01 Feb 2026 00:00:00 +0000"
        assert dates[home] is None
        assert ROOT + "en/only/" not in dates
    assert re.search(
        r'<link rel="alternate" type="application/rss\+xml" title="Kakehashi" href="../feed.xml">',
        _read(site, "en/a/index.html"),
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "a/index.html",
            ("この節へのリンク", "本文へ戻る", "表示をライトに切り替える", "架け橋", "概念", 'lang="en" hreflang="en"'),
        ),
        ("en/a/index.html", ("Link to this section", "Back to footnote 1", "Switch to light", "Kakehashi", "Concepts")),
    ],
)
def test_each_language_has_its_own_words(site: Path, path: str, words: tuple[str, ...]) -> None:
    html = _read(site, path)
    for word in words:
        assert word in html
    if path.startswith("en/"):
        # The navigation names the page that has no English version by its Japanese title.
        html = html.replace("日本語だけ", "")
        silent = r"<script.*?</script>|<aside class=\"kh-offer\" lang=\"ja\".*?</aside>|<[^>]*\blang=\"ja\"[^>]*>[^<]*"
        visible = re.sub(silent, "", html, flags=re.DOTALL)
        assert not re.search("[ぁ-んァ-ヶ一-龠]", visible)


def test_the_switch_leads_to_the_twin(site: Path) -> None:
    pattern = r'<a class="kh-language__link" href="([^"]*)" lang="([^"]*)" hreflang="\2"'
    for path, href, code in (
        ("index.html", "en/", "en"),
        ("en/index.html", "../", "ja"),
        ("a/index.html", "../en/a/", "en"),
        ("en/a/index.html", "../../a/", "ja"),
    ):
        assert re.findall(pattern, _read(site, path)) == [(href, code)]


def test_the_edit_link_leads_to_the_page_in_its_language(site: Path) -> None:
    edit = "https://github.com/kakehashi-docs/kakehashi/edit/main/docs/"
    assert f'href="{edit}ja/a.md"' in _read(site, "a/index.html")
    assert f'href="{edit}en/a.md"' in _read(site, "en/a/index.html")


def test_tables_boxes_and_dialog_are_accessible(site: Path) -> None:
    html = _read(site, "a/index.html")
    assert '<div class="kh-table kh-table--pairs kh-table--3" role="region" tabindex="0" aria-label="表: 表">' in html
    assert '<span class="kh-relation kh-relation--partial">部分的 ~</span>' in html
    assert '<input aria-label="完了" type="checkbox"' in html
    assert 'role="dialog" aria-label="検索"' in html


def test_included_files_are_found(site: Path) -> None:
    assert "Included" in _read(site, "a/index.html")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_bytes().decode("utf-8", "replace")
        loaded = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]*)"', html)
        loaded += re.findall(r'<link\b[^>]*\brel="(?:stylesheet|icon|preload|preconnect)"[^>]*\bhref="([^"]*)"', html)
        assert [address for address in loaded if "//" in address] == []
        assert 'data-md-component="source"' not in html


def test_the_404_page_speaks_both_languages(site: Path) -> None:
    html = _read(site, "404.html")
    assert '<section lang="ja"' in html
    assert '<section lang="en"' in html
    assert 'action="/kakehashi/"' in html
    assert 'action="/kakehashi/en/"' in html
    assert 'href="/kakehashi/stylesheets/not-found.css"' in html
    assert "noindex" in html


def test_bytes_that_are_no_text_go_through(site: Path) -> None:
    expected = with_policy(RAW.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    assert (site / "raw.html").read_bytes() == expected
    assert b"\xff\xfe" in expected


def test_a_page_allows_its_own_scripts_only_unless_it_is_served_while_it_is_written(site: Path, tmp_path: Path) -> None:
    html = _read(site, "en/a/index.html")
    assert html.count('<meta http-equiv="Content-Security-Policy"') == 1 and with_policy(html) == html
    for name in ("ja", "en"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "index.md").write_text("# A {#a}\n", "utf-8")
    config = load_config(
        config_file=str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(tmp_path / "docs"),
        site_dir=str(tmp_path / "site"),
        hooks=["hooks/polish_site.py"],
        nav=None,
    )
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config)
        assert "Content-Security-Policy" not in _read(tmp_path / "site", "index.html")
    finally:
        config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert "Content-Security-Policy" in _read(tmp_path / "site", "index.html")
    config.extra["content_security_policy"] = False
    build(config)
    assert "Content-Security-Policy" not in _read(tmp_path / "site", "index.html")


def test_without_the_language_plugin_a_warning_says_why(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A {#a}\n", "utf-8")
    config = load_config(
        config_file=str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(tmp_path / "docs"),
        site_dir=str(tmp_path / "site"),
        hooks=["hooks/polish_site.py"],
        theme={"name": "mkdocs"},
        plugins=[],
        nav=None,
    )
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build(config)
    assert [record.message for record in caplog.records if "i18n" in record.message]
