"""An attribute of a fence must be one that something understands.

A misspelt ``titel=`` shows no title, and a misspelt ``chek=`` lets a block through unchecked, both in silence.
"""

import difflib
import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.fences import Attribute
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import place

JA = """ブロックの属性には、意味のある名前と値だけを書きます。

``titel=`` と書き間違えるとタイトルが出ず、``chek=`` と書き間違えるとブロックは検査をすり抜けます。
どちらも黙って起きます。
"""
GOOD = '```{.yaml title="a.yaml" hl_lines="1" check="fragment"}\na: 1\n```\n'
BAD = '```{.yaml titel="a.yaml"}\na: 1\n```\n'
OURS = ("check", "skip", "expect-error")
"""Attributes that speak to the checker."""
KNOWN = (
    "title",
    "linenums",
    "linenos",
    "linenostart",
    "linenostep",
    "linenospecial",
    "hl_lines",
    "class",
    "id",
    "style",
    "lang",
    "anchor_linenums",
    "line_spans",
    "line_anchors",
    "use_pygments",
    "auto_title",
    "annotate",
    "copy",
    "select",
    "name",
    "alt",
    "width",
    "height",
    "scale",
    "format",
    "exec",
    "session",
    "source",
    "result",
    "filename",
    "caption",
    "file",
    "highlight",
    "emphasize-lines",
    "lineno-start",
    "lines",
    "start",
    "startfrom",
    "label",
    "open",
    "tab",
    "group",
    "dir",
    "cwd",
    "theme",
    "live",
    "icon",
    "noinline",
    "showlinenumbers",
    "linenumbers",
    "lineanchors",
    "anchorlinenos",
    "hide_lines",
    "download",
    "ref",
    "url",
    "path",
    "diff",
    "ins",
    "del",
    "mark",
    "wrap",
    "frame",
    "collapse",
    "icons",
    "timeout",
    "language",
    "codeblock",
    "interactive",
    "run",
    "playground",
    "editable",
    "ignore",
    "output",
    "prompt",
    "target",
    "version",
    "tabtitle",
    "command-line",
    "data-line",
    "data-lang",
    "hl",
    "nocopy",
    "no-copy",
    "nohighlight",
    "numberlines",
    "options",
)
"""Attributes of this site's Markdown extensions and of the generators other sites use."""
MARKINGS = ("fragment", "patch", "alternatives", "template")
"""Values of ``check=``; a fragment may name its place."""
_PLACE = re.compile(r"fragment(?::[A-Z][A-Za-z0-9]*(?:@[\w./-]+)?(?:\.[A-Za-z][\w-]*(?:\[\d*\])?)*)?$")
_RULE = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$")


def _name(attribute: Attribute) -> tuple[Words, Words] | None:
    name = attribute.name.lower()
    if name in KNOWN or name in OURS or name.startswith(("data-", "aria-", "kakehashi-", "on", "v-", ":", "@")):
        return None
    close = difflib.get_close_matches(name, (*OURS, "title", "hl_lines", "linenums"), 1, 0.75)
    if not close and not (attribute.braced and attribute.value is not None):
        return None
    if close and attribute.value is None and close[0] != "skip":
        return None
    hint = (
        Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか")
        if close
        else Words(
            "known: title, hl_lines, linenums, check, skip, expect-error",
            "使える属性: title、hl_lines、linenums、check、skip、expect-error",
        )
    )
    return Words(
        f"nothing understands the attribute `{attribute.name}`", f"`{attribute.name}` という属性はありません"
    ), hint


def _value(attribute: Attribute) -> tuple[Words, Words] | None:
    value = (attribute.value or "").strip()
    if attribute.name == "check" and value not in MARKINGS and not _PLACE.match(value):
        head = re.split(r"[:=\s]", value)[0]
        close = difflib.get_close_matches(head, (*MARKINGS, "skip", "expect-error"), 1, 0.6)
        if close and close[0] in OURS:
            hint = Words(
                f'write it as an attribute of its own: {close[0]}="…"', f'{close[0]}="…" という別の属性で書いてください'
            )
        elif close and close[0] == "fragment" and head == "fragment":
            hint = Words(
                "name the place like fragment:Deployment.spec.template.spec",
                "場所は fragment:Deployment.spec.template.spec の形で書いてください",
            )
        elif close:
            hint = Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか")
        else:
            hint = Words(
                "one of: fragment, fragment:Kind.path, patch, alternatives, template",
                "書ける値: fragment、fragment:Kind.path、patch、alternatives、template",
            )
        return Words(f"`{value}` is no value of check", f"check に `{value}` という値はありません"), hint
    if attribute.name == "expect-error" and not _RULE.match(value):
        return (
            Words(f"`{value}` is no id of a rule", f"`{value}` は規則の id ではありません"),
            Words(
                "write the id that the report shows, for example yaml/syntax",
                "報告に出る id を書いてください（例: yaml/syntax）",
            ),
        )
    return None


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        for attribute in fence.opening.attributes:
            found = _name(attribute)
            if found is None and (attribute.braced or attribute.value is not None):
                found = _value(attribute)
            if found is not None:
                yield Complaint(place(fence, attribute), *found, path=fence.path)
