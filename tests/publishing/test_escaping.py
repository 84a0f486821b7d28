"""Text of strangers in GitHub's Markdown: shown, and no more than shown."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakehashi.publishing.escaping import address, code, link

HOSTILE = [
    "<script>alert(1)</script>",
    "</code><img src=x onerror=alert(1)>",
    "@everyone @kakehashi-docs/maintainers",
    "fixes #1, closes kakehashi-docs/kakehashi#2, GH-3",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "https://evil.example www.evil.example a@evil.example",
    "a | b | c\n| --- |",
    "`code` **bold** _it_ ~~s~~ # head",
    "\n\n# A heading\n\n- a list\n\n    code\n\n<!-- comment -->",
    "&lt;b&gt; &#64;team &amp;",
    "x\u202egnp.exe \u200b\u2066 \x00\x1b[31m\r\n\x85\u2028",
    ":tada: \\@user \\",
    "%0A::set-output name=x::y",
    "a" * 5000,
    "",
]


class Seen(HTMLParser):
    """The elements of a page, and the text outside of code and links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.outside = self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"a", "code"} & set(self.open):
            self.inside += data
        else:
            self.outside += data


def rendered(text: str) -> Seen:
    seen = Seen()
    seen.feed(markdown.markdown(text, extensions=["tables", "fenced_code"]))
    seen.close()
    return seen


def check(text: str) -> None:
    body = f"| a | b |\n| --- | --- |\n| {code(text)} | {link(text, 'https://example.org/x')} |\n"
    assert body.count("\n") == 3
    seen = rendered(body)
    assert {tag for tag, _ in seen.tags} <= {"table", "thead", "tbody", "tr", "th", "td", "a", "code"}
    assert sum(tag == "td" for tag, _ in seen.tags) == 2
    assert [about for tag, about in seen.tags if tag == "a"] == [{"href": "https://example.org/x"}]
    assert seen.outside.split() == ["a", "b"]
    raw = code(text).removeprefix("<code>").removesuffix("</code>")
    # Only letters, digits, blanks, references and what lies beyond ASCII.
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|&#\d+;|[^\x00-\x7f])*", raw)
    assert "\n" not in raw and len(unescape(raw)) <= 120


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown(text: str) -> None:
    check(text)


@given(st.text())
def test_any_text_is_only_shown(text: str) -> None:
    check(text)


def test_text_is_shown_as_it_is() -> None:
    assert unescape(code("docs/ja/クラスター.md")) == "<code>docs/ja/クラスター.md</code>"


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "//evil", "https://a\nb", 'https://a"b', "https://a<b", "data:x", "https://a b"]
)
def test_only_addresses_are_linked(bad: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        link("x", bad)


def test_paths_are_encoded_in_addresses() -> None:
    made = address("https://example.org/s/", 'a b/<x>"#?&\n図/')
    assert made == "https://example.org/s/a%20b/%3Cx%3E%22%23%3F%26%0A%E5%9B%B3/"
    link("x", made)
