"""What came and went: kubectl flags and commands that old pages use, with the version and what to use instead.

Versions are those of the Kubernetes release notes. A flag that the snapshot knows and that stands here is deprecated;
one that it
does not know was removed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """since:

    the Kubernetes version of the removal (or deprecation), "" if not known; flag: the certain replacement of a flag.
    """

    since: str
    en: str
    ja: str
    flag: str | None = None


def _use(flag: str, since: str) -> Past:
    return Past(since, f"Use `{flag}`", f"`{flag}` を使います", flag)


_ONLY_PODS = Past(
    "1.18",
    "`kubectl run` makes a single Pod; use `kubectl create deployment` (or `create job`, `create cronjob`)",
    "`kubectl run` が作る Pod は 1 つだけです。`kubectl create deployment` や `create job` を使います",
)
_OVERRIDES = Past("1.24", "Use `--overrides`, or a manifest", "`--overrides` かマニフェストを使います")
_NO_GENERATOR = Past("1.18", "Leave it out", "省きます")

# (command, flag): "*" stands for every command.
REMOVED_FLAGS: dict[tuple[str, str], Past] = {
    ("version", "short"): Past("1.28", "Leave it out: short output is the default", "省きます。短い出力が既定です"),
    ("drain", "delete-local-data"): _use("--delete-emptydir-data", "1.31"),
    ("get", "export"): Past(
        "1.18",
        "Use `-o yaml` and delete the status and metadata by hand",
        "`-o yaml` を使い、status などを手で消します",
    ),
    ("get", "show-all"): Past(
        "", "Leave it out: all objects are shown", "省きます。すべてのオブジェクトが表示されます"
    ),
    ("get", "include-uninitialized"): Past("", "Leave it out", "省きます"),
    ("*", "include-uninitialized"): Past("", "Leave it out", "省きます"),
    ("apply", "prune-whitelist"): _use("--prune-allowlist", ""),
    ("diff", "prune-whitelist"): _use("--prune-allowlist", ""),
    ("apply", "server-dry-run"): _use("--dry-run=server", ""),
    ("apply", "experimental-server-side"): _use("--server-side", ""),
    ("apply", "experimental-force-conflicts"): _use("--force-conflicts", ""),
    ("apply", "experimental-field-manager"): _use("--field-manager", ""),
    ("run", "generator"): _ONLY_PODS,
    ("run", "replicas"): _ONLY_PODS,
    ("run", "schedule"): _ONLY_PODS,
    ("run", "limits"): _OVERRIDES,
    ("run", "requests"): _OVERRIDES,
    ("run", "serviceaccount"): _OVERRIDES,
    ("run", "hostport"): _OVERRIDES,
    ("*", "generator"): _NO_GENERATOR,
    ("*", "delete-local-data"): _use("--delete-emptydir-data", "1.31"),
    ("exec", "pod"): Past("", "Give the Pod as an argument", "Pod を引数で指定します"),
    ("logs", "pod"): Past("", "Give the Pod as an argument", "Pod を引数で指定します"),
    ("top pod", "heapster-namespace"): Past(
        "", "Leave it out: metrics come from metrics-server", "省きます。値は metrics-server から得られます"
    ),
    ("top pod", "use-protocol-buffers"): Past("", "Leave it out: it is the default", "省きます。既定の動作です"),
    ("top node", "use-protocol-buffers"): Past("", "Leave it out: it is the default", "省きます。既定の動作です"),
}
DEPRECATED_FLAGS: dict[tuple[str, str], Past] = {
    ("*", "record"): Past(
        "",
        "Leave it out, or annotate `kubernetes.io/change-cause` yourself",
        "省くか、アノテーション `kubernetes.io/change-cause` を自分で付けます",
    ),
    ("autoscale", "cpu-percent"): Past("", "Use `--cpu=70%` and the like", "`--cpu=70%` のように `--cpu` を使います"),
    ("run", "filename"): Past(
        "1.37", "Leave it out: `kubectl run` ignores it", "省きます。`kubectl run` では無視されます"
    ),
}
REMOVED_COMMANDS: dict[str, Past] = {
    "rolling-update": Past(
        "1.18", "Use a Deployment and `kubectl rollout`", "Deployment と `kubectl rollout` を使います"
    ),
    "convert": Past(
        "1.20", "It is a plugin now: install `kubectl-convert`", "プラグイン `kubectl-convert` になりました"
    ),
    "stop": Past("", "Use `kubectl delete`", "`kubectl delete` を使います"),
    "resize": Past("", "Use `kubectl scale`", "`kubectl scale` を使います"),
    "update": Past("", "Use `kubectl replace` or `kubectl apply`", "`kubectl replace` か `kubectl apply` を使います"),
    "run-container": Past("", "Use `kubectl run`", "`kubectl run` を使います"),
    "log": Past("", "Use `kubectl logs`", "`kubectl logs` を使います"),
    "clusterinfo": Past("", "Use `kubectl cluster-info`", "`kubectl cluster-info` を使います"),
    "alpha debug": Past("1.20", "Use `kubectl debug`", "`kubectl debug` を使います"),
    "alpha events": Past("1.26", "Use `kubectl events`", "`kubectl events` を使います"),
    "alpha auth": Past("1.28", "Use `kubectl auth whoami`", "`kubectl auth whoami` を使います"),
}
# Commands of other tools (docker, aws, helm) that newcomers try, and what kubectl calls them.
OTHER_NAMES = {
    "ps": "get pods",
    "list": "get",
    "ls": "get",
    "show": "describe",
    "inspect": "describe",
    "start": "scale",
    "restart": "rollout restart",
    "rollback": "rollout undo",
    "remove": "delete",
    "rm": "delete",
    "ssh": "exec",
    "install": "apply",
    "deploy": "create deployment",
}


def past_flag(command: str, flag: str, known: bool) -> Past | None:
    """What became of a flag of a command; known: the snapshot still has it."""
    book = DEPRECATED_FLAGS if known else REMOVED_FLAGS
    return book.get((command, flag)) or book.get(("*", flag))
