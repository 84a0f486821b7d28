"""The command line as people and programs use it: arguments, reports, exit codes, corrections."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kakehashi.cli import CLEAN, COULD_NOT_LOOK, FOUND, default_language, main

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "hooks"
GOOD = "# A {#a}\n\n```yaml\na: 1\n```\n"
BAD = "# A {#a}\n\n```yaml\na: 1\na: 2\n```\n"


@pytest.fixture(autouse=True)
def _english_and_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)


def write(files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_clean_folder_is_0_and_a_finding_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    write({"docs/ja/a.md": GOOD, "docs/en/a.md": GOOD})
    assert main(["check"]) == CLEAN
    assert "2 pages checked, nothing to report" in capsys.readouterr().out
    write({"docs/en/a.md": BAD, "docs/ja/a.md": BAD})
    assert main(["check", "docs"]) == FOUND
    out = capsys.readouterr().out
    assert "docs/en/a.md:5:1: error [yaml/duplicate-key]" in out and "2 errors" in out


def test_a_warning_alone_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": "# A {#a}\n\n<!-- kakehashi: allow yaml/duplicate-key, because of old text -->\ntext\n"})
    assert main(["check", "a.md"]) == CLEAN
    assert "0 errors, 1 warning" in capsys.readouterr().out


def test_json_lines_have_exactly_these_keys(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": BAD})
    assert main(["check", "a.md", "--format", "json"]) == FOUND
    assert lines(capsys) == [
        {
            "file": "a.md",
            "line": 5,
            "column": 1,
            "end_line": 5,
            "end_column": 2,
            "rule": "yaml/duplicate-key",
            "severity": "error",
            "message": "the key `a` already stands at line 4",
            "suggestion": "keep one of them",
        }
    ]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_language_follows_the_environment(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_language() == language


def test_messages_exist_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": BAD})
    assert main(["check", "a.md", "--language", "ja"]) == FOUND
    out = capsys.readouterr().out
    assert "a.md:5:1: エラー [yaml/duplicate-key] キー `a` は 4 行目にもあります" in out
    assert "1 ページを検査しました。エラー 1 件、警告 0 件" in out


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("variable", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(
    variable: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a.md": BAD})
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["check", "a.md"]) == FOUND
    assert ("\x1b[" in screen.getvalue()) is coloured


def test_there_is_no_colour_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": BAD})
    main(["check", "a.md"])
    assert "\x1b" not in capsys.readouterr().out


def test_a_long_run_shows_its_progress_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from kakehashi import cli

    monkeypatch.setattr(cli, "PATIENCE", -1.0)
    clock = iter(range(1000))
    monkeypatch.setattr(cli.time, "monotonic", lambda: float(next(clock)))
    write({"docs/ja/a.md": GOOD, "docs/en/a.md": GOOD})
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["check", "docs"]) == CLEAN
    assert "checking page 1 of 2 …" in screen.getvalue() and screen.getvalue().endswith("\r\x1b[K")
    screen.truncate(0)
    assert main(["check", "docs", "--quiet"]) == CLEAN
    assert screen.getvalue().strip("\0") == ""


def test_quiet_leaves_findings_only(capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": BAD, "b.md": GOOD})
    main(["check", "a.md", "--quiet"])
    assert "checked" not in capsys.readouterr().out
    main(["check", "b.md", "--quiet"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("path", ["nowhere", "nowhere/deep.md", "a\0b.md", "x" * 5000])
def test_what_cannot_be_read_is_one_line_and_2(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", path]) == COULD_NOT_LOOK
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1 and captured.err.startswith("kakehashi: ")
    assert "\0" not in captured.err


@pytest.fixture
def closed_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A folder nobody may list, below ``docs``; the superuser, who may list everything, becomes nobody meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        monkeypatch.chdir(name)
        write({"docs/a.md": GOOD, "docs/closed/b.md": GOOD})
        main(["check", "docs"])  # whatever must be imported is imported while it may be read
        Path("docs/closed").chmod(0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield "docs/closed"
        finally:
            os.seteuid(user)
            Path("docs/closed").chmod(0o755)


def test_a_folder_without_permission_is_named(closed_folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", closed_folder]) == COULD_NOT_LOOK
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == "kakehashi: docs/closed: cannot be read (Permission denied)\n"
    assert main(["check", "docs"]) == FOUND
    out = capsys.readouterr().out
    assert "docs/closed:1:1: error [page/unreadable]" in out and "Permission denied" in out


def test_wrong_arguments_are_2() -> None:
    for arguments in (
        [], ["chek"], ["check", "--format", "xml"], ["check", "-", "a.md"], ["check", "--fix", "-"],
        ["check", "--name", "a.md", "docs"],
    ):  # fmt: skip
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == COULD_NOT_LOOK


def test_several_paths_are_checked_once_each_also_outside_docs(capsys: pytest.CaptureFixture[str]) -> None:
    write({"docs/ja/a.md": BAD, "docs/en/a.md": BAD, "README.md": BAD, "notes/b.md": BAD})
    paths = ["docs", "docs/ja/a.md", "./docs", str(Path("docs").resolve()), "README.md", "README.md", "notes"]
    assert main(["check", *paths, "--format", "json"]) == FOUND
    assert [(one["file"], one["line"]) for one in lines(capsys)] == [
        ("README.md", 5),
        ("docs/en/a.md", 5),
        ("docs/ja/a.md", 5),
        ("notes/b.md", 5),
    ]


def test_symbolic_links_are_followed_to_files_and_never_round_in_circles(capsys: pytest.CaptureFixture[str]) -> None:
    write({"docs/a.md": BAD})
    Path("docs/loop").symlink_to(Path("docs").resolve())
    Path("docs/b.md").symlink_to(Path("docs/a.md").resolve())
    Path("link").symlink_to("docs")
    assert main(["check", "docs", "--format", "json"]) == FOUND
    assert [one["file"] for one in lines(capsys)] == ["docs/a.md", "docs/b.md"]
    assert main(["check", "link", "--format", "json"]) == FOUND
    assert [one["file"] for one in lines(capsys)] == ["link/a.md", "link/b.md"]


def test_standard_input_is_checked_as_the_page_it_is_named_after(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = '# A {#a}\n\n```yaml\n--8<-- "manifests/web.yaml"\nb: 1\nb: 2\n```\n'
    write({"docs/ja/a.md": GOOD, "docs/en/a.md": GOOD, "docs/manifests/web.yaml": "a: 1\n"})

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    give(page)
    assert main(["check", "-", "--name", "docs/en/a.md", "--format", "json"]) == FOUND
    found = lines(capsys)
    assert ("docs/en/a.md", 6, "yaml/duplicate-key") in [(one["file"], one["line"], one["rule"]) for one in found]
    assert "parity/code" in {one["rule"] for one in found}
    assert {one["file"] for one in found} == {"docs/en/a.md"}
    assert "page/missing-include" not in {one["rule"] for one in found}
    give(BAD)
    assert main(["check", "-", "--format", "json"]) == FOUND
    assert [one["file"] for one in lines(capsys)] == ["stdin.md"]
    give(GOOD)
    assert main(["check", "-", "--name", "not/there/yet.md"]) == CLEAN
    assert Path("docs/en/a.md").read_text() == GOOD and not Path("not").exists()


def test_a_result_from_the_cache_is_the_same_report(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "site_name: x\n", "docs/ja/a.md": BAD, "docs/en/a.md": GOOD, "docs/m/x.yaml": "a: 1\n"})
    write({"docs/ja/b.md": '# B {#b}\n\n```yaml\n--8<-- "m/x.yaml"\n```\n', "docs/en/b.md": "# B {#b}\n"})
    reports = []
    for arguments in ([], [], ["--no-cache"]):
        assert main(["check", "docs", "--format", "json", *arguments]) == FOUND
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1] == reports[2] and "parity/code" in reports[0]
    assert list(Path(".cache/kakehashi").glob("pages-*.json"))
    write({"docs/m/x.yaml": "a: 1\na: 2\n"})
    assert main(["check", "docs", "--format", "json"]) == FOUND
    assert ("docs/m/x.yaml", 2) in [(one["file"], one["line"]) for one in lines(capsys)]


def test_nothing_is_written_outside_the_cache() -> None:
    write({"docs/ja/a.md": BAD, "docs/en/a.md": GOOD})
    before = sorted(Path().rglob("*"))
    main(["check", "docs"])
    main(["coverage", "docs"])
    assert sorted(Path().rglob("*")) == before


def test_settings_that_are_not_understood_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "extra:\n  kakehashi:\n    rule_off: {}\n", "docs/a.md": GOOD})
    assert main(["check", "docs"]) == FOUND
    out = capsys.readouterr().out
    assert "mkdocs.yml:3:5: error [settings/not-understood] unknown setting `rule_off`" in out
    assert "did you mean `rules_off`?" in out
    write({"mkdocs.yml": "extra: [\n"})
    assert main(["check", "docs"]) == FOUND
    assert "mkdocs.yml:2:1: error [settings/not-understood] cannot be read" in capsys.readouterr().out


def test_rules_are_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == CLEAN
    english = capsys.readouterr().out
    assert re.search(r"^yaml/duplicate-key +error +A key must not stand twice", english, re.MULTILINE)
    assert main(["rules", "--language", "ja"]) == CLEAN
    assert len(capsys.readouterr().out.splitlines()) == len(english.splitlines())


def test_a_rule_is_explained_and_its_address_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "yaml/duplicate-key"]) == CLEAN
    out = capsys.readouterr().out
    assert out.startswith("yaml/duplicate-key (error)\n\nA key must not stand twice")
    assert "Bad:\n    a: 1\n    a: 2\n" in out
    assert out.endswith("https://kakehashi-docs.github.io/kakehashi/en/reference/checks/#yaml-duplicate-key\n")
    assert main(["explain", "yaml/duplicate-keys"]) == COULD_NOT_LOOK
    assert "did you mean yaml/duplicate-key?" in capsys.readouterr().err


def test_every_block_is_in_exactly_one_class(capsys: pytest.CaptureFixture[str]) -> None:
    fences = ["yaml", "bash", "text", "python", '{.yaml skip="no reason to check"}', "json", "mermaid", ""]
    write({"docs/a.md": "# A {#a}\n\n" + "\n".join(f"```{one}\nx\n```\n" for one in fences), "docs/b.md": GOOD})
    assert main(["coverage", "docs", "--format", "json"]) == CLEAN
    coverage = json.loads(capsys.readouterr().out)
    classes = ("checked", "partly", "skipped", "shown")
    for counts in (coverage["total"], *coverage["pages"]):
        assert sum(counts[one] for one in classes) == counts["blocks"]
    assert coverage["total"]["blocks"] == len(fences) + 1
    details = {one["line"]: one for one in coverage["pages"][0]["details"]}
    assert details[19]["class"] == "skipped" and details[19]["gaps"] == ["skipped: no reason to check"]
    assert details[15]["class"] == "partly" and details[15]["gaps"]
    assert main(["coverage", "docs", "--language", "ja"]) == CLEAN
    out = capsys.readouterr().out
    assert "合計" in out and "docs/a.md:19: 除外: no reason to check" in out


FIXABLE = "```bash\nkubectl get pods \u2013o wide\n```\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_fix_changes_code_only_keeps_line_ends_and_is_idempotent(end: str, capsys: pytest.CaptureFixture[str]) -> None:
    from kakehashi.engine import check_site
    from kakehashi.fixing import apply_fixes

    prose = "# A {#a}\n\nIn prose a dash –o stays, and so does 日本語。\n\n"
    text = (prose + FIXABLE).replace("\n", end)
    write({"docs/a.md": text.encode()})
    assert apply_fixes(check_site(Path("docs"))) == {"docs/a.md": 1}
    assert Path("docs/a.md").read_bytes() == text.replace("\u2013o wide", "-o wide").encode()
    assert apply_fixes(check_site(Path("docs"))) == {}


def test_fix_leaves_prose_alone_whatever_a_rule_says() -> None:
    from dataclasses import replace

    from kakehashi.engine import check_site
    from kakehashi.finding import Finding, Severity, Span, Words
    from kakehashi.fixing import apply_fixes

    write({"a.md": "# A {#a}\n\nprose\n\n```yaml\na: 1\nb: 2\n```\n"})
    report = check_site(Path("a.md"))

    def fix(line: int, start: int, end: int, text: str) -> Finding:
        return Finding("a.md", Span(line, start, line, end), "x/y", Severity.ERROR, Words("a", "b"), fix=text)

    findings = (fix(3, 1, 6, "PROSE"), fix(6, 4, 5, "10"), fix(6, 4, 5, "11"), fix(7, 1, 2, "c"), fix(99, 1, 2, "?"))
    assert apply_fixes(replace(report, findings=findings)) == {"a.md": 2}
    assert Path("a.md").read_text() in (
        "# A {#a}\n\nprose\n\n```yaml\na: 10\nc: 2\n```\n",
        "# A {#a}\n\nprose\n\n```yaml\na: 11\nc: 2\n```\n",
    )


def test_a_file_that_cannot_be_corrected_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from kakehashi.engine import CannotLook, check_site
    from kakehashi.finding import Finding, Severity, Span, Words
    from kakehashi.fixing import apply_fixes

    write({"a.md": BAD})
    finding = Finding("a.md", Span(4, 4, 4, 5), "x/y", Severity.ERROR, Words("a", "b"), fix="7")
    report = replace(check_site(Path("a.md")), findings=(finding,))

    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(CannotLook, match=r"a\.md: cannot be written"):
        apply_fixes(report)


def test_a_reader_that_leaves_early_is_no_crash() -> None:
    write({f"docs/p{number}.md": BAD for number in range(300)})
    command = f"{sys.executable} -m kakehashi check docs | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(HOOKS)}, check=False
    )
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr, done.stderr


def test_the_program_says_its_version_without_loading_the_engine() -> None:
    code = (
        "import sys, contextlib\nfrom kakehashi.cli import main\n"
        "with contextlib.suppress(SystemExit):\n    main(['--version'])\n"
        "assert not {'yaml', 'kakehashi.engine', 'kakehashi.rules'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"kakehashi \d+\.\d+\.\d+\n", done.stdout)


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    for word in ("check", "coverage", "rules", "explain", "exit codes"):
        assert word in out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_problem_matcher_of_the_editor_reads_the_report(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    idle = "\n<!-- kakehashi: allow json/syntax, because of old text -->\ntext\n"
    write({"docs/ja/a.md": BAD + idle, "docs/en/a.md": BAD + idle})
    main(["check", "docs", "--language", language])
    report = capsys.readouterr().out.splitlines()
    for task in json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]:
        seen = {}
        for matcher in task["problemMatcher"]:
            pattern = matcher["pattern"]
            for match in filter(None, (re.match(pattern["regexp"], line) for line in report)):
                place = (match[pattern["file"]], int(match[pattern["line"]]), int(match[pattern["column"]]))
                seen[place] = (matcher["severity"], match[pattern["code"]])
                assert match[pattern["message"]]
        assert seen == {
            ("docs/ja/a.md", 5, 1): ("error", "yaml/duplicate-key"),
            ("docs/en/a.md", 5, 1): ("error", "yaml/duplicate-key"),
            ("docs/ja/a.md", 8, 1): ("warning", "page/needless-allow"),
            ("docs/en/a.md", 8, 1): ("warning", "page/needless-allow"),
        }


def test_the_hooks_for_pre_commit_run_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    write({"mkdocs.yml": "site_name: x\n", "docs/ja/a.md": BAD, "docs/en/a.md": BAD})
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["kakehashi", "kakehashi-site"]
    for hook in hooks:
        assert hook["language"] == "python" and {"name", "description"} <= hook.keys()
        program, *arguments = hook["entry"].split()
        named = [name for name in ("docs/ja/a.md", "mkdocs.yml") if re.search(hook["files"], name)]
        assert program == "kakehashi" and named
        if hook.get("pass_filenames", True):
            arguments.append("docs/ja/a.md")
        assert main(arguments) == FOUND
        assert "docs/ja/a.md:5:1" in capsys.readouterr().out
