"""How kubectl reads the arguments that name objects: TYPE, TYPE NAME, TYPE/NAME, comma lists, files and selectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kakehashi.knowledge.commands.model import Problem

from .case import Case
from .resources import CATEGORIES, GONE, ResourceType, looks_custom, table


def check_type(case: Case, index: int, text: str, start: int = 0) -> Iterator[Problem]:
    """A type name inside a word: unknown, gone or deprecated. text: the name; start: where it stands in the word."""
    end = start + len(text)
    if text in CATEGORIES or not text:
        return
    found = table().resolve(text)
    plain = text.lower().partition(".")[0]
    gone = GONE.get(found.plural) if found and found.built_in else GONE.get(plain) if not found else None
    if gone:
        removed = gone.removed
        en = (
            f"`{text}` was removed in Kubernetes {gone.since}"
            if removed
            else f"`{text}` is deprecated since Kubernetes {gone.since}"
        )
        ja = (
            f"`{text}` は Kubernetes {gone.since} で削除されました"
            if removed
            else f"`{text}` は Kubernetes {gone.since} から非推奨です"
        )
        rule, severity = ("removed-resource", "error") if removed else ("deprecated-resource", "warning")
        yield case.problem(
            index,
            rule,
            en,
            ja,
            (gone.en, gone.ja),
            severity="error" if severity == "error" else "warning",
            start=start,
            end=end,
        )
        return
    if found is not None or looks_custom(text):
        return
    if plain == text.lower() and text != plain and plain in table().by_name:
        near: str | None = plain
    else:
        near = table().near(text)
    suggestion = (
        (f"Did you mean `{near}`?", f"`{near}` ではありませんか")
        if near
        else ("Write a custom type in full: `PLURAL.GROUP`", "カスタムリソースなら `複数形.グループ` の形で書きます")
    )
    en, ja = f"There is no resource type `{text}`", f"`{text}` というリソースの種類はありません"
    yield case.problem(index, "unknown-resource", en, ja, suggestion, near, start=start, end=end)


def check_types(case: Case, index: int, text: str | None = None, start: int = 0) -> Iterator[Problem]:
    """A comma list of type names in a word (or the part of it given)."""
    word = case.words[index]
    whole = word.text if text is None else text
    at = start
    for part in whole.split(","):
        literal = not word.dynamic or at + len(part) <= len(word.literal)
        if literal and not part:
            en, ja = "A comma here has no type name beside it", "カンマの隣に種類の名前がありません"
            yield case.problem(index, "resource-name", en, ja, start=max(0, at - 1), end=min(at or 1, len(word.text)))
        elif literal:
            yield from check_type(case, index, part, at)
        at += len(part) + 1


def resolve(case: Case, index: int) -> ResourceType | None:
    """The type that a word names alone or before its slash; None when unknown."""
    word = case.words[index]
    head = word.text.partition("/")[0]
    return table().resolve(head) if len(head) <= len(word.literal) else None


def check_slash(case: Case, index: int) -> Iterator[Problem]:
    """A TYPE/NAME word: one slash, both halves present, one known type."""
    word = case.words[index]
    kind, _, name = word.text.partition("/")
    if len(kind) >= len(word.literal) and word.dynamic:
        return
    if not word.dynamic and ("/" in name or not kind or not name):
        en = f"`{word.text}` is not TYPE/NAME: it takes one type, one slash and one name"
        ja = f"`{word.text}` は TYPE/NAME になりません。種類と名前を 1 つのスラッシュでつなぎます"
        yield case.problem(index, "resource-name", en, ja)
        return
    if "," in kind:
        en, ja = "TYPE/NAME takes a single type", "TYPE/NAME には種類を 1 つだけ書きます"
        yield case.problem(index, "resource-name", en, ja, end=len(kind))
        return
    yield from check_type(case, index, kind)


def _mixed(case: Case, args: Sequence[int]) -> Iterator[Problem]:
    slashed = [index for index in args if "/" in case.text(index)]
    plain = [index for index in args if "/" not in case.text(index) and case.known(index)]
    if not slashed or not plain:
        return
    odd = plain[0]
    if odd < slashed[0] and len(plain) > 1:
        better = f"{case.text(odd)}/{case.text(plain[1])}"
        suggestion = (f"Write `{better}`", f"`{better}` と書きます")
    elif odd < slashed[0]:
        suggestion = (f"Leave out `{case.text(odd)}`", f"`{case.text(odd)}` を省きます")
    else:
        better = f"{case.text(slashed[0]).partition('/')[0]}/{case.text(odd)}"
        suggestion = (f"Write `{better}`", f"`{better}` と書きます")
    en = "TYPE/NAME cannot be mixed with separate types or names"
    ja = "TYPE/NAME は、離して書いた種類や名前と混ぜられません"
    yield case.problem(odd, "resource-name", en, ja, suggestion)


def check_file_flags(case: Case) -> Iterator[Problem]:
    """-f, -k and -R against each other and against stdin."""
    if case.has("filename") and case.has("kustomize"):
        yield from case.together(("filename", "kustomize"))
    if case.has("kustomize") and case.on("recursive"):
        yield from case.together(("kustomize", "recursive"))
    if not case.context.reads_stdin:
        for given in case.parsed.all("filename"):
            if given.known and given.value == "-" and given.flag.repeated:
                en = "`-f -` reads the standard input, and nothing is piped or redirected into this command"
                ja = "`-f -` は標準入力を読みますが、このコマンドには何も渡されていません"
                yield case.problem(given.index, "stdin", en, ja)


def check_objects(
    case: Case,
    args: Sequence[int],
    *,
    names: str = "required",
    single: bool = False,
) -> Iterator[Problem]:
    """The arguments that name objects, as kubectl's resource builder takes them.

    names: "required" (a name, a selector, --all or a file), "optional" (a type alone is enough). single: one type only.
    """
    # `expose --selector` is the new Service's, not a filter.
    filtered = case.has("selector") and case.name != "expose"
    selected = filtered or case.has("field-selector")
    everything = case.active("all")
    if case.from_files:
        if args and not case.unsure:
            en, ja = (
                "Objects come from `-f` or `-k`: no type or name may follow",
                "`-f` か `-k` を使うときは、種類や名前を書けません",
            )
            yield case.problem(args[0], "extra-argument", en, ja)
        return
    if not args:
        yield from case.missing(
            "a resource type, TYPE/NAME, or `-f FILE`", "リソースの種類、TYPE/NAME、`-f FILE` のいずれか"
        )
        return
    slashed = [index for index in args if "/" in case.text(index)]
    if slashed:
        yield from _mixed(case, args)
        for index in slashed:
            yield from check_slash(case, index)
        if filtered or (everything and case.name != "scale"):
            flag = "selector" if filtered else "all"
            en, ja = f"`--{flag}` cannot be used with TYPE/NAME", f"`--{flag}` は TYPE/NAME と一緒に使えません"
            yield case.problem(case.at(flag), "conflicting-flags", en, ja)
        yield from _across_namespaces(case, slashed)
        return
    yield from check_types(case, args[0])
    first, named = case.words[args[0]], args[1:]
    several = "," in first.text or first.text in CATEGORIES
    if several and single and not case.unsure:
        en, ja = "Only one resource type can be given here", "ここに書けるリソースの種類は 1 つだけです"
        yield case.problem(args[0], "resource-name", en, ja)
    elif first.text in CATEGORIES and named and not case.unsure:
        en, ja = (
            f"`{first.text}` stands for many types: no name may follow",
            f"`{first.text}` は複数の種類を表すため、名前を続けられません",
        )
        yield case.problem(named[0], "resource-name", en, ja)
    if named and not case.unsure:
        if filtered or (everything and case.name != "scale") or (case.has("field-selector") and names != "optional"):
            flag = "selector" if filtered else "all" if everything else "field-selector"
            en, ja = f"A name cannot be given with `--{flag}`", f"`--{flag}` と名前は一緒に使えません"
            yield case.problem(named[0], "conflicting-flags", en, ja)
        yield from _across_namespaces(case, [args[0], *named])
    elif (
        not named
        and names == "required"
        and not selected
        and not everything
        and not case.unsure
        and case.known(args[0])
    ):
        en = f"`{first.text}` needs a name, a selector (`-l`) or TYPE/NAME"
        ja = f"`{first.text}` に対する名前か、セレクター（`-l`）か、TYPE/NAME が必要です"
        yield case.problem(args[0], "missing-argument", en, ja)


def _across_namespaces(case: Case, args: Sequence[int]) -> Iterator[Problem]:
    kind = resolve(case, args[0])
    if case.on("all-namespaces") and not case.unsure and (kind is None or kind.namespaced):
        en = "An object cannot be named across all namespaces: use `-n` instead of `--all-namespaces`"
        ja = "名前を指定するときは全 Namespace を対象にできません。`--all-namespaces` ではなく `-n` を使います"
        yield case.problem(case.at("all-namespaces"), "conflicting-flags", en, ja)


def check_pod_name(case: Case, index: int) -> Iterator[Problem]:
    """An argument that is a Pod's name, or TYPE/NAME."""
    if "/" in case.text(index):
        yield from check_slash(case, index)
