"""From one language to the other and back: nothing a reader chose is lost, and nobody is sent anywhere unasked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.watched import Watched

SWITCH = ".md-header [data-kh-language]"
OFFER = ".kh-offer"
PAGES = ["", "about/", "concepts/cluster-architecture/"]


def _switch(watched: Watched) -> str:
    """Use the language switch and return the address it led to, below the site's root."""
    with watched.page.expect_navigation():
        watched.page.locator(SWITCH).click()
    watched.drawn()
    return watched.page.url.removeprefix(watched.base)


@pytest.mark.parametrize("path", PAGES)
def test_there_and_back_is_the_same_page(path: str, watched: Watched) -> None:
    watched.open(path)
    assert _switch(watched) == "en/" + path
    watched.settled()
    assert _switch(watched) == path
    watched.settled()
    assert watched.problems == []
    assert watched.foreign == []


def test_the_switch_keeps_the_section_of_the_address(watched: Watched) -> None:
    watched.open("concepts/cluster-architecture/#etcd")
    assert _switch(watched) == "en/concepts/cluster-architecture/#etcd"
    box = watched.page.locator("#etcd").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_the_switch_keeps_the_section_in_view(watched: Watched) -> None:
    page = watched.open("en/concepts/cluster-architecture/")
    page.locator("#kube-proxy").evaluate("heading => window.scrollTo(0, heading.offsetTop)")
    assert _switch(watched) == "concepts/cluster-architecture/#kube-proxy"


def test_the_switch_keeps_open_tabs(watched: Watched) -> None:
    page = watched.open("migration/task-definition/")
    page.locator(".tabbed-labels label").nth(1).click()
    label = page.locator(".tabbed-labels label").nth(1).inner_text()
    assert label == "Deployment"
    assert _switch(watched).startswith("en/")
    assert page.locator(".tabbed-set > input").nth(1).is_checked()
    page.locator(".tabbed-labels label").nth(0).click()
    _switch(watched)
    assert page.locator(".tabbed-set > input").nth(0).is_checked()


def test_the_switch_keeps_unfolded_answers(watched: Watched) -> None:
    page = watched.open("concepts/cluster-architecture/#check-yourself")
    answers = page.locator("article details:not([data-search-exclude])")
    assert answers.count() >= 2
    answers.nth(1).locator("summary").click()
    _switch(watched)
    assert [answers.nth(n).get_attribute("open") is not None for n in (0, 1)] == [False, True]


def test_the_switch_keeps_filter_and_row(watched: Watched) -> None:
    page = watched.open("reference/mapping/?relation=partial#row-m001")
    assert page.locator("#row-m001").is_visible()
    assert _switch(watched) == "en/reference/mapping/?relation=partial#row-m001"
    assert page.locator("input[name=relation][value=partial]").is_checked()
    assert page.locator("#row-m001").is_visible()
    assert watched.problems == []


def test_what_was_searched_for_stays_behind(watched: Watched) -> None:
    page = watched.open("about/?h=%E8%A8%80%E8%AA%9E&other=1#conventions")
    assert page.url.endswith("about/?other=1#conventions")
    assert _switch(watched) == "en/about/?other=1#conventions"


def test_without_scripts_the_switch_leads_to_the_page(browser: Browser, served_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served_site + "concepts/cluster-architecture/#etcd")
    page.locator(SWITCH).click()
    page.wait_for_url(served_site + "en/concepts/cluster-architecture/")
    assert not page.locator(OFFER).is_visible()
    context.close()


def test_the_switch_says_its_language_and_works_with_the_keyboard(watched: Watched) -> None:
    page = watched.open("about/#conventions")
    link = page.locator(SWITCH)
    assert link.get_attribute("lang") == link.get_attribute("hreflang") == "en"
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == watched.base + "en/about/#conventions"


# ---------- The offer ----------


@pytest.fixture
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A first visit with a browser that prefers the languages named."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=request.param[0])
    languages = list(request.param)
    context.add_init_script(f"Object.defineProperty(navigator, 'languages', {{ get: () => {languages} }})")
    yield context
    context.close()


def _visit(reader: BrowserContext, base: str, path: str) -> Page:
    page = reader.new_page()
    page.goto(base + path)
    return page


@pytest.mark.parametrize(
    ("reader", "path", "offered"),
    [
        (("en-US", "ja"), "", "Read it in English"),
        (("en-GB",), "concepts/cluster-architecture/", "Read it in English"),
        (("fr-FR", "en"), "", "Read it in English"),
        (("fr-FR",), "", "Read it in English"),
        (("ja-JP", "en-US"), "", None),
        (("ko-KR", "ja"), "", None),
        (("ja-JP",), "en/", "日本語で読む"),
        (("ja",), "en/about/", "日本語で読む"),
        (("en-US",), "en/", None),
        (("fr-FR",), "en/", None),
    ],
    indirect=["reader"],
)
def test_a_reader_is_offered_what_the_browser_prefers(
    reader: BrowserContext, path: str, offered: str | None, served_site: str
) -> None:
    page = _visit(reader, served_site, path)
    assert page.url == served_site + path
    offer = page.locator(OFFER)
    if offered is None:
        assert not offer.is_visible()
        return
    assert offer.is_visible()
    assert offer.get_attribute("lang") == ("ja" if path.startswith("en/") else "en")
    assert offer.locator("a").inner_text() == offered


@pytest.mark.parametrize("reader", [("en-US",)], indirect=True)
def test_taking_the_offer_leads_to_the_section_and_is_remembered(reader: BrowserContext, served_site: str) -> None:
    page = _visit(reader, served_site, "about/#conventions")
    page.locator(f"{OFFER} a").click()
    page.wait_for_url(served_site + "en/about/#conventions")
    assert not page.locator(OFFER).is_visible()


@pytest.mark.parametrize("reader", [("en-US",)], indirect=True)
def test_declining_is_remembered_on_every_page(reader: BrowserContext, served_site: str) -> None:
    page = _visit(reader, served_site, "")
    button = page.get_by_role("button", name="Stay with Japanese")
    button.focus()
    page.keyboard.press("Enter")
    assert not page.locator(OFFER).is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-kh-language')")
    page.goto(served_site + "about/")
    assert not page.locator(OFFER).is_visible()
    assert not _visit(reader, served_site, "concepts/cluster-architecture/").locator(OFFER).is_visible()


@pytest.mark.parametrize("reader", [("en-US",)], indirect=True)
def test_the_switch_is_a_choice_too(reader: BrowserContext, served_site: str) -> None:
    page = _visit(reader, served_site, "en/about/")
    page.locator(SWITCH).click()
    page.wait_for_url(served_site + "about/")
    page.goto(served_site)
    assert not page.locator(OFFER).is_visible()


@pytest.mark.parametrize("reader", [("en-US",)], indirect=True)
def test_the_offer_moves_nothing(reader: BrowserContext, served_site: str) -> None:
    reader.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page = _visit(reader, served_site, "")
    assert page.locator(OFFER).is_visible()
    assert page.evaluate("shift") < 0.01


@pytest.mark.parametrize("reader", [("en-US",)], indirect=True)
def test_where_nothing_may_be_stored_everything_else_works(reader: BrowserContext, served_site: str) -> None:
    reader.add_init_script(
        "for (const store of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, store, { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    page = _visit(reader, served_site, "about/#conventions")
    page.locator(SWITCH).click()
    page.wait_for_url(served_site + "en/about/#conventions")


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [("no/such/page", "ja", "en"), ("en/no/such/page", "en", "ja"), ("english/", "ja", "en")],
)
def test_a_missing_page_answers_in_the_language_of_its_address(
    path: str, language: str, other: str, context: BrowserContext, served_site: str
) -> None:
    page = context.new_page()
    answer = page.goto(served_site + path)
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(f"section[lang={language}] h1").is_visible()
    assert not page.locator(f"section[lang={other}]").is_visible()
    page.locator(f"section[lang={language}] input").fill("etcd")
    page.keyboard.press("Enter")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".md-search__input").input_value() == "etcd"
