"""A role or a resource is not open to everyone.

With ``"*"`` as principal and no condition, anyone in any account may assume the role (an error) or use the resource
(a warning: it may be meant). The default policy of a VPC endpoint is left alone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ロールやリソースを、誰にでも開かないようにします。

プリンシパルが ``"*"`` で条件がないと、どのアカウントの誰でもロールを引き受けられ（エラー）、
リソースを使えます（意図した公開もあるので警告）。
VPC エンドポイントの既定のポリシーは対象外です。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::111122223333:role/deploy"},
      "Action": "sts:AssumeRole"
    }
  ]
}
"""
BAD = GOOD.replace('{"AWS": "arn:aws:iam::111122223333:role/deploy"}', '"*"')


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "open")
