"""The session as a script: parseable, deterministic, safe to pipe, with placeholders as variables."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.lab.helpers import FRONT, block, page_of, site_page

from kakehashi.lab.commands import script, table
from kakehashi.lab.table import width

LABS = ["lab-01-cluster-tour", "lab-02-task-definition-to-deployment", "lab-03-rollout-and-rollback"]


def _page(*blocks: str) -> str:
    return script(page_of("\n".join([f"---\nlab: {{{FRONT}}}\n---\n", *blocks])))


def _bash(text: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    file = cwd / "script.sh"
    file.write_text(text, "utf-8")
    return subprocess.run(
        ["bash", "-e", str(file)],
        cwd=cwd,
        env={**os.environ, "TMPDIR": str(cwd), **environment},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", LABS)
def test_the_script_of_a_lab_parses_and_is_the_same_each_time(name: str, language: str, tmp_path: Path) -> None:
    text = script(site_page(name, language), language)  # type: ignore[arg-type]
    assert text == script(site_page(name, language), language)  # type: ignore[arg-type]
    (tmp_path / "s.sh").write_text(text, "utf-8")
    assert subprocess.run(["bash", "-n", str(tmp_path / "s.sh")], check=False, capture_output=True).returncode == 0


def test_files_are_made_as_the_page_shows_them(tmp_path: Path) -> None:
    content = "a: $HOME `x` \\ 'q'\n日本語: \"y\""
    text = _page(block(content, "yaml", title="base/a.yaml"), block("cat base/a.yaml\npwd"))
    done = _bash(text, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{content}\n")
    assert done.stdout.strip().split("\n")[-1].startswith(str(tmp_path))


def test_placeholders_are_variables_that_must_be_set(tmp_path: Path) -> None:
    text = _page(
        block("name: <node-name>\ncost: $5", "yaml", title="a.yaml"),
        block(
            "echo <node-name> \"<node-name>\" '<node-name>' <ノード名>\ncat a.yaml\n"
            "cat <<'EOF'\n$x <node-name>\nEOF\ncat <<EOF\n<node-name>\nEOF"
        ),
    )
    missing = _bash(text, tmp_path)
    assert missing.returncode != 0 and "NODE_NAME" in missing.stderr
    done = _bash(text, tmp_path, NODE_NAME="n 1", VALUE_2="j")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "n 1 n 1 n 1 j\nname: n 1\ncost: $5\n$x n 1\nn 1\n"


def test_a_failing_command_ends_the_script_unless_the_page_shows_that_it_fails(tmp_path: Path) -> None:
    assert _bash(_page(block("false\necho after")), tmp_path).stdout == ""
    shown = block("error: it fails", "text")
    assert _bash(_page(block("false"), shown, block("echo after")), tmp_path).stdout == "after\n"


def test_commands_that_never_end_are_given_an_end() -> None:
    text = _page(
        block("kubectl port-forward svc/x 80:80\nkubectl get pods -w\nwhile true; do date; done\nkubectl proxy &")
    )
    assert "kubectl port-forward svc/x 80:80 &\nsleep 3" in text
    assert "timeout 15 kubectl get pods -w || true" in text
    assert "while true; do date; done &\nsleep 3" in text
    assert "kubectl proxy &\nsleep 3" in text


def test_what_is_not_followed_is_named_in_the_script() -> None:
    text = _page("??? question\n\n    ```bash\n    rm -rf everything\n    ```\n", block("echo x"))
    assert "rm -rf" not in text
    assert "it is folded away" in text


def test_the_table_shows_steps_files_and_objects_in_both_languages() -> None:
    english = list(table(site_page(LABS[1]), "en"))
    japanese = list(table(site_page(LABS[1], "ja"), "ja"))
    assert english[0].split() == ["step", "line", "command", "files", "objects", "changes"]
    assert japanese[0].split() == ["手順", "行", "コマンド", "ファイル", "オブジェクト", "変化"]
    row = next(line for line in english if "kubectl delete namespace lab02" in line)
    assert "4 → 0" in row or "5 → 0" in row
    assert "- namespace/lab02 (+" in row
    assert any("about another platform" in line for line in english)
    columns = [width(line[: line.index(mark)]) for line, mark in ((japanese[0], "ファイル"), (japanese[7], "1 → 2"))]
    assert columns[0] == columns[1]


def test_no_lab_has_no_table_and_no_script() -> None:
    page = page_of("# A {#a}\n")
    assert list(table(page)) == [] and script(page) == ""
