"""``python -m tests.bench``: what the checks cost, as ratios measured in one run.

Absolute times belong to the machine; ratios are taken pair by pair, so that a busy machine slows both sides alike.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import measure
from tests.bench.content import write_site
from tests.comparison import timing
from tests.search import measure as search

_LONGEST = "concepts/cluster-architecture.md"

Row = tuple[str, float, str, str]
"""What was measured, the figure, its unit, and what is aimed at."""


def _sizes(folder: Path, pairs: int, rounds: int) -> Iterator[Row]:
    """The costs that grow with the site, against a plain build of it."""
    write_site(folder, pairs, str(measure.HOOKS))
    measure.build(folder, "plain.yml")  # not measured: files and bytecode are read once
    measure.check(folder)
    cold, warm, linked, cold_check, warm_check = [], [], [], [], []
    for _ in range(rounds):
        plain = measure.build(folder, "plain.yml")
        measure.forget(folder)
        cold.append((measure.build(folder, "mkdocs.yml"), plain))
        warm.append((measure.build(folder, "mkdocs.yml"), plain))
        linked.append((measure.build(folder, "linked.yml"), plain))
        measure.forget(folder)
        cold_check.append((measure.check(folder), plain))
        warm_check.append((measure.check(folder), plain))
    for name, costs, aim in (
        ("build with all checks, cold / plain build", cold, "1.15 at 200 pairs"),
        ("build with all checks, warm / plain build", warm, "1.03 at 200 pairs"),
        ("build with the whole map hook / plain build", linked, ""),
        ("check alone, cold / plain build", cold_check, ""),
        ("check alone, warm / plain build", warm_check, ""),
    ):
        yield f"{pairs} pairs: {name}, wall", measure.ratio(costs, measure.wall), "×", aim
        yield f"{pairs} pairs: {name}, processor", measure.ratio(costs, measure.cpu), "×", ""
    parts = timing.cost(pairs)
    linking, showing = 100 * parts.share, 100 * parts.showing / parts.plain
    yield f"{pairs} pairs: tables linked / plain build, processor, in one process", linking, "%", "3 at 200 pairs"
    yield f"{pairs} pairs: cards, summaries, the way back / plain build, likewise", showing, "%", ""
    blocks = measure.snippets(folder)
    each = measure.one_process_each(blocks, folder, 20)
    least = min(cost.wall for cost, _ in cold_check)
    yield f"{pairs} pairs: one process a snippet / check alone, cold, wall", each / least, "×", ""
    yield f"{pairs} pairs: plain build, wall", min(cost.wall for _, cost in cold), "s", ""


def _parts(folder: Path, rounds: int) -> Iterator[Row]:
    """The costs of the engine's parts, which do not depend on the size of a site."""
    blocks = measure.snippets(folder)
    kubernetes = measure.kubernetes(blocks)
    yield (
        f"Kubernetes, four versions: {kubernetes.manifests} manifests, each and version",
        kubernetes.each,
        "ms",
        "0.02",
    )
    yield "Kubernetes, four versions: loaded and compiled", kubernetes.load, "s", "0.15"
    yield "commands judged", measure.commands_a_second(blocks), "/s", ""
    yield "start: python alone", measure.start_up(["-c", "pass"], rounds), "s", ""
    for arguments in (["--version"], ["--help"], ["rules"]):
        took = measure.start_up(["-m", "kakehashi", *arguments], rounds)
        yield f"start: kakehashi {arguments[0]}", took, "s", "0.15"
    pair = [f"docs/{language}/{_LONGEST}" for language in ("ja", "en")]
    took = measure.start_up(["-m", "kakehashi", "check", "--no-cache", *pair], rounds)
    yield f"check of one pair, nothing kept: {_LONGEST}", took, "s", "1"


def main() -> int:
    """Measure, print a table as it grows, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--pairs", type=int, nargs="*", default=[50, 200], help="sizes in page pairs (default: 50 200)")
    parser.add_argument("--all", action="store_true", help="measure 800 pairs, too")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pair is measured (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the table goes as JSON, - for standard output")
    options = parser.parse_args()
    rows: list[Row] = []

    def show(row: Row) -> None:
        rows.append(row)
        name, figure, unit, aim = row
        out = sys.stderr if options.json == Path("-") else sys.stdout
        print(f"{name:<76} {figure:>9.3g} {unit:<3} {f'aim: {aim}' if aim else ''}".rstrip(), file=out, flush=True)

    with tempfile.TemporaryDirectory(prefix="kakehashi-bench-") as name:
        folder = Path(name)
        for pairs in [*options.pairs, *([800] if options.all else [])]:
            folder = Path(name, str(pairs))
            folder.mkdir()
            for row in _sizes(folder, pairs, options.rounds):
                show(row)
        if rows:
            for row in _parts(folder, max(5, options.rounds)):
                show(row)
    for code, asked in search.measured().items():
        for row in search.rows(code, asked):
            show(row)
    if options.json:
        table = [{"what": what, "figure": figure, "unit": unit, "aim": aim} for what, figure, unit, aim in rows]
        text = json.dumps(table, ensure_ascii=False, indent=1)
        if options.json == Path("-"):
            print(text)
        else:
            options.json.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
