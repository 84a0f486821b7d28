"""Results are kept by content: what can change a result makes it anew, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kakehashi import cache as module
from kakehashi import engine
from kakehashi.engine import Report, check_site
from kakehashi.finding import Complaint, Span, Words
from kakehashi.rule import Rule, Subject
from kakehashi.settings import Settings

PAGE = '# A {#a}\n\n```yaml\n--8<-- "inc/x.yaml"\n```\n'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a rule of each kind was asked about, in order."""
    seen: list[str] = []
    rules = dict(engine.catalogue())

    def watch(subject: Subject) -> Rule:
        def check(value: Any, settings: Settings) -> Iterator[Any]:
            seen.append(f"{subject}:{getattr(value, 'path', getattr(value, 'key', ''))}")
            if subject is Subject.TWINS:
                yield Complaint(Span(1, 1, 1, 2), Words("twins", "対"), path=next(iter(value.pages.values())).path)

        some = rules["yaml/duplicate-key"]
        return replace(some, id=f"watch/{subject}", subject=subject, languages=frozenset(), check=check)

    rules.update({f"watch/{one}": watch(one) for one in (Subject.PAGE, Subject.TWINS, Subject.SITE)})
    monkeypatch.setattr(engine, "catalogue", lambda: rules)
    return seen


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "docs", {"ja/a.md": PAGE, "en/a.md": PAGE, "ja/b.md": "# B {#b}\n", "en/b.md": "# B {#b}\n"})
    write(tmp_path / "docs", {"inc/x.yaml": "a: 1\n", "terms.yaml": "terms: []\n"})
    return tmp_path


def check(site: Path, **changes: Any) -> Report:
    settings = replace(Settings(map=None, cache=site / ".cache"), **changes)
    return check_site(site / "docs", settings=settings, shown="")


def test_a_second_run_asks_no_rule_and_says_the_same(site: Path, asked: list[str]) -> None:
    first = check(site)
    assert sorted(asked) == [
        "page:en/a.md",
        "page:en/b.md",
        "page:ja/a.md",
        "page:ja/b.md",
        "site:",
        "twins:a.md",
        "twins:b.md",
    ]
    asked.clear()
    second = check(site)
    assert asked == []
    assert second.findings == first.findings and len(first.findings) >= 2 and second.blocks == first.blocks


@pytest.mark.parametrize(
    ("file", "text", "anew"),
    [
        ("docs/ja/b.md", "# B {#b}\n\ntext\n", {"page:ja/b.md", "twins:b.md", "site:"}),
        ("docs/inc/x.yaml", "a: 2\n", {"page:ja/a.md", "page:en/a.md", "twins:a.md", "site:"}),
        ("docs/inc/other.yaml", "a: 2\n", {"site:"}),
    ],
)
def test_only_what_an_edit_touches_is_checked_again(
    file: str, text: str, anew: set[str], site: Path, asked: list[str]
) -> None:
    check(site)
    asked.clear()
    write(site, {file: text})
    check(site)
    assert set(asked) == anew and len(asked) == len(anew)


def test_an_include_that_appears_or_vanishes_is_noticed(site: Path, asked: list[str]) -> None:
    (site / "docs" / "inc" / "x.yaml").unlink()
    assert "page/missing-include" in {one.rule for one in check(site).findings}
    write(site, {"docs/inc/x.yaml": "a: 1\n"})
    assert "page/missing-include" not in {one.rule for one in check(site).findings}
    (site / "docs" / "inc" / "x.yaml").unlink()
    assert "page/missing-include" in {one.rule for one in check(site).findings}


@pytest.mark.parametrize("changes", [{"kubernetes_versions": ("1.37",)}, {"rules_off": {"x/y": "why"}}])
def test_other_settings_make_everything_anew(changes: dict[str, Any], site: Path, asked: list[str]) -> None:
    check(site)
    asked.clear()
    check(site, **changes)
    assert len(asked) == 7


def test_an_edit_of_the_term_file_makes_everything_anew(site: Path, asked: list[str]) -> None:
    check(site, terms="terms.yaml")
    asked.clear()
    write(site, {"docs/terms.yaml": "terms: [] # edited\n"})
    check(site, terms="terms.yaml")
    assert len(asked) == 7


def test_an_edit_of_the_engine_makes_everything_anew(
    site: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(site)
    asked.clear()
    monkeypatch.setattr(engine, "engine_fingerprint", lambda: "another")
    check(site)
    assert len(asked) == 7 and len(list((site / ".cache").glob("pages-*.json"))) == 1


def test_a_page_on_which_a_rule_failed_is_checked_again(
    site: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = dict(engine.catalogue())
    rules["watch/page"] = replace(rules["watch/page"], check=lambda page, settings: iter([1 / 0]))
    monkeypatch.setattr(engine, "catalogue", lambda: rules)
    failed = check(site)
    assert [one.path for one in failed.findings if one.rule == engine.CRASH] == [
        "en/a.md",
        "en/b.md",
        "ja/a.md",
        "ja/b.md",
    ]
    monkeypatch.undo()
    assert not [one for one in check(site).findings if one.rule == engine.CRASH]


def test_the_file_does_not_grow_for_ever(site: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    monkeypatch.setattr(module, "MAX_ENTRIES", 9)
    for number in range(6):
        write(site, {"docs/ja/b.md": f"# B {{#b}}\n\ntext {number}\n"})
        check(site)
        (file,) = (site / ".cache").glob("pages-*.json")
        assert len(json.loads(file.read_bytes().partition(b"\n")[2])) <= 9


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"x": {"on": 1}}', "\x00", "[" * 100_000])
def test_a_damaged_file_is_thrown_away(content: str, site: Path, asked: list[str]) -> None:
    first = check(site)
    (file,) = (site / ".cache").glob("pages-*.json")
    known = file.read_text()
    file.write_text(content)
    assert check(site).findings == first.findings
    for damage in (
        known.replace('"findings"', '"fundings"'),
        known.replace("error", "terror"),
        known.replace("[1,", "[[],"),
    ):
        file.write_text(damage)
        assert check(site).findings == first.findings


def test_a_folder_that_cannot_be_written_is_left_alone(site: Path, asked: list[str]) -> None:
    (site / ".cache").write_text("a file where the folder should be")
    assert check(site).pages == 4
