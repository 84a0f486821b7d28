"""Fragments placed by `Kind.path`."""

from __future__ import annotations

import textwrap

import pytest
from tests.knowledge.kubernetes.support import VERSIONS, roots

from kakehashi.knowledge.kubernetes.checks import MANIFEST_CHECKS
from kakehashi.knowledge.kubernetes.fragments import fragment
from kakehashi.knowledge.kubernetes.problem import Problem


def said(text: str, place: str, *, partial: bool = False) -> list[Problem]:
    """What the checks say about a fragment at a place."""
    placed = fragment(roots(textwrap.dedent(text))[0], place, VERSIONS, partial=partial)
    if isinstance(placed, Problem):
        return [placed]
    return [problem for check in MANIFEST_CHECKS for problem in check(placed)]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Deployment.spec.template.spec", "containers:\n- name: x\n  image: x:1\n"),
        ("apps/v1/Deployment.spec.template.spec", "containers:\n- name: x\n  image: x:1\n"),
        ("Deployment.spec.template.spec.containers", "- name: x\n  image: x:1\n"),
        ("Deployment.spec.template.spec.containers", "containers:\n- name: x\n  image: x:1\n"),
        ("Deployment.spec.template.spec.containers", "name: x\nimage: x:1\n"),
        ("Deployment.spec.template.spec.containers[]", "name: x\nimage: x:1\n"),
        ("Deployment.spec.template.spec.containers[].resources", "requests: {cpu: 100m}\n"),
        ("Deployment.spec.template.spec.containers.resources", "resources:\n  requests: {cpu: 100m}\n"),
        ("Deployment.spec.strategy", "type: Recreate\n"),
        ("Deployment.spec", "strategy: {type: Recreate}\n"),
        ("Pod.spec.containers[]", "readinessProbe: {httpGet: {path: /, port: 80}}\n"),
        ("Pod.spec", "containers:\n- name: x\n  image: x:1\n  volumeMounts: [{name: data, mountPath: /data}]\n"),
        ("Pod.spec.containers[].livenessProbe", "periodSeconds: 1\n"),
        ("Pod.spec.containers[0].env", "- name: A\n  value: b\n"),
        ("v1/Pod.metadata.labels", "app: x\n"),
        ("Pod.metadata", "name: x\n"),
        ("Service", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {ports: [{port: 80}]}\n"),
        ("HorizontalPodAutoscaler.spec.behavior", "scaleDown: {stabilizationWindowSeconds: 60}\n"),
    ],
)
def test_right_fragments(place: str, text: str) -> None:
    assert said(text, place) == []


@pytest.mark.parametrize(
    ("place", "text", "rule", "path"),
    [
        ("Deployment.spec.template.spec", "containers:\n- name: x\n  imag: y\n", "unknown-field", "containers[0].imag"),
        ("Pod.spec.containers", "- name: x\n  image: x:1\n  tty: 1\n", "wrong-type", "[0].tty"),
        ("Pod.spec.containers[].resources", "requests: {memory: 500mb}\n", "quantity", "requests.memory"),
        ("Pod.spec.containers[]", "livenessProbe: {periodSeconds: 1}\n", "probe-handler", "livenessProbe"),
        ("Pod.spec.containers", "- image: x:1\n", "missing-field", "[0]"),
        ("Pod.spec.tolerations", "- key: a\n  operator: Equals\n", "enum", "[0].operator"),
        ("Pod.metadata.labels", "on: yes\n", "ambiguous-scalar", ".true"),
        ("Deployment.spec.strategy", "- type: Recreate\n", "wrong-type", ""),
    ],
)
def test_wrong_fragments(place: str, text: str, rule: str, path: str) -> None:
    problems = said(text, place)
    assert (f"kubernetes/{rule}", path) in [(problem.rule, problem.path) for problem in problems], problems


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("Deployment.spec.templat.spec", "Did you mean `template`?"),
        ("Deploymnt.spec", "Did you mean `Deployment`?"),
        ("v1/Deployment.spec", "Did you mean `apps/v1/Deployment`?"),
        ("Deployment.spec.strategy.gizmo", "There is `rollingUpdate` or `type`."),
        ("spec template", None),
    ],
)
def test_unknown_places(place: str, hint: str | None) -> None:
    (problem,) = said("a: b\n", place)
    assert problem.rule == "kubernetes/unknown-place"
    assert problem.suggestion_en == hint


def test_a_patch_needs_no_required_fields_and_may_delete() -> None:
    text = "spec: {template: {spec: {containers: [{name: x, image: null, $patch: merge}]}}}\n"
    assert said(text, "Deployment", partial=True) == []
    (problem,) = said("spec: {replica: 1}\n", "Deployment", partial=True)
    assert problem.rule == "kubernetes/unknown-field"
