"""One statement of a page: its commands in order, what flows between them, the files they write."""

from __future__ import annotations

from collections.abc import Sequence

from kakehashi.pages.lines import Line
from kakehashi.pages.shell import ShellCommand, ShellWord
from kakehashi.pages.snippet import Snippet

from .clusters import TOOLS
from .everyday import EVERYDAY, HARMLESS
from .files import File
from .kubectl import kubectl
from .kubectl.request import missing_file
from .place import Text, of_word
from .platform import check_command
from .state import Call, Feed, State, Tool
from .statements import Mood, Statement
from .utilities import COMMANDS, unknown_command

_WRAPPERS = {
    "sudo": "ugCh",
    "time": "fo",
    "watch": "ndi",
    "env": "uC",
    "timeout": "ks",
    "nohup": "",
    "command": "",
    "exec": "",
    "nice": "n",
}
"""Commands that run another one, with their flags that take a word."""


def run_statement(state: State, fence: Snippet, statement: Statement) -> None:
    """Follow a statement."""
    state.functions |= {name for name in statement.functions if name}
    events: list[tuple[int, int, int]] = [(one.line, one.column, -1 - n) for n, one in enumerate(statement.assignments)]
    events += [(one.words[0].line, one.words[0].column, n) for n, (one, _) in enumerate(statement.commands)]
    flows: dict[int, Feed | None] = {}
    before: tuple[int, Feed | None] = (0, None)
    for _, _, index in sorted(events):
        if index < 0:
            assignment = statement.assignments[-1 - index]
            state.variables[assignment.name] = assignment.value
            continue
        command, mood = statement.commands[index]
        state.line = fence.lines[command.words[0].line - 1].number
        piped = flows.get(command.pipeline) if command.pipeline else None
        first_in_pipe = command.pipeline not in flows
        if first_in_pipe and command.reads_stdin and before[0] == command.words[0].line:
            # ``cat <<EOF | other``: the shell reader counts the second command as a pipeline of its own.
            piped, first_in_pipe = before[1], False
        output = _run(state, fence, command, mood, None if first_in_pipe else piped or Feed(None))
        before = (command.words[0].line, output)
        if command.pipeline:
            flows[command.pipeline] = output


def _feed(state: State, fence: Snippet, command: ShellCommand, piped: Feed | None) -> Feed | None:
    for redirect in command.redirects:
        if redirect.operator == "<":
            name = _text(state, fence, redirect.target)
            missing_file(state, name)
            file = state.files.files.get(state.files.path(name)) if not name.unknown else None
            return Feed(file.lines, file.expands, file.documents) if file is not None else Feed(None)
    heredoc = command.heredoc
    if heredoc is not None:
        lines = fence.lines[heredoc.first - 1 : heredoc.last]
        return Feed(lines, not heredoc.quoted)
    return piped if piped is not None else Feed(None) if command.reads_stdin else None


def _text(state: State, fence: Snippet, word: ShellWord) -> Text:
    resolved = state.resolve([word])[0]
    return Text(resolved.text, of_word(fence, word), resolved.dynamic)


def _unwrap(state: State, fence: Snippet, words: Sequence[ShellWord]) -> tuple[ShellWord, ...]:
    """Take ``sudo`` and its like off, noting them as tools."""
    rest = list(words)
    while rest and not rest[0].dynamic and rest[0].text in _WRAPPERS:
        name = rest.pop(0)
        _tool(state, fence, name)
        valued = _WRAPPERS[name.text]
        while rest and (rest[0].text.startswith("-") or (name.text == "env" and "=" in rest[0].text)):
            flag = rest.pop(0).text
            if len(flag) == 2 and flag[1] in valued and rest:
                rest.pop(0)
        if name.text == "timeout" and rest:
            rest.pop(0)
    return tuple(rest)


def _tool(state: State, fence: Snippet, word: ShellWord) -> None:
    name = word.text
    if word.dynamic or "/" in name or name in state.functions or name in state.aliases:
        return
    if name in EVERYDAY and name not in state.declaration.tools:
        return
    place = of_word(fence, word)
    state.tools.append(Tool(name, place))
    if name not in state.declaration.tools:
        known = any(one.kind == "unlisted-tool" and one.name == name for one in state.troubles)
        if not known:
            failing, state.failing = state.failing, False
            state.trouble("unlisted-tool", place, name, tools=", ".join(state.declaration.tools))
            state.failing = failing
    check_command(state, name, place)


def _run(state: State, fence: Snippet, command: ShellCommand, mood: Mood, piped: Feed | None) -> Feed | None:
    state.mood = mood
    words = _unwrap(state, fence, command.words)
    feed = _feed(state, fence, command, piped)
    output: Feed | None = None
    if words:
        call = Call(fence, command, words, state.resolve(words), mood, feed)
        if not call.words[0].dynamic:
            _tool(state, fence, words[0])
        output = _dispatch(state, call)
    _redirects(state, fence, command, output)
    return output


def _dispatch(state: State, call: Call) -> Feed | None:
    name = call.words[0].text
    name = state.aliases.get(name, name)
    if call.words[0].dynamic:
        state.skip("the command's name is not known", "コマンド名が分かりません")
        return Feed(None)
    if name in ("kubectl", "k", "oc"):
        documents = kubectl(state, call)
        return Feed(None, False, documents)
    if name == "alias":
        for word in call.words[1:]:
            alias, equals, target = word.text.partition("=")
            if equals:
                state.aliases[alias] = target
        return None
    if name == "xargs":
        state.skip("what xargs runs is not followed", "xargs が実行するものは追いません")
        _tools_of_xargs(state, call)
        return Feed(None)
    if name in ("echo", "printf"):
        return _echo(call)
    handler = TOOLS.get(name) or COMMANDS.get(name)
    if handler is not None:
        return handler(state, call)
    unknown_command(state, call)
    return call.feed if name in ("sponge",) else Feed(None)


def _tools_of_xargs(state: State, call: Call) -> None:
    name = next((word for word in call.shell[1:] if not word.text.startswith("-") and not word.text.isdecimal()), None)
    if name is not None and (name.text in HARMLESS or name.text in EVERYDAY):
        _tool(state, call.snippet, name)


def _echo(call: Call) -> Feed:
    words = [index for index in range(1, len(call.words)) if not call.words[index].text.startswith("-")]
    if call.words[0].text == "printf" or any(call.words[index].dynamic for index in words):
        return Feed(None)
    lines = []
    text = " ".join(call.words[index].text for index in words)
    place = call.place(words[0]) if words else call.place(0)
    for offset, part in enumerate(text.split("\n")):
        lines.append(Line(part, place.path, place.span.line + offset, place.span.column if not offset else 1))
    return Feed(tuple(lines))


def _redirects(state: State, fence: Snippet, command: ShellCommand, output: Feed | None) -> None:
    for redirect in command.redirects:
        if not redirect.operator.startswith((">", "&>")):
            continue
        name = _text(state, fence, redirect.target)
        feed = output or Feed(None)
        if redirect.operator in (">>", "&>>"):
            before = state.files.files.get(state.files.path(name)) if not name.unknown else None
            known = before is not None and before.lines is not None and feed.lines is not None
            if before is not None and before.lines is not None and feed.lines is not None:
                feed = Feed((*before.lines, *feed.lines), before.expands or feed.expands)
            elif before is not None and not known:
                feed = Feed(None)
        state.write(name, File(feed.lines, feed.expands, name.place, feed.documents))
