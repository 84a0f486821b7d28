"""A role for ServiceAccounts (IRSA) names the ServiceAccount.

The action is ``sts:AssumeRoleWithWebIdentity``. Without a condition on ``sub`` every ServiceAccount of the cluster
may assume the role; ``aud`` is ``sts.amazonaws.com``, and the keys name the provider of the principal.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ServiceAccount 用のロール（IRSA）では、ServiceAccount を指定します。

アクションは ``sts:AssumeRoleWithWebIdentity`` です。
``sub`` の条件がないと、クラスターのどの ServiceAccount でもロールを引き受けられます。
``aud`` は ``sts.amazonaws.com`` で、キーにはプリンシパルと同じ ID プロバイダーを書きます。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Federated": "arn:aws:iam::<account-id>:oidc-provider/<oidc-provider>"},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "<oidc-provider>:aud": "sts.amazonaws.com",
          "<oidc-provider>:sub": "system:serviceaccount:shop:orders"
        }
      }
    }
  ]
}
"""
BAD = GOOD.replace(',\n          "<oidc-provider>:sub": "system:serviceaccount:shop:orders"', "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "web-identity")
