"""What a role may do and who may assume it are two policies.

An identity policy has no ``Principal``, a trust policy no ``Resource`` and no ``NotPrincipal``, and a statement has
an element or its ``Not…`` form, not both. IAM refuses such a document.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ロールに許す操作と、ロールを引き受けられる相手は、別々のポリシーに書きます。

ID ベースのポリシーに ``Principal`` は書けず、信頼ポリシーに ``Resource`` と ``NotPrincipal`` は書けません。
要素とその ``Not…`` も、片方だけです。違うと IAM は受け付けません。
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
BAD = GOOD.replace('"sts:TagSession"]\n', '"sts:TagSession"],\n      "Resource": "*"\n')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "mixed")
