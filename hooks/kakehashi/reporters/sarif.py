"""SARIF 2.1.0, the format code-scanning services read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..engine import Report
from ..finding import Finding, Language
from ..rules import catalogue

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _result(finding: Finding, language: Language) -> dict[str, Any]:
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
    return {
        "ruleId": finding.rule,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
    }


def report(result: Report, language: Language) -> Iterator[str]:
    """Yield the whole log as one text."""
    rules = catalogue()
    described = [
        {
            "id": identifier,
            "shortDescription": {"text": rules[identifier].summary[language]},
            "fullDescription": {"text": rules[identifier].manual[language]},
            "defaultConfiguration": {"level": rules[identifier].severity.value},
        }
        if identifier in rules
        else {"id": identifier}
        for identifier in sorted({finding.rule for finding in result.findings})
    ]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "kakehashi", "version": __version__, "rules": described}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, language) for finding in result.findings],
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=False, indent=1)
