"""The settings of a service go together.

``launchType`` and ``capacityProviderStrategy`` exclude each other, and minimum and maximum of healthy tasks
leave room to deploy.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """サービスの設定は、互いに矛盾しないようにします。

``launchType`` と ``capacityProviderStrategy`` は同時に書けません。
正常なタスクの下限と上限には、デプロイできるだけの差が必要です。
"""
GOOD = """cluster: shop
serviceName: web
taskDefinition: web:3
desiredCount: 2
launchType: FARGATE
networkConfiguration:
  awsvpcConfiguration:
    subnets: [subnet-0a1b2c3d4e5f60718]
"""
BAD = GOOD.replace(
    "launchType: FARGATE\n", "launchType: FARGATE\ncapacityProviderStrategy:\n  - capacityProvider: FARGATE_SPOT\n"
)


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "service")
