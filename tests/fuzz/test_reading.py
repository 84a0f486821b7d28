"""Whatever a page holds: the reader ends, raises nothing, and every place it names exists.

``FUZZ`` sets the number of cases of each test; ``make fuzz`` asks for many.
"""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kakehashi.comparison.concepts import ConceptMap
from kakehashi.comparison.linking import Linker
from kakehashi.pages.embedded import embedded_in
from kakehashi.pages.includes import expand
from kakehashi.pages.lines import Line
from kakehashi.pages.marks import without_marks
from kakehashi.pages.page import Page, scan
from kakehashi.pages.shell import parse_script
from kakehashi.pages.source import Source, from_bytes
from kakehashi.pages.table import split_cells
from kakehashi.pages.yaml_tree import parse
from kakehashi.settings import read_settings
from kakehashi.suppression import marks
from tests.fuzz.texts import LINES, PAGES, RAW

CASES = int(os.environ.get("FUZZ", "150"))
fuzz = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def stands(line: Line, sources: dict[str, Source]) -> bool:
    """Whether a piece of a line stands where it says; a piece of an include may begin before its line's start."""
    whole = sources[line.path].lines[line.number - 1]
    start = line.column - 1
    return whole[start : start + len(line.text)] == line.text if start >= 0 else whole == line.text[-start:]


@fuzz
@given(RAW)
def test_bytes_become_lines_that_keep_their_offsets(data: bytes) -> None:
    source = from_bytes("a.md", data)
    assert len(source.lines) == len(source.line_starts)
    for text, start in zip(source.lines, source.line_starts, strict=True):
        assert source.text[start : start + len(text)] == text
    for offset, value in source.bad_bytes:
        line, column = source.place(offset)
        assert source.lines[line - 1][column - 1] == "\ufffd" and 0x80 <= value <= 0xFF


@fuzz
@given(PAGES, PAGES, PAGES)
def test_every_part_of_a_page_stands_where_it_says(text: str, code: str, prose: str) -> None:
    sources = {name: Source(name, body) for name, body in (("a.md", text), ("inc.yaml", code), ("inc.md", prose))}
    page = scan(sources["a.md"], sources.get)
    for line in (*page.lines, *page.prose, *page.front_matter):
        assert stands(line, sources), line
    for fence in page.fences:
        for line in (
            fence.opening.line,
            *fence.lines,
            *fence.uneven,
            *filter(None, (fence.closing, fence.interrupted)),
        ):
            assert stands(line, sources), line
        for attribute in fence.opening.attributes:
            whole = sources[fence.path].lines[fence.opening.line.number - 1]
            if fence.opening.line.column == 1 and attribute.name not in ("class", "id", "title"):
                assert whole[attribute.column - 1 : attribute.end_column - 1].startswith(attribute.name)
        for inner in embedded_in(fence):
            for line in inner.lines:
                assert 1 <= line.number <= len(sources[line.path].lines)
    for table in page.tables:
        for line in (*table.header, *table.lines, *(cell for row in table.rows for cell in row)):
            assert stands(line, sources), line
    for heading in page.headings:
        assert 1 <= heading.level <= 6 and stands(heading.line, sources)
    for comment in page.comments:
        assert comment.line.number <= comment.end_number or comment.line.path != page.path
    check_marks(page)


def check_marks(page: Page) -> None:
    for _, allowance in marks(page):
        if allowance is not None and allowance.comment.line.path == page.path:
            assert allowance.first <= allowance.last <= len(page.source.lines) and allowance.reason


@fuzz
@given(LINES)
def test_cells_of_a_row_are_pieces_of_it_in_order(text: str) -> None:
    row = Line(text, "a.md", 1)
    cells = split_cells(row)
    at = 0
    for cell in cells:
        start = cell.column - 1
        assert at <= start <= len(text) and text[start : start + len(cell.text)] == cell.text
        at = start + len(cell.text)


@fuzz
@given(st.dictionaries(st.sampled_from(["a.md", "inc.yaml", "inc.md", "b"]), PAGES))
def test_includes_end_even_where_they_include_each_other(files: dict[str, str]) -> None:
    sources = {name: Source(name, text) for name, text in files.items()}
    for source in sources.values():
        lines, missing = expand(source, sources.get)
        assert all(stands(line, sources) for line in lines)
        assert all(one.line.path in sources for one in missing)


@fuzz
@example("{\U000def9f", False)  # ended the whole program once: see parse_tree
@given(PAGES, st.booleans())
def test_words_of_a_script_stand_where_they_say(text: str, session: bool) -> None:
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    script = parse_script(body, session=session)
    lines = body.split("\n")
    assert len(script.text) == len(body) or script.output
    for command in script.commands:
        assert command.words
        for word in command.words:
            assert 1 <= word.line <= word.end_line <= len(lines) + 1
            assert 1 <= word.column <= len(lines[min(word.line, len(lines)) - 1]) + 1
            if word.line == word.end_line and word.line <= len(lines):
                assert lines[word.line - 1][word.column - 1 : word.end_column - 1] == word.raw
    for heredoc in script.heredocs:
        assert heredoc.first >= 1 and heredoc.last <= len(lines)


@fuzz
@example("~~~yaml\u2028\u2028\n\u2028apiVersion: v1\n")  # YAML 1.1 takes these for line breaks
@given(PAGES)
def test_yaml_is_read_or_its_fault_has_a_place(text: str) -> None:
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    stream = parse(body)
    if stream.error is not None:
        assert 0 <= stream.error.line <= body.count("\n") + 1 and stream.error.column >= 0


@fuzz
@given(PAGES)
def test_marks_are_taken_out_once_and_nothing_else_changes(text: str) -> None:
    bare = without_marks(text)
    assert without_marks(bare) == bare
    assert len(scan(Source("", bare)).fences) == len(scan(Source("", text)).fences)
    assert len(bare) <= len(text)


@fuzz
@given(PAGES)
def test_linking_with_an_empty_map_changes_nothing(text: str) -> None:
    assert Linker(EMPTY, "ja").link(text, "a.md").markdown == text


@fuzz
@given(RAW)
def test_settings_are_read_or_complained_about(data: bytes) -> None:
    FILE.write_bytes(b"extra:\n  kakehashi:\n    " + data)
    read, problems = read_settings(FILE)
    assert read.kubernetes_versions
    assert all(problem.message.en and "\n" not in problem.message.en for problem in problems)


EMPTY: ConceptMap
FILE: Path


def setup_module() -> None:
    import tempfile

    from kakehashi.comparison.reading import read_map

    global EMPTY, FILE
    folder = Path(tempfile.mkdtemp(prefix="kakehashi-fuzz-"))
    EMPTY, FILE = read_map(folder, None), folder / "mkdocs.yml"


def teardown_module() -> None:
    import shutil

    shutil.rmtree(FILE.parent)
