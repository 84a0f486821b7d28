"""The term file: words not to write, what to write instead, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kakehashi.finding import Span, Words
from kakehashi.pages.site import LANGUAGES, Site
from kakehashi.pages.source import Kind, read
from kakehashi.pages.yaml_tree import parse
from kakehashi.settings import Settings

DEFAULT = "terms/terms.yaml"
"""Where the term file is looked for, below the documentation folder, when the settings name none."""

KEYS = ("words", "pattern", "language", "write", "why", "except")
_KATAKANA = "\u30a1-\u30fa\u30fc"


@dataclass(frozen=True)
class Term:
    """A word not to write.

    Args:
        needle: A part of it, in lower case, that every occurrence holds; empty where that is not known.
        pattern: Finds it.
        language: The language of the pages it is looked for in; None for both.
        instead: What to write, by language.
        why: The reason, by language.
        exceptions: Pages that may use it, without their language folder.
    """

    needle: str
    pattern: re.Pattern[str]
    language: str | None
    instead: Words
    why: Words
    exceptions: frozenset[str]


@dataclass(frozen=True)
class TermProblem:
    """Something in the term file that cannot be understood.

    Args:
        span: Its place in the file.
        message: What is wrong.
        suggestion: What to write.
    """

    span: Span
    message: Words
    suggestion: Words | None = None


@dataclass(frozen=True)
class TermFile:
    """A term file.

    Args:
        path: The path shown to people; empty where there is none.
        terms: What could be understood.
        problems: What could not.
    """

    path: str
    terms: tuple[Term, ...] = ()
    problems: tuple[TermProblem, ...] = ()


def of_word(word: str) -> re.Pattern[str]:
    """Return the pattern that finds *word* as a word: bounded in Latin script, not continued by katakana in Japanese.

    Args:
        word: The word; a space in it matches any white space. All in lower case, it matches in any case.
    """
    body = r"\s+".join(re.escape(part) for part in word.split())
    before = r"(?<![\w./@-])" if word[:1].isascii() and word[:1].isalnum() else ""
    if word[-1:].isascii() and word[-1:].isalnum():
        after = r"(?![\w@-]|\.\w|/\w)"
    else:
        after = f"(?![{_KATAKANA}])" if re.match(f"[{_KATAKANA}]", word[-1:]) else ""
    return re.compile(
        before + body + after, re.ASCII | (re.IGNORECASE if word == word.lower() and word.isascii() else 0)
    )


class _Reader:
    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.problems: list[TermProblem] = []

    def wrong(self, node: yaml.Node, en: str, ja: str, hint: tuple[str, str] | None = None) -> None:
        mark = node.start_mark
        end = node.end_mark.column if node.end_mark.line == mark.line else mark.column + 1
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, max(end, mark.column + 1) + 1)
        self.problems.append(TermProblem(span, Words(en, ja), Words(*hint) if hint else None))

    def root(self, root: yaml.Node | None) -> None:
        if root is None:
            return
        entries = None
        if isinstance(root, yaml.MappingNode) and len(root.value) == 1 and root.value[0][0].value == "terms":
            entries = root.value[0][1]
        if not isinstance(entries, yaml.SequenceNode):
            self.wrong(
                root,
                "the file must hold one key, `terms`, with a list",
                "ファイルには、リストを値とするキー `terms` を 1 つだけ書きます",
            )
            return
        for entry in entries.value:
            self.entry(entry)

    def entry(self, node: yaml.Node) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "a term must be a mapping", "項目はマッピングで書きます")
            return
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value not in KEYS:
                self.wrong(
                    key,
                    f"unknown key `{key.value}`",
                    f"`{key.value}` というキーはありません",
                    (f"known: {', '.join(KEYS)}", f"使えるキー: {'、'.join(KEYS)}"),
                )
            else:
                fields[key.value] = value
        for name in ("write", "why"):
            if name not in fields:
                self.wrong(node, f"the term has no `{name}`", f"項目に `{name}` がありません")
        if ("words" in fields) == ("pattern" in fields):
            self.wrong(
                node,
                "a term has either `words` or a `pattern`",
                "項目には `words` か `pattern` のどちらか一方を書きます",
            )
            return
        language = self.language(fields.get("language"))
        instead, why = self.both(fields.get("write"), language), self.both(fields.get("why"), None)
        if instead is None or why is None:
            return
        exceptions = frozenset(self.texts(fields["except"])) if "except" in fields else frozenset()
        for needle, pattern in self.patterns(fields):
            self.terms.append(Term(needle, pattern, language, instead, why, exceptions))

    def language(self, node: yaml.Node | None) -> str | None:
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or node.value not in LANGUAGES:
            self.wrong(
                node,
                f"a language is one of {', '.join(LANGUAGES)}",
                f"language に書けるのは {'、'.join(LANGUAGES)} です",
            )
            return None
        return str(node.value)

    def both(self, node: yaml.Node | None, language: str | None) -> Words | None:
        """A text in both languages; one for both where the term is of one language."""
        if node is None:
            return None
        if isinstance(node, yaml.ScalarNode) and language is not None and node.value:
            return Words(str(node.value), str(node.value))
        found = {}
        if isinstance(node, yaml.MappingNode):
            found = {
                key.value: value.value
                for key, value in node.value
                if isinstance(value, yaml.ScalarNode) and value.value
            }
        if set(found) != set(LANGUAGES):
            self.wrong(
                node, "write the text in both languages: {ja: …, en: …}", "両方の言語で書いてください: {ja: …, en: …}"
            )
            return None
        return Words(found["en"], found["ja"])

    def texts(self, node: yaml.Node) -> list[str]:
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        found = [str(item.value) for item in items if isinstance(item, yaml.ScalarNode) and item.value]
        if not found or len(found) != len(items):
            self.wrong(node, "this must be a list of texts", "文字列のリストを書いてください")
        return found

    def patterns(self, fields: Mapping[str, yaml.Node]) -> Iterator[tuple[str, re.Pattern[str]]]:
        if "words" in fields:
            for word in self.texts(fields["words"]):
                yield max(word.lower().split(), key=len), of_word(word)
            return
        node = fields["pattern"]
        try:
            yield "", re.compile(str(node.value) if isinstance(node, yaml.ScalarNode) else "(", re.ASCII)
        except re.error as error:
            self.wrong(node, f"this is no regular expression: {error}", f"正規表現として読めません（{error}）")


def _read(root: Path, prefix: str, name: str, named: bool) -> TermFile:
    file = root / name
    shown = prefix + name
    if not named and not file.exists():
        return TermFile("")
    source = read(file, shown)
    start = Span(1, 1, 1, 2)
    if source.kind is not Kind.TEXT:
        words = Words(
            f"the term file cannot be read ({source.reason or source.kind.value})",
            f"用語のファイルを読み込めません（{source.reason or source.kind.value}）",
        )
        return TermFile(shown, problems=(TermProblem(start, words),))
    stream = parse(source.text.replace("\r\n", "\n"))
    if stream.error is not None:
        error = stream.error
        span = Span(error.line + 1, error.column + 1, error.line + 1, error.column + 2)
        words = Words(
            f"the term file is not YAML: {error.problem}", f"用語のファイルが YAML として読めません（{error.problem}）"
        )
        return TermFile(shown, problems=(TermProblem(span, words),))
    reader = _Reader()
    for document in stream.documents:
        reader.root(document)
    return TermFile(shown, tuple(reader.terms), tuple(reader.problems))


def terms_of(site: Site, settings: Settings) -> TermFile:
    """Return the term file of a site; an empty one where it has none."""
    return _read(site.root, site.prefix, settings.terms or DEFAULT, settings.terms is not None)
