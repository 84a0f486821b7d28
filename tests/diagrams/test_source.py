from __future__ import annotations

import pytest

from kakehashi.diagrams.source import (
    LIMIT_BYTES,
    describe,
    kind_of,
    missing_description,
    participant_roles,
    refused_statement,
    without_comments,
)

DESCRIBED = "flowchart TB\n  accTitle: T\n  accDescr: D\n  a --> b\n"


def test_description_of_one_line_and_of_a_block() -> None:
    assert describe(DESCRIBED).title == "T"
    assert describe(DESCRIBED).text == "D"
    block = describe("flowchart TB\n accTitle: 図\n accDescr {\n  一行目。\n  二行目。\n }\n a-->b")
    assert (block.title, block.text) == ("図", "一行目。 二行目。")


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("flowchart TB\n a-->b", "accTitle and accDescr"),
        ("flowchart TB\n accTitle: T\n a-->b", "accDescr"),
        ("%% first\nflowchart TB\n accDescr: D\n a-->b", "accTitle"),
        ("flowchart TB\n accTitle:\n accDescr: D\n a-->b", "accTitle"),
    ],
)
def test_missing_description_names_what_is_missing(source: str, named: str) -> None:
    problem = missing_description(source)
    assert problem is not None
    assert f"has no {named}:" in problem.words.en
    assert problem.line == (2 if source.startswith("%%") else 1)
    assert problem.words.ja != problem.words.en


def test_a_described_diagram_has_no_problem() -> None:
    assert missing_description(DESCRIBED) is None
    assert refused_statement(DESCRIBED) is None


@pytest.mark.parametrize(
    ("source", "line", "kind"),
    [
        ("flowchart TB\n a-->b\n classDef x fill:red", 3, "refused"),
        ("flowchart TB\n a-->b\n style a fill:#f00", 3, "refused"),
        ("flowchart TB\n a-->b\n linkStyle 0 stroke:red", 3, "refused"),
        ('flowchart TB\n a-->b\n click a "https://example.com"', 3, "refused"),
        ("%%{init: {}}%%\nflowchart TB\n a-->b", 1, "refused"),
        ("---\ntitle: x\n---\nflowchart TB\n a-->b", 1, "refused"),
        ("flowchart TB\n a:::awz --> b", 2, "refused"),
        ("flowchart TB\n a --> b\n class a,b kubernetes", 3, "refused"),
        ("sequenceDiagram\n A->>B: x\n links A: {}", 3, "refused"),
        ('flowchart TB\n a["x\x08y"]', 2, "refused"),
        ('flowchart TB\n a["x\ud800y"]', 2, "refused"),
        ("\ufeffflowchart TB\n a-->b", 1, "refused"),
        ('%% c\n\npie\n "a": 1', 3, "kind"),
        ("\n%% only a comment\n", 1, "kind"),
        ("", 1, "kind"),
    ],
)
def test_refused_statements_with_their_line(source: str, line: int, kind: str) -> None:
    problem = refused_statement(source)
    assert problem is not None
    assert (problem.kind, problem.line) == (kind, line)


@pytest.mark.parametrize(
    "source",
    [
        'flowchart TB\n a["style:::x in words"]:::aws --> b:::k8s\n class a,b node',
        "flowchart TB\n click --> b",
        "sequenceDiagram\n participant style\n style->>link: x\n link->>style: class A b",
        "stateDiagram-v2\n [*] --> A:::muted",
        "graph LR; a-->b",
    ],
)
def test_what_only_looks_refused_is_allowed(source: str) -> None:
    assert refused_statement(source) is None


def test_an_overlong_diagram_is_refused_by_its_size_in_bytes() -> None:
    problem = refused_statement("flowchart TB\n" + "あ" * (LIMIT_BYTES // 3) + " --> b")
    assert problem is not None
    assert problem.kind == "size"


def test_roles_of_participants_come_from_comments() -> None:
    source = "sequenceDiagram\n %% k8s: API, 利用者\n %%aws:L\n %% note: not a role\n A->>B: x"
    assert participant_roles(source) == {"API": "k8s", "利用者": "k8s", "L": "aws"}


def test_blanking_comments_keeps_the_lines() -> None:
    assert without_comments("flowchart TB\n %% x\n a-->b") == "flowchart TB\n\n a-->b"
    assert kind_of("%% x\n\n  stateDiagram-v2\n") == ("state", "stateDiagram-v2", 3)
