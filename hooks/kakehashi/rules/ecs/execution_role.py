"""What the ECS agent does for a task needs an execution role.

On Fargate, logs, images from Amazon ECR and secrets are fetched with ``executionRoleArn``. Without it the task
stops before it starts.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ECS エージェントが代行する処理には、実行ロールが必要です。

Fargate のログ、Amazon ECR のイメージ、シークレットの取得には ``executionRoleArn`` を使います。
ないと、タスクは起動前に止まります。
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
BAD = GOOD.replace("executionRoleArn: arn:aws:iam::111122223333:role/ecsTaskExecutionRole\n", "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "execution-role")
