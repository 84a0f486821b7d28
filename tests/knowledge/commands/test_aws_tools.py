"""The two maintainer's commands, run against a stand-in for the tool's own package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kakehashi.knowledge.commands import aws_verdicts, snapshot_aws

# As much of the package `awscli` (and of the `botocore` inside it) as the commands touch.
_PACKAGE = {
    "awscli/__init__.py": '__version__ = "2.0.0"\n',
    "awscli/paramfile.py": "LOCAL_PREFIX_MAP = {'file://': (None, {'mode': 'r'})}\n",
    "awscli/argparser.py": """
import argparse

class ArgTableArgParser(argparse.ArgumentParser):
    def __init__(self, table, commands):
        super().__init__(add_help=False)
        for argument in table.values():
            argument.add_to_parser(self)
""",
    "botocore/__init__.py": "def xform_name(name, sep): return name\n",
    "botocore/httpsession.py": """
class URLLib3Session:
    def send(self, request): raise AssertionError('a request was sent')
""",
    "awscli/clidriver.py": """
import argparse, time
from botocore.httpsession import URLLib3Session
from awscli.paramfile import LOCAL_PREFIX_MAP

class ParamValidationError(Exception): pass
class ArgParseException(Exception): pass

class Argument:
    argument_model = None
    def __init__(self, name, required=False, **how):
        self.name, self.required, self.how = name, required, how
        self.py_name = name.replace('-', '_')
    def add_to_parser(self, parser):
        positional = self.how.get('positional')
        how = {key: value for key, value in self.how.items() if key != 'positional'}
        required = {} if positional else {'required': self.required}
        parser.add_argument(self.name if positional else '--' + self.name, **how, **required)

class Command:
    def __init__(self, name, arguments=(), children=None):
        self.name = name
        self.arg_table = {argument.name: argument for argument in arguments}
        self.subcommand_table = children or {}

class Services(dict):
    def __missing__(self, name): return Command(name, children={'help': Command('help'), 'run': RUN})

RUN = Command('run', [
    Argument('name', required=True), Argument('count', type=int), Argument('mode', choices=['b', 'a']),
    Argument('flag', action='store_true', dest='flag'), Argument('no-flag', action='store_false', dest='flag'),
    Argument('paths', positional=True, nargs=2)])

class Driver:
    _error_handler = argparse.Namespace()
    subcommand_table = Services()
    arg_table = {'output': Argument('output', choices=['text', 'json'])}
    def create_parser(self, commands):
        parser = argparse.ArgumentParser(add_help=False)
        self.arg_table['output'].add_to_parser(parser)
        return parser

class AWSCLIEntryPoint:
    def __init__(self, driver): self.driver = driver
    def _do_main(self, words):
        try:
            if words[0] == 'refuse': raise ParamValidationError('no')
            if words[0] == 'malformed': raise ArgParseException('no')
            if words[0] == 'wait': time.sleep(60)
            if words[0] == 'print': print('noise')
            if words[0] == 'version': raise SystemExit(0)
            for word in words:
                for prefix, (read, how) in LOCAL_PREFIX_MAP.items():
                    if word.startswith(prefix):
                        raise ParamValidationError(repr(read(prefix, word, **how)))
            URLLib3Session().send(words)
        except Exception as error:
            self.driver._error_handler.handle_exception(error)

def create_clidriver(words):
    if words[:1] == ['broken']: raise ValueError('broken')
    return Driver()
""",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    for name, text in _PACKAGE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_verdicts_are_the_tool_s_and_nothing_is_sent(package: Path) -> None:
    names = ["send", "refuse", "malformed", "wait", "print", "version", "broken"]
    commands = [[name] for name in names] + [["read", "file://x"], ["malformed", "file://x"]]
    ran = subprocess.run(
        [sys.executable, "-P", aws_verdicts.__file__, "--path", str(package)],
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    verdicts = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [verdict["words"] for verdict in verdicts] == commands
    accepted = {" ".join(verdict["words"]) for verdict in verdicts if verdict["accepted"]}
    assert accepted == {"send", "wait", "print", "version", "read file://x"}
    assert verdicts[1]["reason"] == "ParamValidationError: no"


def test_a_snapshot_is_written_and_its_changes_are_printed(
    package: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "ecs.json").write_text('{"service":"ecs","commands":{"gone":{}}}', "utf-8")
    words = [f"--python={sys.executable}", f"--path={package}", f"--out={out}", "--source=a", "--date=2026-11-24"]
    assert snapshot_aws.main(words) == 0
    printed = capfd.readouterr().out.splitlines()
    assert "- ecs gone" in printed
    assert "+ ecs run --count" in printed
    written = json.loads((out / "ecs.json").read_text("utf-8"))
    assert written["version"] == "2.0.0"
    assert written["commands"] == {
        "run": {
            "options": {"count": "i", "flag": "b", "mode": {"choices": ["a", "b"], "type": "s"}, "name": "s!"},
            "positionals": [{"name": "paths", "nargs": 2, "type": "s"}],
        }
    }
    index = json.loads((out / "index.json").read_text("utf-8"))
    assert index["snapshots"] == sorted(snapshot_aws.SERVICES)
    assert index["options"] == {"output": {"choices": ["json", "text"], "type": "s"}}


def test_a_failing_interpreter_fails_the_command(tmp_path: Path) -> None:
    words = [f"--path={tmp_path}", f"--out={tmp_path / 'out'}", "--source=x", "--date=2026-11-24"]
    assert snapshot_aws.main([*words, f"--python={sys.executable}"]) != 0
