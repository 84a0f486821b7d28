"""A lab names only ports that are there: in ``port-forward``, ``expose`` and the ``targetPort`` of a Service.

The connection is refused, and nothing in the message says that the number is wrong.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, known, lab, troubles

JA = """ラボでは、あるポートだけを指します。``port-forward``、``expose``、Service の ``targetPort`` が対象です。

接続は拒否されますが、番号が誤っているとはどこにも出ず、読者はネットワークを疑い始めます。
"""
_FILES = (("deployment.yaml", DEPLOYMENT),)
_PAGE = """kubectl apply -f deployment.yaml
kubectl expose deployment web --port=8080 --target-port=http
kubectl port-forward service/web 9000:{} &
kubectl delete service,deployment web
"""
GOOD = lab(_PAGE.format("8080"), files=_FILES)
BAD = lab(_PAGE.format("80"), files=_FILES)


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-port"):
        owner = one.about["owner"]
        if one.name == "expose":
            words = Words(
                f"{owner} declares no port, so `--port` is needed",
                f"{owner} にポートの宣言がないので `--port` が必要です",
            )
        else:
            words = Words(f"{owner} has no port `{one.name}`", f"{owner} にポート `{one.name}` はありません")
        yield complaint(one, words, known(one.about["known"], "ports", "あるポート"))
