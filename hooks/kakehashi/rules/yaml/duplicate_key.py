"""A key must not stand twice in one mapping.

Most parsers keep the last value and drop the first without a word; kubectl refuses such a manifest. Either
way the reader does not get what the page shows.
"""

from collections.abc import Iterator

import yaml

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import is_template, mappings, objects_run_together, span_of

JA = """1 つのマッピングに、同じキーを 2 度書いてはいけません。

多くのパーサーは黙って最後の値だけを残します。kubectl はそのようなマニフェストを拒否します。
いずれにしても、読者の手元ではページのとおりになりません。
"""
GOOD = "a: 1\nb: 2\n"
BAD = "a: 1\na: 2\n"


@snippet_rule("yaml", "json", "jsonc")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if snippet.marking == "alternatives" or (snippet.language == "yaml" and is_template(snippet)):
        return
    for document in snippet.yaml.documents:
        starts = {id(key) for key in objects_run_together(document)}
        for mapping in mappings(document):
            first: dict[str, int] = {}
            for key, _value in mapping.value:
                if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                    continue
                if id(key) in starts:
                    first = {}
                if key.value in first:
                    line = snippet.place(first[key.value] + 1, 1)[1]
                    yield Complaint(
                        span_of(key),
                        Words(
                            f"the key `{key.value}` already stands at line {line}",
                            f"キー `{key.value}` は {line} 行目にもあります",
                        ),
                        Words("keep one of them", "どちらか一方だけにしてください"),
                    )
                else:
                    first[key.value] = key.start_mark.line
