"""A role for EKS Pod Identity allows ``sts:AssumeRole`` and ``sts:TagSession``.

EKS tags the session with the cluster, the namespace and the ServiceAccount. Without ``sts:TagSession`` the Pod
starts, and its first call to AWS is denied.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.iam._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """EKS Pod Identity のロールでは、``sts:AssumeRole`` と ``sts:TagSession`` を許可します。

EKS は、クラスター、namespace、ServiceAccount をセッションタグとして付けます。
``sts:TagSession`` がないと、Pod は起動しても、AWS の最初の呼び出しが拒否されます。
"""
GOOD = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "pods.eks.amazonaws.com"},
      "Action": ["sts:AssumeRole", "sts:TagSession"]
    }
  ]
}
"""
BAD = GOOD.replace('["sts:AssumeRole", "sts:TagSession"]', '"sts:AssumeRole"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "pod-identity")
