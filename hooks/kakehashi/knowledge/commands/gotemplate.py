"""Judges Go templates (`-o go-template=`, docker's `--format`): delimiters, blocks and function names."""

from __future__ import annotations

import re

from .selectors import Fault

_BUILT_IN = frozenset(
    [
        "and",
        "call",
        "html",
        "index",
        "slice",
        "js",
        "len",
        "not",
        "or",
        "print",
        "printf",
        "println",
        "urlquery",
        "eq",
        "ge",
        "gt",
        "le",
        "lt",
        "ne",
        "true",
        "false",
        "nil",
    ]
)
KUBECTL = frozenset(("exists", "base64decode"))
_BLOCKS = frozenset(("if", "range", "with", "define", "block"))
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|`[^`]*`|\'(?:\\.|[^\'\\])+\'|[.$]?[A-Za-z_]\w*|\.|\$|\S|\s+')


def _close(text: str, begin: int) -> int:
    """Where the action that begins here ends (at its "}}"), quotes respected; -1 when it does not."""
    at = begin
    while at < len(text):
        if text.startswith("}}", at):
            return at
        if text[at] in '"`':
            end = at + 1
            while end < len(text) and text[end] != text[at]:
                end += 2 if text[end] == "\\" and text[at] == '"' else 1
            at = end
        at += 1
    return -1


def fault(text: str, functions: frozenset[str] | None = KUBECTL) -> Fault | None:
    """What is wrong with a template; None when nothing is. functions: those known besides Go's own, None for any."""
    at, open_blocks = 0, list[int]()
    while (start := text.find("{{", at)) >= 0:
        end = _close(text, start + 2)
        if end < 0:
            return Fault("`{{` is not closed", "`{{` が閉じていません", start)
        body = text[start + 2 : end].removeprefix("-").removesuffix("-").strip()
        at = end + 2
        if body.startswith("/*"):
            continue
        if not body:
            return Fault("the action is empty", "アクションが空です", start, at)
        tokens = [token for token in _TOKEN.findall(body) if not token.isspace()]
        first = tokens[0]
        if first == "end":
            if not open_blocks:
                return Fault("`{{end}}` closes nothing", "`{{end}}` に対応するブロックがありません", start, at)
            open_blocks.pop()
            continue
        if first in _BLOCKS:
            open_blocks.append(start)
        elif first == "else" and not open_blocks:
            return Fault("`{{else}}` stands outside a block", "`{{else}}` がブロックの外にあります", start, at)
        known = _BUILT_IN | _BLOCKS | {"else", "end", "template", "break", "continue"} | (functions or frozenset())
        previous = ""
        for token in tokens:
            name = token[0].isalpha() and previous not in (".", "$")
            if name and functions is not None and token not in known:
                return Fault(
                    f"`{token}` is not a function of templates",
                    f"`{token}` はテンプレートの関数ではありません",
                    start,
                    at,
                )
            previous = token
    if open_blocks:
        return Fault("a block has no `{{end}}`", "ブロックに `{{end}}` がありません", open_blocks[-1])
    return None
