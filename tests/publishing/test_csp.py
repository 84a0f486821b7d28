"""The policy of a page, as text; what a browser makes of it is in test_policy.py."""

from __future__ import annotations

import base64
import hashlib
import time

import pytest

from kakehashi.publishing.csp import policy, with_policy


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directive(html: str, name: str) -> list[str]:
    found = [part.split() for part in policy(html).split("; ") if part.startswith(f"{name} ")]
    assert len(found) == 1
    return found[0][1:]


def test_inline_scripts_and_styles_are_allowed_by_hash_and_nothing_else() -> None:
    html = (
        "<head><meta charset=\"utf-8\"><script>a > b</script><SCRIPT type='module'>\r\nm()\r</SCRIPT>"
        '<script src="x.js">ignored</script><script type="application/json">{"a":1}</script>'
        "<!-- <script>hidden()</script> --><style>p{}</style></head>"
        '<body><p style="--a:1;b:&quot;x&quot;">t</p><script data-type="x">d</script></body>'
    )
    assert directive(html, "script-src") == ["'self'", *sorted([sha("a > b"), sha("\nm()\n"), sha("d")])]
    assert directive(html, "style-src") == ["'self'", sha("p{}"), "'unsafe-hashes'", sha('--a:1;b:"x"')]
    assert directive(html, "default-src") == ["'none'"]
    assert "unsafe-inline" not in policy(html) and "unsafe-eval" not in policy(html)


def test_a_page_without_inline_code_allows_none() -> None:
    assert directive("<p>t</p>", "script-src") == ["'self'"]
    assert directive("<p>t</p>", "style-src") == ["'self'"]


@pytest.mark.parametrize("head", ["<head>", "<HEAD>", '<head class="a">'])
def test_the_policy_stands_before_anything_it_governs(head: str) -> None:
    html = f'<!doctype html>\n<html>{head}\n  <meta charset="utf-8">\n  <script>a</script></head><body></body></html>'
    out = with_policy(html)
    assert out.index("Content-Security-Policy") < out.index("<script>")
    assert out.index('charset="utf-8"') < out.index("Content-Security-Policy")
    assert '<meta name="referrer" content="same-origin">' in out
    assert with_policy(out) == out


def test_a_page_without_a_head_is_left_alone() -> None:
    assert with_policy("<p>no head, no theme") == "<p>no head, no theme"


@pytest.mark.parametrize(
    "text", ["<script>" * 60_000, "<script " * 60_000, '<style a="' * 60_000, "<!--" * 60_000, " style='" * 60_000]
)
def test_pages_full_of_what_never_ends_cost_no_more_than_others(text: str) -> None:
    started = time.monotonic()
    policy(text)
    assert time.monotonic() - started < 2
