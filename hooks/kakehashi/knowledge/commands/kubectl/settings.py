"""Commands about kubectl itself, kubeconfig, access, nodes and the API:

config, auth, drain, explain, version and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.knowledge.commands.values import is_int

from .arguments import check_file_flags, check_slash, check_type
from .case import Case

Rule = Callable[[Case], Iterator[Problem]]

_PROPERTIES = ("contexts", "clusters", "users", "current-context", "preferences", "kind", "apiVersion", "extensions")
_SHELLS = ("bash", "fish", "powershell", "zsh")


def _takes(least: int, most: int, en: str, ja: str) -> Rule:
    def rule(case: Case) -> Iterator[Problem]:
        yield from case.between(least, most, en, ja)

    return rule


_nothing = _takes(0, 0, "no argument", "引数なし")


def set_context(case: Case) -> Iterator[Problem]:
    """`kubectl config set-context NAME | --current`."""
    if case.on("current"):
        if case.args and not case.unsure:
            en, ja = "Give either a name or `--current`, not both", "名前と `--current` はどちらか一方だけを指定します"
            yield case.problem(case.args[0], "conflicting-flags", en, ja)
    elif not case.args:
        yield from case.missing("a context name or `--current`", "コンテキスト名か `--current` ")
    if len(case.args) > 1:
        yield from case.surplus(case.args[1])


def set_cluster(case: Case) -> Iterator[Problem]:
    """`kubectl config set-cluster NAME`."""
    yield from case.exactly(1, "a cluster name", "クラスター名")
    yield from case.together(("certificate-authority", "insecure-skip-tls-verify"))
    if case.on("embed-certs"):
        yield from case.requires("embed-certs", "certificate-authority")


def set_credentials(case: Case) -> Iterator[Problem]:
    """`kubectl config set-credentials NAME`."""
    yield from case.exactly(1, "a user name", "ユーザー名")
    yield from case.together(("token", "username"))
    if case.on("embed-certs"):
        yield from case.requires("embed-certs", "client-certificate", "client-key")
    yield from case.together(("exec-command", "auth-provider"))


def _property(case: Case) -> Iterator[Problem]:
    index = case.args[0] if case.args else None
    if index is None or not case.known(index):
        return
    head = case.text(index).partition(".")[0]
    if head not in _PROPERTIES:
        near = nearest(head, _PROPERTIES)
        suggestion = (f"Did you mean `{near}`?", f"`{near}` ではありませんか") if near else None
        en, ja = f"kubeconfig has no property `{head}`", f"kubeconfig に `{head}` というプロパティはありません"
        yield case.problem(index, "config-property", en, ja, suggestion, near, end=len(head))


def config_set(case: Case) -> Iterator[Problem]:
    """`kubectl config set PROPERTY VALUE`."""
    yield from case.exactly(2, "a property and a value", "プロパティ名と値")
    yield from _property(case)


def config_unset(case: Case) -> Iterator[Problem]:
    """`kubectl config unset PROPERTY`."""
    yield from case.exactly(1, "a property", "プロパティ名")
    yield from _property(case)


def can_i(case: Case) -> Iterator[Problem]:
    """`kubectl auth can-i VERB TYPE | --list`."""
    if case.on("list"):
        if case.args:
            yield from case.surplus(case.args[0])
        yield from case.together(("list", "quiet"), ("list", "all-namespaces"), ("list", "subresource"))
        return
    yield from case.exactly(2, "a verb and a resource", "動詞とリソース")
    yield from case.requires("no-headers", "list")
    if len(case.args) == 2 and case.known(case.args[1]):
        text = case.text(case.args[1])
        if text.startswith("/"):
            return
        name = text.partition("/")[0]
        if name not in ("*", ""):
            for problem in check_type(case, case.args[1], name):
                # kubectl only warns here, and asks the server all the same.
                yield case.problem(
                    problem.index,
                    problem.rule.removeprefix("kubectl/"),
                    problem.en,
                    problem.ja,
                    (problem.suggestion_en, problem.suggestion_ja)
                    if problem.suggestion_en and problem.suggestion_ja
                    else None,
                    problem.replacement,
                    severity="warning",
                    start=problem.start,
                    end=problem.end,
                )


def reconcile(case: Case) -> Iterator[Problem]:
    """`kubectl auth reconcile -f FILE`."""
    if case.args:
        yield from case.surplus(case.args[0])
    if not case.from_files:
        yield from case.missing("`-f FILE`", " `-f FILE` ")
    yield from check_file_flags(case)


def explain(case: Case) -> Iterator[Problem]:
    """`kubectl explain TYPE[.field…]`."""
    yield from case.exactly(1, "a resource type", "リソースの種類")
    yield from case.requires("max-depth", "recursive")
    if len(case.args) != 1:
        return
    index = case.args[0]
    literal, text = case.words[index].literal, case.text(index)
    head = text.partition(".")[0].partition("/")[0]
    if head and (case.known(index) or len(head) < len(literal)):
        yield from check_type(case, index, head)


def drain(case: Case) -> Iterator[Problem]:
    """`kubectl drain`, `cordon` and `uncordon`."""
    if not case.args and not case.has("selector"):
        yield from case.missing("a NODE or `-l SELECTOR`", " Node 名か `-l SELECTOR` ")
    if case.args and case.has("selector") and not case.unsure:
        en, ja = "Give either a node or `-l`, not both", "Node 名と `-l` はどちらか一方だけを指定します"
        yield case.problem(case.args[0], "conflicting-flags", en, ja)
    for index in case.args:
        if "/" not in case.text(index):
            continue
        yield from check_slash(case, index)
        kind = case.text(index).partition("/")[0].lower()
        if case.known(index) and kind not in ("node", "nodes", "no"):
            en, ja = f"`kubectl {case.name}` takes nodes only", f"`kubectl {case.name}` の対象は Node だけです"
            yield case.problem(index, "resource-name", en, ja)


def certificate(case: Case) -> Iterator[Problem]:
    """`kubectl certificate approve|deny NAME`."""
    if not case.args and not case.has("filename", "kustomize"):
        yield from case.missing("a CSR's name or `-f FILE`", " CSR の名前か `-f FILE` ")
    for index in case.args:
        if "/" in case.text(index):
            yield from check_slash(case, index)
    yield from check_file_flags(case)


def completion(case: Case) -> Iterator[Problem]:
    """`kubectl completion SHELL`."""
    yield from case.exactly(1, f"a shell: {', '.join(_SHELLS)}", f"シェル名（{'、'.join(_SHELLS)}）")
    if len(case.args) == 1 and case.known(case.args[0]) and case.text(case.args[0]) not in _SHELLS:
        text = case.text(case.args[0])
        en, ja = f"There is no completion for `{text}`, only for {', '.join(_SHELLS)}", f"`{text}` の補完はありません"
        yield case.problem(case.args[0], "extra-argument", en, ja)


def kustomize(case: Case) -> Iterator[Problem]:
    """`kubectl kustomize [DIR]`."""
    yield from case.between(0, 1, "a directory", "ディレクトリ")


def proxy(case: Case) -> Iterator[Problem]:
    """`kubectl proxy`."""
    yield from case.together(("unix-socket", "port"))
    port = case.parsed.by_name.get("port")
    if port and port.known and port.value and is_int(port.value) and not 0 <= int(port.value, 0) <= 65535:
        yield bad_value("kubectl", port, "a port number", "ポート番号")


def version(case: Case) -> Iterator[Problem]:
    """`kubectl version`, which overlooks arguments only with --client."""
    if case.args and not case.on("client"):
        yield from case.surplus(case.args[0])


def kuberc_set(case: Case) -> Iterator[Problem]:
    """`kubectl kuberc set --section=…`."""
    yield from case.one_of("section")
    section = case.value("section")
    if section == "aliases":
        yield from case.all_of("name", "command")
    elif section == "defaults":
        yield from case.one_of("command")


RULES: Mapping[str, Rule] = {
    "config set-context": set_context,
    "config set-cluster": set_cluster,
    "config set-credentials": set_credentials,
    "config set": config_set,
    "config unset": config_unset,
    "config use-context": _takes(1, 1, "a context name", "コンテキスト名"),
    "config delete-context": _takes(1, 1, "a context name", "コンテキスト名"),
    "config delete-cluster": _takes(1, 1, "a cluster name", "クラスター名"),
    "config delete-user": _takes(1, 1, "a user name", "ユーザー名"),
    "config rename-context": _takes(2, 2, "the old and the new name", "変更前と変更後の名前"),
    "config view": _nothing,
    "auth can-i": can_i,
    "auth reconcile": reconcile,
    "explain": explain,
    "drain": drain,
    "cordon": drain,
    "uncordon": drain,
    "certificate approve": certificate,
    "certificate deny": certificate,
    "completion": completion,
    "kustomize": kustomize,
    "proxy": proxy,
    "kuberc set": kuberc_set,
    "version": version,
    "api-resources": _nothing,
    "api-versions": _nothing,
}
