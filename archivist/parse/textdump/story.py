"""Where the article lies among the lines of a dump, and its blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.model import (
    Block,
    Cell,
    Code,
    Evidence,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Run,
    Table,
)
from archivist.parse.metadata.names import looks_personal
from archivist.parse.textdump.kinds import Judged, Kind, is_code, is_sentence
from archivist.parse.textdump.lines import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDS = re.compile(r"[.,;!…。、]$")
_MOST_PER_LINE = 300
_ENOUGH = 200  # columns of prose after which a heading may end the article
_WIDEST_HEADING = 90
_NARROWEST_LEAD_IN = 30  # columns of "It begins like this:"
_LINES_OF_HEAD = 8
_PROSE_OF_HEAD = 2
_OUTSIDE = {
    Kind.TWIN,
    Kind.PICTURE,
    Kind.BYLINE,
    Kind.CONTACT,
    Kind.DATE,
    Kind.CRUMBS,
    Kind.MACHINERY,
    Kind.PAYWALL,
}
_LINKS = {Kind.ITEM, Kind.SHORT, Kind.ROW}

# What a line of a kind speaks for, or against, its being between the first and the last line of the body.
_WEIGHTS = {
    Kind.SHORT: -25,
    Kind.ITEM: -15,
    Kind.ROW: -5,
    Kind.CAPTION: 0,
    Kind.TWIN: 0,
    Kind.PICTURE: 0,
    Kind.BYLINE: -30,
    Kind.CONTACT: -60,
    Kind.DATE: -20,
    Kind.CRUMBS: -60,
    Kind.MACHINERY: -30,
    Kind.PAYWALL: -200,
    Kind.SECTION: -60,
    Kind.END: -250,
}


def find_story(judged: Sequence[Judged]) -> tuple[int, int]:
    """Return where the body begins and ends: the stretch of lines that is most prose; (0, 0) for none."""
    best = (0, 0, 0)
    total = start = 0
    is_box = False
    for at, line in enumerate(judged[: _find_end(judged)]):
        if total <= 0:
            total, start = 0, at
        # The links of a box speak against the body once, with its heading.
        is_box = _goes_on_as_box(line, is_box)
        total += 0 if is_box and line.kind in _LINKS else _weight(line)
        best = max(best, (total, start, at + 1), key=lambda stretch: stretch[0])
    return _below_byline(judged, best[1], best[2]), best[2]


def _below_byline(judged: Sequence[Judged], start: int, end: int) -> int:
    """Where the body begins, if what stands above the byline is a standfirst."""
    prose = 0
    for at in range(start, min(start + _LINES_OF_HEAD, end)):
        prose += judged[at].kind is Kind.PROSE
        if judged[at].kind in {Kind.BYLINE, Kind.DATE} and prose <= _PROSE_OF_HEAD:
            start = at + 1
    return start


def _weight(line: Judged) -> int:
    if line.kind is Kind.PROSE or (line.kind is Kind.ITEM and is_sentence(line.text)):
        return min(columns(line.text), _MOST_PER_LINE)
    return _WEIGHTS[line.kind]


def _find_end(judged: Sequence[Judged]) -> int:
    """Where at the latest the article is over: a heading like "Top 10 Stories", or its author's e-mail."""
    prose = 0
    for at, line in enumerate(judged):
        if line.kind in {Kind.END, Kind.CONTACT, Kind.PAYWALL} and prose >= _ENOUGH:
            return at
        if line.kind is Kind.PROSE:
            prose += columns(line.text)
    return len(judged)


@dataclass(slots=True)
class Story:
    """The blocks and photos of a body, while it is read."""

    blocks: list[Block] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)


def read_story(judged: Sequence[Judged]) -> Story:
    """Return the blocks and photos of these lines, in their order."""
    story = Story()
    groups = list(_groups(_without_boxes(judged)))
    for at, group in enumerate(groups):
        _add(story, group, groups[at + 1][0] if at + 1 < len(groups) else None)
    return story


def _goes_on_as_box(line: Judged, is_box: bool) -> bool:
    """Whether a line stands in a box with a heading like "Read more"."""
    return line.kind in {Kind.SECTION, Kind.END} or (is_box and line.kind in _LINKS)


def _without_boxes(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Leave out what is no part of the body."""
    is_box = False
    for line in judged:
        is_box = _goes_on_as_box(line, is_box)
        if not is_box and line.kind not in _OUTSIDE:
            yield line


def _groups(judged: Iterator[Judged]) -> Iterator[list[Judged]]:
    """Put the items of one list, the rows of one table, the lines of one program together."""
    group: list[Judged] = []
    for line in judged:
        if group and not _belongs(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _belongs(above: Judged, line: Judged) -> bool:
    if line.kind is not above.kind:
        return False
    if line.kind is Kind.SHORT and line.line.gap <= 1:
        return is_code(above.line) or line.line.indent > above.line.indent > 0
    return line.kind in {Kind.ITEM, Kind.ROW}


def _add(story: Story, group: list[Judged], below: Judged | None) -> None:
    first = group[0]
    runs = (Run(first.text),)
    match first.kind:
        case Kind.CAPTION:
            story.blocks.append(Figure(len(story.photos)))
            story.photos.append(as_photo(first))
        case Kind.ITEM if len(group) > 1 or not first.line.is_numbered or first.line.indent:
            story.blocks.append(_list(group))
        case Kind.ITEM:
            story.blocks.append(Paragraph((Run(f"{first.line.mark} {first.text}"),)))
        case Kind.ROW:
            story.blocks.append(_table(group))
        case Kind.SHORT if len(group) > 1:
            story.blocks.append(_code(group))
        case Kind.SHORT if _is_source(first, below) and (quoted := _last_paragraph(story)):
            story.blocks[-1] = Quote((quoted.runs,), first.text)
        case Kind.SHORT if _is_heading(first):
            story.blocks.append(Heading(2, runs))
        case _:
            story.blocks.append(Paragraph(runs))


def _is_source(line: Judged, below: Judged | None) -> bool:
    """Whether a line says whose words the paragraph above is: a name, and no text under it."""
    name = line.text.partition(",")[0]
    return below is not None and below.kind is Kind.SHORT and looks_personal(name) and name.istitle()


def _last_paragraph(story: Story) -> Paragraph | None:
    last = story.blocks[-1] if story.blocks else None
    return last if isinstance(last, Paragraph) else None


def _is_heading(line: Judged) -> bool:
    is_lead_in = line.text.endswith((":", "：")) and columns(line.text) > _NARROWEST_LEAD_IN
    return columns(line.text) <= _WIDEST_HEADING and not is_lead_in and not _ENDS.search(line.text)


def as_photo(line: Judged) -> Photo:
    """Return the photo that a caption tells of; where it is, a dump does not say."""
    caption = line.caption
    evidence = Evidence(method="text", place=f"line {line.line.number}", text=line.text[:300])
    return Photo(
        source="",
        caption=caption.text if caption else line.text,
        credit=caption.credit if caption else None,
        evidence=(evidence,),
    )


def _table(group: list[Judged]) -> Table:
    rows = (row.text.split("\t") for row in group)
    return Table(tuple(tuple(Cell((Run(cell),) if cell else ()) for cell in row) for row in rows))


def _list(group: list[Judged]) -> ListBlock:
    depths = {indent: depth for depth, indent in enumerate(sorted({line.line.indent for line in group}))}
    items = (
        Item((Run(line.text),), depth=depths[line.line.indent], ordered=line.line.is_numbered)
        for line in group
    )
    return ListBlock(tuple(items))


def _code(group: list[Judged]) -> Code:
    margin = min(line.line.indent for line in group)
    rows: list[str] = []
    for line in group:
        rows += [""] * (line.line.gap if rows else 0)
        rows.append(line.line.raw[margin:])
    return Code("\n".join(rows))
