"""Commands are found wherever they hide, with the places of their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakehashi.pages.commands import FoundCommand, commands_of, is_shell
from kakehashi.pages.page import scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import Source

CORPORA = sorted((Path(__file__).parents[1] / "rules").glob("*/data/clean.md"))


def snippet(text: str, language: str = "bash") -> Snippet:
    return scan(Source("page.md", f"`````{language}\n{text}\n`````\n")).fences[0]


def found(text: str, language: str = "bash") -> list[str]:
    return [" ".join(word.text for word in one.words) for one in commands_of(snippet(text, language))]


def named(text: str, name: str = "kubectl") -> FoundCommand:
    return next(one for one in commands_of(snippet(text)) if one.words[0].text == name)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("sudo -E -u ops KUBECONFIG=/x kubectl get pods", "kubectl get pods"),
        ("watch -n 2 -d kubectl get pods", "kubectl get pods"),
        ("watch 'kubectl get pods | wc -l'", "kubectl get pods"),
        ("time -p kubectl get pods", "kubectl get pods"),
        ("env -u A B=c kubectl get pods", "kubectl get pods"),
        ("nohup kubectl proxy &", "kubectl proxy"),
        ("timeout -k 5 60 kubectl get pods -w", "kubectl get pods -w"),
        ("exec kubectl get pods", "kubectl get pods"),
        ("command kubectl get pods", "kubectl get pods"),
        ("sudo -- nice -n 10 kubectl get pods", "kubectl get pods"),
        ("A=1 B=2 kubectl get pods", "kubectl get pods"),
        ("! kubectl get pods", "kubectl get pods"),
        ("sh -c 'kubectl get pods'", "kubectl get pods"),
        ("bash -euo pipefail -c 'cd x && kubectl get pods'", "kubectl get pods"),
        ("sh -c \"sh -c 'kubectl get pods'\"", "kubectl get pods"),
        ("eval 'kubectl get pods'", "kubectl get pods"),
        ("trap 'kubectl delete ns x' EXIT", "kubectl delete ns x"),
        ("su - ops -c 'kubectl get pods'", "kubectl get pods"),
        ("ssh -i key ops@host kubectl get pods", "kubectl get pods"),
        ("ssh ops@host 'sudo kubectl get pods'", "kubectl get pods"),
        ("find . -name x -exec kubectl apply -f a.yaml \\;", "kubectl apply -f a.yaml"),
        ("kubectl exec -it web -- etcdctl member list", "etcdctl member list"),
        ("kubectl run x --image=y --rm -it -- nslookup web", "nslookup web"),
        ("kubectl debug node/n -it --image=x -- chroot /host crictl ps", "crictl ps"),
        ("docker exec -it box sh -c 'kubectl get pods'", "kubectl get pods"),
        ("minikube kubectl -- get pods", "kubectl get pods"),
        ("minikube ssh -- sudo crictl ps", "crictl ps"),
        ("sudo crictl exec -it abc curl -s http://x", "curl -s http://x"),
        ("aws-vault exec prod -- kubectl get pods", "kubectl get pods"),
        ("for i in $(kubectl get pods); do echo $i; done", "kubectl get pods"),
        ("source <(kubectl completion bash)", "kubectl completion bash"),
        ('echo "now: $(kubectl get pods)"', "kubectl get pods"),
        ("f() {\n  kubectl get pods\n}", "kubectl get pods"),
        ("bash <<'EOF'\nkubectl get pods\nEOF", "kubectl get pods"),
        ("ssh host <<EOF\nkubectl get pods\nEOF", "kubectl get pods"),
        ("kubectl exec -i web -- sh <<'EOF'\ncurl -s x\nEOF", "curl -s x"),
        ("cat > run.sh <<'EOF'\nkubectl get pods\nEOF", "kubectl get pods"),
        ("cat <<'EOF' | sudo tee /x/run.sh\nkubectl get pods\nEOF", "kubectl get pods"),
        ("cat <<EOF\nthere are $(kubectl get pods)\nEOF", "kubectl get pods"),
        ("kubectl get pods \\\n  -n shop", "kubectl get pods -n shop"),
        ("kubectl get pods -n <名前 空間>", "kubectl get pods -n <名前 空間>"),
    ],
)
def test_commands_are_found_where_they_hide(text: str, inner: str) -> None:
    assert inner in found(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cat <<EOF\nkubectl get pods\nEOF", "bash"),
        ("cat > notes.txt <<'EOF'\nkubectl get pods\nEOF", "bash"),
        ("# kubectl get pods", "bash"),
        ("echo 'kubectl get pods'", "bash"),
        ("bash run.sh <<EOF\nkubectl get pods\nEOF", "bash"),
        ("ssh host 'cat > x' <<EOF\nkubectl get pods\nEOF", "bash"),
        ("kubectl() {\n  true\n}\nkubectl get pods", "bash"),
        ("command -v kubectl", "bash"),
        ("NAME  READY\nkubectl-x  1/1", "console"),
    ],
)
def test_text_that_only_looks_like_a_command_is_none(text: str, language: str) -> None:
    assert not [one for one in found(text, language) if one.startswith("kubectl")]


def test_sessions_are_read_without_their_output() -> None:
    assert found("$ kubectl get pods\nNAME  READY\nweb   1/1\n$ helm list", "console") == [
        "kubectl get pods",
        "helm list",
    ]


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("kubectl apply -f -", False),
        ("cat x | kubectl apply -f -", True),
        ("kubectl apply -f - <<EOF\na: 1\nEOF", True),
        ("kubectl apply -f - < x", True),
        ('kubectl apply -f - <<< "$x"', True),
        ("cat x | sudo kubectl apply -f -", True),
        ("cat x | sh -c 'kubectl apply -f -'", True),
        ("cat x | while read -r i; do kubectl apply -f -; done", True),
        ("f() {\n  kubectl apply -f -\n}", True),
        ("sh -c 'kubectl apply -f -'", False),
    ],
)
def test_it_is_known_whether_standard_input_is_fed(text: str, reads: bool) -> None:
    assert named(text).context.reads_stdin is reads


def test_what_xargs_adds_is_unknown() -> None:
    assert named("cat x | xargs -n1 kubectl delete").words[-1].elastic
    assert named("cat x | xargs -I{} kubectl delete {} --now").words[2].dynamic


def test_aliases_are_known_from_the_snippet_and_k_from_everywhere() -> None:
    command = commands_of(snippet("alias kgp='kubectl get pods'\nkgp -A"))[-1]
    assert command.context.aliases == {"k": "kubectl", "kgp": "kubectl get pods"}


def test_calls_of_functions_are_no_commands() -> None:
    assert found("deploy() {\n  helm list\n}\ndeploy web") == ["helm list"]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("kubectl get pods", "pods", (1, 13, 1, 17)),
        ('kubectl get "pods"', "pods", (1, 14, 1, 18)),
        ("echo 日本語; kubectl get pods", "pods", (1, 23, 1, 27)),
        ("sh -c 'kubectl \\\n  get pods'", "pods", (2, 7, 2, 11)),
        ('sh -c "kubectl get \\"pods\\""', "pods", (1, 22, 1, 26)),
        ("watch 'echo 日本; kubectl get pods'", "pods", (1, 29, 1, 33)),
        ("bash <<'EOF'\n  kubectl get pods\nEOF", "pods", (2, 15, 2, 19)),
        ("sh -c \"sh -c 'kubectl get pods'\"", "pods", (1, 27, 1, 31)),
        ("cat > a.sh <<'X'\nsh -c 'kubectl \\\nget pods'\nX", "pods", (3, 5, 3, 9)),
    ],
)
def test_words_keep_their_places(text: str, word: str, place: tuple[int, int, int, int]) -> None:
    command = named(text)
    index = [one.text for one in command.words].index(word)
    span = command.span(index)
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_a_range_inside_a_word_of_several_lines_has_its_place() -> None:
    command = named("kubectl get pods -o jsonpath='{range .items[*]}\n{.metadata.nam}\n{end}'")
    at = command.words[4].text.index("nam}")
    span = command.span(4, at, at + 3)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 12, 2, 15)


def test_quotes_and_expansions_that_touch_are_one_word() -> None:
    text = 'aws ec2 describe-vpcs --query "Vpcs[?Name=="\\\'com.$REGION.x\\\'"].VpcId" --output text'
    assert [word.text for word in named(text, "aws").words][-2:] == ["--output", "text"]
    assert len(named(text, "aws").words) == 7


def test_a_command_cut_off_by_a_missing_backslash_may_go_on() -> None:
    assert named("kubectl create deployment web\n  --image=nginx").words[-1].elastic
    assert not named("kubectl create deployment web --image=nginx \\ \n  --replicas=2").words[-1].dynamic


def test_of_a_broken_script_only_what_stands_alone_is_read() -> None:
    assert found("kubectl get pods\nkubectl get pods -l 'app=web") == ["kubectl get pods"]


def test_templates_and_other_languages_are_no_shell() -> None:
    page = scan(Source("p.md", '```{.bash check="template"}\nkubectl get pods\n```\n'))
    assert not is_shell(page.fences[0]) and not is_shell(snippet("a: 1", "yaml"))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_piece_of_text_gives_commands_inside_it(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([path.read_text("utf-8") for path in CORPORA]))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 400))]
    cut = data.draw(st.integers(0, len(piece)))
    piece = (
        piece[:cut] + data.draw(st.sampled_from(["'", '"', "$(", "<<EOF\n", "\\", "`", "あ", "\t", ""])) + piece[cut:]
    ).replace("`````", "")
    one = snippet(piece)
    for command in commands_of(one):
        for index in range(len(command.words)):
            span = command.span(index)
            assert 1 <= span.line <= span.end_line <= max(len(one.lines), 1)
            assert (span.line, span.column) < (span.end_line, span.end_column)
