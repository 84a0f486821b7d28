"""The home of a concept is a section that exists, in both languages.

Every table on the site links to it; a home that moved turns all of them into dead links.
"""

import difflib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.pages.site import LANGUAGES, Site, shown
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import map_of

JA = """概念の行き先は、両方の言語に実在する節でなければなりません。

サイト中の表がそこへリンクします。行き先が動くと、そのすべてが切れたリンクになります。
"""
_MAP = """concepts:
  - id: pod
    side: kubernetes
    name: {ja: Pod, en: Pod}
    summary: {ja: コンテナの組です。, en: A group of containers.}
    home: a.md#a
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/pods.yaml": _MAP}
BAD = {**GOOD, "map/pods.yaml": _MAP.replace("a.md#a", "a.md#b")}


def _page(site: Site, language: str, page: str) -> Page | None:
    name = f"{language}/{page}"
    if name in site.pages:
        return site.pages[name]
    file = site.root / name
    if not file.is_file():
        return None
    from kakehashi.pages.page import scan
    from kakehashi.pages.source import read

    return scan(read(file, shown(site.prefix, name)))


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    pages: dict[tuple[str, str], Page | None] = {}
    for concept in map_of(site, settings).concepts.values():
        if concept.home is None:
            continue
        name, _, anchor = concept.home.partition("#")
        for language in LANGUAGES:
            # Many concepts live on one page, and a page outside this run is read for its headings alone.
            if (language, name) not in pages:
                pages[language, name] = _page(site, language, str(PurePosixPath(name)))
            page = pages[language, name]
            path = site.prefix + concept.home_place.path
            if page is None:
                yield Complaint(
                    concept.home_place.span,
                    Words(f"the home of `{concept.id}` is no page: {language}/{name}",
                          f"`{concept.id}` の行き先のページがありません: {language}/{name}"),
                    Words("name a page that exists, or give an external `reference`",
                          "実在するページを書くか、外部の `reference` を書いてください"),
                    path=path,
                )  # fmt: skip
            elif anchor and anchor not in page.ids:
                close = difflib.get_close_matches(anchor, page.ids, 1)
                yield Complaint(
                    concept.home_place.span,
                    Words(f"the home of `{concept.id}` is no section: {language}/{name} has no id `{anchor}`",
                          f"`{concept.id}` の行き先の節がありません。{language}/{name} に id `{anchor}` はありません"),
                    Words(f"did you mean `#{close[0]}`?", f"`#{close[0]}` ではありませんか") if close else None,
                    path=path,
                )  # fmt: skip
