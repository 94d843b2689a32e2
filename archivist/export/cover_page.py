"""The words of a cover in scripts that are not drawn, for the reader's own fonts to draw upon it: SVG.

Nobody knows how wide those letters will be: the lines are broken so that the widest usual ones fit.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from archivist.export.cover import INK, MARGIN, PAPER, PHOTO_HEIGHT, SIZE
from archivist.export.markup import Markup, escape, tag

_WIDTH, _HEIGHT = SIZE
_TOP = PHOTO_HEIGHT + 170  # of the day; the title follows
_SIZES = range(170, 59, -10)  # pixels
_LINE = 1.3  # em, from one line to the next
_MOST_LETTERS = 400
_SMALL = 50
# They end a word, a phrase or a page of their script, and begin no line.
_ENDS = frozenset("、。，．！？：；・ー々」』）】》〉〕…ぁぃぅぇぉっゃゅょァィゥェォッャュョ")


def cover_words(title: str, day: str, sources: str, *, image: str, is_rtl: bool) -> Markup:
    """Return a picture, ``image``, with the words of a cover below it, as SVG."""
    bottom = _HEIGHT - MARGIN
    size, lines = _fitted(title, bottom - 120 - _TOP - 60)
    baselines = [_TOP + 60 + size * (1 + _LINE * number) for number in range(len(lines))]
    words = [
        _text(day, _TOP, _SMALL, is_rtl=is_rtl),
        *(
            _text(line, top, size, is_rtl=is_rtl, weight="bold")
            for line, top in zip(lines, baselines, strict=True)
        ),
        _text(_one_line(sources), bottom, _SMALL, is_rtl=is_rtl),
    ]
    rule = _WIDTH - MARGIN - 140 if is_rtl else MARGIN
    return tag(
        "svg",
        tag("image", width=str(_WIDTH), height=str(_HEIGHT), **{"xlink:href": image}),
        _box(0, PHOTO_HEIGHT, _WIDTH, _HEIGHT - PHOTO_HEIGHT, PAPER),
        _box(rule, PHOTO_HEIGHT + 70, 140, 14, INK),
        *words,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        xmlns="http://www.w3.org/2000/svg",
        **{
            "aria-label": title.replace("\N{NO-BREAK SPACE}", " "),
            "font-family": "sans-serif",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
        },
    )


def _fitted(title: str, room: float) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits, and its lines; what never does is cut."""
    for size in _SIZES:
        lines = _wrapped(title, (_WIDTH - 2 * MARGIN) / size)
        if len(lines) * _LINE * size <= room:
            return size, lines
    kept = lines[: int(room / (_LINE * size))]
    return size, [*kept[:-1], f"{kept[-1]}…"]


def _one_line(text: str) -> str:
    """Return as much of a small text as one line holds."""
    first, *more = _filled(_words(text[:_MOST_LETTERS]), (_WIDTH - 2 * MARGIN) / _SMALL - 1)
    return f"{first}…" if more else first


def _wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines of at most so many em, as near to each other in width as may be."""
    words = _words(text[:_MOST_LETTERS])
    lines = _filled(words, width)
    for percent in range(95, 45, -5):
        narrower = _filled(words, width * percent / 100)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled(words: Sequence[str], width: float) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and _em(f"{lines[-1]}{word}".rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def _words(text: str) -> list[str]:
    """Part a text where a line may end: behind a space, and around every letter of the wide scripts."""
    parts = [""]
    for before, letter in pairwise(f" {text}"):
        is_wide = _is_wide(letter) and not _is_hangul(letter)
        follows = _is_wide(before) and not _is_hangul(before)
        if (
            letter not in _ENDS
            and not unicodedata.combining(letter)
            and (before == " " or is_wide or follows)
        ):
            parts.append("")
        parts[-1] += letter
    return [part for part in parts if part]


def _em(text: str) -> float:
    """Return how wide a text is at most, in em."""
    return sum(map(_letter_em, text))


def _letter_em(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if _is_wide(letter):
        return 1
    if letter == " ":
        return 0.35
    return 0.8 if letter.isupper() else 0.66


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def _is_hangul(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7a3"


def _text(text: str, baseline: float, size: int, *, is_rtl: bool, weight: str = "normal") -> Markup:
    attributes = {"font-size": str(size), "font-weight": weight, "direction": "rtl" if is_rtl else None}
    x = _WIDTH - MARGIN if is_rtl else MARGIN
    return tag("text", escape(text), x=str(x), y=f"{baseline:g}", fill=_colour(INK), **attributes)


def _box(x: int, y: int, width: int, height: int, colour: tuple[int, int, int]) -> Markup:
    sides = {"x": x, "y": y, "width": width, "height": height}
    return tag("rect", fill=_colour(colour), **{name: str(side) for name, side in sides.items()})


def _colour(colour: tuple[int, int, int]) -> str:
    return "#" + bytes(colour).hex()
