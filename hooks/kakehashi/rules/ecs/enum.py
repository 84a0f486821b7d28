"""A field with fixed words takes one of them, spelt exactly.

``awsVpc``, ``Fargate`` or ``TCP`` is refused: ECS compares these words letter by letter.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """決まった語だけを取るフィールドには、その語を正確に書きます。

``awsVpc``、``Fargate``、``TCP`` は拒否されます。
ECS は大文字小文字まで比べます。
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
        protocol: tcp
"""
BAD = GOOD.replace("protocol: tcp", "protocol: TCP")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "enum")
