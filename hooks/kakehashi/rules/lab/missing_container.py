"""A lab names only containers that the Pod has, in ``-c``, in ``kubectl set`` and in ``kubectl debug --target``.

kubectl answers that the container is not valid for the Pod; ``set image`` says that it could not find it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, known, lab, meant, troubles

JA = """ラボでは、Pod にあるコンテナだけを指します。``-c``、``kubectl set``、``kubectl debug --target`` が対象です。

kubectl は、その Pod に有効なコンテナではないと答えます。``set image`` なら、見つからないと言います。
"""
_FILES = (("deployment.yaml", DEPLOYMENT),)
_PAGE = "kubectl apply -f deployment.yaml\nkubectl logs deployment/web -c {}\nkubectl delete deployment web"
GOOD = lab(_PAGE.format("app"), files=_FILES)
BAD = lab(_PAGE.format("nginx"), files=_FILES)


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-container"):
        owner = one.about["owner"]
        words = Words(f"{owner} has no container `{one.name}`", f"{owner} にコンテナ `{one.name}` はありません")
        yield complaint(one, words, meant(one.about["near"]) or known(one.about["known"], "containers", "あるコンテナ"))
