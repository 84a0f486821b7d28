"""The version of a policy is ``2012-10-17``.

It is the version of the language, not a date of your own. Another one is refused; without one, or with the former
``2008-10-17``, policy variables such as ``${aws:username}`` are plain text, and the condition never holds.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ポリシーの ``Version`` は ``2012-10-17`` です。

自分で決める日付ではなく、ポリシー言語のバージョンです。ほかの日付は拒否されます。
書かない場合や、古い ``2008-10-17`` では、``${aws:username}`` などの変数がただの文字列になり、条件が成り立ちません。
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
BAD = GOOD.replace("2012-10-17", "2024-01-01")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "version")
