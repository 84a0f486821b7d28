"""Each element of a policy has the form that IAM takes.

``Effect`` is ``Allow`` or ``Deny``, actions and resources are texts or lists of texts, and a ``Principal`` is
``"*"`` or a mapping. A bare ARN as ``Principal`` is a common cause of a malformed trust policy.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ポリシーの各要素は、IAM が受け付ける形で書きます。

``Effect`` は ``Allow`` か ``Deny``、アクションとリソースは文字列かそのリスト、
``Principal`` は ``"*"`` かマッピングです。
``Principal`` に ARN をそのまま書くのは、信頼ポリシーが拒否されるよくある原因です。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "pods.eks.amazonaws.com"},
      "Action": ["sts:AssumeRole", "sts:TagSession"]
    }
  ]
}
"""
BAD = GOOD.replace('"Allow"', '"allow"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "wrong-value")
