"""What hand-written commands of the tool check themselves, beyond what their argument tables say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kakehashi.knowledge.commands.aws.arguments import Given, Value
from kakehashi.knowledge.commands.aws.scalars import is_timestamp
from kakehashi.knowledge.commands.model import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One command as its checks see it. given: the last of each option by name. at: the word that names the command."""

    given: Mapping[str, Given]
    positionals: Mapping[str, list[Value]]
    at: int

    def text(self, name: str) -> Value | None:
        """The only value of an option, when it is known."""
        found = self.given.get(name)
        if found is None or len(found.values) != 1 or found.values[0].dynamic:
            return None
        return found.values[0]


Check = Callable[[Line], Iterator[Problem]]


def conflict(line: Line, one: str, other: str) -> Iterator[Problem]:
    """Two options that exclude each other; the later one is at fault."""
    first, second = line.given.get(one), line.given.get(other)
    if first is None or second is None:
        return
    if first.index > second.index:
        first, second = second, first
    yield Problem(
        second.index,
        "aws/conflicting-parameters",
        f"`{second.option.flag}` cannot be combined with `{first.option.flag}`",
        f"`{second.option.flag}` は `{first.option.flag}` と同時に指定できません",
    )


def _wrong(value: Value, en: str, ja: str, hint_en: str | None = None, hint_ja: str | None = None) -> Problem:
    return Problem(value.index, "aws/invalid-value", en, ja, hint_en, hint_ja, start=value.start)


def _is_remote(value: Value) -> bool:
    return value.text.startswith("s3://")


def _maybe_remote(value: Value) -> bool:
    """An expansion at the start may hold the scheme."""
    return value.dynamic and value.text[:1] in "$`<"


def _transfer(line: Line) -> Iterator[Problem]:
    """`s3 cp`, `mv`, `sync`: at least one of the two paths is in S3."""
    paths = line.positionals.get("paths", [])
    if len(paths) == 2 and not any(_is_remote(path) or _maybe_remote(path) for path in paths):
        yield _wrong(
            paths[1],
            "one of the two paths has to begin with `s3://`",
            "2 つのパスのどちらかは `s3://` で始める必要があります",
        )


def _remote_only(line: Line) -> Iterator[Problem]:
    for path in (*line.positionals.get("paths", []), *line.positionals.get("path", [])):
        if not _is_remote(path) and not _maybe_remote(path):
            yield _wrong(path, "the path has to begin with `s3://`", "パスは `s3://` で始める必要があります")


def _remove_bucket(line: Line) -> Iterator[Problem]:
    yield from _remote_only(line)
    for path in line.positionals.get("path", []):
        if _is_remote(path) and not path.dynamic and path.text[5:].partition("/")[2]:
            yield _wrong(path, "`rb` takes a bucket without a key", "`rb` にはキーを含まないバケットだけを指定します")


_SINCE = re.compile(r"\d+[smhdw]")


def _tail(line: Line) -> Iterator[Problem]:
    since = line.text("since")
    if since is not None and not _SINCE.match(since.text) and not is_timestamp(since.text):
        yield _wrong(
            since,
            f"`{since.text}` is neither a span such as `10m`, `2h`, `1d` nor a time",
            f"`{since.text}` は `10m`、`2h`、`1d` のような期間でも時刻でもありません",
        )


def _security_group_rule(line: Line) -> Iterator[Problem]:
    for name in ("protocol", "port", "cidr", "source-group", "group-owner"):
        yield from conflict(line, "ip-permissions", name)
    protocol = line.text("protocol")
    if protocol is not None and not _is_protocol(protocol.text):
        yield _wrong(
            protocol,
            "the protocol is `tcp`, `udp`, `icmp`, `all` or a number from -1 to 255",
            "プロトコルは `tcp`、`udp`、`icmp`、`all` か -1〜255 の番号です",
        )
    port = line.text("port")
    if port is not None and port.text not in ("-1", "all") and not re.fullmatch(r"\d+(-\d+)?", port.text):
        yield _wrong(
            port, "a port or a range is written `22` or `22-25`", "ポートまたは範囲は `22` や `22-25` のように書きます"
        )


def _is_protocol(text: str) -> bool:
    if re.fullmatch(r"-?\d+", text):
        return -1 <= int(text) <= 255
    return text in ("tcp", "udp", "icmp", "all")


def _run_instances(line: Line) -> Iterator[Problem]:
    for name in (
        "subnet-id",
        "security-groups",
        "security-group-ids",
        "secondary-private-ip-addresses",
        "secondary-private-ip-address-count",
        "private-ip-address",
        "associate-public-ip-address",
        "no-associate-public-ip-address",
    ):
        if name in line.given and name in _MIXED_WITH_INTERFACES:
            yield from conflict(line, "network-interfaces", name)
    count = line.text("count")
    if count is not None and not re.fullmatch(r"\d+(:\d+)?", count.text):
        yield _wrong(count, "a count is written `1` or `1:10`", "台数は `1` や `1:10` のように書きます")


_MIXED_WITH_INTERFACES = frozenset(
    {
        "secondary-private-ip-addresses",
        "secondary-private-ip-address-count",
        "associate-public-ip-address",
        "no-associate-public-ip-address",
    }
)


def _get_token(line: Line) -> Iterator[Problem]:
    yield from conflict(line, "cluster-name", "cluster-id")
    if "cluster-name" not in line.given and "cluster-id" not in line.given:
        yield Problem(
            line.at,
            "aws/missing-parameter",
            "either `--cluster-name` or `--cluster-id` is needed",
            "`--cluster-name` か `--cluster-id` のどちらかが必要です",
        )


def _zip_file(line: Line) -> Iterator[Problem]:
    archive = line.text("zip-file")
    if archive is not None and not archive.text.startswith("fileb://"):
        path = archive.text.removeprefix("file://")
        yield Problem(
            archive.index,
            "aws/invalid-value",
            "a zip file is given as `fileb://path`",
            "zip ファイルは `fileb://パス` の形で指定します",
            f"write `fileb://{path}`",
            f"`fileb://{path}` と書きます",
            f"fileb://{path}",
            start=archive.start,
        )


def _put_metric_data(line: Line) -> Iterator[Problem]:
    for name in ("metric-name", "timestamp", "unit", "value", "dimensions", "statistic-values"):
        yield from conflict(line, "metric-data", name)


def _push(line: Line) -> Iterator[Problem]:
    yield from conflict(line, "ignore-hidden-files", "no-ignore-hidden-files")
    location = line.text("s3-location")
    if location is not None and not re.match(r"s3://.+?/.+", location.text):
        yield _wrong(location, "the form is `s3://bucket/key`", "`s3://バケット/キー` の形で指定します")


def _named_values(line: Line) -> Iterator[Problem]:
    """`cloudformation deploy`: tags and parameters are `Key=Value` words."""
    for name in ("tags", "parameter-overrides"):
        given = line.given.get(name)
        if given is None or (given.values and given.values[0].text.lstrip()[:1] in ("{", "[", "f")):
            continue
        for value in given.values:
            if not value.dynamic and "=" not in value.text:
                en, ja = f"`{value.text}` is not `Key=Value`", f"`{value.text}` は `キー=値` の形ではありません"
                yield _wrong(value, en, ja)


def _show(line: Line) -> Iterator[Problem]:
    yield from conflict(line, "include", "exclude")


# By the words after `aws`.
CHECKS: Mapping[str, Check] = {
    "cloudformation deploy": _named_values,
    "cloudwatch put-metric-data": _put_metric_data,
    "deploy push": _push,
    "ec2 authorize-security-group-egress": _security_group_rule,
    "ec2 authorize-security-group-ingress": _security_group_rule,
    "ec2 revoke-security-group-egress": _security_group_rule,
    "ec2 revoke-security-group-ingress": _security_group_rule,
    "ec2 run-instances": _run_instances,
    "eks get-token": _get_token,
    "history show": _show,
    "lambda create-function": _zip_file,
    "lambda publish-layer-version": _zip_file,
    "lambda update-function-code": _zip_file,
    "logs tail": _tail,
    "s3 cp": _transfer,
    "s3 mb": _remote_only,
    "s3 mv": _transfer,
    "s3 rb": _remove_bucket,
    "s3 rm": _remote_only,
    "s3 sync": _transfer,
}
