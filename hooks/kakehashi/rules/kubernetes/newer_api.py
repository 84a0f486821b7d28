"""An ``apiVersion`` should exist in every Kubernetes version the site supports.

A reader on an older version cannot create the object yet. The message names the versions without it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``apiVersion`` は、サイトが対象とするすべての Kubernetes バージョンにあるものを使います。

古いバージョンの読者は、まだそのオブジェクトを作れません。
メッセージで、その API がないバージョンを示します。
"""
GOOD = """apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: replicas
spec:
  policyName: replicas
  validationActions: [Deny]
"""
BAD = """apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata:
  name: replicas
spec:
  policyName: replicas
"""


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "newer-api")
