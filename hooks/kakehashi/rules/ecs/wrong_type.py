"""A value has the type of its field in the ECS API.

``cpu`` of a task is text, of a container a number; ``environment`` is a list of ``name`` and ``value``, not a
mapping.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """値は、ECS API のフィールドの型に合わせます。

タスクの ``cpu`` は文字列、コンテナの ``cpu`` は数値です。
``environment`` はマッピングではなく、``name`` と ``value`` のリストです。
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
BAD = GOOD.replace('cpu: "256"', "cpu: 256")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "wrong-type")
