"""A name leads to the object of the block that it means.

Checked in one block only: a name that nothing in it has, while an object of that kind is named by nobody, is a
slip. Readers get a Pod that waits for ever, or a right that is not there.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """名前は、ブロックの中の意図したオブジェクトを指すようにします。

同じブロックの中だけで調べます。
どのオブジェクトにもない名前があり、同じ種類のオブジェクトがどこからも使われていない場合は、書き間違いです。
読者の手元では、Pod がいつまでも待つか、権限が付きません。
"""
GOOD = """apiVersion: v1
kind: ServiceAccount
metadata:
  name: reader
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: ServiceAccount
    name: reader
    namespace: shop
"""
BAD = GOOD.replace(
    "subjects:\n  - kind: ServiceAccount\n    name: reader", "subjects:\n  - kind: ServiceAccount\n    name: raeder"
)


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "reference")
