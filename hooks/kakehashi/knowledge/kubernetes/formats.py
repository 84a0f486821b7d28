"""Texts with a format of their own: base64, IP addresses and networks, image references, host names."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import fields, items, text
from kakehashi.knowledge.kubernetes.words import shown

_BASE64_STAND_IN = re.compile(r"^(?:[A-Z0-9]+_[A-Z0-9_]+|.*(?:\.\.\.|…|base64|BASE64).*)$", re.DOTALL)
_HOST = re.compile(r"(?:\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")


def base64_problems(manifest: Manifest) -> Iterator[Problem]:
    """Data that is not base64 (`base64`), or that ends in the newline of `echo` (`base64-newline`)."""
    for definition, name in (("core.v1.Secret", "data"), ("core.v1.ConfigMap", "binaryData")):
        for part in manifest.of(definition):
            for key, (_, node) in fields(part.value(name)).items():
                raw = text(node)
                if raw is None or not raw or _BASE64_STAND_IN.match(raw):
                    continue
                yield from _base64(node, raw, f"{part.at(name)}.{key}", secret=definition == "core.v1.Secret")


def _base64(node: yaml.Node, raw: str, path: str, *, secret: bool) -> Iterator[Problem]:
    squeezed = raw.replace("\n", "").replace("\r", "")
    try:
        plain = base64.b64decode(squeezed, validate=True)
    except (binascii.Error, ValueError):
        words = f"`{path}` is not base64.", f"`{path}` は base64 ではない。"
        hint = None
        if secret:
            hint = (
                "Encode the value, or put it under `stringData` as it is.",
                "値をエンコードするか、そのまま `stringData` に書く。",
            )
        yield problem("base64", node, path, words, hint)
        return
    if secret and plain.endswith(b"\n") and plain.count(b"\n") == 1 and len(plain) <= 64:
        words = (
            f"`{path}` ends with a newline once decoded, as `echo` without `-n` makes it.",
            f"`{path}` はデコードすると末尾に改行が付く（`-n` なしの `echo` で作ると付く）。",
        )
        clean = base64.b64encode(plain[:-1]).decode()
        hint = f"Without it: `{clean}`.", f"改行なしなら `{clean}`。"
        yield problem("base64-newline", node, path, words, hint, severity="warning")


def address_problems(manifest: Manifest) -> Iterator[Problem]:
    """IP addresses and networks that are none (`address`)."""
    for part in manifest.of("networking.v1.IPBlock"):
        outer = _network(part.value("cidr"))
        yield from _cidr(part.value("cidr"), part.at("cidr"))
        for index, node in enumerate(items(part.value("except"))):
            path = f"{part.at('except')}[{index}]"
            yield from _cidr(node, path)
            inner = _network(node)
            if outer and inner and (outer.version != inner.version or not _inside(inner, outer)):
                words = (
                    f"`{node.value}` does not lie inside the block `{outer}`.",
                    f"`{node.value}` はブロック `{outer}` の中にない。",
                )
                yield problem("address", node, path, words)
    for part in manifest.of("core.v1.ServiceSpec"):
        for name in ("clusterIP", "loadBalancerIP"):
            if part.text(name) not in (None, "", "None"):
                yield from _ip(part.value(name), part.at(name))
        for name, check in (("externalIPs", _ip), ("clusterIPs", _ip), ("loadBalancerSourceRanges", _cidr)):
            for index, node in enumerate(items(part.value(name))):
                if text(node) != "None":
                    yield from check(node, f"{part.at(name)}[{index}]")
    for part in manifest.of("core.v1.HostAlias"):
        yield from _ip(part.value("ip"), part.at("ip"))
    for part in manifest.of("core.v1.PodDNSConfig"):
        for index, node in enumerate(items(part.value("nameservers"))):
            yield from _ip(node, f"{part.at('nameservers')}[{index}]")
    for part in manifest.of("networking.v1.ServiceCIDRSpec"):
        for index, node in enumerate(items(part.value("cidrs"))):
            yield from _cidr(node, f"{part.at('cidrs')}[{index}]")
    yield from _hosts(manifest)


def _network(node: yaml.Node | None) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text(node) or "", strict=False)
    except ValueError:
        return None


def _inside(
    inner: ipaddress.IPv4Network | ipaddress.IPv6Network, outer: ipaddress.IPv4Network | ipaddress.IPv6Network
) -> bool:
    return inner.prefixlen > outer.prefixlen and inner.network_address in outer


def _ip(node: yaml.Node | None, path: str) -> Iterator[Problem]:
    raw = text(node)
    if node is None or raw is None:
        return
    try:
        ipaddress.ip_address(raw)
    except ValueError:
        words = f"`{shown(raw)}` is not an IP address.", f"`{shown(raw)}` は IP アドレスではない。"
        yield problem("address", node, path, words)


def _cidr(node: yaml.Node | None, path: str) -> Iterator[Problem]:
    raw = text(node)
    if node is None or raw is None:
        return
    try:
        network = ipaddress.ip_network(raw, strict=False)
    except ValueError:
        words = f"`{shown(raw)}` is not a network in CIDR form.", f"`{shown(raw)}` は CIDR 形式のネットワークではない。"
        yield problem(
            "address", node, path, words, ("Write for example `10.0.0.0/16`.", "`10.0.0.0/16` のように書く。")
        )
        return
    if "/" not in raw:
        words = f"`{raw}` lacks the prefix length.", f"`{raw}` にプレフィックス長がない。"
        yield problem("address", node, path, words, (f"Write `{network}`.", f"`{network}` と書く。"))
    elif str(network.network_address) != raw.partition("/")[0] and network.version == 4:
        words = f"`{raw}` has bits set after the prefix.", f"`{raw}` はプレフィックスより後のビットが立っている。"
        hint = f"The network is `{network}`.", f"ネットワークは `{network}`。"
        yield problem("address", node, path, words, hint, severity="warning")


def _hosts(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("networking.v1.IngressRule"):
        raw, node = part.text("host"), part.value("host")
        if not raw or node is None:
            continue
        if not _HOST.fullmatch(raw) or re.fullmatch(r"[\d.]+", raw):
            words = f"`{shown(raw)}` is not a host name.", f"`{shown(raw)}` はホスト名ではない。"
            hint = None
            if "://" in raw or "/" in raw or ":" in raw:
                hint = (
                    "Write the name alone, without scheme, port or path.",
                    "スキーム、ポート、パスを除き、名前だけを書く。",
                )
            yield problem("address", node, part.at("host"), words, hint)
    for part in manifest.of("networking.v1.HTTPIngressPath"):
        raw, node = part.text("path"), part.value("path")
        if raw and node is not None and not raw.startswith("/") and part.text("pathType") in ("Prefix", "Exact"):
            words = f"`{part.at('path')}` must start with `/`.", f"`{part.at('path')}` は `/` で始める。"
            yield problem("address", node, part.at("path"), words, (f"Write `/{raw}`.", f"`/{raw}` と書く。"))
    yield from _absolute_paths(manifest)


def _absolute_paths(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("core.v1.VolumeMount"):
        raw, node = part.text("mountPath"), part.value("mountPath")
        if raw and node is not None and ":" in raw and part.up("core.v1.PodSpec") and not re.match(r"^[A-Za-z]:", raw):
            words = f"`{shown(raw)}` must not contain `:`.", f"`{shown(raw)}` に `:` は使えない。"
            yield problem("address", node, part.at("mountPath"), words)
        inner, node = part.text("subPath"), part.value("subPath")
        if inner and node is not None and (inner.startswith("/") or ".." in inner.split("/")):
            words = (
                f"`{part.at('subPath')}` must be a relative path without `..`.",
                f"`{part.at('subPath')}` は `..` を含まない相対パス。",
            )
            yield problem("address", node, part.at("subPath"), words)
