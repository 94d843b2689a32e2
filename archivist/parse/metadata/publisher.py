"""Who publishes the page, and under which names the site is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archivist.parse.metadata.found import Found, found, from_meta
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from archivist.parse.page import Page

_NO_LETTERS = re.compile(r"[\W_]+")
_ASCII_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalnum())
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|amp|edition|news|blog|blogs)\.")
_SECOND_LEVELS = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go"})
_SITE_NAME = 'meta[property="og:site_name"]'
_SHORTEST = 4  # letters of one that is told by its host


def read_publisher(page: Page, articles: list[Thing]) -> list[Found[str]]:
    """Return the names of the publisher, the best first."""
    names = [
        found(name, "json-ld", f"{type_of(thing)}.publisher", name, 0.95)
        for thing in articles
        if (name := text_at(thing, "publisher", "sourceOrganization"))
    ]
    titles = {letters(text) for key in place_names().meta["title"] for text in page.meta.get(key, ())}
    names += [
        name
        for name in from_meta(page, place_names().meta["publisher"], 0.9)
        if name.evidence.place == _SITE_NAME or letters(name.value) not in titles  # "application-name"
    ]
    names += [
        found(name, "json-ld", f"{type_of(thing)}.name", name, 0.7)
        for thing in page.json_ld
        if type_of(thing).lower() in place_names().house_types and (name := text_at(thing, "name"))
    ]
    return [name for name in names if not name.value.startswith("http")]


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The names of a site that a title, or a byline, may carry; letters and digits only, folded."""

    names: frozenset[str]
    host: str = ""  # the same of the host, "www." and the like left out
    label: str = ""  # of it, the part that was registered: "example" of "daily.example.co.uk"

    def has(self, text: str, *, words_at_most: int = 5) -> bool:
        """Whether a text is a name of the site: one that it gives itself, or made of its host's words."""
        folded = letters(text)
        if folded in self.names:
            return True
        words = [letters(word) for word in text.split()]
        if not words or len(words) > words_at_most or len(folded) < _SHORTEST:
            return False
        is_named = len(self.label) > _SHORTEST and self.label in {words[0], words[-1]}
        return is_named or all(word in self.host for word in words)


def host_of(page: Page) -> str:
    """Return the host of the page, without "www." and the like; where unknown, of its canonical address."""
    for address in (page.url, *page.meta.get("og:url", ())):
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        if host:
            return _SUBDOMAIN.sub("", host.lower())
    return ""


def registered_label(host: str) -> str:
    """Return the part of a host that its owner chose.

    >>> registered_label("daily.example.co.uk"), registered_label("example.com")
    ('example', 'example')
    """
    parts = host.split(".")
    if len(parts) > 2 and parts[-2] in _SECOND_LEVELS:
        return parts[-3]
    return parts[-2] if len(parts) > 1 else host


def letters(text: str) -> str:
    """Return the letters and digits of a text, folded: what is left when two spellings are compared."""
    folded = text.casefold()
    if folded.isascii():
        return folded.encode().translate(None, _ASCII_NO_LETTERS).decode()
    return _NO_LETTERS.sub("", folded)
