"""Containers and volumes of a task have names of their own, and a variable is set once.

ECS refuses two containers or volumes of one name. Of a variable that is set twice one value is lost.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """タスクのコンテナとボリュームの名前は重複させず、環境変数は 1 度だけ設定します。

同じ名前のコンテナやボリュームが 2 つあると、ECS は拒否します。
2 度設定した環境変数は、片方の値が失われます。
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
  - name: log
    image: public.ecr.aws/docker/library/busybox:1.37
    essential: false
"""
BAD = GOOD.replace("name: log", "name: web")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "duplicate-name")
