"""Twins leave the same places for readers to fill in, under names that keep their meaning.

``<node-name>`` here and ``<pod-name>`` there make two different commands. A name in Japanese letters may stand for an
English one, but on one page always for the same.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.shell import PLACEHOLDER
from kakehashi.pages.site import Twins
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._code import body_place, code_lines, fence_pairs
from ._shared import Met, Place, at_both, section_pairs

JA = """対になるページでは、読者が埋める場所も、その名前の意味も同じでなければなりません。

日本語で ``<node-name>``、英語で ``<pod-name>`` と書けば、別のコマンドになります。日本語の名前を使うときも、
1 つのページの中では、いつも同じ英語の名前にあてます。
"""
GOOD = {
    "ja/a.md": "```bash\nkubectl drain <ノード名>\nkubectl uncordon <ノード名>\n```\n",
    "en/a.md": "```bash\nkubectl drain <node-name>\nkubectl uncordon <node-name>\n```\n",
}
BAD = {
    "ja/a.md": "```bash\nkubectl drain <node-name>\n```\n",
    "en/a.md": "```bash\nkubectl drain <pod-name>\n```\n",
}


def _placeholders(snippet: Snippet, number: int) -> list[Met]:
    line = snippet.lines[number - 1]
    whole = body_place(snippet, number)
    found = []
    for match in PLACEHOLDER.finditer(line.text):
        start = line.column + match.start()
        inside = line.path == snippet.path
        place = Place(line.path, Span(line.number, start, line.number, line.column + match.end())) if inside else whole
        found.append(Met(match["name"], match.group(), place))
    return found


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    meanings: dict[str, Met] = {}
    for pair in section_pairs(twins):
        for ja, en, _here, _there in fence_pairs(pair):
            if ja is None or en is None or ja.language != en.language:
                continue
            for (left, text), (right, other) in zip(code_lines(ja), code_lines(en), strict=False):
                # Lines that differ otherwise are the business of the rule about code.
                if text != other or "<>" not in text:
                    continue
                for here, there in zip(_placeholders(ja, left), _placeholders(en, right), strict=False):
                    yield from _compare(here, there, meanings)


def _compare(here: Met, there: Met, meanings: dict[str, Met]) -> Iterator[Complaint]:
    if here.key.isascii() and there.key.isascii():
        if here.key != there.key:
            words = Words(
                f"the placeholder differs: `{here.shown}` in Japanese, `{there.shown}` in English",
                f"プレースホルダーが違います。日本語は `{here.shown}`、英語は `{there.shown}` です",
            )
            yield from at_both(here.place, there.place, words)
        return
    known = meanings.setdefault(here.key, there)
    if known.key != there.key:
        words = Words(
            f"the placeholder `{here.shown}` stands for `{there.shown}` here and for `{known.shown}` above",
            f"プレースホルダー `{here.shown}` が、ここでは `{there.shown}`、前では `{known.shown}` にあたります",
        )
        yield from at_both(here.place, there.place, words)
