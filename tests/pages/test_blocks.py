"""Blocks, sections and what pairs them."""

from __future__ import annotations

from kakehashi.pages.blocks import Block, BlockKind, blocks, sections
from kakehashi.pages.page import Page, scan
from kakehashi.pages.pairing import align, pair_sections
from kakehashi.pages.source import Source


def page(text: str) -> Page:
    return scan(Source("a.md", text))


def shape(text: str) -> list[tuple[str, int, str]]:
    return [
        (one.kind.value, one.line.number, one.parent.kind.value if one.parent else "") for one in blocks(page(text))
    ]


def text_of(block: Block) -> list[str]:
    return [line.text for line in block.lines]


def test_every_block_knows_what_it_stands_in() -> None:
    text = """# A {#a}

Para one
goes on.

- item

    inside it

    ```bash
    ls
    ```

    - nested
- second
  goes on

!!! warning "Trap"

    === "Tab"

        | a | b |
        |---|---|
        | c | d |

after
"""
    assert shape(text) == [
        ("heading", 1, ""),
        ("paragraph", 3, ""),
        ("item", 6, ""),
        ("paragraph", 8, "item"),
        ("fence", 10, "item"),
        ("item", 14, "item"),
        ("item", 15, ""),
        ("box", 18, ""),
        ("tab", 20, "box"),
        ("table", 22, "tab"),
        ("paragraph", 26, ""),
    ]
    found = blocks(page(text))
    assert text_of(found[1]) == ["Para one", "goes on."]
    assert text_of(found[6]) == ["second", "goes on"]
    assert (found[7].marker, found[7].name, text_of(found[7])) == ("!!!", "warning", ["Trap"])
    assert [one.depth for one in found if one.kind is BlockKind.ITEM] == [0, 1, 0]


def test_what_only_looks_like_a_marker_is_text() -> None:
    assert shape("text\n- no list without an empty line\n") == [("paragraph", 1, "")]
    assert shape("a\n\n---\n\n***bold*** text\n\n- - -\n") == [("paragraph", 1, ""), ("paragraph", 5, "")]
    assert shape("    literal\n") == [("literal", 1, "")]
    assert shape("!!!important\n") == [("paragraph", 1, "")]


def test_places_are_those_of_the_file() -> None:
    (item,) = blocks(page("1.  the `text`\n"))
    assert (item.marker, item.ordered, item.lines[0].column) == ("1.", True, 5)


def test_sections_end_at_the_next_heading_of_any_level() -> None:
    found = sections(page("lead\n\n# A {#a}\n\none\n\n### B {#b}\n\ntwo\n"))
    assert [(one.id, len(one.blocks)) for one in found] == [(None, 1), ("a", 1), ("b", 1)]


def test_sections_are_paired_by_id_wherever_they_stand() -> None:
    left = page("# A {#a}\n\n## B {#b}\n\nb\n\n## C {#c}\n\nc\n")
    right = page("# A {#a}\n\n## C {#c}\n\nc\n\n## B {#b}\n\nb\n")
    assert {(one.id, other.id) for one, other in pair_sections(left, right)} == {(None, None), *((i, i) for i in "abc")}


def test_content_below_a_heading_that_is_missing_is_compared_all_the_same() -> None:
    left = page("# A {#a}\n\none\n\n## B {#b}\n\ntwo\n")
    right = page("# A {#a}\n\none\n\ntwo\n")
    whole = page("# A {#a}\n\none\n")
    assert [(len(one.blocks), len(other.blocks)) for one, other in pair_sections(left, right)] == [(0, 0), (2, 2)]
    assert [(len(one.blocks), len(other.blocks)) for one, other in pair_sections(right, left)] == [(0, 0), (2, 2)]
    assert [(len(one.blocks), len(other.blocks)) for one, other in pair_sections(left, whole)] == [(0, 0), (1, 1)]


def test_alignment_leaves_out_what_is_least_alike() -> None:
    same = lambda one, other: float(one == other)  # noqa: E731 -- the plainest likeness there is
    assert list(align("abcd", "abd", same)) == [(0, 0), (1, 1), (2, None), (3, 2)]
    assert list(align("", "ab", same)) == [(None, 0), (None, 1)]
    assert list(align("xy", "ab", same)) == [(0, 0), (1, 1)]
