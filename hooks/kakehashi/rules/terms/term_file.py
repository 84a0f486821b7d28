"""The term file keeps its form: each word with what to write instead, and the reason in both languages.

A misspelt key is a rule that never speaks, and a reason in one language is none for half of the writers.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._reading import terms_of

JA = """用語のファイルは形を守ります。使わない語ごとに、代わりに書く語と、両方の言語での理由が必要です。

キーを書き間違えた規則は、何も言いません。片方の言語にしかない理由は、書き手の半分には理由になりません。
"""
_TERM = """terms:
  - words: [whitelist]
    language: en
    write: allowlist
    why: {ja: 色で表さない, en: no colours}
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "terms/terms.yaml": _TERM}
BAD = {**GOOD, "terms/terms.yaml": _TERM + "    languages: [en]\n"}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    file = terms_of(site, settings)
    for problem in file.problems:
        yield Complaint(problem.span, problem.message, problem.suggestion, path=file.path)
