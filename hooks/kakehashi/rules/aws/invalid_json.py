"""JSON in an AWS CLI command must be JSON.

One missing brace and the CLI refuses the parameter, with the place counted in characters.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のコマンドの中の JSON は、JSON として正しく書きます。

括弧が 1 つ足りないだけで、CLI はパラメーターを拒否します。表示されるのは、先頭からの文字数だけです。
"""
GOOD = 'aws ecs register-task-definition --family web --container-definitions \'[{"name": "web", "image": "nginx"}]\'\n'
BAD = 'aws ecs register-task-definition --family web --container-definitions \'[{"name": "web", "image": "nginx"}\'\n'


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/invalid-json")
