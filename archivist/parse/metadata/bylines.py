"""Where the page shows its byline, and whom it names there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from archivist.model import Author
from archivist.parse.metadata.names import ends_byline, looks_personal, looks_proper, read_names, starts_byline
from archivist.parse.metadata.places import AUTHOR_LINK, BYLINE_TEXT, Place, Places, Standing
from archivist.parse.metadata.text import lines_of
from archivist.rules.bylines import byline_words

_LONGEST = 300  # characters of a byline
_LONGEST_UNMARKED = 120  # of one that only its first word tells
_WORDS_OF_ODD = 6  # of a byline whose names are odd
_WORDS_OF_UNMARKED = 3  # of one that only its first word tells
_LONGEST_NAME = 80  # of an element that holds a name and nothing else
_NEVER = frozenset({"meta", "link", "body", "html", "article", "main", "img", "input", "form", "time", "script"})
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
        """The byline as printed."""
        return " ".join(self.lines)

    @property
    def is_worded(self) -> bool:
        """Whether it says of itself that it is one: "By"."""
        return any(starts_byline(line) for line in self.lines)


def find_bylines(places: Places, title_order: int) -> list[Byline]:
    """Return the bylines of the page, the surest first; ``title_order`` is where the headline stands."""
    groups: dict[etree._Element, Byline] = {}
    for place in places.marked(byline_words().marks | {AUTHOR_LINK, BYLINE_TEXT}):
        if place.element.tag in _NEVER or places.standing(place.element) is Standing.ELSEWHERE:
            continue
        if group := _group_around(place.element, groups):
            group.details.append(place)
        elif group := _open(place):
            groups[group.place.element] = group
    for group in groups.values():
        group.authors = _authors(group)
    named = _joined([group for group in groups.values() if group.authors])
    looks = Counter(group.place.name for group in named if group.place.element.get("class"))
    for group in named:
        group.confidence = _confidence(group, places, title_order)
        if looks[group.place.name] > _SO_MANY_ARE_TEASERS:
            group.confidence -= 0.2
    return sorted(named, key=lambda group: (-group.confidence, group.place.order))


def _group_around(element: etree._Element, groups: dict[etree._Element, Byline]) -> Byline | None:
    node: etree._Element | None = element
    for _ in range(_ANCESTORS_AT_MOST):
        if node is None:
            break
        if node in groups:
            return groups[node]
        node = node.getparent()
    return None


def _open(place: Place) -> Byline | None:
    """A byline that begins at a place; with the element around it where "By" stands alone in its own."""
    lines = lines_of(place.element, _LONGEST + 50, part_all=True)
    if len(lines) == 1 and (word := starts_byline(lines[0])) and len(lines[0]) <= len(word) + 1:
        parent = place.element.getparent()
        if parent is None or parent.tag in _NEVER:
            return None
        place = Place(parent, place.words, place.order)
        lines = lines_of(parent, _LONGEST + 50, part_all=True)
    if place.line and sum(map(len, lines)) > _LONGEST_UNMARKED:
        return Byline(place, [place.line], [place])
    if place.words == {BYLINE_TEXT} and _is_in_sentence(place.element, lines):
        return None
    if place.words == {BYLINE_TEXT}:
        is_short = sum(map(len, lines)) <= _LONGEST_UNMARKED
        return Byline(place, lines, [place]) if is_short else None
    if sum(map(len, lines)) > _LONGEST:
        # A box that tells of the author at length begins with the name.
        is_box = bool(lines) and "author" in place.words and looks_personal(lines[0])
        return Byline(place, lines[:1], [place]) if is_box else None
    return Byline(place, lines, [place]) if lines else None


def _is_in_sentence(element: etree._Element, lines: list[str]) -> bool:
    """Whether "by" stands in a sentence, and begins no byline."""
    if not lines or lines[-1].endswith(_SENTENCE_ENDS):
        return True
    before = element.getprevious()
    parent = element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return element.tag in _INLINE and text.strip()[-1:].isalnum()


def _authors(byline: Byline) -> tuple[Author, ...]:
    """Whom a byline names.

    Elements that hold only a name are surest; other names in its lines count when they look like a person's,
    or, where there are no such elements and no such names, whatever they look like.
    """
    named = {author.name.casefold(): author for author in read_names("\n".join(_from_starter(byline.lines)))}
    proper = {key: a for key, a in named.items() if _is_proper(a)}
    if leaves := _leaves(byline):
        leaves = {key: leaf for key, leaf in leaves.items() if key in named} or leaves
        is_list = leaves.keys() <= proper.keys() and byline.is_worded
        return tuple(proper.values()) if is_list else tuple(leaves.values())
    if proper:
        return tuple(proper.values())
    if byline.is_worded:
        return _odd_name(byline)
    return tuple(named.values()) if len(byline.text) <= _LONGEST_NAME else ()


def _is_proper(author: Author) -> bool:
    return looks_personal(author.name) or author.role == "agency" or (author.role == "desk" and looks_proper(author.name))


def _leaves(byline: Byline) -> dict[str, Author]:
    """The names that have an element of their own, by their folded names."""
    leaves: dict[str, Author] = {}
    for place in byline.details:
        if AUTHOR_LINK in place.words or {"author", "name"} <= place.words:
            lines = lines_of(place.element, _LONGEST_NAME + 20, part_all=True)
            if sum(map(len, lines)) <= _LONGEST_NAME:
                for author in read_names("\n".join(lines), is_whole=len(lines) == 1):
                    leaves.setdefault(author.name.casefold(), author)
    return leaves


def _from_starter(lines: list[str]) -> list[str]:
    """The lines from the first that begins a byline to what ends it; all where none begins one."""
    first = next((at for at, line in enumerate(lines) if starts_byline(line)), None)
    if first is None:
        return lines
    last = next((at for at in range(first + 1, len(lines)) if ends_byline(lines[at])), len(lines))
    return lines[first:last]


def _odd_name(byline: Byline) -> tuple[Author, ...]:
    """Whom a byline names that says "by", but names nobody that looks like it: "by ibby", "by Marketing Team"."""
    text = " ".join(_from_starter(byline.lines)[:2])
    longest = _WORDS_OF_UNMARKED if byline.place.words == {BYLINE_TEXT} else _WORDS_OF_ODD
    return read_names(text, is_whole=True)[:1] if len(text.split()) <= longest else ()


def _joined(groups: list[Byline]) -> list[Byline]:
    """Join bylines that stand side by side in one element, one name each."""
    joined: list[Byline] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before and before.place.element.getparent() is group.place.element.getparent() and before.place.name == group.place.name:
            before.authors = tuple(dict.fromkeys(before.authors + group.authors))
            before.lines = before.lines + group.lines
        else:
            joined.append(group)
    return joined


def _confidence(byline: Byline, places: Places, title_order: int) -> float:
    words = frozenset[str]().union(*(place.words for place in byline.details))
    confidence = 0.5
    if byline.is_worded:
        confidence += 0.15
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
