"""The cover of a book, drawn: a photo of it or a plain ground, its title, its day, its sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE = (1600, 2400)
_MARGIN = 120
_WIDTH = SIZE[0] - 2 * _MARGIN
_PHOTO_HEIGHT = 1330
_PAPER = (250, 248, 243)
_INK = (28, 28, 30)
_GROUNDS = ((38, 70, 83), (94, 53, 62), (52, 78, 65), (61, 64, 91), (90, 70, 50), (45, 66, 99))

# Pillow brings one font, with these letters and no others; a title in other scripts is left to the
# shelf, which writes it beside the cover.
_LETTERS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”’·©…")
_MOST_LETTERS = 400
_MOST_LETTERS_OF_A_WORD = 60
_NO_BREAK = "\N{NO-BREAK SPACE}"


def draw_cover(
    title: str, days: Sequence[str], sources: Sequence[str], photo: bytes | None, seed: int
) -> bytes:
    """Return the cover as JPEG, 1600 × 2400.

    ``seed`` chooses the ground where there is no photo. Of ``days``, ways to write one day, the first
    that can be drawn is; it stands for a title that cannot. Nothing is drawn with letters missing.
    """
    ground, ink = (_PAPER, _INK) if photo else (_GROUNDS[seed % len(_GROUNDS)], _PAPER)
    image = Image.new("RGB", SIZE, ground)
    top = _MARGIN * 2
    if photo:
        with Image.open(BytesIO(photo)) as opened:
            image.paste(ImageOps.fit(opened.convert("RGB"), (SIZE[0], _PHOTO_HEIGHT)), (0, 0))
        top = _PHOTO_HEIGHT + _MARGIN * 2 // 3
    day, line = next(filter(_can_draw, days), ""), " · ".join(filter(_can_draw, sources))
    _draw_words(_Pen(ImageDraw.Draw(image), ink), top, (day, title if _can_draw(title) else day, line))
    stream = BytesIO()
    image.save(stream, "jpeg", quality=85, optimize=True)
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws lines of text between the margins."""

    draw: ImageDraw.ImageDraw
    ink: tuple[int, int, int]

    def line(self, top: float, text: str, size: int) -> None:
        # The one weight there is, made bolder where it is large.
        bold = size // 50 if size > 60 else 0
        font = ImageFont.load_default(size)
        self.draw.text(
            (_MARGIN, top),
            text.replace(_NO_BREAK, " "),
            fill=self.ink,
            font=font,
            stroke_width=bold,
            stroke_fill=self.ink,
        )

    def balanced(self, text: str, size: int) -> list[str]:
        """Return the text in as few lines as it takes, of about the same width."""
        lines = balanced = self.wrapped(text, size)
        for width in range(_WIDTH, _WIDTH // 2, -40):
            narrower = self.wrapped(text, size, width)
            if len(narrower) > len(lines) or "".join(narrower) != "".join(lines):
                break
            balanced = narrower
        return balanced

    def wrapped(self, text: str, size: int, width: int = _WIDTH) -> list[str]:
        """Return the text in lines no wider than this; a word that is wider is cut."""
        font = ImageFont.load_default(size)
        lines: list[str] = []
        for word in text[:_MOST_LETTERS].split(" "):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.draw.textlength(joined, font=font) <= width:
                lines[-1] = joined
                continue
            fitting = word[:_MOST_LETTERS_OF_A_WORD]
            while len(fitting) > 1 and self.draw.textlength(fitting, font=font) > width:
                fitting = fitting[:-1]
            lines.append(fitting)
        return lines


def _draw_words(pen: _Pen, top: int, words: tuple[str, str, str]) -> None:
    """Draw day, title and sources between ``top`` and the lower margin."""
    day, title, sources = words
    bottom = SIZE[1] - _MARGIN
    pen.draw.rectangle((_MARGIN, top, _MARGIN + 140, top + 14), fill=pen.ink)
    top += 70
    if day and day not in title:
        pen.line(top, day, 50)
        top += 110
    if sources:
        first, *more = pen.wrapped(sources, 46)
        pen.line(bottom - 46, first + ("…" if more else ""), 46)
        bottom -= 120
    _draw_title(pen, top, bottom, title)


def _draw_title(pen: _Pen, top: float, bottom: float, title: str) -> None:
    """Draw the title as large as the room lets it be; lines that still do not fit are left out."""
    sizes = ((size, pen.wrapped(title, size)) for size in range(190, 59, -10))
    whole = (
        size for size, lines in sizes if " ".join(lines) == title and len(lines) * size * 1.2 <= bottom - top
    )
    size = next(whole, 60)
    for line in pen.balanced(title, size)[: int((bottom - top) // (size * 1.2))]:
        pen.line(top, line, size)
        top += size * 1.2


def _can_draw(text: str) -> bool:
    return bool(text.strip()) and _LETTERS.issuperset(text.replace(_NO_BREAK, " "))
