"""The links of a built site, followed over HTTP by LinkChecker: internal ones must hold, others are tried again.

The site is served below a path, as it is published. Anchors are looked up here: LinkChecker would read a page anew for
each anchor that anything links to, which takes it half an hour where this takes a second.
"""

from __future__ import annotations

import csv
import functools
import html
import http.server
import io
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from kakehashi.finding import Words

from .archive import RefusedError
from .escaping import code

SUB_PATH = "/kakehashi/"
MARKER = "<!-- kakehashi: links -->"
MOST_LISTED = 100
_PLACE = re.compile(r"""\s(?:id|name)=["']?([^"'\s>]+)""")
_FRAGMENT_LINK = re.compile(r"""<a\s[^<>]*?href="([^"#]*#[^"]+)\"""")
_TIMEOUT = 1800.0
_CONFIGURATION = """\
[filtering]
ignorewarnings=http-redirected,url-effective-url,http-unsupported-authentication,http-rate-limited
[output]
warnings=1
"""


@dataclass(frozen=True, slots=True)
class BadLink:
    """A link that leads nowhere.

    Args:
        page: The address of the page it is on.
        target: What it says.
        reason: What is wrong with it, in LinkChecker's words.
    """

    page: str
    target: str
    reason: str


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "\0nowhere")
        return super().translate_path("/" + path.removeprefix(SUB_PATH))

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder below ``SUB_PATH`` on this machine, and give its address, which ends in a slash.

    Args:
        folder: The built site.
    """
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}"
        finally:
            server.shutdown()


def follow(starts: Sequence[str], *, others: bool = False) -> list[BadLink]:
    """Follow every link from some addresses on, and return those that lead nowhere.

    Args:
        starts: Where to begin.
        others: Whether links to other sites are followed too (one step).

    Raises:
        RefusedError: LinkChecker could not do its work.
    """
    with tempfile.TemporaryDirectory() as name:
        configuration = Path(name, "linkcheckerrc")
        configuration.write_text(_CONFIGURATION, "utf-8")
        words = ["--config", str(configuration), "--no-status", "--no-robots", "--threads", "4", "--timeout", "30"]
        # To standard output: run by root, the program becomes a user who may write no file here.
        words += ["--output", "csv/utf-8"]
        words += ["--check-extern"] if others else []
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "linkcheck", *words, *starts],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
        # 0: all well, 1: some links are bad, more: the program itself failed.
        if done.returncode not in (0, 1):
            log = done.stderr.decode("utf-8", "replace")
            raise RefusedError(Words(f"linkchecker failed: {log[-500:]}", f"linkchecker が失敗した: {log[-500:]}"))
        return list(_read(done.stdout.decode("utf-8", "replace")))


def _read(text: str) -> Iterator[BadLink]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"):
        warning = row["warningstring"] or ""
        if row["valid"] != "True" or warning:
            # The answer of a server is one line, whatever it sends.
            reason = " ".join((warning if row["valid"] == "True" else row["result"] or "").split())
            yield BadLink(row["parentname"] or "", row["url"] or row["urlname"] or "", reason)


def missing_anchors(folder: Path) -> Iterator[BadLink]:
    """Yield every link of a built site to a section that its page does not have.

    Args:
        folder: The built site.
    """
    files = sorted(folder.rglob("*.html"))
    pages = {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in files}
    places = {path: frozenset(map(html.unescape, _PLACE.findall(page))) for path, page in pages.items()}
    for path, page in pages.items():
        address = f"http://site.invalid/{quote(path.removesuffix('index.html'))}"
        for href in sorted(set(_FRAGMENT_LINK.findall(page))):
            target = urlsplit(urljoin(address, html.unescape(href)))
            name = unquote(target.path).removeprefix("/")
            name += "index.html" if name.endswith("/") or not name else ""
            fragment = unquote(target.fragment)
            if target.hostname == "site.invalid" and fragment and fragment not in places.get(name, frozenset()):
                reason = "no such section" if name in places else "no such page"
                yield BadLink(path, html.unescape(href), reason)


def is_internal(link: BadLink, base: str) -> bool:
    """Tell whether a link leads to the site itself."""
    return link.target.startswith(base) or not link.target.startswith(("http://", "https://", "mailto:"))


def try_again(links: Sequence[BadLink], *, times: int = 3, pause: float = 60.0) -> list[BadLink]:
    """Return those links to other sites that lead nowhere each time.

    Args:
        links: Those that led nowhere once.
        times: How often to try again.
        pause: Seconds before each time.
    """
    left = list(links)
    for _ in range(times):
        if not left:
            break
        time.sleep(pause)
        with tempfile.TemporaryDirectory() as name:
            targets = sorted({link.target for link in left})
            anchors = "".join(f'<a href="{html.escape(target)}">x</a>\n' for target in targets)
            Path(name, "index.html").write_text(f"<!doctype html><title>x</title>{anchors}", "utf-8")
            with served(Path(name)) as address:
                still = {link.target for link in follow([address], others=True)}
        left = [link for link in left if link.target in still]
    return left


def read_flaky(text: str) -> dict[str, str]:
    """Return the hosts that answer machines unreliably, each with the reason.

    Args:
        text: One host and reason a line, separated by white space; ``#`` begins a comment.

    Raises:
        RefusedError: A host stands there without a reason.
    """
    hosts = {}
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        host, _, reason = content.partition(" ")
        if not reason.strip():
            raise RefusedError(Words(f"line {number}: {host} has no reason", f"{number} 行目: {host} に理由がない"))
        hosts[host] = reason.strip()
    return hosts


def issue_body(bad: Sequence[BadLink], flaky: Mapping[str, str], base: str, site: str) -> str | None:
    """Return the text of the issue about links to other sites, or None where none is bad.

    Args:
        bad: The links that lead nowhere.
        flaky: The hosts whose links are counted only, with the reasons.
        base: The address the site was served at.
        site: The address it is published at.
    """
    sure = [link for link in bad if urlsplit(link.target).hostname not in flaky]
    unsure = len(bad) - len(sure)
    if not sure:
        return None
    lines = [
        f"他のサイトへのリンク {len(sure)} 件が切れています。 / {len(sure)} links to other sites lead nowhere.",
        "",
        "| ページ / page | リンク / link | 理由 / reason |",
        "| --- | --- | --- |",
    ]
    for link in sure[:MOST_LISTED]:
        page = link.page.replace(base, site, 1)
        lines.append(f"| {code(page, 200)} | {code(link.target, 300)} | {code(link.reason, 200)} |")
    if len(sure) > MOST_LISTED:
        lines.append(f"| … {len(sure) - MOST_LISTED} | | |")
    if unsure:
        lines += [
            "",
            f"不安定なホストへのリンク {unsure} 件は数えていません。 / {unsure} on unreliable hosts not counted.",
        ]
    return "\n".join(lines) + "\n"
