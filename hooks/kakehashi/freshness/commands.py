"""``kakehashi sync`` and ``kakehashi new``: keeping twins in step, and making a pair of them."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kakehashi.finding import Language, Words
from kakehashi.pages.site import LANGUAGES, Site, Twins, documentation_root, join_language, read_site

from .fingerprint import Part, fingerprints
from .history import texts_at_record
from .pair import PairExistsError, make_pair
from .record import SIDES, Record, read_record, record_name, write_record
from .state import Standing, State, standings

CLEAN, FOUND, COULD_NOT_LOOK = 0, 1, 2

_STATE = {
    State.STALE: Words("{newer} changed, {stale} did not", "{newer}だけが変わりました（{stale}が追いついていません）"),
    State.BOTH_CHANGED: Words("both texts changed", "両方の文章が変わりました"),
    State.UNRECORDED: Words("never held against its twin", "まだ見比べた記録がありません"),
}
_NAME = {"ja": Words("Japanese", "日本語"), "en": Words("English", "英語")}


class _Refused(Exception):  # noqa: N818 -- it reads as what happened
    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def sync(options: argparse.Namespace) -> int:
    """Run ``kakehashi sync``; return the exit code: 0 nothing left to do, 1 something is, 2 it could not look."""
    language: Language = options.language
    try:
        if options.page is None:
            return _list(Path(options.docs), language)
        return _sync_page(_open(options.page, Path(options.docs)), options)
    except _Refused as refused:
        print(f"kakehashi: {refused.words.for_reader(language)}", file=sys.stderr)
        return COULD_NOT_LOOK


def new(options: argparse.Namespace) -> int:
    """Run ``kakehashi new``; return the exit code."""
    language: Language = options.language
    try:
        made = make_pair(Path(options.docs), options.page, {"ja": options.ja, "en": options.en})
    except PairExistsError as refused:
        print(f"kakehashi: {refused.words.for_reader(language)}", file=sys.stderr)
        return COULD_NOT_LOOK
    except OSError as error:
        words = Words(f"cannot be written: {error}", f"書き込めません: {error}")
        print(f"kakehashi: {words.for_reader(language)}", file=sys.stderr)
        return COULD_NOT_LOOK
    for file in made.files:
        print(file)
    later = Words(
        f"add {made.key} to nav in mkdocs.yml; when both texts are written: kakehashi sync {made.key} --new",
        f"mkdocs.yml の nav に {made.key} を加えてください。両方を書き終えたら: kakehashi sync {made.key} --new",
    )
    print(later.for_reader(language))
    return CLEAN


@dataclass(frozen=True)
class _Opened:
    """A page in both languages, with its record."""

    site: Site
    twins: Twins
    record: Record

    @property
    def file(self) -> Path:
        return self.site.root / record_name(self.twins.key)

    def standings(self) -> tuple[Standing, ...]:
        return tuple(standings(self.twins.pages["ja"], self.twins.pages["en"], self.record))


def _prefix(root: Path) -> str:
    return f"{root.as_posix().rstrip('/')}/" if root.as_posix() not in (".", "") else ""


def _site(root: Path, wanted: Path) -> Site:
    return read_site(root, _prefix(root), [wanted])


def _open(page: str, docs: Path) -> _Opened:
    """Return the page that a path on disk or a path below a language's folder names."""
    file = Path(page)
    if not (file.is_file() and file.suffix == ".md"):
        key = PurePosixPath(page).with_suffix(".md")
        tries = [
            docs / join_language(str(key), side, folders=folders) for folders in (True, False) for side in LANGUAGES
        ]
        found = next((one for one in tries if one.is_file()), None)
        if found is None:
            raise _Refused(Words(f"{page}: no such page", f"{page}: ページがありません"))
        file = found
    root = documentation_root(file)
    site = _site(root, file)
    twins = next(iter(site.twins), None)
    if twins is None or not set(SIDES) <= twins.pages.keys():
        raise _Refused(Words(f"{page}: it has no twin", f"{page}: 対になるページがありません"))
    return _Opened(site, twins, read_record(site.includes.load(record_name(twins.key))))


def _list(docs: Path, language: Language) -> int:
    """List every page that has something to acknowledge."""
    if not docs.is_dir():
        raise _Refused(Words(f"{docs}: no such folder", f"{docs}: フォルダーがありません"))
    left = 0
    site = _site(docs, docs)
    for twins in site.twins:
        if not set(SIDES) <= twins.pages.keys():
            continue
        opened = _Opened(site, twins, read_record(site.includes.load(record_name(twins.key))))
        names = [one.name for one in opened.standings() if one.state is not State.FRESH]
        if names:
            left += 1
            print(f"{twins.key}: {' '.join(names)}")
    if not left:
        words = Words("every section was held against its twin", "すべての節を見比べてあります")
        print(words.for_reader(language))
    return FOUND if left else CLEAN


def _sync_page(opened: _Opened, options: argparse.Namespace) -> int:
    language: Language = options.language
    found = opened.standings()
    open_ones = {one.name: one for one in found if one.state is not State.FRESH}
    named = [name.removeprefix("#") for name in options.sections]
    _must_be_known(named, [one.name for one in found])
    shown = [one for one in open_ones.values() if not named or one.name in named]
    for line in _report(opened, shown, language):
        print(line)
    chosen = {name for name in named if name in open_ones}
    if options.new:
        chosen |= {one.name for one in open_ones.values() if one.state is State.UNRECORDED}
    kept = _kept(opened, chosen)
    if chosen or kept.keys() != opened.record.sections.keys():
        _write(opened, kept)
    for name in (one for one in open_ones if one in chosen):
        print(Words(f"acknowledged: {name}", f"確認を記録しました: {name}").for_reader(language))
    left = [name for name in open_ones if name not in chosen]
    if left:
        print(_advice(opened.twins.key, [open_ones[name] for name in left]).for_reader(language))
    elif not chosen:
        words = Words("every section was held against its twin", "すべての節を見比べてあります")
        print(words.for_reader(language))
    return FOUND if left else CLEAN


def _must_be_known(named: Iterable[str], known: list[str]) -> None:
    for name in named:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint, hint_ja = (f"; did you mean {close[0]}?", f"。{close[0]} ではありませんか") if close else ("", "")
            raise _Refused(
                Words(f"both pages have no section {name}{hint}", f"両方にある節に {name} はありません{hint_ja}")
            )


def _advice(key: str, left: list[Standing]) -> Words:
    names = " ".join(one.name for one in left if one.state is not State.UNRECORDED)
    if names:
        command = f"kakehashi sync {key} {names}"
        return Words(
            f"where both texts say the same again, acknowledge each section by name: {command}",
            f"両方が同じ内容になった節を、名前で挙げて確認を記録してください: {command}",
        )
    return Words(
        f"when you have read both texts, record the new sections: kakehashi sync {key} --new",
        f"両方の文章を読んだら、新しい節を記録してください: kakehashi sync {key} --new",
    )


def _kept(opened: _Opened, chosen: set[str]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The record as it will be: chosen sections as they stand now, and none that both pages no longer have."""
    ja, en = (fingerprints(opened.twins.pages[side]) for side in SIDES)
    kept: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name in ja:
        if name in en and name in chosen:
            kept[name] = {"ja": ja[name].digests, "en": en[name].digests}
        elif name in en and name in opened.record.sections:
            kept[name] = opened.record.sections[name]
    return kept


def _write(opened: _Opened, kept: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
    file = opened.file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_record(kept), "utf-8", newline="\n")
    except OSError as error:
        raise _Refused(Words(f"cannot be written: {error}", f"書き込めません: {error}")) from None


def _report(opened: _Opened, shown: Iterable[Standing], language: Language) -> Iterator[str]:
    """Yield what changed in each section: old and new passages where the history of the repository has them."""
    standing_ones = list(shown)
    old = {
        side: texts_at_record(
            opened.site.root / opened.twins.names[side],
            {one.name: opened.record.sections[one.name][side] for one in standing_ones if one.changed.get(side)},
        )
        for side in SIDES
    }
    for one in standing_ones:
        stale = one.stale
        newer = next((side for side in SIDES if side != stale), SIDES[0])
        words = _STATE[one.state].for_reader(language)
        names = {"stale": _NAME[stale or "en"].for_reader(language), "newer": _NAME[newer].for_reader(language)}
        yield f"{one.name}: {words.format(**names)}"
        for side in SIDES:
            if one.changed.get(side):
                line = one.texts[side].line
                yield f"  {opened.twins.pages[side].path}:{line.number if line else 1}"
                yield from _changes(opened, one, side, old[side], language)


def _changes(
    opened: _Opened, one: Standing, side: str, old: Mapping[str, tuple[Part, ...]], language: Language
) -> Iterator[str]:
    now = one.texts[side]
    recorded = opened.record.sections[one.name][side]
    before = {part.digest: part.text for part in old.get(one.name, ())}
    unknown = 0
    matcher = difflib.SequenceMatcher(None, recorded, now.digests, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        for digest in recorded[start:end]:
            if digest in before:
                yield f"    - {before[digest]}"
            else:
                unknown += 1
        for part in now.parts[first:last]:
            yield f"    + {part.text}"
    if unknown:
        words = Words(
            f"({unknown} earlier passages, not in the history at hand)",
            f"（以前の文章 {unknown} か所は、手元の履歴にありません）",
        )
        yield f"    {words.for_reader(language)}"
