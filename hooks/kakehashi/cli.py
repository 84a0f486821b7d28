"""The command line: arguments → engine → reporter → exit code.

Exit codes: 0 no errors, 1 errors were found, 2 it could not look. Imports wait until a command needs them, so that the
program starts at once.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from . import __version__
from .finding import Language, Words
from .freshness.arguments import NEW_HELP, SYNC_HELP, add_new_arguments, add_sync_arguments
from .lab.arguments import add_arguments as lab_arguments

if TYPE_CHECKING:
    from .comparison.concepts import ConceptMap
    from .engine import Report

CLEAN, FOUND, COULD_NOT_LOOK = 0, 1, 2
FORMATS = ("text", "json", "github", "sarif")
ROUNDS = 10
"""How often ``--fix`` looks again for corrections that overlapped others."""

PATIENCE = 0.5
"""Seconds after which a run shows its progress."""

_ABOUT = "Check bilingual Kubernetes documentation: every snippet, table and twin page."
_EXAMPLES = """examples:
  kakehashi check                          check docs/
  kakehashi check docs/en/index.md         check one page and its twin
  kakehashi check --fix docs               write corrections that are certain
  kakehashi check --format sarif docs      a log for code scanning
  kakehashi check - --name docs/en/x.md    check the unsaved text of an editor
  kakehashi explain yaml/duplicate-key     why a rule is there, with examples

exit codes: 0 no errors (warnings may be shown), 1 errors, 2 the check could not be made"""


def default_language() -> Language:
    """Return the language of messages that the environment asks for: ``ja`` where LANG says so, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kakehashi",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kakehashi {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        one.add_argument("--language", choices=("en", "ja"), help="language of messages (default: from LANG)")
        return one

    check = add("check", "check pages and report what a reader would stumble over")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders, - for standard input (default: docs)"
    )
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="form of the report: for people, one JSON object a line, "
        "annotations of GitHub Actions, or SARIF 2.1.0 (default: text)",
    )  # fmt: skip
    check.add_argument("--name", metavar="PATH", help="with -: the page the text belongs to")
    check.add_argument(
        "--fix", action="store_true", help="write corrections that are certain, in code only, never in prose"
    )
    check.add_argument("--no-cache", action="store_true", help="check every page anew and keep nothing")
    check.add_argument("--quiet", action="store_true", help="show findings only: no progress, no summary")
    coverage = add("coverage", "show how far every block is checked, and what is not")
    coverage.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: docs)")
    coverage.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the table (default: text)"
    )
    add("rules", "list the rules")
    explain = add("explain", "show the manual of a rule: why it is there, a bad and a good example")
    explain.add_argument("rule", metavar="RULE", help="its id, for example yaml/duplicate-key")
    mapped = add("map", "say what something of ECS is called in Kubernetes, or the other way round")
    mapped.add_argument("name", metavar="NAME", help="a name, field, command or row id, in either language")
    lab_arguments(add("lab", "follow a lab page: as a table, as a script, or on a real cluster"))
    add_sync_arguments(add("sync", SYNC_HELP))
    add_new_arguments(add("new", NEW_HELP))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program's name; None takes those of the process.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    options.language = options.language or default_language()
    run: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": _check,
        "coverage": _coverage,
        "rules": _rules,
        "explain": _explain,
        "map": _map,
        "lab": _lab,
        "sync": _sync,
        "new": _new,
    }
    if options.command == "check":
        if "-" in options.paths and (len(options.paths) > 1 or options.fix):
            parser.error("- stands alone and cannot be corrected with --fix")
        if options.name and options.paths != ["-"]:
            parser.error("--name needs - as the only path")
    try:
        return run[options.command](options)
    except BrokenPipeError:
        # The reader is gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_LOOK
    except KeyboardInterrupt:
        return COULD_NOT_LOOK


def program() -> None:
    """Run the command line as a program, which ends with it."""
    code = main()
    # What is left goes with the process: going through it once more would cost a tenth of a short run.
    gc.freeze()
    sys.exit(code)


def _say(words: Words, language: Language) -> None:
    print(f"kakehashi: {words.for_reader(language)}", file=sys.stderr)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    sys.stdout.flush()


def _in_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def _progress(language: Language, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show how far a run is, once it takes long, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    start = shown = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - start > PATIENCE and now - shown > 0.1:
            shown = now
            words = Words(f"checking page {done} of {total} …", f"{total} ページ中 {done} ページ目を検査中 …")
            print(f"\r\x1b[K{words.for_reader(language)}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown != start:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _look(paths: Sequence[str], options: argparse.Namespace, *, quiet: bool = False, cached: bool = True) -> Report:
    """Run the engine over paths named on the command line, or over standard input."""
    from .engine import check_site

    if list(paths) == ["-"]:
        return _look_at_text(sys.stdin.buffer.read(), options.name, cached=cached)
    named = [Path(path) for path in paths or ["docs"]]
    with _progress(options.language, quiet=quiet) as progress:
        return check_site(named[0], paths=named[1:], cached=cached, progress=progress)


def _look_at_text(data: bytes, name: str | None, *, cached: bool) -> Report:
    """Check a text as if it stood in the file *name*; only what is in that file is reported."""
    from dataclasses import replace

    from .engine import check_site

    path = Path(name or "stdin.md")
    result = check_site(path, text=data, cached=cached)
    own = {site.sources[one].path for site in result.sites for one in site.wanted}
    return replace(
        result,
        findings=tuple(finding for finding in result.findings if finding.path in own),
        blocks=tuple(block for block in result.blocks if block.path in own),
    )


def _check(options: argparse.Namespace) -> int:
    from .engine import CannotLook

    quiet, cached = options.quiet, not options.no_cache
    try:
        result = _look(options.paths, options, quiet=quiet, cached=cached)
        if options.fix:
            result = _fix(result, options)
    except CannotLook as problem:
        _say(problem.words, options.language)
        return COULD_NOT_LOOK
    _report(result, options)
    return FOUND if result.errors else CLEAN


def _fix(result: Report, options: argparse.Namespace) -> Report:
    """Write corrections until none is left; return what remains."""
    from .fixing import apply_fixes

    total: dict[str, int] = {}
    for _ in range(ROUNDS):
        fixed = apply_fixes(result)
        if not fixed:
            break
        for path, count in fixed.items():
            total[path] = total.get(path, 0) + count
        result = _look(options.paths, options, quiet=True, cached=not options.no_cache)
    for path, count in sorted(total.items()):
        _say(Words(f"{path}: {count} corrected", f"{path}: {count} か所を直しました"), options.language)
    return result


def _report(result: Report, options: argparse.Namespace) -> None:
    language: Language = options.language
    if options.format == "text":
        from .reporters import text

        _print(text.report(result, language, colour=_in_colour(sys.stdout), summarised=not options.quiet))
        return
    from importlib import import_module

    reporter = import_module(f".reporters.{'json_lines' if options.format == 'json' else options.format}", __package__)
    _print(reporter.report(result, language))


def _coverage(options: argparse.Namespace) -> int:
    from .comparison.gain import gains
    from .engine import CannotLook
    from .reporters import coverage

    try:
        result = _look(options.paths, options)
    except CannotLook as problem:
        _say(problem.words, options.language)
        return COULD_NOT_LOOK
    links = {gain.path: gain.links for site in result.sites for gain in gains(site, _map_of(site.root))}
    _print(coverage.report(result, options.language, links, as_json=options.format == "json"))
    return CLEAN


def _rules(options: argparse.Namespace) -> int:
    from .rules import catalogue

    rules = catalogue().values()
    longest = max(len(rule.id) for rule in rules)
    _print(f"{rule.id:<{longest}}  {rule.severity.value:<7}  {rule.summary[options.language]}" for rule in rules)
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    import difflib

    from .reporters import manual
    from .rules import catalogue

    rules = catalogue()
    if options.rule not in rules:
        close = difflib.get_close_matches(options.rule, list(rules), 1)
        hint_en, hint_ja = (f"; did you mean {close[0]}?", f"。{close[0]} ではありませんか") if close else ("", "")
        words = Words(f"no rule {options.rule}{hint_en}", f"{options.rule} という規則はありません{hint_ja}")
        _say(words, options.language)
        return COULD_NOT_LOOK
    _print(manual.explain(rules[options.rule], options.language))
    return CLEAN


def _map_of(root: Path) -> ConceptMap:
    from .comparison.reading import read_map
    from .settings import find_configuration, read_settings

    settings, _ = read_settings(find_configuration(root))
    return read_map(root, settings.map)


def _map(options: argparse.Namespace) -> int:
    from .comparison.lookup import answer, suggestions
    from .pages.site import documentation_root

    concepts = _map_of(documentation_root(Path("docs")))
    lines = answer(concepts, options.name, options.language)
    if lines:
        _print(lines)
        return CLEAN
    close = suggestions(concepts, options.name, options.language)
    hint = Words(f"; did you mean {', '.join(close)}?", f"。近い名前: {'、'.join(close)}") if close else Words("", "")
    words = Words(f"the map has no {options.name}{hint.en}", f"マップに「{options.name}」はありません{hint.ja}")
    _say(words, options.language)
    return FOUND


def _lab(options: argparse.Namespace) -> int:
    from .lab.commands import main as follow

    return follow(options)


def _sync(options: argparse.Namespace) -> int:
    from .freshness.commands import sync

    return sync(options)


def _new(options: argparse.Namespace) -> int:
    from .freshness.commands import new

    return new(options)
