"""Under which names the site is known: what it says itself, and what stands around its headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archivist.parse.metadata.publisher import SiteNames, host_of, letters, registered_label
from archivist.parse.metadata.text import clean, text_of
from archivist.parse.metadata.title_parts import tail_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from archivist.parse.metadata.found import Found
    from archivist.parse.page import Page

_LONGEST_TITLE = 400
_HEADINGS_AT_MOST = 20
_WORDS_AT_MOST = 5  # of a name that only the title tells
_HOME_PATHS = frozenset({"", "/", "/index.html", "/index.php"})


def site_names(page: Page, publishers: list[Found[str]]) -> SiteNames:
    """Return the names of the site."""
    host = host_of(page)
    label = registered_label(host)
    names = [name.value for name in publishers]
    names += [text for key in place_names().meta["site"] for text in page.meta.get(key, ())]
    names += [host, host.rpartition(".")[0], label, host[host.find(label) :]]
    headings = page.tagged("h1")[:_HEADINGS_AT_MOST]
    homes = [text_of(heading, _LONGEST_TITLE) for heading in headings if _leads_home(heading, page)]
    names += homes
    names += _behind_headlines(page, [text_of(heading, _LONGEST_TITLE) for heading in headings], homes)
    folded = (letters(name) for name in names)
    return SiteNames(frozenset(name for name in folded if len(name) > 1), letters(host), letters(label))


def _leads_home(heading: etree._Element, page: Page) -> bool:
    """Whether a heading is a link to the first page of the site: then it names the site."""
    above = heading.getparent()
    links = [*heading.iter("a"), *([above] if above is not None and above.tag == "a" else [])]
    return any(_is_home(link.get("href"), page) for link in links)


def _is_home(href: str | None, page: Page) -> bool:
    if not href:
        return False
    try:
        link, own = urlsplit(page.absolute(href)), urlsplit(page.url)
    except ValueError:
        return False
    return (
        link.path in _HOME_PATHS
        and link.netloc == own.netloc
        and own.path not in _HOME_PATHS
        and not link.query
    )


def _behind_headlines(page: Page, headings: list[str], homes: list[str]) -> Iterator[str]:
    """Yield what the title of the page has behind its headline, where that is told elsewhere without it."""
    title = next((clean((element.text or "")[:_LONGEST_TITLE]) for element in page.tagged("title")), "")
    told = [clean(text) for name in place_names().meta["title"] for text in page.meta.get(name, ())]
    for headline in {*told, *headings}.difference(homes):
        tail = tail_of(title, headline)
        if 0 < len(tail.split()) <= _WORDS_AT_MOST and len(tail) < len(headline):
            yield tail
