"""The session of a lab as a bash script that runs against a real cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kakehashi.finding import Language, Words
from kakehashi.pages.shell import PLACEHOLDER

from .session import Session, Step

_SERVES = re.compile(r"\bkubectl\b[^\n|;&]*\s(?:port-forward|proxy)\b|^\s*cloud-provider-kind\b|^\s*while (?:true|:)")
_WATCHES = re.compile(
    r"\bkubectl\b[^\n|;&]*\s(?:get|events|logs|attach)\b[^\n|;&]*\s(?:-w|--watch|--watch-only|-f|--follow)(?:\s|$)"
    r"|^\s*(?:watch|tail\s+-[fF]|stern)\s"
)
_QUOTED_START = re.compile(r"<<(-?)[ \t]*(['\"])([A-Za-z_]\w*)\2")
SERVE_SECONDS = 3
"""How long a script waits for a command that serves in the background, in seconds."""

WATCH_SECONDS = 15
"""How long a script lets a command run that would watch without end, in seconds."""


def placeholders(session: Session) -> Mapping[str, str]:
    """Return the variable that stands for each placeholder of a session, in order of appearance."""
    found: dict[str, str] = {}
    for step in session.steps:
        texts = [step.text] if step.statement is not None else [line.text for line in step.fence.lines]
        for text in texts:
            for match in PLACEHOLDER.finditer(text):
                name = match["name"]
                if name not in found:
                    plain = re.sub(r"\W+", "_", name).upper()
                    found[name] = plain if plain.isascii() and plain[0].isalpha() else f"VALUE_{len(found) + 1}"
    return found


def _fill(text: str, names: Mapping[str, str]) -> str:
    """Put variables for placeholders into a shell text, leaving single quotes for it."""
    out: list[str] = []
    at, quote = 0, ""
    while at < len(text):
        match = PLACEHOLDER.match(text, at)
        if match and match["name"] in names:
            variable = "${" + names[match["name"]] + "}"
            out.append(f"'\"{variable}\"'" if quote == "'" else variable if quote == '"' else f'"{variable}"')
            at = match.end()
            continue
        char = text[at]
        if char == "\\" and quote != "'":
            out.append(text[at : at + 2])
            at += 2
            continue
        if char in "'\"" and quote in ("", char):
            quote = "" if quote else char
        elif char == "#" and not quote and (at == 0 or text[at - 1] in " \t\n"):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            out.append(text[at:end])
            at = end
            continue
        out.append(char)
        at += 1
    return "".join(out)


def _fill_body(text: str, names: Mapping[str, str], escape: bool) -> str:
    """Put variables for placeholders into the body of a heredoc. escape: what else expands must stay as it is."""
    out, last = [], 0
    for match in PLACEHOLDER.finditer(text):
        if match["name"] in names:
            before = text[last : match.start()]
            out.append(re.sub(r"([\\$`])", r"\\\1", before) if escape else before)
            out.append("${" + names[match["name"]] + "}")
            last = match.end()
    rest = text[last:]
    out.append(re.sub(r"([\\$`])", r"\\\1", rest) if escape else rest)
    return "".join(out)


def _has(text: str, names: Mapping[str, str]) -> bool:
    return any(match["name"] in names for match in PLACEHOLDER.finditer(text))


def statement_text(step: Step, names: Mapping[str, str]) -> str:
    """Return the text of a step's statement with variables for placeholders."""
    statement = step.statement
    assert statement is not None
    if not _has(statement.text, names):
        return statement.text
    lines = statement.text.split("\n")
    inside: dict[int, tuple[bool, int]] = {}
    for command, _ in statement.commands:
        heredoc = command.heredoc
        if heredoc is not None:
            for number in range(heredoc.first, heredoc.last + 1):
                inside[number - statement.first] = (heredoc.quoted, heredoc.first - 1 - statement.first)
    openers = {start for index, (quoted, start) in inside.items() if quoted and _has(lines[index], names)}
    out: list[str] = []
    plain: list[str] = []

    def flush() -> None:
        if plain:
            out.append(_fill("\n".join(plain), names))
            plain.clear()

    for index, line in enumerate(lines):
        if index in inside:
            flush()
            quoted, start = inside[index]
            out.append(_fill_body(line, names, quoted) if not quoted or start in openers else line)
        else:
            plain.append(_QUOTED_START.sub(r"<<\1\3", line) if index in openers else line)
    flush()
    return "\n".join(out)


def file_text(step: Step, names: Mapping[str, str]) -> str:
    """Return the commands that make the file of a step."""
    title = str(step.title)
    body = "\n".join(line.text for line in step.fence.lines)
    end = "KAKEHASHI_END"
    while end in body:
        end += "_"
    folder = title.rpartition("/")[0]
    made = f"mkdir -p '{folder}'\n" if folder else ""
    if _has(body, names):
        return f"{made}cat > '{title}' <<{end}\n{_fill_body(body, names, True)}\n{end}"
    return f"{made}cat > '{title}' <<'{end}'\n{body}\n{end}"


def step_text(step: Step, names: Mapping[str, str]) -> str:
    """Return what a shell runs for a step: commands that never end are given an end."""
    if step.statement is None:
        return file_text(step, names)
    text = statement_text(step, names)
    bare = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))
    if step.statement.background:
        return f"{text}\nsleep {SERVE_SECONDS}" if _SERVES.search(bare) else text
    if _SERVES.search(bare):
        return f"{text} &\nsleep {SERVE_SECONDS}"
    if _WATCHES.search(bare) and len(step.statement.commands) == 1:
        lines = text.split("\n")
        index = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        lines[index] = f"timeout {WATCH_SECONDS} {lines[index].lstrip()}"
        return "\n".join(lines) + " || true"
    return text


def script(session: Session, path: str, language: Language) -> Iterator[str]:
    """Yield the lines of the script of a session.

    Args:
        session: The session.
        path: The page, to be named at the top.
        language: The language of the comments the script adds.
    """
    names = placeholders(session)

    def say(en: str, ja: str) -> str:
        return Words(en, ja).for_reader(language)

    yield "#!/usr/bin/env bash"
    yield say(
        f"# The commands of {path}, in order. Run: bash -e", f"# {path} のコマンドを順に並べたもの。実行: bash -e"
    )
    yield "set -e"
    for name, variable in names.items():
        wanted = say(f"give a value for <{name}>", f"<{name}> の値を指定してください")
        yield f': "${{{variable}:?{wanted}}}"'
    yield ""
    yield "main() {"
    yield 'cd "$(mktemp -d)"'
    yield "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"
    skipped = list(session.unfollowed)
    for step in session.steps:
        while skipped and skipped[0].line < step.line:
            one = skipped.pop(0)
            yield ""
            reason = one.reason.for_reader(language)
            yield say(f"# line {one.line}: {reason}", f"# {one.line} 行目: {reason}")
        yield ""
        yield say(f"# line {step.line}", f"# {step.line} 行目")
        text = step_text(step, names)
        if step.fails and step.statement is not None:
            yield say("# The page shows that this fails.", "# ページでは、ここは失敗します。")
            yield "{"
            yield from text.split("\n")
            yield "} || true"
        else:
            yield from text.split("\n")
    yield "}"
    yield "main < /dev/null"
