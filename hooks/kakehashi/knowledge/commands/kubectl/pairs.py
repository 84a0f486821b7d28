"""Commands that take KEY=VALUE words: label, annotate, taint and `kubectl set …`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.selectors import is_label_value, is_qualified_name, label_fault
from kakehashi.knowledge.commands.values import is_quantity

from .arguments import check_file_flags, check_objects, check_types, resolve
from .case import Case
from .resources import table

Rule = Callable[[Case], Iterator[Problem]]

_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
_TEMPLATED = (
    "deployments",
    "daemonsets",
    "statefulsets",
    "replicasets",
    "replicationcontrollers",
    "jobs",
    "cronjobs",
    "pods",
    "podtemplates",
)
_LOCAL_DRY = (
    "`--local` works only with `--dry-run=client`",
    "`--local` と一緒に使えるのは `--dry-run=client` です",
)


def _is_pair(text: str) -> bool:
    return ("=" in text and not text.startswith("=")) or (text.endswith("-") and text != "-")


def _split(
    case: Case, is_pair: Callable[[str], bool], what: tuple[str, str]
) -> tuple[list[int], list[int], list[Problem]]:
    """The arguments before and from the first KEY=VALUE; an argument of the first kind after that is a problem."""
    first, pairs = list[int](), list[int]()
    problems = list[Problem]()
    for index in case.args:
        if is_pair(case.text(index)) or (pairs and not case.known(index)):
            pairs.append(index)
        elif not pairs:
            first.append(index)
        elif not case.unsure:
            en = f"Objects must be named before the {what[0]}: `{case.text(index)}` is neither KEY=VALUE nor KEY-"
            ja = f"対象は{what[1]}より前に書きます。`{case.text(index)}` は KEY=VALUE でも KEY- でもありません"
            problems.append(case.problem(index, "key-value", en, ja))
    return first, pairs, problems


def _labels(case: Case, pairs: list[int], check_value: bool) -> Iterator[Problem]:
    added, removed = set[str](), set[str]()
    for index in pairs:
        if not case.known(index):
            continue
        text = case.text(index)
        key, equals, value = text.partition("=")
        if not equals:
            key = text.removesuffix("-")
            removed.add(key)
        else:
            added.add(key)
        if equals and not is_qualified_name(key):
            en, ja = f"`{key}` is not a valid key", f"`{key}` はキーとして使えません"
            yield case.problem(index, "key-value", en, ja, end=len(key))
        elif equals and check_value and not is_label_value(value):
            en, ja = f"`{value}` is not a valid label value", f"`{value}` はラベルの値として使えません"
            yield case.problem(index, "key-value", en, ja, start=len(key) + 1)
        elif key in added and key in removed:
            en, ja = f"`{key}` is both set and removed", f"`{key}` を設定と削除の両方に指定しています"
            yield case.problem(index, "key-value", en, ja)


def label(case: Case) -> Iterator[Problem]:
    """`kubectl label` and `kubectl annotate`."""
    labels = case.name == "label"
    what = ("labels", "ラベル") if labels else ("annotations", "アノテーション")
    objects, pairs, problems = _split(case, _is_pair, what)
    yield from problems
    yield from case.together(("list", "output"), ("all", "selector"), ("all", "field-selector"))
    if case.on("local") and case.value("dry-run") == "server":
        yield case.problem(case.at("local"), "conflicting-flags", *_LOCAL_DRY)
    if not case.on("local") or objects:
        yield from check_objects(case, objects)
    if case.on("local") and not case.from_files:
        yield from case.requires("local", "filename", "kustomize")
    if not pairs and not case.on("list") and (objects or case.from_files) and not problems:
        if len(objects) > 1 and not case.unsure and ":" in case.text(objects[-1]):
            better = case.text(objects[-1]).replace(":", "=", 1)
            en, ja = "This is a name, not KEY=VALUE", "これは KEY=VALUE ではなく名前と解釈されます"
            yield case.problem(
                objects[-1], "key-value", en, ja, (f"Write `{better}`", f"`{better}` と書きます"), better
            )
        else:
            yield from case.missing("KEY=VALUE or KEY-", " KEY=VALUE か KEY- ")
    yield from _labels(case, pairs, labels)
    yield from check_file_flags(case)


def taint(case: Case) -> Iterator[Problem]:
    """`kubectl taint node NAME KEY=VALUE:EFFECT`."""
    objects, pairs, problems = _split(
        case, lambda text: "=" in text or ":" in text or text.endswith("-"), ("taints", "taint")
    )
    yield from problems
    if not objects and not case.unsure:
        yield from case.missing("`node NAME`", " `node NAME` ")
    elif objects:
        kind = resolve(case, objects[0])
        if "/" in case.text(objects[0]) and case.known(objects[0]):
            better = case.text(objects[0]).replace("/", " ")
            en, ja = "`kubectl taint` does not take TYPE/NAME", "`kubectl taint` では TYPE/NAME を使えません"
            yield case.problem(objects[0], "resource-name", en, ja, (f"Write `{better}`", f"`{better}` と書きます"))
        elif case.known(objects[0]):
            yield from check_types(case, objects[0])
        if kind is not None and kind.plural != "nodes":
            en, ja = "Only nodes can be tainted", "taint を付けられるのは Node だけです"
            yield case.problem(objects[0], "resource-name", en, ja)
        elif len(objects) == 1 and "/" not in case.text(objects[0]) and not case.on("all") and not case.has("selector"):
            yield from case.missing("a node's name, `-l` or `--all`", "Node の名前か `-l` か `--all`")
    yield from case.together(("all", "selector"))
    if objects and not pairs and not problems:
        yield from case.missing("KEY=VALUE:EFFECT or KEY:EFFECT-", " KEY=VALUE:EFFECT か KEY:EFFECT- ")
    for index in pairs:
        yield from _taint(case, index)


def _taint(case: Case, index: int) -> Iterator[Problem]:
    text = case.text(index)
    if not case.known(index):
        return
    removes = text.endswith("-")
    pair, colon, effect = (text[:-1] if removes else text).partition(":")
    key, equals, value = pair.partition("=")
    if colon and effect not in _EFFECTS:
        listing = ", ".join(_EFFECTS)
        near = next((name for name in _EFFECTS if name.lower() == effect.lower()), None)
        yield case.problem(
            index,
            "key-value",
            f"`{effect}` is not an effect; there are: {listing}",
            f"`{effect}` という effect はありません。使えるのは {listing} です",
            (f"Did you mean `{near}`?", f"`{near}` ではありませんか") if near else None,
            near,
            start=len(pair) + 1,
            end=len(pair) + 1 + len(effect),
        )
    elif not colon and not removes:
        en, ja = (
            f"`{text}` lacks an effect: KEY=VALUE:EFFECT",
            f"`{text}` に effect がありません。KEY=VALUE:EFFECT と書きます",
        )
        yield case.problem(index, "key-value", en, ja)
    elif not is_qualified_name(key) or (equals and not is_label_value(value)):
        en, ja = f"`{pair}` is not a taint's KEY=VALUE", f"`{pair}` は taint の KEY=VALUE になりません"
        yield case.problem(index, "key-value", en, ja, end=len(pair))


def check_only(case: Case, args: list[int], allowed: tuple[str, ...]) -> Iterator[Problem]:
    """The problem of a built-in type that the command cannot change."""
    kind = resolve(case, args[0]) if args else None
    if kind is not None and kind.built_in and kind.plural not in allowed and "," not in case.text(args[0]):
        en = f"`kubectl {case.name}` cannot change `{kind.plural}`, only {', '.join(allowed)}"
        ja = f"`kubectl {case.name}` で `{kind.plural}` は変更できません。対象は {', '.join(allowed)} です"
        yield case.problem(args[0], "resource-name", en, ja, end=len(case.text(args[0]).partition("/")[0]))


def check_label_list(case: Case) -> Iterator[Problem]:
    """`--labels` of run and expose: key=value pairs with commas between."""
    given = case.parsed.by_name.get("labels")
    if given and given.known and given.value:
        for pair in given.value.split(","):
            if pair.count("=") != 1 or pair.startswith("="):
                yield bad_value("kubectl", given, "key=value, …", "key=value の並び")
                return


def _is_env(text: str) -> bool:
    return ("=" in text and not text.startswith("=")) or (text.endswith("-") and text != "-") or text == "-"


def set_env(case: Case) -> Iterator[Problem]:
    """`kubectl set env`."""
    objects, _, problems = _split(case, _is_env, ("variables", "環境変数"))
    yield from problems
    yield from case.together(("all", "selector"), ("list", "output"))
    if case.has("keys"):
        yield from case.requires("keys", "from")
    source = case.parsed.by_name.get("from")
    if source and source.known and source.value:
        kind, slash, name = source.value.partition("/")
        found = table().resolve(kind)
        if not slash or not name or found is None or found.plural not in ("configmaps", "secrets"):
            yield bad_value("kubectl", source, "configmap/NAME or secret/NAME", "configmap/名前 か secret/名前")
    yield from check_objects(case, objects)
    yield from check_only(case, objects, _TEMPLATED)
    yield from check_local(case)


def set_image(case: Case) -> Iterator[Problem]:
    """`kubectl set image`."""
    objects, pairs, problems = _split(case, lambda text: "=" in text, ("images", "イメージ"))
    yield from problems
    yield from case.together(("all", "selector"))
    yield from check_objects(case, objects)
    yield from check_only(case, objects, _TEMPLATED)
    if not pairs and (objects or case.from_files) and not problems:
        yield from case.missing("CONTAINER=IMAGE", " CONTAINER=IMAGE ")
    for index in pairs:
        name, _, image = case.text(index).partition("=")
        if case.known(index) and (not name or not image):
            en, ja = (
                f"`{case.text(index)}` is not CONTAINER=IMAGE",
                f"`{case.text(index)}` は CONTAINER=IMAGE になりません",
            )
            yield case.problem(index, "key-value", en, ja)
    yield from check_local(case)


def set_resources(case: Case) -> Iterator[Problem]:
    """`kubectl set resources`."""
    yield from case.together(("all", "selector"))
    yield from check_objects(case, case.args)
    yield from check_only(case, case.args, _TEMPLATED)
    yield from case.one_of("limits", "requests")
    for flag in ("limits", "requests"):
        given = case.parsed.by_name.get(flag)
        if given and given.known and given.value:
            for pair in given.value.split(","):
                name, equals, amount = pair.partition("=")
                if not name or not equals or not (is_quantity(amount) or not amount):
                    yield bad_value("kubectl", given, "resource=quantity, …", "resource=数量 の並び")
                    break
    yield from check_local(case)


def set_last_argument(case: Case) -> Iterator[Problem]:
    """`kubectl set serviceaccount` and `set selector`: objects first, then one word."""
    args = case.args
    if case.from_files:
        if len(args) > 1:
            yield from case.surplus(args[1])
        if not args:
            yield from case.missing("a value", "値")
    elif not args:
        yield from case.missing("objects and a value", "対象と値")
    else:
        yield from check_objects(case, args[:-1])
        if case.name == "set selector" and case.known(args[-1]) and (fault := label_fault(case.text(args[-1]))):
            en, ja = f"This is not a label selector: {fault.en}", f"ラベルセレクターになりません。{fault.ja}"
            yield case.problem(args[-1], "selector", en, ja, start=fault.start, end=fault.end)
        yield from check_only(case, args[:-1], _TEMPLATED if case.name == "set serviceaccount" else ("services",))
    yield from check_local(case)


def set_subject(case: Case) -> Iterator[Problem]:
    """`kubectl set subject`."""
    yield from case.together(("all", "selector"))
    yield from check_objects(case, case.args)
    yield from check_only(case, case.args, ("rolebindings", "clusterrolebindings"))
    yield from case.one_of("user", "group", "serviceaccount")
    yield from check_local(case)


def check_local(case: Case) -> Iterator[Problem]:
    if case.on("local") and case.value("dry-run") == "server":
        yield case.problem(case.at("local"), "conflicting-flags", *_LOCAL_DRY)
    yield from check_file_flags(case)


RULES: Mapping[str, Rule] = {
    "label": label,
    "annotate": label,
    "taint": taint,
    "set env": set_env,
    "set image": set_image,
    "set resources": set_resources,
    "set selector": set_last_argument,
    "set serviceaccount": set_last_argument,
    "set subject": set_subject,
}
