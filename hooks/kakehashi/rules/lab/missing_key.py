"""A lab names only keys that the ConfigMap or Secret holds.

A Pod that asks for a missing key never starts: it stays in ``CreateContainerConfigError``. A jsonpath prints nothing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, known, lab, meant, troubles

JA = """ラボでは、ConfigMap や Secret にあるキーだけを指します。

ないキーを求める Pod は起動せず、``CreateContainerConfigError`` のまま止まります。jsonpath なら何も表示されません。
"""
_PAGE = """kubectl create secret generic db --from-literal=password=example
kubectl get secret db -o jsonpath='{{.data.{}}}'
kubectl delete secret db
"""
GOOD = lab(_PAGE.format("password"))
BAD = lab(_PAGE.format("pasword"))


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-key"):
        owner = one.about["owner"]
        words = Words(f"{owner} has no key `{one.name}`", f"{owner} にキー `{one.name}` はありません")
        yield complaint(one, words, meant(one.about["near"]) or known(one.about["known"], "keys", "あるキー"))
