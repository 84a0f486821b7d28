"""CPU and memory are a pair that Fargate offers.

256 CPU units go with 512 to 2048 MiB, 1024 with 2048 to 8192. Any other pair is refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """CPU とメモリは、Fargate にある組み合わせで書きます。

CPU 256 ユニットには 512〜2048 MiB、1024 ユニットには 2048〜8192 MiB というように決まっています。
ほかの組み合わせは拒否されます。
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
BAD = GOOD.replace('memory: "512"', 'memory: "4096"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "fargate-size")
