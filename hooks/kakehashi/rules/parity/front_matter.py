"""Twins have the same front matter; title and description are translated, everything else is equal.

A page that hides its navigation or leaves the search index in one language only behaves differently for no reason a
reader could know.
"""

from collections.abc import Iterator

import yaml

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.page import Page
from kakehashi.pages.site import Twins
from kakehashi.pages.yaml_tree import parse
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._shared import Place, at_both, both

JA = """対になるページのフロントマターは同じにします。訳すのは題と説明だけで、ほかの値は同じでなければなりません。

片方の言語でだけナビゲーションを隠したり検索から外したりすると、読者には分からない理由で動きが変わります。
"""
GOOD = {
    "ja/a.md": "---\ntitle: あ\nhide: [navigation]\n---\n\n# あ {#a}\n",
    "en/a.md": "---\ntitle: A\nhide: [navigation]\n---\n\n# A {#a}\n",
}
BAD = {
    "ja/a.md": "---\ntitle: あ\nhide: [navigation]\n---\n\n# あ {#a}\n",
    "en/a.md": "---\ntitle: A\n---\n\n# A {#a}\n",
}
TRANSLATED = frozenset({"title", "description", "summary", "subtitle", "keywords"})


def _keys(page: Page) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    documents = parse("\n".join(line.text for line in page.front_matter) + "\n").documents
    root = documents[0] if documents else None
    return {str(key.value): (key, value) for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return [_plain(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else str(node.value)


def _place(page: Page, node: yaml.Node | None) -> Place:
    if node is None or not page.front_matter:
        return Place(page.path, Span(1, 1, 1, 2))
    line = page.front_matter[min(node.start_mark.line, len(page.front_matter) - 1)]
    return Place(page.path, Span(line.number, 1, line.number, max(2, len(line.text) + 1)))


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    pages = both(twins)
    if pages is None:
        return
    ours, theirs = _keys(pages[0]), _keys(pages[1])
    for name in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(name), theirs.get(name)
        at = _place(pages[0], here and here[0]), _place(pages[1], there and there[0])
        if here is None or there is None:
            words = Words(
                f"the front matter names `{name}` in {'Japanese' if here else 'English'} only",
                f"フロントマターの `{name}` が、{'日本語' if here else '英語'}のページにしかありません",
            )
            yield from at_both(*at, words)
        elif name not in TRANSLATED and _plain(here[1]) != _plain(there[1]):
            words = Words(f"the front matter differs in `{name}`", f"フロントマターの `{name}` の値が違います")
            yield from at_both(*at, words)
