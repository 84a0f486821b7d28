"""A lab cleans up what it made, or says in ``leaves:`` what stays on purpose.

Leftovers cost money on EKS and break the next lab on kind. Deleting a namespace takes what is in it along; objects
without a namespace, files outside the working directory and marks on nodes stay.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, lab, troubles

JA = """ラボは作ったものを片付けます。わざと残すものは ``leaves:`` に書きます。

残ったものは、EKS では費用になり、kind では次のラボの邪魔になります。Namespace を消せば中のものも消えますが、
Namespace に属さないオブジェクト、作業ディレクトリの外のファイル、ノードに付けた印は残ります。
"""
GOOD = lab("kubectl create namespace demo\nkubectl delete namespace demo")
BAD = lab("kubectl create namespace demo\nkubectl get namespace demo")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "left-behind"):
        reason = one.about["reason"]
        if reason == "context":
            words = Words(f"the current context still points to `{one.name}`, which is deleted",
                          f"現在のコンテキストが、削除済みの `{one.name}` を指したままです")  # fmt: skip
            hint = Words("add `kubectl config set-context --current --namespace default`",
                         "`kubectl config set-context --current --namespace default` を加えてください")  # fmt: skip
        elif reason == "never-made":
            words = Words(f"the lab never makes `{one.name}`", f"ラボは `{one.name}` を作りません")
            hint = Words("take it out of `leaves`", "`leaves` から外してください")
        else:
            words = Words(f"{one.name} is still there at the end", f"{one.name} が最後まで残っています")
            hint = Words(
                f"clean it up, or write `leaves: [{one.name}]`", f"片付けるか、`leaves: [{one.name}]` と書いてください"
            )
        yield complaint(one, words, hint)
