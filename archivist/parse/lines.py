"""What a line of a page is: gone, a heading, a link. A line is a box with text of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.parse.survey import Box, Survey

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ENDS = '.!?…。！？।؟:»”"\u2019)'  # of sentences and quotations

_STOPS = ".!?。！？।؟"
_TOLD = 25  # letters: the shortest sentence
_SENTENCE = 100  # letters: a link as long as this with a full stop is a sentence


def is_gone(line: Box) -> bool:
    """Whether a line is dropped, with its box or alone."""
    return line.is_dropped or line.is_mute


def is_link(line: Box) -> bool:
    """Whether a line is a link and nothing else, and no sentence of the article."""
    return line.linked >= 0.8 * len(line.text.replace(" ", "")) and not (
        len(line.text) > _SENTENCE and line.text[-1] in ENDS
    )


def is_told(line: Box) -> bool:
    """Whether a line is a paragraph that ends as a sentence does, though all of it may be a link."""
    text = line.text
    return line.tag == "p" and text[-1] in _STOPS and not text.endswith("...") and len(text) >= _TOLD


def is_address(text: str) -> bool:
    """Whether a line is the address of a page and nothing else, as in a list of sources."""
    return text.startswith("http") and " " not in text


def leads_away(survey: Survey, box: Box) -> bool:
    """Whether a link in a box, or around it, leads to another page and not to a part of this one."""
    links = (inner.attributes.get("href") or "" for inner in (box, *survey.inside(box)) if inner.tag == "a")
    return box.is_linked or any(not link.startswith("#") for link in links)
