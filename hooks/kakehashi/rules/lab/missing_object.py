"""A lab names only objects that exist at that point: made on the page, by a controller, or by the cluster itself.

``NotFound`` in the middle of a lab leaves the reader to guess whether a step was missed or the page is wrong. A Pod's
random name is another reader's; a selector finds it. Where an error is the lesson, show it as output below the command.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.lab.place import Trouble
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, known, lab, meant, troubles

JA = """ラボでは、その時点で存在するオブジェクトだけを指します。

ページが作ったものか、コントローラーやクラスターが作ったものです。
途中で ``NotFound`` が出ると、読者は手順を飛ばしたのか、ページが誤っているのか分かりません。Pod のランダムな名前は
書いた人のもので、セレクターなら誰の Pod も見つかります。
エラーを見せたいときは、コマンドの下に出力として書いてください。
"""
_FILES = (("deployment.yaml", DEPLOYMENT),)
GOOD = lab("kubectl apply -f deployment.yaml\nkubectl logs deployment/web\nkubectl delete deployment web", files=_FILES)
BAD = lab("kubectl apply -f deployment.yaml\nkubectl logs deployment/wbe\nkubectl delete deployment web", files=_FILES)


def _message(one: Trouble) -> tuple[Words, Words | None]:
    about = one.about
    shown = f"{about['type']}/{one.name}"
    if about.get("random"):
        owner = about.get("owner", "")
        words = Words(f"`{one.name}` is a random name that no other reader's Pod has",
                      f"`{one.name}` は、ほかの読者の Pod には付かないランダムな名前です")  # fmt: skip
        if owner.startswith(("deployment/", "daemonset/", "replicaset/", "job/")):
            return words, Words(f"use a selector, or `{owner}`", f"セレクターか `{owner}` を使ってください")
        return words, Words("use a selector (`-l`)", "セレクター（`-l`）を使ってください")
    if about.get("selector"):
        words = Words(
            f"no {about['type']} has the labels `{one.name}`",
            f"ラベル `{one.name}` を持つ {about['type']} はありません",
        )
        return words, meant(about["near"]) or known(about.get("labels", ""), "labels there are", "付いているラベル")
    if about.get("file"):
        words = Words(
            f"`{about['file']}` holds {shown}, which does not exist here",
            f"`{about['file']}` にある {shown} は、ここには存在しません",
        )
    else:
        words = Words(f"there is no {shown} here", f"ここには {shown} がありません")
    if about.get("gone"):
        words = Words(
            f"{shown} was deleted in line {about['gone']}", f"{shown} は {about['gone']} 行目で削除されています"
        )
        return words, Words("if the error is the lesson, show it below, or add `--ignore-not-found`",
                            "エラーを見せたいなら下に出力を書くか、`--ignore-not-found` を付けてください")  # fmt: skip
    if about.get("elsewhere"):
        space = about["elsewhere"]
        return words, Words(
            f"it is in the namespace `{space}`: add `-n {space}`",
            f"Namespace `{space}` にあります。`-n {space}` を付けてください",
        )
    if about.get("near"):
        return words, meant(about["near"])
    other = about.get("other", "")
    return words, Words(f"there is `{other}`", f"`{other}` ならあります") if other else None


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-object"):
        yield complaint(one, *_message(one))
