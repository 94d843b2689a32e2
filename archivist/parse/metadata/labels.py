"""The labels of dates: what a page calls a date, "Published" or "Updated", in any language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from archivist.rules.dates import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a label says of its date, "other" being no day of the article; "" where there is none.
Kind = Literal["published", "modified", "other", ""]

_REMEMBERED = 512  # texts: each is asked for its last label, and for all
_FIRST_UNSPACED = "\u0e00"  # Thai and further east: words are not parted by spaces
# With the signs of vowels, which are no letters: "अपडेट".
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0dff\u0e30-\u0e4e\u064b-\u065f])*")


@lru_cache(maxsize=_REMEMBERED)
def labels_in(folded: str) -> tuple[tuple[int, Kind], ...]:
    """Return the labels in a folded text, each with its place, in order.

    >>> labels_in("published 3 may, last updated 4 may")
    ((0, 'published'), (17, 'modified'))
    """
    labels: list[tuple[int, Kind]] = []
    end = 0
    is_told = not _by_first_word().keys().isdisjoint(_WORD.findall(folded))
    for match in _WORD.finditer(folded) if is_told else ():
        if match.start() >= end and (label := _label_at(folded, match.start(), match[0])):
            phrase, kind = label
            labels.append((match.start(), kind))
            end = match.start() + len(phrase)
    if not folded.isascii():
        found = ((folded.find(phrase), kind) for phrase, kind in _unspaced())
        labels.extend((start, kind) for start, kind in found if start >= 0)
    return tuple(sorted(labels))


def last_kind(folded: str) -> Kind:
    """Return what the last label of a folded text says."""
    labels = labels_in(folded)
    return labels[-1][1] if labels else ""


def labelled_pieces(folded: str) -> list[tuple[Kind, str]]:
    """Part a folded text before each label: each piece with what it is called, those before any with ""."""
    labels = labels_in(folded)
    ends = [start for start, _ in labels[1:]] + [len(folded)]
    pieces: list[tuple[Kind, str]] = [("", folded[: labels[0][0]] if labels else folded)]
    pieces.extend((kind, folded[start:end]) for (start, kind), end in zip(labels, ends, strict=False))
    return pieces


def _label_at(folded: str, start: int, word: str) -> tuple[str, Kind] | None:
    for phrase, kind in _by_first_word().get(word, ()):
        end = start + len(phrase)
        if folded.startswith(phrase, start) and not folded[end : end + 1].isalpha():
            return phrase, kind
    return None


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, Kind], ...]]:
    """Return the labels by their first word, the longest first: "last updated" before "last"."""
    by_word: dict[str, list[tuple[str, Kind]]] = {}
    for phrase, kind in _all():
        by_word.setdefault(phrase.split()[0], []).append((phrase, kind))
    return {word: tuple(phrases) for word, phrases in by_word.items()}


@cache
def _unspaced() -> tuple[tuple[str, Kind], ...]:
    """Return the labels of scripts that do not part words by spaces."""
    return tuple((phrase, kind) for phrase, kind in _all() if phrase[0] >= _FIRST_UNSPACED)


def _all() -> list[tuple[str, Kind]]:
    kinds: dict[str, Kind] = dict.fromkeys(date_words().published, "published")
    kinds |= dict.fromkeys(date_words().modified, "modified")
    kinds |= dict.fromkeys(date_words().other, "other")
    return sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0]))
