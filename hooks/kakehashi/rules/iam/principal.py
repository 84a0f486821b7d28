"""A principal is a service, an account, a role, a user or an identity provider that can exist.

The role of an ECS task trusts ``ecs-tasks.amazonaws.com``, that of a Pod ``pods.eks.amazonaws.com``: with another
name the role is refused or no one can assume it. An ARN takes no wildcard here, and the ARN of an OIDC provider has
no ``https://``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """プリンシパルには、実在し得るサービス、アカウント、ロール、ユーザー、ID プロバイダーを書きます。

ECS のタスクのロールは ``ecs-tasks.amazonaws.com``、Pod のロールは ``pods.eks.amazonaws.com`` を信頼します。
名前が違うと、拒否されるか、誰も引き受けられません。
ここの ARN にワイルドカードは使えず、OIDC プロバイダーの ARN に ``https://`` は付けません。
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
BAD = GOOD.replace("pods.eks.amazonaws.com", "pod.eks.amazonaws.com")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "principal")
