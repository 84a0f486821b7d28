"""The other tools: right commands pass, planted mistakes are found, and what is unknown is said to be so."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakehashi.knowledge.commands import Context, Problem, Word, check, inner_command, version_of, words_of
from kakehashi.knowledge.commands.grammar import load, snapshots

Ask = Callable[..., tuple[Problem, ...]]

RIGHT = """
helm upgrade --install web oci://registry.example.com/web --version 1.2 -n shop -f values.yaml --set a=b --wait
helm repo add eks https://aws.github.io/eks-charts
helm ls -A
helm template web ./chart -s templates/deployment.yaml
eksctl create cluster --name demo --region ap-northeast-1 --enable-auto-mode
eksctl create cluster -f cluster.yaml
eksctl utils associate-iam-oidc-provider --cluster demo --approve
eksctl anywhere create cluster -f x.yaml
crictl ps -a
crictl exec -it abc sh -c ls
minikube start --driver=docker --nodes 2 --kubernetes-version=v1.37.0
minikube kubectl -- get pods -A
kind create cluster --name demo --config kind.yaml --image kindest/node:v1.37.0 --wait 60s
kind load docker-image app:1 --name demo
kind delete cluster --name demo
etcdctl endpoint health --endpoints=https://127.0.0.1:2379 --cacert=ca.crt --cert=a.crt --key=a.key -w table
etcdctl snapshot save backup.db
etcdctl get / --prefix --keys-only --limit=10
etcdutl snapshot status backup.db -w table
etcdutl snapshot restore backup.db --data-dir /var/lib/etcd
kustomize build overlays/dev --enable-helm
kustomize edit set image web=nginx:1.30
docker run --rm -it -p 8080:80 -v "$PWD:/w" --name web nginx:1.29 nginx -g 'daemon off;'
docker -H tcp://x ps -a --format '{{.Names}}'
docker build -t app:1 -f Dockerfile --platform linux/arm64 .
docker exec -it web sh -c 'ls --color'
docker buildx build --platform linux/amd64,linux/arm64 --push -t app:1 .
docker compose -f compose.yaml up -d --build
docker compose run --rm web sh -c 'env'
docker image ls
docker login -u AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com
docker logs -f --tail 10 web
curl -sSL --fail -o kubectl https://dl.k8s.io/release/v1.37.0/bin/linux/amd64/kubectl
curl --cacert ca.crt -H 'Authorization: Bearer x' -X POST --data-binary @x.json https://example.com
curl -w '%{http_code}' -sko /dev/null https://example.com
journalctl -u kubelet -f --since '1 hour ago' -n 50 --no-pager
journalctl -xeu containerd
openssl x509 -in a.crt -noout -dates -ext subjectAltName
openssl s_client -connect example.com:443 -servername example.com -showcerts
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=a -days 3
openssl rand -base64 32
openssl dgst -sha256 a
openssl sha256 a
openssl genrsa -out key.pem 2048
openssl verify -CAfile ca.crt a.crt
jq -r '.items[].metadata.name' pods.json
jq --arg name web -rc '.a == $name'
helm diff upgrade web x
openssl base64 -d -in x
journalctl -b -1 -k
nslookup kubernetes.default.svc.cluster.local 10.96.0.10
nslookup -type=SRV _http._tcp.web.default.svc.cluster.local
""".strip().splitlines()

# command line, word at fault, rule, replacement or part of the English suggestion
WRONG = [
    ("helm upgrade --instal web x", 2, "helm/unknown-flag", "--install"),
    ("helm upgrade web x --atomic", 4, "helm/deprecated-flag", "--rollback-on-failure"),
    ("helm dlete web", 1, "helm/unknown-command", "delete"),
    ("eksctl create cluster --nmae x", 3, "eksctl/unknown-flag", "--name"),
    ("eksctl delet cluster", 1, "eksctl/unknown-command", "delete"),
    ("crictl pss", 1, "crictl/unknown-command", "ps"),
    ("minikube start --drivr=docker", 2, "minikube/unknown-flag", "--driver"),
    ("kind create clutser", 2, "kind/unknown-command", "cluster"),
    ("kind create cluster extra", 3, "kind/extra-argument", ""),
    ("kind create cluster --wait 60", 4, "kind/flag-value", ""),
    ("etcdctl snapshot status backup.db", 2, "etcdctl/removed-command", "etcdutl snapshot status"),
    ("etcdctl snapshot save", 2, "etcdctl/missing-argument", ""),
    ("etcdctl get / --prefx", 3, "etcdctl/unknown-flag", "--prefix"),
    ("kustomize biuld x", 1, "kustomize/unknown-command", "build"),
    ("docker rum nginx", 1, "docker/unknown-command", "run"),
    ("docker run --detatch nginx", 2, "docker/unknown-flag", "--detach"),
    ("docker rm", 1, "docker/missing-argument", ""),
    ("docker compose upp", 2, "docker/unknown-command", "up"),
    ("docker run --memory lots nginx", 3, "docker/flag-value", ""),
    ("curl --insecre https://example.com", 1, "curl/unknown-flag", "--insecure"),
    ("curl", 0, "curl/missing-argument", ""),
    ("journalctl --unitt kubelet", 1, "journalctl/unknown-flag", "--unit"),
    ("openssl x5009 -in a", 1, "openssl/unknown-command", "x509"),
    ("openssl x509 -in a.crt -nout", 4, "openssl/unknown-flag", "-noout"),
    ("jq --rawoutput .", 1, "jq/unknown-flag", "--raw-output"),
    ("nslookup -tpe=SRV x", 1, "nslookup/unknown-flag", "-type"),
]


@pytest.mark.parametrize("line", RIGHT)
def test_right_commands_pass(problems_of: Ask, line: str) -> None:
    assert problems_of(line) == ()


@pytest.mark.parametrize(("line", "index", "rule", "hint"), WRONG, ids=[row[0] for row in WRONG])
def test_mistake_is_found_at_its_word(problems_of: Ask, line: str, index: int, rule: str, hint: str) -> None:
    found = [problem for problem in problems_of(line) if (problem.rule, problem.index) == (rule, index)]
    assert found, problems_of(line)
    assert hint in " ".join((found[0].suggestion_en or "", found[0].replacement or ""))


def test_kustomize_accepts_its_help_examples(
    recorded: Callable[[str], Any], commands_in: Callable[[str], Iterator[tuple[list[Word], bool]]]
) -> None:
    lines = recorded("kustomize-examples.json")["commands"]
    assert lines
    for line in lines:
        if line.startswith("kustomize run "):
            continue  # a slip of that help page: the command is `kustomize fn run`, and the binary refuses this one
        for words, piped in commands_in(line.replace("{", "<").replace("}", ">")):
            if words and words[0].text == "kustomize":
                assert check(words, Context(piped)).problems == (), line


@pytest.mark.parametrize(
    ("line", "status", "tool"),
    [
        ("kubectl get pods", "checked", "kubectl"),
        ("/usr/local/bin/kubectl get pods", "checked", "kubectl"),
        ("kubectl ctx prod", "unchecked", "kubectl ctx"),
        ("kubectl -n x neat get pods", "unchecked", "kubectl neat"),
        ("argocd app list", "unchecked", "argocd"),
        ("./deploy.sh", "unchecked", "deploy.sh"),
        ("grep -r x .", "shell", "grep"),
        ("cd /tmp", "shell", "cd"),
    ],
)
def test_status(line: str, status: str, tool: str) -> None:
    verdict = check(words_of(*shlex.split(line)))
    assert (verdict.status, verdict.tool) == (status, tool)
    assert bool(verdict.version) == (status == "checked")


def test_alias_positions_are_those_of_the_words_as_written() -> None:
    context = Context(aliases={"k": "kubectl -n shop", "kk": "k"})
    (problem,) = check(words_of("k", "get", "podz"), context).problems
    assert problem.index == 2
    assert check(words_of("kk", "get", "pods"), context).status == "checked"
    assert check(words_of("k", "get", "pods"), Context(aliases={"k": "k"})).status == "unchecked"


def test_inner_command() -> None:
    assert inner_command(words_of("kubectl", "exec", "-it", "web", "--", "ls", "-l")) == 5
    assert inner_command(words_of("kubectl", "get", "pods")) is None
    assert inner_command(words_of("ls")) is None
    assert inner_command(words_of("docker", "exec", "-it", "-w", "/x", "box", "sh", "-c", "ls")) == 6
    assert inner_command(words_of("docker", "run", "--rm", "-e", "A=b", "alpine", "ls", "-l")) == 6
    assert inner_command(words_of("docker", "compose", "exec", "app", "ls")) == 4
    assert inner_command(words_of("docker", "run", "alpine")) is None
    assert inner_command(words_of("docker", "exec", "box", "ls")) == 3
    assert inner_command(words_of("crictl", "exec", "-it", "abc", "ls")) == 4
    assert inner_command(words_of("minikube", "ssh", "--", "ls")) == 3
    assert inner_command(words_of("minikube", "kubectl", "--", "get", "pods")) == 3


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("aws glue get-tables", "aws glue"),
        ("helm diff upgrade web x", "helm diff"),
        ("docker scout cves web", "docker scout"),
        ("eksctl frobnicate cluster", "eksctl frobnicate"),
        ("eksctl create cluster --some-newer-option x", "eksctl create cluster --some-newer-option"),
    ],
)
def test_the_part_of_a_tool_of_which_nothing_is_known_is_named(line: str, unknown: str) -> None:
    verdict = check(words_of(*line.split()))
    assert (verdict.status, verdict.tool, verdict.problems) == ("unchecked", unknown, ())


@pytest.mark.parametrize(
    ("raw", "several"), [('"$@"', True), ('"${names[@]}"', True), ("$NAMES", True), ('"$NAME"', False)]
)
def test_it_is_known_which_expansions_may_be_several_words(raw: str, several: bool) -> None:
    assert Word(raw.strip('"'), raw, True).elastic is several


@pytest.mark.parametrize(
    "tool", ["kubectl", "docker", "etcdctl", "etcdutl", "kind", "kustomize", "curl", "journalctl", "openssl"]
)
def test_snapshots_say_where_they_are_from(tool: str) -> None:
    grammar = load(tool)
    assert grammar.tool == tool
    assert grammar.version == version_of(tool)
    assert grammar.source.startswith("Debian package")
    assert len(grammar.date) == 10
    assert all(b"/tmp/" not in path.read_bytes() and b"/root" not in path.read_bytes() for path in snapshots(tool))


def test_snapshot_loads_within_30_milliseconds() -> None:
    for tool in ("kubectl", "docker", "openssl"):
        load.cache_clear()
        begin = time.process_time()
        load(tool)
        assert time.process_time() - begin < 0.030, tool


def test_speed() -> None:
    lines = [
        "kubectl get pods -n shop -l app=web -o yaml",
        "kubectl rollout status deploy/web",
        "docker ps -a",
        "helm ls -A",
    ]
    commands = [words_of(*shlex.split(line)) for line in lines]
    for words in commands:
        check(words)
    begin = time.process_time()
    for _ in range(500):
        for words in commands:
            check(words)
    each = (time.process_time() - begin) / (500 * len(commands))
    assert each < 1 / 10_000, f"{each * 1e6:.0f} µs for one command"


TEXTS = st.sampled_from(
    (
        *("kubectl", "get", "pods", "-n", "x", "-", "--", "--=", "--a=b", "-o", "jsonpath={", "{}", "create", "run"),
        *(
            "exec",
            "$A",
            "<b>",
            "''",
            "-l",
            ",",
            "/",
            "a/b",
            "--dry-run",
            "all",
            "docker",
            "wait",
            "--for",
            "label",
            "a=",
        ),
    )
)
TOOLS = st.sampled_from(("kubectl", "docker", "helm", "curl", "openssl", "jq", "etcdctl", "nslookup"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.text(max_size=6)), max_size=8), TOOLS)
def test_bad_input_never_raises(texts: list[str], tool: str) -> None:
    words = [Word(text, text, "$" in text or "<" in text) for text in (tool, *texts)]
    for problem in check(words).problems:
        assert 0 <= problem.index < len(words)
        end = len(words[problem.index].text) if problem.end is None else problem.end
        assert 0 <= problem.start <= end <= len(words[problem.index].text)
