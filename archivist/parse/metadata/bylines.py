"""Where the page shows its byline, and whom it names there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.parse.metadata.names import looks_personal, looks_proper, read_names
from archivist.parse.metadata.places import AUTHOR_LINK, BYLINE_TEXT, LINE_ALONE, Place, Places, Standing
from archivist.parse.metadata.text import lines_of, text_of
from archivist.parse.metadata.wording import DASHES, ends_byline, starts_byline
from archivist.rules.bylines import byline_words
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from lxml import etree

    from archivist.model import Author

_PLACES_AT_MOST = 500
_BYLINES_AT_MOST = 30
_LONGEST = 300  # characters of a byline
_LONGEST_UNMARKED = 120  # of one that only its first word tells
_WORDS_OF_ODD = 6  # of a byline whose names are odd
_WORDS_OF_UNMARKED = 3  # of one that only its first word tells
_LONGEST_NAME = 80  # of an element that holds a name and nothing else
_NEVER = frozenset(
    {"meta", "link", "body", "html", "article", "main", "img", "input", "form", "time", "script"}
)
_INLINE = frozenset({"a", "b", "em", "i", "span", "strong", "u"})
_SENTENCE_ENDS = (".", "!", "?", ".)", "…")
_ANCESTORS_AT_MOST = 12
_SO_MANY_ARE_TEASERS = 3


@dataclass(slots=True)
class Byline:
    """A byline that the page shows: its words as printed, and the authors it names."""

    place: Place
    lines: list[str]
    details: list[Place] = field(default_factory=list)  # marked elements in it, its own first
    authors: tuple[Author, ...] = ()
    confidence: float = 0.0

    @property
    def text(self) -> str:
        """All that the lines say."""
        return " ".join(self.lines)

    @property
    def printed(self) -> str:
        """The byline as printed, without the dates and the like that stand before and after the names."""
        kept = [at for at, line in enumerate(self.lines) if not ends_byline(line)]
        return " ".join(self.lines[kept[0] : kept[-1] + 1]) if kept else self.text

    @property
    def is_worded(self) -> bool:
        """Whether it says of itself that it is one: "By"."""
        return any(starts_byline(line) for line in self.lines)


def find_bylines(places: Places, title_order: int) -> list[Byline]:
    """Return the bylines of the page, the surest first; ``title_order`` is where the headline stands."""
    bylines: dict[etree._Element, Byline] = {}
    for place in places.marked(byline_words().marks | {AUTHOR_LINK, BYLINE_TEXT})[:_PLACES_AT_MOST]:
        if place.element.tag in _NEVER or places.standing(place.element) is Standing.ELSEWHERE:
            continue
        if around := _byline_around(place.element, bylines):
            around.details.append(place)
        elif byline := _open(place):
            bylines[byline.place.element] = byline
    for byline in bylines.values():
        byline.authors = _authors(byline)
    named = _joined([byline for byline in bylines.values() if byline.authors])
    looks = Counter(byline.place.name for byline in named if byline.place.element.get("class"))
    teasers = _teasers(named, places)
    for byline in named:
        byline.confidence = _confidence(byline, places, title_order)
        if looks[byline.place.name] > _SO_MANY_ARE_TEASERS:
            byline.confidence -= 0.2
        if byline.place.element in teasers:
            byline.confidence -= 0.4
    return sorted(named, key=lambda byline: (-byline.confidence, byline.place.order))[:_BYLINES_AT_MOST]


def _teasers(named: list[Byline], places: Places) -> set[etree._Element]:
    """Return the elements of bylines in lists of other stories: of two and more items that each have one."""
    around = [(byline.place.element, places.teaser_around(byline.place.element)) for byline in named]
    items = {item: item.getparent() for _, item in around if item is not None}
    sizes = Counter(items.values())
    return {element for element, item in around if item is not None and sizes[items[item]] > 1}


def _byline_around(element: etree._Element, bylines: dict[etree._Element, Byline]) -> Byline | None:
    node: etree._Element | None = element
    for _ in range(_ANCESTORS_AT_MOST):
        if node is None or node in bylines:
            break
        node = node.getparent()
    return None if node is None else bylines.get(node)


def _open(place: Place) -> Byline | None:
    """Return the byline that begins at a place, or None; "By" alone begins one in the element around it."""
    lines = [line.lstrip(DASHES) for line in lines_of(place.element, _LONGEST + 50, part_all=True)]
    if len(lines) == 1 and (word := starts_byline(lines[0])) and len(lines[0]) <= len(word) + 1:
        parent = place.element.getparent()
        if parent is None or parent.tag in _NEVER:
            return None
        place = Place(parent, place.words, place.order)
        lines = lines_of(parent, _LONGEST + 50, part_all=True)
    length = sum(map(len, lines))
    if place.line and (length > _LONGEST_UNMARKED or LINE_ALONE in place.words):
        return Byline(place, [place.line], [place])
    if _is_unmarked(place) and (length > _LONGEST_UNMARKED or _is_in_sentence(place.element, lines)):
        return None
    if length > _LONGEST:
        # A box that tells of the author at length begins with the name.
        is_box = "author" in place.words and looks_personal(lines[0])
        return Byline(place, lines[:1], [place]) if is_box else None
    return Byline(place, lines, [place]) if lines else None


def _is_unmarked(place: Place) -> bool:
    """Whether only its first word tells that a place is a byline."""
    return AUTHOR_LINK not in place.words and byline_words().marks.isdisjoint(place.words)


def _is_in_sentence(element: etree._Element, lines: list[str]) -> bool:
    """Whether "by" stands in a sentence, and begins no byline."""
    if not lines or (lines[-1].endswith(_SENTENCE_ENDS) and not lines[-1][-2:-1].isdigit()):
        return True
    before = element.getprevious()
    parent = element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return element.tag in _INLINE and text.strip()[-1:].isalnum()


def _authors(byline: Byline) -> tuple[Author, ...]:
    """Return whom a byline names.

    Elements that hold only a name are surest; other names in its lines count when they look like a person's,
    or, where there are no such elements and no such names, whatever they look like.
    """
    named = {author.name.casefold(): author for author in read_names("\n".join(_names_lines(byline)))}
    proper = {key: author for key, author in named.items() if _is_proper(author)}
    if leaves := _leaves(byline):
        leaves = {key: leaf for key, leaf in leaves.items() if key in named} or leaves
        is_list = leaves.keys() <= proper.keys() and byline.is_worded
        return tuple(proper.values() if is_list else leaves.values())
    if proper or not byline.is_worded:
        is_short = len(byline.text) <= _LONGEST_NAME
        return tuple(proper.values() or (named.values() if is_short else ()))
    return _odd_name(byline)


def _is_proper(author: Author) -> bool:
    """Whether a name looks like a person's, or is that of an agency or a desk."""
    if author.role == "desk":
        return looks_proper(author.name)
    return author.role == "agency" or looks_personal(author.name)


def _leaves(byline: Byline) -> dict[str, Author]:
    """Return the names that have an element of their own, by their folded names."""
    leaves: dict[str, Author] = {}
    for place in byline.details:
        is_name = "author" in place.words and not place_names().marks["name"].isdisjoint(place.words)
        if is_name or AUTHOR_LINK in place.words:
            lines = lines_of(place.element, _LONGEST_NAME + 20, part_all=True)
            if sum(map(len, lines)) <= _LONGEST_NAME:
                for author in read_names("\n".join(lines), is_whole=len(lines) == 1):
                    leaves.setdefault(author.name.casefold(), author)
    return leaves


def _names_lines(byline: Byline) -> list[str]:
    """Return the lines from the first that says "by" to what ends the names; all where none says so."""
    lines = byline.lines
    first = next((at for at, line in enumerate(lines) if starts_byline(line)), None)
    if first is None:
        return lines
    last = next((at for at in range(first + 1, len(lines)) if ends_byline(lines[at])), len(lines))
    return lines[first:last]


def _odd_name(byline: Byline) -> tuple[Author, ...]:
    """Return whom a byline names that says "by" but no name that looks like one: "by ibby"."""
    text = " ".join(_names_lines(byline)[:2])
    longest = _WORDS_OF_UNMARKED if _is_unmarked(byline.place) else _WORDS_OF_ODD
    return read_names(text, is_whole=True)[:1] if len(text.split()) <= longest else ()


def _joined(bylines: list[Byline]) -> list[Byline]:
    """Join bylines that stand side by side in one element, one name each."""
    joined: list[Byline] = []
    for byline in bylines:
        if joined and _are_siblings(joined[-1].place, byline.place):
            before = joined[-1]
            before.authors = tuple(dict.fromkeys(before.authors + byline.authors))
            before.lines = before.lines + byline.lines
        else:
            joined.append(byline)
    return joined


def _are_siblings(one: Place, other: Place) -> bool:
    if one.name != other.name:
        return False
    above, beside = one.element.getparent(), other.element.getparent()
    if above is beside or above is None or beside is None:
        return above is beside
    # Items of a list that hold a name each and nothing else.
    is_list = above.tag == beside.tag == "li" and above.getparent() is beside.getparent()
    return is_list and all(_is_all_of(p.element, item) for p, item in ((one, above), (other, beside)))


def _is_all_of(element: etree._Element, item: etree._Element) -> bool:
    """Whether an element holds all the words of the item of a list."""
    return text_of(item, _LONGEST_NAME).strip(" ,;&") == text_of(element, _LONGEST_NAME).strip(" ,;&")


def _confidence(byline: Byline, places: Places, title_order: int) -> float:
    """Return how surely a byline is that of the article, 0 to 1."""
    words = frozenset[str]().union(*(place.words for place in byline.details))
    confidence = 0.5
    if byline.is_worded:
        confidence += 0.2
    if AUTHOR_LINK in words or "author" in words:
        confidence += 0.1
    if all(looks_personal(author.name) for author in byline.authors):
        confidence += 0.1
    distance = byline.place.order - title_order
    confidence -= 0.05 if distance < 0 else 0.002 * min(distance, 100)
    if byline.place.element.tag == "a" and byline.is_worded:
        confidence -= 0.2  # a teaser: of a byline the link holds the name alone
    if places.standing(byline.place.element) is Standing.ASIDE:
        confidence -= 0.3
    return confidence
