"""Where the page shows its byline, and whom it names there."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from archivist.model import Author
from archivist.parse.metadata.names import looks_personal, read_names, starts_byline
from archivist.parse.metadata.places import AUTHOR_LINK, BYLINE_TEXT, Place, Places
from archivist.parse.metadata.text import lines_of
from archivist.rules.bylines import byline_words

_LONGEST = 300  # characters of a byline
_LONGEST_UNMARKED = 120  # of one that only its first word tells
_NEVER = frozenset({"meta", "link", "body", "html", "article", "main", "img", "input", "form", "time", "script"})
_NAME_WORDS = frozenset({AUTHOR_LINK, "author", "byline"})
_ANCESTORS_AT_MOST = 12


@dataclass(slots=True)
class Byline:
    """A byline that the page shows: its words as printed, and the authors it names."""

    place: Place
    lines: list[str]
    details: list[Place] = field(default_factory=list)  # marked elements inside it
    authors: tuple[Author, ...] = ()
    confidence: float = 0.0

    @property
    def text(self) -> str:
        """The byline as printed."""
        return " ".join(self.lines)


def find_bylines(places: Places, title_order: int) -> list[Byline]:
    """Return the bylines of the page, the surest first; ``title_order`` is where the headline stands."""
    groups: dict[etree._Element, Byline] = {}
    for place in places.marked(byline_words().marks | {AUTHOR_LINK, BYLINE_TEXT}):
        if place.element.tag in _NEVER or places.is_elsewhere(place.element):
            continue
        if group := _group_around(place.element, groups):
            group.details.append(place)
        elif group := _open(place):
            groups[group.place.element] = group
    for group in groups.values():
        group.authors = _authors(group)
        group.confidence = _confidence(group, title_order)
    named = [group for group in groups.values() if group.authors]
    return sorted(named, key=lambda group: (-group.confidence, group.place.order))


def _group_around(element: etree._Element, groups: dict[etree._Element, Byline]) -> Byline | None:
    node = element.getparent()
    for _ in range(_ANCESTORS_AT_MOST):
        if node is None:
            break
        if node in groups:
            return groups[node]
        node = node.getparent()
    return groups.get(element)


def _open(place: Place) -> Byline | None:
    """A byline that begins at a place; from the element around it where "By" stands alone in its own."""
    lines = lines_of(place.element, _LONGEST + 50, part_all=True)
    if place.words == {BYLINE_TEXT} and len(lines) == 1 and not lines[0][len(starts_byline(lines[0])) + 2 :]:
        parent = place.element.getparent()
        if parent is not None and parent.tag not in _NEVER:
            place = Place(parent, place.words, place.order)
            lines = lines_of(parent, _LONGEST + 50, part_all=True)
    longest = _LONGEST_UNMARKED if place.words == {BYLINE_TEXT} else _LONGEST
    if not lines or sum(map(len, lines)) > longest:
        return None
    return Byline(place, lines, [place])


def _authors(byline: Byline) -> tuple[Author, ...]:
    """Whom the elements of the byline that hold only a name name, else whom its words do."""
    leaves: dict[str, Author] = {}
    for place in byline.details:
        if AUTHOR_LINK in place.words or {"author", "name"} <= place.words:
            for author in read_names("\n".join(lines_of(place.element, 100, part_all=True))):
                leaves.setdefault(author.name.casefold(), author)
    if leaves:
        return tuple(leaves.values())
    text = "\n".join(byline.lines)
    authors = read_names(text)
    if byline.place.words == {BYLINE_TEXT}:
        return tuple(author for author in authors if looks_personal(author.name) or author.role != "author")
    return authors


def _confidence(byline: Byline, title_order: int) -> float:
    words = frozenset[str]().union(*(place.words for place in byline.details))
    confidence = 0.5
    if any(starts_byline(line) for line in byline.lines):
        confidence += 0.15
    if AUTHOR_LINK in words or "author" in words:
        confidence += 0.1
    if all(looks_personal(author.name) for author in byline.authors):
        confidence += 0.1
    if byline.place.order < title_order:
        confidence -= 0.1
    return confidence
