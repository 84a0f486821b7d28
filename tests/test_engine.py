"""The river from page to report: planted defects at their exact places, and input nobody should send."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kakehashi.engine import CRASH, CannotLook, Report, check_site
from kakehashi.finding import Finding
from kakehashi.rule import Rule, Subject
from kakehashi.settings import Settings

JA = """# 例 {{#example}}

{ja}
"""
EN = """# Example {{#example}}

{en}
"""


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def check(folder: Path, settings: Settings | None = None) -> Report:
    return check_site(folder, settings=settings or Settings(map=None), shown="")


def places(report: Report) -> list[tuple[str, int, int, str]]:
    return [(one.path, one.span.line, one.span.column, one.rule) for one in report.findings]


def one(report: Report, rule: str) -> Finding:
    found = [finding for finding in report.findings if finding.rule == rule]
    assert found, places(report)
    return found[0]


PLANTED = {
    "broken YAML": ("```yaml\na: [1, 2\n```", "yaml/syntax", 4, 4),
    "a tab": ("```yaml\na:\n\tb: 1\n```", "yaml/tabs", 5, 1),
    "an unclosed quote": ("```yaml\nname: 'web\nimage: x\n```", "yaml/syntax", 4, 7),
    "a duplicate key": ("```yaml\na: 1\nb: 2\na: 3\n```", "yaml/duplicate-key", 6, 1),
    "broken JSON": ('```json\n{"a": 1,}\n```', "json/syntax", 4, 8),
    "a duplicate key in JSON": ('```json\n{"a": 1,\n "a": 2}\n```', "yaml/duplicate-key", 5, 2),
    "a duplicate key in a list item": (
        "1. 項目\n\n    ```yaml\n    a: 1\n    a: 2\n    ```",
        "yaml/duplicate-key",
        7,
        5,
    ),
    "a defect in a tab in an admonition": (
        '!!! note\n\n    === "タブ"\n\n        ```yaml\n        a: 1\n        a: 2\n        ```',
        "yaml/duplicate-key",
        9,
        9,
    ),
    "an unclosed quote in bash": ("```bash\nkubectl get pods -l 'a=b\n```", "shell/syntax", 4, 21),
    "a quote after Japanese text": ("```bash\necho 日本語 'x\n```", "shell/syntax", 4, 10),
    "an unclosed fence": ("```bash\nls", "fence/unclosed", 3, 1),
    "a fence without language": ("```\nls\n```", "fence/missing-language", 3, 1),
    "a heading without id": ("## 見出し", "page/heading-id", 3, 1),
}


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_planted_defect_is_named_at_its_exact_place(name: str, language: str, tmp_path: Path) -> None:
    text, rule, line, column = PLANTED[name]
    write(tmp_path, ja__a_md=JA.format(ja="本文"), en__a_md=EN.format(en="Text"))
    page = tmp_path / language / "a.md"
    page.write_text(page.read_text("utf-8").rstrip().rsplit("\n", 1)[0] + "\n" + text + "\n", "utf-8")
    finding = one(check(tmp_path), rule)
    assert (finding.path, finding.span.line, finding.span.column) == (f"{language}/a.md", line, column)


def test_twins_that_drift_are_named_in_both_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        ja__a_md="# あ {#a}\n\n## い {#b}\n\n```bash\nkubectl get pods -A\n```\n\n| ECS | K8s |\n|---|---|\n| a | b |\n",  # noqa: E501
        en__a_md="# A {#a}\n\n## B {#c}\n\n```bash\nkubectl get pods\n```\n\n| ECS | K8s |\n|---|---|\n",
        ja__only_md="# 一 {#one}\n",
    )
    assert places(check(tmp_path)) == [
        ("en/a.md", 3, 1, "parity/headings"),
        ("en/a.md", 6, 1, "parity/code"),
        ("en/a.md", 10, 1, "parity/tables"),
        ("ja/a.md", 3, 1, "parity/headings"),
        ("ja/a.md", 6, 1, "parity/code"),
        ("ja/a.md", 11, 1, "parity/tables"),
        ("ja/only.md", 1, 1, "parity/missing-page"),
    ]


def test_comments_and_placeholders_may_be_translated(tmp_path: Path) -> None:
    write(
        tmp_path,
        ja__a_md="# あ {#a}\n\n```bash\n# 退避する\nkubectl drain <ノード名> # 空にする\n```\n",
        en__a_md="# A {#a}\n\n```bash\n# move everything away\nkubectl drain <node-name> # empty it\n```\n",
    )
    assert places(check(tmp_path)) == []


def test_an_included_file_is_named_itself_and_once(tmp_path: Path) -> None:
    page = '# A {#a}\n\n1. x\n\n    ```yaml\n    --8<-- "manifests/web.yaml"\n    ```\n'
    write(tmp_path, ja__a_md=page, en__a_md=page)
    (tmp_path / "manifests").mkdir()
    (tmp_path / "manifests" / "web.yaml").write_text("a: 1\nb:\n  c: 1\n  c: 2\n")
    assert places(check(tmp_path)) == [("manifests/web.yaml", 4, 3, "yaml/duplicate-key")]


def test_what_cannot_be_looked_at_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CannotLook) as caught:
        check(tmp_path / "nowhere")
    assert "no such file or folder" in caught.value.words.en and "\n" not in caught.value.words.en


def test_hostile_input_draws_findings_and_the_other_pages_are_checked(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    write(
        tmp_path,
        broken_md=b"# \xff\xfe caf\xe9 {#x}\n",
        huge_md=b"x" * 10_000_000,
        bomb_md=f"# Bomb {{#bomb}}\n\n```yaml\n{bomb}```\n",
        deep_md="# Deep {#deep}\n\n```yaml\n" + "[" * 5000 + "\n```\n\n```yaml\n" + "- " * 5000 + "x\n```\n",
        nul_md=b"# Nul {#nul}\n\n```yaml\na: \x00\n```\n\n```bash\necho \x00\n```\n",
        last_md="# Last {#last}\n\n```yaml\na: 1\na: 2\n```\n",
    )
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere")
    start = time.perf_counter()
    report = check(tmp_path)
    assert time.perf_counter() - start < 20
    rules = {(finding.path, finding.rule) for finding in report.findings}
    assert ("broken.md", "encoding/not-utf8") in rules
    assert ("huge.md", "page/too-large") in rules
    assert ("folder.md", "page/unreadable") in rules
    assert ("link.md", "page/unreadable") in rules
    assert ("deep.md", "yaml/syntax") in rules
    assert ("nul.md", "yaml/syntax") in rules
    assert ("last.md", "yaml/duplicate-key") in rules
    assert not any(rule == CRASH for _, rule in rules), [f.message.en for f in report.findings if f.rule == CRASH]


def test_a_hostile_file_name_is_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.md").write_text("# no id\n")
    report = check(tmp_path)
    assert report.findings and all("\x1b" not in one.path and "\n" not in one.path for one in report.findings)


def test_a_rule_that_crashes_is_a_finding_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kakehashi import engine

    def crash(subject: object, settings: Settings) -> object:
        raise RuntimeError("boom")

    rules = dict(engine.catalogue())
    some = rules["yaml/duplicate-key"]
    rules["yaml/crash"] = Rule("yaml/crash", Subject.SNIPPET, some.severity, some.languages, crash, {}, {}, "", "")  # type: ignore[arg-type]
    monkeypatch.setattr(engine, "catalogue", lambda: rules)
    write(tmp_path, a_md="# A {#a}\n\n```yaml\na: 1\na: 2\n```\n")
    report = check(tmp_path)
    assert {one.rule for one in report.findings} == {CRASH, "yaml/duplicate-key"}
    assert "yaml/crash" in one(report, CRASH).message.en and one(report, CRASH).path == "a.md"


def test_an_allowance_takes_its_finding_away_and_needs_a_reason(tmp_path: Path) -> None:
    block = "```yaml\na: 1\na: 2\n```\n"
    write(
        tmp_path,
        allowed_md=f"# A {{#a}}\n\n<!-- kakehashi: allow yaml/duplicate-key, because the text explains it -->\n{block}",
        bare_md=f"# A {{#a}}\n\n<!-- kakehashi: allow yaml/duplicate-key -->\n{block}",
        idle_md="# A {#a}\n\n<!-- kakehashi: allow yaml/duplicate-key, because of old text -->\ntext\n",
    )
    assert places(check(tmp_path)) == [
        ("bare.md", 3, 1, "page/unclear-allow"),
        ("bare.md", 6, 1, "yaml/duplicate-key"),
        ("idle.md", 3, 1, "page/needless-allow"),
    ]


def test_results_are_the_same_from_the_cache(tmp_path: Path) -> None:
    write(tmp_path, docs__a_md="# A {#a}\n\n```yaml\na: 1\na: 2\n```\n\n```bash\nls 'x\n```\n")
    settings = Settings(map=None, cache=tmp_path / ".cache")
    first = check(tmp_path / "docs", settings)
    assert list((tmp_path / ".cache").glob("pages-*.json"))
    second = check(tmp_path / "docs", settings)
    assert first.findings == second.findings and first.blocks == second.blocks
    for file in (tmp_path / ".cache").iterdir():
        file.write_text('{"broken')
    assert check(tmp_path / "docs", settings).findings == first.findings


def test_one_page_can_be_checked_with_its_twin(tmp_path: Path) -> None:
    write(
        tmp_path,
        ja__a_md="# あ {#a}\n",
        en__a_md="# A {#b}\n",
        ja__z_md="# no id\n",
        en__z_md="# no id\n",
    )
    report = check_site(tmp_path / "ja" / "a.md", settings=Settings(map=None), shown="")
    assert {(one.path, one.rule) for one in report.findings} == {
        ("ja/a.md", "parity/headings"),
        ("en/a.md", "parity/headings"),
    }
