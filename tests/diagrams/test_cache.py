from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.diagrams.cache import DrawingCache


def test_what_is_put_comes_back_unchanged(tmp_path: Path) -> None:
    cache = DrawingCache(tmp_path / "a" / "b")
    assert cache.get("key") is None
    cache.put("key", "<svg>\n図</svg>")
    assert cache.get("key") == "<svg>\n図</svg>"
    assert DrawingCache(tmp_path / "a" / "b").get("key") == "<svg>\n図</svg>"
    assert len(list((tmp_path / "a" / "b").iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\xfe\n<svg/>", b"0" * 64 + b"\n<svg/>"])
def test_a_damaged_entry_is_no_entry(tmp_path: Path, damage: bytes) -> None:
    cache = DrawingCache(tmp_path)
    cache.put("key", "<svg/>")
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage)
    assert cache.get("key") is None
    cache.put("key", "<svg/>")
    assert cache.get("key") == "<svg/>"


def test_a_cut_entry_is_no_entry(tmp_path: Path) -> None:
    cache = DrawingCache(tmp_path)
    cache.put("key", "<svg>abc</svg>")
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-3])
    assert cache.get("key") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = DrawingCache(tmp_path / "file" / "cache")
    cache.put("key", "<svg/>")
    assert cache.get("key") is None
