"""A ``Sid`` is unique in its policy, and of letters and digits in an identity policy.

IAM refuses a policy that uses one twice, and an identity policy with spaces or hyphens in one. Policies with a
principal, such as those of KMS keys, take other characters, and these are left alone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``Sid`` はポリシーの中で一意にし、ID ベースのポリシーでは英字と数字だけで書きます。

同じ ``Sid`` が 2 つあるポリシーや、``Sid`` に空白やハイフンのある ID ベースのポリシーを、IAM は拒否します。
KMS キーなど、プリンシパルのあるポリシーではほかの文字も使えるので、文字は検査しません。
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
BAD = GOOD.replace("ReadImages", "read-images")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "sid")
