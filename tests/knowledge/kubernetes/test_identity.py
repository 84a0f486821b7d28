"""What a document is."""

from __future__ import annotations

import pytest
from tests.knowledge.kubernetes.support import VERSIONS, found, roots, short

from kakehashi.knowledge.kubernetes.identity import identify, read
from kakehashi.knowledge.kubernetes.schemas import Schemas, known_versions, schemas_for


@pytest.mark.parametrize(
    ("text", "classification", "owner"),
    [
        ("apiVersion: v1\nkind: Pod\n", "built-in", ""),
        ("apiVersion: v1\nkind: List\nitems: []\n", "list", ""),
        ("apiVersion: v1\nkind: PodList\nitems: []\n", "list", ""),
        ("apiVersion: v1\nkind: Config\n", "tool", "kubectl"),
        ("apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n", "tool", "kind"),
        ("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", "tool", "kustomize"),
        ("apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n", "tool", "eksctl"),
        ("apiVersion: v2\nname: chart\nversion: 1.0.0\n", "tool", "Helm"),
        ("apiVersion: karpenter.sh/v1\nkind: NodePool\n", "custom", "Karpenter"),
        ("apiVersion: s3.services.k8s.aws/v1alpha1\nkind: Bucket\n", "custom", "ACK"),
        ("apiVersion: example.com/v1\nkind: Service\n", "unknown-custom", ""),
        ("apiVersion: extensions/v1beta1\nkind: Deployment\n", "removed", ""),
        ("apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: FlowSchema\n", "built-in", ""),
        ("containers:\n- name: x\n", "fragment", ""),
        ("- a\n", "not-kubernetes", ""),
        ("text\n", "not-kubernetes", ""),
    ],
)
def test_classification(text: str, classification: str, owner: str) -> None:
    identity = identify(roots(text)[0], VERSIONS)
    assert (identity.classification, identity.owner) == (classification, owner)


def test_a_known_custom_schema_makes_a_custom_resource() -> None:
    root = roots("apiVersion: example.com/v1\nkind: Backup\n")[0]
    assert (
        identify(root, VERSIONS, lambda api, kind: (api, kind) == ("example.com/v1", "Backup")).classification
        == "custom"
    )


def test_a_misspelt_kind_is_still_checked_by_the_right_schema() -> None:
    text = "apiVersion: v1\nkind: Deployment\nmetadata: {name: x}\nspec: {replica: 1}\n"
    assert short(found(text)) == [(1, "unknown-api-version"), (4, "missing-field"), (4, "unknown-field")]


def test_placeholders_for_kind_and_version_say_nothing() -> None:
    assert found("apiVersion: <api-version>\nkind: <kind>\nmetadata: {name: x}\n") == []


def test_a_patch_that_says_so_may_lack_fields() -> None:
    text = "$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n"
    assert read(roots(text)[0], VERSIONS).partial
    assert found(text) == []


def test_versions_outside_the_snapshot() -> None:
    with pytest.raises(ValueError, match=r"1\.20"):
        Schemas(("1.20",))
    with pytest.raises(ValueError, match="no Kubernetes version"):
        Schemas(())
    major, minor = known_versions()[-1].split(".")
    newer = f"{major}.{int(minor) + 1}"
    assert Schemas((newer,)).definition_of("apps/v1", "Deployment") == "apps.v1.Deployment"


def test_the_history_of_a_field() -> None:
    schemas = schemas_for(VERSIONS)
    assert schemas.history("core.v1.PodSpec", "workloadRef") == ("1.35", "1.36")
    assert schemas.history("core.v1.PodSpec", "containers") == (None, None)
    assert schemas.history("core.v1.PodSpec", "gizmo") == (None, None)
    assert schemas.kinds["HorizontalPodAutoscaler"] == ["autoscaling/v2", "autoscaling/v1"]
