"""An ARN has all of its six parts.

IAM has no region, so that two colons stand before the account, and an account has twelve digits. Otherwise ECS
refuses the call, or the task cannot assume its role.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ARN には、6 つの部分をすべて書きます。

IAM にはリージョンがないので、アカウントの前にコロンが 2 つ並びます。
アカウントは 12 桁です。
違うと ECS が呼び出しを拒否するか、タスクがロールを引き受けられません。
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
BAD = GOOD.replace("arn:aws:iam::111122223333", "arn:aws:iam:111122223333")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "arn")
