"""When the article was published and when it was changed, never the one for the other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from archivist.parse.metadata.found import Found, best_first, found, from_meta
from archivist.parse.metadata.moments import parse_moment
from archivist.parse.metadata.schema_org import Thing, text_at, type_of
from archivist.parse.metadata.shown_dates import ShownDate, find_shown_dates
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.metadata.places import Places
    from archivist.parse.page import Page

_STATED, _IN_HEAD, _CREATED, _IN_ADDRESS = 0.95, 0.9, 0.5, 0.4  # confidences
_OVERRULING = 0.97  # in a date shown that is believed before what is stated
_STAND_IN = 0.3  # in a day of publication that is really that of the last change
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[1-9])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")

Dates = list[Found[str]]


def read_dates(
    page: Page, places: Places, articles: list[Thing], language: str, title_order: int
) -> tuple[Dates, Dates]:
    """Return the candidates for the moments of publication and of the last change, each the best first.

    Data for machines say it best, but for the day that the page itself calls that of publication, or a day
    before theirs that stands with the headline: what is edited again is often given out as new. Where nothing
    tells when the article was published, the day of its last change stands in, with little confidence.
    """
    shown = find_shown_dates(places, language, title_order)
    modified = _from_json_ld(articles, ("dateModified",), _STATED, language)
    modified += _from_head(page, "modified", language)
    modified += [one.found for one in shown if one.kind == "modified"]
    published = _from_json_ld(articles, ("datePublished",), _STATED, language)
    published += _from_head(page, "published", language)
    published += _judged([one for one in shown if one.kind != "modified"], published)
    published += _from_json_ld(articles, ("dateCreated", "uploadDate"), _CREATED, language)
    published += _from_address(page)
    if not published:
        published = [one.with_confidence(_STAND_IN) for one in modified]
    return best_first(published), best_first(modified)


def _judged(shown: list[ShownDate], stated: Dates) -> Dates:
    """Return the dates shown, the one to be believed before what is stated with a confidence to match."""
    near = sorted((one for one in shown if one.is_near), key=lambda one: one.order)
    believed = _believed(near, stated)
    if believed is None:
        return [one.found for one in shown]
    first = believed.found.with_confidence(_OVERRULING)
    return [first, *(one.found for one in shown if one is not believed)]


def _believed(near: list[ShownDate], stated: Dates) -> ShownDate | None:
    """Return the date beside the headline that is to be believed before what is stated, or None."""
    days = {one.value[:10] for one in stated}
    if not near or not days or not days.isdisjoint(one.day for one in near):
        return None
    first = next((one for one in near if one.kind == "published"), near[0])
    # A day more or less may be the zone's doing.
    is_other = days.isdisjoint((_shifted(first.day, -1), _shifted(first.day, 1)))
    return first if is_other and (first.kind == "published" or first.day < min(days)) else None


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _from_json_ld(articles: list[Thing], keys: Iterable[str], confidence: float, language: str) -> Dates:
    return [
        found(moment, "json-ld", f"{type_of(thing)}.{key}", text, confidence)
        for key in keys
        for thing in articles
        if (text := text_at(thing, key)) and (moment := parse_moment(text, language))
    ]


def _from_head(page: Page, field: str, language: str) -> Dates:
    stated = from_meta(page, place_names().meta[field], _IN_HEAD)
    return [replace(one, value=moment) for one in stated if (moment := parse_moment(one.value, language))]


def _from_address(page: Page) -> Dates:
    if (match := _URL_DATE.search(page.url)) and (moment := parse_moment("-".join(match.groups()))):
        return [found(moment, "url", "url", match[0], _IN_ADDRESS)]
    return []
