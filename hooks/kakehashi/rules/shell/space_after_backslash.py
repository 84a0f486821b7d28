"""Nothing follows the backslash that continues a line.

With a space after it the backslash quotes that space: the command ends here, and the shell runs the next line as a
command of its own. Nobody sees the difference.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._lines import spaces_after_backslash
from ._shared import is_shell

JA = """行を続けるバックスラッシュの後ろには、何も置きません。

後ろに空白があると、バックスラッシュはその空白をエスケープするだけです。コマンドはそこで終わり、シェルは次の行を別のコマンドとして
実行します。見た目では区別できません。
"""
GOOD = "ls \\\n  -l\n"
BAD = "ls \\ \n  -l\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if "\\" not in snippet.text or not is_shell(snippet):
        return
    for line, start, end in spaces_after_backslash(snippet):
        yield Complaint(
            Span(line, start, line, end),
            Words(
                "white space after the backslash: the command does not go on in the next line",
                "バックスラッシュの後ろに空白があり、コマンドが次の行に続きません",
            ),
            Words("delete it", "消してください"),
            fix="",
        )
