"""A condition is an operator, a key and values that can match.

A misspelt operator is refused, a misspelt global key never matches, and ``StringEquals`` takes a wildcard letter by
letter.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """条件は、演算子、キー、一致し得る値で書きます。

綴りの違う演算子は拒否され、綴りの違うグローバルキーは決して一致しません。
``StringEquals`` はワイルドカードもただの文字として比べます。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "ecs-tasks.amazonaws.com"},
      "Action": "sts:AssumeRole",
      "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:ecs:ap-northeast-1:111122223333:*"}}
    }
  ]
}
"""
BAD = GOOD.replace('"ArnLike"', '"ArnLikes"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "condition")
