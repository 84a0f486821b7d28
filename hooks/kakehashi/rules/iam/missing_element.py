"""A statement says its effect, its actions, and who or what it is about.

An identity policy needs a ``Resource``, a trust policy a ``Principal``; without ``Effect`` or ``Action`` every
policy is refused as malformed.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ステートメントには、効果、アクション、対象をすべて書きます。

ID ベースのポリシーには ``Resource``、信頼ポリシーには ``Principal`` が必要です。
``Effect`` か ``Action`` がないと、どのポリシーも不正として拒否されます。
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
BAD = GOOD.replace('      "Effect": "Allow",\n', "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "missing-element")
