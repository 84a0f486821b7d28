"""The numbers of fences in the Markdown."""

from __future__ import annotations

import pytest

from kakehashi.marking import ATTRIBUTE, number, numbered
from kakehashi.pages.page import scan
from kakehashi.pages.source import Source


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("```bash", '```bash {data-kh-snippet="0"}'),
        ('```yaml title="a.yaml" hl_lines="1 2"', '```yaml {title="a.yaml" hl_lines="1 2" data-kh-snippet="0"}'),
        (
            '```{.yaml title="a.yaml" check="fragment"}',
            '```{.yaml title="a.yaml" check="fragment" data-kh-snippet="0"}',
        ),
        ("``` { .bash }", '``` { .bash data-kh-snippet="0"}'),
        ("~~~~json  ", '~~~~json {data-kh-snippet="0"}'),
        ("    ```bash", '    ```bash {data-kh-snippet="0"}'),
        ("```", "```"),
        ("```mermaid", "```mermaid"),
    ],
)
def test_a_fence_gets_its_number_in_a_form_that_takes_it(opening: str, expected: str) -> None:
    fence = opening.strip()[: 4 if opening.strip().startswith("~~~~") else 3]
    indent = opening[: len(opening) - len(opening.lstrip())]
    start = "- item\n\n" if indent else ""
    text, openings = number(f"{start}{opening}\n{indent}body\n{indent}{fence}\n")
    assert text == f"{start}{expected}\n{indent}body\n{indent}{fence}\n"
    assert [one.strip() for one in openings] == [opening.strip()]


def test_fences_are_counted_as_the_checker_counts_them() -> None:
    shown = "````markdown\n```bash\nls\n```\n````\n"
    text = f"{shown}\n```mermaid\nflowchart TB\n```\n\nA `kubectl` in a line.\n\n```bash\nls\n```\n"
    out, openings = number(text)
    assert openings == ("````markdown", "```mermaid", "```bash")
    assert out.count(ATTRIBUTE) == 2 and '```bash {data-kh-snippet="2"}' in out and "```bash\nls\n```\n````" in out
    assert numbered(openings, scan(Source("p.md", f"---\ntitle: x\n---\n{text}"))) == {0: 0, 1: 1, 2: 2}


def test_fences_that_came_with_an_include_are_passed_over() -> None:
    included = Source("docs/part.md", "```bash\nls\n```\n")
    text = '--8<-- "part.md"\n\n```yaml\na: 1\n```\n'
    page = scan(Source("docs/en/p.md", text), lambda name: included if name == "part.md" else None)
    assert len(page.fences) == 2
    assert numbered(number(text)[1], page) == {1: 0}


def test_another_page_has_no_numbers() -> None:
    assert numbered(("```bash",), scan(Source("p.md", "```yaml\na: 1\n```\n"))) == {}


def test_a_page_without_fences_stays_as_it_is() -> None:
    assert number("# A\n\ntext\n") == ("# A\n\ntext\n", ())
