"""Every check of Kubernetes objects in one place, by what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import yaml

from kakehashi.knowledge.kubernetes import (
    conflicts,
    cron,
    deprecated,
    enums,
    formats,
    images,
    names,
    pods,
    quantities,
    ranges,
    references,
    requirements,
    rights,
    schema,
    services,
    workloads,
)
from kakehashi.knowledge.kubernetes.identity import KnowsCustom, identity_problems, read
from kakehashi.knowledge.kubernetes.manifest import Manifest, items_of_list
from kakehashi.knowledge.kubernetes.problem import Problem

ERRORS = (
    "address", "base64", "cron", "data-key", "duplicate-name", "enum", "exclusive-fields", "image", "ingress-backend",
    "ambiguous-scalar", "label", "missing-field", "missing-identity", "missing-key", "name", "probe-handler",
    "quantity", "range", "removed-api", "request-above-limit", "restart-policy", "scale-target", "schema", "selector",
    "selector-values", "target-port", "too-large", "unknown-api-version", "unknown-field", "unknown-kind",
    "unknown-place", "volume-mount", "wrong-type",
)  # fmt: skip
"""Rules whose problems are errors, save where a problem says otherwise; each id stands behind `kubernetes/`."""

WARNINGS = (
    "base64-newline", "deprecated-api", "deprecated-field", "deprecated-key", "empty-value", "image-host", "image-tag",
    "newer-api", "newer-field", "quantity-unit", "reference", "service-selector", "unused-volume",
)  # fmt: skip
"""Rules whose problems are warnings, save where a problem says otherwise."""

MANIFEST_CHECKS: tuple[Callable[[Manifest], Iterator[Problem]], ...] = (
    schema.schema_problems,
    quantities.quantity_problems,
    quantities.request_limit_problems,
    enums.enum_problems,
    names.name_problems,
    names.label_problems,
    names.selector_value_problems,
    ranges.range_problems,
    cron.cron_problems,
    formats.base64_problems,
    formats.address_problems,
    images.image_problems,
    images.image_tag_problems,
    images.image_host_problems,
    deprecated.deprecated_key_problems,
    deprecated.deprecated_field_problems,
    pods.volume_problems,
    pods.duplicate_problems,
    pods.probe_problems,
    workloads.selector_problems,
    workloads.restart_policy_problems,
    requirements.exclusive_problems,
    requirements.needed_problems,
    conflicts.service_conflict_problems,
    conflicts.container_conflict_problems,
    conflicts.well_known_value_problems,
    rights.rights_problems,
)
"""Checks of one manifest or placed fragment."""

METADATA_CHECKS: tuple[Callable[[Manifest], Iterator[Problem]], ...] = (
    schema.schema_problems,
    names.name_problems,
    names.label_problems,
    deprecated.deprecated_key_problems,
    conflicts.well_known_value_problems,
)
"""Those of them that concern metadata."""

BLOCK_CHECKS: tuple[Callable[[Sequence[Manifest]], Iterator[Problem]], ...] = (
    services.service_selector_problems,
    services.target_port_problems,
    services.ingress_problems,
    references.reference_problems,
    references.scale_target_problems,
    references.key_problems,
)
"""Checks of the manifests of one block together."""


def manifests_of(
    roots: Sequence[yaml.Node],
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
    knows_custom: KnowsCustom | None = None,
) -> list[Manifest]:
    """The manifests of a block's documents, the items of Lists as manifests of their own."""
    found: list[Manifest] = []
    for root in roots:
        inner = items_of_list(root)
        for node in [root] if inner is None else inner:
            found.append(read(node, versions, partial=partial, elisions=elisions, knows_custom=knows_custom))
    return found


def problems(
    roots: Sequence[yaml.Node],
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
    knows_custom: KnowsCustom | None = None,
) -> Iterator[Problem]:
    """Everything the checks say about one block.

    Args:
        roots: The root nodes of its documents.
        versions: Kubernetes minor versions, for example `("1.36", "1.37")`.
        partial: The documents are patches: required fields may be missing.
        elisions: Lines (from 0) holding a comment such as `# ...`, see `values.elisions`.
        knows_custom: Whether a schema is known for a custom (apiVersion, kind).
    """
    found = manifests_of(roots, versions, partial=partial, elisions=elisions, knows_custom=knows_custom)
    yield from manifest_problems(found, versions, knows_custom)


def manifest_problems(
    found: Sequence[Manifest], versions: tuple[str, ...], knows_custom: KnowsCustom | None = None
) -> Iterator[Problem]:
    """Everything the checks say about the manifests of one block, see `problems`."""
    for manifest in found:
        misspelt = list(identity_problems(manifest.root, versions, knows_custom))
        yield from misspelt
        spoken = {id(one.node) for one in misspelt}
        for check in MANIFEST_CHECKS if manifest.type else ():
            # A misspelt `apiversion` is also a field the kind does not have; once is enough.
            yield from (one for one in check(manifest) if id(one.node) not in spoken)
    for block_check in BLOCK_CHECKS:
        yield from block_check(found)
