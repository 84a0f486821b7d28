"""The arguments of ``kakehashi lab``, apart from what it does, so that other commands start fast."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``kakehashi lab`` to its parser."""
    parser.add_argument("page", metavar="PAGE", help="the lab page")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--table", action="store_true", help="print each step with files and objects (default)")
    form.add_argument("--script", action="store_true", help="print the session as a bash script")
    form.add_argument("--run", action="store_true", help="execute the commands on a real cluster; needs --context")
    parser.add_argument("--context", metavar="NAME", help="with --run: the context of KUBECONFIG to work in")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="with --run: the value of a placeholder"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=300.0,
        metavar="SECONDS",
        help="with --run: time limit of a step (default: 300)",
    )
    parser.add_argument(
        "--record", type=Path, metavar="FOLDER", help="with --run: where transcripts go (default: lab-transcripts/PAGE)"
    )
