"""Fragments that name no place, and what their keys give away."""

from __future__ import annotations

import pytest
from tests.knowledge.kubernetes.support import VERSIONS, roots

from kakehashi.knowledge.kubernetes.guesses import guessed


@pytest.mark.parametrize(
    ("text", "definition", "at"),
    [
        ("containers: [{name: a, image: b}]", "core.v1.PodSpec", ""),
        ("spec: {template: {spec: {containers: [{name: a, image: b}]}}}", "core.v1.PodSpec", "spec.template.spec"),
        ("spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: b}]}}}}}", "core.v1.PodSpec",
         "spec.jobTemplate.spec.template.spec"),
        ("- {name: a, image: b, ports: [{containerPort: 80}]}", "core.v1.Container", "[0]"),
        ("readinessProbe: {httpGet: {port: 80}}", "core.v1.Container", ""),
        ("volumeMounts: [{name: a, mountPath: /a}]", "core.v1.Container", ""),
        ("resources: {limits: {memory: 1Gi}}", "core.v1.ResourceRequirements", "resources"),
        ("metadata: {annotations: {a: b}}", "meta.v1.ObjectMeta", "metadata"),
        ("readinessProbe: {httpGet: {port: 80}}\nimagePullPolcy: Always", "core.v1.Container", ""),
    ],
)  # fmt: skip
def test_what_leaves_no_doubt(text: str, definition: str, at: str) -> None:
    (manifest,) = guessed(roots(text)[0], VERSIONS)
    assert (manifest.definition, manifest.at, manifest.partial) == (definition, at, True)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "image: nginx\nports: ['80:80']",
        "readinessProbe: {httpGet: {port: 80}}\nreplicaCount: 2\nservice: {port: 80}",
        "- name: Build\n  env: {A: b}\n  run: make",
        "containers: [a, b]",
        "resources: {cpu: 1}",
        "template: {containers: [{name: a, image: b}]}",
    ],
)
def test_what_may_be_anything(text: str) -> None:
    assert guessed(roots(text)[0], VERSIONS) == []
