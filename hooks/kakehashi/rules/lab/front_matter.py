"""A lab says in its front matter where it runs and what it needs, in words the checker knows.

The prerequisites a reader sees, the platform a command is judged for and the names a lab may leave behind all come
from there. A misspelt key is a promise nobody checks.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import lab, session

JA = """ラボは、動く場所と必要なものを、検査が知っている言葉で front matter に書きます。

読者が見る前提、コマンドを判断するプラットフォーム、残してよいものの名前は、すべてここから決まります。
つづりを誤った項目は、誰も確かめない約束です。
"""
GOOD = lab("kubectl get nodes")
BAD = lab("kubectl get nodes", front="platform: kind, tools: [kubectl], requirs: [lab-01-cluster-tour]")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    followed = session(page)
    for fault in followed.faults if followed is not None else ():
        yield Complaint(fault.place.span, fault.message, fault.suggestion, path=fault.place.path)
