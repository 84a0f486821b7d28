"""A lab waits only for what can come true.

A condition that the type never has keeps the reader waiting until the time limit, with no word on the reason.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.lab.place import Trouble
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, known, lab, meant, troubles

JA = """ラボは、実現しうることだけを待ちます。

その種類にない条件を待つと、読者は理由も分からないまま時間切れまで待たされます。
"""
_PAGE = """kubectl create job hello --image=public.ecr.aws/docker/library/busybox:1.37 -- echo hello
kubectl wait --for=condition={} job/hello --timeout=60s
kubectl delete job hello
"""
GOOD = lab(_PAGE.format("Complete"))
BAD = lab(_PAGE.format("Available"))


def _message(one: Trouble) -> tuple[Words, Words | None]:
    kind, about = one.about["type"], one.about
    reason = about["reason"]
    if reason == "condition":
        words = Words(
            f"a {kind} never has the condition `{one.name}`", f"{kind} に `{one.name}` という condition は付きません"
        )
        other = (
            Words("use `kubectl rollout status`", "`kubectl rollout status` を使ってください")
            if kind in _ROLLING
            else None
        )
        return words, meant(about["near"]) or known(about["known"], "conditions", "付く condition") or other
    if reason == "path":
        words = Words(f"a {kind} has no `.status.phase`", f"{kind} に `.status.phase` はありません")
        return words, Words(
            "wait for a condition, or use `kubectl rollout status`",
            "condition を待つか、`kubectl rollout status` を使ってください",
        )
    if reason == "phase":
        words = Words(
            f"`.status.phase` of a {kind} is never `{one.name}`",
            f"{kind} の `.status.phase` が `{one.name}` になることはありません",
        )
        return words, meant(about["near"]) or known(about["known"], "values", "とりうる値")
    if reason == "rollout":
        words = Words(
            f"`kubectl rollout status` does not know {kind}", f"`kubectl rollout status` は {kind} を扱えません"
        )
        return words, Words("use `kubectl wait`", "`kubectl wait` を使ってください")
    if reason == "on-delete":
        words = Words(f"{about['owner']} has `type: OnDelete`, which has no rollout to wait for",
                      f"{about['owner']} は `type: OnDelete` なので、待つべきロールアウトがありません")  # fmt: skip
        return words, None
    words = Words(f"nothing deletes {about['owner']}", f"{about['owner']} を削除する手順がありません")
    return words, Words("delete it first", "先に削除してください")


_ROLLING = ("StatefulSet", "DaemonSet")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "hopeless-wait"):
        yield complaint(one, *_message(one))
