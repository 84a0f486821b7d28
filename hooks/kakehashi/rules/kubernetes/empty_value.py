"""A field with nothing under it says what it means: ``{}``, ``[]`` or no line at all.

The API server drops such a field. Mostly the lines below have the wrong indent, or were forgotten.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """下に何もないフィールドは、``{}`` や ``[]`` と書くか、行ごと消します。

API サーバーはそのフィールドを捨てます。
たいていは、下の行の字下げが違うか、書き忘れています。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      args: []
"""
BAD = GOOD.replace("args: []", "args:")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "empty-value")
