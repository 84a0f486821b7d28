"""The arguments of ``kakehashi sync`` and ``new``, apart from what they do, so that other commands start fast."""

from __future__ import annotations

import argparse

SYNC_HELP = "show what changed in a page since both languages were held against each other, and acknowledge it"
NEW_HELP = "make a page in both languages, with front matter and heading ids"


def add_sync_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``kakehashi sync``."""
    parser.add_argument("page", nargs="?", metavar="PAGE", help="a page, in either language (default: list all pages)")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help="ids of sections whose texts now say the same")
    parser.add_argument("--new", action="store_true", help="also record sections that have no record yet")
    parser.add_argument("--docs", default="docs", metavar="FOLDER", help="the documentation folder (default: docs)")


def add_new_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``kakehashi new``."""
    parser.add_argument("page", metavar="PAGE", help="its path below a language's folder, for example concepts/pods.md")
    parser.add_argument("--ja", metavar="TITLE", help="its title in Japanese (default: made from the name of the file)")
    parser.add_argument("--en", metavar="TITLE", help="its title in English (default: made from the name of the file)")
    parser.add_argument("--docs", default="docs", metavar="FOLDER", help="the documentation folder (default: docs)")
