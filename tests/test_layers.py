"""Imports point one way: a folder's place says what it may know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "hooks" / "kakehashi"
HOOKS = ENGINE.parent

# A layer may import itself and everything above it in this list.
LAYERS = [
    "collection",
    "finding",
    "knowledge",
    "pages",
    "settings",
    "suppression",
    "tools",
    "comparison",
    "lab",
    "freshness",
    "diagrams",
    "built",
    "rule",
    "rules",
    "coverage",
    "marking",
    "cache",
    "engine",
    "session",
    "fixing",
    "reporters",
    "publishing",
    "cli",
]


def _modules() -> list[Path]:
    return sorted(
        path for path in ENGINE.rglob("*.py") if path.parent != ENGINE or path.stem not in ("__init__", "__main__")
    )


def _layer(parts: tuple[str, ...]) -> str:
    return parts[0]


def _imports(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield line and module (relative to the engine) of every import of our own."""
    package = path.relative_to(ENGINE).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == "kakehashi" and len(name.name.split(".")) > 1:
                    yield node.lineno, tuple(name.name.split(".")[1:])
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                target = base + tuple((node.module or "").split(".") if node.module else ())
            elif (node.module or "").split(".")[0] == "kakehashi":
                target = tuple((node.module or "").split(".")[1:])
            else:
                continue
            if target:
                yield node.lineno, target
            else:
                for name in node.names:
                    if name.name in LAYERS:
                        yield node.lineno, (name.name,)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(ENGINE).parts[0].removesuffix(".py")
    assert own in LAYERS, f"{path.name}: give the new layer {own} its place in LAYERS"
    for line, target in _imports(path):
        wanted = _layer(target)
        assert LAYERS.index(wanted) <= LAYERS.index(own), f"{path}:{line}: {own} may not import {wanted}"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_the_engine_knows_no_mkdocs(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] not in ("mkdocs", "material", "mkdocs_static_i18n"), f"{path}: imports {name}"


def test_knowledge_and_finding_import_nothing_of_ours() -> None:
    for path in _modules():
        layer = path.relative_to(ENGINE).parts[0].removesuffix(".py")
        if layer in ("finding", "knowledge"):
            for line, target in _imports(path):
                assert target[0] == layer, f"{path}:{line}: {layer} may not import {target[0]}"


def test_a_rule_imports_no_other_rule() -> None:
    for path in (ENGINE / "rules").glob("*/*.py"):
        room = path.parent.name
        for line, target in _imports(path):
            if target[0] == "rules" and path.stem != "__init__":
                assert target[1] == room and target[-1].startswith("_"), f"{path}:{line}: imports {'.'.join(target)}"


def test_adapters_hold_nothing_that_shadows_a_library() -> None:
    import sys

    for path in HOOKS.glob("*.py"):
        assert path.stem not in sys.stdlib_module_names and path.stem not in ("yaml", "mkdocs", "markdown")
    assert not (HOOKS / "__init__.py").exists()
