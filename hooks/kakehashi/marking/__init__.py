"""What a reader sees of the checks: a quiet mark on each checked snippet, and the raw file of each titled one.

`number` notes in a page's Markdown which fence is which; `dress` finds the notes in its HTML and puts the marks there.
Between the two the page may be rendered by anything that keeps attributes that begin with ``data-``.
"""

from .dressing import Links, dress
from .files import RawFile, raw_files
from .labels import Label, label_of
from .places import ATTRIBUTE, Marked, number, numbered

__all__ = ["ATTRIBUTE", "Label", "Links", "Marked", "RawFile", "dress", "label_of", "number", "numbered", "raw_files"]
