"""Where a YAML text is really broken: the smallest change to one line that lets the parser go on.

A parser names the place where it gave up, which is often lines behind the fault. Here each likely slip of a
writer is undone in turn, and the first that heals the text is the one reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kakehashi.finding import Span, Words
from kakehashi.pages.bare import BLANK, bare_lines
from kakehashi.pages.yaml_tree import YamlError, parse
from kakehashi.rule import in_body

from ._elision import ELISION
from ._plausible import doubts

MAX_TEXT = 20_000
"""Longest text, in characters, that repairs are tried on."""

MAX_FAULTS = 8
"""Most faults named in one block."""

RIVALS = 8.0
"""How much dearer than the cheapest repair another one may be that makes a more likely text."""

DOUBT = 2.5
"""What one oddity of the healed text costs."""

UNEVEN = 0.8
"""What one indent of another width than the rest costs."""

REACH = 25
"""How many lines above the parser's line a fault is looked for."""

_LEAD = re.compile(r"[ ]*(?:- +)*")
_LONE = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w./-]*)[ ]*$")
_PAIR = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w./-]*)(?P<gap>[ ]*[=;][ ]*|[ ]+)(?P<value>[^\s=:].*)$")
_TIGHT = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w./-]*|\"[^\"]+\"|'[^']+'):(?P<value>[^\s:].*)$")
_VALUE = re.compile(
    r"(?P<lead> *(?:- +)*(?:[^\s#'\"\[{-][^:]*?|\"[^\"]*\"|'[^']*'):[ ]+|[ ]*(?:- +)+)(?P<value>\S.*?)(?P<end>[ ]*)$"
)
_KEY = re.compile(r" *(?:- +)*(?:[^\s#'\"\[{-][^:#]*?|\"[^\"]*\"|'[^']*') ?:(?:[ ]|$)")
_TIGHT_DASH = re.compile(r"(?P<lead> *(?:- +)*)-(?P<rest>[A-Za-z\"'_$<{\[].*)$")
_RULER = re.compile(r"(?:--|-{4,}|[—–]{1,3}|===+|\*\*\*+|___+)[ ]*$")
_COMMENT = re.compile(r" *(?://|/\*|;|<!--|\*/)")
_HEADER = re.compile(r".*[:-][ ]+[|>][+-]?\d?[+-]?[ ]*$")
_LISTS = re.compile(
    r" *(?:- +)*(?:containers|initContainers|ports|env|envFrom|volumes|volumeMounts|rules|args|command|items|subjects|"
    r"verbs|resources|"
    r"apiGroups|paths|backendRefs|parentRefs|imagePullSecrets|tolerations|metrics|nodeGroups|managedNodeGroups|steps|hosts|tls|"
    r"ingress|egress|from|to|matchExpressions|values|topologySpreadConstraints|resourceNames|finalizers|accessModes|sources|"
    r"listeners|nodes|subsets|conditions|policies|webhooks|versions|patches|images)[ ]*:[ ]*$"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a text.

    Args:
        span: Its place in the text.
        message: What is wrong.
        suggestion: What to write.
        told_elsewhere: Whether another rule names it.
    """

    span: Span
    message: Words
    suggestion: Words | None = None
    told_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to undo a slip.

    Args:
        cost: How unlikely the slip is; the cheapest repair that heals wins.
        line: The line it changes, from 0.
        lines: What it and lines after it become, as (number, text).
        fault: What it says about the text.
    """

    cost: float
    line: int
    lines: tuple[tuple[int, str], ...]
    fault: Fault


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


class _Text:
    """A text under repair."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.bare = bare_lines("\n".join(lines), "yaml")

    def with_repair(self, repair: Repair) -> _Text:
        lines = list(self.lines)
        for number, text in repair.lines:
            lines[number] = text
        return _Text(lines)

    def error(self) -> YamlError | None:
        return parse("\n".join(self.lines) + "\n").error

    def neighbour(self, number: int, step: int) -> int | None:
        """The next line in direction *step* that holds more than a comment."""
        at = number + step
        while 0 <= at < len(self.lines):
            if self.lines[at].strip() and not self.lines[at].lstrip().startswith("#"):
                return at
            at += step
        return None


def _words(span: Span, en: str, ja: str, hint: tuple[str, str] | None = None, *, elsewhere: bool = False) -> Fault:
    return Fault(span, Words(en, ja), Words(*hint) if hint else None, elsewhere)


def _whole(number: int, text: str) -> Span:
    start = len(text) - len(text.lstrip(" "))
    return in_body(number + 1, start + 1, max(len(text.rstrip()) + 1, start + 2))


def _keys(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Slips around the colon."""
    lone = _LONE.match(line)
    if lone and lone["key"].lower() not in ("true", "false", "null", "yes", "no"):
        below = text.neighbour(number, 1)
        deeper = below is not None and _indent(text.lines[below]) >= len(lone["lead"])
        key = lone["key"]
        yield Repair(
            10 if deeper else 14,
            number,
            ((number, f"{line.rstrip()}:"),),
            _words(
                in_body(number + 1, lone.start("key") + 1, lone.end("key") + 1),
                f"the key `{key}` has no `:` after it",
                f"キー `{key}` の後ろに `:` がありません",
                (f"write `{key}:`", f"`{key}:` と書いてください"),
            ),
        )
    tight = _TIGHT.match(line)
    if tight and not tight["value"].startswith("//"):
        key, value = tight["key"], tight["value"]
        yield Repair(
            8,
            number,
            ((number, f"{tight['lead']}{key}: {value}"),),
            _words(
                in_body(number + 1, tight.end("key") + 1),
                f"no space after the colon of `{key}`: this is one word, not a key and a value",
                f"`{key}` のコロンの後に空白がなく、キーと値ではなく 1 つの単語になっています",
                (f"write `{key}: {value}`", f"`{key}: {value}` と書いてください"),
            ),
        )
    pair = _PAIR.match(line)
    if pair and not _KEY.match(text.bare[number]):
        key, value = pair["key"], pair["value"]
        sign = pair["gap"].strip()
        en = (
            f"`{sign}` stands after the key `{key}` where `:` belongs"
            if sign
            else f"the key `{key}` has no `:` after it"
        )
        ja = f"キー `{key}` の後ろが `:` ではなく `{sign}` です" if sign else f"キー `{key}` の後ろに `:` がありません"
        prose = 13.5 if len(value.split()) > 2 and not sign else 0
        yield Repair(
            10.5 + prose,
            number,
            ((number, f"{pair['lead']}{key}: {value}"),),
            _words(
                in_body(number + 1, pair.start("key") + 1, pair.end("key") + 1),
                en,
                ja,
                (f"write `{key}: {value}`", f"`{key}: {value}` と書いてください"),
            ),
        )


def _quotes(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Slips with quotes."""
    for quote in "\"'":
        first = re.search(rf"(?:^|[:\[{{,-][ ]*){quote}", line)
        if not first:
            continue
        inner = line.replace("\\\\", "__").replace('\\"', "__") if quote == '"' else line.replace("''", "__")
        if inner.count(quote) % 2:
            opened = [n for n, char in enumerate(inner) if char == quote]
            column = first.end() if len(opened) == 1 else opened[-1] + 1
            where = in_body(number + 1, column)
            fault = _words(
                where,
                "the quote that opens here is never closed",
                "ここで開いた引用符が閉じられていません",
                ("close it in the same line", "同じ行で閉じてください"),
            )
            body, comment = line.rstrip(), ""
            mark = re.search(r"[ ]+#[^\"']*$", body)
            if mark:
                body, comment = body[: mark.start()], body[mark.start() :]
            yield Repair(6, number, ((number, f"{body}{quote}{comment}"),), fault)
            for match in re.finditer(r"[ ]*[\]},][\]}, ]*", body):
                if match.start() >= column:
                    yield Repair(
                        7, number, ((number, f"{body[: match.start()]}{quote}{body[match.start() :]}{comment}"),), fault
                    )
            if column < len(body) and body[-1:] in "\"'" and body[-1:] != quote:
                yield Repair(
                    5,
                    number,
                    ((number, f"{body[:-1]}{quote}{comment}"),),
                    _words(
                        where,
                        f"opened by `{quote}` and closed by `{body[-1]}`",
                        f"`{quote}` で開き、`{body[-1]}` で閉じています",
                        ("use the same quote at both ends", "両端に同じ引用符を使ってください"),
                    ),
                )
            if len(opened) > 1:
                yield Repair(
                    7,
                    number,
                    ((number, inner[: opened[0]] + inner[opened[0] + 1 :]),),
                    _words(
                        in_body(number + 1, opened[0] + 1),
                        "this quote has no partner",
                        "この引用符に相手がありません",
                        ("delete it, or add the other one", "消すか、もう一方を足してください"),
                    ),
                )
                yield Repair(
                    8,
                    number,
                    ((number, inner[: opened[-1]] + inner[opened[-1] + 1 :]),),
                    _words(
                        in_body(number + 1, opened[-1] + 1),
                        "this quote has no partner",
                        "この引用符に相手がありません",
                        ("delete it, or add the other one", "消すか、もう一方を足してください"),
                    ),
                )
    value = _VALUE.match(line)
    if value and value["value"][0] in "\"'":
        quote, body = value["value"][0], value["value"]
        close = body.find(quote, 1)
        if 0 < close < len(body) - 1 and not re.match(r"[ ]*(?:#|:[ ])", body[close + 1 :]):
            inner = body[1:-1] if body[-1] == quote else body[1:]
            other = "'" if quote == '"' else '"'
            inside = "''" if quote == "'" else '\\"'
            fixed = (
                other + inner.replace(other, "_") + other if inner.count(quote) else f"{quote}{body[1:close]}{quote}"
            )
            yield Repair(
                4.5 if body[-1] == quote and inner.count(quote) % 2 else 11,
                number,
                ((number, line[: value.start("value")] + fixed),),
                _words(
                    in_body(number + 1, value.start("value") + close + 2),
                    f"more text stands after the `{quote}` that ends this value",
                    f"値を閉じる `{quote}` の後ろに、まだ文字があります",
                    (
                        f"put the whole value into one pair of quotes; inside, write {inside}",
                        f"値の全体を 1 組の引用符で囲み、中の引用符は {inside} と書いてください",
                    ),
                ),
            )
    bad = re.search(r'\\(?![0abtnvfre "/\\N_LPxuU\n])', line)
    if bad and '"' in line[: bad.start()]:
        yield Repair(
            5,
            number,
            ((number, line[: bad.start()] + "\\" + line[bad.start() :]),),
            _words(
                in_body(number + 1, bad.start() + 1, bad.start() + 3),
                f"`{line[bad.start() : bad.start() + 2]}` is no escape of a double-quoted text",
                f"`{line[bad.start() : bad.start() + 2]}` は二重引用符の中で使えるエスケープではありません",
                (
                    "use single quotes, or write the backslash twice",
                    "一重引用符を使うか、バックスラッシュを 2 つ書いてください",
                ),
            ),
        )


def _brackets(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Slips with brackets and commas of the flow style."""
    bare = text.bare[number]
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(bare):
        if char in "[{":
            stack.append((char, at))
        elif char in "]}":
            if stack and (stack[-1][0] == "[") == (char == "]"):
                stack.pop()
            elif stack:
                right = "]" if stack[-1][0] == "[" else "}"
                fault = _words(
                    in_body(number + 1, at + 1),
                    f"`{stack[-1][0]}` is closed by `{char}`",
                    f"`{stack[-1][0]}` が `{char}` で閉じられています",
                    (f"write `{right}`", f"`{right}` と書いてください"),
                )
                yield Repair(6, number, ((number, line[:at] + right + line[at + 1 :]),), fault)
                yield Repair(
                    7,
                    number,
                    ((number, line[:at] + right + line[at:]),),
                    _words(
                        in_body(number + 1, stack[-1][1] + 1),
                        f"the `{stack[-1][0]}` that opens here is not closed by `{right}`",
                        f"ここで開いた `{stack[-1][0]}` が `{right}` で閉じられていません",
                        (f"add `{right}`", f"`{right}` を足してください"),
                    ),
                )
                return
            else:
                left = "[" if char == "]" else "{"
                fault = _words(
                    in_body(number + 1, at + 1),
                    f"this `{char}` closes nothing",
                    f"この `{char}` に対応する `{left}` がありません",
                    (f"delete it, or open it with `{left}`", f"消すか、`{left}` で開いてください"),
                )
                yield Repair(9, number, ((number, line[:at] + line[at + 1 :]),), fault)
                value = _VALUE.match(line)
                if value and value.start("value") < at:
                    start = value.start("value")
                    yield Repair(8, number, ((number, line[:start] + left + line[start:]),), fault)
                return
    comment = len(bare.rstrip(BLANK))
    body = (line[:comment] if line[comment : comment + 1] == "#" else line).rstrip(" ")
    if stack:
        opener, at = stack[-1]
        right = "".join("]" if one == "[" else "}" for one, _ in reversed(stack))
        fault = _words(
            in_body(number + 1, at + 1),
            f"the `{opener}` that opens here is not closed by `{right[0]}`",
            f"ここで開いた `{opener}` が `{right[0]}` で閉じられていません",
            (f"add `{right[0]}` or a missing comma", f"`{right[0]}` か、抜けているカンマを足してください"),
        )
        yield Repair(8, number, ((number, body + right + line[len(body) :]),), fault)
        yield Repair(8.5, number, ((number, body.rstrip(",") + right + line[len(body) :]),), fault)
        for below in range(number + 1, min(number + 40, len(text.lines))):
            if (
                not text.lines[below].strip()
                or text.bare[below].strip(BLANK + " ")[:1] in "]}"
                or _indent(text.lines[below]) <= _indent(line)
            ):
                before = text.neighbour(below, -1)
                if before is not None and before > number:
                    tail = "," if text.lines[before].rstrip().endswith(",") else ""
                    yield Repair(
                        9 + (below - number) / 50,
                        number,
                        ((before, text.lines[before].rstrip() + right + tail),),
                        fault,
                    )
                break
    if body and body.strip()[-1:] not in ",[{(:|>-" and not body.lstrip().startswith("#"):
        yield Repair(
            13,
            number,
            ((number, body + "," + line[len(body) :]),),
            _words(
                in_body(number + 1, len(body) + 1),
                "a comma is missing at the end of this line",
                "この行の末尾にカンマがありません",
                ("separate the parts of `{ }` and `[ ]` by commas", "`{ }` と `[ ]` の要素はカンマで区切ってください"),
            ),
        )
    for match in re.finditer(rf"(?<=[\w\"'{BLANK}\]}}])[ ]+(?=[\w\"'{BLANK}]+[ ]*:[ ]|[\"'{BLANK}])", bare):
        if any(char in bare[: match.start()] for char in "[{") or _deep_in_flow(text, number):
            yield Repair(
                9,
                number,
                ((number, line[: match.start()] + "," + line[match.start() :]),),
                _words(
                    in_body(number + 1, match.end() + 1),
                    "a comma is missing before this",
                    "この前にカンマがありません",
                    (
                        "separate the parts of `{ }` and `[ ]` by commas",
                        "`{ }` と `[ ]` の要素はカンマで区切ってください",
                    ),
                ),
            )
    odd = re.search(r",[ ]*,", bare)
    if odd:
        yield Repair(
            7,
            number,
            ((number, line[: odd.start()] + line[odd.start() + 1 :]),),
            _words(
                in_body(number + 1, odd.end()),
                "two commas in a row",
                "カンマが 2 つ続いています",
                ("delete one of them", "1 つにしてください"),
            ),
        )


def _deep_in_flow(text: _Text, number: int) -> bool:
    depth = 0
    for bare in text.bare[max(0, number - 60) : number]:
        depth += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
    return depth > 0


def _indents(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Lines that stand at the wrong indent."""
    own = _indent(line)
    above, below = text.neighbour(number, -1), text.neighbour(number, 1)
    wanted: dict[int, float] = {}

    def want(indent: int, cost: float) -> None:
        if indent >= 0 and indent != own:
            wanted[indent] = min(cost, wanted.get(indent, 99))

    at, lowest = above, 10_000
    steps = 0
    while at is not None and steps < 40:
        indent = _indent(text.lines[at])
        if indent < lowest:
            want(indent, 11.5 if steps == 0 else 12 + min(steps, 10) / 10)
            dash = _LEAD.match(text.lines[at])
            if dash and len(dash[0]) > indent:
                want(len(dash[0]), 12)
            lowest = indent
        if lowest == 0:
            break
        at, steps = text.neighbour(at, -1), steps + 1
    if above is not None and text.lines[above].rstrip().endswith(":"):
        lead = _LEAD.match(text.lines[above])
        want((len(lead[0]) if lead else 0) + 2, 11.5)
    if below is not None:
        want(_indent(text.lines[below]), 11.7)
        for far in (text.neighbour(below, 1),):
            if far is not None:
                want(_indent(text.lines[far]), 12.2)
    for indent, cost in wanted.items():
        new = " " * indent + line.lstrip(" ")
        odd = 1.5 if indent % 2 else 0
        even = 0.8 if not own % 2 else 0
        fault = _words(
            _whole(number, line),
            "the indent of this line does not fit the lines around it",
            "この行の字下げが、前後の行と合いません",
            (f"indent it by {indent} spaces instead of {own}", f"字下げを {own} ではなく {indent} 文字にしてください"),
        )
        yield Repair(cost + odd + even, number, ((number, new),), fault)
        moved = [(number, new)]
        for child in range(number + 1, len(text.lines)):
            if text.lines[child].strip() and _indent(text.lines[child]) <= own:
                break
            if text.lines[child].strip():
                moved.append(
                    (child, " " * max(0, _indent(text.lines[child]) + indent - own) + text.lines[child].lstrip(" "))
                )
        if len(moved) > 1:
            yield Repair(cost + odd + even + 1.2, number, tuple(moved), fault)


def _lists(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Slips with the dash of a list."""
    tight = _TIGHT_DASH.match(line)
    if tight:
        yield Repair(
            5,
            number,
            ((number, f"{tight['lead']}- {tight['rest']}"),),
            _words(
                in_body(number + 1, len(tight["lead"]) + 1),
                "no space after the `-` of this item",
                "項目の `-` の後ろに空白がありません",
                (f"write `- {tight['rest']}`", f"`- {tight['rest']}` と書いてください"),
            ),
        )
    own = _indent(line)
    above, below = text.neighbour(number, -1), text.neighbour(number, 1)
    if _KEY.match(line) and not line.lstrip().startswith("- "):
        siblings = any(
            text.lines[near].startswith(" " * own + "- ")
            for near in range(max(0, number - 12), min(number + 12, len(text.lines)))
        )
        opens = above is not None and (bool(_LISTS.match(text.lines[above])))
        deeper = below is not None and _indent(text.lines[below]) == own + 2
        if deeper and (siblings or opens):
            yield Repair(
                9 if siblings and opens else 10.5,
                number,
                ((number, " " * own + "- " + line.lstrip(" ")),),
                _words(
                    _whole(number, line),
                    "this item of the list has no `-`",
                    "このリストの項目に `-` がありません",
                    (f"write `- {line.strip()}`", f"`- {line.strip()}` と書いてください"),
                ),
            )
        elif siblings:
            yield Repair(
                12.5,
                number,
                ((number, " " * own + "- " + line.lstrip(" ")),),
                _words(
                    _whole(number, line),
                    "a list goes on here without `-`",
                    "リストの途中で `-` がありません",
                    (
                        f"write `- {line.strip()}`, or align the line with its siblings",
                        f"`- {line.strip()}` と書くか、字下げをそろえてください",
                    ),
                ),
            )
    if line.lstrip().startswith("- "):
        rest = line.lstrip(" ")[2:].lstrip(" ")
        if _KEY.match(rest):
            for indent, cost in ((own, 12.0), (own + 2, 12.5)):
                yield Repair(
                    cost,
                    number,
                    ((number, " " * indent + rest),),
                    _words(
                        in_body(number + 1, own + 1),
                        "a list item stands among the keys of a mapping",
                        "マッピングのキーの間にリストの項目があります",
                        (f"delete the `-`: `{rest}`", f"`-` を消して `{rest}` としてください"),
                    ),
                )


def _values(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Values that need quotes."""
    match = _VALUE.match(line)
    if match is None:
        return
    value = match["value"]
    where = in_body(number + 1, match.start("value") + 1, match.end("value") + 1)
    quoted = line[: match.start("value")] + "'" + value.replace("'", "''") + "'"
    hint = ("put the value in quotes", "値を引用符で囲んでください")
    if value[0] in "@`%*&!|>?,]}=" or value.startswith(("- ", "[", "{")):
        start = value[0]
        tail = value.strip()
        if start in "|>" and re.fullmatch(r"[|>][+-]?\d?[+-]?", tail):
            return
        closing = {"[": "]", "{": "}"}.get(start)
        if closing and not re.search(rf"\{closing}\s*\S", tail):
            return
        yield Repair(
            7 if not closing else 12,
            number,
            ((number, quoted),),
            _words(where, f"a value may not start with `{start}`", f"値を `{start}` で始めることはできません", hint)
            if not closing
            else _words(
                where,
                f"`{start}` opens a list or mapping here, and text follows its end",
                f"ここで `{start}` がリストやマッピングを開き、その後ろにまだ文字があります",
                hint,
            ),
        )
    elif re.search(r":(?:[ ]|$)", text.bare[number][match.start("value") :]):
        second = re.search(r":(?:[ ]|$)", value)
        column = match.start("value") + (second.start() if second else 0) + 1
        yield Repair(
            9.5,
            number,
            ((number, quoted),),
            _words(
                in_body(number + 1, column),
                "a second `: ` in one line: the value looks like a key of its own",
                "1 行に `: ` が 2 つあり、値がキーのように読めます",
                ("put the value in quotes, or start a new line", "値を引用符で囲むか、改行してください"),
            ),
        )
    below = text.neighbour(number, 1)
    if (
        below is not None
        and not line.lstrip().startswith("- ")
        and _indent(text.lines[below]) > _indent(line)
        and ":" in line
    ):
        key = line[: match.start("value")].rstrip()
        yield Repair(
            15,
            number,
            ((number, key),),
            _words(
                where,
                "this key has a value, and the lines below are indented like its children",
                "このキーには値があるのに、下の行がその子のように字下げされています",
                (
                    "delete the value, or align the lines below with the key",
                    "値を消すか、下の行をキーにそろえてください",
                ),
            ),
        )


def _blocks(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Text below ``|`` or ``>`` that is not indented deeper than its key."""
    if not _HEADER.match(line):
        return
    lead = _LEAD.match(line)
    width = len(lead[0]) if lead else 0
    first = text.neighbour(number, 1)
    if first is None or _indent(text.lines[first]) > width:
        return
    base = _indent(text.lines[first])
    moved = []
    for at in range(number + 1, len(text.lines)):
        if text.lines[at].strip() and (
            _indent(text.lines[at]) < base
            or (at > first and _KEY.match(text.lines[at]) and _indent(text.lines[at]) <= width)
        ):
            break
        if text.lines[at].strip():
            moved.append((at, " " * (width + 2 - base) + text.lines[at]))
    if moved:
        yield Repair(
            9,
            number,
            tuple(moved),
            _words(
                _whole(first, text.lines[first]),
                f"the text below `{line.strip()[-1]}` must be indented deeper than its key",
                f"`{line.strip()[-1]}` の下の文字列は、キーより深く字下げします",
                (f"indent it by {width + 2} spaces", f"{width + 2} 文字の字下げにしてください"),
            ),
        )


def _others(text: _Text, number: int, line: str) -> Iterator[Repair]:
    """Lines that are no YAML at all."""
    stripped = line.strip()
    gone = ((number, _indent(line) * " " + "# " + stripped),)
    if ELISION.match(line):
        yield Repair(1, number, gone, _words(_whole(number, line), "elision", "省略", elsewhere=True))
    if _RULER.match(line):
        yield Repair(
            4,
            number,
            ((number, "---"),),
            _words(
                _whole(number, line),
                f"`{stripped}` does not separate documents",
                f"`{stripped}` は文書の区切りになりません",
                ("write `---`", "`---` と書いてください"),
            ),
        )
    if _COMMENT.match(line):
        yield Repair(
            5,
            number,
            gone,
            _words(
                _whole(number, line),
                "a comment of another language",
                "ほかの言語のコメントです",
                ("comments of YAML start with `#`", "YAML のコメントは `#` で始めます"),
            ),
        )
    late = re.search(r"[ ]+(//.*|\(.*\)|←.*|<-.*)$", line)
    if late:
        yield Repair(
            8,
            number,
            ((number, line[: late.start()]),),
            _words(
                in_body(number + 1, late.start(1) + 1, late.end() + 1),
                "this remark is not marked as a comment",
                "この注記がコメントになっていません",
                ("put `#` and a space before it", "前に `# ` を付けてください"),
            ),
        )
    if not stripped.startswith("#"):
        inner = 0.0 if not _KEY.match(line) and not stripped.startswith("- ") else 14.0
        yield Repair(
            16 + inner,
            number,
            gone,
            _words(
                _whole(number, line),
                "this line is neither a key with a value nor an item of a list",
                "この行は、キーと値でも、リストの項目でもありません",
                ("delete it, or make it a comment with `#`", "消すか、`#` を付けてコメントにしてください"),
            ),
        )


def _repairs(text: _Text, error: YamlError) -> Iterator[Repair]:
    last = min(error.line, len(text.lines) - 1)
    lines = list(range(last, max(-1, last - REACH), -1))
    if error.context_line is not None and error.context_line not in lines and error.context_line < len(text.lines):
        lines.append(error.context_line)
    below = text.neighbour(last, 1)
    for number in lines:
        line = text.lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        distance = (last - number) * 0.05
        for source in (_others, _keys, _quotes, _brackets, _indents, _lists, _values, _blocks):
            for repair in source(text, number, line):
                yield Repair(repair.cost + distance, repair.line, repair.lines, repair.fault)
    if below is not None:
        for repair in _indents(text, below, text.lines[below]):
            yield Repair(repair.cost + 3, repair.line, repair.lines, repair.fault)


def _uneven(text: _Text) -> float:
    """How many lines are indented by another width than most; a width other than two counts a little."""
    jumps: Counter[int] = Counter()
    before: int | None = None
    for line, bare in zip(text.lines, text.bare, strict=True):
        if not bare.strip(BLANK + " "):
            continue
        indent = _indent(line)
        lead = _LEAD.match(line)
        if before is not None and indent > before:
            jumps[indent - before] += 1
        before = len(lead[0]) if lead else indent
    return sum(jumps.values()) - max(jumps.values(), default=0) + 0.4 * (sum(jumps.values()) - jumps[2])


def _heal(text: _Text, error: YamlError) -> tuple[Repair, _Text] | None:
    """The most likely repair that heals *text*, or lets the parser get further, and the text after it."""
    best: tuple[float, Repair, _Text] | None = None
    partial: tuple[tuple[float, float], Repair, _Text] | None = None
    dearest = 1e9
    for repair in sorted(_repairs(text, error), key=lambda one: one.cost):
        if repair.cost > dearest:
            break
        after = text.with_repair(repair)
        stream = parse("\n".join(after.lines) + "\n")
        rest = stream.error
        if rest is None:
            dearest = min(dearest, repair.cost + RIVALS)
            score = repair.cost + DOUBT * doubts(stream.documents) + UNEVEN * _uneven(after)
            if best is None or score < best[0]:
                best = (score, repair, after)
            continue
        reached = max(number for number, _ in repair.lines)
        if _where(rest) > max(_where(error), reached) and (
            rest.context_line is None or rest.context_line > repair.line
        ):
            key = (-float(min(_where(rest) - _where(error), 3)), repair.cost)
            if partial is None or key < partial[0]:
                partial = (key, repair, after)
    found = best or partial
    return (found[1], found[2]) if found else None


def _where(error: YamlError) -> int:
    """The line an error is about: what is never closed is noticed far behind its beginning."""
    return error.context_line if "quoted scalar" in error.context and error.context_line is not None else error.line


def faults(text: str) -> Iterator[Fault | YamlError]:
    """Name the faults of a YAML text.

    Args:
        text: The text.

    Returns:
        Each fault; the parser's own error where no single line explains it.
    """
    current = _Text(text.split("\n")[:-1] if text.endswith("\n") else text.split("\n"))
    for _ in range(MAX_FAULTS):
        error = current.error()
        if error is None:
            return
        healed = _heal(current, error) if len(text) <= MAX_TEXT and "deeply" not in error.problem else None
        if healed is None:
            yield error
            return
        yield healed[0].fault
        current = healed[1]
