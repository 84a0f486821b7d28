"""Kakehashi's engine: it reads pages in two languages and says what a reader would stumble over.

It knows nothing of MkDocs. The public words are ``check_site`` and ``Finding``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .engine import Report as Report
    from .engine import check_site as check_site
    from .finding import Finding as Finding

__all__ = ["Finding", "Report", "__version__", "check_site"]


def __getattr__(name: str) -> Any:
    """Import the public words when they are first asked for, so that the command line starts fast."""
    if name in ("check_site", "Report"):
        from . import engine

        return getattr(engine, name)
    if name == "Finding":
        from .finding import Finding

        return Finding
    raise AttributeError(f"module 'kakehashi' has no attribute {name!r}")
