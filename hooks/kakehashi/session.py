"""One check for one build, beside the build: a process of its own checks while pages are rendered.

That process leaves its results in the cache. When the report is asked for, the check is made again here and finds them
there; should the process have failed, nothing is lost but time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from weakref import ref

from .engine import Report, check_site
from .settings import find_configuration


@dataclass
class _Session:
    """What is known of one build."""

    build: ref[object]
    docs: Path
    process: subprocess.Popen[bytes] | None
    report: Report | None = None


_last: _Session | None = None


def begin(build: object, docs: Path) -> None:
    """Start to check a folder beside a build; once for each build, however often it is called.

    Args:
        build: Anything that lives as long as one build; the next one is checked anew.
        docs: The documentation folder.
    """
    _session(build, docs)


def report_for(build: object, docs: Path) -> Report:
    """Return the report of a folder, made once for each build.

    Args:
        build: As for ``begin``, which need not have been called.
        docs: The documentation folder.

    Returns:
        The report.

    Raises:
        CannotLook: The folder does not exist or may not be read.
    """
    session = _session(build, docs)
    if session.report is None:
        if session.process is not None:
            session.process.wait()
        session.report = check_site(docs)
    return session.report


def _session(build: object, docs: Path) -> _Session:
    global _last
    if _last is None or _last.build() is not build or _last.docs != docs:
        if _last is not None and _last.process is not None:
            _last.process.kill()
            _last.process.wait()
        _last = _Session(ref(build), docs, _check_beside(docs))
    return _last


def _check_beside(docs: Path) -> subprocess.Popen[bytes] | None:
    """Start the process; none where it could not leave its results, or would only slow the build down."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if processors < 2 or find_configuration(docs) is None:
        return None
    path = os.pathsep.join(filter(None, [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]))
    try:
        return subprocess.Popen(  # noqa: S603 -- this program itself
            [sys.executable, "-m", __package__, "check", "--format", "json", "--", str(docs)],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
