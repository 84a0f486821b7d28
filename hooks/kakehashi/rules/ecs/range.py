"""Numbers stay inside what the ECS API takes.

The API refuses a priority or a weight outside its bounds, and the whole call with it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """数値は、ECS API が受け付ける範囲にします。

優先度や重みなどに範囲外の値があると、API は呼び出し全体を拒否します。
何も作られません。
"""
GOOD = """cluster: shop
serviceName: web
taskDefinition: web:3
desiredCount: 2
capacityProviderStrategy:
  - capacityProvider: FARGATE_SPOT
    weight: 100
networkConfiguration:
  awsvpcConfiguration:
    subnets: [subnet-0a1b2c3d4e5f60718]
"""
BAD = GOOD.replace("weight: 100", "weight: 5000")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "range")
