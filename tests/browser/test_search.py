"""The search dialog as a reader uses it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.browser.watched import Watched, until

FIELD = ".md-search__input"
RESULT = ".md-search-result__item"
META = ".md-search-result__meta"
ENGINE = ("javascripts/search.js", "search/index.json", "en/search/index.json")


def _is_open(page: Page) -> bool:
    opened: bool = page.evaluate("document.getElementById('__search').checked")
    return opened


def _search(page: Page, query: str) -> Locator:
    """Open the search with the keyboard, type, and return the results."""
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(RESULT).first.wait_for()
    return page.locator(RESULT)


def _focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


@pytest.mark.parametrize("path", ["", "en/concepts/cluster-architecture/"])
def test_nothing_is_loaded_before_the_search_opens(path: str, watched: Watched) -> None:
    page = watched.open(path)
    watched.settled()
    assert [one for one in watched.requests if "search" in one or "sitemap" in one] == []
    page.keyboard.press("/")
    page.locator(META).filter(has_text="入力してください" if path == "" else "Type what").wait_for()
    index = "en/search/index.json" if path.startswith("en/") else "search/index.json"
    assert sorted(one for one in watched.requests if "search" in one) == sorted(["javascripts/search.js", index])
    page.keyboard.insert_text("etcd")
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.insert_text("kubelet")
    page.locator(RESULT).first.wait_for()
    assert len([one for one in watched.requests if "search" in one]) == 2
    assert watched.problems == []
    assert watched.foreign == []


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_keys_open_and_escape_closes_and_gives_the_focus_back(key: str, watched: Watched) -> None:
    page = watched.open("about/")
    link = page.locator("article #contributing ~ p a").first
    link.focus()
    page.keyboard.press(key)
    assert _is_open(page)
    assert page.locator(FIELD).input_value() == ""
    assert page.locator(FIELD).evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    assert not _is_open(page)
    assert link.evaluate("link => link === document.activeElement")


def test_keys_typed_into_a_field_stay_there(watched: Watched) -> None:
    page = watched.open("reference/mapping/")
    field = page.locator("article form input[type=search]")
    field.focus()
    page.keyboard.type("s/f")
    assert field.input_value() == "s/f"
    assert not _is_open(page)
    page.locator("article h1").click()
    page.keyboard.press("Control+s")
    assert not _is_open(page)


def test_arrows_walk_through_the_results_and_enter_opens_one(watched: Watched) -> None:
    page = watched.open("about/")
    results = _search(page, "etcd")
    links = results.first.locator("a")
    page.keyboard.press("ArrowDown")
    assert links.nth(0).evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert links.nth(1).evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(FIELD).evaluate("field => field === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.md-search-result__item:last-child *')")
    page.keyboard.type("d")
    assert page.locator(FIELD).input_value() == "etcdd"
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    watched.drawn()
    assert page.url == watched.base + "concepts/cluster-architecture/#etcd"
    until(page, "(CSS.highlights.get('kh-found')?.size ?? 0) > 3")
    assert watched.problems == []


def test_enter_in_the_field_opens_the_best_result(watched: Watched) -> None:
    page = watched.open("en/about/")
    _search(page, "kube-proxy")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    watched.drawn()
    assert page.url == watched.base + "en/concepts/cluster-architecture/#kube-proxy"
    assert not _is_open(page)


def test_a_result_shows_page_section_and_a_marked_extract(watched: Watched) -> None:
    page = watched.open("about/")
    first = _search(page, "cri-dockerd Docker").first
    assert first.locator("h1").first.inner_text() == "クラスターアーキテクチャ"
    assert first.locator("h2").first.inner_text() == "コンテナランタイム"
    extract = first.locator("a").nth(1).locator("p").first
    assert {one.lower() for one in extract.locator("mark").all_inner_texts()} >= {"cri-dockerd", "docker"}
    assert 60 < len(extract.inner_text()) < 160


@pytest.mark.parametrize(
    ("path", "query", "marked"),
    [
        ("about/", "ｋｕｂｅｃｔｌ", "kubectl"),
        ("about/", "サーバ", "サーバー"),
        ("about/", "のーど", "ノード"),
        ("about/", "ｱﾄﾞｵﾝ", "アドオン"),
        ("about/", "落とし穴", "落とし穴"),
        ("about/", "describe-cluster-versions", "describe-cluster-versions"),
        ("about/", "progressDeadlineSeconds", "progressDeadlineSeconds"),
        ("en/about/", "ＥＴＣＤ", "etcd"),
        ("en/about/", "progressDeadlineSeconds", "progressDeadlineSeconds"),
    ],
)
def test_width_kana_code_and_cells(path: str, query: str, marked: str, watched: Watched) -> None:
    page = watched.open(path)
    results = _search(page, query)
    assert marked in results.first.locator("mark").all_inner_texts()
    links = results.locator("a").evaluate_all("links => links.map(link => link.href)")
    own = watched.base + ("en/" if path.startswith("en/") else "")
    assert all(link.startswith(own) for link in links)
    assert path.startswith("en/") or not any(link.startswith(watched.base + "en/") for link in links)


def test_the_rest_of_a_page_unfolds(watched: Watched) -> None:
    page = watched.open("about/")
    results = _search(page, "kubectl")
    more = results.locator("details").first
    shown = more.locator("a")
    assert shown.count() == 0
    more.locator("summary").click()
    assert shown.count() > 0
    assert str(shown.count()) in more.locator("summary").inner_text()


def test_an_input_method_is_waited_for(watched: Watched) -> None:
    page = watched.open("about/")
    page.keyboard.press("/")
    page.locator(META).filter(has_text="入力してください").wait_for()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "のーど", "selectionStart": 3, "selectionEnd": 3})
    assert page.locator(FIELD).input_value() == "のーど"
    assert page.locator(RESULT).count() == 0
    # The Enter that ends the composition is the input method's own.
    enter = "new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })"
    page.locator(FIELD).evaluate(f"field => field.dispatchEvent({enter})")
    session.send("Input.insertText", {"text": "ノード"})
    page.locator(RESULT).first.wait_for()
    assert page.locator(FIELD).input_value() == "ノード"
    assert page.url == watched.base + "about/"


def test_what_is_found_is_said(watched: Watched) -> None:
    page = watched.open("en/about/")
    _search(page, "etcd")
    status = page.get_by_role("status").filter(has_text="Found on")
    assert status.count() == 1
    page.locator(FIELD).fill("zzzzqqqq")
    assert page.locator(META).inner_text().startswith("Nothing found")
    assert page.locator(RESULT).count() == 0
    page.locator(FIELD).fill("")
    assert page.locator(META).inner_text() == "Type what you are looking for"


def test_a_word_that_is_missing_is_named(watched: Watched) -> None:
    page = watched.open("about/")
    results = _search(page, "etcd zzzzqqqq")
    assert results.first.locator("del").first.inner_text() == "zzzzqqqq"


def test_the_search_can_be_shared_and_opened_by_its_address(watched: Watched) -> None:
    page = watched.open("en/about/")
    _search(page, "task role")
    page.locator(".md-search__options [data-clipboard-text]").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == watched.base + "en/?q=task+role"
    page.goto(link)
    page.locator(RESULT).first.wait_for()
    assert _is_open(page)
    assert page.locator(FIELD).input_value() == "task role"


def test_clearing_empties_the_results(watched: Watched) -> None:
    page = watched.open("about/")
    _search(page, "etcd")
    page.locator(".md-search__options button[type=reset]").click()
    page.locator(RESULT).first.wait_for(state="detached")
    assert page.locator(FIELD).input_value() == ""
    assert page.locator(FIELD).evaluate("field => field === document.activeElement")


def test_what_is_closed_is_no_stop_of_the_tab_key(watched: Watched) -> None:
    page = watched.open("about/")
    _search(page, "etcd")
    page.keyboard.press("Escape")
    page.locator(FIELD).evaluate("field => field.blur()")
    page.evaluate("document.querySelector('.md-header [data-kh-language]').focus()")
    page.keyboard.press("Tab")
    assert page.locator(FIELD).evaluate("field => field === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('[data-kh-search]').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert not _is_open(page)


def test_a_failed_load_is_said_and_tried_again(watched: Watched) -> None:
    page = watched.open("about/")
    page.route("**/search/index.json", lambda route: route.abort())
    page.keyboard.press("/")
    page.locator(META).filter(has_text="検索を読み込めませんでした").wait_for()
    page.unroute("**/search/index.json")
    page.keyboard.insert_text("etcd")
    page.locator(RESULT).first.wait_for()


def test_on_a_phone_a_button_opens_it_over_the_page(browser: Browser, served_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served_site + "about/")
    page.get_by_role("button", name="検索", exact=True).tap()
    page.keyboard.insert_text("コントロールプレーン")
    page.locator(RESULT).first.wait_for()
    until(
        page,
        "() => { const box = document.querySelector('.md-search__inner').getBoundingClientRect();"
        " return box.x === 0 && box.y === 0 && box.width === 390 && box.height === 844 }",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_navigation():
        page.locator(f"{RESULT} a").nth(1).tap()
    assert page.url.startswith(served_site + "concepts/cluster-architecture/")
    context.close()
