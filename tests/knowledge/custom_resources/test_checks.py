"""Custom resources in a writer's words: what is wrong, where, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kakehashi.knowledge.custom_resources.checks import block_problems
from kakehashi.knowledge.custom_resources.patches import fragment_problems, json_patch_problems, patch_problems
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.knowledge.kubernetes.values import elisions
from kakehashi.pages.yaml_tree import parse

VERSIONS = ("1.34", "1.35", "1.36", "1.37")
MANIFESTS = sorted(Path(__file__).with_name("manifests").glob("*.yaml"))


def roots(text: str) -> list[yaml.Node]:
    """The documents of a YAML text, which must be good YAML."""
    stream = parse(text)
    assert stream.error is None, stream.error
    return [root for root in stream.documents if root is not None]


def said(text: str) -> list[Problem]:
    """Everything the checks say about a block."""
    return list(block_problems(roots(text), VERSIONS, elisions=elisions(text)))


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: str(path.stem))
def test_correct_manifests_draw_nothing(path: Path) -> None:
    for document in path.read_text(encoding="utf-8").split("\n---\n"):
        assert said(document) == []


POOL = """\
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: {name: a}
spec:
  template:
    spec:
      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: a}
      requirements: [{key: kubernetes.io/arch, operator: In, values: [arm64]}]
"""


@pytest.mark.parametrize(
    ("old", "new", "rule", "suggestion"),
    [
        ("requirements:", "requirement:", "unknown-field", "Did you mean `requirements`?"),
        ("  template:", "  expireAfter: 1h\n  template:", "unknown-field",
         "It belongs at `spec.template.spec.expireAfter`."),
        ("karpenter.sh/v1", "karpenter.sh/v1beta1", "removed-api", "Use `apiVersion: karpenter.sh/v1`."),
        ("karpenter.sh/v1", "karpenter.io/v1", "unknown-api-version", "NodePool is served by `karpenter.sh/v1`."),
        ("karpenter.sh/v1", "v1", "unknown-api-version", "Write `apiVersion: karpenter.sh/v1`."),
        ("kind: NodePool", "kind: NodePol", "unknown-kind", "Did you mean `NodePool`?"),
        ("name: a}\nspec", "name: A}\nspec", "name", "Write `a`."),
        ("[arm64]", "[aarch64]", "enum", "Write `arm64`."),
        ("metadata: {name: a}", "metadata: {name: a, labels: {a: b c}}", "label", None),
        ("metadata: {name: a}\n", "", "missing-field", None),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, rule: str, suggestion: str | None) -> None:
    assert POOL.count(old) == 1 or old == "karpenter.sh/v1"
    (problem,) = said(POOL.replace(old, new, 1))
    assert (problem.rule, problem.suggestion_en) == (f"kubernetes/{rule}", suggestion)
    assert problem.ja and bool(problem.suggestion_ja) == bool(suggestion)


def test_a_new_api_version_is_certain_only_where_the_object_fits_it() -> None:
    (problem,) = said(POOL.replace("karpenter.sh/v1", "karpenter.sh/v1beta1", 1))
    assert problem.replacement == "karpenter.sh/v1"
    old = POOL.replace("karpenter.sh/v1", "karpenter.sh/v1beta1", 1).replace(
        "  template:", "  ttlSecondsUntilExpired: 1\n  template:"
    )
    (problem,) = said(old)
    assert problem.replacement is None


def test_numbers_in_the_file_of_a_tool_weigh_less_where_nothing_is_lost() -> None:
    text = (
        "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {{name: a, region: eu-west-1, version: {}}}\n"
    )
    assert [one.severity for one in said(text.format("1.36"))] == ["warning"]
    assert [one.severity for one in said(text.format("1.30"))] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: example.com/v1\nkind: Widget\nspec: {a: 1}\n",
        "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: a}\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n",
        "apiVersion: apiserver.config.k8s.io/v1alpha1\nkind: AuthenticationConfiguration\njwt: []\n",
        "apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\n",
    ],
)
def test_what_nothing_is_known_about_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_fragments_of_custom_kinds() -> None:
    (root,) = roots("consolidateAfter: 1 minute\n")
    (problem,) = fragment_problems(root, "NodePool.spec.disruption", VERSIONS)
    assert problem.rule == "kubernetes/schema"
    (problem,) = fragment_problems(root, "NodePool.spec.disrupt", VERSIONS)
    assert problem.rule == "kubernetes/unknown-place"


def test_patches() -> None:
    (root,) = roots("spec: {weigth: 3}\n")
    (problem,) = patch_problems(root, "karpenter.sh", "NodePool", VERSIONS)
    assert problem.suggestion_en == "Did you mean `weight`?"
    assert list(patch_problems(root, "example.com", "Widget", VERSIONS)) == []


def test_json_patches() -> None:
    (root,) = roots("[{op: add, path: /spec/template/spec/containers/0/ports/-, value: {containerPort: a}}]\n")
    (problem,) = json_patch_problems(root, "apps", "Deployment", VERSIONS)
    assert (problem.rule, problem.path) == (
        "kubernetes/wrong-type",
        "spec.template.spec.containers[0].ports[-].containerPort",
    )


def test_names_in_a_block() -> None:
    route = (
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\n"
        "spec: {rules: [{backendRefs: [{name: web, port: 81}]}]}\n---\n"
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n"
    )
    (problem,) = said(route)
    assert problem.rule == "kubernetes/ingress-backend"
    assert said(route.replace("81", "80")) == []
