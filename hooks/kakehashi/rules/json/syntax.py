"""A JSON block must be JSON.

The AWS CLI refuses a file with a trailing comma, a comment or single quotes, and names only a position in it.
"""

import json
from collections.abc import Iterator

from ...finding import Complaint, Words
from ...pages.shell import hide_placeholders
from ...pages.snippet import Snippet
from ...rule import in_body, snippet_rule
from ...settings import Settings

JA = """JSON のブロックは、正しい JSON でなければなりません。

末尾のカンマ、コメント、一重引用符があると、AWS CLI はファイルを拒否し、位置しか教えてくれません。
"""
GOOD = '{"family": "web", "cpu": "256"}\n'
BAD = '{"family": "web", "cpu": "256",}\n'
_HINTS = {
    "Illegal trailing comma": Words("delete the comma", "カンマを消してください"),
    "Expecting property name": Words("keys stand in double quotes", "キーは二重引用符で囲みます"),
    "Expecting ',' delimiter": Words("a comma or a closing bracket is missing before this", "この前にカンマか閉じ括弧が足りません"),
    "Expecting ':' delimiter": Words("a colon is missing after the key", "キーの後ろにコロンが足りません"),
    "Expecting value": Words("a value is missing here", "ここに値が必要です"),
    "Unterminated string": Words("the string that starts here is not closed", "ここから始まる文字列が閉じられていません"),
    "Invalid control character": Words("a string may not hold a line break or tab", "文字列の中に改行やタブは書けません"),
    "Extra data": Words("one block holds one JSON value", "1 つのブロックに書ける JSON の値は 1 つです"),
}


@snippet_rule("json")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    text = snippet.text
    if not text.strip():
        return
    try:
        json.loads(hide_placeholders(text))
    except json.JSONDecodeError as error:
        line, column, what = error.lineno, error.colno, error.msg
        before = text[: error.pos].rstrip()
        after = text[error.pos : error.pos + 1]
        if what.startswith("Expecting") and after in "}]" and before.endswith(",") and after:
            what = "Illegal trailing comma"
            line = before.count("\n") + 1
            column = len(before) - (before.rfind("\n") + 1)
        if text[error.pos : error.pos + 2] in ("//", "/*"):
            hint = Words("JSON has no comments; call the block jsonc", "JSON にコメントは書けません。ブロックを jsonc としてください")
        else:
            hint = next((words for start, words in _HINTS.items() if what.startswith(start)), None)
        yield Complaint(
            in_body(line, column),
            Words(f"this is not JSON: {what[0].lower()}{what[1:]}", f"JSON として読めません（{what}）"),
            hint,
        )
    except RecursionError:
        yield Complaint(in_body(1, 1), Words("nested too deeply to be read", "入れ子が深すぎて読めません"))
