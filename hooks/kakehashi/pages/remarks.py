"""Comments at the end of lines of code."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"")
_MARKS = {"json": "", "jsonc": "//", "text": "", "markdown": "", "md": "", "mermaid": "%%", "": ""}


def without_remark(text: str, language: str) -> str:
    """Return a line of code without the comment at its end.

    Args:
        text: The line.
        language: Its language, by the name the rules use; ``#`` starts a comment in those not known.
    """
    mark = _MARKS.get(language, "#")
    if mark and mark in text:
        bare = _QUOTED.sub(lambda match: "\0" * len(match.group()), text)
        found = re.search(rf"(?:^|(?<=\s)){re.escape(mark)}", bare)
        if found:
            text = text[: found.start()]
    return text.rstrip()


def remark(text: str, language: str) -> str:
    """Return the comment at the end of a line of code, mark included; empty where there is none."""
    return text[len(without_remark(text, language)) :].strip()
