"""Words the project does not use."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn

from kakehashi.settings import Settings

RULE = "terms/banned-word"
TERMS = """terms:
  - words: [master node, whitelist]
    language: en
    write: control plane node
    why: {ja: 今の名前ではない, en: the name has changed}
    except: [old.md]
  - words: [サーバ, ポッド]
    language: ja
    write: サーバー
    why: {ja: 長音を付ける, en: the long vowel is written}
  - words: [K8s]
    write: {ja: Kubernetes, en: Kubernetes}
    why: {ja: 略さない, en: written out}
  - pattern: "[Ss]ecrets? (?:is|are) encrypted"
    language: en
    write: encoded
    why: {ja: 暗号ではない, en: it is no encryption}
"""


def found(folder: Path, name: str, text: str) -> list[tuple[int, int, int]]:
    twin = name.replace("ja/", "en/") if name.startswith("ja/") else name.replace("en/", "ja/")
    files: dict[str, str | bytes] = {"terms/terms.yaml": TERMS, twin: "# x {#x}\n", name: text}
    return [(one.span.line, one.span.column, one.span.end_column) for one in drawn(folder, RULE, files)]


def test_a_word_is_named_at_its_place_with_reason_and_replacement(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "terms/terms.yaml": TERMS,
        "en/a.md": "# A {#a}\n\nThe Master  nodes and a master node.\n",
    }
    one = drawn(tmp_path, RULE, files)
    assert [(finding.span.line, finding.span.column) for finding in one] == [(3, 25)]
    assert "the name has changed" in one[0].message.en and "今の名前ではない" in one[0].message.ja
    assert one[0].suggestion is not None and "control plane node" in one[0].suggestion.en
    assert one[0].fix is None


WRONG = {
    "a word of Japanese": ("ja/a.md", "Web サーバを置く", [(1, 5, 8)]),
    "in a heading": ("ja/a.md", "# サーバ {#a}", [(1, 3, 6)]),
    "in a table": ("ja/a.md", "| a | ポッド |\n|---|---|\n| b | c |", [(1, 7, 10)]),
    "in the text of a link": ("ja/a.md", "[サーバ](x.md)", [(1, 2, 5)]),
    "in a value of the front matter": ("ja/a.md", "---\ntitle: サーバ\n---\n", [(2, 8, 11)]),
    "a word of two lines of the term file": ("en/a.md", "K8s and a whitelist", [(1, 1, 4), (1, 11, 20)]),
    "a pattern": ("en/a.md", "a Secret is encrypted", [(1, 3, 22)]),
    "in capitals": ("en/a.md", "Whitelist", [(1, 1, 10)]),
}
FINE = {
    "the right word": ("ja/a.md", "サーバーと Kubernetes"),
    "a part of a longer word": ("ja/a.md", "サーバント"),
    "inline code": ("ja/a.md", "`サーバ` と ``a ` サーバ``"),
    "a block of code": ("ja/a.md", "```text\nサーバ\n```"),
    "the target of a link": ("en/a.md", "[a](https://example.com/whitelist) <https://example.com/whitelist>"),
    "a URL": ("en/a.md", "see https://example.com/whitelist"),
    "a reference": ("en/a.md", "[a]: https://example.com/whitelist"),
    "an attribute of HTML": ("en/a.md", '<a name="whitelist">x</a>'),
    "a comment": ("en/a.md", "<!-- whitelist -->"),
    "an id of a heading": ("en/a.md", "# A {#whitelist}"),
    "a key of the front matter": ("en/a.md", "---\nwhitelist: a\n---\n"),
    "a word of the other language": ("ja/a.md", "whitelist master node"),
    "a page that may use it": ("en/old.md", "a master node"),
    "a domain": ("en/a.md", "registry.k8s.io and K8s.example"),
    "a part of an identifier": ("en/a.md", "my-whitelist whitelist-x"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_word_is_found(name: str, tmp_path: Path) -> None:
    path, text, expected = WRONG[name]
    assert found(tmp_path, path, f"{text}\n") == expected


@pytest.mark.parametrize("name", FINE)
def test_what_is_no_prose_draws_nothing(name: str, tmp_path: Path) -> None:
    path, text = FINE[name]
    assert found(tmp_path, path, f"{text}\n") == []


def test_a_site_without_a_term_file_draws_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, {"ja/a.md": "サーバ\n"}) == []


def test_the_file_the_settings_name_is_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"ja/a.md": "サーバ\n", "words.yaml": TERMS}
    assert len(drawn(tmp_path, RULE, files, Settings(map=None, terms="words.yaml"))) == 1


def test_the_term_file_of_the_project_is_understood_and_its_pages_follow_it() -> None:
    from kakehashi.engine import check_site

    docs = Path(__file__).parents[3] / "docs"
    report = check_site(docs, settings=Settings(terms="terms/terms.yaml"), shown="")
    assert [one for one in report.findings if one.rule.startswith("terms/")] == []
