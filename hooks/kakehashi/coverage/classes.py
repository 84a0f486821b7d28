"""Which class a fenced block is in, by what the rules and the knowledge behind them can judge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import yaml

from kakehashi.finding import Words
from kakehashi.knowledge import custom_resources
from kakehashi.knowledge.commands.kubectl.resources import table
from kakehashi.knowledge.ecs.documents import identify as identify_ecs
from kakehashi.knowledge.iam.policy import identify as identify_iam
from kakehashi.knowledge.kubernetes.fragments import fragment
from kakehashi.knowledge.kubernetes.identity import identify
from kakehashi.knowledge.kubernetes.manifest import Manifest, items_of_list
from kakehashi.pages.embedded import embedded_in
from kakehashi.pages.objects import objects_in, policies_in
from kakehashi.pages.snippet import MAX_SNIPPET_BYTES, Snippet
from kakehashi.pages.verdicts import verdicts_of
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

from . import Block, Status

SHOWN = frozenset({"text", "mermaid", "markdown", "md", "diff"})
"""Languages of text that is only shown."""

IAM = "IAM policy"
"""What policies of IAM are checked against."""

Part = str | Words
"""A part of a block: what it was checked against, or why it was not."""


def classify(fence: Snippet, settings: Settings) -> Block:
    """Put a fenced block into its class.

    Args:
        fence: The block.
        settings: The settings of the run.

    Returns:
        The block, in exactly one class.
    """

    def block(status: Status, against: tuple[str, ...] = (), gaps: tuple[Words, ...] = ()) -> Block:
        return Block(fence.path, fence.opening.line.number, fence.language, status, against, gaps)

    if fence.skip is not None:
        return block(Status.SKIPPED, (), (Words(f"skipped: {fence.skip}", f"除外: {fence.skip}"),))
    if fence.language in SHOWN:
        return block(Status.SHOWN)
    if len(fence.text) > MAX_SNIPPET_BYTES:
        long = Words(f"longer than {MAX_SNIPPET_BYTES} characters", f"{MAX_SNIPPET_BYTES} 文字を超えています")
        return block(Status.PARTLY, (), (long,))
    parts = list(dict.fromkeys(_parts(fence, settings)))
    against = tuple(part for part in parts if isinstance(part, str))
    gaps = tuple(part for part in parts if isinstance(part, Words))
    return block(Status.PARTLY if gaps else Status.CHECKED, against, gaps)


def _parts(fence: Snippet, settings: Settings) -> Iterator[Part]:
    if fence.language in ("yaml", "json", "jsonc"):
        yield "YAML" if fence.language == "yaml" else "JSON"
        yield from _documents(fence, settings)
    elif fence.language in ("bash", "console"):
        yield "shellcheck"
        yield from _commands(fence)
        for inner in embedded_in(fence):
            yield from _documents(inner, settings) if not inner.embedded.endswith("patch") else ()
        yield from _patches(fence, settings.kubernetes_versions)
        yield from _policies(fence)
    else:
        name = fence.language or "-"
        yield Words(f"nothing is known about the language {name}", f"言語 {name} の検査方法がありません")


@cache
def _rooms() -> frozenset[str]:
    """The rooms that hold rules: nothing is called checked that no rule looks at."""
    return frozenset(rule.partition("/")[0] for rule in catalogue())


def _documents(snippet: Snippet, settings: Settings) -> Iterator[Part]:
    """How far the objects of a YAML or JSON text are checked."""
    if snippet.marking in ("template", "alternatives"):
        if snippet.marking == "template":
            yield Words(
                "a template: what it expands to is not checked", "テンプレートのため、展開後の内容は検査していません"
            )
        else:
            yield Words(
                "alternatives: only the syntax is checked", "書き方を並べたものなので、構文だけを検査しています"
            )
        return
    for root in snippet.yaml.documents:
        if isinstance(root, yaml.MappingNode | yaml.SequenceNode):
            for item in items_of_list(root) or (root,):
                yield from _document(item, snippet.marking, settings.kubernetes_versions)


def _label(versions: tuple[str, ...]) -> str:
    return f"Kubernetes {versions[0]}–{versions[-1]}" if len(versions) > 1 else f"Kubernetes {versions[0]}"


def _patches(fence: Snippet, versions: tuple[str, ...]) -> Iterator[Part]:
    """How far the patches on a command line are checked: only a known resource type says what they change."""
    for text in objects_in(fence):
        if text.form != "object":
            if text.resource and table().resolve(text.resource):
                yield _label(versions)
            else:
                yield Words(
                    "a patch of a type nothing is known about: its fields are not checked",
                    "未知の種類へのパッチのため、フィールドは検査していません",
                )


def _policies(fence: Snippet) -> Iterator[Part]:
    """Whether the command lines hold policies of IAM that are checked."""
    if "iam" in _rooms() and any(identify_iam(root) for text in policies_in(fence) for root in text.roots):
        yield IAM


def _document(root: yaml.Node, marking: str, versions: tuple[str, ...]) -> Iterator[Part]:
    kubernetes = _label(versions)
    if "ecs" in _rooms() and identify_ecs(root):
        yield "Amazon ECS API"
        return
    if "iam" in _rooms() and identify_iam(root):
        yield IAM
        return
    if "kubernetes" not in _rooms():
        yield Words("fields are not checked", "フィールドは検査していません")
        return
    name, _, place = marking.partition(":")
    if place:
        placed = fragment(root, place, versions, partial=name == "patch")
        kind = place.partition(".")[0].partition("@")[0]
        if isinstance(placed, Manifest):
            yield kubernetes
        elif custom_resources.api_versions_of(kind):
            yield f"{kind} ({custom_resources.api_versions_of(kind)[0]})"
        return
    identity = identify(root, versions, _knows)
    what = f"{identity.api_version} {identity.kind}".strip()
    known = _custom(identity.api_version, identity.kind)
    if identity.classification in ("built-in", "removed", "list"):
        yield kubernetes
    elif known is not None:
        yield f"{known.source.name} {known.source.version}"
        if known.partial:
            yield Words(f"{what}: some of its fields are not known", f"{what}: 一部のフィールドは情報がありません")
    elif identity.classification == "fragment":
        yield Words(
            "a fragment that names no place: its fields are not checked",
            "場所の分からない断片のため、フィールドは検査していません",
        )
    elif what:
        yield Words(f"{what}: no schema is known", f"{what}: スキーマがありません")
    else:
        yield Words(
            "a format nothing is known about: its fields are not checked", "未知の形式のため、項目は検査していません"
        )


def _custom(api_version: str, kind: str) -> custom_resources.CustomKind | None:
    group, _, version = api_version.rpartition("/")
    return custom_resources.load(group, version, kind)


def _knows(api_version: str, kind: str) -> bool:
    return _custom(api_version, kind) is not None


def _commands(snippet: Snippet) -> Iterator[Part]:
    """How far the commands of a shell text are checked."""
    if snippet.marking == "template":
        yield Words("a template: its commands are not checked", "テンプレートのため、コマンドは検査していません")
        return
    for _, verdict in verdicts_of(snippet):
        if verdict.status == "checked":
            yield f"{verdict.tool} {verdict.version}".strip()
        elif verdict.status == "unchecked":
            yield Words(f"no grammar of `{verdict.tool}` here", f"`{verdict.tool}` の文法の情報がありません")
