"""A lab for kind uses nothing that only EKS has, and the other way round.

A load balancer controller, an annotation for a role or a call to AWS does nothing on a laptop; the reader waits for
an effect that cannot come. What concerns the other platform belongs into the section ``{#on-eks}`` or ``{#on-kind}``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, lab, troubles

JA = """kind のラボは EKS にしかないものを使いません。逆も同じです。

ロードバランサーのコントローラー、ロールの注釈、AWS の呼び出しは、手元では何も起こしません。
読者は、来ない結果を待ちます。
もう一方のプラットフォームの話は ``{#on-eks}`` か ``{#on-kind}`` の節に書いてください。
"""
GOOD = lab("aws sts get-caller-identity", front="platform: eks, tools: [kubectl, aws]")
BAD = lab("aws sts get-caller-identity", front="platform: kind, tools: [kubectl, aws]")
_WHAT = {
    "command": Words("the command", "コマンド"),
    "api": Words("the API", "API"),
    "annotation": Words("the annotation", "注釈"),
    "provisioner": Words("the provisioner", "provisioner"),
    "class": Words("the class", "クラス"),
    "label": Words("the label", "ラベル"),
}


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "wrong-platform"):
        what, here = _WHAT[one.about["what"]], one.about["platform"]
        other = "EKS" if here == "kind" else "kind"
        words = Words(
            f"{what.en} `{one.name}` means nothing here: this lab runs on {'kind' if here == 'kind' else 'EKS'}",
            f"{what.ja} `{one.name}` はここでは働きません。このラボは {'kind' if here == 'kind' else 'EKS'} で動きます",
        )
        section = "on-eks" if here == "kind" else "on-kind"
        hint = Words(
            f"move what concerns {other} into the section `{{#{section}}}`",
            f"{other} の話は `{{#{section}}}` の節に移してください",
        )
        yield complaint(one, words, hint)
