"""A ZIP archive from an untrusted build: checked as a whole, then unpacked as plain files.

Nothing is taken from the archive but names and contents: no links, devices, modes, owners or times.
Source of the format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kakehashi.finding import Words

_END = b"PK\x05\x06"
_END_SIZE = 22
_ZIP64_LOCATOR, _ZIP64_LOCATOR_SIZE = b"PK\x06\x07", 20
_LONGEST_COMMENT = 0xFFFF
_ENTRY_SIZE = 46
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_FORBIDDEN = frozenset('\\:*?"<>|')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that an archive may hold.

    Args:
        archive: Size of the archive in bytes.
        files: Number of entries.
        file: Size of one unpacked file in bytes.
        total: Size of all unpacked files in bytes.
        path: Length of a name in bytes of UTF-8.
        depth: Number of folders a file may lie in.
    """

    archive: int = 100 << 20
    files: int = 20_000
    file: int = 20 << 20
    total: int = 200 << 20
    path: int = 240
    depth: int = 16


LIMITS = Limits()


class RefusedError(Exception):
    """Something handed over is not what it may be.

    Args:
        words: What is wrong with it.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def _refuse(en: str, ja: str) -> RefusedError:
    return RefusedError(Words(en, ja))


def path_problem(name: str, limits: Limits = LIMITS) -> Words | None:
    """Return why a name cannot be a file's place in a site, or None where it can.

    Args:
        name: A relative path with forward slashes.
        limits: The most it may be.
    """
    parts = name.split("/")
    if not name or name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return Words("it leaves its folder or is not normal", "フォルダの外を指すか、正規の形でない")
    if any(part.startswith(".") for part in parts):
        return Words("hidden files are not published", "隠しファイルは公開しない")
    if any(part[-1] in ". " or part[0] in "- ~" for part in parts):
        return Words(
            "it begins or ends with a character that tools misread", "先頭か末尾が、道具の読み違える文字である"
        )
    if any(char in _FORBIDDEN or unicodedata.category(char) in _INVISIBLE for char in name):
        return Words("it has characters that no file of the site has", "サイトのファイルにない文字を含む")
    if len(name.encode("utf-8", "surrogatepass")) > limits.path or len(parts) - 1 > limits.depth:
        return Words("it is too long or too deep", "長すぎるか、深すぎる")
    return None


def unpack(archive: Path, into: Path, tops: Sequence[str], limits: Limits = LIMITS) -> list[str]:
    """Unpack an archive whose every entry passes; of one that does not, nothing is written.

    Args:
        archive: The ZIP file.
        into: A new or empty folder.
        tops: What may stand at the top: folders end in a slash, files do not.
        limits: The most it may hold.

    Returns:
        The names of the files, sorted.

    Raises:
        RefusedError: The archive is not one of plain files within the limits, or damaged.
    """
    _check_end(archive, limits)
    try:
        with zipfile.ZipFile(archive) as opened:
            files = _checked(opened.infolist(), tops, limits)
            left = limits.total
            for info in files:
                target = into.joinpath(*info.filename.split("/"))
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(opened, info, target, min(left, limits.file))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise _refuse(f"the archive is damaged: {type(error).__name__}", "アーカイブが壊れている") from error
    return sorted(info.filename for info in files)


def _check_end(archive: Path, limits: Limits) -> None:
    """Look at the size of the directory before a library reads it into memory."""
    size = archive.stat().st_size
    if size > limits.archive:
        raise _refuse(f"the archive has {size} bytes, more than {limits.archive}", "アーカイブが大きすぎる")
    with archive.open("rb") as file:
        file.seek(max(0, size - _END_SIZE - _ZIP64_LOCATOR_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    at = len(tail) - _END_SIZE
    if not (at >= 0 and tail[at:].startswith(_END) and tail.endswith(b"\0\0")):
        raise _refuse("it is not a ZIP archive, or one with a comment", "ZIP でないか、コメントの付いた ZIP である")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if tail[max(0, at - _ZIP64_LOCATOR_SIZE) :].startswith(_ZIP64_LOCATOR):
        raise _refuse("it is a ZIP64 archive, larger than a site may be", "ZIP64 であり、サイトには大きすぎる")
    if entries > limits.files or directory > limits.files * (_ENTRY_SIZE + 2 * limits.path):
        raise _refuse(f"it has more than {limits.files} entries", f"{limits.files} 個より多くのファイルを含む")


def _checked(infos: Sequence[zipfile.ZipInfo], tops: Sequence[str], limits: Limits) -> list[zipfile.ZipInfo]:
    if len(infos) > limits.files:
        raise _refuse(f"it has more than {limits.files} entries", f"{limits.files} 個より多くのファイルを含む")
    files: list[zipfile.ZipInfo] = []
    seen: set[str] = set()
    folders: set[str] = set()
    total = 0
    for info in infos:
        # The name as it stands in the archive: the library cuts `filename` at a zero byte.
        name = info.orig_filename
        shown = ascii(name[:80])
        mode = info.external_attr >> 16
        kind = stat.S_IFMT(mode)
        plain = name.removesuffix("/")
        problem = path_problem(plain, limits)
        if problem is not None:
            raise _refuse(f"{shown}: {problem.en}", f"{shown}: {problem.ja}")
        if kind not in (0, stat.S_IFDIR if name.endswith("/") else stat.S_IFREG):
            raise _refuse(f"{shown} is neither a file nor a folder", f"{shown} はファイルでもフォルダでもない")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refuse(f"{shown} is packed in an unusual way", f"{shown} は通常でない方法で格納されている")
        if not any(name.startswith(top) if top.endswith("/") else name == top for top in tops):
            raise _refuse(f"{shown} does not belong to the artifact", f"{shown} は成果物に属さない")
        # Systems that fold case or composition would let one entry overwrite another.
        folded = unicodedata.normalize("NFKC", plain).casefold()
        if folded in seen and not name.endswith("/"):
            raise _refuse(f"{shown} is there twice", f"{shown} が二つある")
        seen.add(folded)
        parts = folded.split("/")
        folders.update("/".join(parts[:number]) for number in range(1, len(parts)))
        if name.endswith("/"):
            folders.add(folded)
            continue
        total += info.file_size
        if info.file_size > limits.file or total > limits.total:
            raise _refuse(f"{shown} makes the site too large", f"{shown} でサイトが大きくなりすぎる")
        files.append(info)
    for info in files:
        if unicodedata.normalize("NFKC", info.orig_filename).casefold() in folders:
            shown = ascii(info.orig_filename[:80])
            raise _refuse(f"{shown} is a file and a folder", f"{shown} がファイルでもフォルダでもある")
    return files


def _write(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Write one file and return its size; what it says of its size is not believed."""
    written = 0
    with opened.open(info) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise _refuse("a file is larger than it says", "名乗るより大きいファイルがある")
            out.write(chunk)
    return written
