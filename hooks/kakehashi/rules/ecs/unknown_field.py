"""Every field of a definition exists in the ECS API, spelt exactly.

The AWS CLI stops with a parameter validation error and lists dozens of valid names; the suggestion names the
one that was meant.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """定義のフィールドは、ECS API にあるものを正確に書きます。

AWS CLI はパラメーターの検証エラーで止まり、正しい名前を何十も並べます。
ここでは、意図したと思われる名前を示します。
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
BAD = GOOD.replace("    portMappings:", "    portMapping:")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-field")
