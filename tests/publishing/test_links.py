"""Broken links of small sites, found; and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.publishing.archive import RefusedError
from kakehashi.publishing.links import (
    BadLink,
    follow,
    is_internal,
    issue_body,
    missing_anchors,
    read_flaky,
    served,
    try_again,
)

HEAD = "<!doctype html><title>t</title>"


def site(folder: Path, **pages: str) -> Path:
    for name, body in pages.items():
        path = folder / ("index.html" if name == "home" else f"{name}/index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + body, "utf-8")
    return folder


def test_broken_links_and_anchors_are_found_and_good_ones_are_not(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        home='<a href="a/">a</a><a href="a/#there">b</a><a href="a/#gone">c</a><a href="nowhere/">d</a>'
        '<img src="x.png">'
        '<a href="#self">s</a><p id="self"><a href="https://example.org/#other">o</a><a href="a/#%E5%9B%B3">j</a>',
        a='<h1 id="there">A</h1><h2 id="図">J</h2><a href="../#self">up</a><a href="../#lost">l</a>'
        '<a href="../../x">out</a>',
    )
    with served(folder) as base:
        bad = follow([base])
        assert {link.target.removeprefix(base) for link in bad if is_internal(link, base)} >= {"nowhere/", "x.png"}
        assert not [link for link in bad if "example.org" in link.target or link.target == f"{base}a/"]
    assert {(link.page, link.target) for link in missing_anchors(folder)} == {
        ("index.html", "a/#gone"),
        ("a/index.html", "../#lost"),
    }


def test_a_link_that_comes_back_is_not_reported(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", home="x", ok="x")
    with served(folder) as base:
        bad = [BadLink("p", f"{base}ok/", "503"), BadLink("p", f"{base}gone/", "404")]
        assert try_again(bad, times=2, pause=0) == [bad[1]]


def test_flaky_hosts_need_a_reason() -> None:
    assert read_flaky("# c\n\na.example is slow # really\n") == {"a.example": "is slow"}
    with pytest.raises(RefusedError):
        read_flaky("a.example\n")


def test_the_repository_list_of_flaky_hosts_is_read() -> None:
    root = Path(__file__).parent.parent.parent
    assert all(read_flaky((root / ".github" / "flaky-hosts.txt").read_text("utf-8")).values())


def test_the_issue_lists_links_and_closes_without_any() -> None:
    bad = [
        BadLink("http://127.0.0.1:1/kakehashi/a/", "https://a.example/?<b>|@x", "404\n| evil"),
        BadLink("http://127.0.0.1:1/kakehashi/a/", "https://slow.example/", "timeout"),
    ]
    body = issue_body(bad, {"slow.example": "is slow"}, "http://127.0.0.1:1/kakehashi/", "https://s.example/")
    assert body is not None
    assert "127" not in body and "<b>" not in body and "@" not in body and "slow" not in body
    assert "1 on unreliable hosts" in body
    assert {line.count("|") for line in body.splitlines() if line.startswith("|")} == {4}
    assert issue_body(bad[1:], {"slow.example": "is slow"}, "x", "y") is None
