"""Shorthand in an AWS CLI command must be readable.

A space after a comma, a key twice, a bracket left open: the shorthand of the CLI forgives less than JSON does.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の短縮構文は、正しく書きます。

カンマの後の空白、同じキーの繰り返し、閉じていない括弧などは許されません。短縮構文は、JSON よりも厳格です。
"""
GOOD = "aws ecs tag-resource --resource-arn <arn> --tags key=env,value=dev\n"
BAD = "aws ecs tag-resource --resource-arn <arn> --tags key=env, value=dev\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/invalid-shorthand")
