"""Principals: service names, accounts, ARNs of roles and users, and identity providers.

Sources: the IAM User Guide, docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html (a
wildcard stands for everyone or not at all; groups are no principals) and reference-arns.html; for the service
principals the user guides of the services named in `SERVICES`, for EKS
docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from kakehashi.knowledge.iam.actions import near, prefixes
from kakehashi.knowledge.iam.policy import Statement, values_of
from kakehashi.knowledge.iam.resources import STAND_IN
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.suggest import squeezed
from kakehashi.knowledge.kubernetes.values import fields
from kakehashi.knowledge.kubernetes.words import shown

SERVICES = (
    "apigateway", "appmesh", "apprunner", "application-autoscaling", "autoscaling", "backup", "batch", "bedrock",
    "build.apprunner", "cloudformation", "cloudfront", "cloudtrail", "cloudwatch", "codebuild", "codedeploy",
    "codepipeline", "config", "delivery.logs", "dms", "dynamodb", "ec2", "ecr", "ecs", "ecs-tasks", "edgelambda",
    "eks", "eks-fargate", "eks-fargate-pods", "eks-nodegroup", "elasticache", "elasticfilesystem",
    "elasticloadbalancing", "elasticmapreduce", "events", "export.rds", "fargate", "firehose", "fis", "glue", "grafana",
    "guardduty", "iam", "imagebuilder", "inspector2", "kafka", "kinesis", "kms", "lambda", "logs", "mediaconvert",
    "monitoring.rds", "network-firewall", "opensearchservice", "ops.apigateway", "organizations", "pipes",
    "pods.eks", "pullthroughcache.ecr", "ram", "rds", "redshift", "replication.ecr", "rolesanywhere", "route53",
    "route53resolver", "s3", "sagemaker", "scheduler", "secretsmanager", "serverlessrepo", "servicecatalog",
    "servicediscovery", "ses", "sns", "spot", "spotfleet", "sqs", "ssm", "ssm-incidents", "states",
    "storagegateway", "sts", "synthetics", "tasks.apprunner", "transfer", "vpc-flow-logs", "vpc-lattice", "vpce",
    "wafv2", "xray",
)  # fmt: skip
"""Names of services as principals, without `.amazonaws.com`."""

MEANT = {
    "ecs-container": "ecs-tasks",
    "ecs-fargate": "ecs-tasks",
    "eks-pod-identity": "pods.eks",
    "eks-pods": "pods.eks",
    "eks.pod": "pods.eks",
    "eks.pods": "pods.eks",
    "pod-identity": "pods.eks",
    "pod-identity.eks": "pods.eks",
    "pods": "pods.eks",
    "stepfunctions": "states",
    "tasks.ecs": "ecs-tasks",
    "task.ecs": "ecs-tasks",
    "elb": "elasticloadbalancing",
    "efs": "elasticfilesystem",
    "eventbridge": "events",
    "cloudwatchlogs": "logs",
}
"""What people take the name for → what it is."""

_DOMAIN = re.compile(r"(?P<name>.+?)(?:\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d))?\.(?P<domain>amazonaws\.com(?:\.cn)?)")
_NEAR_DOMAIN = re.compile(r"(.+)\.(?:amazonaws?|amazonws|amzonaws|amazaonaws|amazon|aws)(?:\.(?:com?|net|org|jp))?")
_ACCOUNT = re.compile(r"\d{12}")
_AWS = re.compile(
    r"arn:aws[a-z-]*:(?:iam::(?:\d{12}:(?:root|user/.+|role/.+|federated-user/.+)|cloudfront:user/.+)"
    r"|sts::\d{12}:(?:assumed-role/[^/]+/.+|federated-user/.+|self))"
)
_UNIQUE_ID = re.compile(r"A[A-Z0-9]{15,}")
_FEDERATED = re.compile(r"arn:aws[a-z-]*:iam::(?:\d{12}:(?:saml-provider|oidc-provider)/\S+|aws:contextProvider/\S+)")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@cache
def _known() -> dict[str, str]:
    """Every service principal by its squeezed name."""
    return {squeezed(name): name for name in SERVICES}


def principal_problems(one: Statement) -> Iterator[Problem]:
    """Principals that IAM refuses, or that are someone else than was meant (`iam/principal`).

    Args:
        one: The statement.
    """
    for name in ("Principal", "NotPrincipal"):
        found = fields(one.value(name))
        checks = {"Service": _of_role if one.trusts else _service, "AWS": _aws, "Federated": _federated}
        for key, (_, value) in found.items():
            if key not in checks:
                continue
            for node, raw in values_of(value).known:
                if not STAND_IN.search(raw):
                    yield from checks[key](node, raw, one.place(name, key))


def service_meant(raw: str) -> str | None:
    """The service principal that a wrong one stands for; None for a right one, and for one that is like none.

    Args:
        raw: The name as written.
    """
    match = _DOMAIN.fullmatch(raw)
    name, domain = (match["name"], match["domain"]) if match else (raw, "amazonaws.com")
    if not match:
        near = _NEAR_DOMAIN.fullmatch(raw)
        name = near[1] if near else raw
        if "." in name and squeezed(name) not in _known() and not near:
            # Some services have principals in other domains.
            return None
    if name in SERVICES or (match and name in prefixes()):
        return None if match else f"{name}.{domain}"
    right = MEANT.get(name) or _known().get(squeezed(name)) or _near(name)
    if right:
        return f"{right}.{domain}"
    return f"{name}.{domain}" if not match and name in prefixes() else None


def _near(name: str) -> str | None:
    # Short names are near too many others.
    right = near(squeezed(name), [other for other in _known() if len(other) > 4]) if len(squeezed(name)) > 4 else None
    return _known()[right] if right else None


def _of_role(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    """A service that assumes a role: Fargate has a name of its own for keys alone, its tasks assume roles as ECS's."""
    if raw == "fargate.amazonaws.com":
        words = "No role is assumed by `fargate.amazonaws.com`.", "`fargate.amazonaws.com` はロールを引き受けない。"
        right = "ecs-tasks.amazonaws.com"
        yield problem("iam/principal", node, path, words, (f"Did you mean `{right}`?", f"`{right}` の間違いか。"))
        return
    yield from _service(node, raw, path)


def _service(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    if raw == "*" or raw.startswith("arn:"):
        words = (
            f"`{shown(raw)}` is no service; one is written like `ecs-tasks.amazonaws.com`.",
            f"`{shown(raw)}` はサービスではない。`ecs-tasks.amazonaws.com` のように書く。",
        )
        hint = ("An ARN belongs under `AWS`.", "ARN は `AWS` に書く。") if raw != "*" else None
        yield problem("iam/principal", node, path, words, hint)
        return
    right = service_meant(raw)
    if right and right != raw:
        words = f"There is no service principal `{shown(raw)}`.", f"`{shown(raw)}` というサービスプリンシパルはない。"
        yield problem("iam/principal", node, path, words, (f"Did you mean `{right}`?", f"`{right}` の間違いか。"))
    elif "." not in raw:
        words = (
            f"`{shown(raw)}` is no service; one is written like `ecs-tasks.amazonaws.com`.",
            f"`{shown(raw)}` はサービスではない。`ecs-tasks.amazonaws.com` のように書く。",
        )
        yield problem("iam/principal", node, path, words)


def _aws(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    if raw == "*" or _ACCOUNT.fullmatch(raw) or _UNIQUE_ID.fullmatch(raw):
        return
    if re.fullmatch(r"[\d-]+", raw):
        words = (
            f"`{shown(raw)}` is no account: it has twelve digits.",
            f"`{shown(raw)}` は 12 桁のアカウント ID ではない。",
        )
        right = raw.replace("-", "")
        hint = (f"Write `{right}`.", f"`{right}` と書く。") if _ACCOUNT.fullmatch(right) else None
        yield problem("iam/principal", node, path, words, hint)
        return
    if not raw.startswith("arn:"):
        if raw.endswith((".amazonaws.com", ".amazonaws.com.cn")):
            words = f"`{shown(raw)}` is a service, not an account or role.", f"`{shown(raw)}` はサービス名。"
            yield problem("iam/principal", node, path, words, ("Write it under `Service`.", "`Service` に書く。"))
        elif re.fullmatch(r"[a-z0-9+=,.@/-]*", raw):
            words = (
                f"`{shown(raw)}` is neither an ARN nor an account.",
                f"`{shown(raw)}` は ARN でもアカウント ID でもない。",
            )
            yield problem("iam/principal", node, path, words)
        return
    if _AWS.fullmatch(raw) and not re.search(r"[*?]", raw):
        return
    parts = raw.split(":", 5)
    words, hint = (
        (
            f"`{shown(raw, 60)}` is no principal: a root, a user, a role or a session.",
            f"`{shown(raw, 60)}` はプリンシパルではない。root、ユーザー、ロール、セッションのどれかを書く。",
        ),
        None,
    )
    if len(parts) > 3 and parts[2] in ("iam", "sts") and parts[3].isdecimal():
        right = raw.replace(f":{parts[2]}:", f":{parts[2]}::", 1)
        hint = f"IAM has no Region: write `{right}`.", f"IAM にリージョンはない。`{right}` と書く。"
    elif len(parts) == 6 and not _ACCOUNT.fullmatch(parts[4]) and re.fullmatch(r"[\d-]*", parts[4]):
        hint = "The account has twelve digits.", "アカウントは 12 桁の数字。"
    elif len(parts) == 6 and ("*" in parts[5] or "?" in parts[5]):
        words = (
            f"A principal takes no wildcard in an ARN: `{shown(raw, 60)}` matches no one.",
            f"プリンシパルの ARN にワイルドカードは使えない: `{shown(raw, 60)}`",
        )
        hint = (
            "Name the account and compare `aws:PrincipalArn` with `ArnLike` in a `Condition`.",
            "アカウントを書き、`Condition` の `ArnLike` で `aws:PrincipalArn` を比べる。",
        )
    elif len(parts) == 6 and parts[5].startswith("group/"):
        hint = "A group is no principal: name its users, or a role.", "グループは書けない。ユーザーかロールを書く。"
    elif len(parts) == 6 and parts[5].startswith(("oidc-provider/", "saml-provider/")):
        hint = "A provider belongs under `Federated`.", "ID プロバイダーは `Federated` に書く。"
    elif len(parts) == 6 and re.search(r"[A-Za-z]", parts[4]):
        return
    yield problem("iam/principal", node, path, words, hint)


def _federated(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    if _FEDERATED.fullmatch(raw) and "://" not in raw and not raw.endswith("/"):
        return
    if raw.startswith("arn:"):
        parts = raw.split(":", 5)
        hint = None
        if "://" in raw:
            right = re.sub(r"https?://", "", raw)
            hint = f"Without the scheme: write `{right}`.", f"`https://` を付けず、`{right}` と書く。"
        elif len(parts) > 3 and parts[3].isdecimal():
            right = raw.replace(":iam:", ":iam::", 1)
            hint = f"IAM has no Region: write `{right}`.", f"IAM にリージョンはない。`{right}` と書く。"
        elif len(parts) == 6 and re.search(r"[A-Za-z]", parts[4]) and "-provider/" in raw:
            return
        words = (
            f"`{shown(raw, 60)}` is no identity provider: "
            "`arn:aws:iam::<account>:oidc-provider/<issuer without https://>`.",
            f"`{shown(raw, 60)}` は ID プロバイダーではない。"
            "`arn:aws:iam::<アカウント>:oidc-provider/<https:// を除いた発行者>` と書く。",
        )
        yield problem("iam/principal", node, path, words, hint)
    elif "/id/" in raw or raw.startswith(("https://", "oidc.eks.")) or not _HOST.fullmatch(raw):
        words = (
            f"`{shown(raw, 60)}` is no identity provider; write its ARN.",
            f"`{shown(raw, 60)}` ではなく、ID プロバイダーの ARN を書く。",
        )
        right = f"arn:aws:iam::<account-id>:oidc-provider/{raw.removeprefix('https://')}"
        yield problem("iam/principal", node, path, words, (f"Write `{right}`.", f"`{right}` と書く。"))
