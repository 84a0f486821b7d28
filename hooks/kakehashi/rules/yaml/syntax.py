"""A YAML block must be YAML.

kubectl stops at the first fault and names a line of a file the reader made by pasting, often lines behind the slip.
Here every fault is named at the line of the page that has to change.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import straightened
from kakehashi.pages.yaml_tree import YamlError, parse
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._diagnosis import faults
from ._shared import is_yaml, leading_tabs, without_tabs

JA = """YAML のブロックは、正しい YAML でなければなりません。

kubectl は最初の誤りで止まり、読者が貼り付けて作ったファイルの行番号しか言いません。
それも、たいていは誤りより後ろの行です。ここでは、直すべき行をページの行番号で示します。
"""
GOOD = "image: nginx\nports: [80, 443]\n"
BAD = "image: 'nginx\nports: [80, 443]\n"


def _explain(error: YamlError) -> tuple[Span, Words, Words | None]:
    """Say what the parser met, where no change of one line explains it."""
    here = in_body(error.line + 1, error.column + 1)
    begin = in_body((error.context_line or 0) + 1, (error.context_column or 0) + 1)
    what, where = error.problem, error.context
    if "quoted scalar" in where:
        return (
            begin,
            Words("the quote that opens here is never closed", "ここで開いた引用符が閉じられていません"),
            Words("close it, or quote the other way round", "閉じるか、もう一方の引用符で囲んでください"),
        )
    if "flow sequence" in where or "flow mapping" in where:
        name = ("[", "]") if "sequence" in where else ("{", "}")
        return (
            begin,
            Words(
                f"the `{name[0]}` that opens here is not closed by `{name[1]}`",
                f"ここで開いた `{name[0]}` が `{name[1]}` で閉じられていません",
            ),
            Words(f"add `{name[1]}` or a missing comma", f"`{name[1]}` か、抜けているカンマを足してください"),
        )
    if "undefined alias" in what:
        return (
            here,
            Words("the alias names no anchor", "このエイリアスに対応するアンカーがありません"),
            Words("put a value that starts with `*` in quotes", "`*` で始まる値は引用符で囲んでください"),
        )
    if "nested too deeply" in what:
        return here, Words("nested too deeply to be read", "入れ子が深すぎて読めません"), None
    if "does not allow" in what:
        return (
            here,
            Words("a control character that YAML does not allow", "YAML で使えない制御文字があります"),
            Words("delete it", "その文字を消してください"),
        )
    if "mapping" in where or "sequence" in where or "mapping values" in what or "expected key" in what:
        return (
            here,
            Words("this line does not fit the lines above it", "この行が、上の行とつながりません"),
            Words(
                "look for a wrong indent, a missing `:` or an open quote",
                "字下げ、抜けた `:`、閉じていない引用符を確かめてください",
            ),
        )
    return here, Words(f"this is not YAML: {what}", f"YAML として読めません（{what}）"), None


def _text(snippet: Snippet) -> str:
    """The text after what other rules name has been put right."""
    text = straightened(snippet.text, "yaml")
    if not leading_tabs(text):
        return text
    tries = [without_tabs(text, width) for width in (2, 4, 8)]
    return next((one for one in tries if parse(one).error is None), tries[0])


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if snippet.yaml.error is None or not is_yaml(snippet):
        return
    if "duplicate anchor" in snippet.yaml.error.problem:
        return
    text = _text(snippet)
    tabbed = {number for number, _, _ in leading_tabs(snippet.text)}
    for fault in faults(text):
        if isinstance(fault, YamlError):
            span, message, suggestion = _explain(fault)
        elif fault.told_elsewhere:
            continue
        else:
            span, message, suggestion = fault.span, fault.message, fault.suggestion
        if not tabbed or not any(abs(span.line - number) <= 1 for number in tabbed):
            yield Complaint(span, message, suggestion)
