"""Lines of a shell snippet that break it apart: ends of continued lines, and output between commands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kakehashi.pages.bare import BLANK, bare_lines
from kakehashi.pages.embedded import script_of
from kakehashi.pages.snippet import Snippet

# fmt: off
COMMANDS = frozenset({
    "kubectl", "k", "aws", "helm", "eksctl", "docker", "podman", "nerdctl", "kind", "minikube", "kubeadm",
    "kustomize", "crictl", "ctr", "etcdctl", "etcdutl", "curl", "wget", "jq", "yq", "git", "ssh", "scp", "sudo", "cd",
    "ls", "cat", "echo", "printf", "export", "unset", "source", "set", "mkdir", "rm", "cp", "mv", "touch", "chmod",
    "chown", "tee", "grep", "sed", "awk", "head", "tail", "sort", "uniq", "wc", "xargs", "find", "tar", "unzip",
    "openssl", "systemctl", "journalctl", "apt", "apt-get", "yum", "dnf", "brew", "npm", "pip", "pip3", "python",
    "python3", "node", "go", "make", "bash", "sh", "zsh", "exec", "eval", "for", "while", "if", "until", "case", "do",
    "done", "then", "else", "elif", "fi", "function", "local", "return", "read", "test", "true", "false", "sleep",
    "watch", "time", "timeout", "wait", "kill", "nohup", "env", "alias", "base64", "date", "hostname", "ping", "dig",
    "nslookup", "nc", "ip", "iptables", "nft", "mount", "umount", "df", "du", "ps", "top", "free", "uname", "whoami",
    "id", "stern", "k9s", "terraform", "cdk", "sam", "copilot", "ecs-cli", "argocd", "flux", "istioctl", "cilium",
    "velero", "vault", "kubectx", "kubens", "session-manager-plugin", "envsubst", "trap", "exit",
})
# fmt: on
"""First words by which a line is known to be a command."""

_FLAG = re.compile(r"[ \t]*-{1,2}[A-Za-z][\w-]*(?:[ \t=]|$)")
_JOINT = re.compile(r"[ \t]*(?:\|\|?|&&)(?:[ \t]|$)")
_OPEN_END = re.compile(r"(?:\||&&|\|\||[({;]|\b(?:do|then|else|in)|\\)[ \t]*$")
_HEAD = r"[A-Z][A-Z0-9/%_-]*(?:\([A-Za-z%]+\))?"
_TABLE = re.compile(rf"{_HEAD}(?: {_HEAD})?(?:(?: {{2,}}|\t){_HEAD}(?: {_HEAD})*)+[ \t]*$")
_ROW = re.compile(r"\S+(?: \S+)*?(?: {2,}|\t)\S")
_DONE = re.compile(
    r"(?:[\w.-]+/)?[\w.-]+(?: \"[^\"]+\")? "
    r"(?:created|configured|unchanged|deleted|scaled|patched|exposed|restarted|labeled|annotated|cordoned|uncordoned|"
    r"drained|evicted|condition met|rolled back|edited|replaced|autoscaled|image updated|successfully rolled out)"
    r"(?: \((?:server )?dry run\))?[ \t]*$"
)
_MESSAGE = re.compile(
    r"(?:Error(?: from server)?(?: \(\w+\))?: |error: |Warning: |NAME: |Name:[ \t]{2,}|"
    r"Switched to context |Context \"|Forwarding from |Waiting for |The connection to the server|"
    r"command terminated with|An error occurred \(|deployment \"|Client Version: |Server Version: |"
    r"[ \t]+(?:Normal|Warning)[ \t]+[A-Z][A-Za-z]+[ \t]{2,}|[ \t]*[✓✔✗✘ℹ•➜][ \t]|\[[ℹ✔✖!]\]|"
    r"HTTP/\d(?:\.\d)? \d{3}|[IWEF]\d{4} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)"
)
_SENTENCE = re.compile(r"[^#|>'\"$`=]*[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff][^|`]*[。！？][ \t]*$")
ELISION = re.compile(r"[ \t]*(?:\.{3,}|…+|⋮|[(（〈～~]{0,1}(?:省略|中略|略|以下略|後略|snip)[)）〉～~]{0,1})[ \t]*$")


class Break(StrEnum):
    """How a continued command falls apart."""

    MISSING = "no backslash"
    COMMENT = "a comment inside"
    EMPTY = "an empty line inside"
    DANGLING = "a backslash and nothing after it"


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a continued command falls apart.

    Args:
        how: What is wrong.
        line: The line to change, from 1.
    """

    how: Break
    line: int


def _is_command(text: str) -> bool:
    word = re.match(r"[ \t]*(?:[A-Za-z_]\w*=\S*[ \t]+)*([\w./-]+)", text)
    return bool(word) and word[1] in COMMANDS  # type: ignore[index]


@lru_cache(maxsize=512)
def _bare(text: str, language: str) -> tuple[str, ...]:
    lines = bare_lines(text, language)
    return lines[:-1] if text.endswith("\n") else lines


def spaces_after_backslash(snippet: Snippet) -> list[tuple[int, int, int]]:
    """Lines with white space after their final backslash: line, its first column, the column after it."""
    if "\\" not in snippet.text:
        return []
    found = []
    for number, bare in enumerate(_bare(snippet.text, snippet.language), 1):
        match = re.search(r"(?<!\\)\\(?P<spaces>[ \t]+)$", bare)
        if match:
            found.append((number, match.start("spaces") + 1, match.end() + 1))
    return found


@lru_cache(maxsize=2048)
def broken_continuations(snippet: Snippet) -> list[Broken]:
    """Where a command that goes on in the next line does not."""
    text, language = snippet.text, snippet.language
    if not snippet.lines:
        return []
    bare = _bare(text, language)
    script = script_of(snippet)
    shown = set(script.output)
    found = []
    for number, line in enumerate(bare, 1):
        if number in shown or (line.strip(" \t") and not line.strip(" \t" + BLANK)):
            continue
        above = bare[number - 2].rstrip(" \t") if number > 1 else ""
        continued = above.endswith("\\")
        goes_on = bool(_FLAG.match(line) or _JOINT.match(line))
        if goes_on and number > 1 and number not in script.prompts and not continued:
            if _OPEN_END.search(above) and not _JOINT.match(line):
                continue
            before = bare[number - 3].rstrip(" \t") if number > 2 else ""
            raw_above = snippet.lines[number - 2].text
            if not raw_above.strip():
                if before.endswith("\\"):
                    found.append(Broken(Break.EMPTY, number - 1))
            elif raw_above.lstrip().startswith("#"):
                if before.endswith("\\"):
                    found.append(Broken(Break.COMMENT, number - 1))
            elif number - 1 not in shown and _is_or_follows_command(bare, number - 2, script.text):
                found.append(Broken(Break.MISSING, number - 1))
        last = number == len(bare)
        if line.rstrip(" \t").endswith("\\") and not line.rstrip(" \t").endswith("\\\\"):
            below = "" if last else snippet.lines[number].text
            after = "" if number + 1 >= len(bare) else bare[number + 1]
            below_bare = "" if last else bare[number]
            if (not below.strip() and not (_FLAG.match(after) or _JOINT.match(after))) or (
                below.lstrip().startswith("#") and not (_FLAG.match(after) or _JOINT.match(after))
            ):
                found.append(Broken(Break.DANGLING, number))
            elif not below[:1].isspace() and re.match(r"(?:kubectl|aws|helm|eksctl|kind|export)[ \t]+\w", below_bare):
                first = re.match(r"[ \t]*([\w-]+)", bare[_start(bare, number - 1)])
                if (
                    first
                    and first[1] in ("kubectl", "aws", "helm", "eksctl", "kind", "export")
                    and "--" not in line.split()
                    and not line.rstrip("\\ ").endswith(("|", "&&", "||", ";"))
                ):
                    found.append(Broken(Break.DANGLING, number))
    return found


def _start(bare: tuple[str, ...], index: int) -> int:
    """The first line of the command that line *index* (from 0) belongs to."""
    while index and bare[index - 1].rstrip(" \t").endswith("\\"):
        index -= 1
    return index


def _is_or_follows_command(bare: tuple[str, ...], index: int, text: str) -> bool:
    lines = text.split("\n")
    start = _start(bare, index)
    line = bare[start] if start < len(lines) else ""
    stripped = line.strip(" \t")
    return (
        bool(stripped)
        and not stripped.startswith(("-", "|", "#", BLANK))
        and bool(re.match(r"[A-Za-z_./$\"(\[{]", stripped))
    )


@lru_cache(maxsize=2048)
def mixed_output(snippet: Snippet) -> list[tuple[int, int]]:
    """Runs of lines between the commands of a block without prompts that are no commands: first and last line."""
    if snippet.language != "bash" or not snippet.lines:
        return []
    script = script_of(snippet)
    if script.prompts:
        return _runs(list(script.output))
    bare = _bare(snippet.text, snippet.language)
    found: list[int] = []
    table = False
    continued = False
    for number, line in enumerate(bare, 1):
        raw = snippet.lines[number - 1].text
        was_continued, continued = continued, line.rstrip(" \t").endswith("\\")
        hidden = bool(line.strip(" \t")) and (line.lstrip(" \t")[:1] == BLANK)
        if not raw.strip():
            table = False
            continue
        if was_continued or (hidden and not table):
            continue
        if table and not _is_command(line) and (_ROW.match(raw) or not hidden):
            found.append(number)
            continue
        table = False
        if _TABLE.match(raw) and not _is_command(line):
            table = True
            found.append(number)
        elif (
            (_DONE.match(raw) or _MESSAGE.match(raw) or _SENTENCE.match(raw)) and not _is_command(line)
        ) or ELISION.match(raw):
            found.append(number)
    return _runs(found)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
