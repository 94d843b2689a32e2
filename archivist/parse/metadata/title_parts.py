"""The parts of a title between separators: the headline, and the name of the site around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archivist.parse.metadata.publisher import SiteNames, letters
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable

# What parts a headline from the name of the site: with spaces around, or a bar of any kind.
_SEPARATOR = re.compile(
    r"\s[-–—―·•~:]{1,3}\s|\s?[|｜¦│‖⟩›]{1,3}\s?|\s[»«<>]{1,3}\s|\s::?\s|\s/\s|\s[-–—]{2,3}\s?|(?<=\w)[-–—:]\s|(?<=[^\x00-\x7f])_|\s_"
)
_SIGN = re.compile(r"[-–—―·•~:|｜¦│‖»«<>⟩›/_]")  # without one of them there is no separator
_HOST = re.compile(r"(?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,20}(?=\s)", re.IGNORECASE)
_SLUG_END = re.compile(r"\.[a-z]{2,5}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_HEADLINE = 4  # at least
_WORDS_OF_SLUG = 3  # at least, of one that tells the headline
_SHARE_OF_SLUG = 0.6  # of the headline's words that the slug has


def strip_site(text: str, sites: SiteNames) -> str:
    """Return a title without the site's names at its end or its beginning.

    What stands before a colon is more often whom the headline speaks of, so that it has to be the very name.

    >>> strip_site("Snow in May - The Daily Example", SiteNames(frozenset({"thedailyexample"})))
    'Snow in May'
    """
    if (host := _HOST.match(text)) and letters(host[0]).removeprefix("www") == sites.host:
        text = text[host.end() :].lstrip()
    parts = _parts(text)
    while len(parts) > 1 and sites.has(parts[-1][1]):
        parts.pop()
    while len(parts) > 1 and _is_site_before(text, parts, sites):
        parts.pop(0)
    if not parts:
        return text
    return text[parts[0][0] : parts[-1][0] + len(parts[-1][1])]


def main_part(text: str) -> str:
    """Return the longest of the parts between separators, of those that tie the first; "" where there is one.

    >>> main_part("Mill to be rebuilt | News | Harbour Letter")
    'Mill to be rebuilt'
    """
    parts = [part for _, part in _parts(text)]
    return max(parts, key=len).strip() if len(parts) > 1 else ""


def without_tail(text: str, others: Iterable[str]) -> str:
    """Return a title without what follows a separator, where one of the others has it without."""
    for other in others:
        rest = text[len(other) :]
        if rest and text.startswith(other) and _SEPARATOR.match(rest):
            return other
    return text


def tail_of(text: str, headline: str) -> str:
    """Return the last part of a title that begins with the headline and goes on behind a separator; else "".

    >>> tail_of("Snow in May | Weather | The Daily Example", "Snow in May")
    'The Daily Example'
    """
    rest = text[len(headline) :]
    if not headline or not rest or not text.startswith(headline) or rest.lstrip().startswith(":"):
        return ""
    return _last_parted(rest)[1].strip() if _SEPARATOR.match(rest) else ""


def without_short_tail(text: str) -> str:
    """Return a title without its last, short part: most often the unknown name of the site."""
    head, tail = _last_parted(text)
    is_tail = len(head.split()) >= _WORDS_OF_HEADLINE and len(tail.split()) < _WORDS_OF_HEADLINE
    return head if is_tail else text


def without_unknown_site(text: str, address: str) -> str:
    """Return a title without its last part where the address tells the rest of it and nothing of that part.

    >>> without_unknown_site("What is lost at sea? | Harbour Blog", "https://a.example/what-is-lost-at-sea")
    'What is lost at sea?'
    """
    head, tail = _last_parted(text)
    if len(head.split()) < _WORDS_OF_HEADLINE or not 0 < len(tail.split()) <= _WORDS_OF_HEADLINE:
        return text
    if text[len(head) :].lstrip().startswith(":"):
        return text  # a second headline
    own, others = share_in_address(head, address), share_in_address(tail, address)
    is_told = own >= _SHARE_OF_SLUG and (not others or own == 1 > others)
    return head if is_told else text


def share_in_address(text: str, address: str) -> float:
    """Return the share of the words of a title that the last part of an address is made of."""
    slug = _slug_words(address)
    words = _words(text)
    return len(words & slug) / len(words) if words and len(slug) >= _WORDS_OF_SLUG else 0.0


def _is_site_before(text: str, parts: list[tuple[int, str]], sites: SiteNames) -> bool:
    first = parts[0][1]
    behind = text[parts[0][0] + len(first) : parts[1][0]]
    if behind.startswith(":"):
        own = [word for word in first.split() if word.casefold() not in place_names().site_words]
        return letters(first) in sites.names or letters("".join(own)) == sites.label
    return sites.has(first, words_at_most=3)


def _last_parted(text: str) -> tuple[str, str]:
    """Return a title before its last separator, and what follows; ("", the title) where there is none."""
    parts = _parts(text)
    if len(parts) < 2:
        return "", text
    return text[: parts[-2][0] + len(parts[-2][1])], parts[-1][1]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _slug_words(address: str) -> frozenset[str]:
    """Return the words of the last part of the path of an address, folded."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return frozenset()
    return _words(_SLUG_END.sub("", path.rstrip("/").rpartition("/")[2]))


def _parts(text: str) -> list[tuple[int, str]]:
    """Return the parts between separators, each with its place in the text."""
    if not _SIGN.search(text):
        return [(0, text)] if text.strip() else []
    parts = []
    start = 0
    for match in _SEPARATOR.finditer(text):
        parts.append((start, text[start : match.start()]))
        start = match.end()
    parts.append((start, text[start:]))
    return [part for part in parts if part[1].strip()]
