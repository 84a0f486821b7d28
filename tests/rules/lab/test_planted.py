"""Planted mistakes are found at the exact word, with the right suggestion, in both languages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kakehashi.engine import check_site
from kakehashi.finding import Finding
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

SITE = Path(__file__).parents[2] / "lab" / "site"
OTHERS = {rule: "not what is tested" for rule in catalogue() if not rule.startswith("lab/")}
QUICK = Settings(map=None, rules_off=OTHERS)
LAB2 = "hands-on-labs/lab-02-task-definition-to-deployment.md"
LAB3 = "hands-on-labs/lab-03-rollout-and-rollback.md"
DEPLOYMENT2 = "manifests/labs/lab-02/deployment.yaml"
DEPLOYMENT3 = "manifests/labs/lab-03/deployment.yaml"


@dataclass(frozen=True)
class Planted:
    """One mistake: *old* becomes *new* in *file*; *rule* must name *word*, and *hint* stands in the suggestion."""

    rule: str
    file: str
    old: str
    new: str
    word: str
    hint: str = ""


def page(rule: str, old: str, new: str, word: str, hint: str = "", file: str = LAB2) -> Planted:
    return Planted(f"lab/{rule}", file, old, new, word, hint)


PLANTED = [
    page("front-matter", "  platform: kind", "  platform: knd", "knd", "`kind`"),
    page("front-matter", "  requires:", "  require:", "require", "`requires`"),
    page("front-matter", "  namespace: lab02", "  namespace: Lab_02", "Lab_02"),
    page("front-matter", "  tools: [kubectl, kind]", "  tools: kubectl", "kubectl", "[...]"),
    page(
        "unknown-prerequisite",
        "[lab-01-cluster-tour]",
        "[lab-01-cluster-tuor]",
        "lab-01-cluster-tuor",
        "lab-01-cluster-tour",
    ),
    page("missing-file", "-f configmap.yaml -f", "-f config-map.yaml -f", "config-map.yaml", "configmap.yaml"),
    page(
        "missing-file",
        "kubectl apply -f hungry.yaml",
        "kubectl apply -f manifests/hungry.yaml",
        "manifests/hungry.yaml",
        "hungry.yaml",
    ),
    page("missing-file", "cd lab-02\n", "cd lab-2\n", "lab-2"),
    page(
        "missing-file",
        "kubectl diff -f deployment.yaml",
        "rm deployment.yaml; kubectl diff -f deployment.yaml",
        "deployment.yaml",
    ),
    page("missing-object", "kubectl logs deployment/web", "kubectl logs deployment/wbe", "wbe", "`web`"),
    page(
        "missing-object",
        "kubectl get pod hungry",
        "kubectl get pod web-7c9d5f6b8d-x2k4p",
        "web-7c9d5f6b8d-x2k4p",
        "deployment/web",
    ),
    page(
        "missing-object",
        "time kubectl delete pod -l app=web",
        "time kubectl delete pod -l app=wbe",
        "app=wbe",
        "app=web",
    ),
    page("missing-object", "rollout status deployment/web", "rollout status statefulset/web", "web", "deployment/web"),
    page(
        "missing-object",
        "kubectl get endpointslices -l kubernetes.io/service-name=web",
        "kubectl get endpointslices -l kubernetes.io/service-name=wbe",
        "kubernetes.io/service-name=wbe",
        "kubernetes.io/service-name=web",
        LAB3,
    ),
    page(
        "missing-object",
        "kubectl logs loadgen --tail=3",
        "kubectl delete pod loadgen; kubectl logs loadgen --tail=3",
        "loadgen",
        "--ignore-not-found",
        LAB3,
    ),
    page(
        "missing-object",
        "kubectl logs loadgen --tail=3",
        "kubectl logs loadgen -n default",
        "loadgen",
        "-n lab03",
        LAB3,
    ),
    page(
        "missing-object",
        "kubectl rollout history deployment/web",
        "kubectl create job --from=cronjob/tick now",
        "tick",
        "",
        LAB3,
    ),
    page(
        "missing-object",
        "systemctl stop",
        "systemctl stop",
        "ecs2k8s-worker3",
        "ecs2k8s-worker2",
        "hands-on-labs/lab-01-cluster-tour.md",
    ),
    page("missing-container", "-c clock --tail", "-c clok --tail", "clok", "`clock`"),
    page("missing-container", "-c app -- sh", "-c nginx -- sh", "nginx", "app"),
    page(
        "missing-container",
        "deployment/web app=public.ecr.aws/nginx/nginx:1.29",
        "deployment/web web=public.ecr.aws/nginx/nginx:1.29",
        "web",
        "`app`",
        LAB3,
    ),
    page(
        "missing-port",
        "kubectl rollout history deployment/web",
        "kubectl port-forward service/web 8080:8080 &",
        "8080",
        "80",
        LAB3,
    ),
    page(
        "missing-port",
        "kubectl rollout history deployment/web",
        "kubectl port-forward deployment/web 8080:web &",
        "web",
        "http",
        LAB3,
    ),
    Planted("lab/missing-port", DEPLOYMENT3, "targetPort: http", "targetPort: 8080", "8080", "80 (http)"),
    page("missing-key", "{.data.API_TOKEN}", "{.data.API_TOKN}", "API_TOKN", "`API_TOKEN`"),
    Planted("lab/missing-key", DEPLOYMENT2, "key: LOG_LEVEL", "key: LOGLEVEL", "LOGLEVEL", "`LOG_LEVEL`"),
    page("missing-namespace", "kubectl create namespace lab02\n", "", "lab02", "kubectl create namespace lab02"),
    page(
        "missing-namespace", "kubectl apply -f hungry.yaml", "kubectl apply -f hungry.yaml -n lab20", "lab20", "`lab02`"
    ),
    page(
        "missing-namespace",
        "kubectl apply -f hungry.yaml",
        "kubectl delete namespace lab02; kubectl apply -f hungry.yaml",
        "lab02",
    ),
    Planted(
        "lab/empty-service", DEPLOYMENT3, "  selector:\n    app: web\n", "  selector:\n    app: wbe\n", "wbe", "`web`"
    ),
    Planted(
        "lab/empty-service", DEPLOYMENT3, "  selector:\n    app: web\n", "  selector:\n    ap: web\n", "ap", "`app`"
    ),
    Planted(
        "lab/missing-reference", DEPLOYMENT2, "name: web-secret", "name: web-secrets", "web-secrets", "`web-secret`"
    ),
    Planted(
        "lab/missing-reference",
        DEPLOYMENT2,
        "      initContainers:",
        "      serviceAccountName: web\n      initContainers:",
        "web",
    ),
    page(
        "missing-reference",
        "kubectl create configmap greeting --from-literal=GREETING=hello\n",
        "",
        "greeting",
        "",
        LAB3,
    ),
    page(
        "hopeless-wait",
        "--for=condition=Ready pod/loadgen",
        "--for=condition=Available pod/loadgen",
        "Available",
        "`Ready`",
        LAB3,
    ),
    page(
        "hopeless-wait",
        "kubectl rollout history deployment/web",
        "kubectl wait --for=condition=Complete deployment/web",
        "Complete",
        "`Available`",
        LAB3,
    ),
    page("hopeless-wait", "=Failed pod/hungry", "=Completed pod/hungry", "Completed", "Succeeded"),
    page(
        "hopeless-wait",
        "kubectl rollout history deployment/web",
        "kubectl rollout status pod/loadgen",
        "pod",
        "kubectl wait",
        LAB3,
    ),
    page(
        "hopeless-wait",
        "kubectl rollout history deployment/web",
        "kubectl wait --for=delete service/web",
        "delete",
        "",
        LAB3,
    ),
    page("left-behind", "kubectl delete namespace lab02\n", "", "lab02", "leaves: [namespace/lab02]"),
    page("left-behind", "kubectl config set-context --current --namespace default\n", "", "lab02", "set-context"),
    page(
        "left-behind",
        "kubectl explain pod.spec.terminationGracePeriodSeconds",
        "kubectl create clusterrole reader --verb=get --resource=pods",
        "reader",
        "clusterrole/reader",
    ),
    page(
        "left-behind",
        "kubectl explain pod.spec.terminationGracePeriodSeconds",
        "kubectl cordon ecs2k8s-worker",
        "ecs2k8s-worker",
    ),
    page(
        "left-behind",
        "kubectl explain pod.spec.terminationGracePeriodSeconds",
        "kubectl get pods > ~/pods.txt",
        "~/pods.txt",
    ),
    page(
        "left-behind",
        "  leaves: [cluster/ecs2k8s]\n",
        "",
        "ecs2k8s",
        "leaves: [cluster/ecs2k8s]",
        "hands-on-labs/lab-01-cluster-tour.md",
    ),
    page(
        "unlisted-tool",
        "tools: [kubectl, kind, docker]",
        "tools: [kubectl, kind]",
        "docker",
        "[kubectl, kind, docker]",
        "hands-on-labs/lab-01-cluster-tour.md",
    ),
    page("unlisted-tool", "| base64 -d", "| jq -r .", "jq", "jq"),
    page(
        "unlisted-tool", "kubectl rollout history deployment/web", "watch -n 5 kubectl get pods", "watch", "watch", LAB3
    ),
    page("wrong-platform", "### 9.", "```bash\naws eks list-clusters # kubectl\n```\n\n### 9.", "aws", "on-eks"),
    Planted(
        "lab/wrong-platform",
        DEPLOYMENT2,
        "    spec:\n",
        "    spec:\n      nodeSelector:\n        eks.amazonaws.com/compute-type: auto\n",
        "eks.amazonaws.com/compute-type",
    ),
    page(
        "wrong-platform",
        "  platform: kind",
        "  platform: eks",
        "kind",
        "on-kind",
        "hands-on-labs/lab-01-cluster-tour.md",
    ),
]


def _plant(folder: Path, one: Planted, language: str) -> None:
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    names = [f"{other}/{one.file}" for other in ("ja", "en")] if one.file.endswith(".md") else [one.file]
    for name in names:
        path = folder / name
        text = path.read_text("utf-8")
        assert one.old in text, f"{one.old!r} is not in {name}"
        if one.word == "ecs2k8s-worker3":
            text = text.replace(
                "docker exec ecs2k8s-worker2 systemctl stop", "docker exec ecs2k8s-worker3 systemctl stop"
            )
        path.write_text(text.replace(one.old, one.new, 1), "utf-8")
    other = "en" if language == "ja" else "ja"
    shutil.rmtree(folder / other)


def _word(folder: Path, finding: Finding) -> str:
    line = (folder / finding.path).read_text("utf-8").split("\n")[finding.span.line - 1]
    end = finding.span.end_column if finding.span.end_line == finding.span.line else len(line) + 1
    return line[finding.span.column - 1 : end - 1]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("one", PLANTED, ids=lambda one: f"{one.rule[4:]}-{one.word}")
def test_a_planted_mistake_is_found_at_its_word(one: Planted, language: str, tmp_path: Path) -> None:
    _plant(tmp_path, one, language)
    report = check_site(tmp_path, settings=QUICK, shown="", cached=False)
    found = [finding for finding in report.findings if finding.rule == one.rule]
    assert found, [f"{finding.rule}: {finding.message.en}" for finding in report.findings]
    assert one.word in [_word(tmp_path, finding) for finding in found]
    hit = next(finding for finding in found if _word(tmp_path, finding) == one.word)
    assert one.hint in (hit.suggestion.en if hit.suggestion else "")
    if hit.suggestion is not None:
        assert hit.suggestion.ja != hit.suggestion.en


def test_each_rule_has_two_planted_mistakes() -> None:
    counts = {rule: sum(one.rule == rule for one in PLANTED) for rule in catalogue() if rule.startswith("lab/")}
    assert [rule for rule, count in counts.items() if count < 2 and rule != "lab/unknown-prerequisite"] == []
