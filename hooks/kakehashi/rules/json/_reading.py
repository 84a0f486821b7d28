"""Reading JSON as documents write it, with the fault at the line that has to change."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from kakehashi.finding import Words
from kakehashi.pages.shell import PLACEHOLDER

_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING = re.compile(r'"(?:\\.|[^"\\\n])*"|,(?=\s*[\]}])')
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_VARIABLE = re.compile(r"\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*")
_OPENS = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class JsonFault:
    """Where a text stops being JSON.

    Args:
        offset: The place, from 0.
        length: How many characters are wrong.
        message: What is wrong.
        suggestion: What to write.
        fix: What may replace the characters without asking.
    """

    offset: int
    length: int
    message: Words
    suggestion: Words | None = None
    fix: str | None = None


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else re.sub(r"[^\n]", " ", match[0])


def _filled(text: str) -> str:
    """Placeholders and variables outside strings as numbers of equal length; those in strings stay text."""
    out, at = [], 0
    for string in _STRING.finditer(text):
        out += [_values(text[at : string.start()]), string.group()]
        at = string.end()
    return "".join([*out, _values(text[at:])])


def _values(text: str) -> str:
    text = PLACEHOLDER.sub(lambda match: "0" + " " * (len(match.group()) - 1), text)
    return _VARIABLE.sub(lambda match: "0" + " " * (len(match.group()) - 1), text)


def _end_before(text: str, offset: int) -> int:
    """The offset after the last token before *offset*."""
    return len(text[:offset].rstrip())


def _unclosed(text: str) -> tuple[int, str] | None:
    """The bracket that is not closed, judged by nesting and, where that is not enough, by indent."""
    stack: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in _OPENS:
            stack.append((match.start(), token))
        elif token in ("}", "]"):
            if not stack:
                return None
            if _OPENS[stack[-1][1]] == token:
                offset, _ = stack.pop()
                if _own_line(text, match.start()) and _indent(text, offset) != _indent(text, match.start()):
                    outer = [
                        one
                        for one in stack
                        if _indent(text, one[0]) == _indent(text, match.start()) and _OPENS[one[1]] == token
                    ]
                    if outer:
                        return offset, text[offset]
            else:
                return stack[-1]
    return stack[-1] if stack else None


def _own_line(text: str, offset: int) -> bool:
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()


def _indent(text: str, offset: int) -> int:
    line = text[text.rfind("\n", 0, offset) + 1 :]
    return len(line) - len(line.lstrip(" \t"))


def _explain(text: str, error: json.JSONDecodeError) -> JsonFault:
    offset, what = error.pos, error.msg
    rest = text[offset:]
    before = text[:offset].rstrip()
    if re.match(r"\.{3}|…", rest) or re.match(r"\s*(?:\.{3}|…)", text[_end_before(text, offset) :]):
        at = text.index(
            "…" if re.match(r"\s*…", text[_end_before(text, offset) :]) else "...", _end_before(text, offset)
        )
        return JsonFault(
            at,
            3 if text[at] == "." else 1,
            Words("JSON has no mark of elision", "JSON に省略の書き方はありません"),
            Words("call the block jsonc and write `// ...`", "ブロックを jsonc とし、`// ...` と書いてください"),
        )
    if rest.startswith(("//", "/*", "#")):
        return JsonFault(
            offset,
            2,
            Words("JSON has no comments", "JSON にコメントは書けません"),
            Words("call the block jsonc, or delete the comment", "ブロックを jsonc とするか、コメントを消してください"),
        )
    if before.endswith(",") and (rest[:1] in ("}", "]") or "trailing comma" in what):
        return JsonFault(
            len(before) - 1,
            1,
            Words("a comma after the last item", "最後の項目の後ろにカンマがあります"),
            Words("delete it", "消してください"),
            fix="",
        )
    if "trailing comma" in what:
        return JsonFault(
            offset,
            1,
            Words("a comma after the last item", "最後の項目の後ろにカンマがあります"),
            Words("delete it", "消してください"),
            fix="",
        )
    if rest.startswith("'"):
        return JsonFault(
            offset,
            max(rest.find("'", 1) + 1, 1),
            Words("JSON uses double quotes only", "JSON で使えるのは二重引用符だけです"),
            Words('write "…"', '"…" と書いてください'),
        )
    word = re.match(r"(?:True|False|None|yes|no|undefined)\b", rest)
    if word:
        right = {"True": "true", "False": "false", "None": "null", "yes": "true", "no": "false", "undefined": "null"}[
            word.group()
        ]
        return JsonFault(
            offset,
            len(word.group()),
            Words(f"JSON has no `{word.group()}`", f"JSON に `{word.group()}` はありません"),
            Words(f"write `{right}`", f"`{right}` と書いてください"),
            fix=right if word.group()[0].isupper() else None,
        )
    if what.startswith(("Invalid control character", "Unterminated string")):
        opened = text.rfind('"', 0, offset) if what.startswith("Invalid") else offset
        line_start = text.rfind("\n", 0, opened) + 1
        quotes = [
            line_start + match.start()
            for match in re.finditer(r'(?<!\\)"', text[line_start : text.find("\n", opened) % (len(text) + 1)])
        ]
        start = quotes[-1] if quotes else opened
        return JsonFault(
            start,
            1,
            Words(
                "the string that opens here is not closed in its line",
                "ここで始まる文字列が、その行で閉じられていません",
            ),
            Words('add `"` at its end', '文字列の終わりに `"` を足してください'),
        )
    if what.startswith("Invalid \\escape"):
        return JsonFault(
            offset,
            2,
            Words(f"`{rest[:2]}` is no escape of JSON", f"`{rest[:2]}` は JSON のエスケープではありません"),
            Words("write the backslash twice", "バックスラッシュを 2 つ書いてください"),
        )
    if what.startswith("Extra data"):
        if rest[:1] in ("{", "["):
            return JsonFault(
                offset,
                1,
                Words(
                    "a second value starts here; one block holds one JSON value",
                    "ここから 2 つ目の値が始まっています。1 つのブロックに書ける JSON の値は 1 つです",
                ),
                Words("split the block, or call it text", "ブロックを分けるか、text としてください"),
            )
        if rest[:1] in ("}", "]", ","):
            return JsonFault(
                offset,
                1,
                Words(
                    f"`{rest[0]}` closes nothing" if rest[0] != "," else "a comma stands after the end of the value",
                    f"`{rest[0]}` に対応する括弧がありません"
                    if rest[0] != ","
                    else "値の終わりの後ろにカンマがあります",
                ),
                Words("delete it", "消してください"),
            )
        return JsonFault(
            offset,
            1,
            Words("text stands after the end of the JSON value", "JSON の値の終わりの後ろに、まだ文字があります"),
            Words("put it into a block of its own", "別のブロックに分けてください"),
        )
    if what.startswith("Expecting property name") and re.match(r"[A-Za-z_$][\w$-]*\s*:", rest):
        key = re.match(r"[\w$-]+", rest)[0]  # type: ignore[index]
        return JsonFault(
            offset,
            len(key),
            Words(f"the key `{key}` stands without quotes", f"キー `{key}` に引用符がありません"),
            Words(f'write `"{key}"`', f'`"{key}"` と書いてください'),
            fix=f'"{key}"',
        )
    end = _end_before(text, offset)
    at_end = not rest.strip()
    bad = rest[:1] in ("}", "]")
    opener = _unclosed(text)
    if opener and (at_end or (bad and what.startswith("Expecting ',' delimiter"))):
        start, mark = opener
        return JsonFault(
            start,
            1,
            Words(
                f"the `{mark}` that opens here is not closed by `{_OPENS[mark]}`",
                f"ここで開いた `{mark}` が `{_OPENS[mark]}` で閉じられていません",
            ),
            Words(f"add `{_OPENS[mark]}`", f"`{_OPENS[mark]}` を足してください"),
        )
    if what.startswith("Expecting ',' delimiter"):
        if rest[:1] == ":" and opener and text[opener[0]] == "[":
            return JsonFault(
                opener[0],
                1,
                Words("the `[` that opens here is not closed by `]`", "ここで開いた `[` が `]` で閉じられていません"),
                Words("add `]`, or open it with `{`", "`]` を足すか、`{` で開いてください"),
            )
        return JsonFault(
            max(end - 1, 0),
            1,
            Words("a comma is missing after this", "この後ろにカンマがありません"),
            Words("add `,`", "`,` を足してください"),
        )
    if what.startswith("Expecting ':' delimiter"):
        return JsonFault(
            max(end - 1, 0),
            1,
            Words("a colon is missing after this key", "このキーの後ろにコロンがありません"),
            Words('write `"key": value`', '`"キー": 値` と書いてください'),
        )
    if before.endswith(",") and rest[:1] == ",":
        return JsonFault(
            offset,
            1,
            Words("two commas in a row", "カンマが 2 つ続いています"),
            Words("delete one", "1 つにしてください"),
            fix="",
        )
    if before.endswith(":") and (rest[:1] in (",", "}") or "\n" in text[len(before) : offset]):
        return JsonFault(
            len(before) - 1,
            1,
            Words("this key has no value", "このキーに値がありません"),
            Words("write a value", "値を書いてください"),
        )
    if what.startswith("Expecting property name") and rest[:1] in ("{", "["):
        return _bracket(text, offset)
    value = re.match(r"[^\s,\]}\"]+", rest)
    if value and what.startswith("Expecting value"):
        return JsonFault(
            offset,
            len(value.group()),
            Words(f"`{value.group()}` is no value of JSON", f"`{value.group()}` は JSON の値ではありません"),
            Words(f'put it in quotes: `"{value.group()}"`', f'引用符で囲んでください: `"{value.group()}"`'),
        )
    plain = {
        "Expecting property name": Words(
            "a key in double quotes is missing here", "ここに二重引用符で囲んだキーが必要です"
        ),
        "Expecting value": Words("a value is missing here", "ここに値が必要です"),
    }
    message = next(
        (words for start, words in plain.items() if what.startswith(start)),
        Words(f"this is not JSON: {what}", f"JSON として読めません（{what}）"),
    )
    return JsonFault(min(offset, max(len(text) - 1, 0)), 1, message)


def _bracket(text: str, offset: int) -> JsonFault:
    """A value where a key belongs: a bracket is missing above."""
    start = 0
    for line in text[:offset].split("\n"):
        bare = _STRING.sub(lambda match: "_" * len(match.group()), line)
        opened = [at for at, char in enumerate(bare) if char in "{["]
        if len(opened) > bare.count("}") + bare.count("]") and bare.rstrip()[-1:] not in ("{", "["):
            at = start + opened[-1]
            return JsonFault(
                at,
                1,
                Words(
                    f"the `{text[at]}` that opens here is not closed by `{_OPENS[text[at]]}`",
                    f"ここで開いた `{text[at]}` が `{_OPENS[text[at]]}` で閉じられていません",
                ),
                Words(f"add `{_OPENS[text[at]]}`", f"`{_OPENS[text[at]]}` を足してください"),
            )
        start += len(line) + 1
    bare = _STRING.sub(lambda match: "_" * len(match.group()), text[:offset])
    stop = re.search(r":[ \t]*\n\s*\{", bare)
    at = stop.start() if stop else offset
    return JsonFault(
        at,
        1,
        Words("a list of values follows, and no `[` opens it", "値が並んでいますが、それを開く `[` がありません"),
        Words("add `[`", "`[` を足してください"),
    )


def fault(text: str, *, comments: bool) -> JsonFault | None:
    """Return why *text* is not JSON, or None.

    Args:
        text: The text; placeholders may stand for values.
        comments: Whether comments and a comma after the last item are allowed (JSONC).
    """
    plain = _COMMENT.sub(_blank, text) if comments else text
    plain = _filled(plain)
    if comments:
        plain = _TRAILING.sub(_blank, plain)
    if not plain.strip():
        return None
    try:
        json.loads(plain)
    except json.JSONDecodeError as error:
        return _explain(plain, error)
    except RecursionError:
        return JsonFault(0, 1, Words("nested too deeply to be read", "入れ子が深すぎて読めません"))
    return None
