"""Maintainer's command that writes the schema files of custom resources.

Two kinds of input go in, one compact JSON file per API group comes out:

* packages of the ``@kubernetes-models`` family (MIT), unpacked into one folder per package.  They ship one
  compiled validator per type; every subschema is a function of its own, so that the schema can be read back
  from the code without running it;
* outlines in the folder ``outlines/`` beside this file: our own shorthand (see `outline.py`) for the groups
  that no package describes.

Run as ``python -m kakehashi.knowledge.custom_resources.snapshot PACKAGES OUT`` where PACKAGES holds the folders
``<name>-<version>`` (for instance ``karpenter-2.0.0``), made by ``npm pack`` and ``tar -x``.  The result is
deterministic.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .outline import OBJECT_META, compile_outline, compile_type

Schema = dict[str, Any]

UPSTREAM_LICENCE = "Apache-2.0"


@dataclass(frozen=True)
class Package:
    """One pinned package: which version, published when, and the kinds taken from it as GROUP/VERSION/KIND."""

    name: str
    version: str
    date: str
    upstream: str
    kinds: tuple[str, ...]
    # Kinds of a later release whose new version has the fields of an older one: GROUP/VERSION/KIND to that one.
    same_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return f"npm @kubernetes-models/{self.name}"


def _kinds(group: str, version: str, names: str) -> tuple[str, ...]:
    return tuple(f"{group}/{version}/{name}" for name in names.split())


_GATEWAY = "gateway.networking.k8s.io"
_MONITORING = "monitoring.coreos.com"
_SECRETS = "external-secrets.io"
_GENERATORS = "generators.external-secrets.io"

PACKAGES: tuple[Package, ...] = (
    Package(
        "argo-cd",
        "4.0.0",
        "2026-09-04",
        "argoproj/argo-cd",
        _kinds("argoproj.io", "v1alpha1", "Application ApplicationSet AppProject"),
    ),
    Package(
        "argo-rollouts",
        "2.0.0",
        "2026-09-08",
        "argoproj/argo-rollouts",
        _kinds("argoproj.io", "v1alpha1", "AnalysisRun AnalysisTemplate ClusterAnalysisTemplate Experiment Rollout"),
    ),
    Package(
        "autoscaler",
        "5.0.0",
        "2026-09-04",
        "kubernetes/autoscaler",
        _kinds("autoscaling.k8s.io", "v1", "VerticalPodAutoscaler"),
    ),
    Package(
        "cert-manager",
        "6.0.0",
        "2026-08-20",
        "cert-manager/cert-manager",
        _kinds("cert-manager.io", "v1", "Certificate CertificateRequest ClusterIssuer Issuer")
        + _kinds("awspca.cert-manager.io", "v1beta1", "AWSPCAClusterIssuer AWSPCAIssuer"),
    ),
    Package(
        "external-secrets",
        "2.0.0",
        "2026-08-29",
        "external-secrets/external-secrets",
        _kinds(_SECRETS, "v1", "ClusterExternalSecret ClusterSecretStore ExternalSecret SecretStore")
        + _kinds(_SECRETS, "v1alpha1", "PushSecret")
        + _kinds(_GENERATORS, "v1alpha1", "ECRAuthorizationToken Password STSSessionToken UUID"),
    ),
    Package(
        "gateway-api",
        "2.0.0",
        "2026-08-20",
        "kubernetes-sigs/gateway-api",
        _kinds(
            _GATEWAY,
            "v1",
            "BackendTLSPolicy GRPCRoute Gateway GatewayClass HTTPRoute ListenerSet ReferenceGrant TLSRoute",
        )
        + _kinds(_GATEWAY, "v1beta1", "Gateway GatewayClass HTTPRoute ReferenceGrant")
        + _kinds(_GATEWAY, "v1", "TCPRoute UDPRoute")
        + _kinds(_GATEWAY, "v1alpha2", "TCPRoute TLSRoute UDPRoute")
        + _kinds(_GATEWAY, "v1alpha3", "BackendTLSPolicy TLSRoute"),
        {
            f"{_GATEWAY}/v1/TCPRoute": f"{_GATEWAY}/v1alpha2/TCPRoute",
            f"{_GATEWAY}/v1/UDPRoute": f"{_GATEWAY}/v1alpha2/UDPRoute",
        },
    ),
    Package(
        "karpenter",
        "2.0.0",
        "2026-09-08",
        "kubernetes-sigs/karpenter and aws/karpenter-provider-aws",
        _kinds("karpenter.sh", "v1", "NodeClaim NodePool")
        + _kinds("karpenter.sh", "v1alpha1", "NodeOverlay")
        + _kinds("karpenter.k8s.aws", "v1", "EC2NodeClass"),
    ),
    Package(
        "keda",
        "2.0.0",
        "2026-09-08",
        "kedacore/keda",
        _kinds("keda.sh", "v1alpha1", "ClusterTriggerAuthentication ScaledJob ScaledObject TriggerAuthentication"),
    ),
    Package(
        "prometheus-operator",
        "6.0.0",
        "2026-08-10",
        "prometheus-operator/prometheus-operator",
        _kinds(_MONITORING, "v1", "PodMonitor Probe PrometheusRule ServiceMonitor"),
    ),
)


@dataclass(frozen=True)
class Correction:
    """What the API server does differently from the bare Go type that a package describes.

    `optional`: fields that the type requires but the server fills in; `required`: fields that it requires on top;
    `strict`: the only fields whose inside is checked; `open`: any further field is allowed; `fields`: fields of later
    releases, as outlines.
    """

    optional: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()
    open: bool = False
    fields: Mapping[str, object] = field(default_factory=dict)


_KARPENTER = "IoK8sSigsKarpenterPkgApis"
_EXTERNAL = "ComGithubExternalSecretsExternalSecretsApisExternalsecrets"
_GENERATOR = "ComGithubExternalSecretsExternalSecretsApisGenerators"
_ARGO = "ComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1"
_GATEWAY_API = "IoK8sSigsGatewayApiApis"
_OPERATORS = "=DoesNotExist|Exists|Gt|Gte|In|Lt|Lte|NotIn"
_NULL_BYTES = {"nullBytePolicy": "=Fail|Ignore"}
_ACME = "ComGithubCertManagerCertManagerPkgApisAcmeV1"
_CERT_MANAGER = "ComGithubCertManagerCertManagerPkgApisCertmanagerV1"
_KEDA = "ComGithubKedacoreKedaV2ApisKedaV1alpha1"
_ROLLOUTS = "ComGithubArgoprojArgoRolloutsPkgApisRolloutsV1alpha1"

CORRECTIONS: Mapping[str, Correction] = {
    f"{_KARPENTER}V1Budget": Correction(optional=("nodes",)),
    # Since August 2026 upstream has a default for it.
    f"{_KARPENTER}V1Disruption": Correction(
        optional=("consolidateAfter",),
        fields={"consolidationPolicy": "=Balanced|WhenEmpty|WhenEmptyOrUnderutilized"},
    ),
    f"{_KARPENTER}V1NodeSelectorRequirementWithMinValues": Correction(fields={"operator": _OPERATORS}),
    f"{_KARPENTER}V1alpha1NodeSelectorRequirement": Correction(fields={"operator": _OPERATORS}),
    "ComGithubAwsKarpenterProviderAwsPkgApisV1EC2NodeClassSpec": Correction(
        fields={
            "connectionTracking": {
                "tcpEstablishedTimeout": "integer 60..432000",
                "udpStreamTimeout": "integer 60..180",
                "udpTimeout": "integer 30..60",
            },
            "cpuOptions": {"nestedVirtualization": "=disabled|enabled"},
        }
    ),
    # Later releases of Karpenter pass any field of the kubelet's configuration through.
    "ComGithubAwsKarpenterProviderAwsPkgApisV1KubeletConfiguration": Correction(open=True),
    f"{_EXTERNAL}V1ExternalSecretSpec": Correction(
        fields={"syncWindows": {"kind!": "=allow|deny", "windows!": [{"duration!": "string", "schedule!": "string"}]}}
    ),
    f"{_EXTERNAL}V1ExternalSecretDataRemoteRef": Correction(fields=_NULL_BYTES),
    f"{_EXTERNAL}V1ExternalSecretFind": Correction(fields=_NULL_BYTES),
    f"{_EXTERNAL}V1ExternalSecretRewrite": Correction(
        fields={
            "merge": {
                "conflictPolicy": "=Error|Ignore",
                "into": "string",
                "priority": "[string]",
                "priorityPolicy": "=IgnoreNotFound|Strict",
                "strategy": "=Extract|JSON",
            }
        }
    ),
    f"{_EXTERNAL}V1ExternalSecretTarget": Correction(
        fields={
            "creationPolicy": "=CreateOrMerge|Merge|None|Orphan|Owner",
            "manifest": {"apiVersion!": "string", "kind!": "string"},
        }
    ),
    f"{_EXTERNAL}V1ExternalSecretTemplateMetadata": Correction(fields={"finalizers": "[string]"}),
    f"{_EXTERNAL}V1GeneratorRef": Correction(fields={"kind": "string"}),
    f"{_EXTERNAL}V1TemplateFrom": Correction(
        fields={"target": "string", "valuesDecodingStrategy": "=Auto|Base64|Base64URL|None"}
    ),
    # Providers come and go with each release; those that readers of this site meet are checked inside.
    f"{_EXTERNAL}V1SecretStoreProvider": Correction(
        strict=("aws", "fake", "kubernetes", "vault"),
        fields=dict.fromkeys(
            (
                "barbican",
                "beyondtrustworkloadcredentials",
                "crd",
                "dvls",
                "nebiusmysterybox",
                "ngrok",
                "onepasswordSDK",
                "openBao",
                "ovh",
                "volcengine",
            ),
            "object",
        ),
    ),
    f"{_EXTERNAL}V1SecretStoreSpec": Correction(fields={"refreshInterval": "int-or-string"}),
    f"{_EXTERNAL}V1AWSProvider": Correction(
        fields={
            "customSessionTags": "{string}",
            "service": "=CertificateManager|ParameterStore|SecretsManager",
            "sessionTagsPolicy": "=Custom|None|Simple",
        }
    ),
    f"{_EXTERNAL}V1FakeProvider": Correction(fields={"validationResult": "integer"}),
    f"{_EXTERNAL}V1VaultAppRole": Correction(optional=("path",)),
    f"{_EXTERNAL}V1VaultAuth": Correction(fields={"gcp": "object"}),
    f"{_EXTERNAL}V1VaultCertAuth": Correction(fields={"path": "string", "vaultRole": "string"}),
    f"{_EXTERNAL}V1VaultJwtAuth": Correction(optional=("path",)),
    f"{_EXTERNAL}V1VaultKubernetesAuth": Correction(optional=("mountPath",)),
    f"{_EXTERNAL}V1VaultLdapAuth": Correction(optional=("path",)),
    f"{_EXTERNAL}V1VaultProvider": Correction(fields={"checkAndSet": "object"}),
    f"{_EXTERNAL}V1VaultUserPassAuth": Correction(optional=("path",)),
    f"{_EXTERNAL}V1alpha1PushSecretSpec": Correction(fields={"dataTo": "[object]"}),
    f"{_GENERATOR}V1alpha1PasswordSpec": Correction(
        optional=("allowRepeat", "length", "noUpper"),
        fields={"encoding": "=base32|base64|base64url|hex|raw", "secretKeys": "[string]"},
    ),
    f"{_ARGO}AppProjectSpec": Correction(fields={"sourceIntegrity": "object"}),
    f"{_ARGO}SyncWindow": Correction(fields={"syncOverrun": "boolean"}),
    f"{_ARGO}ApplicationSource": Correction(fields={"tagPrefix": "string"}),
    f"{_ARGO}ApplicationSourceDirectory": Correction(fields={"disableExtensionFilter": "boolean"}),
    f"{_ARGO}SyncSource": Correction(fields={"repoURL": "string"}),
    f"{_ARGO}SCMProviderGeneratorGitea": Correction(fields={"excludeArchivedRepos": "boolean"}),
    f"{_ARGO}SCMProviderGeneratorGithub": Correction(fields={"excludeArchivedRepos": "boolean"}),
    f"{_ARGO}SCMProviderGeneratorGitlab": Correction(fields={"includeArchivedRepos": "boolean"}),
    f"{_GATEWAY_API}V1HTTPRouteFilter": Correction(
        fields={
            "type": "=CORS|ExtensionRef|ExternalAuth|RequestHeaderModifier|RequestMirror|RequestRedirect"
            "|ResponseHeaderModifier|URLRewrite"
        }
    ),
    f"{_GATEWAY_API}V1SessionPersistence": Correction(fields={"cookie": "object", "header": "object"}),
    f"{_GATEWAY_API}V1ReferenceGrant": Correction(required=("spec",)),
    f"{_GATEWAY_API}V1beta1ReferenceGrant": Correction(required=("spec",)),
    f"{_ROLLOUTS}Authentication": Correction(fields={"basicAuth": {"password": "string", "username": "string"}}),
    f"{_ROLLOUTS}DatadogMetric": Correction(fields={"requestTimeout": "string"}),
    f"{_KEDA}AuthPodIdentity": Correction(fields={"externalID": "string"}),
    f"{_KEDA}Fallback": Correction(
        fields={"behavior": "=currentReplicas|currentReplicasIfHigher|currentReplicasIfLower|scalingModifiers|static"}
    ),
    f"{_KEDA}ScalingModifiers": Correction(fields={"metricType": "=AverageValue|Value"}),
    # The type of `filePath` changed from release to release.
    f"{_KEDA}TriggerAuthenticationSpec": Correction(fields={"filePath": "any", "oauth2": "object"}),
    f"{_ACME}ACMEChallengeSolver": Correction(fields={"waitInsteadOfSelfCheck": "duration"}),
    f"{_ACME}ACMEChallengeSolverDNS01": Correction(fields={"nameservers": "[string]"}),
    f"{_ACME}ACMEIssuer": Correction(fields={"renewalInformationSource": "any"}),
    f"{_CERT_MANAGER}CertificateSpec": Correction(fields={"renewal": "object"}),
    f"{_CERT_MANAGER}PKCS12Keystore": Correction(fields={"profile": "string"}),
    f"{_CERT_MANAGER}VaultAuth": Correction(fields={"aws": "object"}),
    f"{_CERT_MANAGER}VenafiIssuer": Correction(fields={"ngts": "object"}),
    "ComGithubCertManagerAwsPrivatecaIssuerPkgApiV1beta1AWSPCAIssuerSpec": Correction(
        fields={"pcaTemplate": {"defaultTemplateName": "string"}}
    ),
}

# ---------------------------------------------------------------------------------------------------------------
# Reading one compiled validator
# ---------------------------------------------------------------------------------------------------------------

_IMPORT = re.compile(r'import\{validate as validate(\d+)\}from"([^"]+)"')
_FUNCTION = re.compile(r"function validate(\d+)\(")
_ENUM = re.compile(r"schema(\d+)_enum=\[")
_ERROR = re.compile(r'keyword:"(\w+)",params:\{')
_CALL = re.compile(r"(?<![\w.])validate(\d+)\((data(?:\.[A-Za-z_$][\w$]*|\[[^\]]*\])?),")
_LIMITS = ("maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties", "maximum", "minimum")
# The keywords that validators and the explaining walker of the caller both know.
# Upper bounds on the number of items are raised from release to release, and no manifest in a page reaches them.
_KEPT_LIMITS = frozenset({"minItems", "maxLength", "minLength", "maximum", "minimum"})
_QUOTES = "\"'`"


def _end_of_literal(code: str, start: int) -> int:
    """Return the offset behind the quoted literal that starts at `start`."""
    quote = code[start]
    at = start + 1
    while code[at] != quote:
        at += 2 if code[at] == "\\" else 1
    return at + 1


def _end_of_block(code: str, start: int, opening: str, closing: str) -> int:
    """Return the offset behind the bracket that closes the one at `start`, literals skipped."""
    depth, at = 0, start
    while True:
        char = code[at]
        if char in _QUOTES:
            at = _end_of_literal(code, at)
            continue
        if char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1


def _literal(text: str) -> str:
    """Return the value of a JavaScript string literal."""
    quote, body = text[0], text[1:-1]
    if quote != '"':
        body = body.replace(f"\\{quote}", quote).replace('"', '\\"')
    body = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", body)
    value = json.loads(f'"{body}"', strict=False)
    assert isinstance(value, str)
    return value


def _literals(code: str) -> list[Any]:
    """Return the members of a JavaScript array of strings and numbers, brackets included."""
    values: list[Any] = []
    at = 1
    while at < len(code) - 1:
        if code[at] in _QUOTES:
            end = _end_of_literal(code, at)
            values.append(_literal(code[at:end]))
            at = end
        elif code[at] == ",":
            at += 1
        else:
            end = at
            while code[end] not in ",]":
                end += 1
            values.append(json.loads(code[at:end]))
            at = end
    return values


@dataclass
class _Module:
    """The functions, imports and enums of one validator file."""

    functions: dict[str, str] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    enums: dict[str, list[Any]] = field(default_factory=dict)
    root: str = ""


def _read_module(code: str) -> _Module:
    module = _Module()
    module.imports = {number: Path(path).name.removesuffix(".js") for number, path in _IMPORT.findall(code)}
    for match in _ENUM.finditer(code):
        start = match.end() - 1
        module.enums[match[1]] = _literals(code[start : _end_of_block(code, start, "[", "]")])
    for match in _FUNCTION.finditer(code):
        # The argument list holds braces of its own (`{instancePath=""}={}`), so the body starts behind it.
        start = code.index("{", _end_of_block(code, match.end() - 1, "(", ")"))
        module.functions[match[1]] = code[start : _end_of_block(code, start, "{", "}")]
    exported = re.search(r"export const validate=validate(\d+);", code)
    if exported is None:
        raise ValueError("a validator file exports no validate function")
    module.root = exported[1]
    return module


def _reference(type_name: str) -> Schema:
    return {"$type": type_name}


def _errors(body: str) -> Iterator[tuple[str, str]]:
    for match in _ERROR.finditer(body):
        start = match.end() - 1
        yield match[1], body[start : _end_of_block(body, start, "{", "}")]


def _schema_of(module: _Module, number: str) -> Schema:
    """Return the schema that one validator function checks; references stay as ``{"$type": NAME}``."""
    if number in module.imports:
        return _reference(module.imports[number])
    body = module.functions[number]
    schema: Schema = {}
    required: list[str] = []
    for keyword, params in _errors(body):
        if keyword == "required":
            required.append(_literal(params[params.index(":") + 1 : -1]))
        elif keyword == "enum":
            inline = re.search(r"allowedValues:schema(\d+)_enum", params)
            if inline is None:
                raise ValueError(f"an enum that is not a constant: {params}")
            schema["enum"] = module.enums[inline[1]]
        elif keyword in {"type", "pattern", "format"}:
            schema[keyword] = _literal(params[params.index(":") + 1 : -1])
        elif keyword in _LIMITS:
            limit = float(params[params.rindex(":") + 1 : -1])
            if keyword in _KEPT_LIMITS:
                schema[keyword] = int(limit) if limit.is_integer() else limit
        else:
            raise ValueError(f"an unknown keyword: {keyword}")
    properties: dict[str, Schema] = {}
    for match in _CALL.finditer(body):
        callee, place = match[1], match[2]
        if place == "data":
            schema.setdefault("$also", []).append(_schema_of(module, callee))
        elif place.startswith("data[i"):
            schema["items"] = _schema_of(module, callee)
        elif place.startswith("data[key"):
            schema["additionalProperties"] = _schema_of(module, callee)
        else:
            name = place[5:] if place.startswith("data.") else _literal(place[5:-1])
            properties[name] = _schema_of(module, callee)
    if properties:
        schema["properties"] = properties
        schema.setdefault("additionalProperties", False)
    if required:
        schema["required"] = required
    return _merged(schema)


def _merged(schema: Schema) -> Schema:
    """Fold the one schema that applies to the same place into this one; embedded structs stay as ``$also``."""
    also = schema.get("$also", [])
    if len(also) != 1 or "properties" in schema:
        return schema
    rest = {key: value for key, value in schema.items() if key != "$also"}
    if "$type" in also[0]:
        # Limits that the field adds to its type stay beside the reference, and hold together with those of the type.
        limits: Schema = {key: value for key, value in rest.items() if key != "type"}
        return {**limits, **also[0]}
    return {**also[0], **rest}


_DECLARED = re.compile(r'^    "([^"]+)"\??: (.+);$', re.MULTILINE)
_DECLARED_TYPES: Mapping[str, Schema] = {"string": {"type": "string"}, "boolean": {"type": "boolean"}}


def _declared(folder: Path) -> dict[str, dict[str, str]]:
    """Return the fields and their types as the package's declarations name them, by type name."""
    declared: dict[str, dict[str, str]] = {}
    for path in sorted(folder.rglob("*.d.ts")):
        text = path.read_text(encoding="utf-8")
        alias = re.search(r"^export type \{ I\w+ as I(\w+), ", text, re.MULTILINE)
        interface = re.search(r"^export interface I\w+(?: extends [^{]+)? \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
        if alias and interface:
            declared[alias[1]] = dict(_DECLARED.findall(interface[1]))
    return declared


# ---------------------------------------------------------------------------------------------------------------
# Types of Kubernetes itself
# ---------------------------------------------------------------------------------------------------------------

# Small types are spelt out, so that a schema says enough by itself; both kinds carry the name of the type.
_SPELT_OUT: Mapping[str, str] = {
    "IoK8sApiAutoscalingV1CrossVersionObjectReference": "autoscaling.v1.CrossVersionObjectReference",
    "IoK8sApiCoreV1ConfigMapKeySelector": "core.v1.ConfigMapKeySelector",
    "IoK8sApiCoreV1LocalObjectReference": "core.v1.LocalObjectReference",
    "IoK8sApiCoreV1NodeSelectorRequirement": "core.v1.NodeSelectorRequirement",
    "IoK8sApiCoreV1ResourceRequirements": "core.v1.ResourceRequirements",
    "IoK8sApiCoreV1SecretKeySelector": "core.v1.SecretKeySelector",
    "IoK8sApiCoreV1SecretReference": "core.v1.SecretReference",
    "IoK8sApiCoreV1Taint": "core.v1.Taint",
    "IoK8sApiCoreV1Toleration": "core.v1.Toleration",
    "IoK8sApimachineryPkgApisMetaV1LabelSelector": "meta.v1.LabelSelector",
}
_LEFT_OPEN: Mapping[str, str] = {
    "IoK8sApiAutoscalingV2HorizontalPodAutoscalerBehavior": "autoscaling.v2.HorizontalPodAutoscalerBehavior",
    "IoK8sApiBatchV1JobSpec": "batch.v1.JobSpec",
    "IoK8sApiCoreV1Affinity": "core.v1.Affinity",
    "IoK8sApiCoreV1Container": "core.v1.Container",
    "IoK8sApiCoreV1PodSecurityContext": "core.v1.PodSecurityContext",
    "IoK8sApiCoreV1PodTemplateSpec": "core.v1.PodTemplateSpec",
    "IoK8sApiCoreV1SELinuxOptions": "core.v1.SELinuxOptions",
    "IoK8sApiCoreV1SeccompProfile": "core.v1.SeccompProfile",
    "IoK8sApiCoreV1Sysctl": "core.v1.Sysctl",
    "IoK8sApiCoreV1TopologySpreadConstraint": "core.v1.TopologySpreadConstraint",
    "IoK8sApiCoreV1Volume": "core.v1.Volume",
    "IoK8sApiCoreV1VolumeMount": "core.v1.VolumeMount",
    "IoK8sApimachineryPkgApisMetaV1Condition": "meta.v1.Condition",
}
_SIMPLE_TYPES: Mapping[str, str] = {
    "IoK8sApiextensionsApiserverPkgApisApiextensionsV1JSON": "any",
    "IoK8sApimachineryPkgApiResourceQuantity": "quantity",
    "IoK8sApimachineryPkgApisMetaV1Duration": "duration",
    "IoK8sApimachineryPkgApisMetaV1Time": "time",
    "IoK8sApimachineryPkgRuntimeRawExtension": "object",
    "IoK8sApimachineryPkgUtilIntstrIntOrString": "int-or-string",
}
_OBJECT_META_TYPE = "IoK8sApimachineryPkgApisMetaV1ObjectMeta"


class _Types:
    """Looks up the schema of a type by name, among the types of Kubernetes and then in packages, in their order."""

    def __init__(self, folders: list[Path], shared: Mapping[str, Schema], own: Mapping[str, Schema]) -> None:
        self._folders = folders
        self._shared = shared
        self._known: dict[str, Schema] = dict(own)
        self._declared = _declared(folders[0]) if folders else {}

    def schema(self, name: str) -> Schema:
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> Schema:
        if name == _OBJECT_META_TYPE:
            return dict(OBJECT_META)
        if name in _SIMPLE_TYPES:
            return compile_type(_SIMPLE_TYPES[name])
        if name in _LEFT_OPEN:
            return compile_type(f"^{_LEFT_OPEN[name]}")
        short = _SPELT_OUT.get(name, name)
        if short in self._shared:
            own = short.startswith("component.")
            return self._shared[short] if own else self._shared[short] | {"x-kubernetes-ref": short}
        for folder in self._folders:
            path = folder / "_schemas" / f"{name}.js"
            if path.is_file():
                module = _read_module(path.read_text(encoding="utf-8"))
                schema = _schema_of(module, module.root)
                return self._completed(_relaxed(self.flattened(schema), name), self._declared.get(name, {}))
        raise ValueError(f"no schema of the type {name}")

    def flattened(self, schema: Schema) -> Schema:
        """Return the schema with the fields of embedded structs among its own."""
        if "$also" not in schema:
            return schema
        result = {key: value for key, value in schema.items() if key != "$also"}
        for embedded in schema["$also"]:
            other = self.flattened(self.schema(embedded["$type"]) if "$type" in embedded else embedded)
            result["properties"] = {**other.get("properties", {}), **result.get("properties", {})}
            if required := {*other.get("required", ()), *result.get("required", ())}:
                result["required"] = sorted(required)
            result.setdefault("additionalProperties", other.get("additionalProperties", False))
        return result

    def _completed(self, schema: Schema, declared: Mapping[str, str]) -> Schema:
        """Return the schema with the fields that only the declarations name: validators leave `description` out."""
        if "properties" not in schema:
            return schema
        missing = {name: dict(_DECLARED_TYPES.get(text, {})) for name, text in declared.items()}
        return {**schema, "properties": {**missing, **schema["properties"]}}


# ---------------------------------------------------------------------------------------------------------------
# From types to one schema per kind
# ---------------------------------------------------------------------------------------------------------------

# Formats that restrict nothing a manifest can get wrong.
_DROPPED_FORMATS = frozenset({"double", "float", "int32", "int64"})


def _short_type_name(name: str) -> str:
    """`IoK8sSigsGatewayApiApisV1ParentReference` as `v1.ParentReference`."""
    if name in _SIMPLE_TYPES:
        return _SIMPLE_TYPES[name]
    found = re.fullmatch(r".*?(?:Apis?|Pkg\w*?)\w*?V(\d+(?:(?:alpha|beta)\d+)?)([A-Z]\w*)", name)
    return f"v{found[1]}.{found[2]}" if found else name


def _relaxed(schema: Schema, type_name: str) -> Schema:
    """Apply `CORRECTIONS` to the schema of one type; raises ValueError where one does not fit any more."""
    correction = CORRECTIONS.get(type_name)
    if correction is None:
        return schema
    changed = dict(schema)
    if correction.strict:
        changed["properties"] = {
            name: value if name in correction.strict else {"type": "object"}
            for name, value in changed["properties"].items()
        }
    if correction.required:
        changed["required"] = sorted({*changed.get("required", ()), *correction.required})
    if correction.optional:
        if missing := set(correction.optional) - set(changed.get("required", ())):
            raise ValueError(f"{type_name}: {sorted(missing)} is not required any more")
        changed["required"] = [name for name in changed["required"] if name not in correction.optional]
    if correction.open:
        changed.pop("additionalProperties", None)
    added = {name: compile_outline(node) for name, node in correction.fields.items()}
    changed["properties"] = {**changed.get("properties", {}), **added}
    return changed


class _Bundle:
    """Collects the kinds of one group, and the definitions that they share."""

    def __init__(self) -> None:
        self.kinds: dict[str, Schema] = {}
        self.definitions: dict[str, Schema] = {}
        self._names: dict[str, str] = {}

    def add(self, key: str, schema: Schema, types: _Types) -> None:
        self.kinds[key] = self._closed(schema, types)

    def _closed(self, node: Schema, types: _Types) -> Schema:
        """Return the schema with each type reference turned into a local one, and the types themselves collected."""
        if "$type" in node and len(node) > 1:
            # A reference stands alone, so that readers need not merge: limits beside it are written out with the type.
            own = {key: value for key, value in node.items() if key != "$type"}
            return self._closed({**types.schema(node["$type"]), **own}, types)
        if "$also" in node:
            return self._closed(types.flattened(node), types)
        result: Schema = {}
        for key, value in node.items():
            if key == "$type":
                result["$ref"] = f"#/$defs/{self._collect(value, types)}"
            elif key == "properties":
                result[key] = {name: self._closed(child, types) for name, child in value.items()}
            elif key in {"items", "additionalProperties"} and isinstance(value, dict):
                result[key] = self._closed(value, types)
            elif not (key == "format" and value in _DROPPED_FORMATS):
                result[key] = value
        return result

    def _collect(self, type_name: str, types: _Types) -> str:
        if type_name in self._names:
            return self._names[type_name]
        short = _short_type_name(type_name)
        if short in self._names.values():
            short = type_name
        self._names[type_name] = short
        self.definitions[short] = self._closed(types.schema(type_name), types)
        return short

    def _uses(self, node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "$ref":
                    yield value.removeprefix("#/$defs/")
                else:
                    yield from self._uses(value)
        elif isinstance(node, list):
            for value in node:
                yield from self._uses(value)

    def simplify(self) -> None:
        """Put in place what is used once, and what is shorter than a reference to it."""
        while True:
            uses = Counter(self._uses([self.kinds, self.definitions]))
            self.definitions = {name: value for name, value in self.definitions.items() if uses[name]}
            inlined = {
                name: schema
                for name, schema in self.definitions.items()
                if (uses[name] == 1 or len(_dump(schema)) < 60) and not set(self._uses(schema))
            }
            if not inlined:
                return
            self.kinds = {key: self._inline(schema, inlined) for key, schema in self.kinds.items()}
            self.definitions = {
                name: self._inline(schema, inlined) for name, schema in self.definitions.items() if name not in inlined
            }

    def _inline(self, node: Any, inlined: Mapping[str, Schema]) -> Any:
        if isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in inlined:
                return inlined[name]
            return {key: self._inline(value, inlined) for key, value in node.items()}
        if isinstance(node, list):
            return [self._inline(value, inlined) for value in node]
        return node


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _framed(spec_owner: Schema, group: str, version: str, kind: str) -> Schema:
    """Return the schema of a whole object: identity fixed, metadata and status left to the caller."""
    properties = dict(spec_owner.get("properties", {}))
    api_version = f"{group}/{version}" if group else version
    properties["apiVersion"] = {"enum": [api_version]}
    properties["kind"] = {"enum": [kind]}
    # The files of some tools have a metadata of their own, such as the region of a cluster.
    own_metadata = "properties" in properties.get("metadata", {})
    if "metadata" in properties and not own_metadata:
        properties["metadata"] = dict(OBJECT_META)
    if "status" in properties:
        properties["status"] = {}
    left_to_caller = {"status"} if own_metadata else {"metadata", "status"}
    required = {"apiVersion", "kind", *spec_owner.get("required", ())} - left_to_caller
    return {**spec_owner, "properties": properties, "required": sorted(required)}


@dataclass
class _Group:
    bundle: _Bundle = field(default_factory=_Bundle)
    sources: list[dict[str, Any]] = field(default_factory=list)


def _type_name(folder: Path, path: str) -> str:
    """Return the name of the type behind a kind of a package, from the package's own listing."""
    listing = folder / f"{path}.js"
    found = re.search(r'_schemas/(\w+)\.js"', listing.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{listing}: names no schema")
    return found[1]


def build(packages: Path) -> dict[str, str]:
    """Return the text of every data file by group ("" is the core group).

    `packages` is the folder of unpacked packages.  Raises ValueError where a package is not shaped as expected, and
    OSError where one is missing.
    """
    outlines = Path(__file__).with_name("outlines")
    shared = {
        name: compile_outline(node)
        for name, node in yaml.safe_load((outlines / "_kubernetes.yaml").read_text(encoding="utf-8")).items()
    }
    groups: dict[str, _Group] = {}
    for package in PACKAGES:
        folder = packages / f"{package.name}-{package.version}"
        # A package may embed types of another: Argo Rollouts those of the Gateway API.
        others = [packages / f"{other.name}-{other.version}" for other in PACKAGES if other is not package]
        types = _Types([folder, *others], shared, {})
        for path in package.kinds:
            group, version, kind = path.rsplit("/", 2)
            type_name = _type_name(folder, package.same_as.get(path, path))
            schema = types.schema(type_name)
            framed = _framed(schema, group, version, kind)
            groups.setdefault(group, _Group()).bundle.add(f"{version}/{kind}", framed, types)
        for group in sorted({path.rsplit("/", 2)[0] for path in package.kinds}):
            groups[group].sources.append(
                {
                    "date": package.date,
                    "kinds": sorted(path[len(group) + 1 :] for path in package.kinds if path.startswith(f"{group}/")),
                    "licence": "MIT",
                    "source": package.source,
                    "upstream": f"{package.upstream} ({UPSTREAM_LICENCE})",
                    "version": package.version,
                }
            )
    for outline_path in sorted(outlines.glob("[!_]*.yaml")):
        document = yaml.safe_load(outline_path.read_text(encoding="utf-8"))
        own = {name: compile_outline(node) for name, node in document.get("definitions", {}).items()}
        group_name = document["group"]
        target = groups.setdefault(group_name, _Group())
        types = _Types([], shared, own)
        for key, node in document["kinds"].items():
            version, kind = key.split("/")
            outline = compile_outline(node)
            schema = _framed(
                types.schema(outline["$type"]) if "$type" in outline else outline, group_name, version, kind
            )
            if key in document.get("partial", ()):
                schema["x-partial"] = True
            target.bundle.add(key, schema, types)
        target.sources.append({"kinds": sorted(document["kinds"]), **document["provenance"]})
    texts: dict[str, str] = {}
    for group, collected in groups.items():
        collected.bundle.simplify()
        content = {
            "$defs": collected.bundle.definitions,
            "group": group,
            "kinds": collected.bundle.kinds,
            "sources": collected.sources,
        }
        texts[group] = _dump(content) + "\n"
    return texts


def main(arguments: list[str]) -> int:
    """Write the files; return the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    packages, out = map(Path, arguments)
    out.mkdir(parents=True, exist_ok=True)
    for group, text in sorted(build(packages).items()):
        path = out / f"{group or 'core'}.json"
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
