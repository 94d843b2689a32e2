"""What a caption's own sentences say of its picture: that it is an old one, and who provided it."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.decompose import Reading
from archivist.parse.credits.look import Span
from archivist.parse.credits.tokens import Tokens

#: What the sentences may say.
SAID = s.FILE | s.FILE_TAG | s.COURTESY
_AFTER_TAG = frozenset({k.HYPHEN, k.DASH, k.COLON})


def read_said(text: str, tokens: Tokens, first: int, last: int) -> Reading | None:
    """Return what a caption without a credit says of its picture's source; None where it says nothing."""
    flags = _file_tags(tokens, first, last)
    if not flags:
        return None
    provider = _provider_in(text, tokens, first, last)
    return Reading(flags=flags | (s.HANDOUT if provider else 0), courtesy_of=[provider] if provider else [])


def add_said(reading: Reading, text: str, tokens: Tokens, before: Span, behind: Span) -> None:
    """Take in what the caption before and behind its credit says beside it."""
    reading.flags |= _file_tags(tokens, *before) | _file_tags(tokens, *behind)
    if tokens.all_senses & s.COURTESY:
        _add_provider(reading, text, tokens, *before)


def _file_tags(tokens: Tokens, first: int, last: int) -> int:
    """Return FILE where the caption's own words say that the picture is an old one."""
    for index, bits in enumerate(tokens.senses[first:last], first):
        if bits & s.FILE_TAG or (bits & s.FILE and _stands_alone(tokens, index, last)):
            return s.FILE
    return 0


def _stands_alone(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a word is set apart: "FILE - …", "(Archiv)"."""
    kinds = tokens.kinds
    before = kinds[index - 1] if index else -1
    behind = kinds[index + 1] if index + 1 < last else -1
    if before == k.OPEN and behind == k.CLOSE:
        return True
    return index == 0 and behind in _AFTER_TAG and not tokens.glued(index + 1)


def _add_provider(reading: Reading, text: str, tokens: Tokens, first: int, last: int) -> None:
    """Take in who the caption says gave the picture: "This photo provided by Example Museum shows …"."""
    senses = tokens.senses
    for index in range(first + 1, last):
        if senses[index] & (s.COURTESY | s.VIA) != s.COURTESY:
            continue
        before = index - 1 - (tokens.kinds[index - 1] == k.COMMA)
        if senses[before] & s.LABEL or tokens.words[index].count(" ") > 1:  # "photo provided by"
            reading.flags |= s.HANDOUT
            provider = _provider_in(text, tokens, index, last)
            if provider and provider not in reading.courtesy_of and tokens.agencies[index + 1] is None:
                reading.courtesy_of.append(provider)
            return


def _provider_in(text: str, tokens: Tokens, first: int, last: int) -> str:
    """Return the name after "provided by" in a sentence, as far as its words have capitals."""
    for index in range(first, last - 2):
        if tokens.senses[index] & s.COURTESY:
            start = end = index + 1
            if tokens.words[start] == "the":
                start = end = start + 1
            while end < last and tokens.text[tokens.starts[end]].isupper():
                end += 1
            return text[tokens.starts[start] : tokens.ends[end - 1]] if start < end else ""
    return ""
