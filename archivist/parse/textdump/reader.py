"""A text dump in, an Article out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.model import Article, Completeness, Evidence, Figure, Photo
from archivist.parse.language import identify
from archivist.parse.textdump.head import read_head
from archivist.parse.textdump.kinds import Judged, Kind, judge_lines
from archivist.parse.textdump.lines import read_lines
from archivist.parse.textdump.story import Story, as_photo, find_story, read_story

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINES_BETWEEN = 3  # at most, from a caption to the story's first paragraph


def read_text(text: str, url: str | None = None) -> Article:
    r"""Read the article of a page's text dump, as browsers save it and people paste it.

    Buttons, menus and teasers are left out; a caption that stands twice is kept once. A photo has
    no ``source``: a dump does not say where it is. Never fails: what is not there is empty.

    >>> read_text("Rain stays so far\n\nBy Ada Lo\n\nIt rained on Monday, and it will rain on Tuesday.").title
    'Rain stays so far'
    """
    judged = judge_lines(read_lines(text))
    start, end = find_story(judged)
    above, body, below = _with_bracketed(judged[:start]), judged[start:end], judged[end:]
    if len(body) > 1:
        body = [*_with_bracketed(body[:1]), *body[1:]]
    lead = [line for line in above if line.kind is Kind.CAPTION]
    story = _with_lead(lead, read_story(body))
    language = identify("\n".join(line.text for line in body))
    head = read_head(above, body, below, language)
    evidence = dict(head.evidence)
    if language:
        evidence["language"] = (Evidence(method="text", place="body", text=language),)
    return Article(
        url=url or "",
        title=head.title,
        standfirst=head.standfirst,
        byline=head.byline,
        authors=head.authors,
        published=head.published,
        modified=head.modified,
        section=head.section,
        language=language,
        publisher=head.publisher,
        blocks=tuple(story.blocks),
        photos=tuple(story.photos),
        completeness=_completeness(story, judged),
        evidence=evidence,
    )


def _with_bracketed(lines: Sequence[Judged]) -> list[Judged]:
    """Take a line with a credit in brackets for a caption: before the story's first paragraph it is one."""
    near = len(lines) - _LINES_BETWEEN
    return [
        replace(line, kind=Kind.CAPTION)
        if at >= near and line.caption and line.kind in {Kind.PROSE, Kind.SHORT}
        else line
        for at, line in enumerate(lines)
    ]


def _with_lead(lead: Sequence[Judged], story: Story) -> Story:
    """Put the photos whose captions stand above the body before those in it."""
    if not lead:
        return story
    photos: list[Photo] = [*map(as_photo, lead), *story.photos]
    blocks = [
        Figure(block.photo + len(lead)) if isinstance(block, Figure) else block for block in story.blocks
    ]
    return Story([*map(Figure, range(len(lead))), *blocks], photos)


def _completeness(story: Story, judged: Sequence[Judged]) -> Completeness:
    if not any(not isinstance(block, Figure) for block in story.blocks):
        return Completeness.EMPTY
    is_cut = any(line.kind is Kind.PAYWALL for line in judged)
    return Completeness.PAYWALL if is_cut else Completeness.COMPLETE
