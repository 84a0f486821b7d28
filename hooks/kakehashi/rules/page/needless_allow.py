"""An allowance must still take something away.

A mark that outlives its finding hides the next one, and makes readers of the source believe in a fault that is gone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.rule import Outcome, of_line, outcome_rule
from kakehashi.settings import Settings

JA = """許可の印は、今も何かを許可していなければなりません。

指摘がなくなった後も残った印は、次の本物の指摘を隠します。ソースを読む人は、もうない欠陥を信じてしまいます。
"""
GOOD = """<!-- kakehashi: allow yaml/duplicate-key, because the text explains what happens -->

```yaml
a: 1
a: 2
```
"""
BAD = """<!-- kakehashi: allow yaml/duplicate-key, because the text explains what happens -->

```yaml
a: 1
b: 2
```
"""


@outcome_rule(Severity.WARNING)
def check(outcome: Outcome, settings: Settings) -> Iterator[Complaint]:
    for allowance in outcome.idle:
        if allowance.rule.startswith(("parity/", "comparison/")) or allowance.rule in settings.rules_off:
            continue
        yield Complaint(
            of_line(allowance.comment.line),
            Words(f"nothing below draws {allowance.rule} any more", f"この下で {allowance.rule} はもう出ません"),
            Words("delete the comment", "コメントを消してください"),
            path=allowance.comment.line.path,
        )
