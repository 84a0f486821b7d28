"""How far every block is checked, page by page and in all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from ..coverage import Block, Status
from ..engine import Report
from ..finding import Language
from .text import width


def _row(name: str, blocks: Sequence[Block]) -> list[str]:
    counts = Counter(block.status for block in blocks)
    return [name, str(len(blocks)), *(str(counts[status]) for status in Status)]


def report(result: Report, language: Language, *, as_json: bool = False) -> Iterator[str]:
    """Yield a table of pages and classes, then what was not checked and why."""
    if as_json:
        for block in result.blocks:
            yield json.dumps(
                {
                    "file": block.path,
                    "line": block.line,
                    "language": block.language,
                    "status": block.status.value,
                    "against": list(block.against),
                    "gaps": [gap.for_reader(language) for gap in block.gaps],
                },
                ensure_ascii=False,
            )
        return
    heads = {
        "en": ["page", "blocks", "checked", "partly", "skipped", "shown"],
        "ja": ["ページ", "ブロック", "全部検査", "一部検査", "除外", "表示のみ"],
    }[language]
    pages: dict[str, list[Block]] = {}
    for block in result.blocks:
        pages.setdefault(block.path, []).append(block)
    rows = [heads, *(_row(path, blocks) for path, blocks in sorted(pages.items()))]
    rows.append(_row("total" if language == "en" else "合計", result.blocks))
    widths = [max(width(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        yield "  ".join([first, *(" " * (widths[n] - width(row[n])) + row[n] for n in range(1, len(row)))])
    gaps = [(block, gap) for block in result.blocks for gap in block.gaps]
    if gaps:
        yield ""
        yield "not checked:" if language == "en" else "検査していないもの:"
    for block, gap in gaps:
        yield f"  {block.path}:{block.line}: {gap.for_reader(language)}"
