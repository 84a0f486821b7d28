"""Whatever a page holds, the checks end without an exception and point inside it."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knowledge.kubernetes.support import VERSIONS

from kakehashi.knowledge.ecs.documents import ecs_problems
from kakehashi.knowledge.kubernetes import checks
from kakehashi.pages.yaml_tree import parse

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "good").glob("*.yaml"))]
DOCUMENTS = [document for text in TEXTS for document in text.split("\n---\n")]
ODD = [
    "null", "[]", "{}", "[[]]", "{a: b}", "~", "yes", "1.10", "0644", "&a x", "*a", "<<: *a", "{{ x }}", "<x>", "|",
    ".inf", "!!set {a}", "- - -",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 2**32), st.integers(1, 5))
def test_damaged_manifests(document: str, seed: int, times: int) -> None:
    dice = random.Random(seed)
    lines = document.split("\n")
    for _ in range(times):
        at = dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                lines[at] = f"{lines[at].split(':')[0]}: {dice.choice(ODD)}"
            case 1:
                lines[at] = "  " + lines[at]
            case 2:
                lines[at] = lines[at].removeprefix("  ")
            case _:
                lines.insert(at, dice.choice(ODD))
    roots = [root for root in parse("\n".join(lines)).documents if root is not None]
    for problem in checks.problems(roots, VERSIONS):
        assert 0 <= problem.start_line < len(lines) + 1
        assert (problem.start_line, problem.start_column) <= (problem.end_line, problem.end_column)
        assert problem.en and problem.ja
    for root in roots:
        list(ecs_problems(root))
