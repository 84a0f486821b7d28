"""The one scanner of pages: fences, headings, tables and comments wherever they stand."""

from __future__ import annotations

import pytest

from kakehashi.pages.page import Page, scan
from kakehashi.pages.source import Source, from_bytes


def page(text: str, **includes: str) -> Page:
    files = {name.replace("_", "."): Source(name.replace("_", "."), body) for name, body in includes.items()}
    return scan(Source("page.md", text), files.get)


def fences(text: str) -> list[tuple[str, str, bool]]:
    return [(one.language, one.text, one.closed) for one in page(text).fences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```yaml\na: 1\n```\n", [("yaml", "a: 1\n", True)]),
        ("~~~yaml\na: 1\n~~~\n", [("yaml", "a: 1\n", True)]),
        ("```yml\na: 1\n```\n", [("yaml", "a: 1\n", True)]),
        ("``` yaml\na: 1\n```\n", [("yaml", "a: 1\n", True)]),
        ("```{.yaml}\na: 1\n```\n", [("yaml", "a: 1\n", True)]),
        ("```YAML\na: 1\n```\n", [("yaml", "a: 1\n", True)]),
        ("````markdown\n```yaml\na: 1\n```\n````\n", [("markdown", "```yaml\na: 1\n```\n", True)]),
        ("- item\n\n    ```bash\n    ls\n    ```\n", [("bash", "ls\n", True)]),
        ("1. item\n\n   ```bash\n   ls\n   ```\n", [("bash", "ls\n", True)]),
        ("- ```bash\n  ls\n  ```\n", [("bash", "ls\n", True)]),
        ("> ```bash\n> ls\n> ```\n", [("bash", "ls\n", True)]),
        ('!!! note\n\n    === "a"\n\n        ```bash\n        ls\n        ```\n', [("bash", "ls\n", True)]),
        ('??? question "q"\n    ```bash\n    ls\n    ```\n', [("bash", "ls\n", True)]),
        ("Text ```x``` here and ```` `` ```` there.\n", []),
        ("```not a fence```\n", []),
        ("Text\n\n        ```yaml\n        a: 1\n        ```\n", []),
        ("---\ntitle: |\n  ```yaml\n---\n\n```bash\nls\n```\n", [("bash", "ls\n", True)]),
        ("<!--\n```yaml\na: 1\n```\n-->\n", []),
        ("```yaml\na: 1\n", [("yaml", "a: 1\n", False)]),
        ("```yaml\na: 1\n```bash\nls\n```\n", [("yaml", "a: 1\n", False), ("bash", "ls\n", True)]),
        ("```yaml\r\na: 1\r\n```\r\n", [("yaml", "a: 1\n", True)]),
        ("```text\na\u2028b\x0bc\n```\n", [("text", "a\u2028b\x0bc\n", True)]),
        ("```text\n\n  x\n\n```\n", [("text", "\n  x\n\n", True)]),
        ("```\n```\n", [("", "", True)]),
    ],
)
def test_fences(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert fences(text) == expected


def test_attributes_of_a_fence() -> None:
    text = '    ```{.yaml title="a \\"b\\".yaml" check="fragment:Pod.spec" hl_lines=\'1 2\' #x}\n    a: 1\n    ```\n'
    opening = page("- a\n\n" + text).fences[0].opening
    assert opening.language == "yaml"
    assert [(one.name, one.value) for one in opening.attributes] == [
        ("title", 'a "b".yaml'),
        ("check", "fragment:Pod.spec"),
        ("hl_lines", "1 2"),
        ("id", "x"),
    ]
    title = opening.attributes[0]
    assert opening.line.text[title.column - 1 : title.end_column - 1] == 'title="a \\"b\\".yaml"'


@pytest.mark.parametrize(
    ("info", "title"),
    [("yaml title='x.yaml'", "x.yaml"), ("yaml:x.yaml", "x.yaml"), ("yaml {title=x.yaml linenos=true}", "x.yaml")],
)
def test_titles_in_other_forms(info: str, title: str) -> None:
    assert page(f"```{info}\na: 1\n```\n").fences[0].title == title


def test_places_in_a_snippet_are_those_of_the_page() -> None:
    snippet = page("# A\n\n- 項目\n\n    ```yaml\n    日本: 1\n      b: 2\n    ```\n").fences[0]
    assert snippet.place(1, 1) == ("page.md", 6, 5)
    assert snippet.place(2, 3) == ("page.md", 7, 7)
    assert snippet.place(9, 1)[1] == 7


def test_headings_with_and_without_ids() -> None:
    found = page("# A {#a}\n\n## B { #b .c }\n\nC\n---\n\n```text\n# no\n```\n\n    # no\n\n#no\n").headings
    assert [(one.level, one.text, one.id, one.line.number) for one in found] == [
        (1, "A", "a", 1),
        (2, "B", "b", 3),
        (2, "C", None, 5),
    ]


def test_tables_know_their_cells() -> None:
    found = page("| ECS | K8s |\n|:---|:-:|\n| a `x|y` \\| b | c |\n| d |\n\nnot | a table\n").tables
    assert len(found) == 1
    cells = found[0].rows[0]
    assert [cell.text for cell in cells] == ["a `x|y` \\| b", "c"]
    assert (cells[1].number, cells[1].column) == (3, 18)
    assert [cell.text for cell in found[0].rows[1]] == ["d"]


def test_includes_stand_in_their_place_with_their_own_lines() -> None:
    one = page('- a\n\n    ```yaml\n    --8<-- "x_yaml"\n    ```\n'.replace("x_yaml", "x.yaml"), x_yaml="a: 1\nb: 2\n")
    snippet = one.fences[0]
    assert snippet.text == "a: 1\nb: 2\n"
    assert snippet.place(2, 1) == ("x.yaml", 2, 1)


@pytest.mark.parametrize(
    ("target", "text"),
    [("x.yaml:2:2", "b: 2\n"), ("x.yaml:2", "b: 2\nc: 3\n"), ("x.yaml::1", "a: 1\n"), ("x.yaml:part", "b: 2\n")],
)
def test_parts_of_includes(target: str, text: str) -> None:
    body = (
        "a: 1\nb: 2\nc: 3\n"
        if "part" not in target
        else "a: 1\n# --8<-- [start:part]\nb: 2\n# --8<-- [end:part]\nc: 3\n"
    )
    one = page(f'```yaml\n--8<-- "{target}"\n```\n', x_yaml=body)
    assert one.fences[0].text == text and one.missing_includes == ()


def test_includes_that_lead_nowhere_or_in_circles_are_told() -> None:
    assert [one.target for one in page('--8<-- "no.md"\n').missing_includes] == ["no.md"]
    circle = page('--8<-- "a.md"\n', a_md='--8<-- "b.md"\n', b_md='--8<-- "a.md"\n')
    assert [one.target for one in circle.missing_includes] == ["a.md"]
    assert page(';--8<-- "no.md"\n').missing_includes == ()


def test_bytes_that_are_not_utf8_keep_their_place() -> None:
    source = from_bytes("x.md", "日本".encode() + b"\xff\n\xfe")
    assert [(source.place(offset), value) for offset, value in source.bad_bytes] == [((1, 3), 0xFF), ((2, 1), 0xFE)]


def test_comments_in_code_are_no_comments() -> None:
    found = page("`<!-- a -->` <!-- b -->\n\n<!-- c\nd -->\ntext\n").comments
    assert [(one.text.strip(), one.line.number, one.end_number) for one in found] == [("b", 1, 1), ("c\nd", 3, 4)]
