"""What the map costs a build: CPU time of its hook against the rest of the same build."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.content import write_site
from tests.bench.measure import ENVIRONMENT

ROOT = Path(__file__).parent.parent.parent

_PROGRAM = """
import json, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("linked.yml")
spent = {"linking": 0.0, "showing": 0.0}

def timed(event):
    part = "showing" if event.__name__ in ("on_post_page", "on_post_build") else "linking"
    def wrapped(*arguments, **named):
        start = time.process_time()
        try:
            return event(*arguments, **named)
        finally:
            spent[part] += time.process_time() - start
    return wrapped

module = next(iter(config.hooks.values()))
own = {name: getattr(module, name) for name in dir(module) if name.startswith("on_")}
for name, methods in config.plugins.events.items():
    for index, method in enumerate(methods):
        if f"on_{name}" in own and method is own[f"on_{name}"]:
            methods[index] = timed(method)
config.plugins.on_startup(command="build", dirty=False)
start = time.process_time()
build(config)
print(json.dumps([time.process_time() - start - sum(spent.values()), *spent.values()]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the map costs a build, in CPU seconds.

    Args:
        plain: The build without the hook's own work.
        linking: Reading the map and linking the tables of every page.
        showing: Cards, explained words, the way back and ``map.json``.
    """

    plain: float
    linking: float
    showing: float

    @property
    def share(self) -> float:
        """Linking as a share of the rest of the build."""
        return self.linking / self.plain


def cost(pairs: int) -> Cost:
    """Build a made-up site with the project's own map and measure what the map costs.

    Both figures come from one process, so that a busy machine changes their ratio little.

    Args:
        pairs: How many pages there are in each language; at least 20.

    Raises:
        RuntimeError: The build failed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site(folder, pairs)
        shutil.rmtree(folder / "docs" / "map")
        shutil.copytree(ROOT / "docs" / "map", folder / "docs" / "map")
        plain = (folder / "plain.yml").read_text("utf-8")
        (folder / "linked.yml").write_text(f"{plain}hooks:\n  - {ROOT / 'hooks'}/link_comparisons.py\n", "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=folder,
            capture_output=True,
            text=True,
            env=ENVIRONMENT,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    for count in (50, 200):
        found = cost(count)
        shown = found.showing / found.plain
        parts = f"linking {found.linking:.3f} s ({found.share:.1%}), showing {found.showing:.3f} s ({shown:.1%})"
        print(f"{count} pairs: build {found.plain:.2f} s, {parts}")
