"""Prunes the region: lines that stand in the article's containers and are not the article.

A line is a box with text of its own, in page order. What is dropped: the title and what stands
before the first running text; lines that pages print ("Read more", "Advertisement"); lines that
are only a link; sections under headings such as "Related articles"; what stands twice.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from archivist.parse.bios import drop_bios
from archivist.parse.cards import drop_cards
from archivist.parse.datelines import is_date_line
from archivist.parse.lines import ENDS, HEADINGS, is_address, is_gone, is_link
from archivist.parse.links import drop_links
from archivist.parse.parts import stands_alike
from archivist.rules.lines import ends_with_picture, find_notice, find_section, find_start, is_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.parse.survey import Box, Survey

_ITEMS = frozenset({"li", "dd", "dt", "td", "th", "caption"})
_TELLS_TWICE = frozenset({"td", "th", "pre"})  # cells may well say the same, and so may code
_DATE = 100  # letters: a line that says when is no longer
_SHORT = 140  # letters: a line of clutter is no longer
_NOTICE = 700  # letters: nor is a notice
_NOTICE_SHARE = 0.25  # of the running text: a longer one is the article
_CONTROL = 40
_SECTION_TEXT = 200  # letters: a line with more running text is the article again
_OPENING = 1000  # letters of running text: a heading behind so much is of a section, though it says the title
_HEADER = 500  # letters of running text: a header with more is a wrapper
_BEHIND = 20  # elements: with no text behind so many, none goes on there
_CORE = 0.85  # of the running text
_TWICE = 40  # letters: shorter lines may well stand twice


def prune(survey: Survey, regions: Sequence[Box], title: str, authors: Sequence[str] = ()) -> None:
    """Drop what is not the article from its regions."""
    lines = _lines(survey, regions)
    _drop_title(survey, lines, title)
    drop_cards(survey, regions)
    _drop_repeated(survey, lines)
    drop_bios(survey, [line for line in lines if not is_gone(line)], authors)
    _drop_sections(survey, lines)
    _drop_phrases(survey, lines)
    drop_links(survey, lines)
    _drop_dates(survey, lines)
    lines = _lines(survey, regions)
    _drop_head(survey, regions, lines, title)
    _drop_tail(survey, _lines(survey, regions))


def _lines(survey: Survey, regions: Sequence[Box]) -> list[Box]:
    return [
        box
        for region in regions
        for box in survey.visible(region.index, region.end)
        if box.text and not box.is_mute
    ]


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, case folded, for comparing lines."""
    return "".join(filter(str.isalnum, text)).casefold()


def _drop_title(survey: Survey, lines: Sequence[Box], title: str) -> None:
    wanted = letters_of(title)
    if not wanted:
        return
    running = 0.0
    for line in lines:
        running += line.own_good
        is_title = len(line.text) < 2 * len(title) + 20 and letters_of(line.text) == wanted
        if is_title and (line.tag not in HEADINGS or running < _OPENING):
            survey.drop_line(line, "title")


def _drop_repeated(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop a line that stands elsewhere before it, and one that a longer line holds: a pull quote.

    Equal lines side by side are no copy of the page's making: a refrain, an answer.
    """
    kept = [line for line in lines if not is_gone(line)]
    whole = "\n".join(line.text for line in kept)
    first: dict[tuple[str, bool], Box] = {}
    at = 0
    for line in kept:
        text = line.text
        at += len(text) + 1
        if len(text) < _TWICE or line.tag in _TELLS_TWICE:
            continue
        # A heading may well be told in a list before it, of what is to come.
        before = first.setdefault((text, line.tag in HEADINGS), line)
        if before.parent is not line.parent or (before is line and _is_held(whole, text, at)):
            survey.drop_line(line, "repeated")


def _is_held(whole: str, text: str, end: int) -> bool:
    """Whether a longer line, before the text or behind ``end``, holds it."""
    if whole.count(text[:_TWICE]) < 2:
        return False
    for start in (whole.find(text), whole.find(text, end)):
        after = start + len(text)
        if start >= 0 and after + 1 != end:
            return (start > 0 and whole[start - 1] != "\n") or whole[after : after + 1] not in {"\n", ""}
    return False


def _drop_sections(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop a heading of clutter, and what follows up to running text or the next heading."""
    index = 0
    before: Box | None = None  # the paragraph of the article that was seen last
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.own_good and not is_gone(line):
            before = line
        if len(line.text) > 80 or is_gone(line) or not _is_heading(line) or not find_section(line.text):
            continue
        survey.drop_line(line, "section")
        while index < len(lines) and not _ends_section(lines[index], line, before):
            survey.drop_line(lines[index], "section")
            index += 1


def _drop_phrases(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop lines that pages print: hints and labels, notices, the words of buttons."""
    most = sum(line.own_good for line in lines) * _NOTICE_SHARE
    for line in lines:
        length = len(line.text)
        if length < _SHORT and _is_printed(line):
            survey.drop_line(line, "line")
        elif length < _NOTICE and line.own_good <= most and find_notice(line.text):
            survey.drop_line(line, "notice")
        elif length < _CONTROL and line.tag not in _ITEMS and is_control(line.text):
            survey.drop_line(line, "control")


def _is_printed(line: Box) -> bool:
    """Whether a line begins as a hint of the page does, or is a caption: "The harbour (Image: Reuters)"."""
    text = line.text
    if line.tag == "li" and line.linked * 2 < len(text):
        return False  # an item says what it says
    return bool(find_start(text)) or ends_with_picture(text)


def _ends_section(line: Box, heading: Box, before: Box | None) -> bool:
    if heading.tag not in HEADINGS:
        return bool(line.own_good) or _is_sentence(line) or line.tag in HEADINGS
    if line.tag in HEADINGS:
        return line.tag <= heading.tag
    # The text of the article goes on beside the heading, or further out; teasers stand further in.
    if not line.own_good or line.linked:
        return line.own_good > _SECTION_TEXT
    around = line.parent
    is_beside = around is not None and around.index <= heading.index < around.end
    return line.own_good > _SECTION_TEXT or is_beside or (before is not None and stands_alike(line, before))


def _is_heading(line: Box) -> bool:
    return line.tag in HEADINGS or (len(line.text) < 40 and not _is_in_table(line))


def _is_in_table(line: Box) -> bool:
    around: Box | None = line
    while around is not None and around.tag not in {"td", "th"}:
        around = around.parent
    return around is not None and around.good < _HEADER


def _drop_dates(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop lines that say when the article was printed, up to its second paragraph."""
    paragraphs = 0
    for line in lines:
        if is_gone(line):
            continue
        paragraphs += bool(line.own_good)
        if paragraphs > 1:
            return
        if len(line.text) < _DATE and is_date_line(line.text):
            survey.drop_line(line, "date")


def _drop_head(survey: Survey, regions: Sequence[Box], lines: Sequence[Box], title: str) -> None:
    """Drop what stands before the first running text, but for the heading right above it.

    Short lines in the box that holds the body itself stay: they begin it.
    """
    start = next((index for index, line in enumerate(lines) if _begins_body(line)), 0)
    if start and _leads_body(lines[start - 1], title):
        start -= 1
    core = _core(survey, regions)
    for line in lines[:start]:
        if line.is_lead:
            continue
        if line.index < core.index or is_address(line.text) or is_link(line) or len(line.text) < 30:
            survey.drop_line(line, "head")


def _leads_body(line: Box, title: str) -> bool:
    """Whether a line above the body is a heading in it; a first heading may be the title in other words."""
    if line.tag != "h1":
        return line.tag in HEADINGS[1:4]
    words, known = set(line.text.casefold().split()), set(title.casefold().split())
    return 2 * len(words & known) <= min(len(words), len(known))


def start_of(survey: Survey, regions: Sequence[Box]) -> int:
    """Return the index of the box with which the body's running text begins."""
    core = _core(survey, regions)
    lines = _lines(survey, [core])
    return next((line.index for line in lines if _begins_body(line)), core.index)


def _core(survey: Survey, regions: Sequence[Box]) -> Box:
    """The smallest box that holds most of the running text of the regions."""
    core = max(regions, key=lambda box: box.good)
    enough = core.good * _CORE
    for box in survey.visible(core.index, core.end):
        if box.good >= enough:
            core = box
    return core


def _begins_body(line: Box) -> bool:
    return (
        line.tag not in HEADINGS and (bool(line.own_good) or _is_sentence(line)) and not _is_in_header(line)
    )


def _is_in_header(line: Box) -> bool:
    around: Box | None = line
    while around is not None and around.tag != "header":
        around = around.parent
    return around is not None and around.good < _HEADER


def _is_sentence(line: Box) -> bool:
    return len(line.text) - line.linked > 20 and line.text[-1] in ENDS and line.tag not in HEADINGS


def _drop_tail(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop headings and links behind the last running text."""
    for line in reversed(lines):
        if line.own_good or line.tag in _ITEMS or _is_sentence(line) or _is_in_text(line):
            return
        if line.tag in HEADINGS or is_link(line):
            survey.drop_line(line, "tail")
        else:
            return


def _is_in_text(line: Box) -> bool:
    """Whether text of the box around a line goes on behind it, as where only breaks part paragraphs."""
    if line.parent is None or not line.parent.own_good:
        return False
    behind = chain([line.element], line.element.itersiblings())
    return any(element.tail and not element.tail.isspace() for element in islice(behind, _BEHIND))
