"""What the simulation knows after each step."""

from __future__ import annotations

import pytest
from tests.lab.helpers import WEB, block, commands, follow, page_of, site_page, told

from kakehashi.lab.declaration import read_declaration
from kakehashi.lab.objects import parse_selector, selected
from kakehashi.lab.session import session_of
from kakehashi.lab.utilities import substitute


def _changes(text: str, **files: str) -> list[str]:
    session = commands(text, files=files)
    skipped = 3 + len(files)
    return [f"{one.sign}{one.what}" for step in session.steps[skipped:-2] for one in step.changes]


def test_objects_come_change_and_go() -> None:
    text = "kubectl apply -f web.yaml\nkubectl apply -f web.yaml\nkubectl scale deploy/web --replicas=3\n"
    text += "kubectl delete -f web.yaml"
    assert _changes(text) == ["+deployment/web", "~deployment/web", "~deployment/web", "-deployment/web"]


def test_files_come_change_and_go() -> None:
    text = "echo a > x.txt\necho b >> x.txt\nmkdir d\nmv x.txt d/\nrm -r d"
    assert _changes(text) == ["+x.txt", "~x.txt", "+d/x.txt", "-x.txt", "-d/x.txt"]


def test_a_namespace_takes_everything_in_it_along() -> None:
    session = commands("kubectl apply -f web.yaml")
    last = session.steps[-1]
    assert last.objects == (2, 0)
    assert [f"{one.sign}{one.what}" for one in last.changes] == ["-namespace/demo (+1)"]


def test_dry_runs_and_diffs_change_nothing() -> None:
    text = "kubectl apply -f web.yaml --dry-run=server\nkubectl diff -f web.yaml || true\n"
    text += "kubectl create ns x --dry-run=client -o yaml"
    assert _changes(text) == []


def test_a_variable_known_from_the_page_is_followed() -> None:
    assert told(commands("NAME=web\nkubectl apply -f $NAME.yaml\nkubectl logs deploy/$NAME")) == []
    assert told(commands("NAME=wbe\nkubectl apply -f web.yaml\nkubectl logs deploy/$NAME")) == ["missing-object: wbe"]


def test_kustomizations_are_built() -> None:
    files = {
        "base/kustomization.yaml": "resources: [web.yaml, gone.yaml]\n"
        "configMapGenerator: [{name: app, literals: [A=b]}]\n",
        "base/web.yaml": WEB + "          envFrom: [{configMapRef: {name: app}}]\n",
    }
    assert told(commands("kubectl apply -k base", files=files)) == ["missing-file: gone.yaml"]
    files["base/kustomization.yaml"] = (
        files["base/kustomization.yaml"].replace(", gone.yaml", "") + "namePrefix: dev-\n"
    )
    text = (
        "kubectl apply -k base\nkubectl rollout status deploy/dev-web\nkubectl get cm dev-app -o jsonpath='{.data.A}'"
    )
    assert told(commands(text, files=files)) == []
    assert told(commands("kubectl apply -k base\nkubectl logs deploy/web", files=files)) == ["missing-object: web"]


def test_rollout_undo_brings_back_the_template() -> None:
    two = WEB.replace("name: app", "name: other")
    text = "kubectl apply -f web.yaml\nkubectl apply -f two.yaml\nkubectl logs deploy/web -c {}\n"
    text += "kubectl rollout undo deploy/web\nkubectl logs deploy/web -c {}"
    assert told(commands(text.format("other", "app"), files={"two.yaml": two})) == []
    assert told(commands(text.format("app", "other"), files={"two.yaml": two})) == [
        "missing-container: app",
        "missing-container: other",
    ]


def test_labels_set_later_decide_what_a_service_selects() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {run: one}, ports: [{port: 80}]}\n"
    make = "kubectl apply -f s.yaml\nkubectl run two --image=nginx\n"
    assert told(commands(make, files={"s.yaml": service})) == ["empty-service: one"]
    assert told(commands(make + "kubectl label pod two run=one --overwrite", files={"s.yaml": service})) == []


def test_a_lab_that_makes_its_cluster_knows_its_nodes() -> None:
    front = "platform: kind, cluster: c, tools: [kubectl, kind], leaves: [cluster/c]"
    config = block(
        "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{role: control-plane}, {role: worker}]",
        "yaml",
        title="k.yaml",
    )
    make = "kind create cluster --name c --config k.yaml\nkubectl get node c-control-plane c-worker{}"
    assert told(follow(config, block(make.format("")), front=front)) == []
    assert told(follow(config, block(make.format("2")), front=front)) == ["missing-object: c-worker2"]
    gone = make.format("") + "\nkubectl create ns x\nkind delete cluster --name c"
    assert told(follow(config, block(gone), front=front.replace(", leaves: [cluster/c]", ""))) == []


def test_leaves_that_are_never_made_are_noted() -> None:
    front = "platform: kind, tools: [kubectl], leaves: [namespace/other]"
    assert told(follow(block("kubectl get nodes"), front=front)) == ["left-behind: namespace/other"]
    assert told(follow(block("kubectl create ns other"), front=front.replace("namespace/", "ns/"))) == []


def test_claims_in_a_foreign_namespace_are_left_behind() -> None:
    claims = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n"
    claims += "  template: {spec: {containers: [{name: a}]}}\n"
    claims += "  volumeClaimTemplates: [{metadata: {name: data}}]\n"
    session = follow(block(claims, "yaml", title="db.yaml"), block("kubectl apply -f db.yaml\nkubectl delete sts db"))
    assert told(session) == ["left-behind: persistentvolumeclaim/data-db-0"]


@pytest.mark.parametrize(
    ("selector", "labels", "expected"),
    [
        ("a=b", {"a": "b"}, True),
        ("a==b,c!=d", {"a": "b"}, True),
        ("a!=b", {"a": "b"}, False),
        ("a in (x, b)", {"a": "b"}, True),
        ("a notin (b)", {"a": "b"}, False),
        ("a", {"a": "b"}, True),
        ("!a", {"a": "b"}, False),
        ("!a", {}, True),
    ],
)
def test_selectors(selector: str, labels: dict[str, str], expected: bool) -> None:
    requirements = parse_selector(selector)
    assert requirements is not None
    assert selected(requirements, labels) is expected


def test_a_selector_that_cannot_be_read_is_none() -> None:
    assert parse_selector("a=b=c d") is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("s/a/b/", "bana"),
        ("s/a/b/g", "bbnb"),
        ("s|n|x|", "aaxa"),
        (r"s/\(a\)/\1/", None),
        ("/a/d", None),
        ("s/a*/b/", None),
    ],
)
def test_plain_substitutions_of_sed(expression: str, expected: str | None) -> None:
    assert substitute(expression, "aana") == expected


def test_declarations_are_read_with_their_places() -> None:
    page = site_page("lab-02-task-definition-to-deployment")
    declaration, faults = read_declaration(page)
    assert declaration is not None and faults == ()
    assert (declaration.platform, declaration.cluster, declaration.namespace) == ("kind", "ecs2k8s", "lab02")
    assert declaration.tools == ("kubectl", "kind")
    assert declaration.namespace is not None and declaration.namespace.place is not None
    assert (declaration.namespace.place.span.line, declaration.namespace.place.span.column) == (7, 14)


@pytest.mark.parametrize(
    ("front", "count"),
    [
        ("lab: kind", 1),
        ("lab: {}", 2),
        ("lab: {platform: kind, tools: [kubectl], tools: [kind]}", 1),
        ("lab: [a]", 1),
        ("lab:", 1),
        ("lab: {platform: kind, tools: [kubectl], leaves: [x]}", 1),
        ("lab: {platform: kind, tools: [a b], namespace: 3}", 2),
    ],
)
def test_wrong_declarations_are_faults_with_words_in_both_languages(front: str, count: int) -> None:
    declaration, faults = read_declaration(page_of(f"---\n{front}\n---\n"))
    assert declaration is not None
    assert len(faults) == count, [one.message.en for one in faults]
    assert all(one.message.en and one.message.ja for one in faults)


def test_a_page_is_followed_once() -> None:
    page = site_page("lab-03-rollout-and-rollback")
    assert session_of(page) is session_of(page)
