"""An image is a reference that ECS can pull.

With a scheme, an upper-case repository or a space the task stops with ``CannotPullContainerError``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """イメージには、ECS が取得できる参照を書きます。

スキーム、大文字のリポジトリ名、空白があると、タスクは ``CannotPullContainerError`` で止まります。
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
BAD = GOOD.replace("image: public", "image: https://public")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "image")
