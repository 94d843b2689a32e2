"""Who publishes the page, and under which names the site is known."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import clean
from archivist.parse.page import Page

_NAME_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "dc.publisher",
    "copyright",
)
_SITE_TYPES = frozenset(
    {
        "WebSite",
        "Organization",
        "NewsMediaOrganization",
        "Corporation",
        "LocalBusiness",
        "EducationalOrganization",
        "CollegeOrUniversity",
    }
)
_DOMAIN = re.compile(r"^(?:www|m|mobile|amp|edition|news|blog|blogs)\.")


def read_publisher(page: Page, articles: list[Thing]) -> list[Found[str]]:
    """Return the names of the publisher, the best first."""
    names = [
        found(name, "json-ld", f"{type_of(thing)}.publisher", name, 0.95)
        for thing in articles
        if (name := text_at(thing, "publisher", "sourceOrganization"))
    ]
    names += [
        found(clean(text), "meta", f'meta[property="{key}"]', text, 0.9)
        for key in _NAME_METAS[:3]
        for text in page.meta.get(key, ())[:1]
    ]
    names += [
        found(name, "json-ld", f"{type_of(thing)}.name", name, 0.7)
        for thing in page.json_ld
        if type_of(thing) in _SITE_TYPES and (name := text_at(thing, "name"))
    ]
    return [name for name in names if name.value and not name.value.startswith("http")]


def site_names(page: Page, publishers: list[Found[str]]) -> frozenset[str]:
    """Return every name of the site that a title may carry, letters and digits only, folded."""
    names = [name.value for name in publishers]
    names += [text for key in _NAME_METAS for text in page.meta.get(key, ())]
    host = host_of(page)
    names += [host, host.rpartition(".")[0], *host.split(".")[:-1][-1:]]
    if len(parts := host.split(".")) > 2:
        names.append(".".join(parts[-2:]))
    folded = (letters(name) for name in names)
    return frozenset(name for name in folded if len(name) > 1)


def host_of(page: Page) -> str:
    """Return the host of the page, without "www." and the like; where unknown, of its canonical address."""
    for address in (page.url, *page.meta.get("og:url", ())):
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        if host:
            return _DOMAIN.sub("", host.lower())
    return ""


def letters(text: str) -> str:
    """Return the letters and digits of a text, folded: what is left when two spellings are compared."""
    return "".join(c for c in text.casefold() if c.isalnum())
