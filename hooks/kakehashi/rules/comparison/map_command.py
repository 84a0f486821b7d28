"""The commands of the map are commands their tools accept.

They are shown to be copied, so each is held against the grammar of its tool, like every command in a page.
"""

import re
import shlex
from collections.abc import Iterator
from datetime import date

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.knowledge.commands import Word
from kakehashi.knowledge.commands import check as judge
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import map_of

JA = """マップのコマンドは、そのツールが受け付けるものでなければなりません。

コピーして使うために載せるものなので、ページのコマンドと同じように、ツールの文法と突き合わせます。
"""
_PLACEHOLDER = re.compile(r"<[a-z][a-z0-9-]*>")
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, home: a.md#a}}
  - {{id: ecs-task, side: ecs, name: {{ja: タスク, en: task}}, summary: {{ja: a, en: b}}, home: a.md#a}}
relations:
  - id: C01
    category: cli
    title: {{ja: 一覧する, en: List}}
    ecs: [ecs-task]
    kubernetes: [pod]
    ecs_command: [aws ecs list-tasks --cluster <cluster>]
    kubernetes_command: [kubectl get pods -o wide]
    relation: partial
    sources: [https://kubernetes.io/docs/reference/kubectl/]
    verified: {date.today().isoformat()}
    confidence: verified
    owner: reference/cli-map
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/cli.yaml": _MAP}
BAD = {**GOOD, "map/cli.yaml": _MAP.replace("get pods -o wide", "get pods --wide")}


def _words(command: str) -> tuple[Word, ...]:
    """The words of a command; one with a placeholder has a value nobody knows.

    Raises:
        ValueError: A quotation mark is left open.
    """
    return tuple(Word(text, text, bool(_PLACEHOLDER.search(text))) for text in shlex.split(command))


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    for row in map_of(site, settings).rows:
        for command in (*row.ecs_commands, *row.kubernetes_commands):
            for message, hint, severity in _judged(command):
                yield Complaint(
                    row.place.span,
                    Words(f"{row.id}: {message.en}: {command}", f"{row.id}: {message.ja}: {command}"),
                    hint,
                    severity=severity,
                    path=site.prefix + row.place.path,
                )


def _judged(command: str) -> Iterator[tuple[Words, Words | None, Severity]]:
    try:
        words = _words(command)
    except ValueError:
        yield Words("a quotation mark is left open", "引用符が閉じていません"), None, Severity.ERROR
        return
    for problem in judge(words).problems:
        hint = None
        if problem.suggestion_en or problem.suggestion_ja:
            hint = Words(problem.suggestion_en or "", problem.suggestion_ja or "")
        yield Words(problem.en, problem.ja), hint, Severity(problem.severity)
