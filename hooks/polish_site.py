"""Adapter: what differs by language but cannot be set in mkdocs.yml, and the repair of the finished site."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from material.extensions.emoji import to_svg, twemoji  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kakehashi.built.history import first_commits
from kakehashi.built.language import SiteLanguage
from kakehashi.built.site import MAP, BuiltFile, SitePlan, mend_site
from kakehashi.publishing.csp import with_policy

log = get_plugin_logger("kakehashi")

# Where the days of the pages' first commits are kept, beside the author's own extras.
_DAYS = "kakehashi_first_commits"
_PERMALINK = {"ja": "この節へのリンク", "en": "Link to this section"}
_FOOTNOTE_BACK = {"ja": "脚注 {} を参照している本文へ戻る", "en": "Back to footnote {} in the text"}
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Note whether pages are served while they are written: the live reload is a script that no policy would allow."""
    global _serving
    _serving = command == "serve"


# Below the language plugin's -100, which sets the language being built. Whole values: the event repeats on one object.
@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Set the options of Markdown extensions for the language being built."""
    locale = str(config.theme.get("language"))
    _set_options(config, "toc", permalink_title=_PERMALINK.get(locale, _PERMALINK["en"]))
    _set_options(config, "footnotes", BACKLINK_TITLE=_FOOTNOTE_BACK.get(locale, _FOOTNOTE_BACK["en"]))
    # Icons come from the theme's files; the extension's own default would load pictures from a third party.
    _set_options(config, "pymdownx.emoji", emoji_index=twemoji, emoji_generator=to_svg)
    # Included files are found wherever the build is started from.
    _set_options(config, "pymdownx.snippets", base_path=[config.docs_dir])
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Ask the repository once, before the first language is built, when each page was first committed."""
    if _DAYS not in config.extra:
        config.extra[_DAYS] = first_commits(Path(config.docs_dir))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the page the date of its first commit and its weight in the search; what its front matter says stands."""
    day = config.extra.get(_DAYS, {}).get(page.file.src_uri)
    if day is not None:
        page.meta.setdefault("date", day.isoformat())
    # By the page's name without its language, so that both languages rank alike.
    weight = (config.extra.get("search_weights") or {}).get(page.file.src_uri.partition("/")[2])
    if weight is not None:
        page.meta.setdefault("search", {"boost": weight})
    return context


# The other languages are built inside the language plugin's own event at -100; after it, the site is whole.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Mend the finished site once, when every language has been written."""
    i18n: Any = config.plugins.get("i18n")
    if i18n is None:
        log.warning("the i18n plugin is not configured; the built site is left as it is")
        return
    if i18n.building:
        return
    root = Path(config.site_dir)
    built = [path for path in root.rglob("*.html") if path.is_file()]
    names = root / MAP
    files = {path.relative_to(root).as_posix(): _read(path) for path in [*built, *([names] if names.is_file() else [])]}
    # Last, since the policy is made from the scripts and styles of the finished page.
    guarded = bool(config.extra.get("content_security_policy")) and not _serving
    unchanged = {path.relative_to(root).as_posix() for path in built} if guarded else set()
    for result in mend_site(files, _plan(config, i18n)):
        if isinstance(result, BuiltFile):
            _write(root / result.path, with_policy(result.text) if result.path in unchanged else result.text)
            unchanged.discard(result.path)
        else:
            log.warning("%s: %s", result.path, result.message.en)
    for name in unchanged:
        _write(root / name, with_policy(files[name]))


def _plan(config: MkDocsConfig, i18n: Any) -> SitePlan:
    languages = [
        SiteLanguage(language.locale, "" if language.default else f"{language.locale}/")
        for language in i18n.config.languages
        if language.build
    ]
    x_default = config.extra.get("x_default") or i18n.default_language
    return SitePlan(languages, config.site_url or "", str(x_default))


def _set_options(config: MkDocsConfig, extension: str, **options: object) -> None:
    if extension in config.markdown_extensions:
        config.mdx_configs[extension] = {**config.mdx_configs.get(extension, {}), **options}


# A page may hold anything an author put there raw; bytes that are not UTF-8 go through unchanged.
def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _write(path: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if path.name == "sitemap.xml":
        path.with_name("sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))
