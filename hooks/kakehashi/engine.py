"""The only loop: site × rules → findings, in stable order.

What a page, a pair of twins or a site drew is kept by content, so that a warm run reads every file and scans none.
Rules about batches start a program and run beside the others in a thread of their own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from threading import Thread

from .cache import Cache, Result, digest_of, engine_fingerprint, folder_digest, source_digest
from .collection import uncollected
from .coverage import Block, Status
from .finding import Complaint, Finding, Severity, Span, Words
from .pages.embedded import embedded_in
from .pages.page import Page
from .pages.site import Site, Twins, documentation_root, read_site, split_language
from .pages.snippet import MAX_SNIPPET_BYTES, Snippet
from .pages.source import Kind
from .rule import Outcome, Rule, Subject
from .rules import catalogue
from .settings import Settings, find_configuration, read_settings
from .suppression import covers, marks

CRASH = "engine/rule-crashed"
"""The id of the finding that says a rule failed, which is not a finding about the page."""


@dataclass(frozen=True)
class Report:
    """The result of a run.

    Args:
        findings: Every finding, sorted by file and place.
        blocks: Every fenced block, each in exactly one class of coverage.
        pages: How many pages were checked.
        seconds: How long it took, in seconds.
        sites: What was read, one site for each documentation folder.
    """

    findings: tuple[Finding, ...]
    blocks: tuple[Block, ...]
    pages: int
    seconds: float
    sites: tuple[Site, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


class CannotLook(Exception):  # noqa: N818 -- it reads as what happened
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


@dataclass(frozen=True)
class _Fresh:
    """A page that must be checked: its parts and what they drew so far."""

    name: str
    page: Page
    snippets: tuple[tuple[int, Snippet], ...]
    drawn: list[_Drawn]


Progress = Callable[[int, int], None]


def check_site(
    path: Path,
    *,
    paths: Sequence[Path] = (),
    settings: Settings | None = None,
    shown: str | None = None,
    text: bytes | None = None,
    cached: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Check a documentation folder, or some of its pages.

    Args:
        path: A folder or page; its documentation folder is found from it.
        paths: More files or folders, also of other documentation; empty for just *path*.
        settings: The settings; None reads them from the ``mkdocs.yml`` at or above each documentation folder.
        shown: What is put before paths in findings; None shows them as seen from the current folder.
        text: What the page *path* holds, instead of what is on disk (an editor's unsaved text).
        cached: Whether results may be taken from earlier runs, and kept.
        progress: Called with the pages done and the pages in all.

    Returns:
        The report.

    Raises:
        CannotLook: A path does not exist or may not be read.
    """
    start = time.perf_counter()
    groups: dict[Path, tuple[Path, list[Path]]] = {}
    for one in (path, *paths):
        _must_be_readable(one, held=text is not None and one is path)
        root = documentation_root(one)
        groups.setdefault(root.resolve(), (root, []))[1].append(one)
    findings: list[Finding] = []
    runs: list[_Run] = []
    for root, wanted in groups.values():
        own, problems = _settings_of(root) if settings is None else (settings, [])
        prefix = shown if shown is not None else _prefix(root)
        site = read_site(root, prefix, wanted, {path: text} if text is not None and path in wanted else None)
        runs.append(_Run(site, own if cached else replace(own, cache=None)))
        findings += problems
    blocks: list[Block] = []
    total = sum(len(run.asked) for run in runs)
    done = 0
    for run in runs:
        with uncollected():
            found, more = run.check(_shifted(progress, done, total))
        findings += found
        blocks += more
        done += len(run.asked)
    unique = {(one.path, one.span, one.rule, one.message.en): one for one in findings}
    ordered = tuple(sorted(unique.values(), key=lambda one: one.sort_key))
    blocks.sort(key=lambda block: (block.path, block.line))
    return Report(ordered, tuple(blocks), total, time.perf_counter() - start, tuple(run.site for run in runs))


def _shifted(progress: Progress | None, done: int, total: int) -> Progress | None:
    return progress and (lambda number, _: progress(done + number, total))


def _settings_of(root: Path) -> tuple[Settings, list[Finding]]:
    configuration = find_configuration(root)
    return read_settings(configuration, _name_of(configuration) if configuration else "mkdocs.yml")


def _must_be_readable(path: Path, *, held: bool) -> None:
    """Raise unless *path* can be looked at; where its text is *held*, it need not exist."""
    name = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in str(path))
    try:
        if held:
            if "\0" in str(path):
                raise ValueError("embedded null byte")
        elif path.is_dir():
            next(iter(path.iterdir()), None)
        else:
            with path.open("rb"):
                pass
    except FileNotFoundError:
        raise CannotLook(
            Words(f"{name}: no such file or folder", f"{name}: ファイルもフォルダーもありません")
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotLook(Words(f"{name}: cannot be read ({reason})", f"{name}: 読み込めません（{reason}）")) from None


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
        self.cache = Cache(settings.cache, lambda: engine_fingerprint() + settings.fingerprint + self._terms())
        # Twins stand next to each other, so that what both share is still at hand.
        self.asked = sorted(site.wanted, key=lambda name: (split_language(PurePosixPath(name))[1], name))
        self.crashes: list[Finding] = []
        self._keys: dict[str, str] = {}
        self._by_language: dict[str, list[Rule]] = {}

    @cached_property
    def rules(self) -> dict[Subject, list[Rule]]:
        """The rules that are on, by what they are shown; imported only where something must be checked."""
        wanted: dict[Subject, list[Rule]] = {subject: [] for subject in Subject}
        for rule in catalogue().values():
            if rule.id not in self.settings.rules_off:
                wanted[rule.subject].append(rule)
        return wanted

    def check(self, progress: Progress | None) -> tuple[list[Finding], list[Block]]:
        findings: list[Finding] = []
        blocks: list[Block] = []
        fresh: list[_Fresh] = []
        for name in self.asked:
            source = self.site.sources[name]
            if source.kind is not Kind.TEXT:
                findings += (one.finding for one in self._source(name))
                continue
            known = self.cache.get(source_digest(source), self._include_digest)
            if known is None:
                page = self.site.pages[name]
                snippets = tuple((n, one) for n, fence in enumerate(page.fences) for one in _with_embedded(fence))
                fresh.append(_Fresh(name, page, snippets, []))
            else:
                self._keys[name] = known.key
                findings += known.findings
                blocks += known.blocks
        batches = _InBackground(self._batches, fresh) if fresh and self.rules else None
        for number, one in enumerate(fresh, len(self.asked) - len(fresh) + 1):
            self._page(one)
            if progress:
                progress(number, len(self.asked))
        for index, drawn in batches.result() if batches else ():
            fresh[index].drawn.append(drawn)
        for one in fresh:
            known = self._settled(one)
            self._keys[one.name] = known.key
            findings += known.findings
            blocks += known.blocks
        for twins in self.site.twins:
            if any(name in self.site.wanted for name in twins.names.values()):
                findings += self._twins(twins)
        findings += self._site()
        self.cache.write()
        return [*findings, *self.crashes], blocks

    def _source(self, name: str) -> Iterator[_Drawn]:
        source = self.site.sources[name]
        for rule in self.rules[Subject.SOURCE]:
            for complaint in self._ask(rule, source, source.path):
                yield _Drawn(None, rule.id, self._finding(rule, complaint, source.path, source.lines))

    def _page(self, fresh: _Fresh) -> None:
        page, found = fresh.page, fresh.drawn
        found += self._source(fresh.name)
        for rule in self.rules[Subject.PAGE]:
            for complaint in self._ask(rule, page, page.path):
                found.append(_Drawn(None, rule.id, self._placed(rule, complaint, page.path)))
        for number, snippet in fresh.snippets:
            if len(snippet.text) > MAX_SNIPPET_BYTES:
                continue
            for rule in self._rules_for(snippet.language):
                # One loop without a generator of its own: this is the line that runs most.
                try:
                    for complaint in rule.check(snippet, self.settings):
                        found.append(_Drawn(number, rule.id, self._in_snippet(rule, complaint, snippet)))
                except Exception as error:  # a failing rule must not hide what the others found
                    self.crashes.append(_crash(rule.id, page.path, error))

    def _rules_for(self, language: str) -> list[Rule]:
        """The rules about snippets that want to see a language."""
        wanted = self._by_language.get(language)
        if wanted is None:
            rules = self.rules[Subject.SNIPPET]
            wanted = [rule for rule in rules if not rule.languages or language in rule.languages]
            self._by_language[language] = wanted
        return wanted

    def _batches(self, fresh: Sequence[_Fresh]) -> list[tuple[int, _Drawn]]:
        """Ask the rules about batches; the results name the page by its index in *fresh*."""
        found = []
        for rule in self.rules[Subject.BATCH]:
            places = {
                id(snippet): (index, number)
                for index, one in enumerate(fresh)
                for number, snippet in one.snippets
                if snippet.language in rule.languages and len(snippet.text) <= MAX_SNIPPET_BYTES
            }
            snippets = [snippet for one in fresh for _, snippet in one.snippets if id(snippet) in places]
            for snippet, complaint in self._ask_batch(rule, snippets) if snippets else ():
                index, number = places[id(snippet)]
                found.append((index, _Drawn(number, rule.id, self._in_snippet(rule, complaint, snippet))))
        return found

    def _settled(self, fresh: _Fresh) -> Result:
        """The result of a page, kept unless a rule failed on the way."""
        findings = tuple(self._settle(fresh.page, fresh.drawn))
        blocks = tuple(self._classified(fence) for fence in fresh.page.fences)
        on = {target: self._include_digest(target) for target in self.site.pages.included(fresh.name)}
        key = source_digest(fresh.page.source)
        if self.crashes:
            return Result(findings, blocks, digest_of(key, "unsure"))
        return self.cache.put(key, findings, blocks, on)

    def _classified(self, fence: Snippet) -> Block:
        from .coverage.classes import classify

        try:
            return classify(fence, self.settings)
        except Exception as error:
            self.crashes.append(_crash("coverage", fence.path, error))
            unclear = Words("could not be classified", "分類できませんでした")
            return Block(fence.path, fence.opening.line.number, fence.language, Status.PARTLY, (), (unclear,))

    def _settle(self, page: Page, found: Sequence[_Drawn]) -> Iterator[Finding]:
        """Take away what marks allow, and ask the rules about marks that took nothing away."""
        allowed = [allowance for _, allowance in marks(page) if allowance]
        used: set[int] = set()
        by_fence: dict[int, set[str]] = {}
        for one in found:
            if one.snippet is not None:
                by_fence.setdefault(one.snippet, set()).add(one.rule)
            hit = next(
                (
                    n
                    for n, mark in enumerate(allowed)
                    if one.finding.path == page.path and covers(mark, one.rule, one.finding.span)
                ),
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
        for rule in self.rules[Subject.OUTCOME]:
            for complaint in self._ask(rule, outcome, page.path):
                yield self._placed(rule, complaint, page.path)

    def _twins(self, twins: Twins) -> Sequence[Finding]:
        key = digest_of(
            "twins", *sorted(twins.expected.values()), *(self._key(name) for name in sorted(twins.names.values()))
        )
        return self._kept(key, lambda: self._whole(Subject.TWINS, twins, next(iter(twins.pages.values())).path))

    def _site(self) -> Sequence[Finding]:
        def check() -> Iterator[Finding]:
            return self._whole(Subject.SITE, self.site, self.site.prefix or ".")

        if not self.cache.kept:
            return list(check())
        # A rule about the site may read any file of it, and the calendar.
        files = folder_digest(self.site.root, (".md",))
        pages = [self._key(name) for name in self.site.pages]
        key = digest_of("site", date.today().isoformat(), files, *pages, "wanted", *sorted(self.site.wanted))
        return self._kept(key, check)

    def _kept(self, key: str, check: Callable[[], Iterator[Finding]]) -> Sequence[Finding]:
        """Return what is kept under *key*, or what *check* finds; that is kept unless a rule failed."""
        known = self.cache.get(key, self._include_digest)
        if known is not None:
            return known.findings
        crashes = len(self.crashes)
        found = list(check())
        if len(self.crashes) == crashes:
            self.cache.put(key, found)
        return found

    def _key(self, name: str) -> str:
        """The hash of a page and everything it includes."""
        if name not in self._keys:
            included = self.site.pages.included(name)
            on = [part for target in sorted(included) for part in (target, self._include_digest(target))]
            self._keys[name] = digest_of(source_digest(self.site.sources[name]), *on)
        return self._keys[name]

    def _include_digest(self, target: str) -> str:
        return source_digest(self.site.includes.load(target))

    def _terms(self) -> str:
        """The hash of the term file, which rules about snippets and pages read."""
        terms = self.settings.terms
        return source_digest(self.site.includes.load(terms)) if terms else ""

    def _whole(self, subject: Subject, value: object, path: str) -> Iterator[Finding]:
        for rule in self.rules[subject]:
            for complaint in self._ask(rule, value, path):
                finding = self._placed(rule, complaint, path)
                page = self.site.pages.get(finding.path.removeprefix(self.site.prefix))
                if page is None or not any(mark and covers(mark, rule.id, finding.span) for _, mark in marks(page)):
                    yield finding

    def _ask(self, rule: Rule, subject: object, path: str) -> Iterator[Complaint]:
        """Run one rule; its crash becomes a finding that names it, and the run goes on."""
        try:
            yield from rule.check(subject, self.settings)
        except Exception as error:
            self.crashes.append(_crash(rule.id, path, error))

    def _ask_batch(self, rule: Rule, snippets: Sequence[Snippet]) -> Iterator[tuple[Snippet, Complaint]]:
        try:
            yield from rule.check(snippets, self.settings)
        except Exception as error:
            self.crashes.append(_crash(rule.id, snippets[0].path, error))

    def _in_snippet(self, rule: Rule, complaint: Complaint, snippet: Snippet) -> Finding:
        path, span = snippet.span_on_page(complaint.span)
        return self._finding(rule, replace(complaint, span=span), path, self._lines(path))

    def _placed(self, rule: Rule, complaint: Complaint, path: str) -> Finding:
        return self._finding(rule, complaint, path, self._lines(complaint.path or path))

    def _finding(self, rule: Rule, complaint: Complaint, path: str, lines: Sequence[str]) -> Finding:
        span = _inside(complaint.span, lines)
        return Finding(
            complaint.path or path,
            span,
            rule.id,
            complaint.severity or rule.severity,
            complaint.message,
            complaint.suggestion,
            complaint.fix if span == complaint.span else None,
            lines[span.line - 1][:2000] if lines else "",
        )

    def _lines(self, path: str) -> Sequence[str]:
        """The lines of the file shown as *path*: a page, or a file that pages include."""
        name = path.removeprefix(self.site.prefix)
        source = self.site.sources.get(name) or self.site.includes.load(name)
        return source.lines if source else ()


def _inside(span: Span, lines: Sequence[str]) -> Span:
    """Return the part of *span* that exists in the file, at least one place; a rule may point past the end."""
    if not lines:
        return span
    line = min(max(span.line, 1), len(lines))
    column = min(max(span.column, 1), len(lines[line - 1]) + 1)
    end_line = min(max(span.end_line, line), len(lines))
    end_column = min(max(span.end_column, 1), len(lines[end_line - 1]) + 1)
    if (end_line, end_column) <= (line, column):
        end_line, end_column = line, column + 1
    return Span(line, column, end_line, end_column)


class _InBackground:
    """A function that runs beside the caller in a thread, for work that mostly waits for another program."""

    def __init__(self, work: Callable[[Sequence[_Fresh]], list[tuple[int, _Drawn]]], fresh: Sequence[_Fresh]) -> None:
        self._result: list[tuple[int, _Drawn]] = []
        self._failed: BaseException | None = None
        self._thread = Thread(target=self._run, args=(work, fresh), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[Sequence[_Fresh]], list[tuple[int, _Drawn]]], fresh: Sequence[_Fresh]) -> None:
        try:
            self._result = work(fresh)
        except BaseException as error:
            self._failed = error

    def result(self) -> list[tuple[int, _Drawn]]:
        """Wait for the end and return what was found."""
        self._thread.join()
        if self._failed is not None:
            raise self._failed
        return self._result


def _crash(rule: str, path: str, error: Exception) -> Finding:
    what = f"{type(error).__name__}: {error}"[:300]
    message = Words(
        f"the rule {rule} failed here ({what}); the page was not checked by it",
        f"規則 {rule} がこのページで失敗しました（{what}）。この規則では検査できていません",
    )
    return Finding(path, Span(1, 1, 1, 2), CRASH, Severity.ERROR, message)


def _with_embedded(fence: Snippet) -> Iterable[Snippet]:
    yield fence
    yield from embedded_in(fence)


def _excused(fence: Snippet, rule: str) -> bool:
    return fence.skip is not None or fence.expect_error == rule
