"""A page uses the words the project has agreed on.

Two names for one thing look like two things to a reader who is new to it. The words, and the reason for each, stand
in the term file. Code, links and HTML are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.site import Site, split_language
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._reading import Term, terms_of

JA = """ページでは、プロジェクトで決めた言葉を使います。

1 つのものに 2 つの名前があると、初めて読む人には 2 つのものに見えます。使わない語と理由は、用語のファイルにあります。
コード、リンク先、HTML は対象外です。
"""
_TERMS = """terms:
  - words: [サーバ]
    language: ja
    write: サーバー
    why: {ja: 長音を付ける, en: the long vowel is written}
"""
GOOD = {
    "ja/a.md": "# サーバー {#a}\n\n`サーバ` は引用\n",
    "en/a.md": "# A {#a}\n\n`x` is quoted\n",
    "terms/terms.yaml": _TERMS,
}
BAD = {"ja/a.md": "# サーバ {#a}\n", "en/a.md": "# A {#a}\n", "terms/terms.yaml": _TERMS}
_NO_PROSE = re.compile(
    r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # inline code
    r"|\]\([^)\s]*(?:[ \t]+\"[^\"]*\")?\)|\]\[[^\]]*\]|^[ \t]*\[[^\]]+\]:[ \t]*\S+"  # targets of links
    r"|<[A-Za-z/!][^>]*>|https?://[^\s)>」）]+|[\w.-]+@[\w-]+\.[\w.-]+"  # HTML, addresses
    r"|\{[:#.][^}]*\}|^[ \t]*--8<--.*$|:[a-z0-9_+-]+:(?!\w)"  # attributes, includes, icons
)
_KEY = re.compile(r"[ \t]*[\w-]+:")


def _prose(page: Page) -> Iterator[tuple[Line, str]]:
    for line in page.front_matter:
        yield line, _KEY.sub(lambda match: "\0" * len(match.group()), line.text, count=1)
    for line in page.prose:
        yield line, line.text


def _look(page: Page, terms: Sequence[Term]) -> Iterator[Complaint]:
    for line, text in _prose(page):
        bare: str | None = None
        taken: list[tuple[int, int]] = []
        for term in terms:
            for match in term.pattern.finditer(text):
                if bare is None:
                    bare = _NO_PROSE.sub(lambda one: "\0" * len(one.group()), text)
                start, end = match.span()
                if "\0" in bare[start:end] or any(start < stop and begin < end for begin, stop in taken):
                    continue
                taken.append((start, end))
                yield Complaint(
                    of_line(line, start, end),
                    Words(
                        f"“{match.group()}” is not used here: {term.why.en}",
                        f"「{match.group()}」は使いません。{term.why.ja}",
                    ),
                    Words(f"write “{term.instead.en}”", f"「{term.instead.ja}」と書いてください"),
                    path=line.path,
                )


@site_rule(Severity.WARNING)
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    file = terms_of(site, settings)
    if not file.terms:
        return
    for name in sorted(site.wanted & site.pages.keys()):
        language, key = split_language(PurePosixPath(name))
        text = site.sources[name].text
        lower = text.lower()
        found = [
            term
            for term in file.terms
            if (term.language is None or language is None or term.language == language)
            and key not in term.exceptions
            and term.needle in lower
            and term.pattern.search(text)
        ]
        if found:
            yield from _look(site.pages[name], found)
