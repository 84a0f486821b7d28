"""A volume of a task is mounted by one of its containers.

A volume nobody mounts has no effect; mostly the mount point is missing or names something else.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """タスクのボリュームは、どれかのコンテナでマウントします。

マウントされないボリュームには効果がありません。
たいていは、マウントポイントを書き忘れたか、名前を間違えています。
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
BAD = GOOD.replace("    mountPoints:\n      - sourceVolume: data\n        containerPath: /data\n", "")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unused-volume")
