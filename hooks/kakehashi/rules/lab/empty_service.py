"""Every Service of a lab selects Pods of that lab at some time.

A selector that matches nothing is no error for Kubernetes: the Service exists, and every connection is refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, lab, meant, troubles

JA = """ラボの Service は、どこかの時点でそのラボの Pod を選びます。

何も選ばないセレクターは、Kubernetes にとってエラーではありません。Service はできますが、接続はすべて拒否されます。
"""
_SERVICE = """apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    {}
  ports:
    - port: 80
      targetPort: http
"""
_PAGE = "kubectl apply -f deployment.yaml -f service.yaml\nkubectl delete service,deployment web"
GOOD = lab(_PAGE, files=(("deployment.yaml", DEPLOYMENT), ("service.yaml", _SERVICE.format("app: web"))))
BAD = lab(_PAGE, files=(("deployment.yaml", DEPLOYMENT), ("service.yaml", _SERVICE.format("app: wbe"))))


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "empty-service"):
        owner = one.about["owner"]
        if one.about["pods"] == "0":
            words = Words(
                f"{owner} selects nothing: the lab makes no Pods in its namespace",
                f"{owner} は何も選びません。ラボはこの Namespace に Pod を作りません",
            )
        else:
            words = Words(
                f"{owner} never selects a Pod of the lab: none has `{one.name}`",
                f"{owner} はラボの Pod を 1 つも選びません。`{one.name}` を持つ Pod がありません",
            )
        yield complaint(one, words, meant(one.about["near"]))
