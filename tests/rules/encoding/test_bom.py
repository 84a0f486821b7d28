"""A byte order mark at the start of a file."""

from __future__ import annotations

from pathlib import Path

from tests.rules.drawing import drawn, places

from kakehashi.engine import check_site
from kakehashi.fixing import apply_fixes
from kakehashi.settings import Settings

RULE = "encoding/bom"


def test_a_page_with_a_mark(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, "\ufeff# A {#a}\n")
    assert places(found) == [(1, 1)]
    assert "byte order mark" in found[0].message.en


def test_an_included_file_with_a_mark_is_named_itself(tmp_path: Path) -> None:
    files = {"a.md": '```yaml\n--8<-- "a.yaml"\n```\n', "a.yaml": "\ufeffa: 1\n"}
    assert [(one.path, one.span.line) for one in drawn(tmp_path, RULE, files)] == [("a.yaml", 1)]


def test_the_correction_deletes_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\ufeff# A {#a}\n", "utf-8")
    apply_fixes(check_site(tmp_path, settings=Settings(map=None), shown=""))
    assert (tmp_path / "a.md").read_bytes() == b"# A {#a}\n"


def test_a_page_without_one(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, "# A {#a}\n\ntext \ufeff in the middle\n") == []
