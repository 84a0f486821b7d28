"""Asks the real AWS CLI version 2 what it thinks of commands: a maintainer's command, never part of a build.

    PYTHON -P aws_verdicts.py --path SITE_PACKAGES < commands.json > verdicts.jsonl

``PYTHON`` is an interpreter with the tool's dependencies, ``SITE_PACKAGES`` the folder with the package ``awscli``
(``-P``: modules beside this file must not stand in for those of the library). Standard input is a JSON list of
commands, each a list of words without ``aws``; each verdict is a line of JSON. No command reaches a network: the tool
runs up to the moment when it would send its first request, with made-up credentials and an empty home folder, and
parameter files (``file://``) are not read. A command is *rejected* when the tool refuses its arguments, and *accepted*
otherwise.

This file imports only the standard library because it runs under the tool's own interpreter.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

_REFUSALS = frozenset(
    {
        "ArgParseException",
        "InvalidBase64Error",
        "InvalidKeyValuePairArgumentError",
        "NameError",
        "ParamError",
        "ParamSyntaxError",
        "ParamValidationError",
        "TypeError",
        "UnknownArgumentError",
        "ValueError",
    }
)
# Raised before any value is looked at, so that an unread parameter file cannot be the reason.
_FORMAL = frozenset({"ArgParseException", "ParamSyntaxError", "UnknownArgumentError"})
# The machine's fault, not the command's.
_MACHINE = (
    "Blob values must be a path to a file",
    "Unable to load paramfile",
    "Unable to write to file",
)
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "example",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_PAGER": "",
}


class _NoNetworkError(Exception):
    """The tool was about to send a request: its arguments were fine."""


class _Judge:
    """The tool's driver with its ways out cut off."""

    def __init__(self) -> None:
        self.read_a_file = False
        self.caught: BaseException | None = None
        # The tool brings its own botocore, which it puts in place when it is imported.
        importlib.import_module("awscli.clidriver")
        http = importlib.import_module("botocore.httpsession")
        http.URLLib3Session.send = self._no_network
        files = importlib.import_module("awscli.paramfile")
        for prefix, (_, keywords) in list(files.LOCAL_PREFIX_MAP.items()):
            # A plain function: the tool makes deep copies of this table.
            files.LOCAL_PREFIX_MAP[prefix] = (lambda *_, **how: self._unread(how.get("mode", "r")), keywords)
        # What would wait has sent something before.
        time.sleep = self._no_network

    def _no_network(self, *_: Any, **__: Any) -> Any:
        raise _NoNetworkError

    def _unread(self, mode: str) -> str | bytes:
        self.read_a_file = True
        return b"" if "b" in mode else "{}"

    def verdict(self, words: Sequence[str]) -> tuple[bool, str]:
        """Whether the tool accepts a command, and what it said if it does not."""
        self.read_a_file, self.caught = False, None
        try:
            with redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.StringIO()):
                cli = importlib.import_module("awscli.clidriver")
                driver = cli.create_clidriver(list(words))
                driver._error_handler.handle_exception = self._catch
                cli.AWSCLIEntryPoint(driver)._do_main(list(words))
        except SystemExit:
            # `--version`
            self.caught = None
        except Exception as unforeseen:
            self.caught = unforeseen
        error = self.caught
        name = type(error).__name__
        if error is None or name not in _REFUSALS:
            return True, ""
        text = str(error).strip().partition("\n\nusage:")[0]
        unread = self.read_a_file and name not in _FORMAL
        if unread or any(part in text for part in _MACHINE):
            return True, ""
        return False, f"{name}: {text}"

    def _catch(self, error: BaseException, **_: Any) -> int:
        self.caught = error
        return 1


def _verdicts(commands: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    judge = _Judge()
    for words in commands:
        accepted, reason = judge.verdict(words)
        yield {"words": list(words), "accepted": accepted, **({"reason": reason[:200]} if reason else {})}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: command-line words; ``None`` takes those of the process.

    Returns:
        the exit status.
    """
    parser = argparse.ArgumentParser(description="Ask the real AWS CLI about commands.")
    parser.add_argument("--path", required=True, type=Path, help="the folder that holds the package awscli")
    chosen = parser.parse_args(arguments)
    commands = json.load(sys.stdin)
    out = os.dup(1)
    sys.path.insert(0, os.fspath(chosen.path.resolve()))
    with tempfile.TemporaryDirectory() as home, Path(os.devnull).open("r+") as nothing:
        # Help pages go through a pager, which is another process.
        os.dup2(nothing.fileno(), 1)
        # Some commands look for this program before they look at their arguments.
        plugin = Path(home, "session-manager-plugin")
        plugin.write_text("#!/bin/sh\n", encoding="ascii")
        plugin.chmod(0o700)
        os.environ.update(_ENVIRONMENT, HOME=home, PATH=f"{home}:{os.environ.get('PATH', '')}")
        os.chdir(home)
        sys.stdin = nothing
        with os.fdopen(out, "w", encoding="utf-8") as stream:
            for verdict in _verdicts(commands):
                print(json.dumps(verdict, ensure_ascii=False), file=stream, flush=True)
        os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
