"""What the page declares of itself: its language and its canonical address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, found, from_meta
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_LONGEST_TAG = 35  # RFC 5646, 4.4.1
# What pages write for the code of a language.
_SPELLINGS = {
    "iw": "he", "in": "id", "nb": "no", "nn": "no", "cz": "cs",
    "jp": "ja", "kr": "ko", "gr": "el", "ua": "uk",
}  # fmt: skip


def read_language(page: Page, articles: list[Thing]) -> list[Found[str]]:
    """Return the declared languages as BCP 47 tags, the best first."""
    lang = page.root.get("lang") or page.root.get("xml:lang") or ""
    stated = [found(lang, "html", "html[lang]", lang, 0.9)]
    for thing in articles:
        text = text_at(thing, "inLanguage")
        stated.append(found(text, "json-ld", f"{type_of(thing)}.inLanguage", text, 0.8))
    stated += from_meta(page, place_names().meta["language"], 0.7)
    return [Found(tag, one.evidence) for one in stated if (tag := language_tag(one.value))]


def language_tag(text: str) -> str:
    """Return a BCP 47 tag in its usual spelling, or "" where the text is none.

    >>> language_tag("en_us"), language_tag("zh-hant-TW"), language_tag("English")
    ('en-US', 'zh-Hant-TW', '')
    """
    match = _TAG.fullmatch(text.strip()[:_LONGEST_TAG])
    if not match:
        return ""
    language = match[1].lower()
    parts = [_SPELLINGS.get(language, language), (match[2] or "").title(), (match[3] or "").upper()]
    return "-".join(filter(None, parts))


def read_address(page: Page) -> list[Found[str]]:
    """Return the canonical addresses of the page, the best first, the page's own last."""
    links = (link for link in page.tagged("link") if _is_canonical(link))
    stated = [("link", 'link[rel="canonical"]', link.get("href") or "", 0.95) for link in links]
    stated += [("meta", 'meta[property="og:url"]', text, 0.8) for text in page.meta.get("og:url", ())[:1]]
    stated.append(("url", "url", page.url, 0.7))
    return [
        found(address, method, place, text, confidence)
        for method, place, text, confidence in stated
        if text and (address := page.absolute(text))
    ]


def _is_canonical(link: etree._Element) -> bool:
    """Whether a link states the page's own address: only in the head, for a body may hold anyone's."""
    parent = link.getparent()
    is_of_head = parent is not None and parent.tag == "head"
    return is_of_head and (link.get("rel") or "").strip().lower() == "canonical"
