"""The objects inside snippets, and the way back to their places."""

from __future__ import annotations

import pytest

from kakehashi.pages.embedded import embedded_in
from kakehashi.pages.objects import ObjectText, objects_in
from kakehashi.pages.page import scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import Source


def fence(body: str, language: str = "bash") -> Snippet:
    """The only fence of a page."""
    (found,) = scan(Source("page.md", f"```{language}\n{body}```\n")).fences
    return found


def only(body: str, language: str = "bash") -> ObjectText:
    """The only object text of a fence."""
    (found,) = objects_in(fence(body, language))
    return found


def seen(body: str, text: ObjectText, needle: str) -> str:
    """The characters of the body at the place where the text has *needle*."""
    before = text.text[: text.text.index(needle)]
    line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    span = text.span(line, column, line, column + len(needle))
    assert span.line == span.end_line
    return body.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("body", "needle", "there"),
    [
        ('kubectl patch deploy web -p \'{"spec": {"replicas": 3}}\'\n', "replicas", "replicas"),
        ('kubectl patch deploy web -p "{\\"spec\\": {\\"replicas\\": 3}}"\n', "replicas", "replicas"),
        ("kubectl patch deploy web --patch='{\"spec\": 1}'\n", "spec", "spec"),
        ("kubectl patch deploy web --patch '\nspec:\n  replicas: 3\n'\n", "replicas", "replicas"),
        (
            'kubectl patch deploy web \\\n  --type merge \\\n  -p "{\\"spec\\":\\\n {\\"paused\\": true}}"\n',
            "paused",
            "paused",
        ),
        ('echo \'{"apiVersion": "v1"}\' | kubectl apply -f -\n', "apiVersion", "apiVersion"),
        ('kubectl patch deploy web -p \'{"spec": "日本", "x": 1}\'\n', "x", "x"),
    ],
)
def test_the_place_of_a_word_inside_a_command(body: str, needle: str, there: str) -> None:
    assert seen(body, only(body), needle) == there


@pytest.mark.parametrize(
    ("command", "form", "resource"),
    [
        ("kubectl patch deployment web -n shop -p '{}'", "patch", "deployment"),
        ("kubectl -n shop patch svc/web -p '{}'", "patch", "svc"),
        ("kubectl patch -n shop svc/web --type=merge -p '{}'", "patch", "svc"),
        ("kubectl patch deploy web --type json -p '[]'", "json-patch", "deploy"),
        ("kubectl patch deploy web --type=json -p='[]'", None, ""),
        ("kubectl patch -f web.yaml -p '{}'", "patch", ""),
        ("kubectl patch deploy web --subresource=scale -p '{}'", "patch", ""),
        ("kubectl patch \"$KIND\" web -p '{}'", "patch", ""),
        ('kubectl patch deploy web -p "$PATCH"', None, ""),
    ],
)
def test_what_a_patch_is_for(command: str, form: str | None, resource: str) -> None:
    found = objects_in(fence(f"{command}\n"))
    assert [(one.form, one.resource) for one in found] == ([(form, resource)] if form else [])


def test_a_here_document_is_a_snippet_of_its_own() -> None:
    (inner,) = embedded_in(fence("kubectl apply -f - <<EOF\napiVersion: v1\nkind: Namespace\nEOF\n"))
    (text,) = objects_in(inner)
    assert text.span(1, 0, 1, 4).line == 2
    assert len(text.roots) == 1


def test_comments_of_json_stay_where_they_are() -> None:
    body = '{\n  // ...\n  "a": "// no comment", /* gone */ "b": 1\n}\n'
    text = only(body, "jsonc")
    assert "#  ..." in text.text
    assert seen(body, text, '"b"') == '"b"'
    assert text.roots


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("a: {{ .Values.x }}\n", "yaml"),
        ("{{- if .Values.x }}\na: 1\n{{- end }}\n", "yaml"),
        ('resource "aws_eks_cluster" "x" {\n  name = "x"\n}\n', "yaml"),
        ("kubectl get pods\n", "bash"),
        ("a: 1\n", "text"),
    ],
)
def test_what_holds_no_objects(body: str, language: str) -> None:
    assert objects_in(fence(body, language)) == ()


def test_braces_in_quotes_make_no_template() -> None:
    assert len(objects_in(fence("a: '{{ .name }}'\n", "yaml"))) == 1


def test_a_broken_text_has_no_roots() -> None:
    assert only("a: [\n", "yaml").roots == []
