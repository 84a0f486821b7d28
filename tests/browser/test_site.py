"""What a reader meets, in a real browser over HTTP, below a sub-path."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.browser.watched import Watched

PAGES = ["", "about/", "concepts/cluster-architecture/", "en/", "en/about/", "en/concepts/cluster-architecture/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_renders_without_errors_failed_requests_or_third_parties(path: str, watched: Watched) -> None:
    page = watched.open(path)
    watched.settled()
    assert page.locator("article h1").inner_text().strip()
    assert page.locator("html").get_attribute("lang") == ("en" if path.startswith("en/") else "ja")
    assert watched.problems == []
    assert watched.foreign == []


@pytest.mark.parametrize("path", ["concepts/cluster-architecture/", "en/concepts/cluster-architecture/"])
def test_the_copy_button_copies_the_command(path: str, watched: Watched) -> None:
    page = watched.open(path)
    block = page.locator(".language-bash").filter(has_text="kubectl get --raw='/livez").first
    block.scroll_into_view_if_needed()
    block.hover()
    block.locator("button[data-md-type='copy'], .md-clipboard, .md-code__button[title]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip().startswith("kubectl get --raw")


@pytest.mark.parametrize(
    ("start", "twin", "name"),
    [("concepts/cluster-architecture/", "en/concepts/cluster-architecture/", "English"),
     ("en/concepts/cluster-architecture/", "concepts/cluster-architecture/", "日本語")],
)  # fmt: skip
def test_the_language_switch_leads_to_the_same_section_of_the_twin(
    start: str, twin: str, name: str, watched: Watched
) -> None:
    page = watched.open(start + "#etcd")
    page.locator(f".md-header a[hreflang]:has-text('{name}')").click()
    page.wait_for_url(watched.base + twin + "#etcd")
    page.wait_for_load_state("networkidle")
    assert watched.problems == []


@pytest.mark.parametrize("path", ["concepts/cluster-architecture/", "en/concepts/cluster-architecture/"])
def test_a_link_of_a_comparison_table_lands_on_its_section(path: str, watched: Watched) -> None:
    page = watched.open(path)
    link = page.locator("table a[href*='#kubelet']").first
    link.click()
    assert page.url.endswith("#kubelet")
    assert page.locator("#kubelet").is_visible()
    box = page.locator("#kubelet").bounding_box()
    assert box is not None and 0 <= box["y"] < 900


def test_diagrams_are_inline_with_a_text_alternative(watched: Watched) -> None:
    for path in ("concepts/cluster-architecture/", "en/concepts/cluster-architecture/"):
        page = watched.open(path)
        diagrams = page.locator("article svg[role='img']")
        assert diagrams.count() >= 3
        for index in range(diagrams.count()):
            label = diagrams.nth(index).get_attribute("aria-labelledby") or ""
            assert label and all(page.locator(f"#{one}").count() == 1 for one in label.split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "concepts/cluster-architecture/", "en/concepts/cluster-architecture/"])
def test_nothing_runs_off_a_phone(path: str, scheme: str, browser: Browser, served_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(served_site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == (
        "slate" if scheme == "dark" else "default"
    )
    context.close()
