"""Commands that mean something else than they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/shellcheck"

WRONG = {
    "a dollar before an assignment": ("bash", "$A=b", [(2, 1)], "no `$` on its left"),
    "spaces around an equals sign": ("bash", "A = b", [(2, 3)], "no spaces around"),
    "an ampersand in a URL": ("bash", "curl http://a/?b=1&c=2", [(2, 19)], "unquoted `&`"),
    "JSON without quotes": ("bash", 'aws x --a {"b": 1}', [(2, 11)], "JSON without quotes"),
    "a tilde in quotes": ("bash", 'ls "~/a"', [(2, 5)], "home folder"),
    "options without a command": ("bash", "--a b\n--c d", [(2, 1)], "start with an option"),
}

FINE = {
    "bare assignments": ("bash", "A=b\nexport C=$(ls)\ncd x"),
    "unquoted variables": ("bash", "kubectl get pod $POD -n $NAMESPACE"),
    "a loop over one name": ("bash", "for a in <name>; do ls; done"),
    "an alias used at once": ("bash", "alias k=kubectl\nk get pods"),
    "a job in the background": ("bash", "kubectl port-forward svc/a 80:80 &\nls"),
    "jsonpath without quotes": ("bash", "kubectl get pods -o jsonpath={.items[0].metadata.name}"),
    "output of a session": ("console", "$ ls\nA = b"),
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
