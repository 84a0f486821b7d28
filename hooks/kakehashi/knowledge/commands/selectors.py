"""Judges label selectors and field selectors by the grammar of the Kubernetes API."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?\Z")
_DNS = re.compile(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\Z")
_TOKEN = re.compile(r"\s*(==|!=|=|!|,|\(|\)|>|<|[^\s=!(),<>]+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, in English and Japanese, and where it stands in it."""

    en: str
    ja: str
    start: int = 0
    end: int | None = None


def is_qualified_name(text: str) -> bool:
    """Whether the text is a label or annotation key: an optional DNS prefix, "/", and a name of up to 63 characters."""
    prefix, slash, name = text.rpartition("/")
    if slash and (not prefix or len(prefix) > 253 or not _DNS.match(prefix)):
        return False
    return 0 < len(name) <= 63 and _NAME.match(name) is not None


def is_dns_name(text: str) -> bool:
    """Whether the text is a lower-case DNS name of up to 253 characters."""
    return len(text) <= 253 and _DNS.match(text) is not None


def is_label_value(text: str) -> bool:
    """Whether the text is a label value: empty, or a name of up to 63 characters."""
    return not text or (len(text) <= 63 and _NAME.match(text) is not None)


class _LabelParser:
    def __init__(self, text: str) -> None:
        self._tokens = list[tuple[str, int]]()
        at = 0
        while found := _TOKEN.match(text, at):
            self._tokens.append((found[1], found.start(1)))
            at = found.end()
        self._at = 0
        self._length = len(text)

    def peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def take(self) -> tuple[str, int]:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ("", self._length)
        self._at += 1
        return token

    def run(self) -> Fault | None:
        while self.peek():
            if fault := self._requirement():
                return fault
            piece, at = self.take()
            if not piece:
                return None
            if piece != ",":
                return Fault(f"unexpected `{piece}`", f"`{piece}` は書けません", at, at + len(piece))
            if not self.peek():
                return Fault("nothing follows the last comma", "最後のカンマの後に条件がありません", at, at + 1)
        return None

    def _requirement(self) -> Fault | None:
        negated = self.peek() == "!"
        if negated:
            self.take()
        key, at = self.take()
        if not is_qualified_name(key):
            return Fault(f"`{key}` is not a label key", f"`{key}` はラベルのキーになりません", at, at + len(key))
        operator = self.peek()
        if negated or operator in ("", ","):
            return None
        self.take()
        if operator in ("=", "==", "!="):
            return self._value() if self.peek() not in ("", ",") else None
        if operator in (">", "<"):
            value, at = self.take()
            if not value.lstrip("-").isdigit():
                return Fault(
                    f"`{operator}` compares whole numbers only",
                    f"`{operator}` は整数だけを比べます",
                    at,
                    at + len(value),
                )
            return None
        if operator in ("in", "notin"):
            return self._set()
        en, ja = (
            f"`{operator}` is not an operator of label selectors",
            f"`{operator}` はラベルセレクターの演算子ではありません",
        )
        return Fault(en, ja, self._tokens[self._at - 1][1], self._tokens[self._at - 1][1] + len(operator))

    def _value(self) -> Fault | None:
        value, at = self.take()
        if is_label_value(value) and value not in ("=", "==", "!=", "!", "(", ")"):
            return None
        return Fault(f"`{value}` is not a label value", f"`{value}` はラベルの値になりません", at, at + len(value))

    def _set(self) -> Fault | None:
        piece, at = self.take()
        if piece != "(":
            return Fault("the values of `in` stand in parentheses", "`in` の値は括弧で囲みます", at)
        while True:
            piece, at = self.take()
            if piece == ")":
                return None
            if not piece:
                return Fault("the parenthesis is not closed", "括弧が閉じていません", at)
            if piece != "," and not is_label_value(piece):
                return Fault(
                    f"`{piece}` is not a label value", f"`{piece}` はラベルの値になりません", at, at + len(piece)
                )


def label_fault(text: str) -> Fault | None:
    """What is wrong with a label selector such as "app=web,tier in (a,b),!legacy"; None when nothing is."""
    return _LabelParser(text).run()


def field_fault(text: str) -> Fault | None:
    """What is wrong with a field selector such as "status.phase!=Running,spec.nodeName=n"; None when nothing is."""
    at = 0
    for part in re.split(r"(?<!\\),", text):
        if part and "=" not in part:
            en = f"`{part}` lacks `=` or `!=`"
            return Fault(en, f"`{part}` に `=` か `!=` がありません", at, at + len(part))
        at += len(part) + 1
    return None
