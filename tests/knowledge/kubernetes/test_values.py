"""Plain values from nodes, merge keys, placeholders, elisions, and documents made to exhaust a reader."""

from __future__ import annotations

import pytest
from tests.knowledge.kubernetes.support import found, roots, short

from kakehashi.knowledge.kubernetes.quantities import amount, repaired
from kakehashi.knowledge.kubernetes.values import (
    TooManyNodesError,
    construct,
    elisions,
    fields,
    is_placeholder,
)


def test_scalars_are_read_as_the_kubernetes_tools_read_them() -> None:
    text = """
    yes: 1
    a: on
    b: 0644
    c: 0o17
    d: 0x1f
    e: 1_000
    f: 1.50
    g: 2026-01-01
    h: 12:30:45
    i: ~
    j: "yes"
    k: .inf
    l: [1, {m: n}]
    1: one
    """
    assert construct(roots(text)[0]) == {
        "true": 1,
        "a": True,
        "b": 0o644,
        "c": 15,
        "d": 31,
        "e": 1000,
        "f": 1.5,
        "g": "2026-01-01",
        "h": "12:30:45",
        "i": None,
        "j": "yes",
        "k": ".inf",
        "l": [1, {"m": "n"}],
        "1": "one",
    }


def test_merge_keys_fill_in_what_is_absent() -> None:
    text = """
    base: &base {a: 1, b: 1}
    more: &more {<<: *base, b: 2, c: 2}
    last:
      <<: [*more, {c: 3, d: 3}]
      a: 4
    """
    assert construct(roots(text)[0])["last"] == {"a": 4, "b": 2, "c": 2, "d": 3}


def test_an_alias_bomb_is_refused_and_reported() -> None:
    lines = ["apiVersion: v1", "kind: ConfigMap", "metadata: {name: x}", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    text = "\n".join(lines)
    with pytest.raises(TooManyNodesError):
        construct(roots(text)[0])
    assert (1, "too-large") in short(found(text))


def test_a_merge_bomb_and_an_alias_to_itself_end() -> None:
    lines = ["a0: &a0 {x: 1}"] + [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 40)]
    assert fields(roots("\n".join(lines))[0].value[-1][1]).keys() == {"x"}
    assert found("&a\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n<<: *a\n") == []


@pytest.mark.parametrize(
    "text", ["<name>", "a-<b>-c", "${VAR}", "{{ .Values.x }}", "{{ x }}-y", "REPLACE_ME", "your-name", "..."]
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(roots(f"'{text}'")[0])


@pytest.mark.parametrize("text", ["name", "a < b", "$5", "x"])
def test_plain_texts(text: str) -> None:
    assert not is_placeholder(roots(f"'{text}'")[0])


def test_elision_comments_excuse_what_is_missing_around_them() -> None:
    text = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: x
    spec:
      # ...
      template:
        spec:
          containers:
            # ...
    """
    assert elisions(text) == {6, 10}
    assert found(text) == []
    assert short(found(text.replace("# ...", "# see below")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("0.5", 0.5),
        ("100m", 0.1),
        ("1Ki", 1024),
        ("1k", 1000),
        ("1e3", 1000),
        ("5.", 5),
        (".5", 0.5),
        ("1E", 10**18),
    ],
)
def test_amounts(text: str, value: float) -> None:
    found_amount = amount(text)
    assert found_amount is not None
    assert float(found_amount) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "m", "1mb", "1 Gi", "1KI", "1K", "1gi", "1,5", "--1", "1e", "1e99999999"])
def test_no_amounts(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("500mb", "500M"),
        ("1 gi", "1Gi"),
        ("512MiB", "512Mi"),
        ("1g", "1G"),
        ("2 cores", "2"),
        ("64KB", "64k"),
        ("lots", None),
    ],
)
def test_repairs(wrong: str, right: str | None) -> None:
    assert repaired(wrong) == right
