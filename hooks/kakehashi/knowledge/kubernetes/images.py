"""Image references: their syntax, missing and moving tags, hosts that are retired.

Sources: the distribution reference grammar; kubernetes.io/blog/2023/03/10/image-registry-redirect/ (k8s.gcr.io);
github.com/bitnami/charts/issues/35164 (Bitnami's catalogue moved on 2025-08-28).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import text
from kakehashi.knowledge.kubernetes.words import shown

_PATH = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_HOST = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?"
_IMAGE = re.compile(
    rf"(?:(?P<host>{_HOST})/)?(?P<path>{_PATH}(?:/{_PATH})*)(?::(?P<tag>\w[\w.-]{{0,127}}))?(?:@(?P<digest>[a-z0-9+._-]+:[0-9a-fA-F]{{32,}}))?"
)

_ECR_STAND_IN = re.compile(r"[A-Z][A-Z0-9_]*\.dkr\.ecr\.")
"""An account to fill in, as in `ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/web`."""

# Start of a repository → (still answers, English, Japanese).
_RETIRED: tuple[tuple[str, str, str, str | None], ...] = (
    (
        "k8s.gcr.io/",
        "`k8s.gcr.io` is frozen since April 2023.",
        "`k8s.gcr.io` は 2023 年 4 月から更新されていない。",
        "registry.k8s.io/",
    ),
    (
        "gcr.io/google-containers/",
        "`gcr.io/google-containers` is the frozen predecessor of `registry.k8s.io`.",
        "`gcr.io/google-containers` は `registry.k8s.io` の古い名前で、更新されていない。",
        "registry.k8s.io/",
    ),
    (
        "gcr.io/google_containers/",
        "`gcr.io/google_containers` is the frozen predecessor of `registry.k8s.io`.",
        "`gcr.io/google_containers` は `registry.k8s.io` の古い名前で、更新されていない。",
        "registry.k8s.io/",
    ),
    (
        "quay.io/kubernetes-ingress-controller/",
        "`quay.io/kubernetes-ingress-controller` gets no new images; ingress-nginx itself was retired in March 2026.",
        "`quay.io/kubernetes-ingress-controller` に新しいイメージはない。ingress-nginx は 2026 年 3 月に引退した。",
        None,
    ),
    (
        "docker.io/bitnamilegacy/",
        "`bitnamilegacy` is an archive that gets no updates.",
        "`bitnamilegacy` は保管用で、更新されない。",
        None,
    ),
    (
        "docker.io/bitnami/",
        "Most `bitnami` images left Docker Hub's free catalogue in 2025.",
        "`bitnami` のイメージの多くは 2025 年に Docker Hub の無料カタログから消えた。",
        None,
    ),
)


def _images(manifest: Manifest) -> Iterator[tuple[yaml.Node, str, str]]:
    for part in manifest.of("core.v1.Container", "core.v1.EphemeralContainer"):
        node = part.value("image")
        raw = text(node)
        if node is not None and raw:
            yield node, raw, part.at("image")
    for part in manifest.of("core.v1.ImageVolumeSource"):
        node = part.value("reference")
        raw = text(node)
        if node is not None and raw:
            yield node, raw, part.at("reference")


@dataclass(frozen=True, slots=True)
class ImageFault:
    """Why a text is no image reference; the hint is (English, Japanese), or None."""

    hint: tuple[str, str] | None


def image_fault(raw: str) -> ImageFault | None:
    """Say why a text is no image reference; None where it is one."""
    if _IMAGE.fullmatch(raw) or _ECR_STAND_IN.match(raw):
        return None
    if "://" in raw:
        return ImageFault(("Remove the scheme: images have none.", "スキーム（`https://` など）を外す。"))
    if raw != raw.strip() or " " in raw:
        return ImageFault(("Remove the space.", "空白を取る。"))
    if _IMAGE.fullmatch(raw.lower()):
        right = raw.lower()
        return ImageFault((f"Repository names are lower case: `{right}`.", f"リポジトリ名は小文字: `{right}`。"))
    if raw.endswith((":", "@")):
        return ImageFault(("Write a tag after `:`.", "`:` の後にタグを書く。"))
    return ImageFault(None)


def image_problems(manifest: Manifest) -> Iterator[Problem]:
    """Image references that cannot be pulled (`image`)."""
    for node, raw, path in _images(manifest):
        fault = image_fault(raw)
        if fault:
            words = f"`{shown(raw)}` is not an image reference.", f"`{shown(raw)}` はイメージの指定ではない。"
            yield problem("image", node, path, words, fault.hint)


def image_tag_problems(manifest: Manifest) -> Iterator[Problem]:
    """Images without tag or with `latest`: what runs changes without notice (`image-tag`, a warning)."""
    for node, raw, path in _images(manifest):
        matched = _IMAGE.fullmatch(raw)
        if not matched or matched["digest"] or matched["tag"] not in (None, "latest"):
            continue
        if matched["tag"]:
            words = (
                f"`{shown(raw)}` moves: `latest` is another image tomorrow.",
                f"`{shown(raw)}` の `latest` は中身が変わる。",
            )
        else:
            words = (
                f"`{shown(raw)}` has no tag, which means `latest`.",
                f"`{shown(raw)}` にタグがなく、`latest` と同じになる。",
            )
        yield problem("image-tag", node, path, words, ("Name a version.", "バージョンを書く。"), severity="warning")


def image_host_problems(manifest: Manifest) -> Iterator[Problem]:
    """Images from hosts or catalogues that are retired (`image-host`, a warning)."""
    for node, raw, path in _images(manifest):
        full = f"docker.io/{raw}" if raw.startswith(("bitnami/", "bitnamilegacy/")) else raw
        for start, en, ja, heir in _RETIRED:
            if full.startswith(start):
                hint = None
                if heir:
                    new = heir + full[len(start) :]
                    hint = f"Use `{new}`.", f"`{new}` を使う。"
                yield problem("image-host", node, path, (en, ja), hint, severity="warning")
                break
