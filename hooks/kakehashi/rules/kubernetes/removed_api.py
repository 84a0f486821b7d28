"""An ``apiVersion`` must be served by every Kubernetes version the site supports.

Old pages teach ``extensions/v1beta1`` and the like. Applied to a current cluster, such a manifest fails. The
message names the version that removed it, or for a custom resource the release of its project, and what to
write instead.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``apiVersion`` は、サイトが対象とするすべての Kubernetes バージョンで使えるものにします。

古いページには ``extensions/v1beta1`` などが残っています。
今のクラスターに適用すると失敗します。
廃止したバージョン（カスタムリソースではプロジェクトのリリース）と、代わりに書くものを示します。
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
BAD = GOOD.replace("apiVersion: batch/v1\n", "apiVersion: batch/v1beta1\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "removed-api")
