"""The manual: what every rule says about itself, for a terminal and as a page of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kakehashi.finding import Language, Severity, Words
from kakehashi.rule import Example, Rule, Subject

SITE = "https://kakehashi-docs.github.io/kakehashi/"
"""Where the manual of this version is published."""

LONGEST = 1200
"""Longest part of an example that is shown, in characters."""

ROOMS: Mapping[str, Words] = {
    "aws": Words("The AWS CLI", "AWS CLI"),
    "comparison": Words("Comparison tables", "対応表"),
    "ecs": Words("ECS definitions", "ECS の定義"),
    "encoding": Words("Characters", "文字"),
    "engine": Words("The checker itself", "検査そのもの"),
    "fence": Words("Code blocks", "コードブロック"),
    "iam": Words("IAM policies", "IAM のポリシー"),
    "json": Words("JSON", "JSON"),
    "kubernetes": Words("Kubernetes", "Kubernetes"),
    "kubectl": Words("kubectl", "kubectl"),
    "lab": Words("Labs", "ラボ"),
    "page": Words("Pages", "ページ"),
    "parity": Words("Both languages", "両方の言語"),
    "shell": Words("Commands", "コマンド"),
    "style": Words("Style", "書き方"),
    "terms": Words("Terms", "用語"),
    "tools": Words("Other tools", "その他のツール"),
    "yaml": Words("YAML", "YAML"),
}
"""What the rooms of the rules are called; a room without a name goes by its own."""

_SEVERITY = {Severity.ERROR: Words("error", "エラー"), Severity.WARNING: Words("warning", "警告")}
_BAD, _GOOD = Words("Bad", "悪い例"), Words("Good", "良い例")
_BYTES = Words("bytes that are not UTF-8 are written as \\x..", "UTF-8 でないバイトは \\x.. と書いています")
_INCLUDE = re.compile(r"^([ \t]*)(;?-+8<-+)", re.MULTILINE)
_SEAM = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
"""A line break inside Japanese text, which a browser would show as a space."""

_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)


def anchor(rule: str) -> str:
    """Return the id of a rule's section on the page of the manual."""
    return rule.replace("/", "-")


def address(rule: str, language: Language) -> str:
    """Return where a rule's section is published."""
    return f"{SITE}{'' if language == 'ja' else f'{language}/'}reference/checks/#{anchor(rule)}"


def _parts(rule: Rule, example: Example) -> Iterator[tuple[str, str, str]]:
    """Yield the files of an example: name (empty where it has none), language and text."""
    if isinstance(example, dict):
        for name, content in example.items():
            suffix = name.rpartition(".")[2]
            language = {"md": "markdown", "yaml": "yaml", "yml": "yaml", "json": "json"}.get(suffix, "text")
            yield name, language, _text(content)
    elif rule.subject in (Subject.SNIPPET, Subject.BATCH):
        known = [language for language in ("yaml", "bash", "json", "jsonc") if language in rule.languages]
        yield "", known[0] if known else "text", _text(example)
    else:
        yield "", "markdown", _text(example)


def _changed(example: Example, other: Example) -> Example:
    """Leave out the files of an example that stand in the other one just so."""
    if not isinstance(example, dict) or not isinstance(other, dict):
        return example
    return {name: text for name, text in example.items() if other.get(name) != text} or example


def _text(content: str | bytes) -> str:
    text = content.decode("utf-8", "backslashreplace") if isinstance(content, bytes) else content
    text = "".join(char if char.isprintable() or char in "\n\t\u3000" else f"\\u{ord(char):04x}" for char in text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def explain(rule: Rule, language: Language) -> Iterator[str]:
    """Yield the lines of a rule's manual for a terminal."""
    yield f"{rule.id} ({_SEVERITY[rule.severity].for_reader(language)})"
    yield ""
    yield _plain(rule.summary[language])
    yield ""
    yield _plain(rule.manual[language])
    for title, example in ((_BAD, rule.bad), (_GOOD, _changed(rule.good, rule.bad))):
        yield ""
        yield f"{title.for_reader(language)}:"
        for name, _, text in _parts(rule, example):
            if name:
                yield f"  {name}"
            yield from (f"    {line}" for line in text.rstrip("\n").split("\n"))
    yield ""
    yield address(rule.id, language)


def _plain(text: str) -> str:
    return text.replace("``", "`")


def sections(rules: Iterable[Rule], language: Language) -> Iterator[str]:
    """Yield the page of the manual as Markdown: one section for each room, in it one for each rule.

    Args:
        rules: The rules, in order.
        language: The language of the page.
    """
    room = ""
    for rule in rules:
        own = rule.id.partition("/")[0]
        if own != room:
            room = own
            name = ROOMS[room].for_reader(language) if room in ROOMS else room
            yield f"## {name} {{#{room}}}\n"
        yield f"### {rule.id} {{#{anchor(rule.id)}}}\n"
        label = _SEVERITY[rule.severity].for_reader(language)
        grade = f" ({label})" if language == "en" else f"（{label}）"
        yield f"**{_markdown(rule.summary[language])}**{grade}\n"
        yield f"{_markdown(_SEAM.sub('', rule.manual[language]))}\n"
        for title, example in ((_BAD, rule.bad), (_GOOD, _changed(rule.good, rule.bad))):
            note = f" ({_BYTES.en})" if language == "en" else f"（{_BYTES.ja}）"
            binary = any(
                isinstance(one, bytes) for one in (example.values() if isinstance(example, dict) else [example])
            )
            colon = ":" if language == "en" else "："
            yield f"{title.for_reader(language)}{note if binary else ''}{colon}\n"
            for file, fence_language, text in _parts(rule, example):
                yield _fence(file, fence_language, text)


def _markdown(text: str) -> str:
    """Escape what Markdown would take for HTML, outside of code."""
    out, at = [], 0
    for code in _CODE.finditer(text):
        out += [text[at : code.start()].replace("<", "&lt;"), code.group()]
        at = code.end()
    return "".join([*out, text[at:].replace("<", "&lt;")])


def _fence(title: str, language: str, text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    opening = f'{mark}{{.{language} title="{title}"}}' if title else f"{mark}{language}"
    # The include syntax is escaped, or the page would include what an example names.
    body = _INCLUDE.sub(r"\1;\2", text.rstrip("\n"))
    return f"{opening}\n{body}\n{mark}\n"
