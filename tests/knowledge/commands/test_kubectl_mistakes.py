"""Planted mistakes of each kind are found at the exact word, with the right suggestion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kakehashi.knowledge.commands import Problem
from kakehashi.knowledge.commands.kubectl import added_after

Ask = Callable[..., tuple[Problem, ...]]

# command line, word at fault, rule, replacement or a part of the English suggestion ("" for none)
MISTAKES = [
    ("kubectl gett pods", 1, "unknown-command", "get"),
    ("kubectl rollout restrat deploy/web", 2, "unknown-command", "restart"),
    ("kubectl create deploymet web --image=x", 2, "unknown-command", "deployment"),
    ("kubectl rolling-update web", 1, "removed-command", "kubectl rollout"),
    ("kubectl ps", 1, "unknown-command", "kubectl get pods"),
    ("kubectl get pods --all-namespace", 3, "unknown-flag", "--all-namespaces"),
    ("kubectl get pods --namepsace x", 3, "unknown-flag", "--namespace"),
    ("kubectl get pods --replicas=3", 3, "unknown-flag", "belongs to `kubectl scale`"),
    ("kubectl get pods -itx", 3, "unknown-flag", ""),
    ("kubectl version --short", 2, "removed-flag", "default"),
    ("kubectl get pods --export", 3, "removed-flag", "-o yaml"),
    ("kubectl drain node-1 --delete-local-data", 3, "removed-flag", "--delete-emptydir-data"),
    ("kubectl run web --image=x --generator=run-pod/v1", 4, "removed-flag", "create deployment"),
    ("kubectl run web --image=x --replicas=2", 4, "removed-flag", "create deployment"),
    ("kubectl run web --image=x --limits=cpu=1", 4, "removed-flag", "--overrides"),
    ("kubectl autoscale deploy web --max=3 --cpu-percent=50", 5, "deprecated-flag", "--cpu"),
    ("kubectl scale deploy web --replicas=2 --record", 5, "deprecated-flag", "change-cause"),
    ("kubectl apply -f a.yaml --dry-run", 4, "deprecated-flag", "--dry-run=client"),
    ("kubectl apply -f a.yaml --dry-run=true", 4, "deprecated-flag", "client"),
    ("kubectl delete deploy web --cascade=false", 4, "deprecated-flag", "orphan"),
    ("kubectl debug -it web --image=x --profile=legacy", 5, "deprecated-flag", "general"),
    ("kubectl rollout status deploy/web --timeout=60", 4, "flag-value", ""),
    ("kubectl logs web --since 5", 4, "flag-value", ""),
    ("kubectl logs web --tail=ten", 3, "flag-value", ""),
    ("kubectl apply -f a.yaml --dry-run=clent", 4, "flag-value", "client"),
    ("kubectl apply -f a.yaml --dry-run server", 5, "flag-value", "--dry-run=server"),
    ("kubectl run web --image=x --restart=always", 4, "flag-value", "Always"),
    ("kubectl patch deploy web --type=merged -p {}", 4, "flag-value", "merge"),
    ("kubectl scale deploy web --replicas", 4, "flag-value", ""),
    ("kubectl get pods --watch=maybe", 3, "flag-value", ""),
    ("kubectl get pods -o yml", 4, "output-format", "yaml"),
    ("kubectl get pods -oyml", 3, "output-format", "yaml"),
    ("kubectl delete pod web -o yaml", 5, "output-format", ""),
    ("kubectl get pods -o jsonpath={.items[*]", 4, "output-template", ""),
    ("kubectl get pods -o jsonpath=.items", 4, "output-template", "{.items}"),
    ("kubectl get pods -o custom-columns=NAME", 4, "output-template", ""),
    ("kubectl get pods -o 'go-template={{range .items}}{{.a}}'", 4, "output-template", ""),
    ("kubectl get pods -l 'app in (web'", 4, "selector", ""),
    ("kubectl get pods -l app=web,", 4, "selector", ""),
    ("kubectl get pods --field-selector status.phase", 4, "selector", ""),
    ("kubectl get pods --field-selector status.phas=Running", 4, "selector", "status.phase"),
    ("kubectl get deploy --field-selector=spec.replicas=1", 3, "selector", ""),
    ("kubectl get deploymnt", 2, "unknown-resource", "deployment"),
    ("kubectl get pods,servces", 2, "unknown-resource", "services"),
    ("kubectl get deployments.v2.apps", 2, "unknown-resource", "deployments.apps"),
    ("kubectl delete pof/web", 2, "unknown-resource", "pod"),
    ("kubectl get psp", 2, "removed-resource", "Pod Security Admission"),
    ("kubectl get cs", 2, "deprecated-resource", "/readyz"),
    ("kubectl get ep web", 2, "deprecated-resource", "endpointslices"),
    ("kubectl get pod web svc/web", 2, "resource-name", "pod/web"),
    ("kubectl get pods svc/web", 2, "resource-name", "Leave out"),
    ("kubectl delete pods", 2, "missing-argument", ""),
    ("kubectl apply", 1, "missing-argument", ""),
    ("kubectl logs", 1, "missing-argument", ""),
    ("kubectl apply -f a.yaml b.yaml", 4, "extra-argument", ""),
    ("kubectl apply -f a.yaml --server-side true", 5, "extra-argument", "--server-side=true"),
    ("kubectl create deployment web", 2, "required-flag", ""),
    ("kubectl scale deploy web", 1, "required-flag", ""),
    ("kubectl wait pod/web", 1, "required-flag", ""),
    ("kubectl run web --image=x -t", 4, "required-flag", "-it"),
    ("kubectl delete pod web --now --grace-period=0", 5, "conflicting-flags", ""),
    ("kubectl apply -f a.yaml -k b", 4, "conflicting-flags", ""),
    ("kubectl get pod web -A", 4, "conflicting-flags", ""),
    ("kubectl apply -f -", 2, "stdin", ""),
    ("kubectl exec web ls", 3, "missing-dash", "-- ls"),
    ("kubectl taint nodes n a=b:NoSchedul", 4, "key-value", ""),
    ("kubectl label pods web env:dev", 4, "key-value", "env=dev"),
    ("kubectl port-forward svc web 80:80", 3, "port", "svc/web"),
    ("kubectl rollout restart job/x", 3, "resource-name", ""),
    ("kubectl config unset context.x", 3, "config-property", "contexts"),
    ("kubectl -n x get pods --wach", 5, "unknown-flag", "--watch"),
]


@pytest.mark.parametrize(("line", "index", "rule", "hint"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_mistake_is_found_at_its_word(problems_of: Ask, line: str, index: int, rule: str, hint: str) -> None:
    found = [problem for problem in problems_of(line) if problem.rule == f"kubectl/{rule}" and problem.index == index]
    assert found, problems_of(line)
    told = " ".join((found[0].suggestion_en or "", found[0].replacement or ""))
    assert hint in told
    assert (found[0].suggestion_en is None) == (found[0].suggestion_ja is None)
    assert found[0].en
    assert found[0].ja != found[0].en


def test_range_inside_a_word(problems_of: Ask) -> None:
    (problem,) = problems_of("kubectl get pods,servces,deploy")
    assert "pods,servces,deploy"[problem.start : problem.end] == "servces"
    (problem,) = problems_of("kubectl get pods --selctor=a=b")
    assert "--selctor=a=b"[problem.start : problem.end] == "--selctor"
    (problem,) = problems_of("kubectl get pods -oyml")
    assert "-oyml"[problem.start : problem.end] == "yml"


@pytest.mark.parametrize(
    "line",
    [
        "kubectl get pods $FLAGS",
        "kubectl get <type> <name>",
        "kubectl get pods -n <namespace> -l app=<app>",
        "kubectl scale deploy/<name> --replicas=<count>",
        "kubectl logs <pod> --since=<duration>",
        "kubectl apply -f $FILE $EXTRA",
        "kubectl get deploy/$NAME -o jsonpath='{.spec.$FIELD}'",
        "kubectl $VERB pods",
        "kubectl rollout status deploy/web --timeout=${TIMEOUT}",
        "kubectl create secret generic db --from-literal=password=$PASSWORD",
        "kubectl -n $NS exec -it $POD -- sh -c 'ls | grep x'",
        "kubectl get widgets.shop.example.com",
        "kubectl drain <node-name> --ignore-daemonsets",
        "kubectl label node <node> <key>=<value>",
        "kubectl taint nodes $NODE $TAINT",
    ],
)
def test_unknown_values_cause_no_problem(problems_of: Ask, line: str) -> None:
    assert problems_of(line) == ()


def test_type_beside_a_placeholder_is_still_judged(problems_of: Ask) -> None:
    (problem,) = problems_of("kubectl get deploymnt/<name>")
    assert problem.rule == "kubectl/unknown-resource"


def test_what_came_after_the_oldest_snapshot() -> None:
    assert added_after("kuberc") == "1.32.3"
    assert added_after("autoscale", "cpu") == "1.32.3"
    assert added_after("autoscale", "max") is None
    assert added_after("rolling-update") is None


def test_bool_flag_followed_by_its_value_as_a_word(problems_of: Ask) -> None:
    found = problems_of("kubectl create deployment web --image=x --save-config false")
    assert [problem.suggestion_en for problem in found] == ["Write `--save-config=false`"]
