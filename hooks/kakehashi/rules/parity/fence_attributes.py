"""Twins mark their code blocks alike: title, highlighted lines, and what the checker is told.

A title is also the name of the file a reader creates; a mark that stands on one side only leaves the other unchecked.
The reason of ``skip=`` and a title in Japanese letters may be translated.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.fences import Attribute
from kakehashi.pages.site import Twins
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._code import JAPANESE, fence_pairs, fence_place
from ._shared import at_both, section_pairs

JA = """対になるページのコードブロックには、同じ属性を付けます。

タイトルは読者が作るファイルの名前でもあり、片方にしかない検査の印は、もう片方を検査されないままにします。
``skip=`` の理由と、日本語を含むタイトルは訳してかまいません。
"""
GOOD = {
    "ja/a.md": '```{.yaml title="web.yaml" check="fragment"}\na: 1\n```\n',
    "en/a.md": '```{.yaml title="web.yaml" check="fragment"}\na: 1\n```\n',
}
BAD = {
    "ja/a.md": '```{.yaml title="web.yaml" check="fragment"}\na: 1\n```\n',
    "en/a.md": '```{.yaml title="app.yaml" check="fragment"}\na: 1\n```\n',
}
_FREE = frozenset({"skip"})


def _named(snippet: Snippet) -> dict[str, Attribute]:
    return {
        one.name: one
        for one in snippet.opening.attributes
        if not (one.name == "class" and one.value == snippet.opening.language)
    }


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        for ja, en, _here, _there in fence_pairs(pair):
            if ja is None or en is None:
                continue
            ours, theirs = _named(ja), _named(en)
            for name in sorted(ours.keys() | theirs.keys()):
                here, there = ours.get(name), theirs.get(name)
                if here is None or there is None:
                    shown = here or there
                    words = Words(
                        f"the attribute `{name}` stands in {'Japanese' if here else 'English'} only",
                        f"属性 `{name}` が、{'日本語' if here else '英語'}のブロックにしかありません",
                    )
                    hint = Words(
                        f'write {name}="{shown.value if shown else ""}" in both, or in neither',
                        f'両方に {name}="{shown.value if shown else ""}" と書くか、両方から消してください',
                    )
                    yield from at_both(fence_place(ja), fence_place(en), words, hint)
                elif here.value != there.value and name not in _FREE and not JAPANESE.search(here.value or ""):
                    words = Words(
                        f"the attribute `{name}` differs: `{here.value}` in Japanese, `{there.value}` in English",
                        f"属性 `{name}` が違います。日本語は `{here.value}`、英語は `{there.value}` です",
                    )
                    yield from at_both(fence_place(ja), fence_place(en), words)
