"""Names that stand with the headline and the date, where nothing says that they are the byline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.metadata.moments import parse_moment
from archivist.parse.metadata.names import looks_personal, read_names
from archivist.parse.metadata.places import Place
from archivist.parse.metadata.text import clean
from archivist.rules.given_names import load_given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from archivist.model import Author
    from archivist.parse.metadata.places import Places
    from archivist.parse.page import Page

_ELEMENTS_AT_MOST = 60  # after the headline
_LINES_AT_MOST = 10
_LONGEST_LINE = 60  # characters: longer ones are the text
_WORDS = range(2, 5)  # of a name
_BESIDE = 2  # lines between a name and the date at most
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "button", "option", "nav"})


def find_unmarked(page: Page, places: Places, headline: Place | None) -> tuple[Place, Author] | None:
    """Return the name of a person that stands as a line of its own beside the date under the headline.

    Pages whose classes only say how things look give no other sign of a byline. The name must begin with a
    known given name.
    """
    if headline is None:
        return None
    lines = list(_lines_after(page, headline.element))
    dated = [at for at, (_, text) in enumerate(lines) if _is_dated(text)]
    for at, (element, text) in enumerate(lines):
        is_beside = any(0 < abs(at - other) <= _BESIDE for other in dated)
        if is_beside and (author := _person(text)) and not places.is_elsewhere(element):
            return Place(element, frozenset(), headline.order), author
    return None


def _lines_after(page: Page, headline: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the short lines behind the headline, each with its element, up to the first long one."""
    start = page.elements.index(headline)
    inside = len(list(headline.iter("*")))
    found = 0
    for at in range(start + inside, min(start + inside + _ELEMENTS_AT_MOST, len(page.elements))):
        if page.tags[at] in _UNSEEN:
            continue
        text = clean((page.texts[at] or "")[: 4 * _LONGEST_LINE])
        if len(text) > 2 * _LONGEST_LINE or found >= _LINES_AT_MOST:
            return
        if text and len(text) <= _LONGEST_LINE:
            found += 1
            yield page.elements[at], text


def _is_dated(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and bool(parse_moment(text))


def _person(text: str) -> Author | None:
    """Return whom a line names, if it is the name of one person and nothing else."""
    words = text.split()
    if len(words) not in _WORDS or words[0].lower() not in load_given_names() or not looks_personal(text):
        return None
    names = read_names(text)
    return names[0] if [author.name for author in names] == [text] and names[0].role == "author" else None
