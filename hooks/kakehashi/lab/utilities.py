"""Everyday commands that touch files: cd, mkdir, cp, mv, rm, tee, cat, sed, curl and the rest."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from kakehashi.pages.lines import Line

from .everyday import EVERYDAY, HARMLESS
from .files import File
from .kubectl.request import missing_file
from .place import Text
from .state import Call, Feed, State

_SUBSTITUTION = re.compile(
    r"s(?P<mark>[/|#,@])(?P<old>(?:\\.|(?!(?P=mark)).)*)(?P=mark)"
    r"(?P<new>(?:\\.|(?!(?P=mark)).)*)(?P=mark)(?P<flags>[gI]*)"
)
_PLAIN_PATTERN = re.compile(r"(?:[\w\s:/=\-\"',@<>;%!~#.]|\\[./$*\[\]^-])*")


def operands(call: Call, valued: str = "") -> Iterator[tuple[int, Text]]:
    """Yield the arguments that are no flags; *valued* lists one-letter flags that take the next word."""
    index = 1
    only = False
    while index < len(call.words):
        text = call.words[index].text
        if text == "--" and not only:
            only = True
        elif not only and text.startswith("-") and len(text) > 1:
            index += 1 if len(text) == 2 and text[1] in valued else 0
        else:
            yield index, call.text(index)
        index += 1


def _cd(state: State, call: Call) -> None:
    target = next((text for _, text in operands(call)), Text("~"))
    if target.unknown:
        state.skip("the directory is not known", "ディレクトリが分かりません")
        state.files.open.add(state.files.cwd)
        return
    path = state.files.path(target) if target != "-" else state.files.cwd
    if path not in state.files.folders and not state.files.may_exist(path):
        missing_file(state, target)
        return
    state.files.cwd = path


def _mkdir(state: State, call: Call) -> None:
    for _, name in operands(call, "m"):
        if not name.unknown:
            for one in _braces(name):
                state.files.make(state.files.path(one))


def _braces(text: str) -> Iterator[str]:
    match = re.search(r"\{([^{}]*,[^{}]*)\}", text)
    if match is None:
        yield text
        return
    for part in match[1].split(","):
        yield from _braces(text[: match.start()] + part + text[match.end() :])


def _remove(state: State, call: Call) -> None:
    for _, name in operands(call):
        if name.unknown:
            continue
        if "*" in name:
            for path in state.files.matching(name):
                state.delete_file(path)
        else:
            state.delete_file(name)


def _move(state: State, call: Call) -> None:
    words = [text for _, text in operands(call)]
    if len(words) < 2 or any(one.unknown for one in words):
        return
    target = state.files.path(words[-1])
    into = target in state.files.folders or words[-1].endswith("/")
    moving = call.words[0].text == "mv"
    for source in words[:-1]:
        path = state.files.path(source)
        if "*" in source:
            continue
        missing_file(state, source)
        for name in [one for one in state.files.files if one == path or one.startswith(f"{path}/")]:
            base = posixpath.join(target, posixpath.basename(path)) if into else target
            state.write(Text(base + name[len(path) :], words[-1].place), state.files.files[name])
            if moving:
                state.delete_file(name)


def _tee(state: State, call: Call) -> Feed | None:
    feed = call.feed or Feed(None)
    for _, name in operands(call):
        state.write(name, File(feed.lines, feed.expands, name.place))
    return feed


def _cat(state: State, call: Call) -> Feed | None:
    lines: list[Line] = []
    expands = False
    names = list(operands(call))
    if not names:
        return call.feed
    for _, name in names:
        if name in ("-", "/dev/stdin"):
            if call.feed is None or call.feed.lines is None:
                return Feed(None)
            lines += call.feed.lines
            continue
        missing_file(state, name)
        file = state.files.files.get(state.files.path(name)) if not name.unknown else None
        if file is None or file.lines is None:
            return Feed(None)
        lines += file.lines
        expands = expands or file.expands
    return Feed(tuple(lines), expands)


def _read(state: State, call: Call) -> None:
    """Commands that read the files they name: diff, head, tail, wc, sort, jq …"""
    skip_first = call.words[0].text in ("jq", "yq", "grep", "egrep", "fgrep", "awk")
    for number, (_, name) in enumerate(operands(call, "nef" if not skip_first else "ef")):
        if not (skip_first and number == 0) and "*" not in name and name != "-":
            missing_file(state, name)


def _source(state: State, call: Call) -> None:
    for _, name in operands(call):
        missing_file(state, name)
        state.skip(f"the script `{name}` is not followed", f"スクリプト `{name}` は追いません")
        state.files.open.add(state.files.cwd)
        break


def substitute(expression: str, text: str) -> str | None:
    """Apply ``s/old/new/`` of sed to a line; None where the expression is not plain enough to follow."""
    match = _SUBSTITUTION.fullmatch(expression)
    if match is None or not _PLAIN_PATTERN.fullmatch(match["old"]) or "&" in match["new"] or "\\1" in match["new"]:
        return None
    try:
        new = re.sub(r"\\(.)", r"\1", match["new"])
        return re.sub(match["old"], lambda _: new, text, count=0 if "g" in match["flags"] else 1)
    except re.error:
        return None


def _sed(state: State, call: Call) -> Feed | None:
    words = [call.text(index) for index in range(1, len(call.words))]
    in_place = any(one.startswith(("-i", "--in-place")) for one in words)
    given = [words[index + 1] for index, one in enumerate(words[:-1]) if one in ("-e", "--expression")]
    rest = [text for _, text in operands(call, "ef")]
    # On macOS the word after -i is the ending of a copy, often empty.
    rest = [one for one in rest if one]
    expressions = given or rest[:1]
    names = rest if given else rest[1:]
    result: list[Line] | None = []
    for name in names:
        missing_file(state, name)
        file = state.files.files.get(state.files.path(name)) if not name.unknown else None
        lines = _edited(file.lines, expressions) if file is not None and file.lines is not None else None
        if in_place and file is not None:
            if lines is None:
                state.skip("this sed expression is not followed", "この sed の式は追えません")
            state.write(name, File(lines, file.expands, name.place))
        result = [*result, *lines] if result is not None and lines is not None else None
    if not names and call.feed is not None and call.feed.lines is not None:
        edited = _edited(call.feed.lines, expressions)
        return Feed(edited, call.feed.expands)
    return Feed(tuple(result) if result and not in_place else None)


def _edited(lines: tuple[Line, ...], expressions: list[Text]) -> tuple[Line, ...] | None:
    out = []
    for line in lines:
        text = line.text
        for expression in expressions:
            changed = substitute(expression, text) if not expression.unknown else None
            if changed is None:
                return None
            text = changed
        out.append(Line(text, line.path, line.number, line.column))
    return tuple(out)


def _curl(state: State, call: Call) -> Feed | None:
    words = call.words
    wrote = False
    for index, word in enumerate(words[1:], 1):
        text = word.text
        short = text.startswith("-") and not text.startswith("--")
        if text in ("--remote-name", "--remote-name-all") or (short and "O" in text):
            for _, url in operands(call, "oHXdu"):
                if "/" in url:
                    name = url.partition("?")[0].rpartition("/")[2]
                    state.write(Text(name, url.place, url.unknown and any(c in name for c in "$<`")), File(None))
                    wrote = True
        elif (text == "--output" or (short and text.endswith("o"))) and index + 1 < len(words):
            state.write(call.text(index + 1), File(None, False, call.place(index + 1)))
            wrote = True
    return None if wrote else Feed(None)


def _wget(state: State, call: Call) -> None:
    words = call.words
    for index, word in enumerate(words[:-1]):
        if word.text in ("-O", "--output-document") and words[index + 1].text != "-":
            state.write(call.text(index + 1), File(None))
            return
    for _, url in operands(call, "OP"):
        state.write(Text(url.partition("?")[0].rpartition("/")[2], url.place, url.unknown), File(None))


def _touch(state: State, call: Call) -> None:
    for _, name in operands(call):
        if not name.unknown and state.files.path(name) not in state.files.files:
            state.write(name, File((), False, name.place))


def _git(state: State, call: Call) -> None:
    words = [text for _, text in operands(call, "bC")]
    if len(words) > 1 and words[0] == "clone":
        name = words[2] if len(words) > 2 else Text(words[1].rstrip("/").removesuffix(".git").rpartition("/")[2])
        path = state.files.path(name)
        state.files.make(path)
        state.files.open.add(path)
        state.skip("what the repository holds is not known", "リポジトリの中身が分かりません")


def _unpack(state: State, call: Call) -> None:
    state.files.open.add(state.files.cwd)
    state.skip("what the archive holds is not known", "アーカイブの中身が分かりません")


def _forget(state: State, call: Call) -> None:
    for _, name in operands(call):
        state.variables[str(name)] = ""


def _read_variable(state: State, call: Call) -> None:
    for _, name in operands(call, "pntdu"):
        state.variables[str(name)] = None


COMMANDS: Mapping[str, Callable[[State, Call], Feed | None]] = {
    "cd": _cd,
    "pushd": _cd,
    "mkdir": _mkdir,
    "rm": _remove,
    "rmdir": _remove,
    "mv": _move,
    "cp": _move,
    "tee": _tee,
    "cat": _cat,
    "diff": _read,
    "head": _read,
    "tail": _read,
    "wc": _read,
    "sort": _read,
    "jq": _read,
    "less": _read,
    "more": _read,
    "grep": _read,
    "source": _source,
    ".": _source,
    "bash": _source,
    "sh": _source,
    "sed": _sed,
    "curl": _curl,
    "wget": _wget,
    "touch": _touch,
    "git": _git,
    "tar": _unpack,
    "unzip": _unpack,
    "unset": _forget,
    "read": _read_variable,
}
"""What each command does to the session, and what it prints where that is known."""


def unknown_command(state: State, call: Call) -> None:
    """Follow the part of any other command that is plain: files it names after ``-o`` or ``-out``."""
    name = call.words[0].text
    for index, word in enumerate(call.words[1:-1], 1):
        if word.text in ("-o", "-out", "--output", "--out", "-keyout", "--output-file"):
            target = call.text(index + 1)
            if "." in target and not target.unknown:
                state.write(target, File(None, False, target.place))
    if name.startswith("./") or (name.endswith(".sh") and "/" in name):
        missing_file(state, call.text(0))
    if name not in EVERYDAY and name not in HARMLESS and name not in state.functions:
        state.skip(f"`{name}` is not followed", f"`{name}` は追いません")
        state.files.open.add(state.files.cwd)
