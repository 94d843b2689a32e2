"""Live blogs: which boxes are entries, and when each was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.rules.clutter import judge_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.parse.survey import Box, Survey

_FEWEST = 3  # entries
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?")


def mark_entries(survey: Survey, regions: Sequence[Box]) -> None:
    """Note the time on each entry of a live blog, and drop the line that shows it."""
    entries = [box for region in regions for box in _entries(survey, region)]
    if len(entries) < _FEWEST:
        return
    for box in entries:
        if (shown := _time_in(survey, box)) is not None:
            stamp = (shown.attributes.get("datetime") or "").strip()
            box.entry = (
                stamp
                if _ISO.fullmatch(stamp)
                else " ".join("".join(map(str, shown.element.itertext())).split())
            )
            survey.drop(shown, "entry")


def _entries(survey: Survey, region: Box) -> Iterator[Box]:
    end = 0
    for box in survey.visible(region.index + 1, region.end):
        if box.index >= end and box.is_block and box.letters and _is_entry(box):
            end = box.end
            yield box


def _is_entry(box: Box) -> bool:
    attributes = box.attributes
    if "liveBlogUpdate" in (attributes.get("itemprop") or ""):
        return True
    names = attributes.get("class")
    return bool(names) and judge_names(names).is_entry


def _time_in(survey: Survey, entry: Box) -> Box | None:
    return next((box for box in survey.visible(entry.index, entry.end) if box.tag == "time"), None)
