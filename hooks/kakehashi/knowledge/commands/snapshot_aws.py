r"""Makes the snapshot of the AWS CLI version 2 anew: a maintainer's command, never part of a build.

    python -m kakehashi.knowledge.commands.snapshot_aws --python PYTHON --path SITE_PACKAGES --out DIR \
        --source TEXT --date YYYY-MM-DD

``PYTHON`` is an interpreter with the tool's dependencies, ``SITE_PACKAGES`` the folder with the package ``awscli``.
The tool's own driver is walked: first the table of sub-commands of every command, then its argument parser, so that
renamed arguments, waiters and hand-written commands (``eks update-kubeconfig``, ``s3 cp`` …) come out as the tool has
them. The difference to the files that were in ``DIR`` is printed. Help prose is left out. See ``aws/shapes.py`` for the
notation.

At the end the tool's own help examples are checked. This file imports only the standard library at its top because it
also runs under the tool's own interpreter.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# The services that documentation about ECS, EKS and what surrounds them uses.
SERVICES = (
    "accessanalyzer",
    "acm",
    "amp",
    "apprunner",
    "application-autoscaling",
    "athena",
    "autoscaling",
    "backup",
    "batch",
    "ce",
    "cloudformation",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "codepipeline",
    "configure",
    "deploy",
    "dynamodb",
    "ec2",
    "ecr",
    "ecr-public",
    "ecs",
    "efs",
    "eks",
    "eks-auth",
    "elasticache",
    "elb",
    "elbv2",
    "events",
    "firehose",
    "fsx",
    "grafana",
    "guardduty",
    "history",
    "iam",
    "inspector2",
    "kinesis",
    "kms",
    "lambda",
    "login",
    "logout",
    "logs",
    "opensearch",
    "organizations",
    "pricing",
    "ram",
    "rds",
    "resource-groups",
    "resourcegroupstaggingapi",
    "route53",
    "s3",
    "s3api",
    "s3files",
    "scheduler",
    "secretsmanager",
    "service-quotas",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "sso",
    "sso-admin",
    "stepfunctions",
    "sts",
    "support",
    "vpc-lattice",
    "wafv2",
    "xray",
)

_SCALARS = {"integer": "i", "long": "i", "float": "f", "double": "f", "boolean": "b", "timestamp": "t"}
# Arguments that every operation of an API has; written once, in the notation's reader.
_COMMON = ("cli-input-json", "cli-input-yaml", "generate-cli-skeleton")


class _Shapes:
    """Collects the structures and enumerations that one service's arguments refer to."""

    def __init__(self) -> None:
        self.structures: dict[str, dict[str, str]] = {}
        self.unions: set[str] = set()
        self.enums: dict[str, list[str]] = {}

    def reference(self, shape: Any) -> str:
        """The notation for a shape; structures are collected by name on the way."""
        kind = shape.type_name
        if kind == "structure":
            return "D" if shape.is_document_type else self._structure(shape)
        low = shape.metadata.get("min")
        bound = str(low) if isinstance(low, int) and low != 0 else ""
        if kind == "list":
            return f"[{bound}]{self.reference(shape.member)}"
        if kind == "map":
            key = self._enum(shape.key) if getattr(shape.key, "enum", None) else ""
            return f"{{{key}}}{self.reference(shape.value)}"
        if kind == "string":
            if shape.serialization.get("jsonvalue"):
                return "D"
            return f"={self._enum(shape)}" if getattr(shape, "enum", None) else f"s{bound}"
        if kind == "blob":
            return "X" if shape.serialization.get("streaming") else "x"
        return _SCALARS[kind] + (bound if kind not in ("boolean", "timestamp") else "")

    def _enum(self, shape: Any) -> str:
        name: str = shape.name
        values = sorted(shape.enum)
        while self.enums.setdefault(name, values) != values:
            name += "_"
        return name

    def _structure(self, shape: Any) -> str:
        name: str = shape.name
        members = list(shape.members)
        while name in self.structures and [key.rstrip("!") for key in self.structures[name]] != members:
            name += "_"
        if name not in self.structures:
            # The empty entry first: a structure may hold itself.
            entry = self.structures[name] = dict.fromkeys(members, "")
            required = set(shape.required_members)
            for member, inner in shape.members.items():
                entry[member] = self.reference(inner) + ("!" if member in required else "")
            if shape.is_tagged_union:
                self.unions.add(name)
        return f"@{name}"


def _flag_pairs(actions: Mapping[str, Any]) -> set[str]:
    """Names whose ``--no-NAME`` twin sets the same thing."""
    return {
        name
        for name, action in actions.items()
        if action.nargs == 0 and (twin := actions.get(f"no-{name}")) and twin.dest == action.dest and twin.nargs == 0
    }


def _type_of(action: Any, argument: Any, shapes: _Shapes) -> str:
    model = getattr(argument, "argument_model", None)
    # Booleans at the top level are flags; argparse has no value for them.
    if action.nargs == 0:
        return "B"
    if model is not None:
        return shapes.reference(model)
    return {"int": "i", "float": "f"}.get(getattr(action.type, "__name__", ""), "s")


def _argument(action: Any, argument: Any, shapes: _Shapes) -> str | dict[str, Any]:
    """One argument: its type and ``!`` when required, or a table when argparse needs to know more."""
    kind = _type_of(action, argument, shapes)
    usual = {"B": 0}.get(kind, "*" if kind.startswith("[") else None)
    entry: dict[str, Any] = {}
    if action.nargs != usual and not (usual == "*" and action.nargs == "+"):
        entry["nargs"] = action.nargs
    elif action.nargs == "+":
        entry["nargs"] = "+"
    if action.choices:
        entry["choices"] = sorted(str(choice) for choice in action.choices)
    if not action.option_strings:
        entry["positional"] = True
    if kind == "B" and argument is not None and action.dest != argument.py_name:
        # A renamed twin: `--disable-execute-command` switches `enable-execute-command` off.
        entry["sets"] = action.dest.replace("_", "-")
    required = action.required or (kind == "B" and getattr(argument, "required", False))
    mark = "!" if required and action.option_strings else ""
    return {"type": kind + mark, **entry} if entry else kind + mark


def _arguments(command: Any, shapes: _Shapes) -> tuple[dict[str, Any], list[dict[str, Any]], bool]:
    """Options by name, positional arguments in order, and whether the arguments that operations share are there."""
    parsers = importlib.import_module("awscli.argparser")
    table = command.arg_table
    parser = parsers.ArgTableArgParser(table, {})
    actions = {
        (action.option_strings[0][2:] if action.option_strings else action.dest): action for action in parser._actions
    }
    by_name = {**{argument.py_name: argument for argument in table.values()}, **table}
    pairs = _flag_pairs(actions)
    twins = {f"no-{name}" for name in pairs}
    common = all(name in actions for name in _COMMON)
    options: dict[str, Any] = {}
    positionals: list[dict[str, Any]] = []
    for name, action in actions.items():
        if name in twins or (common and name in _COMMON):
            continue
        argument = by_name.get(name)
        if name in pairs:
            options[name] = "b!" if getattr(argument, "required", False) else "b"
            continue
        entry = _argument(action, argument, shapes)
        if isinstance(entry, dict) and entry.pop("positional", False):
            positionals.append({"name": name, **entry})
        else:
            options[name] = entry
    return options, positionals, common


def _command(command: Any, shapes: _Shapes) -> dict[str, Any]:
    """A command with everything below it; the sub-commands are asked for before the arguments, as the driver does."""
    children = {name: child for name, child in command.subcommand_table.items() if name != "help"}
    options, positionals, common = _arguments(command, shapes)
    node: dict[str, Any] = {}
    if options:
        node["options"] = options
    if positionals:
        node["positionals"] = positionals
    if common:
        node["api"] = True
        node.update(_input_names(command, options))
    elif hasattr(command, "_operation_model"):
        node["operation"] = True
    if children:
        node["commands"] = {name: _command(child, shapes) for name, child in sorted(children.items())}
        # ``aws configure`` alone asks its questions; every other group wants a sub-command.
        if command.name == "configure":
            node["callable"] = True
    return node


def _input_names(command: Any, options: Mapping[str, Any]) -> dict[str, Any]:
    """How the API calls what `--cli-input-json` holds: whether in camelCase, and names that are no option's."""
    shape = command._operation_model.input_shape
    members = list(shape.members) if shape is not None else []
    xform = importlib.import_module("botocore").xform_name
    names: dict[str, Any] = {}
    lower = {member[0].islower() for member in members}
    if lower != {False} and members:
        names["camel"] = "mixed" if len(lower) == 2 else True
    others = sorted(member for member in members if xform(member, "-") not in options)
    if others:
        names["members"] = others
    return names


def _service(command: Any) -> dict[str, Any]:
    shapes = _Shapes()
    node = _command(command, shapes)
    return {
        **node,
        "enums": shapes.enums,
        "structures": shapes.structures,
        "unions": sorted(shapes.unions),
    }


def _globals(driver: Any) -> dict[str, Any]:
    parser = driver.create_parser(dict(driver.subcommand_table))
    options: dict[str, Any] = {}
    for action in parser._actions:
        if not action.option_strings:
            continue
        argument = driver.arg_table.get(action.option_strings[0][2:])
        kind = "B" if action.nargs == 0 else {"int": "i"}.get(getattr(argument, "cli_type_name", ""), "s")
        name = action.option_strings[0][2:]
        options[name] = {"type": kind, "choices": sorted(action.choices)} if action.choices else kind
    return options


def _walk(out: Path, source: str, date: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """File names and contents, made under the tool's own interpreter."""
    version = str(importlib.import_module("awscli").__version__)
    driver = importlib.import_module("awscli.clidriver").create_clidriver([])
    stamp = {"tool": "aws", "version": version, "source": source, "date": date}
    table = driver.subcommand_table
    names = sorted(name for name in table if name != "help")
    yield "index.json", {**stamp, "services": names, "snapshots": sorted(SERVICES), "options": _globals(driver)}
    for name in SERVICES:
        yield f"{name}.json", {**stamp, "service": name, **_service(table[name])}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def _flatten(node: Mapping[str, Any], path: str) -> Iterator[str]:
    for option in node.get("options", {}):
        yield f"{path} --{option}"
    for name, child in node.get("commands", {}).items():
        yield f"{path} {name}"
        yield from _flatten(child, f"{path} {name}")


def _names(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found.update(_flatten(content, content.get("service", "")))
        found.update(content.get("services", ()))
    return found


def _try_examples(path: Path) -> int:
    """Check the tool's own help examples against what was written, and print those that are refused."""
    examples = importlib.import_module("kakehashi.knowledge.commands.aws_examples")
    folder = path / "awscli" / "examples"
    tried = refused = 0
    for words in examples.commands(folder):
        tried += 1
        found = examples.errors(words)
        if found:
            refused += 1
            print("?", " ".join(words)[:160], "|", found[0])
    print(f"{tried} help examples tried, {refused} refused: look whether it is the example that is wrong")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: command-line words; ``None`` takes those of the process.

    Returns:
        the exit status: 0 when the snapshot was written.
    """
    parser = argparse.ArgumentParser(description="Make the snapshot of the AWS CLI anew.")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with the tool's dependencies")
    parser.add_argument("--path", required=True, type=Path, help="the folder that holds the package awscli")
    parser.add_argument("--out", required=True, type=Path, help="the folder to write to")
    parser.add_argument(
        "--source", required=True, help="where the tool came from, for example a package and its version"
    )
    parser.add_argument("--date", required=True, help="the day of the snapshot, YYYY-MM-DD")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if not chosen.inside:
        words = [f"--{name}={getattr(chosen, name)}" for name in ("path", "out", "source", "date")]
        command = [chosen.python, "-P", __file__, "--inside", *words]
        # The maintainer names the interpreter; nothing else decides what is run.
        # -P: modules beside this file must not stand in for those of the library.
        status = subprocess.run(command, check=False).returncode  # noqa: S603
        return status or _try_examples(chosen.path)
    sys.path.insert(0, os.fspath(chosen.path))
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    chosen.out.mkdir(parents=True, exist_ok=True)
    before = _names(chosen.out)
    for name, content in _walk(chosen.out, chosen.source, chosen.date):
        _write(chosen.out / name, content)
    after = _names(chosen.out)
    for word in sorted(before ^ after):
        print("-" if word in before else "+", word)
    print(f"{len(after)} names, {len(before - after)} gone, {len(after - before)} new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
