"""The command line: arguments → engine → reporter → exit code.

Exit codes: 0 nothing wrong, 1 errors were found, 2 it could not look.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .finding import Language, Words

if TYPE_CHECKING:
    from .engine import Report
    from .rule import Rule

CLEAN, FOUND, COULD_NOT_LOOK = 0, 1, 2
FORMATS = ("text", "json", "github", "sarif")


def default_language() -> Language:
    """Return the language of messages that the environment asks for: ``ja`` where LANG says so, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kakehashi", description="Check bilingual Kubernetes documentation: every snippet, table and twin page."
    )
    parser.add_argument("--version", action="version", version=f"kakehashi {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument(
            "--language", choices=("en", "ja"), default=default_language(), help="language of messages (default: LANG)"
        )
        return one

    check = add("check", "check pages")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders, - for standard input (default: docs)")
    check.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    check.add_argument("--name", metavar="PATH", help="with -: the path the text is checked as")
    check.add_argument("--fix", action="store_true", help="write corrections that are certain, never in prose")
    check.add_argument("--no-cache", action="store_true", help="check every page anew and keep nothing")
    check.add_argument("--quiet", action="store_true", help="no progress and no summary")
    coverage = add("coverage", "show how far every block is checked")
    coverage.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: docs)")
    coverage.add_argument("--format", choices=("text", "json"), default="text", help="form of the table")
    add("rules", "list the rules")
    explain = add("explain", "show the manual of a rule")
    explain.add_argument("rule", metavar="RULE", help="its id, for example yaml/duplicate-key")
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
    options = _parser().parse_args(arguments)
    run: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": _check,
        "coverage": _coverage,
        "rules": _rules,
        "explain": _explain,
    }
    try:
        return run[options.command](options)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 -- the reader is gone; nothing is left to write to
        return COULD_NOT_LOOK
    except KeyboardInterrupt:
        return COULD_NOT_LOOK


def _say(words: Words, language: Language) -> None:
    print(f"kakehashi: {words.for_reader(language)}", file=sys.stderr)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


@contextlib.contextmanager
def _progress(options: argparse.Namespace) -> Iterator[Callable[[int, int], None] | None]:
    if getattr(options, "quiet", True) or not sys.stderr.isatty():
        yield None
        return

    def show(done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            text = f"{done}/{total}"
            print(f"\r{text}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _look(paths: Sequence[str], options: argparse.Namespace) -> Report:
    """Run the engine over paths named on the command line."""
    from dataclasses import replace

    from .engine import check_site
    from .pages.site import documentation_root
    from .settings import find_configuration, read_settings

    named = [Path(path) for path in paths or ["docs"]]
    settings = None
    if getattr(options, "no_cache", False):
        settings, _ = read_settings(find_configuration(documentation_root(named[0])))
        settings = replace(settings, cache=None)
    with _progress(options) as progress:
        return check_site(named[0], paths=named[1:], settings=settings, progress=progress)


def _check(options: argparse.Namespace) -> int:
    from .engine import CannotLook

    try:
        if options.paths == ["-"]:
            result = _check_text(sys.stdin.buffer.read(), options)
        else:
            result = _look(options.paths, options)
    except CannotLook as problem:
        _say(problem.words, options.language)
        return COULD_NOT_LOOK
    if options.fix:
        from .fixing import apply_fixes

        fixed = apply_fixes(result)
        for path, count in fixed.items():
            words = Words(f"{path}: {count} corrected", f"{path}: {count} 件を直しました")
            print(words.for_reader(options.language), file=sys.stderr)
        if fixed:
            result = _look(options.paths, options)
    _report(result, options)
    return FOUND if result.errors else CLEAN


def _check_text(data: bytes, options: argparse.Namespace) -> Report:
    """Check a text from standard input as if it stood at ``--name``."""
    from dataclasses import replace

    from .engine import check_site
    from .settings import find_configuration, read_settings

    name = options.name or "stdin.md"
    settings, _ = read_settings(find_configuration(Path(name).parent))
    with tempfile.TemporaryDirectory(prefix="kakehashi-") as folder:
        file = Path(folder) / "stdin.md"
        file.write_bytes(data)
        result = check_site(file, settings=replace(settings, cache=None, map=None), shown="")
    findings = tuple(replace(one, path=name) if one.path == "stdin.md" else one for one in result.findings)
    return replace(result, findings=findings)


def _report(result: Report, options: argparse.Namespace) -> None:
    from .reporters import github, json_lines, sarif, text

    language: Language = options.language
    if options.format == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        lines = text.report(result, language, colour=colour)
        if options.quiet:
            lines = iter([line for finding in result.findings for line in text.render(finding, language, colour=colour)])
    else:
        lines = {"json": json_lines, "github": github, "sarif": sarif}[options.format].report(result, language)
    _print(lines)


def _coverage(options: argparse.Namespace) -> int:
    from .engine import CannotLook
    from .reporters import coverage

    options.quiet = False
    try:
        result = _look(options.paths, options)
    except CannotLook as problem:
        _say(problem.words, options.language)
        return COULD_NOT_LOOK
    _print(coverage.report(result, options.language, as_json=options.format == "json"))
    return CLEAN


def _rules(options: argparse.Namespace) -> int:
    from .rules import catalogue

    rules = catalogue().values()
    longest = max(len(rule.id) for rule in rules)
    for rule in rules:
        print(f"{rule.id:<{longest}}  {rule.severity.value:<7}  {rule.summary[options.language]}")
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    import difflib

    from .rules import catalogue

    rules = catalogue()
    if options.rule not in rules:
        close = difflib.get_close_matches(options.rule, list(rules), 1)
        hint_en, hint_ja = (f"; did you mean {close[0]}?", f"。{close[0]} ではありませんか") if close else ("", "")
        words = Words(f"no rule {options.rule}{hint_en}", f"{options.rule} という規則はありません{hint_ja}")
        _say(words, options.language)
        return COULD_NOT_LOOK
    _print(_manual(rules[options.rule], options.language))
    return CLEAN


def _manual(rule: Rule, language: Language) -> Iterator[str]:
    good, bad = ("Good", "Bad") if language == "en" else ("良い例", "悪い例")
    yield f"{rule.id} ({rule.severity.value})"
    yield ""
    yield rule.summary[language]
    yield ""
    yield rule.manual[language]
    for title, example in ((bad, rule.bad), (good, rule.good)):
        yield ""
        yield f"{title}:"
        files = example if isinstance(example, dict) else {"": example}
        for name, content in files.items():
            if name:
                yield f"  {name}"
            text = content.decode("utf-8", "backslashreplace") if isinstance(content, bytes) else content
            yield from (f"    {line}" for line in text.rstrip("\n").split("\n"))
