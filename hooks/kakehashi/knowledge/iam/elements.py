"""The elements of a policy: their names, which of them have to be there, and what each of them takes.

Sources: the IAM User Guide, docs.aws.amazon.com/IAM/latest/UserGuide/ reference_policies_grammar.html,
reference_policies_elements_version.html, …_sid.html, …_effect.html, …_principal.html, …_resource.html, and
access-analyzer-reference-policy-checks.html for what is refused (role trust policies with a `Resource` among it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from kakehashi.knowledge.iam.policy import DOCUMENT, PRINCIPALS, STATEMENT, Statement, is_to_fill_in
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import NULL, STRING, Fields, fields, text
from kakehashi.knowledge.kubernetes.words import described, shown

CURRENT, FORMER = "2012-10-17", "2008-10-17"
"""The versions of the policy language. Only the current one knows policy variables."""

VARIABLE = re.compile(r"\$\{(?:[A-Za-z][\w-]*:[^${}\n]+|[*?$])\}")
"""A policy variable such as `${aws:username}`; `${NAME}` is one of a shell or a template."""

_SID = re.compile(r"[A-Za-z0-9]*")
# Services whose policies are refused without a Resource; a repository of ECR takes none.
_WANT_RESOURCE = frozenset({"s3", "kms", "sqs"})
_MOST_NODES = 20_000


def element_problems(root: yaml.Node, statements: Sequence[Statement], *, partial: bool) -> Iterator[Problem]:
    """What is wrong with the elements of a whole policy and of its statements.

    Rules: `version`, `unknown-element`, `missing-element`, `wrong-value`, `mixed`, `sid`.

    Args:
        root: The document's root node.
        statements: Its statements.
        partial: An excerpt: elements may be missing.
    """
    found = fields(root)
    if statements and statements[0].path:
        yield from _names(found, DOCUMENT, "")
        yield from _version(root, found)
    elif "Statement" in found:
        yield from _no_statement(found["Statement"][1])
    for one in statements:
        if not isinstance(one.node, yaml.MappingNode):
            said, ja = described(one.node)
            words = f"A statement is a mapping, not {said}.", f"ステートメントはマッピング（今は{ja}）。"
            yield problem("iam/wrong-value", one.node, one.path, words)
            continue
        yield from _names(one.found, STATEMENT, one.path)
        yield from _values(one)
        if not partial:
            yield from _missing(one)
    yield from _mixed(statements)
    yield from _sids(statements)


def _no_statement(node: yaml.Node) -> Iterator[Problem]:
    if not is_to_fill_in(node):
        words = "A policy without a statement is refused.", "ステートメントのないポリシーは受け付けられない。"
        yield problem("iam/missing-element", node, "Statement", words)


def quoted_like(node: yaml.Node, word: str) -> str:
    """The word in the quotes that stand around a node."""
    style = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""
    return f"{style}{word}{style}"


def _names(found: Fields, known: tuple[str, ...], path: str) -> Iterator[Problem]:
    for name, (key, _) in found.items():
        if name in known or is_to_fill_in(key):
            continue
        near, certain = nearest(name, known)
        where = f"{path}.{name}" if path else name
        names_en, names_ja = listed(known)
        raw = shown(name)
        words = (
            f"There is no element `{raw}` here; IAM knows {names_en}.",
            f"ここに `{raw}` という要素はない。使えるのは {names_ja}。",
        )
        hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
        free = certain and near not in found
        fix = quoted_like(key, near) if near and free else None
        yield problem("iam/unknown-element", key, where, words, hint, replacement=fix)


def _version(root: yaml.Node, found: Fields) -> Iterator[Problem]:
    entry = found.get("Version")
    raw = text(entry[1]) if entry else None
    if entry and raw not in (CURRENT, FORMER):
        node = entry[1]
        if raw is None and is_to_fill_in(node):
            return
        said = shown(raw) if raw is not None else described(node)[0]
        words = (
            f"`{said}` is no version of the policy language; it is no date of your own.",
            f"`{said}` というポリシー言語のバージョンはない。自分で決める日付ではない。",
        )
        hint = f"Write `{CURRENT}`.", f"`{CURRENT}` と書く。"
        fix = quoted_like(node, CURRENT) if isinstance(node, yaml.ScalarNode) else None
        yield problem("iam/version", node, "Version", words, hint, replacement=fix)
    elif not entry and any(name.lower() == "version" for name in found):
        return
    elif raw != CURRENT and (place := _variable(root)):
        variable = VARIABLE.search(str(place.value))
        assert variable
        name = variable[0]
        if entry:
            words = (
                f"In version {FORMER} `{name}` is plain text, not a variable.",
                f"バージョン {FORMER} では、`{name}` は変数ではなくただの文字列になる。",
            )
        else:
            words = (
                f"Without a `Version`, which then is {FORMER}, `{name}` is plain text, not a variable.",
                f"`Version` がないと {FORMER} と扱われ、`{name}` は変数ではなくただの文字列になる。",
            )
        hint = f'Write `"Version": "{CURRENT}"`.', f'`"Version": "{CURRENT}"` と書く。'
        yield problem("iam/version", entry[1] if entry else place, "Version", words, hint)


def _variable(root: yaml.Node) -> yaml.ScalarNode | None:
    """The first value that holds a policy variable."""
    stack, budget = [root], _MOST_NODES
    while stack and budget:
        budget -= 1
        node = stack.pop()
        if isinstance(node, yaml.ScalarNode):
            if VARIABLE.search(node.value):
                return node
        elif isinstance(node, yaml.SequenceNode):
            stack += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            stack += [value for _, value in reversed(node.value)]
    return None


def _missing(one: Statement) -> Iterator[Problem]:
    for name, says, ja in (
        ("Effect", "whether it allows or denies: `Effect`", " `Effect`（許可か拒否か）"),
        ("Action", "what may be done: `Action` or `NotAction`", " `Action` か `NotAction`（何ができるか）"),
    ):
        if not one.has(name):
            words = f"The statement does not say {says}.", f"ステートメントに{ja}がない。"
            yield problem("iam/missing-element", one.node, one.place(name), words)
    if one.has("Resource"):
        return
    if not one.has("Principal"):
        if any(name.lower() in ("principals", "principle", "resources") for name in one.found):
            return
        if one.services == {"sts"} and any("assumerole" in raw.lower() for raw in one.actions.texts):
            words = (
                "The statement names neither a `Principal` (in a trust policy) nor a `Resource` (in any other).",
                "ステートメントに `Principal`（信頼ポリシーの場合）も `Resource`（それ以外の場合）もない。",
            )
        else:
            words = (
                "The statement does not say on what: `Resource` or `NotResource`.",
                "ステートメントに `Resource` か `NotResource`（対象）がない。",
            )
        yield problem("iam/missing-element", one.node, one.place("Resource"), words)
    elif one.services and one.services <= _WANT_RESOURCE and one.actions.complete:
        words = (
            "The statement does not say on what: `Resource` or `NotResource`.",
            "ステートメントに `Resource` か `NotResource`（対象）がない。",
        )
        yield problem("iam/missing-element", one.node, one.place("Resource"), words)


def _values(one: Statement) -> Iterator[Problem]:
    effect = one.value("Effect")
    raw = text(effect)
    if effect is not None and not is_to_fill_in(effect) and raw not in ("Allow", "Deny"):
        near, _ = nearest(raw or "", ("Allow", "Deny"))
        said = f"`{shown(raw)}`" if raw else described(effect)[0]
        words = f"`Effect` is `Allow` or `Deny`, not {said}.", f"`Effect` は `Allow` か `Deny`（今は {said}）。"
        hint = (f"Write `{near}`.", f"`{near}` と書く。") if near else None
        fix = quoted_like(effect, near) if near and raw and near.lower() == raw.lower() else None
        yield problem("iam/wrong-value", effect, one.place("Effect"), words, hint, replacement=fix)
    for name in ("Action", "NotAction", "Resource", "NotResource"):
        yield from _strings(one.value(name), one.place(name), name)
    yield from _sid_type(one)
    for name in ("Principal", "NotPrincipal"):
        yield from _principal(one, name)


def _strings(node: yaml.Node | None, path: str, name: str) -> Iterator[Problem]:
    """Complain where an element is neither a text nor a list of texts."""
    if node is None or is_to_fill_in(node):
        return
    if isinstance(node, yaml.SequenceNode):
        if not node.value:
            words = f"`{name}` is an empty list.", f"`{name}` が空のリスト。"
            yield problem("iam/wrong-value", node, path, words)
        for index, item in enumerate(node.value):
            if not _is_string(item):
                said, ja = described(item)
                words = f"`{name}` lists texts, not {said}.", f"`{name}` は文字列のリスト（今は{ja}）。"
                yield problem("iam/wrong-value", item, f"{path}[{index}]", words)
    elif not _is_string(node):
        said, ja = described(node)
        words = (
            f"`{name}` is a text or a list of texts, not {said}.",
            f"`{name}` は文字列か文字列のリスト（今は{ja}）。",
        )
        yield problem("iam/wrong-value", node, path, words)


def _is_string(node: yaml.Node) -> bool:
    return (isinstance(node, yaml.ScalarNode) and node.tag == STRING) or is_to_fill_in(node)


def _sid_type(one: Statement) -> Iterator[Problem]:
    node = one.value("Sid")
    if node is not None and not is_to_fill_in(node) and (not isinstance(node, yaml.ScalarNode) or node.tag == NULL):
        said, ja = described(node)
        words = f"`Sid` is a text, not {said}.", f"`Sid` は文字列（今は{ja}）。"
        yield problem("iam/wrong-value", node, one.place("Sid"), words)


def _principal(one: Statement, name: str) -> Iterator[Problem]:
    node = one.value(name)
    if node is None or is_to_fill_in(node):
        return
    path = one.place(name)
    if isinstance(node, yaml.MappingNode):
        for key, (key_node, value) in fields(node).items():
            if key in PRINCIPALS:
                yield from _strings(value, f"{path}.{key}", key)
            elif not is_to_fill_in(key_node):
                near, certain = nearest(key, PRINCIPALS)
                names_en, names_ja = listed(PRINCIPALS)
                words = (
                    f"There is no kind of principal `{shown(key)}`; it is {names_en}.",
                    f"`{shown(key)}` という種類のプリンシパルはない。{names_ja} のどれか。",
                )
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                fix = quoted_like(key_node, near) if near and certain else None
                yield problem("iam/unknown-element", key_node, f"{path}.{key}", words, hint, replacement=fix)
        if not node.value:
            words = f"`{name}` names no one.", f"`{name}` が空。"
            yield problem("iam/wrong-value", node, path, words)
        return
    raw = text(node)
    if raw == "*":
        return
    said, ja = described(node)
    words = (
        f'`{name}` is `"*"` or a mapping such as `{{"Service": "ecs-tasks.amazonaws.com"}}`, not {said}.',
        f'`{name}` は `"*"` か、`{{"Service": "ecs-tasks.amazonaws.com"}}` のようなマッピング（今は{ja}）。',
    )
    kind = "AWS" if raw and (raw.startswith("arn:") or raw.isdecimal()) else "Service"
    hint = (
        (f'Write `{{"{kind}": "{shown(raw, 80)}"}}`.', f'`{{"{kind}": "{shown(raw, 80)}"}}` と書く。') if raw else None
    )
    yield problem("iam/wrong-value", node, path, words, hint)


def _mixed(statements: Sequence[Statement]) -> Iterator[Problem]:
    principled = [one for one in statements if one.has("Principal")]
    for one in statements:
        for name in ("Action", "Resource", "Principal"):
            if name in one.found and f"Not{name}" in one.found:
                words = (
                    f"A statement has `{name}` or `Not{name}`, not both.",
                    f"`{name}` と `Not{name}` は、1 つのステートメントに片方だけ。",
                )
                yield problem("iam/mixed", one.found[f"Not{name}"][0], one.place(f"Not{name}"), words)
        resource = one.found.get("Resource") or one.found.get("NotResource")
        if resource and one.trusts and one.anyone is None and "Principal" in one.found:
            words = (
                "A trust policy has no `Resource`: what is assumed is the role it belongs to.",
                "信頼ポリシーに `Resource` は書けない。引き受けるのは、そのポリシーが付いたロール自身。",
            )
            hint = "Remove it.", "削除する。"
            yield problem("iam/mixed", resource[0], one.place(resource[0].value), words, hint)
        if "NotPrincipal" in one.found and one.trusts:
            words = "A trust policy takes no `NotPrincipal`.", "信頼ポリシーに `NotPrincipal` は書けない。"
            yield problem("iam/mixed", one.found["NotPrincipal"][0], one.place("NotPrincipal"), words)
    if not principled or len(principled) == len(statements):
        return
    for one in statements:
        if isinstance(one.node, yaml.MappingNode) and not one.has("Principal"):
            words = (
                "Other statements of this policy name a `Principal`, this one none: "
                "what a role may do and who may assume it are two policies.",
                "同じポリシーのほかのステートメントには `Principal` があり、ここにはない。"
                "ロールに許す操作と、ロールを引き受けられる相手は、別々のポリシーに書く。",
            )
            yield problem("iam/mixed", one.node, one.path, words)


def _sids(statements: Sequence[Statement]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in statements:
        node = one.value("Sid")
        raw = text(node)
        if node is None or not raw:
            continue
        if raw in seen:
            words = (
                f"The `Sid` `{shown(raw)}` is used twice; it must be unique in a policy.",
                f"`Sid` の `{shown(raw)}` が重複している。ポリシーの中で一意でなければならない。",
            )
            yield problem("iam/sid", node, one.place("Sid"), words)
        seen.add(raw)
        # Policies with a principal take other characters too: those of KMS keys, and trust policies in the EKS guide.
        if not _SID.fullmatch(raw) and not one.has("Principal"):
            guess = re.sub(r"[^A-Za-z0-9]", "", raw.title() if re.search(r"[\s_-]", raw) else raw)
            words = (
                f"The `Sid` `{shown(raw)}` may hold only letters and digits in an identity policy.",
                f"`Sid` の `{shown(raw)}`: ID ベースのポリシーで使えるのは英字と数字だけ。",
            )
            hint = (f"Write `{guess}`.", f"`{guess}` と書く。") if guess else None
            yield problem("iam/sid", node, one.place("Sid"), words, hint)
