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
_HEADINGS_AT_MOST, _LINKS_AT_MOST = 20, 100
_WORDS_AT_MOST = 5  # of a name that only the title tells
_HOME_PATHS = frozenset({"", "/", "/index.html", "/index.php"})


def site_names(page: Page, publishers: list[Found[str]]) -> SiteNames:
    """Return the names of the site."""
    host = host_of(page)
    label = registered_label(host)
    names = [name.value for name in publishers]
    names += [text for key in place_names().meta["site"] for text in page.meta.get(key, ())]
    names += [host, host.rpartition(".")[0], label, host[host.find(label) :]]
    homes = _home_addresses(page)
    names += _linked_home(page, homes)
    headings = {
        heading: text_of(heading, _LONGEST_TITLE) for heading in page.tagged("h1")[:_HEADINGS_AT_MOST]
    }
    logos = [text for heading, text in headings.items() if _leads_home(heading, homes)]
    names += logos
    names += _behind_headlines(page, set(headings.values()).difference(logos))
    folded = (letters(name) for name in names)
    return SiteNames(frozenset(name for name in folded if len(name) > 1), letters(host), letters(label))


def _linked_home(page: Page, homes: frozenset[str]) -> Iterator[str]:
    """Yield the texts of links to the first page of the site that stand in the title of this one, too."""
    title = _title_of(page)
    for link in page.tagged("a")[:_LINKS_AT_MOST]:
        if link.get("href") in homes:
            text = text_of(link, _LONGEST_TITLE)
            if text and text != title and (title.startswith(text) or title.endswith(text)):
                yield text


def _title_of(page: Page) -> str:
    return next((clean((element.text or "")[:_LONGEST_TITLE]) for element in page.tagged("title")), "")


def _home_addresses(page: Page) -> frozenset[str]:
    """Return what links to the first page of the site have as their address; none where the page is that."""
    try:
        own = urlsplit(page.url)
    except ValueError:
        return frozenset()
    if own.path in _HOME_PATHS and not own.query:
        return frozenset()
    hosts = ("", f"//{own.netloc}", f"http://{own.netloc}", f"https://{own.netloc}")
    return frozenset(host + path for host in hosts for path in _HOME_PATHS if host + path)


def _leads_home(heading: etree._Element, homes: frozenset[str]) -> bool:
    """Whether a heading is a link to the first page of the site: then it names the site."""
    above = heading.getparent()
    links = [*heading.iter("a"), *([above] if above is not None and above.tag == "a" else [])]
    return any(link.get("href") in homes for link in links)


def _behind_headlines(page: Page, headings: set[str]) -> Iterator[str]:
    """Yield what the title of the page has behind its headline, where that is told elsewhere without it."""
    title = _title_of(page)
    told = {clean(text) for name in place_names().meta["title"] for text in page.meta.get(name, ())}
    for headline in told | headings:
        tail = tail_of(title, headline)
        if 0 < len(tail.split()) <= _WORDS_AT_MOST and len(tail) < len(headline):
            yield tail
