"""Latin letters with their marks, put together from the plain letters of the one font that Pillow brings."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont
from PIL.Image import Resampling, Transpose

_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”’‘·©…«»‹›")
_GAP = 0.055  # em, between a letter and a mark above or below it


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of the font, turned upside down or by a quarter, then squeezed."""

    text: str
    turn: Transpose | None = None
    width: float = 1.0  # of its own
    height: float = 1.0
    place: str = "above"  # the letter; or "below" it, "across" it, at its upper right "corner"
    right: float = 0.0  # em, from there
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: plain ones side by side, a second ``overlap`` em closer; or one turned or stretched."""

    base: str
    signs: tuple[_Sign, ...] = ()
    overlap: float = 0.0
    turn: Transpose | None = None
    width: float = 1.0
    room: float = 0.0  # em, behind it
    is_dotless: bool = False


_NONE = _Letter("")
_QUARTER, _DOWN = Transpose.ROTATE_90, Transpose.ROTATE_180
_MARKS = {
    "\N{COMBINING GRAVE ACCENT}": _Sign("`"),
    "\N{COMBINING ACUTE ACCENT}": _Sign("´"),
    "\N{COMBINING CIRCUMFLEX ACCENT}": _Sign("^", width=0.75, height=0.5),
    "\N{COMBINING TILDE}": _Sign("~", width=0.75),
    "\N{COMBINING MACRON}": _Sign("-"),
    "\N{COMBINING BREVE}": _Sign("(", _QUARTER, width=0.36, height=0.75),
    "\N{COMBINING DOT ABOVE}": _Sign("."),
    "\N{COMBINING DIAERESIS}": _Sign("..", width=0.9),
    "\N{COMBINING HOOK ABOVE}": _Sign("?", width=0.4, height=0.28),
    "\N{COMBINING RING ABOVE}": _Sign("°", width=0.75, height=0.75),
    "\N{COMBINING DOUBLE ACUTE ACCENT}": _Sign("´´", width=0.9),
    "\N{COMBINING CARON}": _Sign("^", _DOWN, width=0.75, height=0.5),
    "\N{COMBINING HORN}": _Sign("’", place="corner"),
    "\N{COMBINING DOT BELOW}": _Sign(".", place="below"),
    "\N{COMBINING COMMA BELOW}": _Sign(",", place="below"),
    "\N{COMBINING CEDILLA}": _Sign(",", place="below", down=-0.07),
    "\N{COMBINING OGONEK}": _Sign(",", Transpose.FLIP_LEFT_RIGHT, place="below", down=-0.07, right=0.1),
    "\N{COMBINING MACRON BELOW}": _Sign("-", place="below"),
}
_CARON = "\N{COMBINING CARON}"
_CORNER = _Sign("’", place="corner", right=0.1, down=0.1)  # of a caron beside a tall letter: "ď"
_BAR = _Sign("-", place="across", right=0.14, down=-0.22)
_OTHERS = {
    "ł": _Letter("l", (_Sign("/", height=0.5, place="across"),)),
    "Ł": _Letter("L", (_Sign("/", height=0.5, place="across", right=-0.16),)),
    "ø": _Letter("o", (_Sign("/", width=1.4, height=0.75, place="across"),)),
    "Ø": _Letter("O", (_Sign("/", width=2, place="across"),)),
    "đ": _Letter("d", (_BAR,)),
    "Đ": _Letter("D", (_Sign("-", place="across", right=-0.26),)),
    "ħ": _Letter("h", (_Sign("-", place="across", right=-0.14, down=-0.22),)),
    "ß": _Letter("I3", overlap=0.18),
    "æ": _Letter("ae", overlap=0.09),
    "Æ": _Letter("AE", overlap=0.19),
    "œ": _Letter("oe", overlap=0.09),
    "Œ": _Letter("OE", overlap=0.2),
    "–": _Letter("-", width=1.6),
    "—": _Letter("-", width=2.6),
    "‑": _Letter("-"),
    "¿": _Letter("?", turn=_DOWN),
    "¡": _Letter("!", turn=_DOWN),
    "„": _Letter(",,"),
    "‚": _Letter(","),
    "ı": _Letter("i"),
}


def can_draw(text: str) -> bool:
    """Whether every letter of a text can be drawn.

    >>> can_draw("Żółw, Ngữ, Straße"), can_draw("항구"), can_draw(" ")
    (True, False, False)
    """
    return bool(text.strip()) and all(cluster in _PLAIN or _letter(cluster) for cluster in _clusters(text))


class Lettering:
    """Draws lines of text of one size, in pixels; the one weight there is, ``bold`` pixels stronger."""

    def __init__(self, size: int, bold: int = 0) -> None:
        self._size = size
        self._bold = bold
        self._font = ImageFont.load_default(size)

    def length(self, text: str) -> float:
        """Return how wide a text is, in pixels."""
        return sum(self._font.getlength(run) if run else self._advance(letter) for run, letter in _runs(text))

    def draw(self, image: Image.Image, left: float, top: float, text: str, ink: tuple[int, int, int]) -> None:
        """Draw a text, its upper left corner there."""
        pen = ImageDraw.Draw(image)
        for run, letter in _runs(text):
            if run:
                pen.text(
                    (left, top), run, fill=ink, font=self._font, stroke_width=self._bold, stroke_fill=ink
                )
                left += self._font.getlength(run)
            else:
                mask, place = self._composite(letter)
                image.paste(ink, (round(left) - place, round(top) - place), mask)
                left += self._advance(letter)

    def _advance(self, letter: _Letter) -> float:
        overlaps = letter.overlap * self._size * (len(letter.base) - 1)
        return self._font.getlength(letter.base) * letter.width - overlaps + letter.room * self._size

    def _composite(self, letter: _Letter) -> tuple[Image.Image, int]:
        """Return a letter as a mask, and how far from its left and its upper edge the letter begins."""
        margin = self._size // 2
        size = (round(self._advance(letter)) + 2 * margin, 2 * self._size + margin)
        mask = Image.new("L", size)
        left = float(margin)
        for plain in letter.base:
            self._write(mask, (left, margin), plain)
            left += self._font.getlength(plain) - letter.overlap * self._size
        if letter.is_dotless:
            mask.paste(0, (0, 0, size[0], margin + self._middle()))
        left, top, right, bottom = mask.getbbox() or (0, 0, 1, 1)
        if letter.turn is not None or letter.width != 1:
            shape = _shaped(mask.crop((left, top, right, bottom)), letter.turn, letter.width, 1)
            mask.paste(0, (0, 0, *size))
            mask.paste(shape, (left, top))
        for sign in letter.signs:
            shape = self._shape(sign)
            x = (right if sign.place == "corner" else (left + right) / 2) + sign.right * self._size
            middle = {"above": top - shape.height / 2 - _GAP * self._size, "corner": top}.get(sign.place)
            if middle is None:
                below = bottom + shape.height / 2 + _GAP * self._size
                middle = below if sign.place == "below" else (top + bottom) / 2
            y = middle + sign.down * self._size
            box = (round(x - shape.width / 2), round(y - shape.height / 2))
            mask.paste(255, box, shape)
            if sign.place == "above":  # the next one goes upon it
                top = box[1]
        return mask, margin

    def _middle(self) -> int:
        """Return how far below the top of a line a small letter without ascender begins."""
        return int(self._font.getbbox("x")[1]) - self._bold - 1

    def _shape(self, sign: _Sign) -> Image.Image:
        mask = Image.new("L", (round(self._font.getlength(sign.text)) + self._size, 2 * self._size))
        self._write(mask, (self._size / 2, self._size / 2), sign.text)
        return _shaped(mask.crop(mask.getbbox()), sign.turn, sign.width, sign.height)

    def _write(self, mask: Image.Image, place: tuple[float, float], text: str) -> None:
        ImageDraw.Draw(mask).text(place, text, fill=255, font=self._font, stroke_width=self._bold)


def _shaped(mask: Image.Image, turn: Transpose | None, width: float, height: float) -> Image.Image:
    """Return a mask turned, then stretched or squeezed."""
    turned = mask if turn is None else mask.transpose(turn)
    size = (max(1, round(turned.width * width)), max(1, round(turned.height * height)))
    return turned.resize(size, Resampling.LANCZOS)


def _runs(text: str) -> Iterator[tuple[str, _Letter]]:
    """Yield runs of plain letters, and every other letter for itself; what cannot be drawn is left out."""
    for is_plain, clusters in groupby(_clusters(text), key=_PLAIN.__contains__):
        if is_plain:
            yield "".join(clusters), _NONE
        else:
            yield from (("", letter) for cluster in clusters if (letter := _letter(cluster)))


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks that follow it."""
    cluster = ""
    for character in unicodedata.normalize("NFC", text):
        if cluster and not unicodedata.combining(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=512)
def _letter(cluster: str) -> _Letter | None:
    """Return how a letter is drawn that is not plain; None where it cannot be."""
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    letter = _OTHERS.get(base) or (_Letter(base) if base in _PLAIN and base.isalpha() else None)
    if letter is None or not _MARKS.keys() >= set(marks):
        return None
    if base in "dtlL" and marks == [_CARON]:
        return _Letter(base, (_CORNER,), room=0.1)
    signs = (*letter.signs, *(_MARKS[mark] for mark in marks))
    is_dotless = base == "ı" or (base in "ij" and any(sign.place == "above" for sign in signs))
    return replace(letter, signs=signs, is_dotless=is_dotless)
