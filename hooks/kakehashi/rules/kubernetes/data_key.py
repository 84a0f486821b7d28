"""Keys of ConfigMaps and Secrets hold letters, digits, ``-``, ``_`` and ``.`` only.

A key becomes a file name or a variable. The API server refuses ``app/config`` as one.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ConfigMap と Secret のキーには、英数字、``-``、``_``、``.`` だけを使います。

キーはファイル名や環境変数名になります。
``app/config`` のようなキーは API サーバーが拒否します。
"""
GOOD = """apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  app.conf: debug=off
"""
BAD = GOOD.replace("app.conf:", "app/conf:")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "data-key")
