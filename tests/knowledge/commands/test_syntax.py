"""The small languages inside flag values: selectors, JSONPath, Go templates, durations, images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kakehashi.knowledge.commands import gotemplate, jsonpath, selectors, values
from kakehashi.knowledge.commands.kubectl.workloads import is_image

GOOD_PATHS = [
    "{.items[*].metadata.name}",
    '{range .items[*]}{.metadata.name}{"\\t"}{end}',
    "{.items[?(@.a=='b')].c}",
    "{..image}",
    "{range .items[*]}{.metadata.name}",
    "{.data['tls\\.crt']}",
    "{.items[-1:].metadata.name}",
    "{$.items[0:2]}",
    "{.items[*]['metadata.name','status.phase']}",
    "plain text",
    "{.metadata.labels.app\\.kubernetes\\.io/name}",
    "",
]
BAD_PATHS = [
    "{.items[*]",
    '{.a["b"]}',
    "{items}",
    "{.items[a]}",
    '{"a}',
    "{end}",
    "{#}",
    "{.items[?(@.a==1}",
]


@pytest.mark.parametrize("text", GOOD_PATHS)
def test_good_jsonpath(text: str) -> None:
    assert jsonpath.template_fault(text) is None


@pytest.mark.parametrize("text", BAD_PATHS)
def test_bad_jsonpath(text: str) -> None:
    assert jsonpath.template_fault(text) is not None


def test_jsonpath_fault_tells_where() -> None:
    fault = jsonpath.template_fault("{.a}{items}")
    assert fault is not None
    assert "{.a}{items}"[fault.start : fault.end] == "items"


def test_columns() -> None:
    assert jsonpath.columns_fault("NAME:.metadata.name,IMAGE:.spec.containers[*].image") is None
    assert jsonpath.columns_fault("NAME:metadata.name") is None
    fault = jsonpath.columns_fault("NAME:.a,IMAGE")
    assert fault is not None
    assert fault.start == 8


@pytest.mark.parametrize(
    "text", ["app=web", "a==b,c!=d", "a in (b,c),!d,e", "a notin (b)", "a>5", "", "example.com/a=", "a in ()"]
)
def test_good_label_selector(text: str) -> None:
    assert selectors.label_fault(text) is None


@pytest.mark.parametrize("text", ["a=b=c", "a in (b", "=b", "a b", "a>x", "a=b,", "-a=b", "a in b", "a=b c"])
def test_bad_label_selector(text: str) -> None:
    assert selectors.label_fault(text) is not None


def test_field_selector() -> None:
    assert selectors.field_fault("status.phase!=Running,spec.nodeName=n") is None
    assert selectors.field_fault("status.phase") is not None


GOOD_TEMPLATES = [
    "{{range .items}}{{.a}}{{end}}",
    "{{if .a}}x{{else}}y{{end}}",
    '{{printf "%s}}" .a}}',
    "{{- .a -}}",
    "x",
]


@pytest.mark.parametrize("text", GOOD_TEMPLATES)
def test_good_go_template(text: str) -> None:
    assert gotemplate.fault(text) is None


@pytest.mark.parametrize("text", ["{{range .items}}", "{{.a}", "{{end}}", "{{foo .a}}", "{{}}", "{{else}}"])
def test_bad_go_template(text: str) -> None:
    assert gotemplate.fault(text) is not None


@pytest.mark.parametrize(
    ("text", "good"), [("5s", True), ("1h30m", True), ("0", True), ("5", False), ("", False), ("1d", False)]
)
def test_durations(text: str, good: bool) -> None:
    assert values.is_duration(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("nginx", True),
        ("nginx:1.29", True),
        ("localhost:5000/a/b:c", True),
        ("123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/web:1", True),
        ("Nginx", False),
        ("nginx:", False),
        ("a b", False),
        ("nginx@sha256:" + "0" * 64, True),
    ],
)
def test_images(text: str, good: bool) -> None:
    assert is_image(text) is good


@given(st.text(alphabet="{}[]().,:'\"\\@?=!<>*$ ab0-\n", max_size=40))
def test_parsers_never_fail(text: str) -> None:
    jsonpath.template_fault(text)
    jsonpath.columns_fault(text)
    jsonpath.relaxed_fault(text)
    gotemplate.fault(text)
    selectors.label_fault(text)
    selectors.field_fault(text)
