"""The schedule of a CronJob has five fields within their ranges.

EventBridge expressions such as ``cron(0 3 * * ? *)``, a sixth field or hour 24 are refused, and the time zone
is a name such as ``Asia/Tokyo``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """CronJob のスケジュールは、範囲内の 5 つのフィールドで書きます。

``cron(0 3 * * ? *)`` のような EventBridge の式、6 つ目のフィールド、24 時は拒否されます。
タイムゾーンは ``Asia/Tokyo`` のような名前で書きます。
"""
GOOD = """apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: busybox:1.37
"""
BAD = GOOD.replace('"0 3 * * *"', '"0 24 * * *"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "cron")
