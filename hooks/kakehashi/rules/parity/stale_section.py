"""A section that changed in one language has been looked at in the other.

Parity of code and numbers shows that two texts have the same form, not that they still say the same. Each section is
therefore recorded in ``docs/sync/`` as it was when somebody last held both texts against each other; once one of them
says something else, its twin is stale until ``kakehashi sync`` acknowledges the section by name.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.freshness.record import SIDES
from kakehashi.freshness.state import Difference, Standing, State
from kakehashi.pages.site import Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._records import LANGUAGE, heading_span, record_of, sections_of

JA = """片方の言語で変わった節は、もう片方でも見直します。

コードや数が一致していれば形は同じですが、同じことを述べているとは限りません。そこで、両方の文章を最後に見比べたときの姿を、
節ごとに ``docs/sync/`` に記録しています。片方の内容が変わると、``kakehashi sync`` で節の名前を挙げて確認するまで、
もう片方は古いものとして扱います。
"""
_BEFORE = {
    "ja/a.md": "# あ {#a}\n\nPod は再起動しません。\n",
    "en/a.md": "# A {#a}\n\nA Pod is not restarted.\n",
}
_RECORD = {"sync/a.yaml": record_of(_BEFORE["ja/a.md"], _BEFORE["en/a.md"])}
GOOD = {**_BEFORE, **_RECORD}
BAD = {**_BEFORE, "ja/a.md": "# あ {#a}\n\nPod は再起動しません。置き換えられます。\n", **_RECORD}
_SHOWN = 60
_MOST = 3


def _summary(change: Difference) -> Words:
    """What changed: the first passages in words, the rest as a number."""
    shown = [(part.line.number, _cut(part.text)) for part in change.added[:_MOST]]
    en = [f"line {number} “{text}”" for number, text in shown]
    ja = [f"{number} 行目「{text}」" for number, text in shown]
    more = len(change.added) - len(shown)
    if more:
        en.append(f"{more} more passages")
        ja.append(f"ほか {more} か所")
    lost = change.gone - len(change.added)
    if lost > 0:
        en.append(f"{lost} passages gone")
        ja.append(f"消えた文章 {lost} か所")
    return Words(", ".join(en), "、".join(ja))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _one_sided(standing: Standing, stale: str, key: str) -> Iterator[Complaint]:
    newer = next(side for side in SIDES if side != stale)
    what = _summary(standing.changed[newer])
    path, span = heading_span(standing, stale)
    newer_path, newer_span = heading_span(standing, newer)
    first = next(iter(standing.changed[newer].added), None)
    if first is not None:
        newer_path, newer_span = first.line.path, of_line(first.line)
    yield Complaint(
        span,
        Words(
            f"stale: {LANGUAGE[newer].en} changed and this text did not ({newer_path}:{newer_span.line}): {what.en}",
            f"古くなっています。{LANGUAGE[newer].ja}だけが変わりました（{newer_path}:{newer_span.line}）。{what.ja}",
        ),
        _how(key, standing.name),
        path=path,
    )
    yield Complaint(
        newer_span,
        Words(
            f"changed, and {LANGUAGE[stale].en} did not follow ({path}:{span.line}): {what.en}",
            f"変わりましたが、{LANGUAGE[stale].ja}が追いついていません（{path}:{span.line}）。{what.ja}",
        ),
        _how(key, standing.name),
        path=newer_path,
    )


def _how(key: str, name: str) -> Words:
    command = f"kakehashi sync {key} {name}"
    return Words(
        f"make both say the same, then acknowledge it: {command}",
        f"両方を同じ内容にしてから、確認を記録してください: {command}",
    )


@site_rule()
def check(site: Site, _: Settings) -> Iterator[Complaint]:
    for twins, standing in sections_of(site):
        if standing.stale is not None:
            yield from _one_sided(standing, standing.stale, twins.key)
        elif standing.state is State.BOTH_CHANGED:
            for side in SIDES:
                path, span = heading_span(standing, side)
                what = _summary(standing.changed[side])
                yield Complaint(
                    span,
                    Words(
                        f"both texts changed since they were last held against each other; here: {what.en}",
                        f"最後に見比べてから、両方の文章が変わりました。こちらの変更: {what.ja}",
                    ),
                    _how(twins.key, standing.name),
                    path=path,
                )
