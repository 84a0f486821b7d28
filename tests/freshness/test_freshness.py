"""What a section says, what was recorded, and how both stand to each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.engine import Report, check_site
from kakehashi.freshness.fingerprint import FRONT, fingerprints
from kakehashi.freshness.notice import stale_sections, with_notices
from kakehashi.freshness.record import read_record, record_name, write_record
from kakehashi.freshness.state import State, standings
from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import read_site
from kakehashi.pages.source import Kind, Source
from kakehashi.settings import Settings

JA = """---
title: あ
---

# あ {#a}

最初の段落です。

- 項目 1
- 項目 2

```bash
ls # 一覧
```

## い {#b}

次の段落です。
"""
EN = """---
title: A
---

# A {#a}

The first paragraph.

- item 1
- item 2

```bash
ls # list
```

## B {#b}

The next paragraph.
"""


def page(text: str, path: str = "a.md") -> Page:
    return scan(Source(path, text))


def digests(text: str, name: str = "a") -> tuple[str, ...]:
    return fingerprints(page(text))[name].digests


def record(ja: str = JA, en: str = EN) -> str:
    left, right = fingerprints(page(ja)), fingerprints(page(en))
    return write_record({name: {"ja": left[name].digests, "en": right[name].digests} for name in left})


def states(ja: str, en: str, text: str) -> dict[str, State]:
    known = read_record(Source("sync/a.yaml", text))
    assert known.problems == ()
    return {one.name: one.state for one in standings(page(ja), page(en), known)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("最初の段落です。", "最初の\n段落です。"),
        ("- 項目 1\n- 項目 2", "* 項目 1\n* 項目 2"),
        ("ls # 一覧", "ls -l # 一覧"),
        ("\n\n- 項目 1", "\n\n\n<!-- 注 -->\n\n- 項目 1"),
    ],
)
def test_what_a_reader_does_not_notice_changes_nothing(old: str, new: str) -> None:
    assert digests(JA.replace(old, new)) == digests(JA)


@pytest.mark.parametrize(
    ("old", "new"),
    [("最初", "二番目"), ("項目 2", "項目 3"), ("# 一覧", "# 表示"), ("# あ {#a}", "# え {#a}"), ("\n- 項目 2", "")],
)
def test_what_a_reader_notices_changes_its_section_alone(old: str, new: str) -> None:
    changed = JA.replace(old, new)
    assert digests(changed) != digests(JA)
    assert digests(changed, "b") == digests(JA, "b")


def test_title_and_description_belong_to_the_front() -> None:
    assert digests(JA.replace("title: あ", "title: う"), FRONT) != digests(JA, FRONT)
    assert digests(JA.replace("title: あ", "title: あ\nhide: [toc]"), FRONT) == digests(JA, FRONT)


def test_states() -> None:
    changed = JA.replace("次の段落", "別の段落")
    assert set(states(JA, EN, record()).values()) == {State.FRESH}
    assert states(changed, EN, record())["b"] is State.STALE
    assert states(changed, EN.replace("next", "other"), record())["b"] is State.BOTH_CHANGED
    assert states(JA + "\n## う {#c}\n", EN + "\n## C {#c}\n", record())["c"] is State.UNRECORDED
    assert states(changed, EN, record())["a"] is State.FRESH


def test_the_side_that_fell_behind_and_what_changed() -> None:
    known = read_record(Source("sync/a.yaml", record()))
    (one,) = (
        one for one in standings(page(JA), page(EN.replace("- item 2\n", "- item two\n- item 3\n")), known) if one.stale
    )
    assert (one.name, one.stale) == ("a", "ja")
    assert [part.text.strip() for part in one.changed["en"].added] == ["item two", "item 3"]
    assert one.changed["en"].gone == 1 and not one.changed["ja"]


def test_two_branches_conflict_only_in_the_section_both_touched() -> None:
    lines = record().splitlines()
    changed = record(JA.replace("次の段落", "別の段落"), EN.replace("next", "other")).splitlines()
    assert [n for n, (old, new) in enumerate(zip(lines, changed, strict=True)) if old != new] == [
        lines.index("b:") + 1,
        lines.index("b:") + 2,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "- x",
        "a: 1",
        'a:\n  ja: "xyz"\n  en: ""',
        'a:\n  ja: "00000000"',
        "<<<<<<< x\na: 1\n",
        "? [a]\n: 1",
        "\0",
    ],
)
def test_a_damaged_record_is_a_problem_and_no_crash(text: str) -> None:
    assert read_record(Source("sync/a.yaml", text)).problems


def test_a_record_that_is_no_text() -> None:
    assert read_record(Source("sync/a.yaml", "", Kind.DIRECTORY)).problems
    assert read_record(None).sections == {}
    assert record_name("concepts/x.md") == "sync/concepts/x.yaml"


def test_a_record_keeps_any_id() -> None:
    names = ("a", "no", "x.y", 'q"\\', "日本")
    assert (
        tuple(read_record(Source("", write_record({n: {"ja": (), "en": ("00000000",)} for n in names}))).sections)
        == names
    )


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def check(folder: Path, settings: Settings | None = None) -> Report:
    return check_site(folder, settings=settings or Settings(map=None), shown="")


def test_a_stale_section_is_named_in_both_files(tmp_path: Path) -> None:
    write(tmp_path, {"ja/a.md": JA.replace("次の段落", "別の段落"), "en/a.md": EN, "sync/a.yaml": record()})
    found = check(tmp_path).findings
    assert [(one.path, one.span.line, one.rule) for one in found] == [
        ("en/a.md", 16, "parity/stale-section"),
        ("ja/a.md", 18, "parity/stale-section"),
    ]
    assert "別の段落です。" in found[0].message.en and "ja/a.md:18" in found[0].message.en
    assert found[0].suggestion is not None and "kakehashi sync a.md b" in found[0].suggestion.en


def test_a_site_without_records_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"ja/a.md": JA, "en/a.md": EN})
    assert check(tmp_path).findings == ()


def test_a_new_page_is_one_finding_a_side(tmp_path: Path) -> None:
    write(tmp_path, {"ja/a.md": JA, "en/a.md": EN, "sync/.keep": ""})
    assert [(one.path, one.rule) for one in check(tmp_path).findings] == [
        ("en/a.md", "parity/unrecorded-section"),
        ("ja/a.md", "parity/unrecorded-section"),
    ]


def test_the_cache_notices_a_record(tmp_path: Path) -> None:
    docs = write(
        tmp_path / "docs", {"ja/a.md": JA.replace("次の段落", "別の段落"), "en/a.md": EN, "sync/a.yaml": record()}
    )
    settings = Settings(map=None, cache=tmp_path / "cache")
    assert len(check(docs, settings).findings) == 2
    write(docs, {"sync/a.yaml": record(JA.replace("次の段落", "別の段落"))})
    assert check(docs, settings).findings == ()


def test_a_record_of_a_page_that_is_gone(tmp_path: Path) -> None:
    write(tmp_path, {"ja/a.md": JA, "en/a.md": EN, "sync/a.yaml": record(), "sync/old/b.yaml": record()})
    assert [(one.path, one.rule) for one in check(tmp_path).findings] == [("sync/old/b.yaml", "parity/record-form")]


def test_notices_stand_below_the_headings_of_stale_sections(tmp_path: Path) -> None:
    write(tmp_path, {"ja/a.md": JA.replace("次の段落", "別の段落"), "en/a.md": EN, "sync/a.yaml": record()})
    stale = stale_sections(read_site(tmp_path, "", [tmp_path]))
    assert {name: [one.name for one in found] for name, found in stale.items()} == {"en/a.md": ["b"]}
    marked = with_notices(EN.split("---\n\n", 1)[1], stale["en/a.md"], "../../a/")
    heading, _, rest = marked.partition("## B {#b}\n\n")
    assert heading == EN.split("---\n\n", 1)[1].partition("## B")[0]
    assert rest.startswith('<p class="kh-notice kh-notice--stale" role="note" lang="en" data-search-exclude>')
    assert '<a href="../../a/#b" lang="ja" hreflang="ja">日本語版を読む</a>' in rest
    assert rest.endswith("</p>\n\n\nThe next paragraph.\n")


def test_a_heading_in_code_gets_no_notice() -> None:
    from kakehashi.freshness.notice import StaleSection

    text = "```markdown\n## B {#b}\n```\n\n## B {#b}\n\ntext\n"
    marked = with_notices(text, [StaleSection("b", "en")], "x/")
    assert marked.startswith("```markdown\n## B {#b}\n```\n") and marked.count("kh-notice--stale") == 1
