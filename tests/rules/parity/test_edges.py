"""What may differ between twins, and what may not, case by case."""

from __future__ import annotations

import pytest

from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import Twins
from kakehashi.pages.source import Source
from kakehashi.rule import Subject
from kakehashi.rules import catalogue
from kakehashi.rules.parity._addresses import plain_address
from kakehashi.settings import Settings

RULES = [rule for rule in catalogue().values() if rule.subject is Subject.TWINS]
Drawn = list[tuple[str, str, int]]


def page(language: str, body: str) -> Page:
    return scan(Source(f"{language}/a.md", f"# X {{#x}}\n\n{body}\n"))


def drawn(ja: str, en: str) -> Drawn:
    pages = {"ja": page("ja", ja), "en": page("en", en)}
    names = {language: f"{language}/a.md" for language in pages}
    twins = Twins("a.md", names, pages, names)
    found = ((rule.id, one) for rule in RULES for one in rule.check(twins, Settings()))
    return sorted((rule.removeprefix("parity/"), one.path or "", one.span.line) for rule, one in found)


def both(rule: str, ja: int, en: int) -> Drawn:
    return [(rule, "en/a.md", en), (rule, "ja/a.md", ja)]


FREE = {
    "names of placeholders in Japanese": ("```bash\nls <名前>\n```", "```bash\nls <name>\n```"),
    "comments, and their number": ("```yaml\n# 一\n# 二\na: 1 # 三\n```", "```yaml\na: 1\n```"),
    "Japanese in output": ("```text\n名前   準備\nweb 1/1 中\n```", "```text\nNAME READY\nweb 1/1 up\n```"),
    "labels of a diagram": (
        '```mermaid\nflowchart TB\n  accTitle: 題\n  a["あ"] -- "い" --> b(う)\n```',
        '```mermaid\nflowchart TB\n  accTitle: Title\n  a["A"] -- "B" --> b(C)\n```',
    ),
    "messages of a sequence": (
        "```mermaid\nsequenceDiagram\n  participant a as 甲\n  a->>b: 頼む\n  Note over a,b: 注\n```",
        "```mermaid\nsequenceDiagram\n  participant a as A\n  a->>b: ask\n  Note over a,b: note\n```",
    ),
    "labels of a state diagram, at its start and end too": (
        "```mermaid\nstateDiagram-v2\n  [*] --> busy: 始める\n  busy --> idle: 休む\n  idle --> [*]: 終える\n```",
        "```mermaid\nstateDiagram-v2\n  [*] --> busy: begin\n  busy --> idle: rest\n  idle --> [*]: end\n```",
    ),
    "the reason of a skip": ('```{.yaml skip="理由"}\na: 1\n```', '```{.yaml skip="a reason"}\na: 1\n```'),
    "a title in Japanese": ('```{.yaml title="例"}\na: 1\n```', '```{.yaml title="An example"}\na: 1\n```'),
    "how often a name is repeated": ("`a` です。`a` も、`b` も。", "`a` and `b`."),
    "small numbers as words": ("3 台と二つ。", "Three of them, and 2."),
    "one": ("1 台だけです。", "A single one."),
    "pages in another language": (
        "[a](https://docs.aws.amazon.com/ja_jp/eks/latest/userguide/a.html#b) [c](https://kubernetes.io/ja/docs/x/#%E3%81%82)",
        "[a](https://docs.aws.amazon.com/eks/latest/userguide/a.html#b) [c](https://kubernetes.io/docs/x/#title)",
    ),
    "the order of links": ("[a](a.md) [b](b.md)", "[b](b.md) [a](a.md)"),
    "titles of boxes and tabs": (
        '!!! note "注"\n\n    あ\n\n=== "一"\n\n    い',
        '!!! note "Note"\n\n    A\n\n=== "One"\n\n    B',
    ),
    "plurals and connecting words in a cell": (
        "|a|b|\n|-|-|\n|Pod、Service|い|",
        "|a|b|\n|-|-|\n|Pods and Services|B|",
    ),
    "Japanese in a code span": ('`skip="理由"` と `<名前>`', '`skip="reason"` and `<name>`'),
    "marks of a list": ("* あ\n* い", "- A\n- B"),
    "where lines are wrapped": ("ポートは 10250 番です。", "The port\nis 10250."),
}


@pytest.mark.parametrize("name", FREE)
def test_what_may_differ(name: str) -> None:
    assert drawn(*FREE[name]) == []


BOUND = {
    "a line of output without Japanese": ("```text\nweb 1/1\n```", "```text\nweb 2/2\n```", both("code", 4, 4)),
    "a number in Japanese output": ("```text\n5 行目\n```", "```text\nline 6\n```", both("code", 4, 4)),
    "an arrow of a diagram": (
        "```mermaid\nflowchart TB\n  a --> b\n```",
        "```mermaid\nflowchart TB\n  a --- b\n```",
        both("code", 5, 5),
    ),
    "one placeholder for two names": (
        "```bash\nls <名前>\ncat <名前>\n```",
        "```bash\nls <name>\ncat <file>\n```",
        both("placeholders", 5, 5),
    ),
    "a swap between two names": ("`a` と `a` と `b`", "`a`, `b` and `b`", both("inline-code", 3, 3)),
    "a level of a list": ("- あ\n    - い", "- A\n- B", both("lists", 4, 4)),
    "numbering": ("1. あ\n2. い", "- A\n- B", [*both("lists", 3, 3), *both("lists", 4, 4)]),
    "a footnote": ("あ[^1]\n\n[^1]: 注", "A\n\n[^1]: note", both("links", 3, 1)),
    "an anchor": ("[a](b.md#c)", "[a](b.md#d)", both("links", 3, 3)),
    "a folded box": ('??? note "注"\n\n    あ', '???+ note "Note"\n\n    A', both("admonitions", 3, 3)),
    "a group of tabs": (
        '=== "a"\n\n    あ\n\n=== "b"\n\n    い',
        '=== "a"\n\n    A\n\n===! "b"\n\n    B',
        both("tabs", 7, 7),
    ),
    "the number of an annotation": (
        "```yaml\na: 1 # (1)\n```\n\n1. あ",
        "```yaml\na: 1 # (2)\n```\n\n1. A",
        both("annotations", 3, 3),
    ),
    "a percentage": ("50 % です", "5% of them", both("numbers", 3, 3)),
    "a small number in digits": ("3 台です", "5 of them", both("numbers", 3, 3)),
    "the third of four rows": (
        "|a|\n|-|\n|`a`|\n|`b`|\n|`d`|".replace("|a|\n|-|", "|a|b|\n|-|-|").replace("|`", "|x|`"),
        "|a|b|\n|-|-|\n|x|`a`|\n|x|`b`|\n|x|`c`|\n|x|`d`|",
        both("tables", 6, 7),
    ),
}


@pytest.mark.parametrize("name", BOUND)
def test_what_may_not_differ(name: str) -> None:
    ja, en, expected = BOUND[name]
    assert drawn(ja, en) == sorted(expected)


def test_a_section_that_is_missing_draws_one_finding_a_side() -> None:
    ja = "text\n\n## Y {#y}\n\n```bash\nls -l\n```\n\n| a | b |\n|---|---|\n| `c` | 1.34 |\n\n- [x](y.md)\n"
    assert drawn(ja, "text\n") == both("headings", 5, 1)


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        ("https://aws.amazon.com/jp/eks/", "aws.amazon.com/eks/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.ja", "creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/", "creativecommons.org/licenses/by/4.0/"),
        ("https://ja.wikipedia.org/wiki/%E6%A9%8B", "wikipedia.org"),
        ("https://example.com/a?hl=ja&b=1#c", "example.com/a?b=1#c"),
        ("../img/ja/a.svg", "../img/a.svg"),
        ("a.ja.png", "a.png"),
        ("mailto:a@example.com", "a@example.com"),
        ("http://[", "http://["),
    ],
)
def test_addresses_without_their_language(target: str, plain: str) -> None:
    assert plain_address(target) == plain
