"""Judges JSONPath templates by the grammar that kubectl reads, which is a dialect of its own."""

from __future__ import annotations

import re

from .selectors import Fault

_ENDS = frozenset(" \t\r\n.,[]$@{}")
_DICT_KEY = re.compile(r"'([^']*)'\Z")
_SLICE = re.compile(r"-?\d*(?::-?\d*)?(?::-?\d*)?\Z")
_COMPARISON = re.compile(r"([^!<>=]+)([!<>=]+)(.+?)\Z", re.DOTALL)
_RELAXED = re.compile(r"\{\.?([^{}]+)\}\Z|\.?([^{}]+)\Z")
_OPERATORS = frozenset(("==", "!=", "<", "<=", ">", ">="))


class _StopError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.en)
        self.fault = fault


def _stop(en: str, ja: str, start: int, end: int | None = None) -> _StopError:
    return _StopError(Fault(en, ja, start, end))


class _Parser:
    """One pass over a template. open_ranges: {range} blocks not yet closed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open = list[int]()
        self.actions = 0

    def run(self) -> None:
        while (start := self._text.find("{", self._at)) >= 0:
            self._at = start + 1
            self.actions += 1
            self._action(start)

    def _action(self, start: int) -> None:
        text = self._text
        recursive = False
        while True:
            if self._at >= len(text) or text[self._at] in "\r\n":
                raise _stop("the brace is not closed", "波括弧が閉じていません", start)
            char = text[self._at]
            if char == "}":
                self._at += 1
                return
            if text.startswith("[?(", self._at):
                self._filter()
            elif text.startswith("..", self._at):
                if recursive:
                    raise _stop("`..` stands twice in a row", "`..` が続いています", self._at, self._at + 2)
                self._at += 2
                if self._at < len(text) and (text[self._at].isalnum() or text[self._at] == "_"):
                    self._field()
                recursive = True
                continue
            elif char in " @$":
                self._at += 1
            elif char == "[":
                self._array()
            elif char in "\"'":
                self._quote(char)
            elif char == ".":
                self._at += 1
                self._field()
            elif char in "+-" or char.isdigit():
                self._number()
            elif char.isalpha() or char == "_":
                self._identifier(start)
            else:
                raise _stop(f"`{char}` is not understood here", f"`{char}` はここに書けません", self._at, self._at + 1)
            recursive = False

    def _field(self) -> None:
        while self._at < len(self._text) and self._text[self._at] not in _ENDS:
            self._at += 2 if self._text[self._at] == "\\" else 1

    def _number(self) -> None:
        begin = self._at
        self._at += 1 if self._text[self._at] in "+-" else 0
        while self._at < len(self._text) and (self._text[self._at].isdigit() or self._text[self._at] == "."):
            self._at += 1
        try:
            float(self._text[begin : self._at])
        except ValueError:
            shown = self._text[begin : self._at]
            raise _stop(f"`{shown}` is not a number", f"`{shown}` は数値ではありません", begin, self._at) from None

    def _identifier(self, start: int) -> None:
        begin = self._at
        while self._at < len(self._text) and self._text[self._at] not in _ENDS:
            self._at += 1
        name = self._text[begin : self._at]
        if name == "range":
            self._open.append(start)
        elif name == "end":
            if not self._open:
                raise _stop("`{end}` has no `{range}`", "`{end}` に対する `{range}` がありません", start, self._at)
            self._open.pop()
        elif name not in ("true", "false"):
            en = f"`{name}` is not understood: a field begins with a dot, a text stands in quotes"
            ja = f"`{name}` は解釈できません。フィールドはドットで始め、文字列は引用符で囲みます"
            raise _stop(en, ja, begin, self._at)

    def _quote(self, quote: str) -> None:
        begin = self._at
        self._at += 1
        while self._at < len(self._text) and self._text[self._at] not in (quote, "\n"):
            self._at += 2 if self._text[self._at] == "\\" else 1
        if self._at >= len(self._text) or self._text[self._at] == "\n":
            raise _stop("the quote is not closed", "引用符が閉じていません", begin)
        self._at += 1

    def _array(self) -> None:
        begin = self._at
        end = self._text.find("]", begin)
        if end < 0:
            raise _stop("the bracket is not closed", "角括弧が閉じていません", begin)
        self._at = end + 1
        inside = self._text[begin + 1 : end]
        for part in inside.split(","):
            part = part.strip(" ") if "," in inside else part
            if part == "*" or _DICT_KEY.match(part) or _SLICE.match(part):
                continue
            if part.startswith('"'):
                raise _stop(
                    "a key in brackets stands in single quotes", "角括弧の中のキーは単引用符で囲みます", begin + 1, end
                )
            raise _stop(f"`{part}` is not an index", f"`{part}` は添字になりません", begin + 1, end)

    def _filter(self) -> None:
        begin = self._at
        self._at += 3
        opened, closed, pair = False, False, ""
        text = self._text
        while True:
            if self._at >= len(text) or text[self._at] == "\n":
                raise _stop("the filter `[?( … )]` is not closed", "フィルター `[?( … )]` が閉じていません", begin)
            char = text[self._at]
            self._at += 1
            if char in "\"'":
                if not opened:
                    opened, pair = True, char
                elif text[self._at - 2] != "\\" and char == pair:
                    closed = True
            elif char == ")" and opened == closed:
                break
        if text[self._at : self._at + 1] != "]":
            raise _stop("`]` must follow the filter", "フィルターの後に `]` が必要です", begin)
        self._at += 1
        self._condition(text[begin + 3 : self._at - 2], begin)

    def _condition(self, text: str, begin: int) -> None:
        found = _COMPARISON.match(text)
        if found and found[2] not in _OPERATORS:
            en, ja = f"`{found[2]}` is not an operator of filters", f"`{found[2]}` はフィルターの演算子ではありません"
            raise _stop(en, ja, begin + 3 + found.start(2), begin + 3 + found.end(2))
        for part in (found[1], found[3]) if found else (text,):
            if fault := _fault(f"{{{part}}}"):
                raise _StopError(Fault(fault.en, fault.ja, begin))


def _fault(text: str) -> Fault | None:
    try:
        _Parser(text).run()
    except _StopError as stop:
        return stop.fault
    return None


def template_fault(text: str) -> Fault | None:
    """What is wrong with a template for `-o jsonpath=`; None when nothing is."""
    return _fault(text)


def prints_itself(text: str) -> bool:
    """Whether a template holds no braces, so that kubectl prints it as it is: almost surely a slip."""
    return bool(text) and "{" not in text


def relaxed_fault(text: str) -> Fault | None:
    """What is wrong with a path where braces and the leading dot may be left out (custom columns, --sort-by, wait)."""
    if not text:
        return None
    found = _RELAXED.match(text)
    if not found:
        return Fault("a path looks like `.metadata.name`", "パスは `.metadata.name` のように書きます")
    inner = found[1] or found[2]
    return _fault(f"{{.{inner}}}")


def columns_fault(text: str) -> Fault | None:
    """What is wrong with the columns for `-o custom-columns=`; None when nothing is."""
    at = 0
    for column in text.split(","):
        header, colon, path = column.partition(":")
        if not colon:
            en = f"`{column}` is not a column: write HEADER:.path"
            return Fault(en, f"`{column}` は列になりません。見出し:.パス の形で書きます", at, at + len(column))
        if fault := relaxed_fault(path):
            return Fault(fault.en, fault.ja, at + len(header) + 1, at + len(column))
        at += len(column) + 1
    return None
