"""The shorthand syntax, corner by corner; the expected values are those of the real tool."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakehashi.knowledge.commands.aws import shorthand


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=b", {"a": "b"}),
        ("a=", {"a": ""}),
        ("a=b,c=d", {"a": "b", "c": "d"}),
        ("a=b,c", {"a": ["b", "c"]}),
        ("a=b,c,d=e", {"a": ["b", "c"], "d": "e"}),
        ("a=[b]", {"a": ["b"]}),
        ("a=[b,c],d=[]", {"a": ["b", "c"], "d": []}),
        ("a={b=c,d={e=f}}", {"a": {"b": "c", "d": {"e": "f"}}}),
        ("a=[{b=c},{b=d}]", {"a": [{"b": "c"}, {"b": "d"}]}),
        ("a='b,c',d=\"e f\"", {"a": "b,c", "d": "e f"}),
        ("a=b\\,c", {"a": "b,c"}),
        ("a=b=c", {"a": "b=c"}),
        ("a = b , c = d", {"a": "b", "c": "d"}),
        ("Name=tag:Name,Values=x,y", {"Name": "tag:Name", "Values": ["x", "y"]}),
        ("a=日本", {"a": "日本"}),
        ("a={b='it\\'s'}", {"a": {"b": "it's"}}),
    ],
)
def test_value(text: str, value: dict[str, Any]) -> None:
    assert shorthand.parse(text) == value
    assert shorthand.parse(text, shorthand.Positions()) == value


@pytest.mark.parametrize(
    ("text", "at"),
    [("", 0), ("a", 1), ("a:b", 3), ("a={b=c", 6), ("a=[b", 4), ("a='b", 2), ("a=b,,c=d,", 9), ("a={b}", 4)],
)
def test_error(text: str, at: int) -> None:
    with pytest.raises(shorthand.ShorthandError) as caught:
        shorthand.parse(text)
    assert caught.value.at == at


def test_a_key_given_twice_is_named() -> None:
    with pytest.raises(shorthand.ShorthandError) as caught:
        shorthand.parse("a=1,b=2,a=3")
    assert (caught.value.key, caught.value.at) == ("a", 8)


def test_positions() -> None:
    text = "Field=path,Inner={x=[1,22]},Values=a,bc"
    places = shorthand.Positions()
    shorthand.parse(text, places)

    def shown(span: tuple[int, int]) -> str:
        return text[span[0] : span[1]]

    assert {path: shown(span) for path, span in places.keys.items()} == {
        ("Field",): "Field",
        ("Inner",): "Inner",
        ("Inner", "x"): "x",
        ("Values",): "Values",
    }
    assert shown(places.values["Inner",]) == "{x=[1,22]}"
    assert shown(places.values["Inner", "x", 1]) == "22"
    assert shown(places.values["Values", 1]) == "bc"
    assert shown(places.values["Field",]) == "path"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab=,[]{}'\"\\ @:.日😀", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = shorthand.parse(text)
    except shorthand.ShorthandError as error:
        assert 0 <= error.at <= len(text)
    else:
        places = shorthand.Positions()
        assert shorthand.parse(text, places) == value
        assert set(places.keys) == set(shorthand.keys(value))
