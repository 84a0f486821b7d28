"""The workflows and what surrounds them: linted by two tools, and held to this project's own rules."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PIN = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def program(name: str) -> str:
    """A program of the environment that runs the tests, else one on the path."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is not installed"
    return found


def read(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", [])]


def test_zizmor_reports_nothing() -> None:
    words = [program("zizmor"), "--offline", "--no-progress", "--persona", "auditor"]
    done = subprocess.run([*words, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_would_report_what_is_wrong(tmp_path: Path) -> None:
    good = (GITHUB / "workflows" / "ci.yml").read_text("utf-8")
    bad = re.sub(r"actions/checkout@\S+ # \S+", "actions/checkout@v6", good)
    (tmp_path / "ci.yml").write_text(bad, "utf-8")
    done = subprocess.run(
        [program("zizmor"), "--offline", "--no-progress", str(tmp_path / "ci.yml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0 and "unpinned-uses" in done.stdout


def test_actionlint_reports_nothing() -> None:
    words = [program("actionlint"), "-shellcheck", program("shellcheck"), *map(str, WORKFLOWS)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_scripts_of_the_workflows_pass_shellcheck() -> None:
    scripts = [path for path in (ROOT / ".ci").iterdir() if path.read_text("utf-8").startswith("#!/usr/bin/env bash")]
    assert {path.name for path in scripts} >= {"run", "report", "preview", "links"}
    done = subprocess.run([program("shellcheck"), *map(str, scripts)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_but_what_a_job_asks_for(path: Path) -> None:
    workflow = read(path)
    # YAML 1.1 reads the key `on` as true.
    events = workflow[True]
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in events
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, name
        assert job.get("timeout-minutes"), name
        rights = {right for right, level in job["permissions"].items() if level == "write"}
        if "pull_request" in events and rights:
            # Where pull requests run, only the upload of findings may write, and it checks nothing out.
            assert rights == {"security-events"}
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_credentials_are_not_kept(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert PIN.search(line), line
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert "head" not in str(step["with"].get("ref", ""))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_stands_in_a_shell_line_and_secrets_are_nowhere(path: Path) -> None:
    assert "secrets." not in path.read_text("utf-8")
    for step in steps(path):
        assert "${{" not in step.get("run", "")


def test_one_action_has_one_version() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for name, pin in re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40} # \S+)", path.read_text("utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert pins and all(len(found) == 1 for found in pins.values()), pins


def test_the_second_stage_runs_only_what_is_on_main() -> None:
    path = GITHUB / "workflows" / "preview-publish.yml"
    for step in steps(path):
        assert "download-artifact" not in step.get("uses", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"].get("ref", "gh-pages") == "gh-pages"
        if "run" in step:
            assert step["run"].startswith("PYTHONPATH=hooks python3 -m kakehashi.publishing ")
    assert read(path)[True]["workflow_run"]["workflows"] == [read(GITHUB / "workflows" / "preview.yml")["name"]]


def test_where_the_site_is_built_or_checked_the_whole_history_is_there() -> None:
    builds = re.compile(r"make build|\.ci/(?:run|report|preview|links)\b")
    seen = 0
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            if any(builds.search(step.get("run", "")) for step in job.get("steps", [])):
                seen += 1
                checkout = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
                assert checkout["with"]["fetch-depth"] == 0, path
    assert seen == 5


def test_what_is_hidden_on_the_branch_is_not_deployed() -> None:
    for name in ("pages.yml", "preview-publish.yml"):
        path = GITHUB / "workflows" / name
        found = [step for step in steps(path) if "upload-pages-artifact" in step.get("uses", "")]
        # From its version 4 on, the action leaves hidden files out unless it is told otherwise.
        assert [step["with"] for step in found] == [{"path": "published"}]
        versions = re.findall(r"upload-pages-artifact@\S+ # v(\d+)", path.read_text("utf-8"))
        assert len(versions) == 1 and int(versions[0]) >= 4


def test_ci_covers_the_supported_versions_of_python() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = read(GITHUB / "workflows" / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={versions[0]}"
    assert versions == ["3.11", "3.12", "3.13", "3.14"]


def test_everything_a_workflow_calls_is_there() -> None:
    targets = set(re.findall(r"^([a-z.$()/_-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in WORKFLOWS:
        for step in steps(path):
            for script in re.findall(r"bash (\.ci/\S+)", step.get("run", "")):
                assert (ROOT / script).is_file()
            for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE):
                assert target in targets or target == ".venv/.ready"


@pytest.mark.parametrize("path", sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml")), ids=lambda path: path.name)
def test_issue_forms_are_complete_and_in_both_languages(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "labels", "body"} <= set(form)
    texts = [form["name"], form["description"]]
    ids = []
    for element in form["body"]:
        assert element["type"] in ("input", "textarea", "dropdown")
        ids.append(element["id"])
        texts += [text for key, text in element["attributes"].items() if key in ("label", "description")]
        assert element["validations"] == {"required": True}
    assert len(set(ids)) == len(ids)
    for text in texts:
        japanese, _, english = text.partition(" / ")
        assert re.search("[ぁ-んァ-ヶ一-龠]", japanese) and english and not re.search("[ぁ-んァ-ヶ一-龠]", english), (
            text
        )


def test_the_three_forms_and_the_files_around_them_are_there() -> None:
    names = {path.stem for path in (GITHUB / "ISSUE_TEMPLATE").iterdir()}
    assert names == {"1-wrong-fact", "2-broken-command", "3-translation", "config"}
    for name in ("CODEOWNERS", "PULL_REQUEST_TEMPLATE.md", "SECURITY.md", "dependabot.yml"):
        assert (GITHUB / name).is_file()


def test_dependabot_looks_after_python_and_actions() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"pip", "github-actions"}


def test_owners_name_paths_that_exist() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "*")):
            path, *owners = line.split()
            assert (ROOT / path.strip("/")).exists() and owners


def test_the_devcontainer_makes_what_the_targets_need() -> None:
    import json

    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert container["postCreateCommand"] == "make .venv/.ready"
    assert "chromium" in container["onCreateCommand"] and "fonts-noto-cjk" in container["onCreateCommand"]


def test_the_pre_commit_hooks_are_valid_and_call_what_the_environment_has() -> None:
    for name, kind in ((".pre-commit-config.yaml", "validate-config"), (".pre-commit-hooks.yaml", "validate-manifest")):
        done = subprocess.run(
            [program("pre-commit"), kind, str(ROOT / name)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
    for repository in read(ROOT / ".pre-commit-config.yaml")["repos"]:
        for hook in repository["hooks"]:
            command = hook["entry"].split()[0]
            assert command.startswith(".venv/bin/")
            # The program of the project itself is there once it is installed.
            if command != ".venv/bin/kakehashi":
                program(command.removeprefix(".venv/bin/"))


def test_the_lock_file_fits_the_project() -> None:
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = dict(
        re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    locked = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in locked.items()}
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for text in wanted:
        requirement = Requirement(text)
        version = locked.get(re.sub(r"[-_.]+", "-", requirement.name).lower())
        assert version and requirement.specifier.contains(version), f"{text}: run make lock"
