"""The comment on a pull request: which pages change, before and after, in both languages, and what the check found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kakehashi.finding import Words

from .built_pages import Change, folder_of
from .escaping import address, code, link
from .reports import in_words

MARKER = "<!-- kakehashi: preview -->"
MOST_CHARACTERS = 15_000
"""Length of one of the two tables: GitHub takes comments of 65,536 characters, a variable holds 131,072 bytes."""

_NAMES = {"ja": "日本語", "en": "English"}
_BEFORE, _AFTER, _NONE = "前 / before", "後 / after", "–"


def preview_comment(
    found: Sequence[Change],
    edited: frozenset[str],
    counts: Mapping[str, int],
    commit: str,
    site: str,
    preview: str,
    run: str,
) -> str:
    """Return the comment of a preview as Markdown.

    Args:
        found: The pages that change.
        edited: The keys of those whose source the pull request edits.
        counts: How many errors and warnings the check found.
        commit: The commit that is shown.
        site: The address of the published site; it ends in a slash, as the next does.
        preview: The address of the preview.
        run: The address of the workflow run that built it.
    """
    parts = [
        f"{link('プレビュー / Preview', preview)} · {link('English', preview + 'en/')} · {code(commit[:12])}",
        "",
        f"{_both(in_words(counts))} · {link('ビルド / build', run)}",
    ]
    own = [one for one in found if one.key in edited]
    others = [one for one in found if one.key not in edited]
    if not found:
        words = Words("No page looks different.", "見た目の変わるページはありません。")
        parts += ["", _both(words)]
    for title, group in (
        (Words("Edited pages", "編集されたページ"), own),
        (Words("Changed by what they include or by the map", "取り込み元や対応表によって変わるページ"), others),
    ):
        if group:
            parts += ["", f"**{_both(title)}: {len(group)}**", "", *_table(group, site, preview)]
    return "\n".join(parts) + "\n"


def removed_comment() -> str:
    """Return the comment that takes the place of a preview's, when that is gone."""
    return (
        "プルリクエストが閉じられたため、プレビューを取り除きました。 / "
        "The preview was removed, because the pull request is closed.\n"
    )


def _both(words: Words) -> str:
    return f"{words.ja} / {words.en}"


def _table(group: Sequence[Change], site: str, preview: str) -> Iterator[str]:
    yield "| ページ / page | 日本語 | English |"
    yield "| --- | --- | --- |"
    left = MOST_CHARACTERS
    for number, one in enumerate(group):
        cells = (_cell(one, language, site, preview) for language in ("ja", "en"))
        row = f"| {_name(one)} | {' | '.join(cells)} |"
        left -= len(row)
        if left < 0:
            more = len(group) - number
            yield f"| {_both(Words(f'and {more} more', f'ほか {more} ページ'))} | | |"
            return
        yield row


def _name(one: Change) -> str:
    return "<br>".join([code(one.titles[language], 60) for language in ("ja", "en") if language in one.titles][:2]) or (
        code(f"/{one.key}")
    )


def _cell(one: Change, language: str, site: str, preview: str) -> str:
    path = f"{folder_of(language)}{one.key}"
    before = link(_BEFORE, address(site, path)) if language in one.before else _NONE
    after = link(_AFTER, address(preview, path)) if language in one.after else _NONE
    if language not in one.changed and language in one.after:
        return f"{_both(Words('same', '同じ'))} · {after}"
    return f"{before} · {after}"
