# ruff: noqa: E501 — tables of cases read best one a line
"""What a writer reads: the words in both languages, the certain fixes, the named versions."""

from __future__ import annotations

import pytest
from tests.knowledge.kubernetes.support import VERSIONS, found
from tests.knowledge.kubernetes.test_bad import deployment, pod


@pytest.mark.parametrize(
    ("text", "en", "ja", "suggestion_en", "suggestion_ja", "fix"),
    [
        (
            pod("ImagePullPolicy: Always"),
            "`spec.containers[0]` has no field `ImagePullPolicy`.",
            "`spec.containers[0]` に `ImagePullPolicy` というフィールドはない。",
            "Did you mean `imagePullPolicy`?",
            "`imagePullPolicy` の間違いか。",
            "imagePullPolicy",
        ),
        (
            deployment("containers: []"),
            "`spec` has no field `containers`.",
            "`spec` に `containers` というフィールドはない。",
            "It belongs at `spec.template.spec.containers`.",
            "正しい場所は `spec.template.spec.containers`。",
            None,
        ),
        (
            deployment("", "replicas: 2"),
            "`spec.template.spec` has no field `replicas`.",
            "`spec.template.spec` に `replicas` というフィールドはない。",
            "It belongs at `spec.replicas`.",
            "正しい場所は `spec.replicas`。",
            None,
        ),
        (
            pod("httpGet: {path: /}"),
            "`spec.containers[0]` has no field `httpGet`.",
            "`spec.containers[0]` に `httpGet` というフィールドはない。",
            "It belongs at `spec.containers[].livenessProbe.httpGet`, `spec.containers[].readinessProbe.httpGet` or "
            "`spec.containers[].startupProbe.httpGet`.",
            "正しい場所は `spec.containers[].livenessProbe.httpGet`、`spec.containers[].readinessProbe.httpGet`、"
            "`spec.containers[].startupProbe.httpGet`。",
            None,
        ),
        (
            pod("environment: []"),
            "`spec.containers[0]` has no field `environment`.",
            "`spec.containers[0]` に `environment` というフィールドはない。",
            "Kubernetes calls it `env`.",
            "Kubernetes では `env` と書く。",
            None,
        ),
        (
            pod("env: [{name: A, value: 1.10}]"),
            "`spec.containers[0].env[0].value` expects text, not the number 1.1 (YAML reads `1.10` as a number).",
            "`spec.containers[0].env[0].value` には文字列を書く。今は数値 1.1（YAML は `1.10` を数値と読む）。",
            'Quote it: `"1.10"`.',
            '引用符で囲む: `"1.10"`。',
            '"1.10"',
        ),
        (
            pod("env: [{name: A, value: on}]"),
            "`spec.containers[0].env[0].value` expects text, not the boolean true (YAML reads `on` as true).",
            "`spec.containers[0].env[0].value` には文字列を書く。今は真偽値 true（YAML は `on` を true と読む）。",
            'Quote it: `"on"`.',
            '引用符で囲む: `"on"`。',
            '"on"',
        ),
        (
            pod("env: [{name: A, value: 0644}]"),
            "`spec.containers[0].env[0].value` expects text, not the number 420 (YAML reads `0644` as octal).",
            "`spec.containers[0].env[0].value` には文字列を書く。今は数値 420（YAML は `0644` を 8 進数と読む）。",
            'Quote it: `"0644"`.',
            '引用符で囲む: `"0644"`。',
            '"0644"',
        ),
        (
            deployment('replicas: "3"'),
            "`spec.replicas` expects a whole number, not the text `3`.",
            "`spec.replicas` には整数を書く。今は文字列 `3`。",
            "Write `3` without quotes.",
            "引用符なしで `3` と書く。",
            "3",
        ),
        (
            pod("env:\n  MODE: fast"),
            "`spec.containers[0].env` expects a list of mappings (each item starts with `- `), not a mapping.",
            "`spec.containers[0].env` にはマッピングのリスト（各項目は `- ` で始める）を書く。今はマッピング。",
            'Write each variable as an item: `- name: MODE` and `value: "fast"` below it.',
            '変数ごとに項目にする: `- name: MODE` とその下に `value: "fast"`。',
            None,
        ),
        (
            pod("securityContext:\n- runAsUser: 1"),
            "`spec.containers[0].securityContext` expects a mapping (`key: value`), not a list.",
            "`spec.containers[0].securityContext` にはマッピング（`key: value`）を書く。今はリスト。",
            "Remove the `- `: this is one mapping, not a list.",
            "`- ` を外す。リストではなく 1 つのマッピング。",
            None,
        ),
        (
            pod("imagePullPolicy: always"),
            "`spec.containers[0].imagePullPolicy` must be `Always`, `IfNotPresent` or `Never`, not `always`.",
            "`spec.containers[0].imagePullPolicy` に書けるのは `Always`、`IfNotPresent`、`Never`（今は `always`）。",
            "Did you mean `Always`?",
            "`Always` の間違いか。",
            "Always",
        ),
        (
            pod("resources: {requests: {memory: 500mb}}"),
            "`500mb` is not a quantity.",
            "`500mb` は数量の書き方ではない。",
            "Write `500Mi` or `500M`.",
            "`500Mi` か `500M` と書く。",
            None,
        ),
        (
            pod("resources: {requests: {cpu: 1024}}"),
            "`cpu: 1024` asks for 1024 whole cores.",
            "`cpu: 1024` は 1024 コアを求める。",
            "ECS CPU units are not cores: write `1024m`, or `1000m` for 1024 ECS units.",
            "ECS の CPU ユニットとは違う。`1024m`、または ECS の 1024 ユニットなら `1000m` と書く。",
            None,
        ),
        (
            "apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: x}\n",
            "`extensions/v1beta1` Deployment is not served since Kubernetes 1.16.",
            "`extensions/v1beta1` Deployment は Kubernetes 1.16 で廃止された。",
            "Use `apiVersion: apps/v1`.",
            "`apiVersion: apps/v1` を使う。",
            None,
        ),
        (
            "apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: x}\n",
            "`rbac.authorization.k8s.io/v1beta1` Role is not served since Kubernetes 1.22.",
            "`rbac.authorization.k8s.io/v1beta1` Role は Kubernetes 1.22 で廃止された。",
            "Use `apiVersion: rbac.authorization.k8s.io/v1`.",
            "`apiVersion: rbac.authorization.k8s.io/v1` を使う。",
            "rbac.authorization.k8s.io/v1",
        ),
        (
            "apiVersion: v1\nkind: Ingress\nmetadata: {name: x}\nspec: {defaultBackend: {service: {name: a, port: {number: 1}}}}\n",
            "Ingress is not in `v1`; it is served by `networking.k8s.io/v1`.",
            "Ingress は `v1` にはない。正しくは `networking.k8s.io/v1`。",
            "Write `apiVersion: networking.k8s.io/v1`.",
            "`apiVersion: networking.k8s.io/v1` と書く。",
            "networking.k8s.io/v1",
        ),
    ],
)
def test_words(
    text: str, en: str, ja: str, suggestion_en: str | None, suggestion_ja: str | None, fix: str | None
) -> None:
    (problem,) = found(text)
    assert (problem.en, problem.ja) == (en, ja)
    assert (problem.suggestion_en, problem.suggestion_ja) == (suggestion_en, suggestion_ja)
    assert problem.replacement == fix


def test_a_field_of_newer_versions_is_a_warning_that_names_the_older_ones() -> None:
    (problem,) = found(pod("tty: true", "schedulingGroup: {podGroupName: a}"))
    assert (problem.rule, problem.severity, problem.versions) == ("kubernetes/newer-field", "warning", ("1.34", "1.35"))
    assert problem.en == "`spec.schedulingGroup` is unknown in Kubernetes 1.34 and 1.35; it exists since 1.36."
    assert problem.ja == "`spec.schedulingGroup` は Kubernetes 1.34、1.35 にはない（1.36 から）。"


def test_a_field_that_is_gone_is_an_error() -> None:
    (problem,) = found(pod("tty: true", "workloadRef: {name: a, podGroup: b}"))
    assert (problem.rule, problem.severity, problem.versions) == (
        "kubernetes/unknown-field",
        "error",
        ("1.34", "1.36", "1.37"),
    )
    assert "gone since 1.36" in problem.en


def test_an_api_of_newer_versions_is_a_warning() -> None:
    text = """
    apiVersion: admissionregistration.k8s.io/v1
    kind: MutatingAdmissionPolicyBinding
    metadata: {name: x}
    spec: {policyName: x}
    """
    (problem,) = found(text)
    assert (problem.rule, problem.versions) == ("kubernetes/newer-api", ("1.34", "1.35"))
    assert found(text, versions=("1.36", "1.37")) == []


def test_an_api_removed_between_the_versions_names_those_without_it() -> None:
    text = "apiVersion: networking.k8s.io/v1beta1\nkind: IPAddress\nmetadata: {name: 10.0.0.1}\nspec: {parentRef: {name: a, resource: b}}\n"
    (problem,) = found(text)
    assert (problem.rule, problem.versions) == ("kubernetes/removed-api", ("1.37",))
    (problem,) = found(text, versions=("1.35",))
    assert problem.rule == "kubernetes/deprecated-api"


def test_the_words_do_not_depend_on_how_many_versions_are_checked() -> None:
    text = pod("imag: x")
    for version in VERSIONS:
        assert [problem.en for problem in found(text, versions=(version,))] == [problem.en for problem in found(text)]
