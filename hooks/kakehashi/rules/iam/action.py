"""An action is written ``service:Operation`` and exists.

IAM takes a misspelt action in an identity policy without a word; the call is then denied. Prefixes are not always
what the AWS CLI calls the service: EFS is ``elasticfilesystem``, load balancers are ``elasticloadbalancing``. Actions
that are unlike any known one are left alone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """アクションは ``サービス:操作`` の形で、実在するものを書きます。

ID ベースのポリシーでは、綴りの違うアクションも IAM は黙って受け付け、呼び出しは拒否されます。
サービス名は AWS CLI の名前と同じとは限りません。
EFS は ``elasticfilesystem``、ロードバランサーは ``elasticloadbalancing`` です。
既知のどのアクションにも似ていないものは、検査しません。
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
BAD = GOOD.replace("s3:GetObject", "s3:GetObjct")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "action")
