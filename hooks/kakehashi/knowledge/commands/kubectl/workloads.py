"""Commands that run, watch or reach into Pods: run, debug, exec, logs, attach, cp, port-forward, wait, top, events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.jsonpath import relaxed_fault
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.values import is_int

from .arguments import check_file_flags, check_objects, check_pod_name, check_type
from .case import Case
from .flag_values import is_port, is_port_name
from .pairs import check_label_list
from .resources import table

Rule = Callable[[Case], Iterator[Problem]]

# A container image: optional registry with port, lower-case path, optional tag and digest.
_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-fA-F:]+\])(?::\d+)?"
_DIGEST = r"@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_IMAGE = re.compile(rf"(?:{_HOST}/)?{_PART}(?:/{_PART})*(?::\w[\w.-]{{0,127}})?(?:{_DIGEST})?\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)\Z")
_ENV = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*=", re.DOTALL)


def is_image(text: str) -> bool:
    """Whether the text is a reference to a container image."""
    return _IMAGE.match(text) is not None


def _image(case: Case) -> Iterator[Problem]:
    for given in case.parsed.all("image"):
        if given.known and given.value and not is_image(given.value):
            yield bad_value(
                "kubectl",
                given,
                "an image such as registry.example/app:1.0",
                "registry.example/app:1.0 のようなイメージ",
            )


def _environment(case: Case) -> Iterator[Problem]:
    for given in case.parsed.all("env"):
        if given.known and given.value is not None and not _ENV.match(given.value):
            yield bad_value("kubectl", given, "NAME=VALUE", "NAME=VALUE")


def _terminal(case: Case) -> Iterator[Problem]:
    if case.on("tty") and not case.on("stdin"):
        yield case.problem(
            case.at("tty"),
            "required-flag",
            "`-t` needs `-i`",
            "`-t` には `-i` が必要です",
            ("Write `-it`", "`-it` と書きます"),
        )


def run(case: Case) -> Iterator[Problem]:
    """`kubectl run NAME --image=…`."""
    if not case.args or case.parsed.dash == 0:
        yield from case.missing("a NAME", "名前")
    yield from _image(case)
    yield from _environment(case)
    yield from _terminal(case)
    if case.on("expose"):
        yield from case.requires("expose", "port")
    port = case.parsed.by_name.get("port")
    if port and port.known and port.value and not is_int(port.value):
        yield bad_value("kubectl", port, "a port number", "ポート番号")
    attached = case.on("attach") or (case.on("stdin") and not case.has("attach"))
    if case.on("rm") and not attached:
        en, ja = "`--rm` works only with `-i` or `--attach`", "`--rm` は `-i` か `--attach` と一緒に使います"
        yield case.problem(case.at("rm"), "required-flag", en, ja)
    dry = case.parsed.by_name.get("dry-run")
    if attached and dry is not None and dry.value not in ("none", "false"):
        flag = "attach" if case.has("attach") else "stdin"
        yield from case.together((flag, "dry-run"))
    yield from check_label_list(case)


def debug(case: Case) -> Iterator[Problem]:
    """`kubectl debug (POD | TYPE/NAME) --image=…`."""
    names = case.before_dash
    if not names and not case.has("filename"):
        yield from case.missing("a POD, TYPE/NAME or `-f FILE`", "Pod か TYPE/NAME か `-f FILE`")
    for index in names:
        yield from check_pod_name(case, index)
    yield from _image(case)
    yield from _terminal(case)
    command = case.parsed.dash is not None and len(case.args) > len(names)
    if case.has("copy-to"):
        if not case.has("image", "set-image") and not command:
            yield from case.one_of("image", "set-image")
        if command and not case.has("container", "image"):
            yield from case.one_of("container", "image")
        yield from case.together(("target", "copy-to"))
    else:
        for flag in ("replace", "same-node", "set-image"):
            yield from case.requires(flag, "copy-to")
        if not case.has("set-image"):
            yield from case.one_of("image")
    if case.on("attach"):
        yield from case.requires("attach", "image", "container")
    profile = case.parsed.by_name.get("profile")
    if profile and profile.value == "legacy":
        index, start = profile.where
        yield case.problem(
            index,
            "deprecated-flag",
            "The profile `legacy` is deprecated and leaves in Kubernetes 1.39",
            "プロファイル `legacy` は非推奨で、Kubernetes 1.39 で削除されます",
            ("Use `general`", "`general` を使います"),
            "general",
            severity="warning",
            start=start,
        )


def execute(case: Case) -> Iterator[Problem]:
    """`kubectl exec POD -- COMMAND`."""
    args, dash = case.args, case.parsed.dash
    if dash is None:
        if len(args) > 1 and not case.unsure:
            en = "The command must stand after `--`"
            ja = "コマンドは `--` の後に書きます"
            command = " ".join(case.text(index) for index in args[1:])
            yield case.problem(args[1], "missing-dash", en, ja, (f"Write `-- {command}`", f"`-- {command}` と書きます"))
        elif len(args) == 1:
            yield from case.missing("`-- COMMAND`", " `-- COMMAND` ")
        elif not args and not case.has("filename"):
            yield from case.missing("a POD or TYPE/NAME and `-- COMMAND`", " Pod か TYPE/NAME と `-- COMMAND` ")
        return
    if dash > 1:
        for problem in case.surplus(args[1]):
            yield replace(problem, severity="warning")  # refused since kubectl 1.37, overlooked before
    if dash == 0 and not case.has("filename"):
        yield from case.missing("a POD or TYPE/NAME before `--`", " `--` の前に Pod か TYPE/NAME ")
    if len(args) == dash:
        yield from case.missing("a command after `--`", " `--` の後にコマンド")
    for index in args[:dash][:1]:
        yield from check_pod_name(case, index)


def logs(case: Case) -> Iterator[Problem]:
    """`kubectl logs (POD | TYPE/NAME | -l SELECTOR)`."""
    args = case.args
    if not args and not case.has("selector"):
        yield from case.missing("a POD, TYPE/NAME or `-l SELECTOR`", "Pod か TYPE/NAME か `-l SELECTOR`")
    elif len(args) > 2:
        yield from case.surplus(args[2])
    elif args and case.has("selector") and not case.unsure:
        en, ja = "Give either a name or `-l`, not both", "名前と `-l` はどちらか一方だけを指定します"
        yield case.problem(args[0], "conflicting-flags", en, ja)
    if len(args) == 2 and case.has("container") and not case.unsure:
        en, ja = "The container is given twice: here and with `-c`", "コンテナが `-c` とここで二重に指定されています"
        yield case.problem(args[1], "conflicting-flags", en, ja)
    if (
        len(args) == 2
        and case.text(args[0]).lower() in ("pod", "pods", "po", "deployment", "deploy")
        and not case.unsure
    ):
        kind, name = case.text(args[0]), case.text(args[1])
        en, ja = (
            f"This reads as the Pod `{kind}` and its container `{name}`",
            f"これは Pod `{kind}` のコンテナ `{name}` と解釈されます",
        )
        better = f"{kind}/{name}"
        yield case.problem(
            args[0], "resource-name", en, ja, (f"Write `{better}`", f"`{better}` と書きます"), severity="warning"
        )
    for index in args[:1]:
        yield from check_pod_name(case, index)
    yield from case.together(("since", "since-time"), ("all-containers", "container"))
    for flag, least in (("tail", -1), ("limit-bytes", 0)):
        given = case.parsed.by_name.get(flag)
        if given and given.known and given.value and is_int(given.value) and int(given.value, 0) < least:
            yield bad_value("kubectl", given, f"a number of {least} or more", f"{least} 以上の数")
    moment = case.parsed.by_name.get("since-time")
    if moment and moment.known and moment.value and not _MOMENT.match(moment.value):
        yield bad_value("kubectl", moment, "a time such as 2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z のような時刻")
    since = case.value("since")
    if since and since.startswith("-"):
        yield bad_value("kubectl", case.parsed.by_name["since"], "a duration above 0", "0 より大きい時間")


def attach(case: Case) -> Iterator[Problem]:
    """`kubectl attach (POD | TYPE/NAME)`."""
    if not case.args and not case.has("filename"):
        yield from case.missing("a POD or TYPE/NAME", "Pod か TYPE/NAME")
    elif len(case.args) > 1:
        # kubectl takes "attach TYPE NAME"; more words are names, and one only can be attached to.
        yield from check_objects(case, case.args)
        return
    for index in case.args:
        yield from check_pod_name(case, index)


def copy(case: Case) -> Iterator[Problem]:
    """`kubectl cp SOURCE DESTINATION`."""
    yield from case.exactly(2, "a source and a destination", "コピー元とコピー先")
    if len(case.args) != 2 or case.unsure or not all(case.known(index) for index in case.args):
        return
    texts = [case.text(index) for index in case.args]
    remote = [":" in text for text in texts]
    for index, text in zip(case.args, texts, strict=True):
        pod, colon, path = text.partition(":")
        if (colon and (not pod or pod.count("/") > 1 or not path)) or not text:
            wanted = "[NAMESPACE/]POD:PATH"
            yield case.problem(
                index,
                "resource-name",
                f"`{text}` is not {wanted} or a local path",
                f"`{text}` は {wanted} かローカルのパスになりません",
            )
            return
    if all(remote) or not any(remote):
        en, ja = (
            "One side must be POD:PATH and the other a local path",
            "片方を POD:PATH、もう片方をローカルのパスにします",
        )
        yield case.problem(case.args[1], "resource-name", en, ja)


def port_forward(case: Case) -> Iterator[Problem]:
    """`kubectl port-forward TYPE/NAME [LOCAL:]REMOTE …`."""
    args = case.args
    if len(args) < 2:
        yield from case.missing("TYPE/NAME and a port", " TYPE/NAME とポート")
        return
    yield from check_pod_name(case, args[0])
    first, second = case.text(args[0]), case.text(args[1])
    if (
        "/" not in first
        and table().resolve(first)
        and not second[:1].isdigit()
        and len(args) > 2
        and case.known(args[1])
    ):
        better = f"{first}/{second}"
        en, ja = f"This reads as the Pod `{first}`", f"これは Pod `{first}` と解釈されます"
        yield case.problem(args[1], "port", en, ja, (f"Write `{better}`", f"`{better}` と書きます"))
        return
    for index in args[1:]:
        text = case.text(index)
        local, colon, remote = text.rpartition(":")
        fits_remote = is_port(remote) or is_port_name(remote)
        if case.known(index) and not (fits_remote and (not colon or local == "" or is_port(local, zero=True))):
            en, ja = f"`{text}` is not [LOCAL:]REMOTE", f"`{text}` は [ローカル:]リモート のポートになりません"
            yield case.problem(index, "port", en, ja)
            return


def _condition(case: Case) -> Iterator[Problem]:
    for given in case.parsed.all("for"):
        if not given.known or given.value is None:
            continue
        kind, equals, rest = given.value.partition("=")
        lower = given.value.lower()
        if lower in ("delete", "create") or (kind == "condition" and rest):
            continue
        if kind == "jsonpath" and equals and rest:
            path = re.split(r"(?<!=)=(?!=)", rest)
            fault = relaxed_fault(path[0].strip("'\""))
            if len(path) > 2 or (len(path) == 2 and not path[1].strip("'\"")):
                yield bad_value("kubectl", given, "jsonpath={.path}=value", "jsonpath={.path}=値")
            elif fault:
                yield case.at_value(
                    given,
                    "output-template",
                    f"The path cannot be read: {fault.en}",
                    f"パスを解釈できません。{fault.ja}",
                    9,
                )
            continue
        en = "delete, create, condition=NAME[=VALUE] or jsonpath={.path}[=VALUE]"
        ja = "delete、create、condition=名前[=値]、jsonpath={.path}[=値] のいずれか"
        near = (
            f"condition={given.value}"
            if given.value in ("Ready", "Available", "Complete", "ready", "available")
            else None
        )
        yield bad_value("kubectl", given, en, ja, near)


def wait(case: Case) -> Iterator[Problem]:
    """`kubectl wait TYPE/NAME --for=…`."""
    yield from case.one_of("for")
    yield from _condition(case)
    yield from check_objects(case, case.args)
    yield from check_file_flags(case)
    yield from case.together(("all", "selector"), ("all", "field-selector"))


def top(case: Case) -> Iterator[Problem]:
    """`kubectl top pod|node [NAME]`."""
    if len(case.args) > 1:
        yield from case.surplus(case.args[1])
    if case.args and case.has("selector") and not case.unsure:
        en, ja = "Give either a name or `-l`, not both", "名前と `-l` はどちらか一方だけを指定します"
        yield case.problem(case.args[0], "conflicting-flags", en, ja)


def events(case: Case) -> Iterator[Problem]:
    """`kubectl events`."""
    given = case.parsed.by_name.get("for")
    if given and given.known and given.value is not None:
        kind, slash, name = given.value.rpartition("/")
        if not slash or not kind or not name:
            yield bad_value("kubectl", given, "TYPE/NAME", "TYPE/NAME")
        else:
            yield from check_type(case, given.where[0], kind, given.where[1])
    types = case.parsed.by_name.get("types")
    if types and types.known and types.value:
        for kind in types.value.split(","):
            if kind.lower() not in ("normal", "warning"):
                yield bad_value("kubectl", types, "Normal or Warning", "Normal か Warning")
                break


RULES: Mapping[str, Rule] = {
    "run": run,
    "debug": debug,
    "exec": execute,
    "logs": logs,
    "attach": attach,
    "cp": copy,
    "port-forward": port_forward,
    "wait": wait,
    "top pod": top,
    "top node": top,
    "events": events,
}
