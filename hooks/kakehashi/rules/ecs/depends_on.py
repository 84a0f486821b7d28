"""A dependency names another container of the task and a condition it can reach.

``HEALTHY`` needs a health check, ``SUCCESS`` and ``COMPLETE`` a container that is not essential. Otherwise the
task never starts.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """依存関係には、タスクの別のコンテナと、満たせる条件を書きます。

``HEALTHY`` にはヘルスチェックが、``SUCCESS`` と ``COMPLETE`` には essential でないコンテナが必要です。
満たせなければタスクは起動しません。
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
    dependsOn:
      - containerName: init
        condition: SUCCESS
    portMappings:
      - containerPort: 80
  - name: init
    image: public.ecr.aws/docker/library/busybox:1.37
    essential: false
"""
BAD = GOOD.replace("containerName: init", "containerName: setup")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "depends-on")
