"""How far every block is checked, page by page and in all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kakehashi.coverage import Block, Status
from kakehashi.engine import Report
from kakehashi.finding import Language

from .text import printable, width

_HEADS = {
    "en": ("page", "blocks", "checked", "partly", "skipped", "shown", "links by the map"),
    "ja": ("ページ", "ブロック", "全部検査", "一部検査", "除外", "表示のみ", "マップによるリンク"),
}


def _counts(blocks: Sequence[Block]) -> dict[str, int]:
    counts = Counter(block.status for block in blocks)
    return {"blocks": len(blocks), **{status.value: counts[status] for status in Status}}


def _by_page(blocks: Sequence[Block]) -> dict[str, list[Block]]:
    pages: dict[str, list[Block]] = {}
    for block in blocks:
        pages.setdefault(block.path, []).append(block)
    return dict(sorted(pages.items()))


def report(
    result: Report, language: Language, links: Mapping[str, int] | None = None, *, as_json: bool = False
) -> Iterator[str]:
    """Yield a table of pages and classes, then what was not checked and why; or all of it as one JSON object.

    Args:
        result: The run.
        language: The language of the words.
        links: The links each page gained from the map; None where they were not counted.
        as_json: Whether to yield JSON.
    """
    links = links or {}
    pages = _by_page(result.blocks)
    pages.update({path: [] for path in links if path not in pages})
    pages = dict(sorted(pages.items()))
    if as_json:
        yield json.dumps(_as_json(result, pages, links, language), ensure_ascii=False, indent=1)
        return
    rows = [list(_HEADS[language])]
    rows += [
        [printable(path), *map(str, _counts(blocks).values()), str(links.get(path, 0))]
        for path, blocks in pages.items()
    ]
    total = "total" if language == "en" else "合計"
    rows.append([total, *map(str, _counts(result.blocks).values()), str(sum(links.values()))])
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        yield "  ".join([first, *(" " * (widths[n] - width(row[n])) + row[n] for n in range(1, len(row)))])
    gaps = [(block, gap) for blocks in pages.values() for block in blocks for gap in block.gaps]
    if gaps:
        yield ""
        yield "not checked:" if language == "en" else "検査していないもの:"
    for block, gap in gaps:
        yield f"  {printable(block.path)}:{block.line}: {printable(gap.for_reader(language))}"


def _as_json(
    result: Report, pages: Mapping[str, list[Block]], links: Mapping[str, int], language: Language
) -> dict[str, Any]:
    return {
        "total": {**_counts(result.blocks), "links": sum(links.values())},
        "pages": [
            {
                "file": path,
                **_counts(blocks),
                "links": links.get(path, 0),
                "details": [
                    {
                        "line": block.line,
                        "language": block.language,
                        "class": block.status.value,
                        "against": list(block.against),
                        "gaps": [gap.for_reader(language) for gap in block.gaps],
                    }
                    for block in blocks
                ],
            }
            for path, blocks in pages.items()
        ],
    }


NUMBERS = ("blocks", "claims", "share", "checked", "partly", "skipped", "shown")
"""The numbers of the section about coverage."""


def numbers(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the numbers of a site by their names.

    Args:
        blocks: The blocks of all pages.
    """
    counts = _counts(blocks)
    claims = counts["blocks"] - counts[Status.SHOWN]
    share = f"{100 * counts[Status.CHECKED] // claims}" if claims else "–"
    return {"claims": str(claims), "share": share, **{name: str(count) for name, count in counts.items()}}


def section(figure: Mapping[str, str], language: Language) -> str:
    """Return the figure of a site as Markdown: one sentence and a small table.

    Args:
        figure: What stands for each of ``NUMBERS``.
        language: The language of the page it stands in.
    """
    blocks, claims, share, checked, partly, skipped, shown = (figure[name] for name in NUMBERS)
    if language == "ja":
        sentence = (
            f"今回のビルドでは、コードブロック {blocks} 個のうち、検査の対象になるものが {claims} 個あり、"
            f"その {share} %（{checked} 個）を全部検査しました。"
        )
        rows = [
            ("区分", "ブロック", "意味"),
            ("全部検査", checked, "書いてあることのすべてを検査しました。"),
            ("一部検査", partly, "構文は検査しましたが、検査の方法がない部分があります。"),
            ("除外", skipped, "書き手が理由を示して検査から外しました。"),
            ("表示のみ", shown, "出力や図など、真偽を検査できる内容ではありません。"),
        ]
    else:
        sentence = (
            f"In this build, {claims} of {blocks} code blocks make a claim that can be checked; "
            f"{share} % of those ({checked}) were checked in full."
        )
        rows = [
            ("Class", "Blocks", "Meaning"),
            ("Checked", checked, "All that it says was checked."),
            ("Partly", partly, "Its syntax was checked, and there is a part that nothing can check."),
            ("Skipped", skipped, "Its writer left it out and gave the reason."),
            ("Shown", shown, "Output or a diagram, which makes no claim to check."),
        ]
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([sentence, "", head, "| --- | ---: | --- |", *body, ""])
