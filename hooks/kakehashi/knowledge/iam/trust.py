"""Who may assume a role: EKS Pod Identity, ServiceAccounts by OIDC (IRSA), and roles and resources open to everyone.

Sources: the EKS User Guide, docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html (both actions are needed) and
associate-service-account-role.html (the conditions on `sub` and `aud`); the IAM User Guide,
reference_policies_elements_principal.html (do not leave a role accessible to everyone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from kakehashi.knowledge.iam.policy import Statement, is_to_fill_in, values_of
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import fields, text
from kakehashi.knowledge.kubernetes.words import shown

POD_IDENTITY = "pods.eks.amazonaws.com"
"""The service that hands a role to the ServiceAccount of a Pod."""

WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"
"""The only action by which a token of a cluster becomes a role."""

_NEEDED = {"sts:assumerole": "sts:AssumeRole", "sts:tagsession": "sts:TagSession"}
_PROVIDER = re.compile(r"arn:[^:]*:iam::[^:]*:oidc-provider/(?P<issuer>.+)")
_OF_CLUSTER = re.compile(r"oidc\.eks\.|oidc-eks\.")
_SUBJECT = re.compile(r"system:serviceaccount:[^:]+:[^:]+")
_AUDIENCE = "sts.amazonaws.com"
# With `*` as resource, policies of these belong to a VPC endpoint, which by default lets everything through: they take
# no policy of their own, or none without an ARN.
_AT_ENDPOINTS = frozenset(
    {"autoscaling", "cloudformation", "cloudwatch", "ec2", "ec2messages", "ecr", "ecs", "eks", "eks-auth",
     "elasticloadbalancing", "logs", "s3", "ssm", "ssmmessages", "sts", "xray"}
)  # fmt: skip
_ENCRYPTION = frozenset({"aws:securetransport", "s3:tlsversion"})
# Buckets of AWS itself, which a policy of a VPC endpoint lets everyone read.
_BUCKETS_OF_AWS = re.compile(r"arn:aws[a-z-]*:s3:::(?:.*starport-layer-bucket|amazonlinux|.*repo\.).*", re.DOTALL)


def trust_problems(statements: Sequence[Statement], *, partial: bool) -> Iterator[Problem]:
    """What is wrong with who may assume a role, or use a resource.

    Rules: `pod-identity`, `web-identity`, `open`.

    Args:
        statements: The statements of the policy.
        partial: An excerpt: actions and conditions may be missing.
    """
    if not partial:
        yield from _pod_identity(statements)
    narrowed = any(_narrows(one) for one in statements)
    for one in statements:
        if one.allows and "Principal" in one.found:
            yield from _web_identity(one, partial=partial)
            if not narrowed:
                yield from _open(one)


def _covers(patterns: set[str], action: str) -> bool:
    return any(pattern in ("*", "sts:*", action) or _matches(pattern, action) for pattern in patterns)


def _matches(pattern: str, action: str) -> bool:
    # Only a wildcard at the end is taken for what it is: anything else is rare, and its expression could be slow.
    return pattern.endswith("*") and action.startswith(pattern[:-1])


def _pod_identity(statements: Sequence[Statement]) -> Iterator[Problem]:
    asked: list[tuple[Statement, yaml.Node]] = []
    given: set[str] = set()
    for one in statements:
        services = one.principal("Service").known
        node = next((node for node, raw in services if raw == POD_IDENTITY), None)
        if node is None or not one.allows:
            continue
        if not one.actions.complete or "Action" not in one.found:
            return
        asked.append((one, node))
        given |= {raw.lower() for raw in one.actions.texts}
    lacking = [right for action, right in _NEEDED.items() if not _covers(given, action)]
    if not asked or not lacking:
        return
    one = asked[0][0]
    node = one.value("Action")
    assert node is not None
    names = " and ".join(f"`{name}`" for name in lacking)
    words = (
        f"EKS Pod Identity needs `sts:AssumeRole` and `sts:TagSession`; {names} is missing."
        if len(lacking) == 1
        else f"EKS Pod Identity needs {names}; both are missing.",
        f"EKS Pod Identity には `sts:AssumeRole` と `sts:TagSession` の両方が要る。"
        f"{'、'.join(f'`{name}`' for name in lacking)} がない。",
    )
    hint = (
        'Write `"Action": ["sts:AssumeRole", "sts:TagSession"]`.',
        '`"Action": ["sts:AssumeRole", "sts:TagSession"]` と書く。',
    )
    yield problem("iam/pod-identity", node, one.place("Action"), words, hint)


def _web_identity(one: Statement, *, partial: bool) -> Iterator[Problem]:
    node, issuer = _provider(one)
    if node is None:
        return
    yield from _web_action(one)
    to_fill_in = not issuer or bool(re.search(r"[<>${}]", issuer)) or "EXAMPLE" in issuer
    if not _OF_CLUSTER.search(issuer) and not to_fill_in:
        return
    condition = one.value("Condition")
    if condition is not None and (is_to_fill_in(condition) or not isinstance(condition, yaml.MappingNode)):
        return
    keys: list[tuple[str, str, yaml.Node, yaml.Node]] = []
    for operator, (_, entries) in fields(condition).items():
        keys += [(operator, name, key, value) for name, (key, value) in fields(entries).items()]
    if not partial:
        yield from _lacking(one, node, [name for _, name, _, _ in keys])
    if to_fill_in and not _OF_CLUSTER.search(issuer) and _is_of_others(keys):
        return
    for operator, name, key, value in keys:
        where = one.place("Condition", operator, name)
        own, _, claim = name.rpartition(":")
        if claim not in ("sub", "aud") or not own:
            continue
        if not re.search(r"[<>${}]|REGION|EXAMPLE_|ID\b", own + issuer) and own != issuer and own.count(".") > 1:
            words = (
                f"The key names another provider than the principal, `{shown(issuer, 80)}`: it never matches.",
                f"キーの ID プロバイダーがプリンシパルの `{shown(issuer, 80)}` と違うので、決して一致しない。",
            )
            hint = f"Write `{issuer}:{claim}`.", f"`{issuer}:{claim}` と書く。"
            yield problem("iam/web-identity", key, where, words, hint)
        # Other operators, such as `Null`, do not compare with a claim.
        for item, raw in values_of(value).known if "String" in operator else ():
            yield from _claim(item, raw, claim, operator, where)


def _is_of_others(keys: Sequence[tuple[str, str, yaml.Node, yaml.Node]]) -> bool:
    """Whether a subject is such as those of GitHub and GitLab, whose provider may be left to fill in, too."""
    subjects = [raw for _, name, _, value in keys if name.endswith(":sub") for raw in values_of(value).texts]
    return any(":" in raw and "serviceaccount" not in raw.lower() and "/" in raw for raw in subjects)


def _provider(one: Statement) -> tuple[yaml.Node | None, str]:
    """The OIDC provider a statement trusts and its issuer without the scheme."""
    entry = fields(one.value("Principal")).get("Federated")
    if not entry or not isinstance(entry[1], yaml.ScalarNode):
        return None, ""
    match = _PROVIDER.fullmatch(entry[1].value)
    return (entry[1], match["issuer"].removeprefix("https://").rstrip("/")) if match else (None, "")


def _web_action(one: Statement) -> Iterator[Problem]:
    for node, raw in one.actions.known:
        lower = raw.lower()
        if lower in ("sts:assumerole", "sts:assumerolewithsaml"):
            words = (
                f"A token of an OIDC provider is exchanged by `{WEB_IDENTITY}`, not by `{raw}`.",
                f"OIDC プロバイダーのトークンと交換するのは `{WEB_IDENTITY}`（`{raw}` ではない）。",
            )
            hint = f"Write `{WEB_IDENTITY}`.", f"`{WEB_IDENTITY}` と書く。"
            yield problem("iam/web-identity", node, one.place("Action"), words, hint)


def _lacking(one: Statement, node: yaml.Node, names: list[str]) -> Iterator[Problem]:
    if any(is_to_fill_in(yaml.ScalarNode("", name)) and ":" not in name for name in names):
        return
    place = one.found["Condition"][0] if "Condition" in one.found else node
    path = one.place("Condition")
    if not any(name.endswith(":sub") for name in names):
        words = (
            "Without a condition on `sub`, every ServiceAccount of the cluster may assume the role.",
            "`sub` の条件がないと、クラスターのどの ServiceAccount でもこのロールを引き受けられる。",
        )
        hint = (
            'Add `"StringEquals": {"<oidc-provider>:sub": "system:serviceaccount:<namespace>:<name>"}`.',
            '`"StringEquals": {"<oidc-provider>:sub": "system:serviceaccount:<namespace>:<name>"}` を加える。',
        )
        yield problem("iam/web-identity", place, path, words, hint)
    elif not any(name.endswith(":aud") for name in names):
        words = (
            f"A condition on `aud` is missing: the token has to be meant for `{_AUDIENCE}`.",
            f"`aud` の条件がない。トークンの宛先が `{_AUDIENCE}` であることを確かめる。",
        )
        hint = (
            f'Add `"<oidc-provider>:aud": "{_AUDIENCE}"`.',
            f'`"<oidc-provider>:aud": "{_AUDIENCE}"` を加える。',
        )
        yield problem("iam/web-identity", place, path, words, hint, severity="warning")


def _claim(node: yaml.Node, raw: str, claim: str, operator: str, path: str) -> Iterator[Problem]:
    if claim == "aud":
        if raw not in (_AUDIENCE, "sts.amazonaws.com.cn") and "*" not in raw:
            words = (
                f"The token of an EKS Pod is meant for `{_AUDIENCE}`, not for `{shown(raw)}`.",
                f"EKS の Pod のトークンの宛先は `{_AUDIENCE}`（`{shown(raw)}` ではない）。",
            )
            yield problem("iam/web-identity", node, path, words, (f"Write `{_AUDIENCE}`.", f"`{_AUDIENCE}` と書く。"))
        return
    wild = re.search(r"[*?]", raw)
    if not _SUBJECT.fullmatch(raw) and not (wild and "Like" in operator):
        words = (
            f"`{shown(raw, 60)}` is no ServiceAccount: `system:serviceaccount:<namespace>:<name>`.",
            f"`{shown(raw, 60)}` は ServiceAccount ではない。`system:serviceaccount:<namespace>:<name>` と書く。",
        )
        yield problem("iam/web-identity", node, path, words)
    elif wild and "Equals" in operator:
        words = (
            f"`{operator}` takes the wildcard in `{shown(raw, 60)}` letter by letter: no ServiceAccount matches.",
            f"`{operator}` は `{shown(raw, 60)}` のワイルドカードをただの文字として比べるので、"
            "どの ServiceAccount とも一致しない。",
        )
        yield problem("iam/web-identity", node, path, words, ("Use `StringLike`.", "`StringLike` を使う。"))


def _narrows(one: Statement) -> bool:
    """Whether a statement denies everyone something under a condition other than how the call is encrypted."""
    if text(one.value("Effect")) != "Deny" or one.anyone is None:
        return False
    names = {name.lower() for _, entries in fields(one.value("Condition")).values() for name in fields(entries)}
    return bool(names - _ENCRYPTION)


def _open(one: Statement) -> Iterator[Problem]:
    node = one.anyone
    if node is None or "Condition" in one.found:
        return
    if one.trusts and not one.has("Resource"):
        words = (
            "Anyone in any AWS account may assume this role.",
            "どの AWS アカウントの誰でも、このロールを引き受けられる。",
        )
        hint = (
            "Name an account, a role or a service.",
            "アカウント、ロール、サービスのどれかを書く。",
        )
        yield problem("iam/open", node, one.place("Principal"), words, hint)
        return
    resources = values_of(one.value("Resource"))
    if resources.texts == ["*"] and (one.actions.texts == ["*"] or one.services <= _AT_ENDPOINTS):
        return
    if resources.known and all(_BUCKETS_OF_AWS.fullmatch(raw) for raw in resources.texts):
        return
    words = (
        "Anyone in any AWS account may do this.",
        "どの AWS アカウントの誰にでも許可している。",
    )
    hint = (
        "Name the accounts or roles, or add a `Condition` such as `aws:PrincipalOrgID`.",
        "アカウントやロールを書くか、`aws:PrincipalOrgID` などの `Condition` を加える。",
    )
    yield problem("iam/open", node, one.place("Principal"), words, hint, severity="warning")
