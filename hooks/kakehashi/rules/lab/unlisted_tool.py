"""Every program a lab starts is named in its ``tools:``.

The list is what a reader installs before the first step. ``command not found`` in step seven comes too late.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import complaint, lab, troubles

JA = """ラボで起動するプログラムは、すべて ``tools:`` に書きます。

読者は、この一覧を見て最初の手順の前にそろえます。7 番目の手順で ``command not found`` と言われても遅すぎます。
"""
GOOD = lab("docker ps", front="platform: kind, tools: [kubectl, docker]")
BAD = lab("docker ps")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "unlisted-tool"):
        listed = ", ".join(filter(None, (one.about["tools"], one.name)))
        words = Words(f"`{one.name}` is not among the tools of the lab", f"`{one.name}` がラボの tools にありません")
        yield complaint(one, words, Words(f"write `tools: [{listed}]`", f"`tools: [{listed}]` と書いてください"))
