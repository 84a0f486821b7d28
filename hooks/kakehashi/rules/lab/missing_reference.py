"""What a workload of a lab refers to is there when its Pods are to become ready.

A missing ConfigMap, Secret, claim, ServiceAccount or PriorityClass keeps the Pods from starting, and the wait that
follows runs into its time limit.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, lab, meant, troubles

JA = """ラボのワークロードが参照するものは、Pod が準備完了になるべき時点で存在します。

ConfigMap、Secret、PersistentVolumeClaim、ServiceAccount、PriorityClass がないと Pod は起動しません。
続く待機は時間切れになります。
"""
_DEPLOYMENT = f"""{DEPLOYMENT}          envFrom:
            - configMapRef:
                name: {{}}
"""
_PAGE = """kubectl create configmap settings --from-literal=LOG_LEVEL=info
kubectl apply -f deployment.yaml
kubectl rollout status deployment/web
kubectl delete deployment/web configmap/settings
"""
GOOD = lab(_PAGE, files=(("deployment.yaml", _DEPLOYMENT.format("settings")),))
BAD = lab(_PAGE, files=(("deployment.yaml", _DEPLOYMENT.format("setting")),))


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-reference"):
        kind, owner, gone = one.about["type"], one.about["owner"], one.about["gone"]
        if gone:
            words = Words(f"{owner} needs the {kind} `{one.name}`, which was deleted in line {gone}",
                          f"{owner} に必要な {kind} `{one.name}` は {gone} 行目で削除されています")  # fmt: skip
        else:
            words = Words(f"{owner} needs the {kind} `{one.name}`, which nothing has made",
                          f"{owner} に必要な {kind} `{one.name}` がどこでも作られていません")  # fmt: skip
        yield complaint(one, words, meant(one.about["near"]))
