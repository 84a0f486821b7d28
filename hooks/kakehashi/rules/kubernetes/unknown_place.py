"""The place named by ``check="fragment:Kind.path"`` must exist.

A fragment at a place that does not exist is not checked at all, while its author believes that it is.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``check="fragment:Kind.path"`` には、実在する場所を書きます。

存在しない場所を書いた断片はまったく検査されません。
それなのに、書いた人は検査されていると思い込みます。
"""
GOOD = {
    "page.md": """```{.yaml check="fragment:Deployment.spec.template.spec"}
containers:
  - name: web
    image: nginx:1.29
```
"""
}
BAD = {"page.md": GOOD["page.md"].replace("template", "tmplate")}


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-place")
