"""The YAML and JSON objects of a snippet, those inside its commands included, with the way back to their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

import yaml

from kakehashi.finding import Complaint, Severity, Span, Words
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.pages.bare import bare_lines
from kakehashi.pages.commands import unquote
from kakehashi.pages.embedded import script_of
from kakehashi.pages.likeness import looks_like
from kakehashi.pages.shell import Script, ShellCommand, ShellWord
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.yaml_tree import YamlStream, parse

Form = Literal["object", "patch", "json-patch"]

_JSON_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|(?P<line>//)(?P<words>[^\n]*)|/\*.*?\*/', re.DOTALL)
_TEMPLATE = re.compile(r"(?<!\$)\{\{|\{%")
_TEMPLATE_LINE = re.compile(r"[ \t]*(?:- )?\{\{|[ \t]*\{%")
_OBJECT_START = re.compile(r"\s*(?:\{|\[|---|[\w\"'.-]+:)")
_KUBECTL = ("kubectl", "k", "oc")
_PATCH_FLAGS = ("-p", "--patch")
# Options of the AWS CLI that take a policy document.
_POLICY_FLAGS = (
    "--policy-document", "--assume-role-policy-document", "--policy", "--policy-text", "--resource-policy",
)  # fmt: skip
# Flags of `kubectl patch` that take a value, which may stand between the verb and the resource.
_VALUED = frozenset(
    ("-n", "--namespace", "--context", "--cluster", "--user", "--kubeconfig", "--type", "-o", "--output", "--as",
     "--field-manager", "--patch-file", "-f", "--filename", "-s", "--server", "--request-timeout", *_PATCH_FLAGS)
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class ObjectText:
    """A text whose documents are objects.

    Args:
        text: The text as it is parsed.
        stream: Its documents.
        form: Whole objects, a patch to merge, or a list of JSON Patch operations.
        resource: Of a patch: the resource type its command names; empty for a type that is not known.
        places: The place in the snippet (from 1) of each character and of the end; empty where both are the same.
    """

    text: str
    stream: YamlStream
    form: Form = "object"
    resource: str = ""
    places: tuple[tuple[int, int], ...] = ()

    @property
    def roots(self) -> list[yaml.Node]:
        """The documents that are not empty; none of a text that is broken, which other rules speak of."""
        return [] if self.stream.error else [root for root in self.stream.documents if root is not None]

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Translate a place of the text (from 0) into one of the snippet's body (from 1)."""
        if not self.places:
            return line + 1, column + 1
        return self.places[min(self._starts[line] + column, len(self.places) - 1)]

    def span(self, start_line: int, start_column: int, end_line: int, end_column: int) -> Span:
        """Translate a range of the text (from 0) into a span of the snippet's body."""
        return Span(*self.place(start_line, start_column), *self.place(end_line, end_column))

    def complaint(self, found: Problem) -> Complaint:
        """Turn what the knowledge about objects found in this text into a complaint at its place in the snippet."""
        return Complaint(
            self.span(found.start_line, found.start_column, found.end_line, found.end_column),
            Words(found.en, found.ja),
            Words(found.suggestion_en, found.suggestion_ja or "") if found.suggestion_en else None,
            # Inside a shell word the quotes of the shell would have to be kept.
            fix=None if self.places else found.replacement,
            severity=Severity(found.severity),
        )


def is_template(snippet: Snippet) -> bool:
    """Whether a YAML snippet is a template (Helm, Jinja) rather than YAML itself."""
    if snippet.marking == "template":
        return True
    if "{{" not in snippet.text and "{%" not in snippet.text:
        return False
    if any(_TEMPLATE.search(line) for line in bare_lines(snippet.text, "yaml")):
        return True
    return any(_TEMPLATE_LINE.match(line.text) for line in snippet.lines)


def _without_comments(text: str) -> str:
    """JSON with comments as YAML: each stays where it is, as a YAML comment."""
    if "//" not in text and "/*" not in text:
        return text

    def comment(match: re.Match[str]) -> str:
        if match["line"]:
            return f"# {match['words']}"
        return match[0] if match[0].startswith('"') else re.sub(r"[^\n]", " ", match[0])

    return _JSON_COMMENT.sub(comment, text)


def _of_word(word: ShellWord, form: Form, resource: str = "", skip: int = 0) -> Iterator[ObjectText]:
    text, places = unquote(word)
    text, places = text[skip:], places[skip:]
    if _OBJECT_START.match(text) and not text.startswith("$"):
        yield ObjectText(text, parse(text), form, resource, tuple(places))


def _patches(script: Script) -> Iterator[ObjectText]:
    for command in script.commands:
        words = command.words
        verb = _verb(words)
        if words[0].text not in _KUBECTL or verb >= len(words) or words[verb].text != "patch":
            continue
        kinds = [word.text.rpartition("=")[2] for word in words if word.text.startswith("--type=")]
        kinds += [value.text for flag, value in pairwise(words) if flag.text == "--type"]
        resource = _resource(words[verb + 1 :])
        for flag, value in pairwise(words):
            form: Form = "json-patch" if "json" in kinds or value.text.lstrip().startswith("[") else "patch"
            if flag.text in _PATCH_FLAGS:
                yield from _of_word(value, form, resource)
            elif value.text.startswith("--patch="):
                form = "json-patch" if "json" in kinds or value.text[8:].lstrip().startswith("[") else "patch"
                yield from _of_word(value, form, resource, len("--patch="))


def _verb(words: tuple[ShellWord, ...]) -> int:
    """The index of the first word after the command's name that is no flag and no value of one."""
    at = 1
    while at < len(words) and words[at].text.startswith("-"):
        at += 2 if words[at].text in _VALUED else 1
    return at


def _resource(words: tuple[ShellWord, ...]) -> str:
    """The resource type the arguments of `kubectl patch` name; empty for none, a file, or a subresource."""
    at = 0
    named = ""
    while at < len(words):
        word = words[at].text
        if word.startswith(("--subresource", "-f", "--filename")):
            return ""
        if word.startswith("-"):
            at += 2 if word in _VALUED else 1
            continue
        if not named:
            named = "" if words[at].dynamic and "/" not in word else word.partition("/")[0]
            if not named:
                return ""
        at += 1
    return named


def _piped(script: Script) -> Iterator[ObjectText]:
    """Objects that `echo` writes into `kubectl apply -f -`."""
    for command in script.commands:
        if command.words[0].text not in ("echo", "printf") or not command.pipeline or len(command.words) < 2:
            continue
        if any(_reads_objects(other) for other in script.commands if other.pipeline == command.pipeline):
            yield from _of_word(command.words[-1], "object")


def _reads_objects(command: ShellCommand) -> bool:
    names = [word.text for word in command.words]
    return names[0] in _KUBECTL and any(name in ("-", "-f-", "--filename=-", "/dev/stdin") for name in names)


@lru_cache(maxsize=8)
def policies_in(snippet: Snippet) -> tuple[ObjectText, ...]:
    """Return the policy documents that stand on the command lines of the AWS CLI in a shell snippet."""
    if snippet.language not in ("bash", "console") or "aws" not in snippet.text or "polic" not in snippet.text:
        return ()
    return tuple(_policies(script_of(snippet)))


def _policies(script: Script) -> Iterator[ObjectText]:
    for command in script.commands:
        if command.words[0].text != "aws":
            continue
        for flag, value in pairwise(command.words):
            name, found, _ = value.text.partition("=")
            if flag.text in _POLICY_FLAGS:
                yield from _of_word(value, "object")
            elif found and name in _POLICY_FLAGS:
                yield from _of_word(value, "object", skip=len(name) + 1)


@lru_cache(maxsize=8)
def objects_in(snippet: Snippet) -> tuple[ObjectText, ...]:
    """Return the texts of a snippet that hold objects.

    Args:
        snippet: A block, or a text inside one; patches are found in the block whose command they belong to.

    Returns:
        The texts; none for templates, for another language under the wrong name, and for what holds no objects.
    """
    language = snippet.language
    if language in ("bash", "console"):
        patches, piped = "patch" in snippet.text, "echo" in snippet.text or "printf" in snippet.text
        if "kubectl" not in snippet.text or not (patches or piped):
            return ()
        script = script_of(snippet)
        return (*(_patches(script) if patches else ()), *(_piped(script) if piped else ()))
    if snippet.embedded.endswith("patch") or is_template(snippet) or looks_like(snippet.text, language) is not None:
        return ()
    if language == "yaml":
        return (ObjectText(snippet.text, snippet.yaml),)
    if language in ("json", "jsonc"):
        text = _without_comments(snippet.text)
        return (ObjectText(text, snippet.yaml if text == snippet.text else parse(text)),)
    return ()
