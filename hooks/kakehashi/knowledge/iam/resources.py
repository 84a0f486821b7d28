"""ARNs in `Resource`: their form, and buckets and objects of S3, which are two kinds of resources.

Sources: the IAM User Guide, docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and
reference_policies_elements_resource.html, access-analyzer-reference-policy-checks.html (accounts, Regions and missing
fields); the Service Authorization Reference, list_amazons3.html, for what `s3:GetObject` and `s3:ListBucket` act on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.iam.policy import Statement, values_of
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.words import shown

STAND_IN = re.compile(
    r"\.\.\.|…|[A-Z]{2}[_-][A-Z]|\b(?:region|account|account[-_]?id|REGION|ACCOUNT|EXAMPLE)\b"
    r"|[{}]|\b[Aa][Rr][Nn]\b(?!:)|[a-z]Arn\b|^arn:(?i:partition):"
)
"""Parts that a writer meant to be replaced, in a form of their own."""

_PARTITIONS = re.compile(r"aws(?:-[a-z0-9-]+)?|[*?]+")
# Services whose resources lie in no Region.
_GLOBAL = frozenset({"iam", "cloudfront", "organizations", "route53", "globalaccelerator", "shield"})
# Other resources of S3 have both; a wildcard may stand for any.
_S3_OTHERS = re.compile(r"[*?]|(?:accesspoint|accesspointobject|async-request|job|storage-lens|access-grants|bucket)\b")

_OBJECT = frozenset(
    {"abortmultipartupload", "deleteobject", "deleteobjectversion", "getobject", "getobjectversion", "getobjectacl",
     "putobject", "putobjectacl", "getobjecttagging", "putobjecttagging", "listmultipartuploadparts", "restoreobject"}
)  # fmt: skip
_BUCKET = frozenset(
    {"listbucket", "getbucketlocation", "listbucketmultipartuploads", "listbucketversions", "getbucketpolicy",
     "putbucketpolicy", "getbucketversioning"}
)  # fmt: skip


def resource_problems(one: Statement) -> Iterator[Problem]:
    """Resources that are no ARN, or that no action of the statement can meet (`iam/resource`).

    Args:
        one: The statement.
    """
    for name in ("Resource", "NotResource"):
        for node, raw in values_of(one.value(name)).known:
            if raw != "*" and not STAND_IN.search(raw):
                yield from _resource(node, raw, one.place(name))
    yield from _s3(one)


def _resource(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    if not raw.startswith("arn:"):
        # The policy of an API leaves out what API Gateway knows.
        if raw.startswith(("*", "?", "execute-api:/")):
            return
        words = f"`{shown(raw)}` is neither an ARN nor `*`.", f"`{shown(raw)}` は ARN でも `*` でもない。"
        hint = None
        bucket = re.fullmatch(r"s3://([a-z0-9][a-z0-9.-]+)(/.*)?", raw)
        if bucket:
            right = f"arn:aws:s3:::{bucket[1]}{bucket[2] or ''}"
            hint = f"Write `{right}`.", f"`{right}` と書く。"
        yield problem("iam/resource", node, path, words, hint)
        return
    parts = raw.split(":", 5)
    if len(parts) > 1 and not _PARTITIONS.fullmatch(parts[1]):
        words = (
            f"An ARN starts with `arn:aws:`, not with `arn:{shown(parts[1])}:`.",
            f"ARN は `arn:aws:` で始まる（今は `arn:{shown(parts[1])}:`）。",
        )
        yield problem("iam/resource", node, path, words)
        return
    if len(parts) < 6:
        # What ends in a wildcard covers the rest.
        if parts[-1].endswith("*"):
            return
        words = (
            f"`{shown(raw, 60)}` lacks a part: `arn:aws:<service>:<region>:<account>:<resource>`.",
            f"`{shown(raw, 60)}` は部分が足りない。`arn:aws:<サービス>:<リージョン>:<アカウント>:<リソース>` と書く。",
        )
        yield problem("iam/resource", node, path, words, _colons(raw, parts))
        return
    yield from _fields(node, raw, parts, path)


def _colons(raw: str, parts: list[str]) -> tuple[str, str] | None:
    if len(parts) > 3 and parts[2] == "s3":
        right = f"arn:{parts[1]}:s3:::{raw.split(':', 3)[3].lstrip(':')}"
    elif len(parts) > 3 and parts[2] == "iam" and parts[3].isdecimal():
        right = raw.replace(":iam:", ":iam::", 1)
    else:
        return None
    return f"Write `{right}`.", f"`{right}` と書く。"


def _fields(node: yaml.Node, raw: str, parts: list[str], path: str) -> Iterator[Problem]:
    _, partition, service, region, account, resource = parts
    if not service or not resource:
        lacking, ja = ("service", "サービス") if not service else ("resource", "リソース")
        words = f"`{shown(raw, 60)}` names no {lacking}.", f"`{shown(raw, 60)}` に{ja}がない。"
        yield problem("iam/resource", node, path, words)
    elif service == "s3" and (region or account) and not _S3_OTHERS.match(resource):
        if {region, account} <= {"", "*"}:
            return
        right = f"arn:{partition}:s3:::{resource}"
        words = (
            "The ARN of a bucket has neither Region nor account.",
            "バケットの ARN には、リージョンもアカウントも書かない。",
        )
        yield problem("iam/resource", node, path, words, (f"Write `{right}`.", f"`{right}` と書く。"))
    elif service in _GLOBAL and region and region != "*":
        words = (
            f"An ARN of {service} has no Region, so that two colons stand there.",
            f"{service} の ARN にリージョンはないので、コロンが 2 つ並ぶ。",
        )
        hint = None
        if region.isdecimal():
            right = raw.replace(f":{service}:", f":{service}::", 1)
            hint = f"Write `{right}`.", f"`{right}` と書く。"
        yield problem("iam/resource", node, path, words, hint)
    elif re.fullmatch(r"[\d-]+", account) and not re.fullmatch(r"\d{12}", account):
        words = (
            f"`{account}` is no account: it has twelve digits.",
            f"`{account}` はアカウント ID ではない。12 桁の数字を書く。",
        )
        yield problem("iam/resource", node, path, words)
    elif region.isdecimal():
        words = (
            f"`{region}` stands where the Region belongs.",
            f"リージョンの位置に `{region}` がある。",
        )
        yield problem("iam/resource", node, path, words)


def _s3(one: Statement) -> Iterator[Problem]:
    """Actions on objects where only buckets stand, and the other way about."""
    resources = values_of(one.value("Resource"))
    if not resources.known or not resources.complete or not one.allows or not one.actions.complete:
        return
    buckets = [re.fullmatch(r"arn:aws[a-z-]*:s3:::([^/]+)(/.*)?", raw) for raw in resources.texts]
    if not all(buckets):
        return
    objects = [match for match in buckets if match and match[2]]
    whole = [match for match in buckets if match and not match[2]]
    if any("*" in match[1] or "?" in match[1] for match in whole):
        return
    for node, raw in one.actions.known:
        prefix, _, name = raw.lower().partition(":")
        if prefix != "s3":
            continue
        if name in _OBJECT and not objects:
            right = f"{resources.texts[0]}/*"
            words = (
                f"`{raw}` acts on objects, and the resource is a bucket: nothing is allowed.",
                f"`{raw}` の対象はオブジェクトなのに、リソースがバケットなので、何も許可されない。",
            )
            yield problem(
                "iam/resource", node, one.place("Action"), words, (f"Add `{right}`.", f"`{right}` を加える。")
            )
        elif name in _BUCKET and not whole:
            right = resources.texts[0].partition("/")[0]
            words = (
                f"`{raw}` acts on the bucket, and the resource is its objects: nothing is allowed.",
                f"`{raw}` の対象はバケットなのに、リソースがオブジェクトなので、何も許可されない。",
            )
            yield problem(
                "iam/resource", node, one.place("Action"), words, (f"Add `{right}`.", f"`{right}` を加える。")
            )
