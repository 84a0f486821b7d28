"""The shorthand syntax of the AWS CLI: `Key=value,Other=[a,b],Nested={Inner=c}`.

The grammar follows the tool's behaviour, including its corners: a comma list after `Key=` becomes a list only when what
follows is not another `Key=`, quotes count only at the start of a value, and `\\,` is a comma inside a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]

_KEY = re.compile(r"[A-Za-z0-9\-_.#/:]*")
_SPACE = re.compile(r"[ \t\n\r\x0b\x0c]*")
_OUTSIDE = "\U00010000-\U0010ffff"
_START = rf"[^\x00-\x20\"',=\[{{{_OUTSIDE}]"
_FIRST = re.compile(rf"(?:\\,|{_START})(?:\\,|\s|[^\x00-\x20\"',\]}}{_OUTSIDE}])*")
_NEXT = re.compile(rf"(?:\\,|{_START})(?:\\,|\s|[^\x00-\x20\"',={_OUTSIDE}])*")
_QUOTED = {"'": re.compile(r"'(?:\\'|[^'])*'"), '"': re.compile(r'"(?:\\"|[^"])*"')}


class ShorthandError(ValueError):
    """Text that is not shorthand. at: the character at fault. expected: what belongs there. key: a key given twice."""

    def __init__(self, at: int, expected: str = "", key: str = "") -> None:
        super().__init__(f"expected {expected!r} at {at}" if expected else f"second {key!r} at {at}")
        self.at = at
        self.expected = expected
        self.key = key


@dataclass(slots=True)
class Positions:
    """Where keys and values stand, by path; a path ends in the key or the list index."""

    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)


def parse(text: str, positions: Positions | None = None) -> dict[str, Tree]:
    """Read shorthand.

    Args:
        text: the value of a parameter.
        positions: filled with the places of keys and values, when given.

    Returns:
        the value as maps, lists and strings.

    Raises:
        ShorthandError: the text breaks the syntax, or repeats a key.
    """
    return _Parser(text, positions).parameter()


class _Parser:
    def __init__(self, text: str, positions: Positions | None) -> None:
        self.text = text
        self.at = 0
        self.positions = positions

    def parameter(self) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while True:
            start = self.at
            key = self._key_and_equals((), found)
            if key in found:
                raise ShorthandError(start, key=key)
            begin = self.at
            found[key] = self._values((key,))
            self._note((key,), begin)
            if self.at >= len(self.text):
                return found
            self._expect(",")

    def _key_and_equals(self, path: Path, siblings: dict[str, Tree]) -> str:
        match = _KEY.match(self.text, self.at)
        key = match.group() if match else ""
        if self.positions is not None and key not in siblings:
            self.positions.keys[(*path, key)] = (self.at, self.at + len(key))
        self.at += len(key)
        # `Key@=file://…` reads the value from a file.
        self._skip()
        if self._current() == "@":
            self.at += 1
            self._skip()
        self._expect("=")
        return key

    def _values(self, path: Path) -> Tree:
        current = self._current()
        if current == "":
            return ""
        if current == "[":
            return self._list(path)
        if current == "{":
            return self._map(path)
        return self._comma_separated(path)

    def _comma_separated(self, path: Path) -> Tree:
        begin = self.at
        first = self._value()
        found: list[Tree] = [first]
        self._note((*path, 0), begin)
        self._skip()
        if self._current() != ",":
            return first
        self._expect(",")
        while True:
            try:
                begin = self.at
                item = self._next_value()
                end = self.at
                self._skip()
                if self.at < len(self.text):
                    self._expect(",")
            except ShorthandError:
                if self.at >= len(self.text):
                    raise
                # What follows the nearest comma is the next key.
                self.at = self.text.rfind(",", 0, self.at + 1)
                break
            self._note((*path, len(found)), begin, end)
            found.append(item)
            if self.at >= len(self.text) and self.text[end:].strip() == "":
                break
        return first if len(found) == 1 else found

    def _list(self, path: Path) -> Tree:
        self._expect("[")
        found: list[Tree] = []
        while self._current() != "]":
            begin = self.at
            here = (*path, len(found))
            found.append(self._item(here))
            self._note(here, begin)
            self._separator("]")
        self._close()
        return found

    def _map(self, path: Path) -> Tree:
        self._expect("{")
        found: dict[str, Tree] = {}
        while self._current() != "}":
            key = self._key_and_equals(path, found)
            begin = self.at
            here = (*path, key)
            found[key] = self._item(here)
            self._note(here, begin)
            self._separator("}")
        self._close()
        return found

    def _item(self, path: Path) -> Tree:
        current = self._current()
        if current == "[":
            return self._list(path)
        return self._map(path) if current == "{" else self._value()

    def _separator(self, closing: str) -> None:
        self._skip()
        if self._current() != closing:
            self._expect(",", skip_before=False)

    def _close(self) -> None:
        self.at += 1

    def _value(self) -> str:
        if self._current() in _QUOTED:
            return self._quoted()
        match = _FIRST.match(self.text, self.at)
        return self._take(match.group()) if match else ""

    def _next_value(self) -> str:
        if self._current() in _QUOTED:
            return self._quoted()
        match = _NEXT.match(self.text, self.at)
        if match is None:
            raise ShorthandError(self.at, "a value")
        return self._take(match.group())

    def _take(self, raw: str) -> str:
        self.at += len(raw)
        return raw.replace("\\,", ",").rstrip()

    def _quoted(self) -> str:
        mark = self._current()
        match = _QUOTED[mark].match(self.text, self.at)
        if match is None:
            raise ShorthandError(self.at, f"closing {mark}")
        self.at = match.end()
        return match.group()[1:-1].replace("\\" + mark, mark).replace("\\\\", "\\")

    def _current(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _expect(self, char: str, skip_before: bool = True) -> None:
        if skip_before:
            self._skip()
        if self._current() != char:
            raise ShorthandError(self.at, char)
        self.at += 1
        self._skip()

    def _note(self, path: Path, begin: int, end: int | None = None) -> None:
        if self.positions is not None:
            stop = self.at if end is None else end
            shown = self.text[begin:stop].rstrip()
            self.positions.values[path] = (begin, begin + len(shown))


def keys(tree: Tree, path: Path = ()) -> Iterator[Path]:
    """Paths of all keys in a value."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield (*path, key)
            yield from keys(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from keys(value, (*path, number))
