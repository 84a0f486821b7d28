"""Conditions: the operators, their shape, and values that can never match.

Sources: the IAM User Guide,
docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
reference_policies_condition-single-vs-multi-valued-context-keys.html (`ForAllValues:`, `ForAnyValue:`),
reference_policies_condition-keys.html (the keys that start with `aws:`; their case does not matter) and
access-analyzer-reference-policy-checks.html (`Null` with `IfExists`, wildcards without `Like`).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.iam.elements import quoted_like
from kakehashi.knowledge.iam.policy import Statement, is_to_fill_in, values_of
from kakehashi.knowledge.kubernetes.problem import Problem, Severity, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import fields
from kakehashi.knowledge.kubernetes.words import described, shown

OPERATORS = (
    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
    "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
    "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan",
    "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress",
    "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
)  # fmt: skip
"""The operators, without `IfExists` and without what stands before a colon."""

GLOBAL_KEYS = (
    "CalledVia", "CalledViaAWSMCP", "CalledViaFirst", "CalledViaLast", "ChatbotSourceArn", "CurrentTime",
    "Ec2InstanceSourceVpc", "Ec2InstanceSourcePrivateIPv4", "EpochTime", "AssumedRoot", "FederatedProvider",
    "IsMcpServiceAction", "MultiFactorAuthAge", "MultiFactorAuthPresent", "PrincipalAccount", "PrincipalArn",
    "PrincipalIsAWSService", "PrincipalOrgID", "PrincipalOrgPaths", "PrincipalServiceName",
    "PrincipalServiceNamesList", "PrincipalType", "Referer", "RequestedRegion", "ResourceAccount", "ResourceOrgID",
    "ResourceOrgPaths", "SecureTransport", "SignInSessionArn", "SourceAccount", "SourceArn", "SourceIdentity",
    "SourceIp", "SourceOrgID", "SourceOrgPaths", "SourceVpc", "SourceVpcArn", "SourceVpce", "TagKeys",
    "TokenIssueTime", "UserAgent", "userid", "username", "ViaAWSMCPService", "ViaAWSService", "VpceAccount",
    "VpceOrgID", "VpceOrgPaths", "VpcSourceIp",
)  # fmt: skip
"""The keys every service knows, without `aws:`; those with a tag's name behind them are left out."""

_GLOBAL_KEYS = {one.lower() for one in GLOBAL_KEYS}
_SET = re.compile(r"(ForAllValues|ForAnyValue):(.+)")
_KEY = re.compile(r"[\w.*<>/${}-]+:\S.*|[^/]*/.*:\w+")


def condition_problems(one: Statement) -> Iterator[Problem]:
    """Conditions that IAM refuses, or that never hold (`iam/condition`).

    Args:
        one: The statement.
    """
    node = one.value("Condition")
    if node is None or is_to_fill_in(node):
        return
    path = one.place("Condition")
    if not isinstance(node, yaml.MappingNode):
        yield _not_a_mapping(node, path, "Condition")
        return
    for name, (key, value) in fields(node).items():
        if is_to_fill_in(key):
            continue
        where = f"{path}.{name}"
        right, before, after = _operator(name)
        if right is None:
            yield _unknown(key, name, where)
        elif f"{before}{right}{after}" != name:
            whole = f"{before}{right}{after}"
            words = f"The operator is written `{whole}`, not `{shown(name)}`.", f"演算子は `{whole}` と書く。"
            hint = f"Write `{whole}`.", f"`{whole}` と書く。"
            yield problem(
                "iam/condition", key, where, words, hint, replacement=quoted_like(key, whole), severity="warning"
            )
        if right == "Null" and after:
            words = "`Null` asks whether a key exists; it takes no `IfExists`.", "`Null` に `IfExists` は付けられない。"
            yield problem("iam/condition", key, where, words, ("Write `Null`.", "`Null` と書く。"))
        if isinstance(value, yaml.MappingNode):
            yield from _keys(value, right or "", where)
        elif not is_to_fill_in(value) and right:
            yield _not_a_mapping(value, where, name)


def _not_a_mapping(node: yaml.Node, path: str, name: str) -> Problem:
    said, ja = described(node)
    if name == "Condition":
        form = '{"StringEquals": {"aws:SourceAccount": "111122223333"}}'
        words = (
            f"`Condition` is a mapping such as `{form}`, not {said}.",
            f"`Condition` は `{form}` のようなマッピング（今は{ja}）。",
        )
    else:
        words = (
            f"`{shown(name)}` is a mapping of keys to values, not {said}.",
            f"`{shown(name)}` は、キーと値のマッピング（今は{ja}）。",
        )
    return problem("iam/condition", node, path, words)


def _operator(name: str) -> tuple[str | None, str, str]:
    """The operator a name means, what stands before it and behind it; None for none."""
    before, after = "", ""
    found = re.fullmatch(r"(ForAllValues|ForAnyValue):(.+)", name, re.IGNORECASE)
    if found:
        before = "ForAllValues:" if found[1].lower() == "forallvalues" else "ForAnyValue:"
        name = found[2]
    if name.lower().endswith("ifexists"):
        name, after = name[:-8], "IfExists"
    right = next((one for one in OPERATORS if one.lower() == name.lower()), None)
    return right, before, after


def _unknown(key: yaml.Node, name: str, path: str) -> Problem:
    found = _SET.fullmatch(name)
    if ":" in name and not found:
        words = (
            f"`{shown(name)}` is a key, and an operator such as `StringEquals` has to stand above it.",
            f"`{shown(name)}` はキー。その上に `StringEquals` などの演算子が要る。",
        )
        return problem("iam/condition", key, path, words)
    bare = found[2] if found else name
    plain = re.sub(r"If_?Exists?$", "", bare)
    ending = "IfExists" if plain != bare else ""
    near = next((one for one in OPERATORS if one == plain), None) or nearest(plain, OPERATORS)[0]
    words = f"There is no condition operator `{shown(name)}`.", f"`{shown(name)}` という条件演算子はない。"
    whole = f"{found[1] + ':' if found else ''}{near}{ending}"
    hint = (f"Did you mean `{whole}`?", f"`{whole}` の間違いか。") if near else None
    return problem("iam/condition", key, path, words, hint)


def _keys(node: yaml.Node, operator: str, path: str) -> Iterator[Problem]:
    for name, (key, value) in fields(node).items():
        where = f"{path}.{name}"
        if not is_to_fill_in(key):
            yield from _key(key, name, where)
        if is_to_fill_in(value):
            continue
        if isinstance(value, yaml.MappingNode) or any(
            not isinstance(item, yaml.ScalarNode) and not is_to_fill_in(item)
            for item in (value.value if isinstance(value, yaml.SequenceNode) else ())
        ):
            words = f"`{shown(name)}` takes a value or a list of values.", f"`{shown(name)}` は値か値のリスト。"
            yield problem("iam/condition", value, where, words)
            continue
        for item, raw in values_of(value).known:
            yield from _value(item, raw, operator, name, where)


def _key(key: yaml.Node, name: str, path: str) -> Iterator[Problem]:
    if not _KEY.fullmatch(name):
        words = (
            f"`{shown(name)}` is no key: one is written like `aws:SourceAccount`.",
            f"`{shown(name)}` はキーではない。`aws:SourceAccount` のように書く。",
        )
        near = next((one for one in GLOBAL_KEYS if one.lower() == name.lower()), None)
        hint = (f"Write `aws:{near}`.", f"`aws:{near}` と書く。") if near else None
        yield problem("iam/condition", key, path, words, hint)
        return
    prefix, _, rest = name.partition(":")
    if prefix.lower() != "aws" or "/" in rest or rest.lower() in _GLOBAL_KEYS:
        return
    from rapidfuzz.distance import OSA

    close = [one for one in GLOBAL_KEYS if OSA.distance(one.lower(), rest.lower(), score_cutoff=1) <= 1]
    if close and len(rest) > 5:
        words = f"There is no key `{shown(name)}`.", f"`{shown(name)}` というキーはない。"
        hint = f"Did you mean `aws:{close[0]}`?", f"`aws:{close[0]}` の間違いか。"
        yield problem("iam/condition", key, path, words, hint)


def _value(node: yaml.Node, raw: str, operator: str, name: str, path: str) -> Iterator[Problem]:
    words: tuple[str, str] | None = None
    hint: tuple[str, str] | None = None
    severity: Severity = "error"
    if operator in ("Bool", "Null"):
        if raw.lower() not in ("true", "false"):
            words = (
                f"`{operator}` compares with `true` or `false`, not with `{shown(raw)}`.",
                f"`{operator}` で比べられるのは `true` か `false`（今は `{shown(raw)}`）。",
            )
    elif operator in ("IpAddress", "NotIpAddress"):
        if not _is_range(raw):
            words = (
                f"`{shown(raw)}` is no address range such as `203.0.113.0/24`.",
                f"`{shown(raw)}` は `203.0.113.0/24` のようなアドレス範囲ではない。",
            )
    elif operator.startswith("Numeric"):
        if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", raw):
            words = f"`{shown(raw)}` is no number.", f"`{shown(raw)}` は数ではない。"
    elif operator.startswith("Date"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\d{9,13}", raw):
            words = (
                f"`{shown(raw)}` is no date such as `2026-01-31T09:00:00Z`.",
                f"`{shown(raw)}` は `2026-01-31T09:00:00Z` のような日時ではない。",
            )
    elif operator in ("StringEquals", "StringNotEquals") and re.search(r"[*?]", raw) and not _meant_so(raw, name):
        like = "StringLike" if operator == "StringEquals" else "StringNotLike"
        words = (
            f"`{operator}` takes `{shown(raw)}` letter by letter, the wildcard too.",
            f"`{operator}` は `{shown(raw)}` のワイルドカードも、ただの文字として比べる。",
        )
        hint, severity = (f"Use `{like}`.", f"`{like}` を使う。"), "warning"
    if words:
        yield problem("iam/condition", node, path, words, hint, severity=severity)


def _meant_so(raw: str, name: str) -> bool:
    """Whether a `*` or `?` stands for itself, as in an address; claims of a token are looked at elsewhere."""
    return raw.startswith("http") or name.lower().endswith((":sub", ":aud"))


def _is_range(raw: str) -> bool:
    try:
        ipaddress.ip_network(raw, strict=False)
    except ValueError:
        return False
    return True
