"""A policy holds only elements that IAM knows, spelt exactly.

IAM refuses a document with ``Actions``, ``resource`` or ``Comment`` in it as malformed, often without naming the
element. Kinds of principals are ``AWS``, ``Service``, ``Federated`` and ``CanonicalUser``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ポリシーには、IAM にある要素を正確に書きます。

``Actions``、``resource``、``Comment`` などがあると、文書全体が不正とされ、どの要素かは示されないことが多いです。
プリンシパルの種類は ``AWS``、``Service``、``Federated``、``CanonicalUser`` です。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadImages",
      "Effect": "Allow",
      "Action": ["s3:GetObject"],
      "Resource": "arn:aws:s3:::shop-images/*"
    }
  ]
}
"""
BAD = GOOD.replace('"Action"', '"Actions"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-element")
