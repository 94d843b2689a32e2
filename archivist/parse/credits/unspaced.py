"""Words of scripts that part no words: "新华社记者李明摄" is an agency, a title, a name and a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.credits import senses as s

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lexicon, Phrase

_LONGEST = 16  # characters of a run that may be a credit
_LONGEST_PHRASE = 9
_HEADS = s.TITLE | s.FILE | s.FILE_TAG | s.LABEL | s.POOL | s.SCREENSHOT
_TAILS = (
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


def split_run(run: str, lexicon: Lexicon) -> list[str]:
    """Return the credit words, agencies and the one name of a run, in order; the run where it has none."""
    whole = [run]
    if len(run) > _LONGEST or not (run[0] in lexicon.run_heads or run[-1] in lexicon.run_tails):
        return whole
    front: list[str] = []
    back: list[str] = []
    while run and (found := _head(run, lexicon)):
        front.append(found)
        run = run.removeprefix(found)
    while run and (found := _tail(run, lexicon)):
        rest = run.removesuffix(found)
        if (not rest and not front) or rest.endswith(_PARTICLES):
            break
        if len(found) == 1 and not front and not 2 <= len(rest) <= 4:
            break
        back.insert(0, found)
        run = rest
    titled = bool(front) and len(run) < 5 and lexicon.unspaced[front[-1]].senses & s.TITLE > 0
    if not (back or titled or (len(front) > 1 and not run)) or not _NAME.fullmatch(run or "x"):
        return whole
    return [*front, run, *back] if run else front + back


def _head(run: str, lexicon: Lexicon) -> str:
    """Return the longest phrase that begins the run, or nothing."""
    return next(filter(run.startswith, lexicon.run_heads.get(run[0], ())), "")


def _tail(run: str, lexicon: Lexicon) -> str:
    """Return the longest phrase that ends the run, or nothing."""
    return next(filter(run.endswith, lexicon.run_tails.get(run[-1], ())), "")


def may_begin_run(word: str, phrase: Phrase) -> bool:
    """Whether a phrase of one token may begin a run."""
    known = phrase.agency is not None or phrase.senses & _HEADS
    return bool(known) and 1 < len(word) <= _LONGEST_PHRASE


def may_end_run(word: str, phrase: Phrase) -> bool:
    """Whether a phrase of one token may end a run."""
    known = (phrase.agency is not None and len(word) > 2) or phrase.senses & _TAILS
    return bool(known) and len(word) <= _LONGEST_PHRASE
