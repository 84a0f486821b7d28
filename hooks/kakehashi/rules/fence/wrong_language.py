"""A block must be in the language its fence names.

Under the wrong name it is highlighted wrongly and checked by the wrong rules, and a reader pastes output or another
tool's language where a manifest or a command belongs.
"""

import difflib
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.likeness import looks_like
from kakehashi.pages.page import Page
from kakehashi.pages.snippet import LANGUAGES
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import language_place

JA = """ブロックの中身は、囲みに書いた言語でなければなりません。

違う名前では、色分けも検査も誤ったものになります。読者は、出力やほかのツールの言語を、マニフェストやコマンドとして貼り付けてしまいます。
"""
GOOD = "```text\nNAME   READY   STATUS\nweb    1/1     Running\n```\n"
BAD = "```yaml\nNAME   READY   STATUS\nweb    1/1     Running\n```\n"
_NAMES = {
    "text": Words("output or prose", "出力または文章"),
    "bash": Words("shell commands", "シェルのコマンド"),
    "json": Words("JSON", "JSON"),
    "yaml": Words("YAML", "YAML"),
    "hcl": Words("Terraform (HCL)", "Terraform（HCL）"),
    "dockerfile": Words("a Dockerfile", "Dockerfile"),
    "diff": Words("a diff", "差分（diff）"),
    "html": Words("HTML or XML", "HTML または XML"),
    "python": Words("Python", "Python"),
    "go": Words("Go", "Go"),
    "javascript": Words("JavaScript", "JavaScript"),
    "toml": Words("TOML or INI", "TOML または INI"),
    "properties": Words("an environment or properties file", "環境変数またはプロパティのファイル"),
    "powershell": Words("PowerShell", "PowerShell"),
}
# fmt: off
_REAL = frozenset({
    "ash", "awk", "bat", "batch", "c", "cfg", "cs", "csh", "css", "csv", "cpp", "d", "dart", "diff", "elm", "fish",
    "go", "hcl", "html", "http", "ini", "java", "js", "jsonl", "jsonnet", "ksh", "less", "lua", "make", "md", "mdx",
    "nix", "perl", "php", "promql", "properties", "proto", "ps1", "py", "python", "r", "rb", "ruby", "rust", "scss",
    "sed", "sql", "svg", "swift", "tex", "toml", "ts", "tsx", "typescript", "vim", "xml", "yang", "zig", "markdown",
    "dockerfile", "docker", "powershell", "kotlin", "groovy", "log", "regex", "rego", "cue", "graphql", "ebnf",
    "abnf", "shellcheck", "jinja", "jinja2", "helm", "gotmpl", "go-template", "none", "code", "math", "mermaid",
    "text", "txt", "plain", "output", "json5", "ndjson", "jsonld", "hjson", "hson", "geojson", "json-ld", "jsonpath",
    "tson",
})
# fmt: on
"""Languages of other tools, which are no slips of ours."""


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        written = fence.opening.language
        if not written or fence.skip is not None or fence.marking == "template":
            continue
        if written not in LANGUAGES:
            close = (
                difflib.get_close_matches(written, LANGUAGES, 1, 0.74)
                if written not in _REAL and len(written) > 2
                else []
            )
            if close:
                yield Complaint(
                    language_place(fence),
                    Words(f"no language is called `{written}`", f"`{written}` という言語はありません"),
                    Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか"),
                    fix=close[0] if sorted(close[0]) == sorted(written) else None,
                    path=fence.path,
                )
            continue
        meant = looks_like(fence.text, fence.language)
        if meant is not None:
            name = _NAMES[meant]
            yield Complaint(
                language_place(fence),
                Words(
                    f"the block is called {written} and holds {name.en}",
                    f"ブロックの言語は {written} ですが、中身は{name.ja}です",
                ),
                Words(f"write `{meant}` after the fence", f"囲みの後ろに `{meant}` と書いてください"),
                path=fence.path,
            )
