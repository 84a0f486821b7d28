"""`-o`: the formats that each command prints, and the templates that stand behind them."""

from __future__ import annotations

from collections.abc import Iterator

from kakehashi.knowledge.commands import gotemplate, jsonpath
from kakehashi.knowledge.commands.flags import Given
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.selectors import Fault
from kakehashi.knowledge.commands.suggest import nearest

from .case import Case

# Commands whose help does not list their formats (read from kubectl's sources).
_BY_HAND = {
    "delete": ("name",),
    "version": ("json", "yaml"),
    "api-resources": ("wide", "name", "json", "yaml"),
    "config get-contexts": ("name",),
    "explain": ("plaintext", "plaintext-openapiv2"),
    "apply view-last-applied": ("json", "yaml"),
}
_TEMPLATED = ("go-template", "template", "jsonpath", "jsonpath-as-json", "custom-columns")
_FROM_FILE = ("go-template-file", "templatefile", "jsonpath-file", "custom-columns-file")
_SLIPS = {"yml": "yaml", "jsonl": "json", "text": "wide", "table": "wide", "names": "name"}


def formats(case: Case) -> tuple[str, ...]:
    """The formats that `--output` of this command takes; empty when unknown."""
    return case.command.outputs or _BY_HAND.get(case.name, ())


def _fault(form: str, template: str) -> Fault | None:
    match form:
        case "jsonpath" | "jsonpath-as-json":
            return jsonpath.template_fault(template)
        case "custom-columns":
            return jsonpath.columns_fault(template)
        case "go-template" | "template":
            return gotemplate.fault(template)
        case _:
            return None


def check(case: Case) -> Iterator[Problem]:
    """The format of `-o`, its template, and `--template`."""
    given = case.parsed.by_name.get("output")
    known = formats(case)
    if given is not None and given.value is not None and known:
        yield from _check_output(case, given, known)
    template = case.parsed.by_name.get("template")
    if template is not None and template.known and template.value:
        form = (case.value("output") or "go-template").partition("=")[0]
        if form in ("go-template", "template", "jsonpath") and (fault := _fault(form, template.value)):
            yield _syntax(case, template, fault)


def _syntax(case: Case, given: Given, fault: Fault, offset: int = 0) -> Problem:
    end = None if fault.end is None else offset + fault.end
    en, ja = f"The template cannot be read: {fault.en}", f"テンプレートを解釈できません。{fault.ja}"
    return case.at_value(given, "output-template", en, ja, offset + fault.start, end)


def _check_output(case: Case, given: Given, known: tuple[str, ...]) -> Iterator[Problem]:
    value = given.value or ""
    form, equals, template = value.partition("=")
    if not given.known and not (equals and len(form) < len(case.words[given.where[0]].literal) - given.where[1]):
        return
    shown = form if form in known or form.lower() not in ("json", "yaml", "kyaml", "name") else form.lower()
    if not value:
        if "" in known or case.name in ("version", "api-resources", "delete", "explain"):
            return
        return
    if shown not in known or (equals and shown not in (*_TEMPLATED, *_FROM_FILE)):
        near = _SLIPS.get(form.lower()) or nearest(form, known)
        near = near if near in known else None
        listing = ", ".join(known)
        yield case.problem(
            given.where[0],
            "output-format",
            f"`kubectl {case.name}` cannot print `{value}`; it knows: {listing}",
            f"`kubectl {case.name}` は `{value}` を出力できません。使えるのは {listing} です",
            (f"Did you mean `{near}`?", f"`{near}` ではありませんか") if near else None,
            near,
            start=given.where[1],
            end=given.where[1] + len(form),
        )
        return
    if shown in (*_TEMPLATED, *_FROM_FILE) and not template and not case.has("template"):
        en, ja = f"`-o {shown}` needs a template after `=`", f"`-o {shown}` には `=` に続くテンプレートが必要です"
        yield case.at_value(given, "output-template", en, ja)
        return
    if not given.known or not template:
        return
    if fault := _fault(shown, template):
        yield _syntax(case, given, fault, len(form) + 1)
    elif shown == "jsonpath" and jsonpath.prints_itself(template):
        en = "A JSONPath template without braces prints itself"
        ja = "波括弧のない JSONPath テンプレートは、その文字列がそのまま出力されます"
        index, start = given.where
        braces = f"{form}={{{template}}}" if template.startswith(".") else f"{form}={{.{template}}}"
        yield case.problem(
            index,
            "output-template",
            en,
            ja,
            (f"Write `-o '{braces}'`", f"`-o '{braces}'` と書きます"),
            severity="warning",
            start=start,
        )
