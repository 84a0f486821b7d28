"""A resource is ``*`` or a whole ARN that the actions can meet.

IAM has no Region and a bucket neither Region nor account, so that colons stand side by side. ``s3:GetObject`` acts on
objects (``bucket/*``), ``s3:ListBucket`` on the bucket; with the other one the call is denied.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """リソースは ``*`` か、アクションの対象になる完全な ARN です。

IAM にはリージョンがなく、バケットにはリージョンもアカウントもないので、コロンが続きます。
``s3:GetObject`` の対象はオブジェクト（``bucket/*``）、
``s3:ListBucket`` の対象はバケットです。取り違えると拒否されます。
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
BAD = GOOD.replace("shop-images/*", "shop-images")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "resource")
