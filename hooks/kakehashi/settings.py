"""What a project may decide, read from ``extra.kakehashi`` in its ``mkdocs.yml``.

``mkdocs.yml`` was chosen over ``pyproject.toml`` because writers already keep languages, navigation and
strictness there, and because a site that uses the engine need not be a Python project.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from .finding import Finding, Severity, Span, Words

DEFAULT_VERSIONS = ("1.34", "1.35", "1.36", "1.37")
"""The minor versions of Kubernetes that Amazon EKS supports in standard terms, and the newest upstream.

Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html, read 2026-11.
"""

OLDEST_MINOR = 25
"""The oldest minor version of Kubernetes 1 whose schemas the engine knows."""

KEYS = ("kubernetes_versions", "map", "rules_off", "terms")


@dataclass(frozen=True)
class Settings:
    """The settings of one run.

    Args:
        kubernetes_versions: The minor versions every manifest must be valid for, oldest first.
        rules_off: Rules that are not run, with the reason.
        terms: The term file, relative to the documentation folder, or None.
        map: The folder of the concept map, relative to the documentation folder, or None for none.
        cache: The folder results are kept in, or None to keep none.
    """

    kubernetes_versions: tuple[str, ...] = DEFAULT_VERSIONS
    rules_off: Mapping[str, str] = field(default_factory=dict)
    terms: str | None = None
    map: str | None = "map"
    cache: Path | None = None

    @property
    def fingerprint(self) -> str:
        """Everything that can change what a page draws."""
        return repr((self.kubernetes_versions, sorted(self.rules_off.items()), self.terms, self.map))


class _AnyTagLoader(yaml.CSafeLoader):
    """Reads ``mkdocs.yml`` without acting on ``!ENV`` or ``!!python/name``."""


def _any(loader: _AnyTagLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else None


_AnyTagLoader.add_multi_constructor("", _any)


def find_configuration(start: Path) -> Path | None:
    """Return the ``mkdocs.yml`` at or above *start*, or None."""
    for folder in (start, *start.resolve().parents[:8]):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    return None


def read_settings(configuration: Path | None, shown_as: str = "mkdocs.yml") -> tuple[Settings, list[Finding]]:
    """Read the settings of a project.

    Args:
        configuration: Its ``mkdocs.yml``, or None for the defaults.
        shown_as: The path shown to people.

    Returns:
        The settings, and findings about what could not be understood.
    """
    if configuration is None:
        return Settings(), []
    cache = configuration.parent / ".cache" / "kakehashi"
    text = ""
    try:
        text = configuration.read_text("utf-8")
        loader = _AnyTagLoader(text)
        try:
            node = _own(loader.get_single_node())
            own = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error).splitlines()[0]
        problem = _finding(shown_as, mark, Words(f"cannot be read: {reason}", f"読み込めません（{reason}）"))
        return Settings(), [_with_line(problem, text)]
    if own is None:
        return Settings(cache=cache), []
    marks = {str(name.value): name.start_mark for name, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
    settings, problems = _understand(own, marks, shown_as, cache)
    return settings, [_with_line(problem, text) for problem in problems]


def _with_line(problem: Finding, text: str) -> Finding:
    lines = text.split("\n")
    return replace(problem, excerpt=lines[min(problem.span.line, len(lines)) - 1])


def _own(root: yaml.Node | None) -> yaml.Node | None:
    """The node of ``extra.kakehashi``, or None."""
    node = root
    for key in ("extra", "kakehashi"):
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for name, value in node.value if name.value == key), None)
    return node


def _finding(path: str, mark: Any, message: Words, suggestion: Words | None = None) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(
        path, Span(line, column, line, column + 1), "settings/not-understood", Severity.ERROR, message, suggestion
    )


def _understand(own: Any, marks: Mapping[str, Any], path: str, cache: Path) -> tuple[Settings, list[Finding]]:
    if not isinstance(own, dict):
        words = Words("extra.kakehashi must be a mapping", "extra.kakehashi にはマッピングを書いてください")
        return Settings(cache=cache), [_finding(path, None, words)]
    problems = []
    for key in own:
        if key not in KEYS:
            close = difflib.get_close_matches(str(key), KEYS, 1)
            problems.append(
                _finding(
                    path,
                    marks.get(str(key)),
                    Words(f"unknown setting `{key}`", f"`{key}` という設定はありません"),
                    Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか")
                    if close
                    else Words(f"known settings: {', '.join(KEYS)}", f"使える設定: {', '.join(KEYS)}"),
                )
            )
    values: dict[str, Any] = {}
    versions = own.get("kubernetes_versions", list(DEFAULT_VERSIONS))
    if isinstance(versions, list) and versions and all(_is_version(one) for one in versions):
        values["kubernetes_versions"] = tuple(sorted(versions, key=lambda one: int(one.split(".")[1])))
    else:
        words = Words(
            'kubernetes_versions must be a list of quoted minor versions from "1.25" on, for example ["1.36", "1.37"]',
            'kubernetes_versions には "1.25" 以降のマイナーバージョンを並べてください（例: ["1.36", "1.37"]）',
        )
        problems.append(_finding(path, marks.get("kubernetes_versions"), words))
    off = own.get("rules_off", {})
    if isinstance(off, dict) and all(isinstance(reason, str) and reason.strip() for reason in off.values()):
        values["rules_off"] = {str(rule): reason for rule, reason in off.items()}
    else:
        words = Words(
            "rules_off must map each rule id to the reason it is off",
            "rules_off には規則の id と、止める理由を書いてください",
        )
        problems.append(_finding(path, marks.get("rules_off"), words))
    for key in ("terms", "map"):
        value = own.get(key, Settings.terms if key == "terms" else Settings.map)
        if value is None or (isinstance(value, str) and ".." not in PurePosixPath(value).parts):
            values[key] = value
        else:
            words = Words(f"{key} must be a path below docs/", f"{key} には docs/ の下のパスを書いてください")
            problems.append(_finding(path, marks.get(key), words))
    return Settings(cache=cache, **values), problems


def _is_version(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    major, _, minor = value.partition(".")
    return major == "1" and minor.isdigit() and int(minor) >= OLDEST_MINOR
