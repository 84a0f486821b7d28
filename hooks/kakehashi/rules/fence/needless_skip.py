"""A block taken out of the checks must still need it.

Once nothing in the block would be reported, the mark only hides the next mistake.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.rule import Outcome, outcome_rule
from kakehashi.settings import Settings

from ._shared import place

JA = """検査から外したブロックは、今もその必要がなければなりません。

中身に指摘がなくなった後も残った印は、次の誤りを隠すだけです。
"""
GOOD = '```{.json skip="the API answers with this broken text"}\n{"a": 1,}\n```\n'
BAD = '```{.json skip="the API answers with this broken text"}\n{"a": 1}\n```\n'
CHECKED = frozenset({"yaml", "json", "jsonc", "bash", "console"})
"""Languages whose blocks something is known about."""


@outcome_rule(Severity.WARNING)
def check(outcome: Outcome, _: Settings) -> Iterator[Complaint]:
    for fence, drawn in outcome.drawn:
        if fence.skip is None or not fence.skip.strip() or drawn:
            continue
        attribute = next(one for one in fence.opening.attributes if one.name == "skip")
        known = fence.language in CHECKED
        yield Complaint(
            place(fence, attribute),
            Words(
                "nothing in this block would be reported without the mark"
                if known
                else f"blocks of {fence.language or 'no language'} are not checked anyway",
                "この印がなくても、このブロックに指摘は出ません"
                if known
                else f"{fence.language or '言語のない'} ブロックは、もともと検査の対象外です",
            ),
            Words("delete the attribute skip", "属性 skip を消してください"),
            path=fence.path,
        )
