"""A deliberate bad example must draw the finding it announces.

If it does not, either the example is no longer wrong in that way, or the id of the finding is misspelt.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.rule import Outcome, outcome_rule
from kakehashi.settings import Settings

from ._shared import place

JA = """わざと誤らせた例は、予告した指摘を受けなければなりません。

受けないなら、例がもう誤っていないか、指摘の id を書き間違えています。
"""
GOOD = '```{.yaml expect-error="yaml/duplicate-key"}\na: 1\na: 2\n```\n'
BAD = '```{.yaml expect-error="yaml/duplicate-key"}\na: 1\nb: 2\n```\n'


@outcome_rule()
def check(outcome: Outcome, settings: Settings) -> Iterator[Complaint]:
    for fence, drawn in outcome.drawn:
        expected = fence.expect_error
        if not expected or expected in drawn or expected in settings.rules_off:
            continue
        attribute = next(one for one in fence.opening.attributes if one.name == "expect-error")
        others = ", ".join(sorted(drawn))
        yield Complaint(
            place(fence, attribute),
            Words(
                f"this block does not draw {expected}" + (f", but {others}" if others else ""),
                f"このブロックに {expected} の指摘は出ません" + (f"（出るのは {others}）" if others else ""),
            ),
            Words(
                "delete the attribute, or name the finding it draws",
                "属性を消すか、実際に出る指摘の id を書いてください",
            ),
            path=fence.path,
        )
