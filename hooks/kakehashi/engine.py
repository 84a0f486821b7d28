"""The only loop: site × rules → findings, in stable order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .cache import Cache, engine_fingerprint
from .coverage import Block, classify
from .finding import Complaint, Finding, Severity, Span, Words
from .pages.embedded import embedded_in
from .pages.page import Page
from .pages.site import Site, documentation_root, read_site
from .pages.snippet import Snippet
from .pages.source import Kind
from .rule import Outcome, Rule, Subject
from .rules import catalogue
from .settings import Settings, find_configuration, read_settings
from .suppression import covers, marks

CRASH = "engine/rule-crashed"
"""The id of the finding that says a rule failed, which is not a finding about the page."""

MAX_SNIPPET_BYTES = 300_000
"""Longest snippet that is checked, in characters: no reader pastes more, and no check should hang on one."""


@dataclass(frozen=True)
class Report:
    """The result of a run.

    Args:
        findings: Every finding, sorted by file and place.
        blocks: Every fenced block, each in exactly one class of coverage.
        pages: How many pages were checked.
        seconds: How long it took, in seconds.
        site: What was read.
        settings: The settings used.
    """

    findings: tuple[Finding, ...]
    blocks: tuple[Block, ...]
    pages: int
    seconds: float
    site: Site
    settings: Settings

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


class CannotLook(Exception):
    """The path that was named cannot be looked at; the text says why, in both languages.

    Args:
        words: The reason.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class _Drawn:
    """A complaint with its place: the snippet it is about (None for the page) and the rule."""

    snippet: int | None
    rule: str
    finding: Finding


Progress = Callable[[int, int], None]


def check_site(
    path: Path,
    *,
    paths: Sequence[Path] = (),
    settings: Settings | None = None,
    shown: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a documentation folder, or some of its pages.

    Args:
        path: A folder or page; its documentation folder is found from it.
        paths: More files or folders of the same documentation; empty for just *path*.
        settings: The settings; None reads them from the ``mkdocs.yml`` at or above the folder.
        shown: What is put before paths in findings; None shows them as they were named.
        progress: Called with the pages done and the pages in all.

    Returns:
        The report.

    Raises:
        CannotLook: The path does not exist or may not be read.
    """
    start = time.perf_counter()
    wanted = (path, *paths)
    for one in wanted:
        _must_be_readable(one)
    root = documentation_root(path)
    problems: list[Finding] = []
    if settings is None:
        configuration = find_configuration(root)
        name = _name_of(configuration) if configuration else "mkdocs.yml"
        settings, problems = read_settings(configuration, name)
    prefix = shown if shown is not None else _prefix(root)
    site = read_site(root, prefix, wanted)
    run = _Run(site, settings)
    findings, blocks = run.check(progress)
    unique = {(one.path, one.span, one.rule, one.message.en): one for one in [*problems, *findings]}
    ordered = tuple(sorted(unique.values(), key=lambda one: one.sort_key))
    return Report(ordered, tuple(blocks), len(run.asked), time.perf_counter() - start, site, settings)


def _must_be_readable(path: Path) -> None:
    try:
        if path.is_dir():
            next(iter(path.iterdir()), None)
        else:
            with path.open("rb"):
                pass
    except FileNotFoundError:
        raise CannotLook(Words(f"{path}: no such file or folder", f"{path}: ファイルもフォルダーもありません")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotLook(Words(f"{path}: cannot be read ({reason})", f"{path}: 読み込めません（{reason}）")) from None


def _name_of(file: Path) -> str:
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _prefix(root: Path) -> str:
    name = _name_of(root) if root.is_absolute() else root.as_posix()
    return "" if name in (".", "") else f"{name.rstrip('/')}/"


class _Run:
    """One run over a site."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self.site = site
        self.settings = settings
        self.rules = [rule for rule in catalogue().values() if rule.id not in settings.rules_off]
        self.cache = Cache(settings.cache, engine_fingerprint() + settings.fingerprint)
        self.asked = sorted(site.wanted)
        self.crashes: list[Finding] = []

    def of(self, subject: Subject) -> list[Rule]:
        return [rule for rule in self.rules if rule.subject is subject]

    def check(self, progress: Progress | None) -> tuple[list[Finding], list[Block]]:
        findings: list[Finding] = []
        blocks: list[Block] = []
        drawn: dict[str, list[_Drawn]] = {}
        for number, name in enumerate(self.asked, 1):
            source = self.site.sources[name]
            for rule in self.of(Subject.SOURCE):
                for complaint in self._ask(rule, source, source.path):
                    findings.append(self._finding(rule, complaint, source.path, self._lines(name)))
            if source.kind is Kind.TEXT:
                page = self.site.pages[name]
                drawn[name], page_blocks = self._page(page)
                blocks += page_blocks
            if progress:
                progress(number, len(self.asked))
        self._batches(drawn)
        for name, found in drawn.items():
            findings += self._settle(self.site.pages[name], found)
        for twins in self.site.twins:
            if any(page.path.removeprefix(self.site.prefix) in self.site.wanted for page in twins.pages.values()):
                findings += self._whole(Subject.TWINS, twins, next(iter(twins.pages.values())).path)
        findings += self._whole(Subject.SITE, self.site, self.site.prefix or ".")
        self.cache.write()
        return [*findings, *self.crashes], blocks

    def _page(self, page: Page) -> tuple[list[_Drawn], list[Block]]:
        key = _page_key(page)
        known = self.cache.get(key)
        crashes = len(self.crashes)
        if known is not None:
            return [_Drawn(one, rule, finding) for one, rule, finding in known[0]], known[1]
        found: list[_Drawn] = []
        for rule in self.of(Subject.PAGE):
            for complaint in self._ask(rule, page, page.path):
                found.append(_Drawn(None, rule.id, self._finding(rule, complaint, page.path, _texts(page))))
        for number, fence in enumerate(page.fences):
            for snippet in _with_embedded(fence):
                found += self._snippet(number, snippet, page)
        blocks = [classify(fence, self.settings) for fence in page.fences]
        if len(self.crashes) == crashes:
            self.cache.put(key, ([(one.snippet, one.rule, one.finding) for one in found], blocks))
        return found, blocks

    def _snippet(self, number: int, snippet: Snippet, page: Page) -> Iterator[_Drawn]:
        if len(snippet.text) > MAX_SNIPPET_BYTES:
            return
        for rule in self.of(Subject.SNIPPET):
            if not rule.languages or snippet.language in rule.languages:
                for complaint in self._ask(rule, snippet, page.path):
                    yield _Drawn(number, rule.id, self._in_snippet(rule, complaint, snippet))

    def _batches(self, drawn: Mapping[str, list[_Drawn]]) -> None:
        rules = self.of(Subject.BATCH)
        for rule in rules:
            places: dict[int, tuple[str, int, Snippet]] = {}
            for name in drawn:
                for number, fence in enumerate(self.site.pages[name].fences):
                    for snippet in _with_embedded(fence):
                        if snippet.language in rule.languages and len(snippet.text) <= MAX_SNIPPET_BYTES:
                            places[id(snippet)] = (name, number, snippet)
            snippets = [snippet for _, _, snippet in places.values()]
            for snippet, complaint in self._ask_batch(rule, snippets):
                name, number, _ = places[id(snippet)]
                drawn[name].append(_Drawn(number, rule.id, self._in_snippet(rule, complaint, snippet)))

    def _settle(self, page: Page, found: Sequence[_Drawn]) -> Iterator[Finding]:
        """Take away what marks allow, and ask the rules about marks that took nothing away."""
        allowed = [allowance for _, allowance in marks(page) if allowance]
        used: set[int] = set()
        by_fence: dict[int, set[str]] = {}
        for one in found:
            if one.snippet is not None:
                by_fence.setdefault(one.snippet, set()).add(one.rule)
            hit = next(
                (n for n, mark in enumerate(allowed) if one.finding.path == page.path and covers(mark, one.rule, one.finding.span)),
                None,
            )
            if hit is not None:
                used.add(hit)
                continue
            fence = page.fences[one.snippet] if one.snippet is not None else None
            if fence is None or one.rule.startswith("fence/") or not _excused(fence, one.rule):
                yield one.finding
        outcome = Outcome(
            page,
            tuple((fence, frozenset(by_fence.get(number, ()))) for number, fence in enumerate(page.fences)),
            tuple(mark for number, mark in enumerate(allowed) if number not in used),
        )
        for rule in self.of(Subject.OUTCOME):
            for complaint in self._ask(rule, outcome, page.path):
                yield self._finding(rule, complaint, page.path, _texts(page))

    def _whole(self, subject: Subject, value: object, path: str) -> Iterator[Finding]:
        for rule in self.of(subject):
            for complaint in self._ask(rule, value, path):
                place = complaint.path or path
                name = place.removeprefix(self.site.prefix)
                page = self.site.pages.get(name)
                finding = self._finding(rule, complaint, place, self._lines(name))
                if page is None or not any(mark and covers(mark, rule.id, finding.span) for _, mark in marks(page)):
                    yield finding

    def _ask(self, rule: Rule, subject: object, path: str) -> Iterator[Complaint]:
        """Run one rule; its crash becomes a finding that names it, and the run goes on."""
        try:
            yield from rule.check(subject, self.settings)
        except Exception as error:  # noqa: BLE001 -- a failing rule must not hide what the others found
            self.crashes.append(_crash(rule, path, error))

    def _ask_batch(self, rule: Rule, snippets: Sequence[Snippet]) -> Iterator[tuple[Snippet, Complaint]]:
        try:
            yield from rule.check(snippets, self.settings)
        except Exception as error:  # noqa: BLE001 -- as above
            self.crashes.append(_crash(rule, snippets[0].path if snippets else self.site.prefix, error))

    def _in_snippet(self, rule: Rule, complaint: Complaint, snippet: Snippet) -> Finding:
        path, span = snippet.span_on_page(complaint.span)
        line = snippet.lines[min(max(complaint.span.line, 1), len(snippet.lines)) - 1] if snippet.lines else snippet.opening.line
        source = self.site.sources.get(path.removeprefix(self.site.prefix))
        excerpt = source.lines[span.line - 1] if source and span.line <= len(source.lines) else line.text
        return self._finding(rule, replace(complaint, span=span), path, (), excerpt)

    def _finding(
        self, rule: Rule, complaint: Complaint, path: str, lines: Sequence[str], excerpt: str = ""
    ) -> Finding:
        if not excerpt and 0 < complaint.span.line <= len(lines):
            excerpt = lines[complaint.span.line - 1]
        return Finding(
            complaint.path or path,
            complaint.span,
            rule.id,
            complaint.severity or rule.severity,
            complaint.message,
            complaint.suggestion,
            complaint.fix,
            excerpt[:2000],
        )

    def _lines(self, name: str) -> Sequence[str]:
        source = self.site.sources.get(name)
        return source.lines if source else ()


def _crash(rule: Rule, path: str, error: Exception) -> Finding:
    what = f"{type(error).__name__}: {error}"[:300]
    message = Words(
        f"the rule {rule.id} failed here ({what}); the page was not checked by it",
        f"規則 {rule.id} がこのページで失敗しました（{what}）。この規則では検査できていません",
    )
    return Finding(path, Span(1, 1, 1, 2), CRASH, Severity.ERROR, message)


def _texts(page: Page) -> Sequence[str]:
    return page.source.lines


def _with_embedded(fence: Snippet) -> Iterable[Snippet]:
    yield fence
    yield from embedded_in(fence)


def _excused(fence: Snippet, rule: str) -> bool:
    return fence.skip is not None or fence.expect_error == rule


def _page_key(page: Page) -> str:
    digest = hashlib.blake2b(page.path.encode("utf-8", "replace"), digest_size=16)
    for line in page.lines:
        digest.update(line.text.encode("utf-8", "replace"))
        digest.update(b"\n" if line.path == page.path else line.path.encode() + b"\0")
    return digest.hexdigest()
