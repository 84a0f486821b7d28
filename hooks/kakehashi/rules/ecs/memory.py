"""Containers fit into the memory of their task.

A container cannot ask for more than the task has, a reservation is not above the limit, and without memory for
the task each container needs its own.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """コンテナのメモリは、タスクのメモリに収めます。

コンテナはタスクより多くのメモリを求められず、予約は上限以下にします。
タスクにメモリの指定がなければ、各コンテナに必要です。
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
    memory: 256
"""
BAD = GOOD.replace("    memory: 256", "    memory: 1024")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "memory")
