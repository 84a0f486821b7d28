"""The words of a mark."""

from __future__ import annotations

import pytest

from kakehashi.coverage import Block, Status
from kakehashi.finding import Language, Words
from kakehashi.marking import label_of


def block(*against: str, status: Status = Status.CHECKED) -> Block:
    return Block("p.md", 1, "bash", status, against, (Words("a gap", "穴"),) if status is Status.PARTLY else ())


@pytest.mark.parametrize(
    ("against", "language", "short", "full"),
    [
        (("YAML", "Kubernetes 1.37"), "en", "Kubernetes 1.37", "Checked against: Kubernetes 1.37, YAML syntax"),
        (("shellcheck", "kubectl 1.36.4"), "ja", "kubectl 1.36", "検査済み: kubectl 1.36.4、シェルの構文"),
        (
            ("shellcheck", "helm 4.2.1", "aws 2.38.1"),
            "ja",
            "helm 4.2、aws 2.38",
            "検査済み: helm 4.2.1、aws 2.38.1、シェルの構文",
        ),
        (("shellcheck",), "en", "shell syntax", "Checked against: shell syntax"),
        (("JSON", "Amazon ECS API"), "en", "Amazon ECS API", "Checked against: Amazon ECS API, JSON syntax"),
        (("a 1.2.3", "b 1", "c 2", "d 3"), "en", "a 1.2, b 1, c 2 …", "Checked against: a 1.2.3, b 1, c 2, d 3"),
    ],
)
def test_a_mark_is_short_and_its_sentence_complete(
    against: tuple[str, ...], language: Language, short: str, full: str
) -> None:
    label = label_of(block(*against), language)
    assert label is not None
    assert (label.short, label.full) == (short, full)


@pytest.mark.parametrize("status", [Status.PARTLY, Status.SKIPPED, Status.SHOWN])
def test_what_was_not_checked_in_full_has_no_mark(status: Status) -> None:
    assert label_of(block("shellcheck", "kubectl 1.36.4", status=status), "en") is None


def test_what_was_checked_against_nothing_has_no_mark() -> None:
    assert label_of(block(), "ja") is None
