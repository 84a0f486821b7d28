"""Parts of objects whose kind is told from outside: fragments placed by a page, patches given to a command."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.custom_resources.catalogue import (
    CustomKind,
    Schema,
    api_versions_of,
    load,
)
from kakehashi.knowledge.custom_resources.catalogue import (
    versions as versions_of,
)
from kakehashi.knowledge.custom_resources.checks import checked, object_problems, part_problems
from kakehashi.knowledge.custom_resources.explain import explain_part, resolved
from kakehashi.knowledge.kubernetes.fragments import fragment
from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.schemas import FieldType, schemas_for
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import TooManyNodesError, fields, is_placeholder, items, text
from kakehashi.knowledge.kubernetes.words import shown

_PLACE = re.compile(
    r"(?:(?P<before>(?:[\w.-]+/)?v\d\w*)/)?(?P<kind>[A-Za-z]\w*)(?:@(?P<after>(?:[\w.-]+/)?v\d\w*))?(?:\.(?P<path>.+))?"
)
_INDEX = re.compile(r"\[\d*\]$")
_OPERATIONS = {
    "add": ("value",),
    "copy": ("from",),
    "move": ("from",),
    "remove": (),
    "replace": ("value",),
    "test": ("value",),
}
"""The operations of RFC 6902 and what each needs besides `path`."""


def fragment_problems(
    root: yaml.Node, place: str, versions: tuple[str, ...], *, elisions: frozenset[int] = frozenset()
) -> Iterator[Problem]:
    """Everything wrong with a fragment at its place, which is `Kind.path`, also of a known custom kind.

    Args:
        root: The fragment's root node.
        place: Such as `Deployment.spec.template.spec`, `NodePool.spec`, `Kind@apiVersion.path`.
        versions: Kubernetes minor versions it must be right for.
        elisions: Lines (from 0) with a comment such as `# ...`.
    """
    matched = _PLACE.fullmatch(place)
    if matched:
        api = matched["before"] or matched["after"] or ""
        schemas = schemas_for(versions)
        if matched["kind"] not in schemas.kinds and (api or api_versions_of(matched["kind"])):
            api = api or api_versions_of(matched["kind"])[0]
            group, _, version = api.rpartition("/")
            custom = load(group, version, matched["kind"])
            if custom:
                yield from _custom_fragment(root, custom, matched["path"] or "", versions, elisions)
                return
        place = f"{f'{api}/' if api else ''}{matched['kind']}{'.' + matched['path'] if matched['path'] else ''}"
    placed = fragment(root, place, versions, elisions=elisions)
    if isinstance(placed, Problem):
        yield placed
    else:
        yield from checked(placed)


def _custom_fragment(
    root: yaml.Node, custom: CustomKind, path: str, versions: tuple[str, ...], elisions: frozenset[int]
) -> Iterator[Problem]:
    schema: Schema = custom.schema
    last = ""
    for step in path.split(".") if path else []:
        name = _INDEX.sub("", step)
        schema = _item(resolved(schema, custom))
        reference = schema.get("x-kubernetes-ref") or (
            "meta.v1.ObjectMeta" if "x-kubernetes-object-meta" in schema else ""
        )
        if reference and "properties" not in schema:
            # What Kubernetes defines inside a custom kind is not looked up any deeper.
            return
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties", True)
        if name not in known and rest is False:
            near, _ = nearest(name, known)
            words = (
                f"`check=` places this at `{custom.kind}.{path}`, but there is no `{name}`.",
                f"`check=` の場所 `{custom.kind}.{path}` に `{name}` はない。",
            )
            names_en, names_ja = listed(sorted(known))
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            yield problem("unknown-place", root, "", words, hint or (f"There is {names_en}.", f"あるのは {names_ja}。"))
            return
        if name not in known and rest is True:
            return
        schema, last = resolved(known.get(name, rest), custom), name
        if name != step:
            schema = _item(schema)
    entries = fields(root)
    if last and entries.keys() == {last} and last not in resolved(_item(schema), custom).get("properties", {}):
        root = entries[last][1]
    if isinstance(root, yaml.MappingNode):
        schema = _item(resolved(schema, custom))
    try:
        found, parts = explain_part(root, custom, schema, schemas_for(versions), elisions=elisions)
    except TooManyNodesError:
        return
    yield from found
    for part in parts:
        yield from part_problems(part, versions, elisions=elisions)


def _item(schema: Schema) -> Schema:
    return schema["items"] if schema.get("type") == "array" and "items" in schema else schema


def patch_problems(
    root: yaml.Node, group: str, kind: str, versions: tuple[str, ...], *, elisions: frozenset[int] = frozenset()
) -> Iterator[Problem]:
    """Everything wrong with a patch that is merged into an object of a kind; nothing where the kind is not known."""
    schemas = schemas_for(versions)
    for api in schemas.kinds.get(kind, ()):
        if api.rpartition("/")[0] == group:
            definition = schemas.definition_of(api, kind)
            yield from checked(Manifest(root, versions, definition, api, kind, partial=True, elisions=elisions))
            return
    known = versions_of(group, kind)
    custom = load(group, known[0], kind) if known else None
    if custom:
        yield from object_problems(root, custom, versions, partial=True, elisions=elisions)


def json_patch_problems(
    root: yaml.Node, group: str, kind: str, versions: tuple[str, ...], *, elisions: frozenset[int] = frozenset()
) -> Iterator[Problem]:
    """Everything wrong with a list of JSON Patch operations (RFC 6902), the fields of a built-in kind included."""
    if not isinstance(root, yaml.SequenceNode):
        words = "A JSON patch is a list of operations.", "JSON パッチは操作のリストで書く。"
        yield problem("wrong-type", root, "", words, ("Write `[{…}]`.", "`[{…}]` と書く。"))
        return
    for index, node in enumerate(items(root)):
        entries = fields(node)
        if not entries:
            continue
        yield from _operation(node, f"[{index}]")
        pointer, value = entries.get("path"), entries.get("value")
        way = text(pointer[1]) if pointer else None
        if pointer and way is not None and kind:
            yield from _target(pointer[1], way, value[1] if value else None, group, kind, versions, elisions)


def _operation(node: yaml.Node, path: str) -> Iterator[Problem]:
    entries = fields(node)
    operation = text(entries.get("op", (None, None))[1])
    first = node.value[0][0]
    if "op" in entries and operation is not None and operation not in _OPERATIONS:
        near, _ = nearest(operation, _OPERATIONS)
        names_en, names_ja = listed(sorted(_OPERATIONS))
        words = (
            f"`op` must be {names_en}, not `{shown(operation)}`.",
            f"`op` に書けるのは {names_ja}（今は `{shown(operation)}`）。",
        )
        hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
        yield problem("enum", entries["op"][1], f"{path}.op", words, hint)
    for name in ("op", "path", *_OPERATIONS.get(operation or "", ())):
        if name not in entries:
            words = f"The operation lacks `{name}`.", f"操作に `{name}` がない。"
            yield problem("missing-field", first, f"{path}.{name}", words)
    for name, (key, _) in entries.items():
        if name not in ("op", "path", "value", "from") and not is_placeholder(key):
            near, _ = nearest(name, ("op", "path", "value", "from"))
            words = f"An operation has no field `{shown(name)}`.", f"操作に `{shown(name)}` というフィールドはない。"
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            yield problem("unknown-field", key, f"{path}.{name}", words, hint)


def _target(
    node: yaml.Node,
    way: str,
    value: yaml.Node | None,
    group: str,
    kind: str,
    versions: tuple[str, ...],
    elisions: frozenset[int],
) -> Iterator[Problem]:
    """The place an operation names, and the value it puts there."""
    if way and not way.startswith("/"):
        words = f"The path `{shown(way)}` must start with `/`.", f"パス `{shown(way)}` は `/` で始める。"
        yield problem(
            "address",
            node,
            "path",
            words,
            (f"Write `/{way.replace('.', '/')}`.", f"`/{way.replace('.', '/')}` と書く。"),
        )
        return
    schemas = schemas_for(versions)
    api = next((one for one in schemas.kinds.get(kind, ()) if one.rpartition("/")[0] == group), None)
    definition = schemas.definition_of(api, kind) if api else None
    if not definition:
        return
    current = FieldType("definition", definition)
    at = ""
    for raw in way.split("/")[1:]:
        step = raw.replace("~1", "/").replace("~0", "~")
        if current.shape in ("list", "map") and current.inner:
            if current.shape == "list" and step != "-" and not step.isdecimal():
                words = (
                    f"`{at}` is a list: after it comes an index or `-`, not `{shown(step)}`.",
                    f"`{at}` はリストなので、次は番号か `-`（今は `{shown(step)}`）。",
                )
                yield problem("unknown-field", node, at, words)
                return
            at += f"[{step}]" if current.shape == "list" else f".{step}"
            current = current.inner
            continue
        if current.shape != "definition" or schemas.definition(current.name).free:
            return
        known = schemas.definition(current.name).fields
        if step not in known:
            near, _ = nearest(step, known)
            where = f"`{at}`" if at else kind
            words = f"{where} has no field `{shown(step)}`.", f"{where} に `{shown(step)}` というフィールドはない。"
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            yield problem("unknown-field", node, at, words, hint)
            return
        current = known[step]
        at = f"{at}.{step}" if at else step
    if value is not None:
        name = current.name if current.shape == "definition" else None
        placed = Manifest(
            value, versions, name, kind=kind, partial=True, fragment=True, elisions=elisions, place=current, at=at
        )
        yield from checked(placed)
