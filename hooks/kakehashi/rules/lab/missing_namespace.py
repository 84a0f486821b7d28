"""A lab works only in namespaces that exist.

Everything that follows fails with the same error, and the step that was left out is far above.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, lab, meant, troubles

JA = """ラボは、存在する Namespace の中だけで作業します。

以後のコマンドはすべて同じエラーで失敗し、抜けている手順はずっと上にあります。
"""
_PAGE = """kubectl create namespace demo
kubectl run web -n {} --image=public.ecr.aws/nginx/nginx:1.29
kubectl delete namespace demo
"""
GOOD = lab(_PAGE.format("demo"))
BAD = lab(_PAGE.format("dmeo"))


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-namespace"):
        gone = one.about["gone"]
        if gone:
            words = Words(
                f"the namespace `{one.name}` was deleted in line {gone}",
                f"Namespace `{one.name}` は {gone} 行目で削除されています",
            )
        else:
            words = Words(
                f"nothing has made the namespace `{one.name}`", f"Namespace `{one.name}` はどこでも作られていません"
            )
        hint = (
            None
            if gone
            else Words(
                f"add `kubectl create namespace {one.name}`", f"`kubectl create namespace {one.name}` を加えてください"
            )
        )
        yield complaint(one, words, meant(one.about["near"]) or hint)
