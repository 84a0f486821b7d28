"""Placeholders of another form."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/placeholder-form"

WRONG = {
    "brackets": ("bash", "kubectl delete pod [pod-name]", [(2, 20)], "`[pod-name]`"),
    "braces": ("bash", "kubectl logs {pod-name}", [(2, 14)], "`{pod-name}`"),
    "REPLACE_ME": ("bash", "kubectl logs REPLACE_ME", [(2, 14)], "`REPLACE_ME`"),
    "YOUR_X in quotes": ("bash", 'aws x --a "YOUR_NAME"', [(2, 12)], "`YOUR_NAME`"),
    "upper case": ("bash", "kubectl logs <POD>", [(2, 14)], "`<POD>`"),
    "an underscore": ("bash", "kubectl logs <pod_name>", [(2, 14)], "`<pod_name>`"),
    "a space": ("bash", "kubectl logs <pod name>", [(2, 14)], "`<pod name>`"),
}

FINE = {
    "the form": ("bash", "kubectl logs <pod-name> -c <コンテナ名>"),
    "Japanese and Latin": ("bash", "kubectl logs <Pod の名前>"),
    "a test": ("bash", "[ -f a ] && ls"),
    "a glob": ("bash", "ls [abc].txt file[0-9] [a-z]*"),
    "a class of tr": ("bash", "tr '[a-z]' '[A-Z]'"),
    "jsonpath": ("bash", "kubectl get pods -o jsonpath='{.items[0].metadata.name}'"),
    "a brace expansion": ("bash", "ls {a,b} {1..3}"),
    "a variable": ("bash", "echo ${YOUR_NAME} $REPLACE_ME\nYOUR_NAME=a"),
    "braces of xargs and find": ("bash", "find . -exec ls {} +\nxargs -I {} ls {}"),
    "a format of curl": ("bash", "curl -w %{http_code} a"),
    "a here-document": ("bash", "cat <<EOF\n<Tag> [name]\nEOF"),
    "a comment": ("bash", "ls # [name] YOUR_NAME"),
    "a key to press": ("bash", "kubectl get <TAB>"),
    "output of a session": ("console", "$ ls\n[name] <POD>"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_defect_is_named_at_its_place(name: str, tmp_path: Path) -> None:
    info, body, expected, words = WRONG[name]
    found = drawn(tmp_path, RULE, in_fence(info, body))
    assert places(found) == expected
    assert words in found[0].message.en
    assert found[0].message.ja


@pytest.mark.parametrize("name", FINE)
def test_correct_text_draws_nothing(name: str, tmp_path: Path) -> None:
    info, body = FINE[name]
    assert drawn(tmp_path, RULE, in_fence(info, body)) == []


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("[pod-name]", "<pod-name>"),
        ("<podName>", "<pod-name>"),
        ("YOUR_CLUSTER_NAME", "<cluster-name>"),
        ("{id2}", "<id2>"),
    ],
)
def test_the_suggestion_is_the_one_form(written: str, form: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("bash", f"kubectl logs {written}"))
    assert found[0].suggestion is not None and form in found[0].suggestion.en
