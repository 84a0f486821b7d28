"""Every kind accepts manifests that are right and rejects one that is wrong, at the place of the mistake."""

from __future__ import annotations

import copy
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from kakehashi.knowledge.custom_resources import kinds, known_groups, load, versions, without_nulls

MANIFESTS = Path(__file__).with_name("manifests")
DELETE = object()

Key = tuple[str, str, str]
Place = tuple[str | int, ...]

# Kinds whose older version has the fields of the newer one share its manifests.
TWINS: dict[Key, str] = {
    ("apiserver.config.k8s.io", "v1beta1", "AuthenticationConfiguration"): "v1",
    ("client.authentication.k8s.io", "v1beta1", "ExecCredential"): "v1",
    ("gateway.k8s.aws", "v1beta1", "ListenerRuleConfiguration"): "v1",
    ("gateway.k8s.aws", "v1beta1", "LoadBalancerConfiguration"): "v1",
    ("gateway.k8s.aws", "v1beta1", "TargetGroupConfiguration"): "v1",
    ("gateway.networking.k8s.io", "v1beta1", "Gateway"): "v1",
    ("gateway.networking.k8s.io", "v1beta1", "GatewayClass"): "v1",
    ("gateway.networking.k8s.io", "v1beta1", "HTTPRoute"): "v1",
    ("gateway.networking.k8s.io", "v1beta1", "ReferenceGrant"): "v1",
    ("gateway.networking.k8s.io", "v1alpha2", "TCPRoute"): "v1",
    ("gateway.networking.k8s.io", "v1alpha2", "TLSRoute"): "v1",
    ("gateway.networking.k8s.io", "v1alpha2", "UDPRoute"): "v1",
    ("gateway.networking.k8s.io", "v1alpha3", "BackendTLSPolicy"): "v1",
    ("gateway.networking.k8s.io", "v1alpha3", "TLSRoute"): "v1",
}

# What a writer gets wrong: kind, the place changed in its first good manifest, the new value, where the error belongs.
MISTAKES: list[tuple[str, Place, object, Place]] = [
    ("AdmissionConfiguration", ("plugins", 0, "paths"), "a.yaml", ("plugins", 0)),
    ("AuthenticationConfiguration", ("jwt", 0, "issuer", "url"), DELETE, ("jwt", 0, "issuer")),
    ("AuthorizationConfiguration", ("authorizers", 0, "type"), "Rbac", ("authorizers", 0, "type")),
    ("EncryptionConfiguration", ("resources", 0, "providers", 0), {"aes": {}}, ("resources", 0, "providers", 0)),
    ("AnalysisRun", ("spec", "metrics", 0, "intervall"), "1m", ("spec", "metrics", 0)),
    ("AnalysisTemplate", ("spec", "metrics", 0, "name"), DELETE, ("spec", "metrics", 0)),
    ("AppProject", ("spec", "sourceRepo"), ["*"], ("spec",)),
    ("Application", ("spec", "source", "repoUrl"), "https://example.com", ("spec", "source")),
    ("ApplicationSet", ("spec", "generators"), {"list": {}}, ("spec", "generators")),
    ("ClusterAnalysisTemplate", ("spec", "metrics", 0, "provider"), DELETE, ("spec", "metrics", 0)),
    ("Experiment", ("spec", "templates", 0, "template"), DELETE, ("spec", "templates", 0)),
    ("Rollout", ("spec", "strategy", "canary", "step"), [], ("spec", "strategy", "canary")),
    ("Policy", ("rules", 0, "level"), "All", ("rules", 0, "level")),
    ("VerticalPodAutoscaler", ("spec", "updatePolicy", "updateMode"), False, ("spec", "updatePolicy", "updateMode")),
    ("AWSPCAClusterIssuer", ("spec", "arns"), [], ("spec",)),
    ("AWSPCAIssuer", ("spec", "region"), 1, ("spec", "region")),
    ("Certificate", ("spec", "secretName"), DELETE, ("spec",)),
    ("CertificateRequest", ("spec", "issuerRef"), "ca", ("spec", "issuerRef")),
    ("ClusterIssuer", ("spec", "acme", "solvers", 0, "dns"), {}, ("spec", "acme", "solvers", 0)),
    ("Issuer", ("spec", "ca", "secret"), "a", ("spec", "ca")),
    ("ExecCredential", ("token",), "a", ()),
    ("Config", ("users", 0, "user", "exec", "commands"), ["aws"], ("users", 0, "user", "exec")),
    ("ENIConfig", ("spec", "subnet"), DELETE, ("spec",)),
    ("eks.amazonaws.com/v1/IngressClassParams", ("spec", "certificateArn"), ["arn"], ("spec",)),
    ("NodeClass", ("spec", "networkPolicy"), "Deny", ("spec", "networkPolicy")),
    ("eks.amazonaws.com/v1/TargetGroupBinding", ("spec", "targetType"), DELETE, ("spec",)),
    ("NodeDiagnostic", ("spec", "logCapture", "destination"), DELETE, ("spec", "logCapture")),
    (
        "ClusterConfig",
        ("managedNodeGroups", 0, "instanceTypes"),
        "m7g.large",
        ("managedNodeGroups", 0, "instanceTypes"),
    ),
    ("ALBTargetControlConfig", ("spec", "image"), DELETE, ("spec",)),
    ("elbv2.k8s.aws/v1beta1/IngressClassParams", ("spec", "scheme"), "public", ("spec", "scheme")),
    ("elbv2.k8s.aws/v1beta1/TargetGroupBinding", ("spec", "serviceRef", "port"), DELETE, ("spec", "serviceRef")),
    ("ClusterExternalSecret", ("spec", "externalSecretSpec"), DELETE, ("spec",)),
    (
        "ClusterSecretStore",
        ("spec", "provider", "aws", "service"),
        "SecretManager",
        ("spec", "provider", "aws", "service"),
    ),
    ("ExternalSecret", ("spec", "data", 0, "remoteRef", "path"), "a", ("spec", "data", 0, "remoteRef")),
    ("SecretStore", ("spec", "provider", "AWS"), {}, ("spec", "provider")),
    ("PushSecret", ("spec", "selector", "secrets"), {}, ("spec", "selector")),
    ("ListenerRuleConfiguration", ("spec", "actions", 0, "type"), "fixed", ("spec", "actions", 0, "type")),
    ("LoadBalancerConfiguration", ("spec", "schema"), "internal", ("spec",)),
    ("TargetGroupConfiguration", ("spec", "targetReference", "name"), DELETE, ("spec", "targetReference")),
    ("BackendTLSPolicy", ("spec", "validation", "hostname"), DELETE, ("spec", "validation")),
    (
        "GRPCRoute",
        ("spec", "rules", 0, "matches", 0, "method", "service"),
        1,
        ("spec", "rules", 0, "matches", 0, "method", "service"),
    ),
    ("Gateway", ("spec", "listeners", 0, "port"), 800080, ("spec", "listeners", 0, "port")),
    ("GatewayClass", ("spec", "controllerName"), "alb", ("spec", "controllerName")),
    (
        "HTTPRoute",
        ("spec", "rules", 0, "matches", 0, "path", "type"),
        "Prefix",
        ("spec", "rules", 0, "matches", 0, "path", "type"),
    ),
    ("ListenerSet", ("spec", "parentRef"), DELETE, ("spec",)),
    ("ReferenceGrant", ("spec", "from", 0, "namespace"), DELETE, ("spec", "from", 0)),
    ("TCPRoute", ("spec", "rules", 0, "backendRefs", 0, "ports"), 1, ("spec", "rules", 0, "backendRefs", 0)),
    ("TLSRoute", ("spec", "hostnames", 0), "https://a", ("spec", "hostnames", 0)),
    ("UDPRoute", ("spec", "rules"), DELETE, ("spec",)),
    ("ECRAuthorizationToken", ("spec", "regions"), [], ("spec",)),
    ("Password", ("spec", "length"), "42", ("spec", "length")),
    ("STSSessionToken", ("spec", "region"), DELETE, ("spec",)),
    ("UUID", ("version",), 4, ()),
    ("EC2NodeClass", ("spec", "subnetSelector"), {}, ("spec",)),
    ("NodeClaim", ("spec", "requirements", 0, "operator"), "Is", ("spec", "requirements", 0, "operator")),
    (
        "NodePool",
        ("spec", "template", "spec", "nodeClassRef", "group"),
        "karpenter.k8s.aws/v1",
        ("spec", "template", "spec", "nodeClassRef", "group"),
    ),
    ("NodeOverlay", ("spec", "requirements"), DELETE, ("spec",)),
    (
        "ClusterTriggerAuthentication",
        ("spec", "podIdentity", "provider"),
        "aws-irsa",
        ("spec", "podIdentity", "provider"),
    ),
    (
        "ScaledJob",
        ("spec", "triggers", 0, "metadata", "queueLength"),
        5,
        ("spec", "triggers", 0, "metadata", "queueLength"),
    ),
    ("ScaledObject", ("spec", "minReplicas"), 1, ("spec",)),
    ("TriggerAuthentication", ("spec", "secretRef"), [], ("spec",)),
    ("Cluster", ("nodes", 0, "role"), "control", ("nodes", 0, "role")),
    ("ClusterConfiguration", ("apiServer", "extraArgs"), {"v": "1"}, ("apiServer", "extraArgs")),
    (
        "InitConfiguration",
        ("nodeRegistration", "kubeletExtraArgs"),
        {"v": "1"},
        ("nodeRegistration", "kubeletExtraArgs"),
    ),
    ("JoinConfiguration", ("discovery",), DELETE, ()),
    ("ResetConfiguration", ("force",), "yes", ("force",)),
    ("UpgradeConfiguration", ("apply", "version"), "v1.37.0", ("apply",)),
    ("CredentialProviderConfig", ("providers", 0, "matchImage"), "a", ("providers", 0)),
    ("KubeletConfiguration", ("evictionHard", "memory.available"), 100, ("evictionHard", "memory.available")),
    ("KubeProxyConfiguration", ("ipvs", "strictArp"), True, ("ipvs",)),
    (
        "KubeSchedulerConfiguration",
        ("profiles", 0, "pluginConfig", 0, "arguments"),
        {},
        ("profiles", 0, "pluginConfig", 0),
    ),
    ("Component", ("resources",), {"a": "b"}, ("resources",)),
    ("Kustomization", ("images", 0, "newtag"), "1.3", ("images", 0)),
    ("PodMonitor", ("spec", "endpoints"), [], ("spec",)),
    ("Probe", ("spec", "targets", "static"), [], ("spec", "targets")),
    ("PrometheusRule", ("spec", "groups", 0, "rules", 0, "expr"), DELETE, ("spec", "groups", 0, "rules", 0)),
    ("ServiceMonitor", ("spec", "podMetricsEndpoints"), [], ("spec",)),
    ("ApplicationNetworkPolicy", ("spec", "egress", 0, "to", 0, "domains"), [], ("spec", "egress", 0, "to", 0)),
    ("ClusterNetworkPolicy", ("spec", "priority"), 2000, ("spec", "priority")),
    (
        "SecretProviderClass",
        ("spec", "parameters", "objects"),
        [{"objectName": "a"}],
        ("spec", "parameters", "objects"),
    ),
    ("VolumeSnapshot", ("spec", "snapshotClassName"), "ebs", ("spec",)),
    ("VolumeSnapshotClass", ("deletionPolicy",), "delete", ("deletionPolicy",)),
    ("VolumeSnapshotContent", ("spec", "volumeSnapshotRef"), DELETE, ("spec",)),
    ("SecurityGroupPolicy", ("spec", "securityGroups"), ["sg-1"], ("spec", "securityGroups")),
]


def _all_kinds() -> list[Key]:
    return [
        (group, version, kind)
        for group in sorted(known_groups())
        for kind in sorted(kinds(group))
        for version in versions(group, kind)
    ]


@lru_cache(maxsize=1)
def _good() -> dict[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(MANIFESTS.glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            group, _, version = document["apiVersion"].rpartition("/")
            assert path.stem == (group or "core")
            found[group, version, document["kind"]].append(document)
    for (group, version, kind), twin in TWINS.items():
        for document in found[group, twin, kind]:
            found[group, version, kind].append({**document, "apiVersion": f"{group}/{version}"})
    return found


@cache
def _validator(key: Key) -> jsonschema_rs.Validator:
    known = load(*key)
    assert known is not None
    return jsonschema_rs.validator_for(known.schema)


def _changed(document: dict[str, Any], place: Place, value: object) -> dict[str, Any]:
    result = copy.deepcopy(document)
    node: Any = result
    for step in place[:-1]:
        node = node[step]
    if value is DELETE:
        del node[place[-1]]
    else:
        node[place[-1]] = value
    return result


def _named(name: str) -> list[Key]:
    """The kinds that a line of `MISTAKES` is about: one name at all its versions, or one GROUP/VERSION/KIND."""
    if "/" in name:
        group, version, kind = name.split("/")
        return [(group, version, kind)]
    return [key for key in _all_kinds() if key[2] == name]


@pytest.mark.parametrize("key", _all_kinds(), ids="/".join)
def test_accepts_good_manifests(key: Key) -> None:
    manifests = _good()[key]
    assert len(manifests) >= 2
    for manifest in manifests:
        errors = [(list(error.instance_path), error.message) for error in _validator(key).iter_errors(manifest)]
        assert errors == []


@pytest.mark.parametrize(("name", "place", "value", "at"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_rejects_a_mistake_at_its_place(name: str, place: Place, value: object, at: Place) -> None:
    keys = _named(name)
    assert keys
    for key in keys:
        errors = _validator(key).iter_errors(_changed(_good()[key][0], place, value))
        assert {tuple(error.instance_path) for error in errors} == {at}, key


def test_every_kind_has_a_mistake() -> None:
    covered = {key for name, *_ in MISTAKES for key in _named(name)}
    assert covered == set(_all_kinds())


def test_identity_is_checked() -> None:
    key = ("karpenter.sh", "v1", "NodePool")
    wrong = {**_good()[key][0], "apiVersion": "karpenter.sh/v1beta1"}
    assert [list(error.instance_path) for error in _validator(key).iter_errors(wrong)] == [["apiVersion"]]


def test_only_partial_kinds_allow_fields_that_are_not_known() -> None:
    for key in _all_kinds():
        known = load(*key)
        assert known is not None
        node = known.schema["properties"].get("spec", known.schema)
        while "$ref" in node:
            node = known.schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        if "properties" in node:
            assert known.partial == (node.get("additionalProperties") is not False), key


def test_without_nulls_drops_fields_and_keeps_positions() -> None:
    document = {"a": None, "b": [None, {"c": None, "d": 0}], "e": {"f": None}}
    assert without_nulls(document) == {"b": [None, {"d": 0}], "e": {}}
    assert document["a"] is None
