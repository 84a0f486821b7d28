"""Paths of the built site and their languages."""

from __future__ import annotations

import pytest

from kakehashi.built.language import SiteLanguage, address_of, language_of, twin_of

JA, EN, ENGINEERING = SiteLanguage("ja", ""), SiteLanguage("en", "en/"), SiteLanguage("x-engineering", "engineering/")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("index.html", "ja"),
        ("en/index.html", "en"),
        ("energy/index.html", "ja"),
        ("engineering/a.html", "x-engineering"),
    ],
)
def test_the_longest_folder_decides(path: str, code: str) -> None:
    assert language_of(path, [JA, EN, ENGINEERING]).code == code


def test_a_path_in_no_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="no language"):
        language_of("fr/index.html", [EN])


def test_twins_swap_folders_only() -> None:
    assert twin_of("concepts/en/index.html", [JA, EN], EN) == "en/concepts/en/index.html"
    assert twin_of("en/concepts/en/index.html", [JA, EN], JA) == "concepts/en/index.html"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "https://example.org/docs/"),
        ("a/index.html", "https://example.org/docs/a/"),
        ("a/my-index.html", "https://example.org/docs/a/my-index.html"),
        ("404.html", "https://example.org/docs/404.html"),
    ],
)
def test_an_index_is_served_as_its_folder(path: str, address: str) -> None:
    assert address_of(path, "https://example.org/docs/") == address
    assert address_of(path, "https://example.org/docs") == address
