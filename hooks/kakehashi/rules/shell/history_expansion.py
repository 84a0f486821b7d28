"""No ``!`` that an interactive shell would take for a word of its history.

Bash and zsh replace ``!word`` at the prompt, inside double quotes too, before the command is read: a pasted
``--query "tasks[?!x]"`` ends in ``event not found``, or runs with an old command in its middle. Scripts do not, so a
block with a file name is left alone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.embedded import script_of
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._shared import is_shell

JA = """対話シェルが履歴の展開とみなす ``!`` を書きません。

Bash と zsh は、プロンプトに入力された ``!word`` を、二重引用符の中でも、コマンドとして読む前に置き換えます。
``--query "tasks[?!x]"`` を貼り付けると ``event not found`` で終わるか、途中に昔のコマンドが入ったまま実行されます。
スクリプトでは起きないので、ファイル名の付いたブロックは対象外です。
"""
GOOD = "aws ecs list-tasks --query 'taskArns[?!contains(@, `dev`)]'\n[ ! -f a.yaml ] && echo \"ready!\"\n"
BAD = "aws ecs list-tasks --query \"taskArns[?!contains(@, 'dev')]\"\n"


# What bash itself passes over: lib/readline/histexpand.c and bashhist.c (bash_history_inhibit_expansion).
def _expands(text: str, at: int, quoted: bool) -> bool:
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if not after or after in " \t\r=" or after == ('"' if quoted else "("):
        return False
    if before == "$" or text[max(at - 2, 0) : at] == "${":
        return False
    return not (before == "[" and "]" in text[at + 1 :])


def _places(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The line (from 1) and the index of every ``!`` that would be expanded."""
    quote, dollar = "", False
    for number, text in enumerate(lines, 1):
        at = 0
        while at < len(text):
            char = text[at]
            if quote == "'":
                at += 1 if dollar and char == "\\" else 0
                quote = "" if char == "'" else quote
            elif char == "\\":
                at += 1
            elif char == "'" and not quote:
                quote, dollar = "'", text[at - 1 : at] == "$"
            elif char == '"':
                quote = "" if quote else '"'
            elif char == "#" and not quote and text[at - 1 : at] in ("", " ", "\t", ";"):
                break
            elif char == "!" and _expands(text, at, bool(quote)):
                yield number, at
            at += 1


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if "!" not in snippet.text or snippet.text.startswith("#!") or snippet.title or not is_shell(snippet):
        return
    script = script_of(snippet)
    passed = {number for doc in script.heredocs for number in range(doc.first, doc.last + 1)} | set(script.output)
    lines = ["" if number in passed else line.text for number, line in enumerate(snippet.lines, 1)]
    for number, at in _places(lines):
        yield Complaint(
            in_body(number, at + 1, at + 2),
            Words(
                "an interactive shell expands this `!` from its history", "対話シェルは、この `!` を履歴から展開します"
            ),
            Words("put the argument into single quotes", "引数を一重引用符で囲んでください"),
        )
