"""A YAML block must be YAML.

kubectl stops at the first fault and names a line of a file the reader made by pasting; here the line is that of the page.
"""

import re
from collections.abc import Iterator

from ...finding import Complaint, Span, Words
from ...pages.snippet import Snippet
from ...pages.yaml_tree import YamlError
from ...rule import in_body, snippet_rule
from ...settings import Settings
from ._shared import is_template

JA = """YAML のブロックは、正しい YAML でなければなりません。

kubectl は最初の誤りで止まり、読者が貼り付けて作ったファイルの行番号しか言いません。ここではページの行を示します。
"""
GOOD = "image: nginx\nports: [80, 443]\n"
BAD = "image: 'nginx\nports: [80, 443]\n"
_KEY = re.compile(r"\s*(?:- )?[^\s#'\"][^:]*:\s")


def _explain(error: YamlError, lines: list[str]) -> tuple[Span, Words, Words | None]:
    line = lines[error.line] if error.line < len(lines) else ""
    here = in_body(error.line + 1, error.column + 1)
    begin = in_body((error.context_line or 0) + 1, (error.context_column or 0) + 1)
    what, where = error.problem, error.context
    if "quoted scalar" in where:
        return begin, Words("the quote that opens here is never closed", "ここで開いた引用符が閉じられていません"), Words(
            "close it, or quote the other way round", "閉じるか、もう一方の引用符で囲んでください")  # fmt: skip
    if "flow sequence" in where or "flow mapping" in where:
        name = ("[", "]") if "sequence" in where else ("{", "}")
        return begin, Words(f"the `{name[0]}` that opens here is not closed by `{name[1]}`",
                            f"ここで開いた `{name[0]}` が `{name[1]}` で閉じられていません"), Words(
            f"add `{name[1]}` or a missing comma", f"`{name[1]}` か、抜けているカンマを足してください")  # fmt: skip
    if "\t" in line[: error.column + 1] and "cannot start any token" in what:
        column = line.index("\t") + 1
        return in_body(error.line + 1, column), Words("a tab indents this line; YAML allows spaces only",
            "この行の字下げにタブがあります。YAML で使えるのは空白だけです"), Words(
            "indent with spaces", "空白で字下げしてください")  # fmt: skip
    if "cannot start any token" in what:
        char = line[error.column : error.column + 1]
        return here, Words(f"a value may not start with `{char}`", f"値を `{char}` で始めることはできません"), Words(
            "put the value in quotes", "値を引用符で囲んでください")  # fmt: skip
    if "mapping values are not allowed" in what:
        if error.line and not _KEY.match(line[: error.column] + ": "):
            return here, Words("this is indented like a part of the line above", "上の行の続きのように字下げされています"), None
        colons = line[: error.column].count(": ")
        if colons:
            return here, Words("a second `: ` in one line: the value looks like a key of its own",
                "1 行に `: ` が 2 つあり、値がキーのように読めます"), Words(
                "put the value in quotes, or start a new line", "値を引用符で囲むか、改行してください")  # fmt: skip
        return here, Words("this key is indented deeper than the keys above it, which already have values",
            "このキーは、すでに値を持つ上のキーより深く字下げされています"), Words(
            "align it with its siblings", "同じ階層のキーと字下げをそろえてください")  # fmt: skip
    if "could not find expected ':'" in what:
        return begin, Words("this line has no `:` after its key", "この行のキーの後ろに `:` がありません"), Words(
            "write `key: value`, with a space after the colon", "`キー: 値` の形で、コロンの後に空白を入れてください")  # fmt: skip
    if "block mapping" in where and "expected <block end>" in what or "did not find expected key" in what:
        return here, Words("this line does not fit the indent of the lines above it",
            "この行の字下げが、上の行と合いません"), Words(
            "align it with the key it belongs to", "属するキーに字下げをそろえてください")  # fmt: skip
    if "did not find expected '-' indicator" in what:
        return here, Words("a list goes on here without `-`, or the indent changed", "リストの途中で `-` がないか、字下げが変わっています"), Words(
            "align the `-` of all items", "すべての項目の `-` をそろえてください")  # fmt: skip
    if "expected <document start>" in what:
        return here, Words("after `...` or at the top level something stands that does not belong to the document",
            "`...` の後など、最上位に文書の続きではないものがあります"), Words(
            "separate documents by `---`; elide with `# ...`", "文書は `---` で区切り、省略は `# ...` と書いてください")  # fmt: skip
    if "undefined alias" in what:
        return here, Words("the alias names no anchor", "このエイリアスに対応するアンカーがありません"), Words(
            "put a value that starts with `*` in quotes", "`*` で始まる値は引用符で囲んでください")  # fmt: skip
    if "nested too deeply" in what:
        return here, Words("nested too deeply to be read", "入れ子が深すぎて読めません"), None
    if "does not allow" in what:
        return here, Words("a control character that YAML does not allow", "YAML で使えない制御文字があります"), Words(
            "delete it", "その文字を消してください")  # fmt: skip
    return here, Words(f"this is not YAML: {what}", f"YAML として読めません（{what}）"), None


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    error = snippet.yaml.error
    if error is None or is_template(snippet):
        return
    span, message, suggestion = _explain(error, [line.text for line in snippet.lines])
    yield Complaint(span, message, suggestion)
