"""``kakehashi lab PAGE``: a lab as a table, as a script, or performed on a real cluster."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kakehashi.finding import Language, Words
from kakehashi.pages.page import Page
from kakehashi.pages.site import documentation_root, read_site

from .arguments import add_arguments
from .performing import PASSED, REFUSED, Performed, Plan, RefusedError, perform
from .script import script as script_lines
from .session import session_of
from .table import rows

__all__ = ["add_arguments", "main", "run", "script", "table"]


def table(page: Page, language: Language = "en") -> Iterator[str]:
    """Yield the session of a page as a table; nothing where it is no lab."""
    session = session_of(page)
    yield from rows(session, language) if session is not None else ()


def script(page: Page, language: Language = "en") -> str:
    """Return the session of a page as a bash script; empty where it is no lab."""
    session = session_of(page)
    return "".join(f"{line}\n" for line in script_lines(session, page.path, language)) if session is not None else ""


def run(
    page: Page, *, context: str, values: Mapping[str, str], limit: float, record: Path, language: Language = "en"
) -> int:
    """Execute a lab on a real cluster and print each step.

    Args:
        page: The page.
        context: The context of KUBECONFIG to work in.
        values: Values of placeholders, by name.
        limit: Time limit of a step, in seconds.
        record: The folder for transcripts.
        language: The language of messages.

    Returns:
        The exit code: 0 as the page says, 1 not, 2 refused.
    """
    session = session_of(page)
    if session is None:
        return REFUSED

    def tell(one: Performed) -> None:
        mark = "ok  " if one.ok else "FAIL"
        shown = next((line for line in one.step.text.split("\n") if line.strip() and not line.startswith("#")), "")
        print(f"{mark} {page.path}:{one.step.line}: {shown}", flush=True)
        if one.outcome.code is None:
            print("     " + Words(f"no end within {limit:g} s", f"{limit:g} 秒以内に終わりません").for_reader(language))
        elif one.outcome.code and not one.ok:
            print(
                "     " + Words(f"exit code {one.outcome.code}", f"終了コード {one.outcome.code}").for_reader(language)
            )
            print("".join(f"     {line}\n" for line in one.outcome.output.splitlines()[-10:]), end="")
        for line in one.missing:
            words = Words(
                f"shown on the page, but it did not come: {line}", f"ページにある出力が出ませんでした: {line}"
            )
            print(f"     {words.for_reader(language)}")

    try:
        return perform(Plan(session, context, values, limit, record), tell)
    except RefusedError as problem:
        _say(problem.words, language)
        return REFUSED


def _say(words: Words, language: Language) -> None:
    print(f"kakehashi: {words.for_reader(language)}", file=sys.stderr)


def _page(name: str) -> Page | Words:
    path = Path(name)
    if not path.is_file():
        return Words(f"there is no page {name}", f"{name} というページはありません")
    root = documentation_root(path)
    shown = Path(os.path.relpath(root))
    prefix = "" if shown == Path() else f"{(root if '..' in shown.parts else shown).as_posix()}/"
    site = read_site(root, prefix, [path])
    page = next((site.pages[one] for one in site.wanted if one in site.pages), None)
    return page or Words(f"{name} cannot be read as a page", f"{name} をページとして読めません")


def main(options: argparse.Namespace) -> int:
    """Run ``kakehashi lab``.

    Args:
        options: What `add_arguments` asks for, and ``language``.

    Returns:
        The exit code: 0, or with ``--run`` 1 where the lab did not go as the page says; 2 where nothing was done.
    """
    language: Language = options.language
    page = _page(options.page)
    if isinstance(page, Words):
        _say(page, language)
        return REFUSED
    session = session_of(page)
    if session is None:
        _say(Words(f"{options.page} is no lab: its front matter has no `lab:`",
                   f"{options.page} はラボではありません。front matter に `lab:` がありません"), language)  # fmt: skip
        return REFUSED
    if options.run:
        return _run(page, options)
    if options.script:
        print(script(page, language), end="")
    else:
        for line in table(page, language):
            print(line)
    return PASSED


def _run(page: Page, options: argparse.Namespace) -> int:
    language: Language = options.language
    if not options.context:
        _say(Words("--run needs --context NAME: name the cluster yourself",
                   "--run には --context NAME が必要です。クラスターは自分で指定してください"), language)  # fmt: skip
        return REFUSED
    values: dict[str, str] = {}
    for given in options.set:
        name, equals, value = given.partition("=")
        if not equals:
            _say(
                Words(
                    f"--set takes NAME=VALUE, not {given}", f"--set は NAME=VALUE の形です（{given} ではありません）"
                ),
                language,
            )
            return REFUSED
        values[name.strip("<>")] = value
    record = options.record or Path("lab-transcripts", Path(options.page).stem)
    return run(page, context=options.context, values=values, limit=options.timeout, record=record, language=language)
