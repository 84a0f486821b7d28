"""A health check starts with ``CMD`` or ``CMD-SHELL`` and keeps to the bounds of its times.

ECS takes the first word of ``command`` for the way to run it, and an interval from 5 to 300 seconds.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ヘルスチェックは ``CMD`` か ``CMD-SHELL`` で始め、時間は範囲内にします。

ECS は ``command`` の最初の語を実行方法として読みます。
``interval`` は 5〜300 秒です。
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
    healthCheck:
      command: [CMD-SHELL, "curl -f http://localhost/ || exit 1"]
      interval: 30
"""
BAD = GOOD.replace("interval: 30", "interval: 1")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "health-check")
