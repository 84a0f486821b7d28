"""A lab performed against a kubectl that is a script of this test: no cluster is ever touched."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from pathlib import Path

import pytest
import yaml
from tests.lab.helpers import block

from kakehashi.lab.commands import add_arguments, main

KUBECTL = """#!/usr/bin/env bash
echo "$KUBECONFIG $(pwd) $*" >> "$CALLS"
case "$*" in
  "get namespace demo")
    [ -e "$STATE/demo" ] || {{ echo 'Error from server (NotFound): namespaces "demo" not found'; exit 1; }} ;;
  "create namespace demo") touch "$STATE/demo"; echo namespace/demo created ;;
  "delete namespace demo"*) rm -f "$STATE/demo"; echo 'namespace "demo" deleted' ;;
  "get pods")
    echo 'NAME                   READY   STATUS    RESTARTS   AGE'
    echo 'web-5b9f7c6d4f-zzk9t   1/1     {status}   0          3s' ;;
  "config view"*) cat "$KUBECONFIG" ;;
  "get --raw=/slow") sleep 30 ;;
esac
"""
BEGIN = block("kubectl create namespace demo\nkubectl config set-context --current --namespace demo")
END = block("kubectl config set-context --current --namespace default\nkubectl delete namespace demo")
PODS = block("kubectl get pods") + block(
    "NAME  READY  STATUS  RESTARTS  AGE\nweb-7c9d5f6b8d-x2k4p   1/1   Running   0   10s", "text"
)
FILE = block("a: b", "yaml", title="a.yaml") + block("X=1\ncd .\ncat a.yaml; echo $X\necho $X > b.txt")
FRONT = "---\nlab: {platform: kind, cluster: c, namespace: demo, tools: [kubectl]}\n---\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a fake kubectl on PATH, a kubeconfig with two contexts, and a page."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _kubectl(tmp_path, "Running")
    (tmp_path / "state").mkdir()
    names = ("kind-c", "production")
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "production",
        "contexts": [{"name": one, "context": {"cluster": one, "user": one, "namespace": "other"}} for one in names],
        "clusters": [
            {"name": one, "cluster": {"server": f"https://{one}.example", "certificate-authority": "ca.crt"}}
            for one in names
        ],
        "users": [{"name": one, "user": {"token": one}} for one in names],
    }
    (tmp_path / "config").write_text(yaml.safe_dump(config), "utf-8")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("STATE", str(tmp_path / "state"))
    return tmp_path


def _kubectl(folder: Path, status: str) -> None:
    program = folder / "bin" / "kubectl"
    program.write_text(KUBECTL.format(status=status), "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def _run(folder: Path, *arguments: str, text: str = BEGIN + FILE + PODS + END) -> int:
    page = folder / "lab.md"
    page.write_text(FRONT + text, "utf-8")
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", default="en")
    add_arguments(parser)
    return main(parser.parse_args([str(page), "--record", str(folder / "record"), *arguments]))


def _calls(folder: Path) -> list[str]:
    calls = folder / "calls"
    return calls.read_text("utf-8").splitlines() if calls.exists() else []


def test_a_lab_goes_as_its_page_says(place: Path) -> None:
    assert _run(place, "--run", "--context", "kind-c") == 0
    steps = [json.loads(line) for line in (place / "record" / "transcript.jsonl").read_text("utf-8").splitlines()]
    assert [one["ok"] for one in steps] == [True] * len(steps)
    assert [one["exit_code"] for one in steps] == [0] * len(steps)
    assert next(one["output"] for one in steps if "echo $X" in one["command"]) == "a: b\n1\n"
    text = (place / "record" / "transcript.txt").read_text("utf-8")
    assert "$ kubectl get pods" in text and "zzk9t" in text
    assert not (place / "state" / "demo").exists()


def test_commands_see_a_kubeconfig_with_one_context_and_a_directory_of_their_own(place: Path) -> None:
    assert (
        _run(
            place,
            "--run",
            "--context",
            "kind-c",
            text=BEGIN + block("kubectl config view --raw > seen.yaml\ncat seen.yaml") + END,
        )
        == 0
    )
    first = json.loads((place / "record" / "transcript.jsonl").read_text("utf-8").splitlines()[3])
    seen = yaml.safe_load(first["output"])
    assert seen["current-context"] == "kind-c"
    assert [one["name"] for one in seen["contexts"]] == ["kind-c"]
    assert [one["name"] for one in seen["users"]] == ["kind-c"]
    assert "namespace" not in seen["contexts"][0]["context"]
    assert seen["clusters"][0]["cluster"]["certificate-authority"] == str(place / "ca.crt")
    for call in _calls(place):
        kubeconfig, _cwd, *_ = call.split()
        assert kubeconfig != str(place / "config")
    assert not any((place / name).exists() for name in ("seen.yaml", "a.yaml"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--run"], "--context"),
        (["--run", "--context", "elsewhere"], "elsewhere"),
        (["--run", "--context", "kind-c", "--set", "x"], "--set"),
    ],
)
def test_it_refuses_what_nobody_named(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert _run(place, *arguments) == 2
    assert words in capsys.readouterr().err
    assert _calls(place) == []


def test_it_refuses_without_kubeconfig(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KUBECONFIG")
    assert _run(place, "--run", "--context", "kind-c") == 2
    assert _calls(place) == []


def test_it_refuses_a_namespace_that_exists_and_leaves_it_alone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "state" / "demo").touch()
    assert _run(place, "--run", "--context", "kind-c") == 2
    assert "demo exists already" in capsys.readouterr().err
    assert (place / "state" / "demo").exists()


def test_it_refuses_a_page_with_problems(place: Path) -> None:
    assert _run(place, "--run", "--context", "kind-c", text=BEGIN + block("kubectl apply -f nowhere.yaml") + END) == 2
    assert _calls(place) == []


def test_placeholders_need_values(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = BEGIN + block("echo <my-name>") + block("Ann", "text") + END
    assert _run(place, "--run", "--context", "kind-c", text=text) == 2
    assert "--set my-name=VALUE" in capsys.readouterr().err
    assert _run(place, "--run", "--context", "kind-c", "--set", "my-name=Ann", text=text) == 0


def test_output_that_differs_fails_and_is_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _kubectl(place, "Pending")
    assert _run(place, "--run", "--context", "kind-c") == 1
    assert "it did not come: web-7c9d5f6b8d-x2k4p" in capsys.readouterr().out
    assert "[expected] web-" in (place / "record" / "transcript.txt").read_text("utf-8")


def test_a_failing_step_ends_the_lab_and_takes_its_namespace_back(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        _run(
            place,
            "--run",
            "--context",
            "kind-c",
            text=BEGIN + block("exit_with() { return 3; }\nexit_with\necho never") + END,
        )
        == 1
    )
    assert "exit code 3" in capsys.readouterr().out
    assert not (place / "state" / "demo").exists()
    assert not any("never" in line for line in (place / "record" / "transcript.jsonl").read_text("utf-8").splitlines())


def test_a_failure_the_page_shows_is_expected(place: Path) -> None:
    text = BEGIN + block("false") + block("Error: no", "text") + END
    assert _run(place, "--run", "--context", "kind-c", text=text) == 1
    text = BEGIN + block("echo 'Error: no'; false") + block("Error: no", "text") + END
    assert _run(place, "--run", "--context", "kind-c", text=text) == 0


def test_a_step_that_does_not_end_is_ended(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = BEGIN + block("kubectl get --raw=/slow") + END
    assert _run(place, "--run", "--context", "kind-c", "--timeout", "1", text=text) == 1
    assert "no end within 1 s" in capsys.readouterr().out
    assert not (place / "state" / "demo").exists()


def test_pages_that_are_not_there_or_no_labs_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", default="ja")
    add_arguments(parser)
    assert main(parser.parse_args([str(tmp_path / "none.md")])) == 2
    (tmp_path / "a.md").write_text("# A {#a}\n", "utf-8")
    assert main(parser.parse_args([str(tmp_path / "a.md"), "--script"])) == 2
    assert "ラボではありません" in capsys.readouterr().err


def test_table_and_script_execute_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(place) == 0 and _run(place, "--script") == 0
    assert "kubectl create namespace demo" in capsys.readouterr().out
    assert _calls(place) == []


def test_checking_a_lab_executes_nothing(place: Path) -> None:
    from kakehashi.engine import check_site
    from kakehashi.settings import Settings

    _run(place)
    check_site(place / "lab.md", settings=Settings(map=None), shown="", cached=False)
    assert _calls(place) == []
    assert "kakehashi.lab.performing" in sys.modules
