"""Containers together ask for no more CPU than their task has.

ECS refuses a definition whose containers add up to more CPU units than the task.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """コンテナの CPU の合計は、タスクの CPU 以下にします。

コンテナの CPU ユニットの合計がタスクを超える定義を、ECS は拒否します。
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
    cpu: 128
"""
BAD = GOOD.replace("    cpu: 128", "    cpu: 512")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "cpu")
