"""What belongs to one platform: commands and objects of EKS, commands and files of kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .manifest import mapping, text
from .objects import Object
from .place import Place, Text
from .state import State

COMMANDS = {"kind": ("aws", "eksctl"), "eks": ("kind", "minikube", "cloud-provider-kind")}
"""Programs that have no business in a lab of a platform."""

_GROUPS = ("eks.amazonaws.com", "elbv2.k8s.aws", "vpcresources.k8s.aws", "crd.k8s.amazonaws.com", "karpenter.k8s.aws",
           "networking.k8s.aws", "application-networking.k8s.aws", "gateway.k8s.aws")  # fmt: skip
_ANNOTATIONS = ("eks.amazonaws.com/", "alb.ingress.kubernetes.io/", "service.beta.kubernetes.io/aws-")
_PROVISIONERS = (".csi.aws.com", ".csi.eks.amazonaws.com")
_NODE_LABELS = ("eks.amazonaws.com/", "karpenter.k8s.aws/", "alpha.eksctl.io/")


def _words(one: Object) -> Iterator[tuple[Text, str]]:
    """Yield the words of an object that only EKS understands, with what they are."""
    if one.type.group in _GROUPS and (version := text(one.data, "apiVersion")) is not None:
        yield version, "api"
    for key in mapping(one.data, "metadata", "annotations"):
        if isinstance(key, Text) and key.startswith(_ANNOTATIONS):
            yield key, "annotation"
    provisioner = text(one.data, "provisioner")
    if one.is_a("StorageClass") and provisioner is not None and provisioner.endswith(_PROVISIONERS):
        yield provisioner, "provisioner"
    kind = text(one.data, "spec", "ingressClassName")
    if kind == "alb" and kind is not None:
        yield kind, "class"
    spec: Any = mapping(one.data, "spec", "template", "spec") or mapping(one.data, "spec")
    for key in mapping(spec, "nodeSelector"):
        if isinstance(key, Text) and key.startswith(_NODE_LABELS):
            yield key, "label"


def check_command(state: State, name: str, place: Place) -> None:
    """Note a command of another platform."""
    if name in COMMANDS[state.declaration.platform]:
        state.trouble("wrong-platform", place, name, platform=state.declaration.platform, what="command")


def check_object(state: State, one: Object) -> None:
    """Note an object of EKS in a lab on kind."""
    if state.declaration.platform == "kind":
        for word, what in _words(one):
            state.trouble("wrong-platform", word.place, word, platform="kind", what=what)
