"""Text that YAML reads as a number or a boolean stands in quotes.

``value: yes`` becomes true, ``1.10`` becomes 1.1 and ``0644`` becomes 420. Where a field wants text the API
server refuses the object; the reader sees the same characters and looks for the fault elsewhere.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """YAML が数値や真偽値として読む文字列は、引用符で囲みます。

``value: yes`` は true に、``1.10`` は 1.1 に、``0644`` は 420 になります。
文字列のフィールドでは API サーバーが拒否しますが、読者には同じ文字に見えるので、別の場所を疑ってしまいます。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      env:
        - name: DEBUG
          value: "true"
"""
BAD = GOOD.replace('value: "true"', "value: true")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "ambiguous-scalar")
