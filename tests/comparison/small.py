"""A small map that the tests share."""

from __future__ import annotations

from pathlib import Path

from kakehashi.comparison.concepts import ConceptMap
from kakehashi.comparison.markup import View
from kakehashi.comparison.reading import read_map

_REFERENCE = "reference: {ja: https://example.org/ja/, en: https://example.org/en/}"


def _concept(identifier: str, side: str, ja: str, en: str, where: str = _REFERENCE, more: str = "") -> str:
    return (
        f"  - id: {identifier}\n    side: {side}\n    name: {{ja: {ja}, en: {en}}}\n{more}"
        f"    summary: {{ja: {ja}の要約です。, en: About {en}.}}\n    {where}\n"
    )


def _row(identifier: str, ecs: str, kubernetes: str, relation: str, trap: str = "") -> str:
    return (
        f"  - id: {identifier}\n    category: service\n    ecs: [{ecs}]\n    kubernetes: [{kubernetes}]\n"
        f"    relation: {relation}\n{trap}    sources: [https://example.org/]\n    verified: 2026-11-23\n"
        "    confidence: verified\n    owner: concepts/workloads\n"
    )


MAP = (
    "concepts:\n"
    + _concept("ecs-task", "ecs", "タスク", "task", more="    aliases: {en: [tasks]}\n")
    + _concept("ecs-service", "ecs", "サービス", "service")
    + _concept("ecs-alb", "ecs", "ALB", "ALB")
    + _concept("pod", "kubernetes", "Pod", "Pod", "home: concepts/workloads.md#pods", "    aliases: {en: [Pods]}\n")
    + _concept("deployment", "kubernetes", "Deployment", "Deployment", "home: concepts/workloads.md#deployments")
    + _concept("service", "kubernetes", "Service", "Service")
    + _concept("ingress", "kubernetes", "Ingress", "Ingress")
    + _concept("gateway", "kubernetes", "Gateway", "Gateway")
    + _concept("etcd", "kubernetes", "etcd", "etcd")
    + _concept("managed-node-group", "eks", "マネージドノードグループ", "managed node group")
    + "relations:\n"
    + _row("M001", "ecs-task", "pod", "partial", "    trap: {ja: '罠 <b> と `x` です。', en: 'A trap <b> and `x`.'}\n")
    + _row("M002", "ecs-service", "deployment, service", "different-layer")
    + _row("M003", "ecs-service, ecs-task", "deployment, service, pod", "equivalent")
    + _row("M004", "", "etcd", "none")
    + _row("M005", "ecs-alb", "ingress", "partial")
    + _row("M006", "ecs-alb", "gateway", "partial")
    + _row("M007", "ecs-alb, ecs-task", "etcd", "none")
)


def small_map(folder: Path) -> ConceptMap:
    """Return the small map, read from a file below *folder*."""
    (folder / "map").mkdir(exist_ok=True)
    (folder / "map" / "all.yaml").write_text(MAP, "utf-8")
    found = read_map(folder, "map")
    assert found.problems == ()
    return found


def view_of(concepts: ConceptMap, language: str, *pages: str) -> View:
    """Return a view from a page at the root of a site that has *pages*."""
    known = set(pages)

    def address(place: str) -> str | None:
        key, _, section = place.partition("#")
        return key.removesuffix(".md") + "/" + (f"#{section}" if section else "") if key in known else None

    return View(concepts, language, address)
