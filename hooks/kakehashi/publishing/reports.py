"""What the checker said, read from its own reports: findings one a line as JSON, coverage as JSON, and SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kakehashi.finding import Words

from .archive import RefusedError
from .escaping import address, code, link

MOST_BYTES = 900_000
"""A job summary may have one mebibyte: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"""

LONGEST_REPORT = 20 << 20
_MOST = 1_000_000
_SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a report."""

    path: str
    line: int
    severity: str
    rule: str
    message: str


def findings(text: str) -> list[Found]:
    """Return the findings of a report, errors first, else in its order.

    Args:
        text: One JSON object a line, as ``kakehashi check --format json`` writes them.

    Raises:
        RefusedError: It is something else.
    """
    found = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            item = Found(str(one["file"]), int(one["line"]), one["severity"], str(one["rule"]), str(one["message"]))
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise _not_a_report() from error
        if item.severity not in _SEVERITIES:
            raise _not_a_report()
        found.append(item)
    return sorted(found, key=lambda one: _SEVERITIES.index(one.severity))


def _not_a_report() -> RefusedError:
    return RefusedError(Words("it is not a report of the checker", "検査の報告ではない"))


def counts(found: Iterable[Found]) -> dict[str, int]:
    """Return how many errors and warnings there are."""
    by = Counter(one.severity for one in found)
    return {severity: by[severity] for severity in _SEVERITIES}


def in_words(count: Mapping[str, int]) -> Words:
    """Return the counts as a phrase."""
    errors, warnings = count["error"], count["warning"]
    return Words(
        f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}",
        f"エラー {errors} 件、警告 {warnings} 件",
    )


def sarif_counts(log: Mapping[str, Any]) -> dict[str, int]:
    """Return the same counts of a SARIF log."""
    by = Counter(result["level"] for run in log["runs"] for result in run["results"])
    return {severity: by[severity] for severity in _SEVERITIES}


def summary(found: Sequence[Found], coverage: Mapping[str, Any], repository: str, commit: str, manual: str) -> str:
    """Return a job summary: all findings with links to their lines, and the table of coverage.

    Args:
        found: The findings.
        coverage: The report of ``kakehashi coverage --format json``.
        repository: The repository's address, without a slash at the end.
        commit: The commit that was checked.
        manual: The address of the page that describes the rules.

    Returns:
        Markdown, cut where a summary may not be longer, saying so.
    """
    base = f"{repository}/blob/{commit}/"
    head = ["## 検査の結果 / What the check found", "", _both(in_words(counts(found))), ""]
    table = ["", "## 検査の範囲 / Coverage", "", *_coverage(coverage, base)]
    left = MOST_BYTES - sum(len(line.encode()) + 1 for line in (*head, *table))
    rows, listed = [], 0
    for line in _listed(found, base, manual):
        left -= len(line.encode()) + 1
        if left < 0:
            break
        rows.append(line)
        listed += 1
    if listed < len(found):
        more = len(found) - listed
        rows.append(
            f"\n{_both(Words(f'and {more} more, in the SARIF log', f'ほか {more} 件は SARIF のログにあります'))}"
        )
    return "\n".join([*head, *rows, *table, ""])


def _both(words: Words) -> str:
    return f"{words.ja} / {words.en}"


def _listed(found: Iterable[Found], base: str, manual: str) -> Iterator[str]:
    for one in found:
        place = link(f"{one.path}:{one.line}", f"{address(base, one.path)}#L{one.line}")
        rule = link(one.rule, f"{manual}#{address('', one.rule.replace('/', '-'))}")
        yield f"- {one.severity} {place} {rule} {code(one.message, 400)}"


def _coverage(coverage: Mapping[str, Any], base: str) -> Iterator[str]:
    columns = {"blocks": "全部 / blocks", "checked": "検査 / checked", "partly": "一部 / partly"}
    columns |= {"skipped": "除外 / skipped", "shown": "表示 / shown"}
    yield f"| ページ / page | {' | '.join(columns.values())} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for page in coverage["pages"]:
        name = str(page["file"])
        yield f"| {link(name, address(base, name))} | {' | '.join(str(_number(page[one])) for one in columns)} |"
    yield f"| 合計 / total | {' | '.join(str(_number(coverage['total'][one])) for one in columns)} |"


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MOST:
        raise _not_a_report()
    return value
