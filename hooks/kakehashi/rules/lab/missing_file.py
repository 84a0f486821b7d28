"""A lab uses a file only after it was made: by a block with that title, a heredoc, a redirection or a download.

The reader who pastes the command is told that the path does not exist, and starts to look for what was skipped.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import DEPLOYMENT, complaint, lab, meant, troubles

JA = """ラボでは、ファイルは作られてから使います。

ファイルを作るのは、その名前の title を持つブロック、ヒアドキュメント、リダイレクト、ダウンロードです。
コマンドを貼り付けた読者は「パスが存在しない」と言われ、どこを読み飛ばしたのかを探し始めます。
"""
_DONE = "\nkubectl delete deployment web"
GOOD = lab(f"kubectl apply -f deployment.yaml{_DONE}", files=(("deployment.yaml", DEPLOYMENT),))
BAD = lab(
    f"kubectl apply -f deployment.yaml\nkubectl diff -f deploy.yaml{_DONE}", files=(("deployment.yaml", DEPLOYMENT),)
)


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for one in troubles(page, "missing-file"):
        if one.about["gone"]:
            words = Words(
                f"`{one.name}` was deleted or moved before", f"`{one.name}` は、ここより前に削除または移動されています"
            )
        else:
            words = Words(
                f"nothing on the page has made `{one.name}` yet", f"`{one.name}` は、まだどこでも作られていません"
            )
        hint = meant(one.about["near"]) or Words(
            f'give the block that shows it `title="{one.name}"`',
            f'中身を示すブロックに `title="{one.name}"` を付けてください',
        )
        yield complaint(one, words, hint)
