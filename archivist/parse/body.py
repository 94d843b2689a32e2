"""The body of an article: where it is on the page, and its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archivist.model import Block
from archivist.parse.blocks import read_fragment
from archivist.parse.clutter import drop_clutter
from archivist.parse.fragment import make_fragment
from archivist.parse.lead import find_lead
from archivist.parse.live import mark_entries
from archivist.parse.page import Page
from archivist.parse.prune import prune, start_of
from archivist.parse.region import Region, choose_region, find_views
from archivist.parse.survey import survey_page


def find_region(page: Page, metadata: Any = None) -> Region:
    """Return where the article is; a region without elements if the page has no text."""
    survey = survey_page(page.root)
    drop_clutter(survey)
    region = choose_region(survey, list(find_views(page, survey)))
    return add_lead(page, region, metadata)


def add_lead(page: Page, region: Region, metadata: Any) -> Region:
    """Return the region with the standfirst before it, where that stands outside or is to be kept inside."""
    if not region.boxes or not region.survey:
        return region
    start = start_of(region.survey, region.boxes)
    lead = find_lead(page, region.survey, start, metadata)
    if lead is None:
        return region
    lead.is_lead = True
    if lead.index >= region.boxes[0].index:
        return region
    boxes = (lead, *region.boxes)
    return replace(region, elements=tuple(box.element for box in boxes), boxes=boxes)


def read_blocks(page: Page, region: Region, metadata: Any, found_photos: Sequence[Any]) -> tuple[Block, ...]:
    """Return the blocks of the article, in page order, pictures at their places."""
    if region.survey is None or not region.boxes:
        return ()
    captions = {element for found in found_photos for element in found.caption_elements}
    for box in region.survey.boxes:
        if box.element in captions:
            region.survey.drop(box, "caption")
    mark_entries(region.survey, region.boxes)
    prune(region.survey, region.boxes, metadata.title if metadata else "")
    figures = {found.element: index for index, found in enumerate(found_photos) if found.element is not None}
    return tuple(read_fragment(make_fragment(page, region, figures)))
