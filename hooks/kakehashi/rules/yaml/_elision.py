"""What writers put where they leave something out."""

import re

ELISION = re.compile(
    r"[ \t]*(?:- +)?(?P<mark>\.{3,}|…+|⋮|︙|・{3,}|\. \. \.|"
    r"[(（\[［<〈~〜～]{0,2}[ ]*(?:snip(?:ped)?|omitted|中略|後略|前略|以下略|略|省略|以下省略)[ ]*"
    r"[)）\]］>〉~〜～]{0,2})[ ]*$",
    re.IGNORECASE,
)
"""A line that stands for lines left out."""
