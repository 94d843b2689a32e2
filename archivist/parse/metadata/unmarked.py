"""Names that stand with the headline and the date, where nothing says that they are the byline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Author
from archivist.parse.metadata.moments import parse_moment
from archivist.parse.metadata.names import looks_personal, read_names, role_of
from archivist.parse.metadata.places import Place
from archivist.parse.metadata.text import clean, text_of
from archivist.rules.given_names import load_given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from archivist.parse.metadata.places import Places
    from archivist.parse.page import Page

_ELEMENTS_AT_MOST = 60  # after the headline
_ELEMENTS_BEFORE = 12
_LINES_AT_MOST = 10
_LONGEST_LINE = 60  # characters: longer ones are the text
_WORDS = range(2, 5)  # of a name
_BESIDE = 2  # lines between a name and the date at most
_LOOKS = frozenset({"b", "em", "i", "strong"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "button", "option", "nav"})


def find_unmarked(
    page: Page, places: Places, headline: Place | None
) -> tuple[Place, tuple[Author, ...]] | None:
    """Return who is named in a line of its own beside the date that stands with the headline.

    Pages whose classes only say how things look give no other sign of a byline. Each name must begin with a
    known given name, or be that of a news agency.
    """
    if headline is None:
        return None
    lines = list(_lines_around(page, headline.element))
    dated = [at for at, (_, text) in enumerate(lines) if _is_dated(text)]
    for at, (element, text) in enumerate(lines):
        is_beside = any(0 < abs(at - other) <= _BESIDE for other in dated)
        if is_beside and (authors := _named(text)) and not places.is_elsewhere(element):
            return Place(element, frozenset(), headline.order, text), authors
    return None


def find_signature(page: Page, headline: Place | None) -> tuple[Place, tuple[Author, ...]] | None:
    """Return who signs the text: a paragraph set apart by its look that has nothing but names.

    A name alone must begin with a known given name: so look headings within the text, too.
    """
    if headline is None:
        return None
    behind = page.elements[page.elements.index(headline.element) :]
    for element in behind:
        if element.tag == "p" and len(element) == 1 and element[0].tag in _LOOKS and _is_all(element[0]):
            text = text_of(element, _LONGEST_LINE + 20)
            if len(text) <= _LONGEST_LINE and (authors := _signed(text)):
                return Place(element, frozenset(), headline.order, text), authors
    return None


def _is_all(child: etree._Element) -> bool:
    """Whether an only child holds all the words of its element."""
    parent = child.getparent()
    return not (child.tail or "").strip() and parent is not None and not (parent.text or "").strip()


def _signed(text: str) -> tuple[Author, ...]:
    authors = read_names(text) if "/" in text else ()
    are_names = len(authors) > 1 and all(looks_personal(author.name) for author in authors)
    return authors if are_names else _named(text)


def _lines_around(page: Page, headline: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the short lines around the headline, each with its element, up to the first long one."""
    start = page.elements.index(headline)
    inside = len(list(headline.iter("*")))
    found = 0
    for at in (*range(max(0, start - _ELEMENTS_BEFORE), start), *_up_to(start + inside, page)):
        text = clean((page.texts[at] or "")[: 4 * _LONGEST_LINE]) if page.tags[at] not in _UNSEEN else ""
        is_behind = at > start
        if is_behind and (len(text) > 2 * _LONGEST_LINE or found >= _LINES_AT_MOST):
            return
        if text and len(text) <= _LONGEST_LINE:
            found += is_behind
            yield page.elements[at], text


def _up_to(start: int, page: Page) -> range:
    return range(start, min(start + _ELEMENTS_AT_MOST, len(page.elements)))


def _is_dated(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and bool(parse_moment(text))


def _named(text: str) -> tuple[Author, ...]:
    """Return whom a line names that has nothing but names of persons, or an agency and a place."""
    first, _, _ = text.partition(" / ")
    if role_of(first) == "agency":
        return (Author(name=first, role="agency"),)
    authors = read_names(text)
    words = sum(len(author.name.split()) for author in authors)
    is_all = authors and words >= len(text.replace(" & ", " ").split()) - (len(authors) - 1)
    return authors if is_all and all(_is_person(author) for author in authors) else ()


def begins_with_given_name(name: str) -> bool:
    """Whether the first word of a name is a known given name."""
    return name.split(maxsplit=1)[0].lower() in load_given_names()


def _is_person(author: Author) -> bool:
    words = author.name.split()
    is_known = begins_with_given_name(author.name)
    return author.role == "author" and len(words) in _WORDS and is_known and looks_personal(author.name)
