"""SARIF 2.1.0, the format code-scanning services read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kakehashi import __version__
from kakehashi.engine import Report
from kakehashi.finding import Finding, Language
from kakehashi.rule import Rule
from kakehashi.rules import catalogue

from .manual import SITE, address

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _artifact(path: str) -> dict[str, str]:
    """Where a file is: relative to the sources, or on this machine where it stands outside of them."""
    if Path(path).is_absolute():
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _result(finding: Finding, index: Mapping[str, int], language: Language) -> dict[str, Any]:
    span = finding.span
    text = finding.message.for_reader(language)
    if finding.suggestion:
        text += f"\n{finding.suggestion.for_reader(language)}"
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location = {"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [location],
    }
    if finding.fix is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.fix}}
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": _artifact(finding.path), "replacements": [replacement]}]}
        ]
    return result


def _described(identifier: str, rules: Mapping[str, Rule], language: Language) -> dict[str, Any]:
    rule = rules.get(identifier)
    if rule is None:
        return {"id": identifier}
    return {
        "id": identifier,
        "shortDescription": {"text": rule.summary[language]},
        "fullDescription": {"text": rule.manual[language]},
        "helpUri": address(identifier, language),
        "defaultConfiguration": {"level": rule.severity.value},
    }


def report(result: Report, language: Language) -> Iterator[str]:
    """Yield the whole log as one text."""
    rules = catalogue()
    drawn = sorted({finding.rule for finding in result.findings})
    index = {identifier: number for number, identifier in enumerate(drawn)}
    driver = {
        "name": "kakehashi",
        "version": __version__,
        "informationUri": SITE,
        "rules": [_described(identifier, rules, language) for identifier in drawn],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, language) for finding in result.findings],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
