"""What a block's text looks like, where that is plainly not the language its fence names."""

from __future__ import annotations

import json
import re
from functools import lru_cache

import yaml

from .shell import parse_script
from .yaml_tree import parse

_HCL = re.compile(
    r"^[ \t]*(?:(?:resource|data)[ \t]+\"[^\"]+\"[ \t]+\"[^\"]+\"|"
    r"(?:module|provider|variable|output)[ \t]+\"[^\"]+\"|terraform|locals)[ \t]*\{",
    re.MULTILINE,
)
_DOCKERFILE = re.compile(r"^FROM[ \t]+\S+", re.MULTILINE)
_DOCKERFILE_STEP = re.compile(
    r"^(?:RUN|CMD|ENTRYPOINT|COPY|ADD|WORKDIR|EXPOSE|ENV|USER|HEALTHCHECK)[ \t]+\S", re.MULTILINE
)
_DIFF = re.compile(r"^(?:@@ .*@@|\+\+\+ \S|diff --git )", re.MULTILINE)
_PLUS = re.compile(r"^\+(?!\+)", re.MULTILINE)
_MINUS = re.compile(r"^-(?=[ \t]{2,}\S|[A-Za-z])", re.MULTILINE)
_MARKUP = re.compile(r"[ \t\n]*(?:<\?xml|<!DOCTYPE|<!--|<(?P<tag>[A-Za-z][\w-]*)(?:[ \t][^<>\n]*)?>)", re.IGNORECASE)
_PYTHON = re.compile(
    r"^(?:def \w+\(.*\).*:|class \w+.*:|from [\w.]+ import \w|import \w+(?:\.\w+)*(?: as \w+)?$)", re.MULTILINE
)
_GO = re.compile(r"^(?:package \w+$|func (?:\([^)]*\) )?\w+\(|import \()", re.MULTILINE)
_JAVASCRIPT = re.compile(
    r"^(?:(?:export )?(?:const|let) [\w{ },]+ = |(?:async )?function \w+\(|import .+ from ['\"])", re.MULTILINE
)
_TOML = re.compile(r"^\[{1,2}[\w.\"'-]+\]{1,2}[ \t]*$", re.MULTILINE)
_ASSIGNMENT = re.compile(r"^[\w.\"'-]+[ \t]*=[ \t]*\S")
_TABLE_HEAD = re.compile(
    r"[A-Z][A-Z0-9()/%_-]*(?:(?: [A-Z][A-Z0-9()/%_-]*)*(?: {2,}|\t+)"
    r"[A-Z][A-Z0-9()/%_-]*(?: [A-Z][A-Z0-9()/%_-]*)*)+[ \t]*$"
)
_COMMAND = re.compile(
    r"(?:[$%] )?(?:sudo[ \t]+)?(?P<name>kubectl|aws|helm|eksctl|docker|curl|kind|kustomize|minikube|kubeadm|crictl|"
    r"terraform|git|apt-get|apt|yum|dnf|brew|npm|pip|make|ssh|export|source|echo|cd|cat|mkdir|ls|k9s|stern|jq|openssl|"
    r"ecs-cli|copilot|argocd|flux)(?P<rest>[ \t]+\S.*)?$"
)
_YAML_KEY = re.compile(r"[ \t]*(?:- +)*(?:[A-Za-z_][\w./-]*|\"[^\"]+\"|'[^']+'):(?:[ \t]|$)")
_PROSE_JA = re.compile(r"[^#|>'\"$`]*[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff][^|`]*[。！？」）]\s*$")
_PROSE_EN = re.compile(r"[A-Z][a-z]*(?:'[a-z]+)?,? (?:[\w'’()`-]+[,;:]? ){3,}[\w'’()`-]+[.!?:]\s*$")
_TREE = re.compile(r"[ \t]*(?:│[ \t\xa0]*)*[├└]──")
_LOG = re.compile(
    r"(?:[IWEF]\d{4} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+\S|\[?(?:INFO|WARN|ERROR|DEBUG)\]?[ :]|"
    r"error: \S|Error from server|Error: \S|Warning: \S|"
    r"\w[\w./-]*/[\w.-]+ (?:created|configured|unchanged|deleted|scaled|patched|condition met)\b)"
)
_POWERSHELL = re.compile(r"^(?:\$\w+ = |(?:Get|Set|New|Install|Invoke|Remove)-[A-Z]\w+\b)", re.MULTILINE)

NAMED = frozenset(
    {"hcl", "dockerfile", "diff", "html", "python", "go", "javascript", "toml"}
    | {"bash", "yaml", "json", "text", "properties", "powershell"}
)
"""The languages this module knows by their look."""


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def _is_json(text: str) -> bool:
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return bool(re.match(r'\s*\{\s*"[^"\n]*"\s*:', text))


def _prose(lines: list[str]) -> bool:
    return bool(lines) and all(_PROSE_JA.match(line.strip()) or _PROSE_EN.match(line.strip()) for line in lines)


def _output(lines: list[str]) -> bool:
    return (
        any(_TREE.match(line) for line in lines)
        or bool(_TABLE_HEAD.match(lines[0]))
        or all(_LOG.match(line.lstrip()) for line in lines)
    )


def _other_code(text: str, lines: list[str]) -> str | None:
    """Languages with a look of their own, whatever the fence says."""
    if _HCL.search(text) and text.count("{") >= 1 and "=" in text:
        return "hcl"
    if _DIFF.search(text):
        return "diff"
    if _DOCKERFILE.match(lines[0]) and (_DOCKERFILE_STEP.search(text) or len(lines) == 1):
        return "dockerfile"
    markup = _MARKUP.match(text)
    if markup and (not markup["tag"] or f"</{markup['tag'].lower()}" in text.lower()):
        return "html"
    return None


def _under_yaml(text: str, lines: list[str]) -> str | None:
    root = parse(text)
    if _PLUS.search(text) and (_MINUS.search(text) or _YAML_KEY.match(text.lstrip("+ \t-"))):
        return "diff"
    if _TOML.search(text) and root.error and any(_ASSIGNMENT.match(line) for line in lines):
        return "toml"
    if root.error is None and any(isinstance(document, yaml.CollectionNode) for document in root.documents):
        return None
    command = _COMMAND.match(lines[0])
    if command and command["rest"]:
        named = sum(bool(_YAML_KEY.match(line)) for line in lines)
        return "bash" if named * 2 < len(lines) or "<<" in lines[0] else None
    for name, pattern in (("python", _PYTHON), ("go", _GO), ("javascript", _JAVASCRIPT)):
        if pattern.match(lines[0]):
            return name
    if (
        any(_YAML_KEY.match(line) for line in lines)
        and not _TABLE_HEAD.match(lines[0])
        and not any(_TREE.match(line) for line in lines)
    ):
        return None
    if all(_ASSIGNMENT.match(line) for line in lines):
        return "properties"
    if _output(lines) or _prose(lines):
        return "text"
    return None


def _under_shell(text: str, lines: list[str], *, session: bool) -> str | None:
    first = lines[0]
    if _is_json(text):
        return "json"
    keys = [line for line in lines if _YAML_KEY.match(line)]
    starts = re.match(r"(?:apiVersion|kind|metadata|spec|services|name|version):(?:[ \t]|$)|---[ \t]*$", first)
    if starts and len(keys) * 2 >= len(lines) and "<<" not in first:
        return "yaml"
    if len(keys) == len([line for line in lines if not line.lstrip().startswith("- ")]) and len(keys) > 1:
        return "yaml"
    if (_PYTHON.match(first) and not first.startswith("import ")) or (
        first.startswith("import ") and "=" in text and "(" in text
    ):
        return "python"
    if _GO.match(first):
        return "go"
    if _POWERSHELL.match(first):
        return "powershell"
    if session:
        return None
    if _prose(lines):
        return "text"
    if _output(lines) and not any(_COMMAND.match(line) for line in lines):
        return "text"
    return None


def _under_json(text: str, lines: list[str]) -> str | None:
    first = lines[0].lstrip()
    if first[:1] in '{["' or first.startswith(("//", "/*")):
        return None
    if _COMMAND.match(first):
        return "bash"
    root = parse(text)
    if root.error is None and root.documents and isinstance(root.documents[0], yaml.CollectionNode):
        return "yaml"
    if sum(bool(_YAML_KEY.match(line)) for line in lines) * 2 > len(lines):
        return "yaml"
    if _output(lines) or _prose(lines):
        return "text"
    return None


@lru_cache(maxsize=1024)
def looks_like(text: str, language: str) -> str | None:
    """Return the language a text is plainly written in where that is not *language*, else None.

    Args:
        text: The text.
        language: The language it is said to be: ``yaml``, ``json``, ``jsonc``, ``bash`` or ``console``.

    Returns:
        A language of ``NAMED``, or None where the text may well be what it is said to be.
    """
    lines = _lines(text)
    if not lines or language not in ("yaml", "json", "jsonc", "bash", "console"):
        return None
    shell = language in ("bash", "console")
    if shell and "<<" in text and parse_script(text, session=language == "console").heredocs:
        return None
    if "{{" in text and language == "yaml":
        return None
    other = _other_code(text, lines)
    if other:
        return other
    if language == "yaml":
        return _under_yaml(text, lines)
    if shell:
        return _under_shell(text, lines, session=language == "console")
    return _under_json(text, lines)
