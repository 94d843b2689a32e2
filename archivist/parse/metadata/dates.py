"""When the article was published and when it was changed, never the one for the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from lxml import etree

from archivist.parse.metadata.found import Found, found
from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.places import DATE_TEXT, Place, Places, Standing
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.text import text_of
from archivist.parse.page import Page
from archivist.rules.dates import date_words

_PUBLISHED_METAS = ("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date",
                    "sailthru.date", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date", "publicationdate", "published_time",
                    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "dcterms.issued", "dc.date.issued", "dcterms.created",
                    "dc.date.created", "dc.created", "date", "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "article_date_original",
                    "originalpublicationdate", "datecreated", "created", "release_date", "og:pubdate", "published", "article.created", "buildtime_", "rnews:datepublished")  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "modified",
    "dcterms.modified",
    "dc.date.modified",
    "article:modified",
    "revision_date",
    "article.updated",
    "updated_time",
    "lastmodified",
)
DATE_MARKS = frozenset(
    "date time datetime published publish pubdate posted timestamp datepublished dateline datum fecha meta"
    " datemodified modified updated created datecreated".split()
)
_STATED_PUBLISHED = frozenset({"datepublished", "pubdate", "published", "publish", "posted"})
_STATED_MODIFIED = frozenset({"datemodified", "modified", "updated"})
_NEVER = frozenset({"td", "meta", "link", "body", "html", "script", "head", "title"})
_LONGEST = 160  # characters of a line that gives a date
_STAND_IN = 0.3  # confidence in a day of publication that is really that of the last change
_LONGEST_LABEL = 40
_WORDS_OF_LINE = 7
_LONGEST_LINE = 60  # of a line that is about the date and little else
_BEFORE, _AFTER = -8, 25  # places around the headline that stand with it
_STATING = ("datetime", "content", "data-datetime", "data-timestamp", "data-date", "title")
_FIRST_UNSPACED = 0xE00  # Thai and further east: words are not parted by spaces
_WORD = re.compile(r"[^\W\d_]+")
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[1-9])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")

Dates = list[Found[str]]


def read_dates(
    page: Page, places: Places, articles: list[Thing], language: str, title_order: int
) -> tuple[Dates, Dates]:
    """Return the candidates for the moments of publication and of the last change, each the best first.

    Data for machines say it best, but for the day that the page itself calls that of publication, or a day before
    theirs that stands with the headline: what is edited again is often given out as new. Where nothing tells when
    the article was published, the day of its last change stands in, with little confidence.
    """
    published = _from_json_ld(articles, ("datePublished",), 0.95, language)
    published += _from_meta(page, _PUBLISHED_METAS, 0.9, language)
    modified = _from_json_ld(articles, ("dateModified",), 0.95, language)
    modified += _from_meta(page, _MODIFIED_METAS, 0.9, language)
    shown = [
        one
        for place in places.marked(DATE_MARKS | {DATE_TEXT}) + places.tagged("time")
        for one in _read_place(place, places, language, title_order)
    ]
    modified += [one.found for one in shown if one.is_modified]
    published += _judged([one for one in shown if not one.is_modified], published)
    published += _from_json_ld(articles, ("dateCreated", "uploadDate"), 0.5, language)
    published += _from_url(page)
    if not published:
        published = [Found(one.value, replace(one.evidence, confidence=_STAND_IN)) for one in modified]
    return sorted(published, key=_confidence), sorted(modified, key=_confidence)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A date that the page shows."""

    found: Found[str]
    order: int  # of its place
    is_modified: bool
    is_labelled: bool  # says of itself that it is that of publication
    is_near: bool  # stands with the headline, and is a line of its own

    @property
    def day(self) -> str:
        """The calendar day."""
        return self.found.value[:10]


def _judged(shown: list[_Shown], stated: Dates) -> Dates:
    """The shown dates, the one to be believed before data for machines with its confidence above theirs."""
    near = sorted((one for one in shown if one.is_near), key=lambda one: one.order)
    believed = _believed(near, stated)
    if believed is None:
        return [one.found for one in shown]
    first = Found(believed.found.value, replace(believed.found.evidence, confidence=0.97))
    return [first, *(one.found for one in shown if one is not believed)]


def _believed(near: list[_Shown], stated: Dates) -> _Shown | None:
    """The shown date, of those in page order with the headline, to be believed before what is stated; or None."""
    if not near or not stated:
        return None
    days = {one.value[:10] for one in stated}
    if days & {one.day for one in near}:
        return None
    first = next((one for one in near if one.is_labelled), near[0])
    # A day more or less may be the zone's doing.
    is_other = not days & {_shifted(first.day, -1), _shifted(first.day, 1)}
    return first if is_other and (first.is_labelled or first.day < min(days)) else None


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _confidence(candidate: Found[str]) -> float:
    return -candidate.evidence.confidence


def _from_json_ld(articles: list[Thing], keys: Iterable[str], confidence: float, language: str) -> Dates:
    return [
        found(moment, "json-ld", f"{type_of(thing)}.{key}", text, confidence)
        for key in keys
        for thing in articles
        if (text := text_at(thing, key)) and (moment := parse_moment(text, language))
    ]


def _from_meta(page: Page, keys: Iterable[str], confidence: float, language: str) -> Dates:
    return [
        found(moment, "meta", f'meta[property="{key}"]', text, confidence)
        for key in keys
        for text in page.meta.get(key, ())[:1]
        if (moment := parse_moment(text, language))
    ]


def _read_place(place: Place, places: Places, language: str, title_order: int) -> list[_Shown]:
    """The dates that a place shows, in order."""
    element = place.element
    if element.tag in _NEVER or places.standing(element) is Standing.ELSEWHERE:
        return []
    text = place.line or text_of(element, _LONGEST + 40)
    if len(text) > _LONGEST:
        return []
    distance = place.order - title_order
    is_near = _BEFORE <= distance <= _AFTER and _is_line(place, text) and not places.is_elsewhere(element)
    dates = []
    for kind, piece in _pieces(element, text, language):
        if moment := parse_moment(piece, language):
            is_modified = kind == "modified" or (not kind and bool(place.words & _STATED_MODIFIED))
            is_labelled = kind == "published"
            is_marked = is_labelled or element.tag == "time" or bool(place.words & _STATED_PUBLISHED)
            confidence = 0.6 + 0.1 * is_near + 0.1 * is_marked - 0.001 * min(abs(distance), 99)
            one = found(moment, "visible", place.name, piece, round(confidence, 3))
            dates.append(_Shown(one, place.order, is_modified, is_labelled, is_near))
    return dates


def _is_line(place: Place, text: str) -> bool:
    """Whether a text is about a date and little else."""
    return len(text) <= _LONGEST_LINE and (place.words != {DATE_TEXT} or len(text.split()) <= _WORDS_OF_LINE)


def _pieces(element: etree._Element, text: str, language: str) -> list[tuple[str, str]]:
    """What an element says of dates: each piece with what it calls it, "published", "modified" or ""."""
    label = _last_kind(text) or _last_kind(_text_before(element))
    for attribute in _STATING:
        if (stated := element.get(attribute)) and parse_moment(stated, language):
            return [(label, stated)]
    found_labels = _labels_in(fold(text))
    if not found_labels:
        return [(label, text)]
    folded = fold(text)
    starts = [start for start, _ in found_labels] + [len(folded)]
    pieces = [("", folded[: starts[0]])]
    pieces += [(kind, folded[start:end]) for (start, kind), end in zip(found_labels, starts[1:], strict=True)]
    return pieces


def _last_kind(text: str) -> str:
    labels = _labels_in(fold(text))
    return labels[-1][1] if labels else ""


def _labels_in(folded: str) -> list[tuple[int, str]]:
    """The labels in a text, "published" or "modified", each with its place, in order."""
    labels: list[tuple[int, str]] = []
    end = 0
    for match in _WORD.finditer(folded):
        if match.start() < end:
            continue
        for phrase, kind in _label_words().get(match[0], ()):
            if folded.startswith(phrase, match.start()) and not folded[match.start() + len(phrase) :][:1].isalpha():
                labels.append((match.start(), kind))
                end = match.start() + len(phrase)
                break
    if not folded.isascii():
        found = ((folded.find(phrase), kind) for phrase, kind in _unspaced_labels())
        labels += [(start, kind) for start, kind in found if start >= 0]
    return sorted(labels)


@cache
def _label_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The labels with what they tell, by their first word, the longest first: "last updated" before "last"."""
    by_word: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in _labels():
        by_word.setdefault(phrase.split()[0], []).append((phrase, kind))
    return {word: tuple(phrases) for word, phrases in by_word.items()}


@cache
def _unspaced_labels() -> tuple[tuple[str, str], ...]:
    """The labels of scripts that do not part words by spaces."""
    return tuple((phrase, kind) for phrase, kind in _labels() if ord(phrase[0]) >= _FIRST_UNSPACED)


def _labels() -> list[tuple[str, str]]:
    words = {word: "published" for word in date_words().published} | {word: "modified" for word in date_words().modified}
    return sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))


def _text_before(element: etree._Element) -> str:
    """The few words that stand before an element: "Published:"."""
    before = element.getprevious()
    if before is not None:
        text = (before.tail or "").strip() or text_of(before, _LONGEST_LABEL + 20)
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    return text if len(text) <= _LONGEST_LABEL else ""


def _from_url(page: Page) -> Dates:
    if (match := _URL_DATE.search(page.url)) and (moment := parse_moment("-".join(match.groups()))):
        return [found(moment, "url", "url", match[0], 0.4)]
    return []
