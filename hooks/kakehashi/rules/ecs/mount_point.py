"""A mount point names a volume of the task.

ECS refuses the definition when ``sourceVolume`` stands in no entry of ``volumes``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """マウントポイントには、タスクのボリュームの名前を書きます。

``sourceVolume`` が ``volumes`` のどこにもないと、ECS は定義を拒否します。
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
    mountPoints:
      - sourceVolume: data
        containerPath: /data
volumes:
  - name: data
"""
BAD = GOOD.replace("volumes:\n  - name: data\n", "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "mount-point")
