"""A colon and a space after a key, where YAML accepts their absence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/colon"

WRONG = {
    "the only line below a key": ("yaml", "a:\n  b:Recreate", [(3, 3)], "`b:Recreate`"),
    "an item among mappings": ("yaml", "- port: 80\n- port:443", [(3, 3)], "`port:443`"),
    "two lines": ("yaml", "a:\n  b:c\n  d:e", [(3, 3)], "`b:c`"),
    "no colon before a brace": ("yaml", "a:\n  labels {app: web}", [(3, 3)], "`labels`"),
}

FINE = {
    "an image": ("yaml", "image: nginx:1.27"),
    "an image in a list": ("yaml", "- nginx:1.27\n- busybox:1.36"),
    "ports of a compose file": ("yaml", "- 8080:80\n- db:/data"),
    "a URL below its key": ("yaml", "url:\n  https://example.com"),
    "quotes": ("yaml", 'a:\n  "b:c"'),
    "a URN": ("yaml", "a: urn:b:c"),
    "a list of URLs among mappings": ("yaml", "- a: 1\n- http://b"),
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
