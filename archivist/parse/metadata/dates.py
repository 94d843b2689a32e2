"""When the article was published and when it was changed, never the one for the other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
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
_DAY_ALONE = len("2024-04-28")
_FURTHEST_WEST, _FURTHEST_EAST = timedelta(hours=12), timedelta(hours=14)  # of Greenwich
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
    published += _judged([one for one in shown if one.kind != "modified"], published, _from_address(page))
    published += _from_json_ld(articles, ("dateCreated", "uploadDate"), _CREATED, language)
    published += _from_address(page)
    if not published:
        published = [one.with_confidence(_STAND_IN) for one in modified]
    return best_first(published), best_first(modified)


def _judged(shown: list[ShownDate], stated: Dates, in_address: Dates) -> Dates:
    """Return the dates shown, the one to be believed before what is stated with a confidence to match."""
    near = sorted((one for one in shown if one.is_near), key=lambda one: one.order)
    believed = _believed(near, stated) or _local(near, stated, in_address)
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
    is_other = not any(_may_be(first.day, one.value) for one in stated)
    return first if is_other and (first.kind == "published" or first.day < min(days)) else None


def _local(near: list[ShownDate], stated: Dates, in_address: Dates) -> ShownDate | None:
    """Return the date beside the headline that tells the day where the page is made, or None.

    What is stated in UTC is of another day in the evening of America and the morning of Asia: which day it is
    there, the address says, too.
    """
    moment = best_first(stated)[0].value if stated else ""
    if not moment.endswith("+00:00"):
        return None
    days = {one.value[:10] for one in stated}
    local_days = {one.value for one in in_address} - days
    if not days.isdisjoint(one.day for one in near):
        return None
    return next((one for one in near if one.day in local_days and _may_be(one.day, moment)), None)


def _may_be(day: str, moment: str) -> bool:
    """Whether a moment is of that day somewhere on earth."""
    start = datetime.fromisoformat(moment)
    earliest, latest = start, start
    if len(moment) <= _DAY_ALONE:
        earliest, latest = start - timedelta(days=1), start + timedelta(days=1)
    elif start.tzinfo:
        utc = start.astimezone(UTC)
        earliest, latest = utc - _FURTHEST_WEST, utc + _FURTHEST_EAST
    return earliest.date().isoformat() <= day <= latest.date().isoformat()


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
