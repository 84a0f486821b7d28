"""A lab requires only labs that exist, in the same language, and never itself in a circle.

The reader follows the chain of prerequisites to its first page; a name that leads nowhere ends the way there.
"""

import difflib
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.lab.declaration import Declaration, read_declaration
from kakehashi.pages.site import LANGUAGES, Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import lab, meant

JA = """ラボが前提にするのは、同じ言語にあるラボだけです。循環してはいけません。

読者は前提を最初のページまでたどります。行き先のない名前があると、そこで道が途切れます。
"""
_FIRST = lab("kubectl get nodes")


def _second(name: str) -> str:
    return lab("kubectl get nodes", front=f"platform: kind, tools: [kubectl], requires: [{name}]")


GOOD = {
    f"{one}/{name}": text
    for one in LANGUAGES
    for name, text in (("lab-01.md", _FIRST), ("lab-02.md", _second("lab-01")))
}
BAD = {
    f"{one}/{name}": text
    for one in LANGUAGES
    for name, text in (("lab-01.md", _FIRST), ("lab-02.md", _second("lab-1")))
}


def _circle(name: str, labs: dict[str, Declaration]) -> bool:
    """Whether the requirements of a lab lead back to it."""
    seen: set[str] = set()
    queue = [str(one) for one in labs[name].requires]
    while queue:
        one = queue.pop()
        if one == name:
            return True
        if one in labs and one not in seen:
            seen.add(one)
            queue += [str(other) for other in labs[one].requires]
    return False


def _labs(site: Site) -> dict[str, dict[str, Declaration]]:
    """The labs of a site: by folder, then by name."""
    found: dict[str, dict[str, Declaration]] = {}
    for path, source in site.sources.items():
        if path in site.pages and "\nlab:" in source.text[:2000]:
            declaration, _ = read_declaration(site.pages[path])
            if declaration is not None:
                folder, _, name = path.rpartition("/")
                found.setdefault(folder, {})[name.removesuffix(".md")] = declaration
    return found


@site_rule()
def check(site: Site, _: Settings) -> Iterator[Complaint]:
    for folder, labs in _labs(site).items():
        others = [one.stem for one in (site.root / folder).glob("*.md")]
        for name, declaration in labs.items():
            if f"{folder}/{name}.md".lstrip("/") not in site.wanted or others == [name]:
                continue
            for one in declaration.requires:
                if one.place is None:
                    continue
                if one == name or (one in labs and _circle(name, labs)):
                    words = Words(f"`{one}` requires this lab in turn", f"`{one}` もこのラボを前提にしています")
                    yield Complaint(one.place.span, words, path=one.place.path)
                elif one not in others and one not in labs:
                    near = difflib.get_close_matches(one, others, 1)
                    words = Words(f"there is no lab `{one}`", f"`{one}` というラボはありません")
                    yield Complaint(one.place.span, words, meant(near[0] if near else ""), path=one.place.path)
