"""``python -m kakehashi.publishing``: one command for each thing a workflow asks for.

Where a workflow runs is read from the variables that GitHub sets in every job; what it may do, from ``GITHUB_TOKEN``.
Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables

Exit codes: 0 done, 1 something is wrong with what was looked at, 2 it could not be done.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kakehashi.finding import Words

from .archive import RefusedError
from .branch import Branch, StoreError
from .comment import MARKER, removed_comment
from .github import GitHub, ServiceError, upsert_comment, upsert_issue

DONE, WRONG, COULD_NOT = 0, 1, 2
BRANCH = "gh-pages"
LINKS_TITLE = "切れたリンク / Broken links"
LINKS_LABEL = "links"
_SITE_URL = re.compile(r"^site_url: (https://[^\s#]+/)\s*$", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: The words after the program's name; None takes those of the process.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="python -m kakehashi.publishing", description="What the workflows call.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("preview", help="put the preview of an event on the branch, and remove those of closed ones")
    commands.add_parser("comment", help="write the comments that `preview` left in COMMENTS")
    issue = commands.add_parser("issue", help="keep the one issue about broken links up to date")
    issue.add_argument("body", type=Path, help="what `links --flaky` wrote")
    commands.add_parser("site", help="put the site that this run built on the branch")
    summary = commands.add_parser("summary", help="write a job summary of the checker's reports")
    for name in ("findings", "coverage", "sarif"):
        summary.add_argument(name, type=Path)
    links = commands.add_parser("links", help="follow the links of a built site")
    links.add_argument("folder", type=Path)
    links.add_argument(
        "--flaky", type=Path, help="follow links to other sites, too; hosts in this file are counted only"
    )
    links.add_argument("--body", type=Path, help="with --flaky: where to write the text of the issue, as JSON")
    same = commands.add_parser("same", help="tell whether two builds have the same pages, but for who built them")
    same.add_argument("folders", nargs=2, type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    if options.command == "links" and (options.flaky is None) != (options.body is None):
        parser.error("--flaky and --body go together")
    run: dict[str, Callable[[argparse.Namespace], int]] = {
        "preview": _preview,
        "comment": _comment,
        "issue": _issue,
        "site": _site,
        "summary": _summary,
        "links": _links,
        "same": _same,
    }
    try:
        return run[options.command](options)
    except RefusedError as error:
        _say(error.words)
        return WRONG
    except (ServiceError, StoreError, OSError) as error:
        _say(Words(f"it could not be done: {error}", f"できませんでした: {error}"))
        return COULD_NOT
    except KeyError as error:
        _say(Words(f"{error} is not there", f"{error} がありません"))
        return COULD_NOT


def _say(words: Words) -> None:
    # A line that begins with two colons would be a command to the runner.
    for line in (words.en, words.ja):
        print(f"publishing: {' '.join(line.split())}", file=sys.stderr)


def _output(values: Mapping[str, str]) -> None:
    """Hand values to later jobs; JSON on one line cannot add another value."""
    lines = [f"{name}={value}\n" for name, value in values.items()]
    if any(line.count("\n") != 1 or "\r" in line for line in lines):
        raise ValueError("an output is one line")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as out:
        out.writelines(lines)


def _github() -> GitHub:
    return GitHub(os.environ["GITHUB_API_URL"], os.environ["GITHUB_REPOSITORY"], os.environ["GITHUB_TOKEN"])


def _web() -> str:
    return f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"


def _branch(scratch: str) -> Branch:
    return Branch(_web(), BRANCH, Path(scratch), os.environ["GITHUB_TOKEN"])


def site_url(configuration: Path = Path("mkdocs.yml")) -> str:
    """Return the address of the published site, which ends in a slash.

    Args:
        configuration: The configuration of the site.

    Raises:
        RefusedError: It has none.
    """
    found = _SITE_URL.search(configuration.read_text("utf-8"))
    if not found:
        raise RefusedError(Words(f"{configuration} has no site_url", f"{configuration} に site_url がない"))
    return found[1]


def _preview(options: argparse.Namespace) -> int:
    from .preview import stage

    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        outcome = stage(event, _github(), _branch(scratch), site_url(), _web())
    if outcome.refused is not None:
        _say(outcome.refused)
    _output(
        {
            "changed": json.dumps(outcome.changed),
            "comments": json.dumps(
                {str(number): text for number, text in outcome.comments.items()}, ensure_ascii=False
            ),
        }
    )
    return DONE


def _comment(options: argparse.Namespace) -> int:
    github = _github()
    for number, text in json.loads(os.environ["COMMENTS"]).items():
        upsert_comment(github, int(number), MARKER, text, create=text != removed_comment())
    return DONE


def _issue(options: argparse.Namespace) -> int:
    from .links import MARKER as LINKS_MARKER

    body = json.loads(options.body.read_text("utf-8"))
    upsert_issue(_github(), LINKS_MARKER, LINKS_TITLE, body, LINKS_LABEL)
    return DONE


def _site(options: argparse.Namespace) -> int:
    from .site import publish

    with tempfile.TemporaryDirectory() as scratch:
        today = datetime.now(UTC).date()
        changed = publish(int(os.environ["GITHUB_RUN_ID"]), _github(), _branch(scratch), today)
    _output({"changed": json.dumps(changed)})
    return DONE


def _summary(options: argparse.Namespace) -> int:
    from .reports import counts, findings, sarif_counts, summary

    try:
        coverage, sarif = (json.loads(path.read_text("utf-8")) for path in (options.coverage, options.sarif))
        found = findings(options.findings.read_text("utf-8"))
        same = sarif_counts(sarif) == counts(found)
        manual = f"{site_url()}en/reference/checks/"
        text = summary(found, coverage, _web(), os.environ["GITHUB_SHA"], manual)
    except (ValueError, TypeError) as error:
        raise RefusedError(Words(f"a report cannot be read: {error}", f"報告を読めない: {error}")) from error
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as out:
        out.write(text)
    if not same:
        raise RefusedError(Words("the reports count differently", "報告の件数が合わない"))
    return DONE


def _links(options: argparse.Namespace) -> int:
    from . import links

    with links.served(options.folder) as base:
        starts = [base, f"{base}en/"]
        bad = links.follow(starts, others=options.flaky is not None)
    inside = [*(link for link in bad if links.is_internal(link, base)), *links.missing_anchors(options.folder)]
    for link in inside:
        _say(Words(f"{link.page} → {link.target}: {link.reason}", f"{link.page} のリンク {link.target} が切れている"))
    if options.flaky is not None:
        flaky = links.read_flaky(options.flaky.read_text("utf-8"))
        outside = links.try_again([link for link in bad if not links.is_internal(link, base)])
        body = links.issue_body(outside, flaky, base, site_url())
        options.body.write_text(json.dumps(body), "utf-8")
    return WRONG if inside else DONE


def _same(options: argparse.Namespace) -> int:
    from .sameness import differences

    found = list(differences(*options.folders))
    for words in found:
        _say(words)
    return WRONG if found else DONE


if __name__ == "__main__":
    sys.exit(main())
