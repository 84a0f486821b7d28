"""A log driver gets the options it needs.

Without group, region and stream prefix ``awslogs`` on Fargate does not start; ``awsfirelens`` needs a router in
the task.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ログドライバーには、必要なオプションを書きます。

Fargate の ``awslogs`` は、ロググループ、リージョン、ストリームのプレフィックスがないと起動しません。
``awsfirelens`` にはタスク内のルーターが必要です。
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
    logConfiguration:
      logDriver: awslogs
      options:
        awslogs-group: /ecs/web
        awslogs-region: ap-northeast-1
        awslogs-stream-prefix: web
"""
BAD = GOOD.replace("        awslogs-region: ap-northeast-1\n", "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "log-configuration")
