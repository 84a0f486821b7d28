"""Making a page in both languages, or the missing one of two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kakehashi.finding import Words
from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import LANGUAGES
from kakehashi.pages.source import read

_HEADINGS = (
    ("in-ecs", "ECS での知識", "What you know from ECS"),
    ("what-stays-the-same", "同じ点", "What stays the same"),
    ("what-differs", "違う点", "What differs"),
    ("traps", "落とし穴", "Traps"),
    ("on-eks", "EKS で変わること", "What EKS changes"),
    ("sources", "出典", "Sources"),
)
_DESCRIPTION = {"ja": "このページの内容を 1 文で説明します。", "en": "Say in one sentence what this page explains."}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PairExistsError(Exception):
    """The pair cannot be made; the text says why.

    Args:
        words: The reason.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class MadePair:
    """What was made.

    Args:
        key: The path both share.
        files: The files that were written.
    """

    key: str
    files: tuple[Path, ...]


def make_pair(docs: Path, page: str, titles: Mapping[str, str | None]) -> MadePair:
    """Write the pages of a pair that are not there yet.

    Args:
        docs: The documentation folder.
        page: The path both share, with or without ``.md``.
        titles: The title by language; None makes one from the name of the file.

    Returns:
        What was written. Where one page exists, its twin gets the same front matter, headings and ids.

    Raises:
        PairExistsError: Both pages exist, or the path is not one a page can have.
        OSError: A file cannot be written.
    """
    key = PurePosixPath(page.replace("\\", "/"))
    parts = key.parts[1:] if key.parts and key.parts[0] in LANGUAGES else key.parts
    key = PurePosixPath(*parts).with_suffix("") if parts and parts != (".",) else PurePosixPath()
    if not key.parts or not all(_NAME.fullmatch(part) for part in key.parts):
        raise PairExistsError(
            Words(
                f"{page}: write lower-case words joined by hyphens, for example concepts/pod-lifecycle",
                f"{page}: 小文字の単語をハイフンでつないでください（例: concepts/pod-lifecycle）",
            )
        )
    files = {language: docs / language / f"{key}.md" for language in LANGUAGES}
    missing = [language for language in LANGUAGES if not files[language].exists()]
    if not missing:
        raise PairExistsError(Words(f"{key}.md exists in both languages", f"{key}.md は両方の言語にもうあります"))
    there = next((files[language] for language in LANGUAGES if language not in missing), None)
    twin = scan(read(there, there.as_posix())) if there is not None else None
    made = []
    for language in missing:
        title = titles.get(language) or key.name.replace("-", " ").capitalize()
        text = _like(twin, language, titles.get(language)) if twin is not None else _fresh(key.name, language, title)
        files[language].parent.mkdir(parents=True, exist_ok=True)
        with files[language].open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        made.append(files[language])
    return MadePair(f"{key}.md", tuple(made))


def _front(title: str, language: str) -> str:
    return f"---\ntitle: {_plain(title)}\ndescription: {_DESCRIPTION[language]}\n---\n"


def _plain(text: str) -> str:
    """A title as YAML: quoted where it could be read as something else."""
    one_line = " ".join(text.split())
    if re.match(r"[A-Za-z0-9぀-ヿ一-鿿]", one_line) and not re.search(r": |\s#|:$", one_line):
        return (
            one_line if not re.fullmatch(r"[\d.]+|true|false|yes|no|null", one_line, re.IGNORECASE) else f'"{one_line}"'
        )
    return '"' + one_line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fresh(name: str, language: str, title: str) -> str:
    headings = "".join(
        f"\n## {japanese if language == 'ja' else english} {{#{identifier}}}\n"
        for identifier, japanese, english in _HEADINGS
    )
    return f"{_front(title, language)}\n# {' '.join(title.split())} {{#{name}}}\n{headings}"


def _like(twin: Page, language: str, title: str | None) -> str:
    """A page with the front matter, headings and ids of its twin; what is to be translated stands as it is there."""
    front = "".join(
        f"title: {_plain(title)}\n" if title and line.text.startswith("title:") else f"{line.text}\n"
        for line in twin.front_matter
    )
    lines = []
    for number, heading in enumerate(twin.headings):
        text = " ".join(title.split()) if title and number == 0 else heading.text
        lines.append(f"{'#' * heading.level} {text}{f' {{#{heading.id}}}' if heading.id else ''}\n")
    start = f"---\n{front}---\n\n" if front else ""
    return start + "\n".join(lines)
