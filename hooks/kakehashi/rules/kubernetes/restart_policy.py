"""``restartPolicy`` fits the workload.

A Job needs ``Never`` or ``OnFailure``; a Deployment only takes ``Always``. Anything else is refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``restartPolicy`` は、ワークロードに合わせます。

Job には ``Never`` か ``OnFailure`` が必要で、Deployment では ``Always`` だけが使えます。
ほかの値は拒否されます。
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
BAD = GOOD.replace("restartPolicy: Never", "restartPolicy: Always")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "restart-policy")
