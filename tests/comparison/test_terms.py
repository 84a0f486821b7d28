"""The first mention of a concept in prose is explained, and nothing else of a page changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.comparison.small import small_map, view_of

from kakehashi.comparison.terms import Terms

ADDED = re.compile(
    r'<button type="button" class="kh-term"[^>]*>(.*?)</button><span class="kh-pop".*?</span>', re.DOTALL
)


def marked(folder: Path, html: str, language: str = "en", key: str = "a.md") -> list[str]:
    concepts = small_map(folder)
    view = view_of(concepts, language, "reference/glossary.md", "concepts/workloads.md")
    found = Terms(concepts.concepts, language).mark(html, key, view)
    assert ADDED.sub(r"\1", found) == html
    return ADDED.findall(found)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A task and a Pod, then tasks and Pods.</p>", ["task", "Pod"]),
        ("<p>Tasks <em>and <strong>Pods</strong></em></p>", ["Tasks", "Pods"]),
        ("<ul><li>etcd</li><li><p>an ALB</p></li></ul>", ["etcd", "ALB"]),
        ("<dl><dd>etcd</dd></dl>", ["etcd"]),
        ("<p>subtask, task-like, Pod_1, Podded, my-task</p>", []),
        ("<p>a pod, an ingress</p>", []),
        ("<p>service and Service</p>", []),
        (
            "<h2>Pod</h2><p class='admonition-title'>Pod</p><summary>Pod</summary>"
            "<table><tr><td><p>Pod</p></td></tr></table>",
            [],
        ),
        ("<p><a href='x'>Pod</a> <code>Pod</code> <button>Pod</button> <b title='Pod'>x</b> <sup>Pod</sup></p>", []),
        ("<pre><code><p>Pod</p></code></pre><p>etcd</p>", ["etcd"]),
        ("<div class='highlight'><pre>x</pre></div>\n<ol><li>Pod</li></ol><p>etcd</p>", ["etcd"]),
        ("<figure><p>Pod</p></figure><svg><p>Pod</p></svg>", []),
        ("<p>managed node group</p>", ["managed node group"]),
        ("<p>", []),
        ("<p>Pod", ["Pod"]),
        ("<p>&Pod; Pod &lt; Pod</p><pre>", ["Pod"]),
        ("<p><a href='x'>Pod <p>Pod", ["Pod"]),
    ],
)
def test_english_names_in_prose_are_explained_once(html: str, expected: list[str], tmp_path: Path) -> None:
    assert marked(tmp_path, html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>タスクとPodです。Pod は二度目です。</p>", ["タスク", "Pod"]),
        ("<p>サブタスクやタスクバー</p>", []),
        ("<p>サービスは両側にあります。</p>", []),
        ("<p>マネージドノードグループ</p>", ["マネージドノードグループ"]),
    ],
)
def test_japanese_names_are_whole_words_without_spaces(html: str, expected: list[str], tmp_path: Path) -> None:
    assert marked(tmp_path, html, "ja") == expected


def test_a_section_does_not_explain_what_it_is_about(tmp_path: Path) -> None:
    html = '<h2 id="pods">x</h2><p>Pod</p><h2 id="b">x</h2><p>Pod, Deployment</p>'
    assert marked(tmp_path, html, key="concepts/workloads.md") == ["Deployment"]
    assert marked(tmp_path, html) == ["Pod", "Deployment"]


def test_the_summary_stands_beside_its_button_and_names_the_way_on(tmp_path: Path) -> None:
    concepts = small_map(tmp_path)
    view = view_of(concepts, "ja", "concepts/workloads.md", "reference/glossary.md")
    html = Terms(concepts.concepts, "ja").mark("<p>Pod とタスク</p>", "a.md", view)
    assert (
        'popovertarget="about-pod" aria-describedby="about-pod">Pod</button>'
        '<span class="kh-pop" id="about-pod" popover>' in html
    )
    assert "Podの要約です。" in html and 'href="concepts/workloads/#pods"' in html
    assert 'href="reference/glossary/#term-ecs-task"' in html
