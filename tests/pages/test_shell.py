"""Commands are found wherever they hide, and every word knows its place."""

from __future__ import annotations

import pytest

from kakehashi.pages.embedded import embedded_in
from kakehashi.pages.page import scan
from kakehashi.pages.shell import parse_script
from kakehashi.pages.source import Source


def names(text: str, *, session: bool = False) -> list[str]:
    return [" ".join(word.text for word in one.words) for one in parse_script(text, session=session).commands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kubectl get pods\n", ["kubectl get pods"]),
        ("kubectl get pods | grep web && echo ok; ls &\n", ["kubectl get pods", "grep web", "echo ok", "ls"]),
        ("kubectl get pods \\\n  -A\n", ["kubectl get pods -A"]),
        ('for p in $(kubectl get pods); do\n  kubectl delete "$p"\ndone\n', ["kubectl get pods", "kubectl delete $p"]),
        ("f() { kubectl get ns; }\n", ["kubectl get ns"]),
        ("if kubectl get ns; then ls; else pwd; fi\n", ["kubectl get ns", "ls", "pwd"]),
        ("X=$(kubectl get ns)\n", ["kubectl get ns"]),
        ("kubectl apply -f - <<EOF\na: 1\nEOF\n", ["kubectl apply -f -"]),
        ("cat <<EOF | kubectl apply -f -\na: 1\nEOF\nls\n", ["cat", "kubectl apply -f -", "ls"]),
        ("(cd x && ls)\n", ["cd x", "ls"]),
        (
            "diff <(kubectl get a) <(kubectl get b)\n",
            ["diff <(kubectl get a) <(kubectl get b)", "kubectl get a", "kubectl get b"],
        ),
        ("kubectl drain <ノード名> --ignore-daemonsets\n", ["kubectl drain <ノード名> --ignore-daemonsets"]),
        ("aws ecs x --cluster <a> \\\n  --service <b>\nls\n", ["aws ecs x --cluster <a> --service <b>", "ls"]),
        ("# kubectl get pods\n", []),
        ("kubectl get pods # all of them\n", ["kubectl get pods"]),
    ],
)
def test_commands(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_session_shows_output_between_its_commands() -> None:
    script = parse_script("$ kubectl get ns\nNAME STATUS\n$ ls \\\n> -l\nx\n", session=True)
    assert [" ".join(word.text for word in one.words) for one in script.commands] == ["kubectl get ns", "ls -l"]
    assert script.prompts == (1, 3) and script.output == (2, 5)


def test_columns_count_characters_after_japanese_text() -> None:
    command = parse_script("echo 日本語 'x y' --flag\n").commands[0]
    assert [(word.text, word.column, word.end_column) for word in command.words] == [
        ("echo", 1, 5),
        ("日本語", 6, 9),
        ("x y", 10, 15),
        ("--flag", 16, 22),
    ]


@pytest.mark.parametrize(
    ("raw", "text", "dynamic"),
    [
        ("'a b'", "a b", False),
        ('"a b"', "a b", False),
        ("a\\ b", "a b", False),
        ("--x='y'z", "--x=yz", False),
        ('"$X"', "$X", True),
        ("${X}y", "${X}y", True),
        ("<名前>", "<名前>", True),
    ],
)
def test_words_lose_their_quotes(raw: str, text: str, dynamic: bool) -> None:
    word = parse_script(f"echo {raw}\n").commands[0].words[1]
    assert (word.text, word.dynamic) == (text, dynamic)


def test_redirections_belong_to_their_command() -> None:
    first, last = parse_script("kubectl get pods | sort > out.txt\n").commands
    assert first.redirects == () and [(one.operator, one.target.text) for one in last.redirects] == [(">", "out.txt")]
    assert not first.reads_stdin and last.reads_stdin


def _embedded(text: str) -> list[tuple[str, str, tuple[str, int, int]]]:
    fence = scan(Source("p.md", f"```bash\n{text}```\n")).fences[0]
    return [(one.embedded, one.text, one.place(1, 1)) for one in embedded_in(fence)]


def test_manifests_in_heredocs_and_patches_keep_their_lines() -> None:
    assert _embedded("kubectl apply -f - <<EOF\nkind: Pod\nEOF\n") == [("heredoc", "kind: Pod\n", ("p.md", 3, 1))]
    assert _embedded("cat <<'EOF' > a.yaml\nkind: Pod\nEOF\n") == [("heredoc", "kind: Pod\n", ("p.md", 3, 1))]
    assert _embedded("cat <<EOF | kubectl create -f -\nkind: Pod\nEOF\n") == [
        ("heredoc", "kind: Pod\n", ("p.md", 3, 1))
    ]
    assert _embedded("cat <<EOF > notes.txt\nkind: Pod\nEOF\n") == []
    assert _embedded("kubectl patch deploy web -p '{\"spec\": {}}'\n") == [("patch", '{"spec": {}}\n', ("p.md", 2, 30))]


@pytest.mark.parametrize("text", ["'", '"', "$(", "<<EOF", "if", "((", "\0", "a" * 10000, "(" * 500, "日本\n" * 100])
def test_any_text_gives_a_script(text: str) -> None:
    assert parse_script(text) is not None
