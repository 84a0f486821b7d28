"""The raw file of a snippet and its address."""

from __future__ import annotations

import pytest

from kakehashi.marking import raw_files
from kakehashi.pages.page import Page, scan
from kakehashi.pages.source import Source


def page(text: str) -> Page:
    manifest = Source("docs/manifests/web/service.yaml", "a: 1\nb: 2\n")
    return scan(
        Source("docs/en/concepts/web.md", text), lambda name: manifest if name == "manifests/web/service.yaml" else None
    )


def files(text: str) -> dict[int, tuple[str, str | None]]:
    found = raw_files(page(text).fences, "concepts/web.md", "docs/")
    return {index: (one.path, one.text) for index, one in found.items()}


def test_a_titled_snippet_has_a_file_below_its_page() -> None:
    text = '```bash\nls\n```\n\n```{.yaml title="deploy.yaml"}\na: 1\n\n```\n'
    assert files(text) == {1: ("files/concepts/web/deploy.yaml", "a: 1\n\n")}


def test_a_title_that_returns_gets_a_number() -> None:
    text = '```yaml title="a.yaml"\na: 1\n```\n' * 2 + '```yaml title="conf/b.yaml"\na: 2\n```\n'
    paths = [path for path, _ in files(text).values()]
    assert paths == ["files/concepts/web/a.yaml", "files/concepts/web/2/a.yaml", "files/concepts/web/conf/b.yaml"]


def test_an_included_file_is_itself() -> None:
    text = '```{.yaml title="service.yaml"}\n--8<-- "manifests/web/service.yaml"\n```\n'
    assert files(text) == {0: ("manifests/web/service.yaml", None)}


def test_a_file_included_among_other_lines_is_written_as_shown() -> None:
    text = '```{.yaml title="service.yaml"}\n# ours\n--8<-- "manifests/web/service.yaml"\n```\n'
    assert files(text) == {0: ("files/concepts/web/service.yaml", "# ours\na: 1\nb: 2\n")}


@pytest.mark.parametrize(
    "title",
    [
        "../x.yaml",
        "/etc/hosts",
        "~/.kube/config",
        "a/../b",
        "Deployment の例",
        "a b.yaml",
        "..",
        "a//b",
        "https://x/y",
        "",
    ],
)
def test_a_title_that_names_no_plain_file_has_none(title: str) -> None:
    assert files(f'```{{.yaml title="{title}"}}\na: 1\n```\n') == {}
