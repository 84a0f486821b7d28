"""The loader: what it finds, what it says of what it does not know, and that it is lazy."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from kakehashi.knowledge.custom_resources import (
    api_versions_of,
    catalogue,
    kinds,
    known_groups,
    load,
    obsolete,
    versions,
)


def test_load_tells_where_a_schema_comes_from() -> None:
    known = load("karpenter.sh", "v1", "NodePool")
    assert known is not None
    assert (known.api_version, known.partial) == ("karpenter.sh/v1", False)
    assert known.source.name == "npm @kubernetes-models/karpenter"
    assert known.source.licence == "MIT"
    assert load("karpenter.sh", "v1", "NodePool") is known


def test_two_sources_in_one_group_stay_apart() -> None:
    application = load("argoproj.io", "v1alpha1", "Application")
    rollout = load("argoproj.io", "v1alpha1", "Rollout")
    assert application is not None
    assert rollout is not None
    assert application.source.upstream.startswith("argoproj/argo-cd ")
    assert rollout.source.upstream.startswith("argoproj/argo-rollouts ")


def test_the_core_group_holds_the_kubeconfig() -> None:
    known = load("", "v1", "Config")
    assert known is not None
    assert known.api_version == "v1"
    assert load("", "v1", "Pod") is None


@pytest.mark.parametrize(
    "group", ["example.com", "core", "../kubernetes/definitions", "apps", "Karpenter.sh", "a" * 10_000, "\0"]
)
def test_an_unknown_group_is_nothing_and_costs_nothing(group: str) -> None:
    start = time.perf_counter()
    assert load(group, "v1", "Thing") is None
    assert versions(group, "Thing") == ()
    assert kinds(group) == frozenset()
    assert time.perf_counter() - start < 0.05


def test_unknown_version_or_kind() -> None:
    assert load("karpenter.sh", "v1beta1", "NodePool") is None
    assert load("karpenter.sh", "v1", "NodePools") is None
    assert versions("karpenter.sh", "NodePools") == ()


def test_versions_are_in_the_order_of_kubernetes() -> None:
    assert versions("gateway.networking.k8s.io", "TLSRoute") == ("v1", "v1alpha3", "v1alpha2")
    assert versions("gateway.networking.k8s.io", "Gateway") == ("v1", "v1beta1")


def test_a_kind_is_found_in_every_group_that_has_it() -> None:
    assert api_versions_of("TargetGroupBinding") == ("eks.amazonaws.com/v1", "elbv2.k8s.aws/v1beta1")
    assert api_versions_of("Config") == ("v1",)
    assert api_versions_of("Nothing") == ()


def test_only_the_file_asked_for_is_read() -> None:
    program = (
        "from kakehashi.knowledge.custom_resources import catalogue, load, obsolete\n"
        "assert obsolete('karpenter.sh/v1beta1', 'NodePool') and load('example.com', 'v1', 'A') is None\n"
        "print(catalogue._file.cache_info().currsize)\n"
        "load('kind.x-k8s.io', 'v1alpha4', 'Cluster')\n"
        "print(catalogue._file.cache_info().currsize)\n"
    )
    hooks = str(catalogue.FOLDER.parents[2])
    result = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": hooks}, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["0", "1"]


class TestObsolete:
    def test_a_removed_version(self) -> None:
        found = obsolete("external-secrets.io/v1beta1", "ExternalSecret")
        assert found is not None
        assert (found.status, found.since) == ("removed", "External Secrets Operator 0.17")
        assert (found.replacement_api_version, found.renamed) == ("external-secrets.io/v1", False)

    def test_a_renamed_kind(self) -> None:
        found = obsolete("karpenter.k8s.aws/v1alpha1", "AWSNodeTemplate")
        assert found is not None
        assert found.renamed
        assert (found.replacement_api_version, found.replacement_kind) == ("karpenter.k8s.aws/v1", "EC2NodeClass")

    def test_what_is_current_is_not_obsolete(self) -> None:
        assert obsolete("karpenter.sh/v1", "NodePool") is None
        assert obsolete("example.com/v1", "Thing") is None

    def test_every_replacement_has_a_schema_and_every_entry_a_source(self) -> None:
        from kakehashi.knowledge.custom_resources.obsolete import _table

        assert len(_table()) > 50
        for entry in _table().values():
            group, _, version = entry.replacement_api_version.rpartition("/")
            assert load(group, version, entry.replacement_kind) is not None, entry
            assert entry.source.startswith("https://")
            assert entry.since[-1].isdigit()

    def test_what_is_not_served_has_no_schema(self) -> None:
        from kakehashi.knowledge.custom_resources.obsolete import _table

        for entry in _table().values():
            group, _, version = entry.api_version.rpartition("/")
            if load(group, version, entry.kind) is not None:
                assert entry.status != "removed", entry

    def test_every_known_groups_older_versions_are_explained(self) -> None:
        """A version that is loaded beside a better one is in the table, so that readers learn the better one."""
        kept = {
            ("apiserver.config.k8s.io", "AuthenticationConfiguration"),  # the beta is what 1.30 to 1.33 read
            ("client.authentication.k8s.io", "ExecCredential"),  # the beta is what the AWS command line writes
        }
        for group in known_groups():
            for kind in kinds(group):
                for version in versions(group, kind)[1:]:
                    if (group, kind) not in kept:
                        assert obsolete(f"{group}/{version}", kind) is not None, (group, version, kind)
