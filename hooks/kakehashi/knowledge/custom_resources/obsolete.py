"""API versions and kinds of custom resources that are gone or on their way out, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

Status = Literal["removed", "deprecated", "superseded"]


@dataclass(frozen=True)
class Obsolete:
    """One obsolete kind.

    `since` names the product and its release from which on the kind is not served (`removed`), announced to go
    (`deprecated`), or served beside a newer version that readers should learn instead (`superseded`).  `renamed` says
    that the kind has another name now, with other fields.  `source` is the URL of the announcement.
    """

    api_version: str
    kind: str
    status: Status
    since: str
    replacement_api_version: str
    replacement_kind: str
    source: str

    @property
    def renamed(self) -> bool:
        return self.kind != self.replacement_kind


_GATEWAY = "gateway.networking.k8s.io"
_GATEWAY_RELEASE = "https://github.com/kubernetes-sigs/gateway-api/releases/tag/v"
_ESO_0_17 = "https://github.com/external-secrets/external-secrets/releases/tag/v0.17.0"
_ESO_0_16 = "https://github.com/external-secrets/external-secrets/releases/tag/v0.16.1"
_KARPENTER_BETA = "https://aws.amazon.com/blogs/containers/karpenter-graduates-to-beta/"
_KARPENTER_V1 = "https://karpenter.sh/v1.0/upgrading/v1-migration/"
_CERT_MANAGER = "https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/"
_KEDA = "https://keda.sh/docs/2.19/migration/"
_AUDIT = "https://github.com/kubernetes/kubernetes/issues/98035"
_SCHEDULER = "https://www.kubernetes.dev/resources/keps/785/"
_KUBEADM = "https://pkg.go.dev/k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta3"
_VPA = (
    "https://github.com/kubernetes/autoscaler/blob/vertical-pod-autoscaler-1.7.1/vertical-pod-autoscaler/docs/"
    "installation.md"
)

# Columns: apiVersions, kinds, status, since, replacement apiVersion, source.  The kinds keep their names.
_VERSIONS: tuple[tuple[str, str, Status, str, str, str], ...] = (
    (
        f"{_GATEWAY}/v1alpha2",
        "Gateway GatewayClass HTTPRoute",
        "removed",
        "Gateway API 1.0",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.0.0",
    ),
    (
        f"{_GATEWAY}/v1beta1",
        "Gateway GatewayClass HTTPRoute",
        "superseded",
        "Gateway API 1.0",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.0.0",
    ),
    (
        f"{_GATEWAY}/v1alpha2",
        "GRPCRoute",
        "removed",
        "Gateway API 1.2",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.2.0",
    ),
    (
        f"{_GATEWAY}/v1alpha2",
        "ReferenceGrant",
        "removed",
        "Gateway API 1.2",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.2.0",
    ),
    (
        f"{_GATEWAY}/v1beta1",
        "ReferenceGrant",
        "superseded",
        "Gateway API 1.5",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.5.0",
    ),
    (
        f"{_GATEWAY}/v1alpha3",
        "BackendTLSPolicy",
        "deprecated",
        "Gateway API 1.4",
        f"{_GATEWAY}/v1",
        "https://kubernetes.io/blog/2025/11/06/gateway-api-v1-4/",
    ),
    (
        f"{_GATEWAY}/v1alpha2 {_GATEWAY}/v1alpha3",
        "TLSRoute",
        "deprecated",
        "Gateway API 1.5",
        f"{_GATEWAY}/v1",
        f"{_GATEWAY_RELEASE}1.5.0",
    ),
    (
        f"{_GATEWAY}/v1alpha2",
        "TCPRoute UDPRoute",
        "deprecated",
        "Gateway API 1.6",
        f"{_GATEWAY}/v1",
        "https://kubernetes.io/blog/2026/08/03/gateway-api-v1-6-release/",
    ),
    (
        "external-secrets.io/v1beta1",
        "ClusterExternalSecret ClusterSecretStore ExternalSecret SecretStore",
        "removed",
        "External Secrets Operator 0.17",
        "external-secrets.io/v1",
        _ESO_0_17,
    ),
    (
        "external-secrets.io/v1alpha1",
        "ClusterExternalSecret ClusterSecretStore ExternalSecret SecretStore",
        "removed",
        "External Secrets Operator 0.16",
        "external-secrets.io/v1",
        _ESO_0_16,
    ),
    (
        "karpenter.sh/v1beta1",
        "NodeClaim NodePool",
        "removed",
        "Karpenter 1.1",
        "karpenter.sh/v1",
        _KARPENTER_V1,
    ),
    (
        "karpenter.k8s.aws/v1beta1",
        "EC2NodeClass",
        "removed",
        "Karpenter 1.1",
        "karpenter.k8s.aws/v1",
        _KARPENTER_V1,
    ),
    (
        "snapshot.storage.k8s.io/v1alpha1 snapshot.storage.k8s.io/v1beta1",
        "VolumeSnapshot VolumeSnapshotClass VolumeSnapshotContent",
        "removed",
        "external-snapshotter 6.0",
        "snapshot.storage.k8s.io/v1",
        "https://github.com/kubernetes-csi/external-snapshotter/releases/tag/v6.0.0",
    ),
    (
        "cert-manager.io/v1alpha2 cert-manager.io/v1alpha3 cert-manager.io/v1beta1",
        "Certificate CertificateRequest ClusterIssuer Issuer",
        "removed",
        "cert-manager 1.6",
        "cert-manager.io/v1",
        _CERT_MANAGER,
    ),
    (
        "gateway.k8s.aws/v1beta1",
        "ListenerRuleConfiguration LoadBalancerConfiguration TargetGroupConfiguration",
        "deprecated",
        "AWS Load Balancer Controller 3.5",
        "gateway.k8s.aws/v1",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases/tag/v3.5.0",
    ),
    (
        "keda.k8s.io/v1alpha1",
        "ScaledObject TriggerAuthentication",
        "removed",
        "KEDA 2.0",
        "keda.sh/v1alpha1",
        _KEDA,
    ),
    (
        "autoscaling.k8s.io/v1beta2",
        "VerticalPodAutoscaler",
        "deprecated",
        "Vertical Pod Autoscaler 0.13",
        "autoscaling.k8s.io/v1",
        _VPA,
    ),
    (
        "autoscaling.k8s.io/v1beta1",
        "VerticalPodAutoscaler",
        "removed",
        "Vertical Pod Autoscaler 0.5",
        "autoscaling.k8s.io/v1",
        _VPA,
    ),
    (
        "audit.k8s.io/v1alpha1 audit.k8s.io/v1beta1",
        "Policy",
        "removed",
        "Kubernetes 1.24",
        "audit.k8s.io/v1",
        _AUDIT,
    ),
    (
        "client.authentication.k8s.io/v1alpha1",
        "ExecCredential",
        "removed",
        "Kubernetes 1.24",
        "client.authentication.k8s.io/v1",
        "https://github.com/kubernetes/kubernetes/pull/108616",
    ),
    (
        "kubescheduler.config.k8s.io/v1beta2",
        "KubeSchedulerConfiguration",
        "removed",
        "Kubernetes 1.28",
        "kubescheduler.config.k8s.io/v1",
        _SCHEDULER,
    ),
    (
        "kubescheduler.config.k8s.io/v1beta3",
        "KubeSchedulerConfiguration",
        "removed",
        "Kubernetes 1.29",
        "kubescheduler.config.k8s.io/v1",
        _SCHEDULER,
    ),
    (
        "kubeadm.k8s.io/v1beta3",
        "ClusterConfiguration InitConfiguration JoinConfiguration",
        "deprecated",
        "Kubernetes 1.31",
        "kubeadm.k8s.io/v1beta4",
        _KUBEADM,
    ),
    (
        "kubeadm.k8s.io/v1beta2",
        "ClusterConfiguration InitConfiguration JoinConfiguration",
        "removed",
        "Kubernetes 1.27",
        "kubeadm.k8s.io/v1beta4",
        "https://github.com/kubernetes/kubernetes/pull/114540",
    ),
    (
        "secrets-store.csi.x-k8s.io/v1alpha1",
        "SecretProviderClass",
        "deprecated",
        "Secrets Store CSI Driver 1.0",
        "secrets-store.csi.x-k8s.io/v1",
        "https://github.com/kubernetes-sigs/secrets-store-csi-driver/releases/tag/v1.0.0-rc.1",
    ),
)

_RENAMED: tuple[Obsolete, ...] = (
    Obsolete(
        "karpenter.sh/v1alpha5",
        "Provisioner",
        "removed",
        "Karpenter 0.33",
        "karpenter.sh/v1",
        "NodePool",
        _KARPENTER_BETA,
    ),
    Obsolete(
        "karpenter.sh/v1alpha5",
        "Machine",
        "removed",
        "Karpenter 0.33",
        "karpenter.sh/v1",
        "NodeClaim",
        _KARPENTER_BETA,
    ),
    Obsolete(
        "karpenter.k8s.aws/v1alpha1",
        "AWSNodeTemplate",
        "removed",
        "Karpenter 0.33",
        "karpenter.k8s.aws/v1",
        "EC2NodeClass",
        _KARPENTER_BETA,
    ),
    Obsolete(
        f"{_GATEWAY}/v1alpha2",
        "ReferencePolicy",
        "removed",
        "Gateway API 0.6",
        f"{_GATEWAY}/v1",
        "ReferenceGrant",
        f"{_GATEWAY_RELEASE}0.6.0",
    ),
    Obsolete(
        "gateway.networking.x-k8s.io/v1alpha1",
        "XListenerSet",
        "removed",
        "Gateway API 1.5",
        f"{_GATEWAY}/v1",
        "ListenerSet",
        f"{_GATEWAY_RELEASE}1.5.0",
    ),
)


@lru_cache(maxsize=1)
def _table() -> MappingProxyType[tuple[str, str], Obsolete]:
    table = {(entry.api_version, entry.kind): entry for entry in _RENAMED}
    for api_versions, kinds, status, since, replacement, source in _VERSIONS:
        for api_version in api_versions.split():
            for kind in kinds.split():
                table[api_version, kind] = Obsolete(api_version, kind, status, since, replacement, kind, source)
    return MappingProxyType(table)


def obsolete(api_version: str, kind: str) -> Obsolete | None:
    """Return what replaces a kind at an apiVersion, or None where that is not known to be obsolete."""
    return _table().get((api_version, kind))
