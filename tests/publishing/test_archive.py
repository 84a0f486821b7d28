"""Hostile archives: each is refused as a whole, and nothing is written."""

from __future__ import annotations

import random
import stat
import struct
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from kakehashi.publishing.archive import LIMITS, Limits, RefusedError, path_problem, unpack
from tests.publishing.archives import GOOD, PAGE, entry, write

TOPS = ["site/", "findings.jsonl"]
SMALL = Limits(archive=1 << 20, files=20, file=1 << 16, total=1 << 17)


def refused(archive: Path, into: Path, limits: Limits = SMALL) -> str:
    with pytest.raises(RefusedError) as caught:
        unpack(archive, into, TOPS, limits)
    assert caught.value.words.ja
    assert not [path for path in into.rglob("*") if path.is_file()]
    return caught.value.words.en


def test_plain_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    files = {**GOOD, "site/図/日本語.html": PAGE, "site/a b/c+d.svg": b"\0\xff", "site/empty": b""}
    archive = write(tmp_path / "a.zip", files)
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(entry("site/run.sh", mode=0o4755), b"#!")
        opened.writestr(entry("site/folder/", stat.S_IFDIR, 0o755), b"")
    assert unpack(archive, tmp_path / "out", TOPS) == sorted([*files, "site/run.sh"])
    for name, content in files.items():
        assert (tmp_path / "out" / name).read_bytes() == content
    assert not (tmp_path / "out/site/run.sh").stat().st_mode & 0o7111


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "site/../../evil",
        "/etc/passwd",
        "site//a",
        "site/./a",
        "site/..",
        "site/a/../b",
        "site\\..\\..\\evil",
        "C:/evil",
        "site/C:evil",
        "site/.git/config",
        "site/.gitattributes",
        "site/.kept.json",
        "site/a.",
        "site/a ",
        "site/ a",
        "site/-rf",
        "site/~root",
        "site/a\nb",
        "site/a\tb",
        "site/a\x1b[2J",
        "site/a\x00b",
        "site/a\u202egnp.html",
        "site/a\u200b.html",
        "site/a\ud800.html",
        "site/a*",
        "site/a?",
        'site/a"b',
        "site/<b>",
        "site/" + "a" * 300,
        "site/" + "a/" * 60 + "a",
        "elsewhere/index.html",
        "findings.jsonl/x",
        "findings.json",
        "site",
    ],
)
def test_odd_names_are_refused(name: str, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("site/index.html", PAGE)
        try:
            opened.writestr(entry(name), b"x")
        except UnicodeEncodeError:
            # What no archive of this library can hold is asked of the check alone.
            assert path_problem(name) is not None
            return
    refused(archive, tmp_path / "out")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, 0o150000])
def test_links_devices_and_pipes_are_refused(kind: int, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("site/index.html", PAGE)
        opened.writestr(entry("site/link", kind, 0o777), b"/etc/passwd")
    assert "neither a file nor a folder" in refused(archive, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "kind"), [("site/a/", stat.S_IFREG), ("site/a", stat.S_IFDIR), ("site/a/", stat.S_IFLNK)]
)
def test_a_name_and_a_kind_that_disagree_are_refused(name: str, kind: int, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(entry(name, kind), b"")
    refused(archive, tmp_path / "out")


@pytest.mark.parametrize(
    "names",
    [
        ("site/a", "site/a"),
        ("site/a", "site/A"),
        ("site/\u00e9", "site/e\u0301"),
        ("site/a", "site/a/b"),
        ("site/a/b", "site/A"),
    ],
)
def test_a_file_that_would_take_the_place_of_another_is_refused(names: tuple[str, str], tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened, warnings.catch_warnings():
        # The library warns of a name that is there twice.
        warnings.simplefilter("ignore", UserWarning)
        for name in names:
            opened.writestr(entry(name), b"x")
    refused(archive, tmp_path / "out")


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    one = write(tmp_path / "one.zip", {"site/index.html": PAGE, "site/big": bytes(SMALL.file + 1)})
    assert "too large" in refused(one, tmp_path / "out1")
    many = write(tmp_path / "many.zip", {f"site/{number}": bytes(SMALL.file) for number in range(3)})
    assert "too large" in refused(many, tmp_path / "out2")
    crowd = write(tmp_path / "crowd.zip", {f"site/{number}": b"" for number in range(SMALL.files + 1)})
    assert "entries" in refused(crowd, tmp_path / "out3")
    fat = write(tmp_path / "fat.zip", {"site/a": random.Random(1).randbytes(SMALL.archive)}, zipfile.ZIP_STORED)
    assert "bytes" in refused(fat, tmp_path / "out4")


def test_a_size_that_is_a_lie_gains_nothing(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip", {"site/index.html": bytes(50_000_000)})
    data = bytearray(archive.read_bytes())
    at = data.index(b"PK\x01\x02")
    # The directory says ten bytes; the data behind it says fifty millions.
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    archive.write_bytes(data)
    started = time.monotonic()
    with pytest.raises(RefusedError):
        unpack(archive, tmp_path / "out", TOPS, SMALL)
    assert time.monotonic() - started < 5
    assert sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file()) <= SMALL.file


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(compression: int, tmp_path: Path) -> None:
    assert "unusual" in refused(write(tmp_path / "a.zip", GOOD, compression), tmp_path / "out")


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip", GOOD)
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    assert "unusual" in refused(archive, tmp_path / "out")


def test_a_directory_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip", GOOD)
    data = bytearray(archive.read_bytes())
    data[-10:-6] = struct.pack("<I", 1 << 30)
    archive.write_bytes(data)
    assert "entries" in refused(archive, tmp_path / "out")


def test_zip64_and_comments_are_refused(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.zip", GOOD)
    data = archive.read_bytes()
    locator = b"PK\x06\x07" + bytes(16)
    (tmp_path / "b.zip").write_bytes(data[:-22] + locator + data[-22:])
    assert "ZIP64" in refused(tmp_path / "b.zip", tmp_path / "out")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.comment = b"x"
    refused(archive, tmp_path / "out")
    with zipfile.ZipFile(archive, "a") as opened:
        # The comment is the end of another archive, an empty one: that is what every reader sees.
        opened.comment = b"PK\x05\x06" + bytes(18)
    assert unpack(archive, tmp_path / "out", TOPS) == []


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"x" * 1000, b"PK\x03\x04" * 500])
def test_what_is_no_archive_of_a_site_is_refused_or_empty(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    try:
        assert unpack(tmp_path / "a.zip", tmp_path / "out", TOPS, SMALL) == []
    except RefusedError:
        assert not (tmp_path / "out").exists()


def test_a_damaged_archive_never_does_more_than_be_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.zip", GOOD).read_bytes()
    dice = random.Random(7)
    for number in range(600):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.3:
            del data[dice.randrange(len(data)) :]
        path, out = tmp_path / "damaged.zip", tmp_path / f"out{number}"
        path.write_bytes(data)
        try:
            names = unpack(path, out, TOPS, SMALL)
        except RefusedError:
            continue
        assert all(path_problem(name) is None and (out / name).is_file() for name in names)


def test_the_limits_leave_room_for_the_site(built_site: Path) -> None:
    files = [path for path in built_site.rglob("*") if path.is_file()]
    assert len(files) * 5 < LIMITS.files
    assert sum(path.stat().st_size for path in files) * 4 < LIMITS.total
    for path in files:
        assert path_problem(f"site/{path.relative_to(built_site).as_posix()}") is None, path
