"""The site under its own policy, in a real browser: everything works, and what the policy forbids does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kakehashi.publishing.csp import with_policy
from kakehashi.publishing.links import served
from tests.browser.watched import until

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  window.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
# What the pages of the day may not have: a block with an annotation, and tabs.
SAMPLE = """<div class="highlight annotate"><pre><code><span class="nt">a</span>: 1 <span class="c1"># (1)!</span>
</code></pre></div><ol><li>The note.</li></ol>
<div class="tabbed-set tabbed-alternate" data-tabs="9:2"><input checked="checked" id="__tabbed_9_1" name="__tabbed_9"
type="radio"><input id="__tabbed_9_2" name="__tabbed_9" type="radio"><div class="tabbed-labels">
<label for="__tabbed_9_1">One</label><label for="__tabbed_9_2">Two</label></div><div class="tabbed-content">
<div class="tabbed-block"><p>first</p></div><div class="tabbed-block"><p>second</p></div></div></div>"""


@pytest.fixture(scope="module")
def guarded(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built site with the sample on two pages and every policy made anew."""
    site = tmp_path_factory.mktemp("guarded") / "site"
    shutil.copytree(built_site, site)
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if path.parent.name == "about":
            html = html.replace("</article>", f"{SAMPLE}</article>", 1)
        path.write_text(with_policy(html), "utf-8")
    with served(site) as base:
        yield base


@pytest.fixture
def foreign() -> list[str]:
    """What a page asks of other hosts."""
    return []


@pytest.fixture
def page(browser: Browser, guarded: str, foreign: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("request", lambda one: None if one.url.startswith((guarded, "data:")) else foreign.append(one.url))
    yield page
    context.close()


def violations(page: Page, wait: float = 300) -> list[str]:
    """What the policy stopped so far, and in the next milliseconds."""
    page.wait_for_timeout(wait)
    found: list[str] = page.evaluate("window.violations")
    return found


def test_every_built_page_carries_its_policy(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert html.count("Content-Security-Policy") == 1, path
        assert with_policy(html) == html, path


def test_no_page_needs_what_the_policy_forbids(built_site: Path, guarded: str, page: Page, foreign: list[str]) -> None:
    for path in sorted(built_site.rglob("index.html")):
        page.goto(guarded + path.parent.relative_to(built_site).as_posix() + "/", wait_until="load")
        assert violations(page, 50) == [], path
    page.goto(guarded + "404.html")
    assert violations(page) == []
    assert foreign == []


@pytest.mark.parametrize("path", ["about/", "en/about/"])
def test_search_palette_copy_tabs_and_annotations_work(path: str, guarded: str, page: Page, foreign: list[str]) -> None:
    page.goto(guarded + path)
    page.wait_for_load_state("networkidle")
    before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    for _ in range(3):
        page.locator("label.md-header__button[for^='__palette']:visible").click()
    page.locator("label.md-header__button[for^='__palette']:visible").click()
    seen = page.evaluate(
        "document.body.getAttribute('data-md-color-media') + document.body.getAttribute('data-md-color-scheme')"
    )
    assert before and seen

    page.locator("label[for='__tabbed_9_2']").click()
    expect(page.get_by_text("second", exact=True)).to_be_visible()
    expect(page.get_by_text("first", exact=True)).to_be_hidden()

    note = page.locator(".highlight.annotate .md-annotation__index, .annotate .md-annotation__index").first
    note.scroll_into_view_if_needed()
    # The mark pulses for as long as it is there, which a click would wait out.
    note.click(force=True)
    expect(page.get_by_text("The note.").first).to_be_visible()

    page.locator(".highlight.annotate").hover()
    page.locator(".highlight.annotate button[data-md-type='copy'], .highlight.annotate .md-clipboard").first.click()
    assert "a: 1" in page.evaluate("navigator.clipboard.readText()")

    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Pod")
    page.locator("a[href*='#']:visible, [role=option]:visible").filter(has_text="Pod").first.wait_for()
    assert violations(page) == []
    assert foreign == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_filter_of_the_map_the_cards_and_the_titles_work(
    language: str, guarded: str, page: Page, foreign: list[str]
) -> None:
    page.goto(f"{guarded}{language}reference/mapping/")
    everything = page.locator("[data-item]:not([hidden])").count()
    # The names of the other language come with the map, by a request of its own.
    page.locator("input[name=find]").fill("task role" if not language else "タスクロール")
    shown = "document.querySelectorAll('[data-item]:not([hidden])').length"
    until(page, f"0 < {shown} && {shown} < {everything}")
    expect(page.locator("#row-m056")).to_be_visible()
    page.goto(f"{guarded}{language}concepts/cluster-architecture/")
    page.locator("tr .kh-open").first.hover()
    expect(page.locator(".kh-pop:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    # The theme's tooltip takes the place of the browser's own.
    link = page.locator("article a.headerlink").first
    link.hover()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()
    assert violations(page) == []
    assert foreign == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_diagrams_keep_their_style_and_the_language_its_switch(
    language: str, guarded: str, page: Page, foreign: list[str]
) -> None:
    page.goto(f"{guarded}{language}concepts/cluster-architecture/")
    colours = page.eval_on_selector_all(
        "article figure.kakehashi-diagram svg :is(rect, path, polygon), article .kakehashi-diagram svg :is(rect, path)",
        "all => [...new Set(all.map(one => getComputedStyle(one).fill))]",
    )
    assert len(colours) > 2, colours
    page.locator(".md-header [data-kh-language]").first.click()
    page.wait_for_url(f"{guarded}{'' if language else 'en/'}concepts/cluster-architecture/**")
    assert violations(page) == []
    assert foreign == []


def test_the_policy_stops_what_does_not_belong_to_the_page(guarded: str, page: Page) -> None:
    page.goto(guarded + "about/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.intruded = true";
          document.body.append(script);
          const image = "<img src='https://evil.example/x.png' onerror='window.intruded = 1'>";
          document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    page.evaluate("fetch('https://evil.example/').catch(() => null)")
    found = " ".join(violations(page))
    assert page.evaluate("window.intruded") is None
    assert all(name in found for name in ("script-src-elem", "script-src-attr", "img-src", "connect-src"))
