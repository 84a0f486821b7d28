# ruff: noqa: E501 — tables of cases read best one a line
"""Broken manifests draw the right rule at the right place."""

from __future__ import annotations

import textwrap

import pytest
from tests.knowledge.kubernetes.support import found, short, underlined


def pod(container: str, spec: str = "") -> str:
    """A Pod around the lines of its only container, and further lines of its spec."""
    body = textwrap.indent(textwrap.dedent(container).strip(), " " * 6).lstrip()
    rest = textwrap.indent(textwrap.dedent(spec).strip(), "  ")
    return (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\nspec:\n  containers:\n    - name: main\n"
        f"      image: busybox:1.37\n      {body}\n{rest}\n"
    )


def obj(api_version: str, kind: str, body: str) -> str:
    """An object of a kind with the name `x`."""
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: x\n{textwrap.dedent(body).strip()}\n"


def deployment(body: str, template: str = "") -> str:
    """A Deployment with further lines in its spec and in its Pod spec."""
    return (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  selector:\n    matchLabels: {app: x}\n"
        "  template:\n    metadata:\n      labels: {app: x}\n    spec:\n      containers: [{name: x, image: 'x:1'}]\n"
        f"{textwrap.indent(textwrap.dedent(template).strip(), ' ' * 6)}\n{textwrap.indent(textwrap.dedent(body).strip(), '  ')}\n"
    )


# Text, rule, what it points at.
CASES = [
    # Schema
    (pod("imag: x"), "unknown-field", "imag"),
    (pod("ImagePullPolicy: Always"), "unknown-field", "ImagePullPolicy"),
    (pod("image_pull_policy: Always"), "unknown-field", "image_pull_policy"),
    (pod("environment: []"), "unknown-field", "environment"),
    (pod("tty: 'yes'"), "wrong-type", "'yes'"),
    (pod("tty: 1"), "wrong-type", "1"),
    (pod("command: sh -c true"), "wrong-type", "sh -c true"),
    (pod("ports:\n- 80"), "wrong-type", "80"),
    (pod("ports:\n  containerPort: 80"), "wrong-type", "containerPort"),
    (pod('ports:\n- containerPort: "80"'), "wrong-type", '"80"'),
    (pod("resources:\n- requests: {}"), "wrong-type", "requests"),
    (pod("env:\n  A: b"), "wrong-type", "A"),
    (pod("env:\n- name: A\n  value: 8080"), "ambiguous-scalar", "8080"),
    (pod("env:\n- name: A\n  value: yes"), "ambiguous-scalar", "yes"),
    (pod("env:\n- name: A\n  value: 1.10"), "ambiguous-scalar", "1.10"),
    (pod("env:\n- name: A\n  value: 0644"), "ambiguous-scalar", "0644"),
    (pod("args: [sleep, 3600]"), "ambiguous-scalar", "3600"),
    (pod("ports:"), "empty-value", "ports"),
    (pod("args:\n- a\n-"), "empty-value", "a"),
    (pod("livenessProbe:\n  path: /"), "unknown-field", "path"),
    (obj("v1", "ConfigMap", "data:\n  debug: true"), "ambiguous-scalar", "true"),
    (obj("v1", "ConfigMap", "data: [a]"), "wrong-type", "[a]"),
    (obj("v1", "ConfigMap", "data:\n  nested:\n    a: b"), "wrong-type", "nested"),
    (obj("v1", "Pod", "spec:\n  containers:"), "missing-field", "containers"),
    (obj("v1", "Pod", "spec: {}"), "missing-field", "spec"),
    (obj("apps/v1", "Deployment", "spec:\n  replicas: 1"), "missing-field", "spec"),
    (obj("apps/v1", "Deployment", "Spec: {}"), "unknown-field", "Spec"),
    (deployment("containers: []"), "unknown-field", "containers"),
    (deployment("", "replicas: 3"), "unknown-field", "replicas"),
    (deployment("paused: 'true'"), "wrong-type", "'true'"),
    (deployment("replicas: three"), "wrong-type", "three"),
    (deployment("replicas: 1.5"), "wrong-type", "1.5"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n", "missing-field", "metadata"),
    ("apiVersion: v1\nkind: ConfigMap\ndata: {}\n", "missing-field", "kind"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {a: b}\n", "missing-field", "metadata"),
    # Identity
    ("apiVersion: v1\nkind: deployment\nmetadata: {name: x}\nspec: {}\n", "unknown-kind", "deployment"),
    ("apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: x}\n", "unknown-kind", "Deploymnet"),
    ("apiVersion: apps/v1\nkind: Gizmo\nmetadata: {name: x}\n", "unknown-kind", "Gizmo"),
    ("apiVersion: v1\nkind: Ingress\nmetadata: {name: x}\n", "unknown-api-version", "v1"),
    ("apiVersion: apps/v2\nkind: Deployment\nmetadata: {name: x}\n", "unknown-api-version", "apps/v2"),
    ("apiVersion: app/v1\nkind: Deployment\nmetadata: {name: x}\n", "unknown-api-version", "app/v1"),
    ("apiVersion: network.k8s.io/v1\nkind: Ingress\nmetadata: {name: x}\n", "unknown-api-version", "network.k8s.io/v1"),
    ("apiVersion: gizmo/v1\nkind: Gizmo\nmetadata: {name: x}\n", "unknown-api-version", "gizmo/v1"),
    ("kind: Service\nmetadata: {name: x}\nspec: {}\n", "missing-identity", "kind"),
    ("apiVersion: v1\nmetadata: {name: x}\nspec: {}\n", "missing-identity", "apiVersion"),
    ("apiversion: v1\nkind: ConfigMap\nmetadata: {name: x}\n", "missing-identity", "apiversion"),
    ("apiVersion: v1\nkidn: ConfigMap\nmetadata: {name: x}\n", "missing-identity", "kidn"),
    ("apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: x}\n", "removed-api", "extensions/v1beta1"),
    ("apiVersion: extensions/v1beta1\nkind: Gizmo\nmetadata: {name: x}\n", "removed-api", "extensions/v1beta1"),
    ("apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: x}\n", "removed-api", "policy/v1beta1"),
    ("apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: x}\n", "removed-api", "batch/v1beta1"),
    ("apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: x}\n", "removed-api", "autoscaling/v2beta2"),
    ("apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: x}\n", "removed-api", "networking.k8s.io/v1beta1"),
    ("apiVersion: v1\nkind: Endpoints\nmetadata: {name: x}\n", "deprecated-api", "v1"),
    ("apiVersion: v1\nkind: ComponentStatus\nmetadata: {name: x}\n", "deprecated-api", "v1"),
    ("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {nam: x}\n", "unknown-field", "nam"),
    # Quantities
    (pod("resources: {requests: {memory: 500mb}}"), "quantity", "500mb"),
    (pod("resources: {requests: {memory: 1 Gi}}"), "quantity", "1 Gi"),
    (pod("resources: {requests: {memory: 1gi}}"), "quantity", "1gi"),
    (pod("resources: {requests: {cpu: half}}"), "quantity", "half"),
    (pod("resources: {limits: {memory: 512m}}"), "quantity-unit", "512m"),
    (pod("resources: {limits: {memory: 512}}"), "quantity-unit", "512"),
    (pod("resources: {requests: {cpu: 1024}}"), "quantity-unit", "1024"),
    (pod("resources: {requests: {cpu: 500Mi}}"), "quantity-unit", "500Mi"),
    (pod("resources: {requests: {cpu: 0.0001}}"), "quantity-unit", "0.0001"),
    (pod("resources: {requests: {cpu: 2}, limits: {cpu: 500m}}"), "request-above-limit", "2"),
    (pod("resources: {requests: {memory: 1Gi}, limits: {memory: 1000M}}"), "request-above-limit", "1Gi"),
    # Fixed words
    (pod("imagePullPolicy: always"), "enum", "always"),
    (pod("ports: [{containerPort: 80, protocol: tcp}]"), "enum", "tcp"),
    (pod("terminationMessagePolicy: Log"), "enum", "Log"),
    (pod("tty: true", "restartPolicy: Sometimes"), "enum", "Sometimes"),
    (pod("tty: true", "dnsPolicy: clusterFirst"), "enum", "clusterFirst"),
    (pod("tty: true", "tolerations: [{key: a, operator: Equals, effect: NoSchedule}]"), "enum", "Equals"),
    (obj("v1", "Service", "spec:\n  type: Loadbalancer\n  ports: [{port: 80}]"), "enum", "Loadbalancer"),
    (obj("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  policyTypes: [ingress]"), "enum", "ingress"),
    (obj("storage.k8s.io/v1", "StorageClass", "provisioner: a\nvolumeBindingMode: WaitForConsumer"), "enum", "WaitForConsumer"),
    (obj("rbac.authorization.k8s.io/v1", "Role", "rules:\n- apiGroups: ['']\n  resources: [pods]\n  verbs: [List]"), "enum", "List"),
    (
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  labels:\n    pod-security.kubernetes.io/enforce: strict\n",
        "enum",
        "strict",
    ),
    # Names
    ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: My_Config}\n", "name", "My_Config"),
    ("apiVersion: v1\nkind: Namespace\nmetadata: {name: a.b}\n", "name", "a.b"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: Team-A}\n", "name", "Team-A"),
    (pod("ports: [{containerPort: 80, name: a-very-long-port-name}]"), "name", "a-very-long-port-name"),
    (pod("ports: [{containerPort: 80, name: HTTP}]"), "name", "HTTP"),
    (pod("livenessProbe: {httpGet: {port: '80'}}"), "name", "'80'"),
    (obj("v1", "Service", "spec:\n  ports: [{port: 80, targetPort: '8080'}]"), "name", "'8080'"),
    (pod("env: [{name: 'A=B', value: c}]"), "name", "'A=B'"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: {a: 'b c'}\n", "label", "'b c'"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: {a b: c}\n", "label", "a b"),
    ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations: {/a: c}\n", "label", "/a"),
    (obj("v1", "ConfigMap", "data: {a/b: c}"), "data-key", "a/b"),
    (
        obj("apiextensions.k8s.io/v1", "CustomResourceDefinition", """
        spec:
          group: example.com
          scope: Cluster
          names: {plural: backups, kind: Backup}
          versions: [{name: v1, served: true, storage: true}]
        """),
        "name",
        "x",
    ),
    # Ranges
    (deployment("replicas: -1"), "range", "-1"),
    (pod("ports: [{containerPort: 70000}]"), "range", "70000"),
    (obj("v1", "Service", "spec:\n  ports: [{port: 0}]"), "range", "0"),
    (obj("v1", "Service", "spec:\n  type: NodePort\n  ports: [{port: 80, nodePort: 8080}]"), "range", "8080"),
    (deployment("strategy: {rollingUpdate: {maxSurge: 25}}\nminReadySeconds: -1"), "range", "-1"),
    (deployment("strategy: {rollingUpdate: {maxUnavailable: 25 %}}"), "range", "25 %"),
    (deployment("strategy: {rollingUpdate: {maxUnavailable: 150%}}"), "range", "150%"),
    (deployment("strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}"), "range", "maxUnavailable"),
    (pod("volumeMounts: [{name: a, mountPath: /a}]", "volumes: [{name: a, secret: {secretName: a, defaultMode: 644}}]"), "range", "644"),
    (pod("volumeMounts: [{name: a, mountPath: /a}]", "volumes: [{name: a, secret: {secretName: a, defaultMode: 400}}]"), "range", "400"),
    (pod("livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2}"), "range", "2"),
    # Schedules and formats
    (obj("v1", "Secret", "data: {a: plain text}"), "base64", "plain text"),
    (obj("v1", "Secret", "data: {a: YWRtaW4K}"), "base64-newline", "YWRtaW4K"),
    (obj("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0}}]}]"), "address", "10.0.0.0"),
    (obj("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  ingress: [{from: [{ipBlock: {cidr: 10.0.0.300/8}}]}]"), "address", "10.0.0.300/8"),
    (obj("networking.k8s.io/v1", "NetworkPolicy", "spec:\n  podSelector: {}\n  egress: [{to: [{ipBlock: {cidr: 10.0.0.0/16, except: [10.1.0.0/24]}}]}]"), "address", "10.1.0.0/24"),
    (obj("v1", "Service", "spec:\n  clusterIP: 10.0.0\n  ports: [{port: 80}]"), "address", "10.0.0"),
    (pod("image: https://example.com/a"), "image", "https://example.com/a"),
    (pod("volumeMounts: [{name: a, mountPath: /a, subPath: /b}]", "volumes: [{name: a}]"), "address", "/b"),
    # Relations
    (pod("volumeMounts: [{name: data, mountPath: /d}]"), "volume-mount", "data"),
    (pod("tty: true", "volumes: [{name: data}]"), "unused-volume", "data"),
    (pod("volumeMounts: [{name: a, mountPath: /a}, {name: a, mountPath: /a}]", "volumes: [{name: a}]"), "duplicate-name", "/a"),
    (pod("tty: true", "volumes: [{name: a}, {name: a}]"), "duplicate-name", "a"),
    (pod("env: [{name: A, value: b}, {name: A, value: c}]"), "duplicate-name", "A"),
    (pod("ports: [{containerPort: 80}, {containerPort: 80}]"), "duplicate-name", "80"),
    (pod("ports: [{containerPort: 80, name: a}, {containerPort: 81, name: a}]"), "duplicate-name", "a"),
    (pod("tty: true", "initContainers: [{name: main, image: 'a:1'}]"), "duplicate-name", "main"),
    (pod("livenessProbe: {httpGet: {port: 80}, exec: {command: [a]}}"), "probe-handler", "exec"),
    (pod("livenessProbe: {periodSeconds: 3}"), "probe-handler", "livenessProbe"),
    (pod("lifecycle: {preStop: {}}"), "probe-handler", "preStop"),
    (pod("env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: a}}}]"), "exclusive-fields", "valueFrom"),
    (pod("env: [{name: A, valueFrom: {}}]"), "missing-field", "{}"),
    (pod("volumeMounts: [{name: a, mountPath: /a}]", "volumes: [{name: a, emptyDir: {}, hostPath: {path: /a}}]"), "exclusive-fields", "hostPath"),
    (pod("tty: true", "serviceAccount: builder"), "deprecated-field", "serviceAccount"),
    (pod("tty: true", "nodeSelector: {beta.kubernetes.io/os: linux}"), "deprecated-key", "beta.kubernetes.io/os"),
    (obj("networking.k8s.io/v1", "Ingress", "spec: {}"), "missing-field", "spec"),
    (obj("v1", "Service", "spec:\n  selector: {a: b}"), "missing-field", "spec"),
    (obj("v1", "Service", "spec:\n  ports: [{port: 80}, {port: 81, name: b}]"), "missing-field", "{port: 80}"),
    (obj("v1", "PersistentVolumeClaim", "spec:\n  accessModes: [ReadWriteOnce]"), "missing-field", "spec"),
    (obj("policy/v1", "PodDisruptionBudget", "spec: {minAvailable: 1, maxUnavailable: 1}"), "exclusive-fields", "maxUnavailable"),
    (obj("v1", "Secret", "type: kubernetes.io/tls\ndata: {tls.crt: YQ==}"), "missing-field", "type"),
    (deployment("strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}"), "exclusive-fields", "rollingUpdate"),
    (deployment("", "restartPolicy: Never"), "restart-policy", "Never"),
    (obj("batch/v1", "Job", "spec: {template: {spec: {restartPolicy: Always, containers: [{name: a, image: 'a:1'}]}}}"), "restart-policy", "Always"),
    (obj("batch/v1", "Job", "spec: {template: {spec: {containers: [{name: a, image: 'a:1'}]}}}"), "restart-policy", "spec"),
    (pod("tty: true", "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, labelSelector: {matchExpressions: [{key: a, operator: In}]}}]}}"), "selector-values", "operator"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "pointed"), CASES, ids=range(len(CASES)))
def test_a_defect_draws_its_rule_at_its_place(text: str, rule: str, pointed: str) -> None:
    problems = [problem for problem in found(text) if problem.rule == f"kubernetes/{rule}"]
    assert problems, short(found(text))
    assert pointed in [underlined(text, problem) for problem in problems]


@pytest.mark.parametrize(("text", "rule", "pointed"), CASES, ids=range(len(CASES)))
def test_every_problem_speaks_both_languages(text: str, rule: str, pointed: str) -> None:
    for problem in found(text):
        assert problem.en.endswith(".")
        assert problem.ja.endswith("。")
        assert any("\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" for letter in problem.ja)
        assert (problem.suggestion_en is None) == (problem.suggestion_ja is None)


@pytest.mark.parametrize(
    ("image", "rule"),
    [
        ("nginx", "image-tag"),
        ("nginx:latest", "image-tag"),
        ("k8s.gcr.io/pause:3.9", "image-host"),
        ("bitnami/redis:7.0", "image-host"),
        ("example.com/App:1", "image"),
        ("'nginx: 1.27'", "image"),
        ("'nginx:'", "image"),
    ],
)
def test_images(image: str, rule: str) -> None:
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec:\n  containers:\n  - name: x\n    image: {image}\n"
    assert (7, rule) in short(found(text))


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ("0 0 * * * *", "six"),
        ("* * * *", "not 4"),
        ("60 * * * *", "minute"),
        ("* 24 * * *", "hour"),
        ("* * 0 * *", "day of month"),
        ("* * * 13 *", "month"),
        ("* * * * 7", "day of week"),
        ("* * * * FUN", "day of week"),
        ("*/0 * * * *", "step"),
        ("9-5 * * * *", "backwards"),
        ("@dayly", "no schedule"),
        ("TZ=Asia/Tokyo 0 0 * * *", "timeZone"),
        ("cron(0 0 * * ? *)", "EventBridge"),
        ("rate(5 minutes)", "EventBridge"),
    ],
)
def test_schedules(schedule: str, words: str) -> None:
    text = f"""
    apiVersion: batch/v1
    kind: CronJob
    metadata: {{name: x}}
    spec:
      schedule: "{schedule}"
      jobTemplate: {{spec: {{template: {{spec: {{restartPolicy: Never, containers: [{{name: a, image: 'a:1'}}]}}}}}}}}
    """
    (problem,) = found(text)
    assert (problem.rule, problem.start_line) == ("kubernetes/cron", 5)
    assert words in problem.en


def test_a_misspelt_time_zone_is_named() -> None:
    text = """
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: x}
    spec:
      schedule: "@hourly"
      timeZone: Asia/Tokio
      jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'a:1'}]}}}}
    """
    (problem,) = found(text)
    assert problem.suggestion_en == "Did you mean `Asia/Tokyo`?"
