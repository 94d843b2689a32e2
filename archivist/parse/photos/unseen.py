"""The main picture of an article that no img shows: a script puts it in, or a link leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.photos.keys import address_key
from archivist.parse.photos.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from archivist.parse.page import Page
    from archivist.parse.photos.scripts import Scripts
    from archivist.parse.photos.structured import Record

_NUMBER = re.compile(r"[a-z]{0,8}\d{8,}")  # the part of a key that is its number: "as20250113003419"


def find_unseen(
    page: Page, scripts: Scripts, main: Sequence[str], records: Sequence[Record], titles: Collection[str]
) -> Picture | None:
    """Return the main picture if the page, though no img shows it, says more of it than its address.

    An address alone is no evidence: many pages give one for those who share them, and show no picture.
    """
    is_linked = _is_linked(page, main)
    told = [record for record in records if record.is_main and _has_own_words(record, titles)]
    if not is_linked and not told and next(scripts.words_of(main), None) is None:
        return None
    addresses = dict.fromkeys(main, 0)
    keys = {address_key(address) for address in main}
    for record in told:
        addresses.update(dict.fromkeys(record.addresses, record.width or 0))
        keys |= record.keys
    return Picture(keys=keys, told=addresses)


def _is_linked(page: Page, main: Sequence[str]) -> bool:
    """Whether a link leads to the picture, or to a page that bears its number."""
    numbers = sorted({match[0] for address in main if (match := _NUMBER.search(address_key(address)))})
    links = (link.get("href") or "" for link in page.tagged("a")) if numbers else ()
    return any(number in link.lower() for link in links for number in numbers)


def _has_own_words(record: Record, titles: Collection[str]) -> bool:
    """Whether a record says something of its picture that is not the title of the article."""
    is_told = bool(record.caption) and record.caption.casefold() not in titles
    return is_told or any(name in {"creditText", "copyrightNotice"} for name, _ in record.credits)
