"""Every section has been held against its twin once.

A section without a record can grow stale unseen. A site starts keeping records when it has a folder ``docs/sync/``;
from then on ``kakehashi sync PAGE --new`` records what is new, once somebody has read both texts.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.freshness.record import SIDES
from kakehashi.freshness.state import State, standings
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._records import heading_span, record_of, records

JA = """どの節も、対になる節と一度は見比べて記録します。

記録のない節は、古くなっても分かりません。``docs/sync/`` フォルダーを置いたサイトが対象です。両方の文章を読んでから、
``kakehashi sync PAGE --new`` で新しい節を記録してください。
"""
_PAGES = {"ja/a.md": "# あ {#a}\n\n本文です。\n", "en/a.md": "# A {#a}\n\nText.\n"}
_MORE = {"ja/a.md": "# あ {#a}\n\n本文です。\n\n## い {#b}\n", "en/a.md": "# A {#a}\n\nText.\n\n## B {#b}\n"}
_RECORD = {"sync/a.yaml": record_of(_PAGES["ja/a.md"], _PAGES["en/a.md"])}
GOOD = {**_PAGES, **_RECORD}
BAD = {**_MORE, **_RECORD}


@site_rule()
def check(site: Site, _: Settings) -> Iterator[Complaint]:
    for twins, ja, en, record in records(site):
        if record.problems:
            continue
        new = [one for one in standings(ja, en, record) if one.state is State.UNRECORDED]
        hint = Words(
            f"read both texts, then run: kakehashi sync {twins.key} --new",
            f"両方の文章を読んでから実行してください: kakehashi sync {twins.key} --new",
        )
        if new and not record.sections:
            for side in SIDES:
                words = Words(
                    "this page was never held against its twin",
                    "このページは、まだ対になるページと見比べた記録がありません",
                )
                yield Complaint(Span(1, 1, 1, 2), words, hint, path=twins.pages[side].path)
            continue
        for standing in new:
            for side in SIDES:
                path, span = heading_span(standing, side)
                words = Words(
                    f"the section `{standing.name}` was never held against its twin",
                    f"節 `{standing.name}` は、まだ対になる節と見比べた記録がありません",
                )
                yield Complaint(span, words, hint, path=path)
