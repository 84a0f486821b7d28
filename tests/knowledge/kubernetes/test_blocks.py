"""Objects of one block against each other."""

from __future__ import annotations

import pytest
from tests.knowledge.kubernetes.support import found, short

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      containers:
      - name: web
        image: web:1
        ports:
        - {name: http, containerPort: 8080}
        env:
        - {name: A, valueFrom: {configMapKeyRef: {name: web, key: level}}}
"""


def service(selector: str = "app: web", port: str = "port: 80, targetPort: http") -> str:
    """A Service called `web`."""
    return (
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n"
        f"  selector: {{{selector}}}\n  ports: [{{{port}}}]\n"
    )


def test_a_right_pair() -> None:
    assert found(DEPLOYMENT + service()) == []


@pytest.mark.parametrize(
    ("more", "line", "rule"),
    [
        (service("app: webb"), 22, "service-selector"),
        (service("tier: front"), 22, "service-selector"),
        (service(port="port: 80, targetPort: htpp"), 23, "target-port"),
        (service(port="port: 80, targetPort: 80"), 23, "target-port"),
        (service(port="port: 80"), 23, "target-port"),
    ],
)
def test_services(more: str, line: int, rule: str) -> None:
    assert short(found(DEPLOYMENT + more)) == [(line, rule)]


def test_a_service_in_another_namespace_is_not_compared() -> None:
    text = service(port="port: 80, targetPort: 9").replace("{name: web}", "{name: web, namespace: other}")
    assert found(DEPLOYMENT.replace("{name: web}", "{name: web, namespace: shop}", 1) + text) == []


def test_unrelated_services_say_nothing() -> None:
    other = service("app: database").replace("name: web", "name: database")
    assert found(DEPLOYMENT + service() + other) == []


def test_undeclared_ports_say_nothing() -> None:
    text = DEPLOYMENT.replace("        ports:\n        - {name: http, containerPort: 8080}\n", "")
    assert found(text + service(port="port: 80, targetPort: 9000")) == []
    assert short(found(text + service())) == [(21, "target-port")]


@pytest.mark.parametrize(
    ("backend", "rule"),
    [
        ("name: web, port: {number: 80}", None),
        ("name: web, port: {number: 8080}", "ingress-backend"),
        ("name: web, port: {name: http}", "ingress-backend"),
        ("name: wbe, port: {number: 80}", "ingress-backend"),
    ],
)
def test_ingress_backends(backend: str, rule: str | None) -> None:
    text = f"""---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {{name: web}}
spec: {{defaultBackend: {{service: {{{backend}}}}}}}
"""
    assert short(found(DEPLOYMENT + service() + text)) == ([(28, rule)] if rule else [])


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("apiVersion: apps/v1, kind: Deployment, name: web", None),
        ("apiVersion: apps/v1, kind: Deployment, name: wep", "scale-target"),
        ("apiVersion: v1, kind: Deployment, name: web", "scale-target"),
        ("kind: Deployment, name: web", "scale-target"),
        ("apiVersion: apps/v1, kind: DaemonSet, name: web", "scale-target"),
        ("apiVersion: apps/v1, kind: StatefulSet, name: elsewhere", None),
    ],
)
def test_scale_targets(target: str, rule: str | None) -> None:
    text = f"""---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {{name: web}}
spec: {{maxReplicas: 2, scaleTargetRef: {{{target}}}}}
"""
    assert short(found(DEPLOYMENT + text)) == ([(21, rule)] if rule else [])


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("kind: ConfigMap\nmetadata: {name: web}\ndata: {level: info}", []),
        ("kind: ConfigMap\nmetadata: {name: web}\ndata: {Level: info}", [(16, "missing-key")]),
        ("kind: ConfigMap\nmetadata: {name: webs}\ndata: {level: info}", [(16, "reference")]),
        ("kind: ConfigMap\nmetadata: {name: unrelated}\ndata: {level: info}", []),
        ("kind: ServiceAccount\nmetadata: {name: wep}", [(9, "reference")]),
        ("kind: ServiceAccount\nmetadata: {name: web}", []),
    ],
)
def test_references(other: str, expected: list[tuple[int, str]]) -> None:
    assert short(found(f"{DEPLOYMENT}---\napiVersion: v1\n{other}\n")) == expected


def test_a_budget_that_covers_nothing() -> None:
    text = (
        "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n"
        "spec: {minAvailable: 1, selector: {matchLabels: {app: x}}}\n"
    )
    assert short(found(DEPLOYMENT + text)) == [(21, "service-selector")]


def test_a_binding_whose_role_has_another_name() -> None:
    text = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: pod-reader}
    rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: read}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pods-reader}
    """
    assert short(found(text)) == [(10, "reference")]
    assert found(text.replace("pods-reader", "pod-reader")) == []


@pytest.mark.parametrize(
    ("selector", "labels", "clean"),
    [
        ("{matchLabels: {app: x}}", "{app: x, more: y}", True),
        ("{matchLabels: {app: x}}", "{app: y}", False),
        ("{matchLabels: {app: x}}", "{App: x}", False),
        ("{matchExpressions: [{key: app, operator: In, values: [x]}]}", "{app: x}", True),
        ("{matchExpressions: [{key: app, operator: In, values: [x]}]}", "{app: y}", False),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", "{app: y}", False),
        ("{matchLabels: {app: <app>}}", "{app: web}", True),
        ("{matchLabels: {app: web}}", "{app: '${APP}'}", True),
        ("{}", "{app: y}", False),
    ],
)
def test_selectors_and_template_labels(selector: str, labels: str, clean: bool) -> None:
    text = (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: x}}\nspec:\n  selector: {selector}\n"
        f"  template:\n    metadata: {{labels: {labels}}}\n    spec: {{containers: [{{name: x, image: 'x:1'}}]}}\n"
    )
    assert short(found(text)) == ([] if clean else [(5, "selector")])
