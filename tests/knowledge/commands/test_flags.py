"""Flags are parsed as pflag does."""

from __future__ import annotations

from kakehashi.knowledge.commands import Word, words_of
from kakehashi.knowledge.commands.flags import Parsed, parse
from kakehashi.knowledge.commands.grammar import Command

COMMAND = Command(
    ("run",),
    {"flags": {"all": "bool -A", "output": "string -o", "stdin": "bool -i", "tty": "bool -t", "dry-run": "string ?"}},
    {"namespace": "string -n"},
)


def _parse(*texts: str, interspersed: bool = True) -> Parsed:
    words = words_of("run", *texts)
    return parse(words, range(1, len(words)), COMMAND, interspersed)


def test_cluster_with_value() -> None:
    parsed = _parse("-itoyaml", "pod")
    assert parsed.on("stdin")
    assert parsed.on("tty")
    assert parsed.value("output") == "yaml"
    assert parsed.by_name["output"].where == (1, 4)
    assert parsed.args == [2]


def test_cluster_takes_the_next_word() -> None:
    parsed = _parse("-Ao", "json", "x")
    assert parsed.value("output") == "json"
    assert parsed.args == [3]


def test_short_flag_with_equals() -> None:
    assert _parse("-n=shop").value("namespace") == "shop"


def test_bool_flag_does_not_take_the_next_word() -> None:
    parsed = _parse("--all", "false")
    assert parsed.on("all")
    assert parsed.args == [2]
    assert not _parse("--all=false").on("all")


def test_optional_value_needs_equals() -> None:
    parsed = _parse("--dry-run", "client")
    assert parsed.by_name["dry-run"].value is None
    assert parsed.args == [2]


def test_dash_ends_the_flags() -> None:
    parsed = _parse("a", "--", "-x", "--all")
    assert parsed.dash == 1
    assert parsed.args == [1, 3, 4]
    assert not parsed.unknown


def test_flags_before_the_first_argument_only() -> None:
    parsed = _parse("-i", "image", "-x", interspersed=False)
    assert parsed.args == [2, 3]
    assert not parsed.unknown


def test_unknown_and_missing() -> None:
    parsed = _parse("--foo=1", "-Ax", "--output")
    assert [(unknown.name, unknown.start, unknown.end) for unknown in parsed.unknown] == [("--foo", 0, 5), ("-x", 2, 3)]
    assert [given.flag.name for given in parsed.missing] == ["output"]


def test_expansions() -> None:
    words = [Word("run"), Word("--output=$FORMAT", "--output=$FORMAT", True), Word("$ARGS", "$ARGS", True)]
    parsed = parse(words, [1, 2], COMMAND)
    assert parsed.elastic
    assert not parsed.by_name["output"].known
    assert Word("$A", '"$A"', True).elastic is False
    assert Word("deploy/$A", "deploy/$A", True).literal == "deploy/"
    assert Word("<name>", "<name>", True).elastic is False
