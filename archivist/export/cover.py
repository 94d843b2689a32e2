"""The cover of a book, drawn: a photo of it or a plain ground, its title, its day, its sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from archivist.export import lettering
from archivist.export.lettering import Lettering

SIZE = (1600, 2400)
MARGIN = 120
_WIDTH = SIZE[0] - 2 * MARGIN
PHOTO_HEIGHT = 1330
_BAND = 2090  # above the words of a cover without a title
PAPER = (250, 248, 243)
INK = (28, 28, 30)
_GROUNDS = ((38, 70, 83), (94, 53, 62), (52, 78, 65), (61, 64, 91), (90, 70, 50), (45, 66, 99))

_MOST_LETTERS = 400
_MOST_LETTERS_OF_A_WORD = 60
_NO_BREAK = "\N{NO-BREAK SPACE}"


def draw_cover(
    title: str, days: Sequence[str], sources: Sequence[str], photo: bytes | None, seed: int
) -> bytes:
    """Return the cover as JPEG, 1600 × 2400.

    ``seed`` chooses the ground where there is no photo. Of ``days``, ways to write one day, the first
    that can be drawn is. A title that cannot be drawn is left to the shelf, which writes it beside the
    cover, and to the page of the cover: then picture or pattern fill the cover down to the day. Nothing
    is drawn with letters missing.
    """
    image = Image.new("RGB", SIZE, _ground(seed))
    if not can_draw(title):
        _draw_pattern(image, seed)
    day, line = next(filter(can_draw, days), ""), " · ".join(filter(can_draw, sources))
    height = PHOTO_HEIGHT if can_draw(title) else _BAND
    if photo:
        with Image.open(BytesIO(photo)) as opened:
            image.paste(ImageOps.fit(opened.convert("RGB"), (SIZE[0], height)), (0, 0))
        image.paste(PAPER, (0, height, *SIZE))
    pen = _Pen(image, INK if photo else PAPER)
    if can_draw(title):
        _draw_words(pen, height + MARGIN * 2 // 3 if photo else MARGIN * 2, (day, title, line))
    else:
        pen.line(height + 70, day, 70)
        pen.line(height + 180, pen.wrapped(line, 46)[0], 46)
    stream = BytesIO()
    image.save(stream, "jpeg", quality=85, optimize=True)
    return stream.getvalue()


def _ground(seed: int) -> tuple[int, int, int]:
    return _GROUNDS[seed % len(_GROUNDS)]


def _draw_pattern(image: Image.Image, seed: int) -> None:
    """Draw rings, as of the light of a lamp, in a lighter shade of the ground."""
    ground = _ground(seed)
    shade = tuple(min(255, part + 22) for part in ground)
    x, y = SIZE[0] * (seed // 7 % 5) // 4, _BAND * (seed // 35 % 3) // 4
    for radius in range(140, 3000, 280):
        ImageDraw.Draw(image).ellipse(
            (x - radius, y - radius, x + radius, y + radius), outline=shade, width=120
        )
    image.paste(ground, (0, _BAND, *SIZE))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws lines of text between the margins."""

    image: Image.Image
    ink: tuple[int, int, int]

    def line(self, top: float, text: str, size: int) -> None:
        # The one weight there is, made bolder where it is large.
        _lettering(size).draw(self.image, MARGIN, top, text.replace(_NO_BREAK, " "), self.ink)

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
        length = _lettering(size).length
        lines: list[str] = []
        for word in text[:_MOST_LETTERS].split(" "):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and length(joined) <= width:
                lines[-1] = joined
                continue
            fitting = word[:_MOST_LETTERS_OF_A_WORD]
            while len(fitting) > 1 and length(fitting) > width:
                fitting = fitting[:-1]
            lines.append(fitting)
        return lines


def _lettering(size: int) -> Lettering:
    return Lettering(size, bold=size // 50 if size > 60 else 0)


def _draw_words(pen: _Pen, top: int, words: tuple[str, str, str]) -> None:
    """Draw day, title and sources between ``top`` and the lower margin."""
    day, title, sources = words
    bottom = SIZE[1] - MARGIN
    pen.image.paste(pen.ink, (MARGIN, top, MARGIN + 140, top + 14))
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


def can_draw(text: str) -> bool:
    """Whether a cover can be drawn with this text: it is in Latin letters."""
    return lettering.can_draw(text.replace(_NO_BREAK, " "))
