"""A parameter of an AWS CLI command must not be hidden by a global one.

``aws eks create-cluster --version 1.36`` prints the version of the CLI and creates nothing; the parameter has a name
of its own.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI 全体のオプションに隠れるパラメーターは、別の名前で書きます。

``aws eks create-cluster --version 1.36`` は CLI 自身のバージョンを表示するだけで、何も作りません。
このパラメーターには別の名前があります。
"""
GOOD = "aws eks update-cluster-version --name demo --kubernetes-version 1.37\n"
BAD = "aws eks update-cluster-version --name demo --version 1.37\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/shadowed-parameter")
