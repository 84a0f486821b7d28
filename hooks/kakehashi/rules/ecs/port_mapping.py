"""Port mappings fit the network mode.

With ``awsvpc`` the host port equals the container port or is left out; a port is mapped once and lies between 1
and 65535.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.ecs._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ポートマッピングは、ネットワークモードに合わせます。

``awsvpc`` では、ホストポートをコンテナポートと同じにするか省きます。
1 つのポートは 1 度だけマッピングし、1〜65535 の範囲にします。
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
        hostPort: 80
"""
BAD = GOOD.replace("hostPort: 80", "hostPort: 8080")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "port-mapping")
