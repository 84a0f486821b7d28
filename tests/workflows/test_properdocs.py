"""The fork of MkDocs that goes on where MkDocs stopped: the same configuration, the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kakehashi.publishing.sameness import differences

ROOT = Path(__file__).parent.parent.parent


def test_properdocs_builds_the_same_site(built_site: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [words.en for words in differences(built_site, tmp_path / "site")] == []
