"""Words of scripts that part no words: "新华社记者李明摄" is an agency, a title, a name and a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.credits import senses as s

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lexicon, Phrase

_LONGEST = 16  # characters of a run that may be a credit
_LONGEST_PHRASE = 9
_HEAD = s.TITLE | s.FILE | s.FILE_TAG | s.LABEL | s.POOL
_TAIL = (
    s.TAKEN
    | s.PROVIDED
    | s.TITLE
    | s.FILE
    | s.FILE_TAG
    | s.SCREENSHOT
    | s.POOL
    | s.COMPOSITE
    | s.GENERATED
    | s.HANDOUT
)
# After one of these a verb is running text: "情報を提供", "ロンドンで撮影", "서비스를 제공", "10月10日攝".
_PARTICLES = tuple("をがはにで를을日月年")
_NAME = re.compile(r"\D{1,12}")

#: A part of a run: length, senses, phrase it is, or None.
Part = tuple[int, "Phrase | None"]


def split_run(run: str, lexicon: Lexicon) -> list[int] | None:
    """Return the lengths of the credit words, agencies and the one name of a run; None where it has none."""
    if len(run) > _LONGEST:
        return None
    front: list[Part] = []
    back: list[Part] = []
    while run and (found := _known(run, lexicon, _HEAD, from_end=False)):
        front.append(found)
        run = run[found[0] :]
    while run and (found := _known(run, lexicon, _TAIL, from_end=True)):
        rest = run[: len(run) - found[0]]
        if (not rest and not front) or rest.endswith(_PARTICLES):
            break
        if found[0] == 1 and not front and not 2 <= len(rest) <= 4:
            break
        back.insert(0, found)
        run = rest
    titled = bool(front) and front[-1][1] is not None and bool(front[-1][1].senses & s.TITLE) and len(run) < 5
    if not (back or titled or (len(front) > 1 and not run)) or not _NAME.fullmatch(run or "x"):
        return None
    return [length for length, _ in front] + ([len(run)] if run else []) + [length for length, _ in back]


def _known(run: str, lexicon: Lexicon, bits: int, *, from_end: bool) -> Part | None:
    """Return the longest phrase at one end of the run that has one of the senses, or is an agency."""
    for length in range(min(len(run), _LONGEST_PHRASE), 0, -1):
        piece = run[-length:] if from_end else run[:length]
        phrase = lexicon.unspaced.get(piece)
        if phrase is None or (length == 1 and not from_end):
            continue
        if phrase.senses & bits or (phrase.agency is not None and (not from_end or length > 2)):
            return length, phrase
    return None
