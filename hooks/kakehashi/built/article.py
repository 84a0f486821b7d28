"""The text of a built page's article, section by section, as a reader could look for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

# Atomic groups, and quotes that end before the next "<": a page full of unclosed tags costs no more than any other.
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>|(?P<text>[^<]++|<)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"[^<>]*>')
_ID = re.compile(r"(?:^|\s)id=\"([^\"]*)\"")
_CLASS = re.compile(r"(?:^|\s)class=\"([^\"]*)\"")
_HEADING = re.compile(r"h[1-6]")
_LEFT_OUT = re.compile(r"(?:^|\s)(?:data-search-exclude|popover|aria-hidden=\"true\")(?=[\s=]|$)")
# Where an annotation of a code block hangs; the annotation itself follows as a list.
_ANNOTATION = re.compile(r"(?:#|//|;|--)\s*\(\d+\)!?\s*$")

# What ends a line of text when it begins or ends; cells stand side by side instead.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "li", "main", "nav"}
    | {"ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
# In a list of terms, other names for the term; anywhere, the relation that a table adds to a name.
_TERM_PARTS = frozenset({"span", "code"})
_PART = re.compile(r"\bkh-(?:relation|row__added)\b")
# Never nested, so passed over in one step.
_WHOLE = frozenset({"script", "style", "svg"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Not text to read: programs, drawings, and controls with their choices.
_SILENT_TAGS = frozenset({"math", "template", "select", "form"}) | _WHOLE
_SILENT_CLASSES = frozenset(
    {"headerlink", "md-content__button", "kh-compared", "kh-foot", "kh-side", "kh-tag", "linenos", "footnote-backref"}
)

_LINE, _CELL = "\x1e", "\x1f"
_CONTROL = re.compile(r"[\x1e\x1f]")
_JAPANESE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_JAPANESE}])[ \t\r]*\n\s*(?=[{_JAPANESE}])")
# Left behind by what was silent.
_LOOSE = re.compile(r" (?=[、。，）」』]|, )")
_SPACES = re.compile(r"[^\S\x1e\x1f]+")
_BREAKS = re.compile(rf" ?(?:{_CELL} ?)*{_LINE}[ {_LINE}{_CELL}]*")
_CELL_BREAKS = re.compile(rf" ?{_CELL}[ {_CELL}]*")

ITEM_LEVEL = 7
"""The level of an item, below any heading's."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next, or one item of a list that can be linked to.

    Args:
        anchor: The fragment that leads to it; empty for the page's beginning.
        level: The heading's level from 1 to 6, or :data:`ITEM_LEVEL`.
        heading: Its heading, or an item's first block, its parts set apart by middle dots; empty for text before the
            first heading.
        text: Its text, one block a line, cells set apart by middle dots.
    """

    anchor: str
    level: int
    heading: str
    text: str


@dataclass(slots=True)
class _Draft:
    anchor: str
    level: int
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def done(self) -> Section:
        heading = _LOOSE.sub("", _clean(self.heading).replace("\n", " · "))
        return Section(self.anchor, self.level, heading, _clean(self.text))


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: its name, whether it is silent, and what went on outside it."""

    name: str
    silent: bool
    outside: _Draft | None


def sections(html: str) -> list[Section]:
    """Return the sections of the page's article in reading order; none when the page has no article.

    Left out are controls and elements marked ``data-search-exclude``, ``popover`` or ``aria-hidden``. An element with
    an id that is marked ``data-item`` is a section of its own, even within one that is left out: the mark keeps a list
    from being found as one, not its items.

    Args:
        html: The built page.
    """
    opening = _ARTICLE.search(html)
    if not opening:
        return []
    end = html.find("</article>", opening.end())
    return [draft.done() for draft in _Reader(html[opening.end() : end if end >= 0 else len(html)]).read()]


class _Reader:
    """Walks through the article once and notes down its sections."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._current = _Draft("", 1)
        self.drafts = [self._current]
        self._stack: list[_Open] = []
        # While a title is being read: how many elements are open around it.
        self._titled: int | None = None
        self._pre = 0

    def read(self) -> list[_Draft]:
        at, body = 0, self._body
        while at < len(body):
            if body.startswith("<!--", at):
                at = body.find("-->", at) + 3
                if at < 3:
                    break
                continue
            token = _TOKEN.match(body, at)
            if not token:
                break
            at = token.end()
            name = token["name"]
            if name is None:
                if not self._silent:
                    self._note(_plain(token["text"], self._pre > 0))
                continue
            name = name.lower()
            if name in _BLOCKS:
                self._note(_LINE)
            elif name in _CELLS:
                self._note(_CELL)
            if token["end"]:
                self._close(name)
            elif name in _WHOLE and (end := body.find(f"</{name}>", at)) >= 0:
                at = end + len(name) + 3
            elif name not in _VOID and not token["attributes"].endswith("/"):
                self._open(name, token["attributes"])
        return self.drafts

    @property
    def _silent(self) -> bool:
        return bool(self._stack) and self._stack[-1].silent

    def _note(self, text: str) -> None:
        (self._current.text if self._titled is None else self._current.heading).append(text)

    def _open(self, name: str, attributes: str) -> None:
        anchor = unescape(found[1]) if "id=" in attributes and (found := _ID.search(attributes)) else ""
        item = bool(anchor) and "data-item" in attributes
        silent = _is_silent(name, attributes, self._silent and not item)
        outside = None
        if not silent and item:
            outside = self._current
            self._begin(_Draft(anchor, ITEM_LEVEL), len(self._stack) + 1)
        elif not silent and anchor and _HEADING.fullmatch(name):
            self._begin(_Draft("" if name == "h1" else anchor, int(name[1])), len(self._stack))
        elif (name in _TERM_PARTS and self._stack and self._stack[-1].name == "dt") or _PART.search(attributes):
            self._note(_CELL)
        self._stack.append(_Open(name, silent, outside))
        self._pre += name == "pre"

    def _begin(self, draft: _Draft, titled: int) -> None:
        if draft.level == 1 and len(self.drafts) == 1 and not _clean(self._current.text):
            self.drafts.pop()
        self.drafts.append(draft)
        self._current = draft
        self._titled = titled

    def _close(self, name: str) -> None:
        if not any(one.name == name for one in self._stack):
            return
        while self._stack:
            closed = self._stack.pop()
            self._pre -= closed.name == "pre"
            if self._titled is not None and len(self._stack) <= self._titled:
                self._titled = None
            if closed.outside is not None:
                self._current = closed.outside
            if closed.name == name:
                return


def _is_silent(name: str, attributes: str, inherited: bool) -> bool:
    if inherited or name in _SILENT_TAGS or _LEFT_OUT.search(attributes):
        return True
    classes = _CLASS.search(attributes)
    return classes is not None and not _SILENT_CLASSES.isdisjoint(classes[1].split())


def _plain(text: str, in_pre: bool) -> str:
    plain = _CONTROL.sub(" ", unescape(text) if "&" in text else text)
    return _ANNOTATION.sub("", plain).replace("\n", _LINE) if in_pre else plain


def _clean(parts: list[str]) -> str:
    # A source line that ends in Japanese ends no word.
    text = _SPACES.sub(" ", _WRAPPED.sub("", "".join(parts)))
    text = _CELL_BREAKS.sub(" · ", _BREAKS.sub("\n", text.strip(f" {_LINE}{_CELL}")))
    return text.strip()
