"""curl, journalctl, openssl, jq and nslookup: option lists instead of sub-command trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .flags import parse
from .grammar import Command, Flag, load
from .model import Context, Problem, Word
from .suggest import nearest

# jq 1.8: long options by their short letter; those in _JQ_VALUES take one or two words.
_JQ = (
    "n:null-input r:raw-output j:join-output a:ascii-output s:slurp c:compact-output C:color-output S:sort-keys "
    "M:monochrome-output e:exit-status f:from-file R:raw-input L:library-path V:version h:help b:binary :raw-output0 "
    ":tab :indent :unbuffered :stream :stream-errors :seq :arg :argjson :slurpfile :rawfile :args :jsonargs "
    ":build-configuration :strip-comments"
)
_JQ_VALUES = {"arg": 2, "argjson": 2, "slurpfile": 2, "rawfile": 2, "indent": 1, "library-path": 1}

_NSLOOKUP = frozenset(
    [
        "all",
        "class",
        "debug",
        "nodebug",
        "d2",
        "nod2",
        "domain",
        "search",
        "nosearch",
        "port",
        "querytype",
        "type",
        "q",
        "recurse",
        "norecurse",
        "ndots",
        "retry",
        "timeout",
        "vc",
        "novc",
        "fail",
        "nofail",
        "version",
        "v",
    ]
)
# openssl options that its help shows with "*" (any digest or cipher) or that take part in every command.
_OPENSSL_ALWAYS = frozenset(("help", "engine", "provider", "provider-path", "propquery"))


@dataclass(frozen=True, slots=True)
class Listed:
    """An option as given, unknown to the tool. index: its word; name: as written; near: what was likely meant."""

    index: int
    name: str
    near: str | None
    start: int = 0
    end: int | None = None


def _unknown(tool: str, listed: Listed, where: str = "") -> Problem:
    shown = where or tool
    near = listed.near
    return Problem(
        listed.index,
        f"{tool}/unknown-flag",
        f"`{shown}` has no option `{listed.name}`",
        f"`{shown}` に `{listed.name}` というオプションはありません",
        f"Did you mean `{near}`?" if near else None,
        f"`{near}` ではありませんか" if near else None,
        near,
        start=listed.start,
        end=listed.end,
    )


def _prefixed(name: str, flags: Mapping[str, Flag]) -> str | None:
    """The one option that a shortened long name stands for, as getopt_long allows."""
    found = [flag for flag in flags if flag.startswith(name)]
    return found[0] if len(found) == 1 else None


@cache
def _command(tool: str) -> Command:
    return load(tool).root


def _long_options(tool: str, words: Sequence[Word]) -> Iterator[Problem]:
    """Options of curl and journalctl, whose parsing is that of getopt_long closely enough."""
    command = _command(tool)
    parsed = parse(words, range(1, len(words)), command)
    for unknown in parsed.unknown:
        bare = unknown.name.lstrip("-")
        negated = bare.removeprefix("no-")
        if tool == "curl" and bare != negated and (negated in command.flags or _prefixed(negated, command.flags)):
            continue
        if _prefixed(bare, command.flags) and unknown.name.startswith("--") and len(bare) > 2:
            continue
        if tool == "journalctl" and unknown.name[1:].isdigit():
            continue  # `journalctl -b -1`: the boot before this one
        if unknown.name in ("-h", "-V", "-:", "-#") or bare in ("help", "version", "manual", "next"):
            continue
        near = nearest(bare, command.flags) if len(bare) > 1 else None
        yield _unknown(
            tool, Listed(unknown.index, unknown.name, f"--{near}" if near else None, unknown.start, unknown.end)
        )
    for given in parsed.missing:
        en, ja = f"`--{given.flag.name}` needs a value", f"`--{given.flag.name}` には値が必要です"
        yield Problem(given.index, f"{tool}/flag-value", en, ja)
    if tool == "curl" and not parsed.args and not parsed.elastic and not parsed.unknown:
        free = ("help", "version", "manual", "config", "url", "engine")
        if not parsed.has(*free) and not any(word.text in ("-V", "-M", "-h") for word in words[1:]):
            yield Problem(0, "curl/missing-argument", "`curl` needs a URL", "`curl` には URL が必要です")


def check_curl(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of a curl command."""
    del context
    yield from _long_options("curl", words)


def check_journalctl(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of a journalctl command."""
    del context
    yield from _long_options("journalctl", words)


def check_openssl(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of an openssl command: the command and its single-dash options."""
    del context
    tree = load("openssl")
    entries = {name: command.entry for name, command in tree.commands.items()}
    if len(words) < 2 or words[1].dynamic:
        return
    name = words[1].text
    if name.startswith("-") or name in ("help", "list", "base64", "zlib"):
        return
    if name not in entries:
        near = nearest(name, [known for known in entries if known])
        yield Problem(
            1,
            "openssl/unknown-command",
            f"`openssl` has no command `{name}`",
            f"`openssl` に `{name}` というコマンドはありません",
            f"Did you mean `{near}`?" if near else None,
            f"`{near}` ではありませんか" if near else None,
            near,
        )
        return
    entry = entries[entries[name].get("like", name)]
    flags: Mapping[str, str] = entry.get("flags", {})
    algorithms = {*entries[""].get("digests", ()), *entries[""].get("ciphers", ())} if "*" in flags else set()
    at = 2
    while at < len(words):
        word = words[at]
        option = word.text[1:].removeprefix("-") if word.text.startswith("-") and len(word.text) > 1 else ""
        option = option.partition("=")[0]
        at += 1
        if not option or word.dynamic:
            continue
        if option in flags:
            takes = flags[option] != "bool" and "=" not in word.text
            at += 1 if takes else 0
        elif (
            option not in _OPENSSL_ALWAYS
            and option.lower() not in algorithms
            and not option.isdigit()
            and "*" not in flags
        ):
            near = nearest(option, flags)
            yield _unknown("openssl", Listed(at - 1, word.text, f"-{near}" if near else None), f"openssl {name}")
            return
        elif (
            "*" in flags
            and option.lower() not in algorithms
            and (near := nearest(option, [*flags, *algorithms]))
            and len(option) > 3
        ):
            yield _unknown("openssl", Listed(at - 1, word.text, f"-{near}"), f"openssl {name}")
            return


def check_jq(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of a jq command's options; the filter itself is not judged."""
    del context
    shorts = {pair.partition(":")[0]: pair.partition(":")[2] for pair in _JQ.split() if not pair.startswith(":")}
    longs = {pair.partition(":")[2] for pair in _JQ.split()}
    at = 1
    while at < len(words):
        word = words[at]
        at += 1
        if word.text == "--" or word.dynamic:
            if word.text == "--":
                return
            continue
        if word.text.startswith("--"):
            name = word.text[2:]
            if name not in longs:
                near = nearest(name, longs)
                yield _unknown("jq", Listed(at - 1, word.text, f"--{near}" if near else None))
                return
            at += _JQ_VALUES.get(name, 0)
        elif word.text.startswith("-") and len(word.text) > 1:
            for place, letter in enumerate(word.text[1:], 1):
                if letter not in shorts:
                    yield _unknown("jq", Listed(at - 1, f"-{letter}", None, place, place + 1))
                    return
                if letter == "L":
                    at += 1 if place == len(word.text) - 1 else 0
                    break


def check_nslookup(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of an nslookup command's options."""
    del context
    args = 0
    for index, word in enumerate(words[1:], 1):
        if word.dynamic:
            args += 1
            continue
        if not word.text.startswith("-") or word.text == "-":
            args += 1
            continue
        name = word.text[1:].partition("=")[0].lower()
        if name not in _NSLOOKUP and not any(option.startswith(name) for option in _NSLOOKUP):
            near = nearest(name, _NSLOOKUP)
            yield _unknown("nslookup", Listed(index, word.text, f"-{near}" if near else None))
    if args > 2 and not any(word.elastic for word in words):
        yield Problem(
            len(words) - 1,
            "nslookup/extra-argument",
            "`nslookup` takes a name and a server",
            "`nslookup` の引数は名前とサーバーです",
        )
