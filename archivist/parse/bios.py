"""What is told of the authors before or after an article, as in "Ada Lo is a reporter in Oslo".

Such a paragraph is known in any language: it begins with the name of an author, and stands at an end of
the text. In the middle, an article may well speak of who wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.metadata.names import looks_personal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.parse.survey import Box, Survey

_LENGTHS = range(80, 1000)  # letters of such a paragraph
_TAIL = 0.75  # of the running text: a bio stands behind so much of it
_APART = 0.4  # of the running text: in a box with more, it stands among the paragraphs of the article
_BESIDE = 150  # letters beside a bio in its own box
_TITLE = 4  # letters before the name: "Dr. ", "By "
_AFTER = frozenset(" ,(’'–—")  # what follows the name; a colon makes it a speaker


def begins_with_name(text: str, names: Iterable[str]) -> bool:
    """Whether a text begins with one of the names, and goes on.

    >>> begins_with_name("Dr. Ada Lo is a reporter in Oslo.", ["Ada Lo"])
    True
    """
    start = text[:100].casefold()
    for name in names:
        at = start.find(name.casefold())
        after = at + len(name)
        if 0 <= at <= _TITLE and after < len(text) and text[after] in _AFTER:
            return at == 0 or text[at - 1] == " "
    return False


def drop_bios(survey: Survey, lines: Sequence[Box], names: Sequence[str]) -> None:
    """Drop from the lines of an article the paragraphs about its authors."""
    full = [name for name in names if " " in name and looks_personal(name)]
    if not full:
        return
    total = sum(line.own_good for line in lines)
    before = 0.0
    for line in lines:
        is_at_end = before == 0 or before >= _TAIL * total
        before += line.own_good
        if not is_at_end or len(line.text) not in _LENGTHS or not begins_with_name(line.text, full):
            continue
        if line.parent and line.parent.good < _APART * total:
            survey.drop(_box_of(line), "bio")


def _box_of(line: Box) -> Box:
    """The box around a bio that holds little else: a name, a portrait, a link."""
    box = line
    while (around := box.parent) is not None and around.letters - line.letters < _BESIDE:
        box = around
    return box
