"""The map in a browser: filter, keyboard, cards, rows, the language switch, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.watched import until

MAPPING = {"ja": "reference/mapping/", "en": "en/reference/mapping/"}
FOUNDING = {"ja": "concepts/cluster-architecture/", "en": "en/concepts/cluster-architecture/"}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ja-JP")
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    tab = context.new_page()
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("requestfailed", lambda request: problems.append(request.url))
    yield tab
    assert problems == []


def rows(tab: Page) -> list[str]:
    found: list[str] = tab.eval_on_selector_all(
        "[data-item]", "all => all.filter(one => one.offsetParent).map(one => one.id)"
    )
    return found


def settled(tab: Page, text: str) -> None:
    expect(tab.locator(".kh-filter output")).to_have_text(re.compile(text))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("typed", ["ｔａｓｋ　Role", "タスクロール", "タスクロル", "task role", "taskrolearn"])
def test_a_name_is_found_in_either_language_and_script(language: str, typed: str, tab: Page, served_site: str) -> None:
    tab.goto(served_site + MAPPING[language])
    tab.locator("input[name=find]").fill(typed)
    until(tab, "document.querySelectorAll('[data-item]:not([hidden])').length < 60")
    assert "row-m056" in rows(tab) and "row-m001" not in rows(tab)
    assert tab.locator("article h2#placement").is_hidden()
    assert tab.locator("article h2#data").is_visible()


def test_relation_and_category_narrow_and_the_address_keeps_it(
    tab: Page, context: BrowserContext, served_site: str
) -> None:
    tab.goto(served_site + MAPPING["en"])
    everything = len(rows(tab))
    tab.locator(".kh-filter label", has_text="different layer").click()
    tab.locator("select[name=category]").select_option("service")
    tab.wait_for_url("**/mapping/?relation=different-layer&category=service")
    narrowed = rows(tab)
    assert 0 < len(narrowed) < everything / 5
    settled(tab, f"^{len(narrowed)} of {everything}$")
    other = context.new_page()
    other.goto(tab.url)
    assert rows(other) == narrowed
    assert other.locator("select[name=category]").input_value() == "service"
    other.get_by_role("button", name="Clear").click()
    settled(other, f"^{everything} of {everything}$")
    other.wait_for_url("**/mapping/")


def test_nothing_found_says_so(tab: Page, served_site: str) -> None:
    tab.goto(served_site + MAPPING["ja"])
    tab.locator("input[name=find]").fill("そんな名前はない")
    expect(tab.locator(".kh-filter__none")).to_be_visible()
    settled(tab, "^0 / ")


@pytest.mark.parametrize(("start", "end", "name"), [("ja", "en", "English"), ("en", "ja", "日本語")])
def test_the_language_switch_keeps_the_row_and_the_filter(
    start: str, end: str, name: str, tab: Page, served_site: str
) -> None:
    tab.goto(served_site + MAPPING[start] + "?relation=partial#row-m015")
    tab.locator(".kh-language__link", has_text=name).click()
    tab.wait_for_url(served_site + MAPPING[end] + "?relation=partial#row-m015")
    row = tab.locator("#row-m015")
    expect(row).to_be_in_viewport()
    assert tab.locator("input[value=partial]").is_checked()
    tab.goto(served_site + FOUNDING[start] + "#row-m136")
    tab.locator(".kh-language__link", has_text=name).click()
    tab.wait_for_url(served_site + FOUNDING[end] + "#row-m136")
    expect(tab.locator("tr#row-m136")).to_be_in_viewport()


def test_the_row_an_address_points_at_is_shown_whatever_the_filter(tab: Page, served_site: str) -> None:
    tab.goto(served_site + MAPPING["en"] + "?relation=none#row-m001")
    expect(tab.locator("#row-m001")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_table_row_opens_its_trap_by_mouse_and_by_key(language: str, tab: Page, served_site: str) -> None:
    tab.goto(served_site + FOUNDING[language])
    opener = tab.locator("tr#row-m001 .kh-open")
    card = tab.locator("#about-row-m001")
    expect(card).to_be_hidden()
    opener.click()
    expect(card).to_be_visible()
    expect(card).to_contain_text("kubelet")
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()
    opener.focus()
    tab.keyboard.press("Enter")
    expect(card).to_be_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.kh-pop')?.id") == "about-row-m001"
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{MAPPING[language]}#row-m001")
    expect(tab.locator("#row-m001")).to_be_in_viewport()


def test_the_link_of_a_row_leads_to_the_row(tab: Page, served_site: str) -> None:
    tab.goto(served_site + FOUNDING["en"])
    tab.locator("tr#row-m136").hover()
    tab.locator("tr#row-m136 .kh-row").click()
    assert tab.url.endswith("#row-m136")


def test_a_word_is_explained_on_hover_and_stays_while_it_is_read(tab: Page, served_site: str) -> None:
    tab.goto(served_site + FOUNDING["en"])
    word = tab.locator(".kh-term", has_text="API server").first
    card = tab.locator("#about-api-server")
    word.hover()
    expect(card).to_be_visible()
    card.hover()
    tab.wait_for_timeout(400)
    expect(card).to_be_visible()
    tab.locator("h1").hover()
    expect(card).to_be_hidden()
    word.hover()
    expect(card).to_be_visible()
    word.click()
    tab.locator("h1").hover()
    tab.wait_for_timeout(400)
    expect(card).to_be_visible()
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_word_is_described_to_those_who_listen(tab: Page, served_site: str) -> None:
    tab.goto(served_site + FOUNDING["ja"])
    word = tab.locator(".kh-term").first
    described = word.get_attribute("aria-describedby")
    assert described and tab.locator(f"#{described}").text_content()
    assert word.evaluate("one => one.tagName") == "BUTTON"


def test_everything_is_there_without_scripts(browser: Browser, served_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    tab.goto(served_site + MAPPING["en"])
    assert not tab.locator(".kh-filter").is_visible()
    assert tab.locator("#row-m001").is_visible() and tab.locator("#row-m160").is_visible()
    tab.goto(served_site + FOUNDING["en"])
    tab.locator("tr#row-m001 .kh-open").click()
    expect(tab.locator("#about-row-m001")).to_be_visible()
    tab.goto(served_site + FOUNDING["en"])
    tab.locator(".kh-term").first.click()
    expect(tab.locator(".kh-pop:popover-open")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "path", [*MAPPING.values(), *FOUNDING.values(), "reference/cli-map/", "en/reference/glossary/"]
)
def test_the_pages_fit_a_phone_and_a_card_lies_in_view(path: str, browser: Browser, served_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    tab = context.new_page()
    tab.goto(served_site + path, wait_until="networkidle")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    opener = tab.locator(".kh-open, .kh-term").first
    if opener.count():
        opener.tap()
        card = tab.locator(".kh-pop:popover-open")
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 844
    context.close()


def test_print_shows_the_rows_and_not_the_tools(tab: Page, served_site: str) -> None:
    tab.goto(served_site + MAPPING["ja"])
    tab.emulate_media(media="print")
    assert tab.locator(".kh-filter").is_hidden() and tab.locator("#row-m001").is_visible()


def test_the_glossary_is_narrowed_by_word_and_side(tab: Page, served_site: str) -> None:
    tab.goto(served_site + "reference/glossary/?side=eks&find=node")
    settled(tab, "^[1-9]")
    until(tab, "document.querySelectorAll('[data-item]:not([hidden])').length < 40")
    assert "term-managed-node-group" in rows(tab) and "term-pod" not in rows(tab)


def test_a_command_is_copied_as_it_is(context: BrowserContext, served_site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(served_site + "en/reference/cli-map/#row-c20", wait_until="networkidle")
    tab.locator("#row-c20-kubernetes .highlight").hover()
    tab.locator("#row-c20-kubernetes button").first.click()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.strip().splitlines() == [
        "kubectl cordon <node>",
        "kubectl drain <node> --ignore-daemonsets --delete-emptydir-data",
    ]
    tab.locator("#row-c10-ecs .highlight").hover()
    tab.locator("#row-c10-ecs button").first.click()
    lines = tab.evaluate("navigator.clipboard.readText()").strip().splitlines()
    assert all(line.endswith(" \\") for line in lines[:-1])
    assert " ".join(line.rstrip("\\").strip() for line in lines) == (
        "aws ecs update-service --cluster <cluster> --service <service> --desired-count 3"
    )
