"""A record of freshness can be read and names pages and sections that exist.

After a merge that went wrong, or when a page has moved, a record that nobody reads would make stale text look fresh.
"""

from collections.abc import Iterator
from pathlib import Path

from kakehashi.finding import Complaint, Span, Words
from kakehashi.freshness.fingerprint import fingerprints
from kakehashi.freshness.record import FOLDER, record_name
from kakehashi.pages.page import Page
from kakehashi.pages.site import LANGUAGES, Site, join_language
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._records import record_of, records

JA = """見比べた記録は、読める形で、実在するページと節を指していなければなりません。

マージの失敗やページの移動の後に、だれも読まない記録が残ると、古い文章が新しく見えてしまいます。
"""
_PAGES = {"ja/a.md": "# あ {#a}\n\n本文です。\n", "en/a.md": "# A {#a}\n\nText.\n"}
_RECORD = record_of(_PAGES["ja/a.md"], _PAGES["en/a.md"])
GOOD = {**_PAGES, "sync/a.yaml": _RECORD}
BAD = {**_PAGES, "sync/a.yaml": _RECORD + _RECORD.partition("\n")[2].replace("a:", "old:", 1)}


def _stray(site: Site) -> Iterator[Path]:
    """Yield records whose pages are gone, where the whole site is looked at."""
    folder = site.root / FOLDER
    for file in sorted(folder.rglob("*.yaml")):
        key = file.relative_to(folder).with_suffix(".md").as_posix()
        names = [join_language(key, language, folders=site.folders) for language in LANGUAGES]
        if not any((site.root / name).is_file() for name in names):
            yield file


def _has(page: Page, name: str) -> bool:
    return name in fingerprints(page)


@site_rule()
def check(site: Site, _: Settings) -> Iterator[Complaint]:
    for twins, ja, en, record in records(site):
        path = site.prefix + record_name(twins.key)
        for problem in record.problems:
            hint = Words("restore the file, or write it anew", "ファイルを元に戻すか、作り直してください")
            yield Complaint(problem.span, problem.message, hint, path=path)
        for name, number in record.places.items():
            if name in record.sections and not (_has(ja, name) and _has(en, name)):
                yield Complaint(
                    Span(number, 1, number, 2),
                    Words(f"the pages have no section `{name}`", f"ページに `{name}` という節はありません"),
                    Words(f"run: kakehashi sync {twins.key}", f"実行してください: kakehashi sync {twins.key}"),
                    path=path,
                )
    if site.wanted >= site.pages.keys():
        for file in _stray(site):
            words = Words("this record belongs to no page", "この記録にあたるページがありません")
            hint = Words("delete it, or rename it with its page", "削除するか、ページと同じ名前に直してください")
            yield Complaint(Span(1, 1, 1, 2), words, hint, path=site.prefix + file.relative_to(site.root).as_posix())
