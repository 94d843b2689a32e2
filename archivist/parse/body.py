"""The body of an article: where it is on the page, and its blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archivist.model import block_text
from archivist.parse.blocks import read_fragment
from archivist.parse.clutter import drop_clutter
from archivist.parse.fragment import make_fragment
from archivist.parse.lead import find_lead
from archivist.parse.lines import HEADINGS
from archivist.parse.live import mark_entries
from archivist.parse.page import parse_page
from archivist.parse.prune import prune, start_of
from archivist.parse.region import Region, View, choose_region, find_views
from archivist.parse.scriptdata import find_body, find_declared_body
from archivist.parse.survey import survey_page
from archivist.rules.publishers import Template, find_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.model import Block, Photo
    from archivist.parse.metadata import Metadata
    from archivist.parse.page import Page
    from archivist.parse.photos import FoundPhoto
    from archivist.parse.survey import Box, Survey

_RULE_TRUST = 8.0  # more than all other views together
_LONG_CAPTION = 450  # letters of running text: what is longer is a text beside a picture
_PARAGRAPH = 100  # letters of running text: a caption as long as this in a plain paragraph is one
_AMONG = 4  # times as much running text around it: it stands among other paragraphs
_EMPTY = 200  # letters: a body so short may be in the page's data alone
_STUB = 1500  # letters: a longer body is not the beginning only
_FULLER = 2.5  # times as long: then the body in the data is the whole one


def find_region(page: Page, metadata: Metadata | None = None) -> Region:
    """Return where the article is; a region without elements if the page has no text."""
    survey = survey_page(page)
    template = _template(page, metadata)
    if template:
        _drop_by_rule(survey, template)
    drop_clutter(survey)
    views = list(find_views(page, survey))
    if template and (view := _rule_view(survey, template)):
        views.append(view)
    return _with_lead(page, choose_region(survey, views), metadata)


def read_blocks(
    page: Page, region: Region, metadata: Metadata | None, found_photos: Sequence[FoundPhoto]
) -> tuple[Block, ...]:
    """Return the blocks of the article, in page order, pictures at their places.

    Where the page shows no body, or only its beginning, and its data hold it, that is read.
    """
    blocks = _read(page, region, metadata, found_photos)
    letters = sum(len(block_text(block)) for block in blocks)
    if letters >= _STUB:
        return blocks
    body = find_declared_body(page) or (find_body(page) if letters < _EMPTY else "")
    if len(body) <= max(_FULLER * letters, _EMPTY):
        return blocks
    inner = parse_page(body, page.base)
    return _read(inner, find_region(inner), metadata, ()) or blocks


def _read(
    page: Page, region: Region, metadata: Metadata | None, found_photos: Sequence[FoundPhoto]
) -> tuple[Block, ...]:
    survey = region.survey
    if survey is None or not region.boxes:
        return ()
    captions = {element: found.photo for found in found_photos for element in found.caption_elements}
    if captions:
        for box in survey.boxes:
            if (photo := captions.get(box.element)) and not _is_of_body(box, photo):
                survey.drop(box, "caption")
    mark_entries(survey, region.boxes)
    title, authors = (metadata.title, metadata.authors) if metadata else ("", ())
    prune(survey, region.boxes, title, [author.name for author in authors])
    figures = {found.element: index for index, found in enumerate(found_photos) if found.element is not None}
    return tuple(read_fragment(make_fragment(page, region, figures)))


def _is_of_body(box: Box, photo: Photo) -> bool:
    """Whether what is taken for a caption is a heading of the article, or a text or paragraph in it."""
    if box.tag in HEADINGS[1:] or box.good >= _LONG_CAPTION:
        return True
    if box.tag != "p" or box.attributes.get("class") or box.own_good < _PARAGRAPH or box.parent is None:
        return False
    return photo.credit is None or box.parent.good >= _AMONG * box.good


def _with_lead(page: Page, region: Region, metadata: Metadata | None) -> Region:
    """Return the region with the standfirst before it, where that stands outside or is to be kept inside."""
    if not region.boxes or not region.survey:
        return region
    lead = find_lead(page, region.survey, start_of(region.survey, region.boxes), metadata)
    if lead is None:
        return region
    lead.is_lead = True
    if lead.index >= region.boxes[0].index:
        return region
    boxes = (lead, *region.boxes)
    return replace(region, elements=tuple(box.element for box in boxes), boxes=boxes)


def _template(page: Page, metadata: Metadata | None) -> Template | None:
    try:
        host = urlsplit(page.url).hostname or ""
    except ValueError:
        return None
    day = metadata.published[:10] if metadata else ""
    if page.captured_at:
        day = page.captured_at.date().isoformat()  # an old article is sent in the form of that day
    return find_template(host, day) if host else None


def _drop_by_rule(survey: Survey, template: Template) -> None:
    for box in survey.visible():
        if any(selector.matches(box.tag, box.attributes) for selector in template.drop):
            survey.drop(box, "rule")


def _rule_view(survey: Survey, template: Template) -> View | None:
    selector = template.body
    if selector is None:
        return None
    found = [box for box in survey.visible() if box.good and selector.matches(box.tag, box.attributes)]
    return View("rule", max(found, key=lambda box: box.good), _RULE_TRUST) if found else None
