"""A definition must stay readable once its aliases are expanded.

Nothing in a text that is nested without end can be checked, and no tool takes it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """エイリアスを展開しても読める大きさに保ちます。

際限なく入れ子になったテキストは検査できず、どのツールも受け付けません。
"""
GOOD = """family: web
requiresCompatibilities: [FARGATE]
networkMode: awsvpc
cpu: "256"
memory: "512"
executionRoleArn: arn:aws:iam::111122223333:role/ecsTaskExecutionRole
containerDefinitions:
  - name: web
    image: public.ecr.aws/nginx/nginx:1.29
    essential: true
    portMappings:
      - containerPort: 80
"""
BAD = GOOD + "tags: [" + "{}, " * 50_000 + "]\n"


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "too-large")
