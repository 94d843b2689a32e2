"""Draw the pictures of the sample site: ``python -m samples.draw_pictures``.

The same Pillow always makes the same bytes; no picture shows a real place or person.
"""

from collections.abc import Callable, Iterator
from math import pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from archivist.picture import write_picture
from samples.picture_labels import EXIF, LABELS

PICTURES = Path(__file__).parent / "site" / "pictures"

Color = tuple[int, int, int]
Draw = ImageDraw.ImageDraw
Scene = Callable[[], Image.Image]

_SIZE = (1200, 800)
_INK = (28, 42, 58)
_LAMP = (255, 226, 138)


def main() -> None:
    """Write every picture into the site."""
    PICTURES.mkdir(exist_ok=True)
    for name, image in draw_all():
        _save(image, PICTURES / name)


def draw_all() -> Iterator[tuple[str, Image.Image]]:
    """Yield name and pixels of every picture, in the order of ``SCENES``."""
    for stem, (scene, files) in SCENES.items():
        picture = scene()
        for suffix, width in files:
            height = round(picture.height * width / picture.width)
            yield f"{stem}{suffix}", picture.resize((width, height), Image.Resampling.LANCZOS)


def _save(image: Image.Image, path: Path) -> None:
    match path.suffix:
        case ".png":
            image.save(path, optimize=True)
        case ".webp":
            image.save(path, quality=60, method=6)
        case _:
            exif = Image.Exif()
            exif.update(EXIF.get(path.name, {}))
            image.save(path, quality=68, optimize=True, exif=exif or b"")
    path.write_bytes(write_picture(path.read_bytes(), LABELS.get(path.name, {})))


# ---------------------------------------------------------------------------- brushes


def _sky(top: Color, bottom: Color) -> Image.Image:
    """A canvas that fades from one colour to another."""
    fade = Image.linear_gradient("L").resize(_SIZE)
    return Image.composite(Image.new("RGB", _SIZE, bottom), Image.new("RGB", _SIZE, top), fade)


def _glow(image: Image.Image, center: tuple[int, int], radius: int, color: Color = _LAMP) -> None:
    """A sun, a moon or a lamp with its halo."""
    x, y = center
    halo = Image.new("L", _SIZE)
    ImageDraw.Draw(halo).ellipse((x - 2 * radius, y - 2 * radius, x + 2 * radius, y + 2 * radius), fill=110)
    halo = halo.filter(ImageFilter.GaussianBlur(radius))
    image.paste(Image.new("RGB", _SIZE, color), mask=halo)
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)


def _hills(draw: Draw, base: int, height: int, waves: float, color: Color, *, shift: float = 0.0) -> None:
    """A line of hills across the whole picture, filled down to its lower edge."""
    width, bottom = _SIZE
    ridge = [
        (x, base - height * (0.6 + 0.3 * sin(waves * pi * x / width + shift) + 0.1 * sin(x / 37 + shift)))
        for x in range(0, width + 9, 8)
    ]
    draw.polygon([*ridge, (width + 8, bottom), (0, bottom)], fill=color)


def _sea(draw: Draw, top: int, color: Color, crest: Color) -> None:
    """Water from ``top`` down, with rows of small waves that grow towards the front."""
    width, bottom = _SIZE
    draw.rectangle((0, top, width, bottom), fill=color)
    for row, y in enumerate(range(top + 18, bottom, 46)):
        length = 30 + 9 * row
        for x in range(-(row * 53 % 97), width, length * 3):
            draw.arc((x, y, x + length, y + 10 + row), 20, 160, fill=crest, width=2 + row // 4)


def _lighthouse(draw: Draw, x: int, foot: int, height: int) -> None:
    """A tower in red and white bands with a lit lantern."""
    half, bands = height // 9, 6
    for band in range(bands):
        low, high = foot - height * band // bands, foot - height * (band + 1) // bands
        wide, narrow = half * (12 - band) // 12, half * (11 - band) // 12
        fill = (196, 64, 54) if band % 2 else (244, 240, 230)
        draw.polygon([(x - wide, low), (x + wide, low), (x + narrow, high), (x - narrow, high)], fill=fill)
    top, room = foot - height, half * 2 // 3
    draw.rectangle((x - room, top - room, x + room, top), fill=_LAMP, outline=_INK, width=3)
    draw.pieslice((x - room, top - 2 * room, x + room, top), 180, 360, fill=_INK)


def _ship(draw: Draw, x: int, water: int, length: int, hull: Color) -> None:
    """A ferry with a bridge and a funnel, its keel under the water line."""
    deck = water - length // 7
    draw.polygon(
        [(x, deck), (x + length, deck), (x + length * 9 // 10, water), (x + length // 12, water)], fill=hull
    )
    house = (x + length // 6, deck - length // 8, x + length * 3 // 4, deck)
    draw.rectangle(house, fill=(250, 248, 240))
    for window in range(house[0] + length // 24, house[2] - length // 24, length // 12):
        draw.rectangle(
            (window, house[1] + 6, window + length // 30, house[1] + 6 + length // 28), fill=(92, 124, 150)
        )
    draw.rectangle(
        (x + length // 2, house[1] - length // 10, x + length * 3 // 5, house[1]), fill=(196, 64, 54)
    )


def _houses(draw: Draw, foot: int, colors: tuple[Color, ...], tallest: int, step: int) -> None:
    """A row of houses or towers from edge to edge, some windows lit."""
    for number, x in enumerate(range(0, _SIZE[0], step)):
        height = tallest * (45 + number * 37 % 55) // 100
        draw.rectangle((x, foot - height, x + step - 4, foot), fill=colors[number % len(colors)])
        for row, y in enumerate(range(foot - height + 14, foot - 20, 34)):
            for column, window in enumerate(range(x + 12, x + step - 22, 28)):
                if (number + row * 2 + column * 3) % 4:
                    draw.rectangle((window, y, window + 12, y + 18), fill=_LAMP)


# ---------------------------------------------------------------------------- scenes


def _harbour() -> Image.Image:
    image = _sky((120, 170, 206), (250, 224, 190))
    _glow(image, (930, 250), 52)
    draw = ImageDraw.Draw(image)
    _hills(draw, 470, 150, 3, (124, 146, 150))
    _sea(draw, 470, (70, 118, 146), (158, 196, 208))
    _ship(draw, 240, 600, 520, _INK)
    _lighthouse(draw, 1060, 520, 230)
    return image


def _lamp() -> Image.Image:
    image = _sky((20, 28, 60), (86, 92, 140))
    draw = ImageDraw.Draw(image)
    draw.polygon([(610, 250), (1200, 120), (1200, 330), (610, 290)], fill=(140, 138, 150))
    _glow(image, (590, 268), 26)
    draw = ImageDraw.Draw(image)
    _hills(draw, 720, 170, 2, (30, 40, 58))
    _lighthouse(draw, 590, 640, 350)
    _sea(draw, 700, (26, 44, 78), (80, 104, 148))
    return image


def _stair() -> Image.Image:
    image = Image.new("RGB", _SIZE, (214, 202, 184))
    draw = ImageDraw.Draw(image)
    for turn in range(16, 0, -1):
        radius = turn * 34
        shade = (92 + turn * 8, 78 + turn * 7, 66 + turn * 6)
        draw.pieslice(
            (600 - radius, 400 - radius, 600 + radius, 400 + radius), turn * 40, turn * 40 + 300, fill=shade
        )
    _glow(image, (600, 400), 24)
    return image


def _market() -> Image.Image:
    image = _sky((206, 222, 230), (240, 236, 226))
    draw = ImageDraw.Draw(image)
    _houses(draw, 420, ((150, 120, 104), (122, 130, 140), (176, 150, 120)), 260, 150)
    for stall, color in enumerate(((196, 64, 54), (236, 178, 70), (66, 122, 132), (110, 140, 84))):
        left = 40 + stall * 290
        for stripe in range(8):
            fill = color if stripe % 2 else (250, 246, 236)
            draw.rectangle((left + stripe * 32, 380, left + stripe * 32 + 32, 450), fill=fill)
        draw.rectangle((left, 560, left + 256, 700), fill=(134, 98, 70))
        for fish in range(5):
            x = left + 18 + fish * 46
            draw.ellipse((x, 530, x + 40, 556), fill=(120, 144, 160), outline=_INK)
            draw.polygon([(x + 36, 543), (x + 52, 532), (x + 52, 554)], fill=(120, 144, 160))
    draw.rectangle((0, 700, *_SIZE), fill=(170, 164, 156))
    return image


def _station() -> Image.Image:
    image = _sky((150, 170, 200), (236, 240, 246))
    draw = ImageDraw.Draw(image)
    _hills(draw, 520, 330, 2, (206, 216, 230), shift=1.2)
    _hills(draw, 600, 190, 4, (232, 238, 244))
    draw.rectangle((180, 470, 760, 640), fill=(126, 88, 66))
    draw.polygon([(130, 480), (470, 350), (810, 480)], fill=(245, 247, 250))
    for window in range(230, 720, 120):
        draw.rectangle((window, 520, window + 60, 590), fill=_LAMP)
    draw.rectangle((0, 640, *_SIZE), fill=(244, 247, 250))
    for rail in (700, 740):
        draw.line((0, rail, 1200, rail), fill=(90, 92, 100), width=7)
    for flake in range(160):
        x, y = flake * 211 % 1200, flake * 137 % 660
        draw.ellipse((x, y, x + 6, y + 6), fill=(255, 255, 255))
    return image


def _palms() -> Image.Image:
    image = _sky((246, 186, 110), (252, 228, 186))
    _glow(image, (300, 330), 70, (255, 244, 214))
    draw = ImageDraw.Draw(image)
    _hills(draw, 620, 150, 2, (222, 170, 104))
    _hills(draw, 720, 120, 3, (198, 140, 82), shift=2.0)
    for x, height in ((640, 300), (780, 380), (930, 330), (1060, 260)):
        draw.line((x, 700, x + 14, 700 - height), fill=(104, 74, 50), width=16)
        for leaf in range(9):
            reach = (leaf - 4) * 30
            draw.arc(
                (x + 14 - 90 + reach, 680 - height, x + 14 + 90 + reach, 860 - height),
                215,
                325,
                (66, 98, 60),
                9,
            )
    return image


def _storm() -> Image.Image:
    image = _sky((58, 66, 78), (128, 138, 148))
    draw = ImageDraw.Draw(image)
    for cloud in range(14):
        x, y = cloud * 173 % 1200 - 120, cloud * 61 % 190
        draw.ellipse((x, y, x + 330, y + 120), fill=(74 + cloud * 3, 82 + cloud * 3, 94 + cloud * 3))
    draw.line([(830, 200), (790, 310), (840, 320), (780, 460)], fill=(250, 244, 200), width=7)
    _sea(draw, 470, (64, 84, 98), (190, 204, 210))
    _ship(draw, 200, 590, 330, (60, 40, 40))
    draw.polygon([(0, 800), (0, 620), (420, 690), (760, 660), (1200, 760), (1200, 800)], fill=(84, 78, 72))
    return image


def _skyline() -> Image.Image:
    image = _sky((38, 40, 84), (236, 150, 120))
    _glow(image, (220, 180), 40, (250, 246, 230))
    draw = ImageDraw.Draw(image)
    _houses(draw, 640, ((34, 38, 66), (48, 50, 84), (28, 30, 54)), 470, 110)
    _sea(draw, 640, (52, 56, 96), (206, 150, 140))
    return image


def _canal() -> Image.Image:
    image = _sky((176, 204, 222), (244, 240, 226))
    draw = ImageDraw.Draw(image)
    colors = ((176, 84, 66), (214, 178, 120), (120, 90, 80), (190, 120, 84))
    _houses(draw, 560, colors, 380, 150)
    for number, x in enumerate(range(0, 1200, 150)):
        height = 380 * (45 + number * 37 % 55) // 100
        draw.polygon(
            [(x, 560 - height), (x + 73, 480 - height), (x + 146, 560 - height)], fill=colors[number % 4]
        )
    _sea(draw, 590, (84, 120, 116), (150, 178, 170))
    _ship(draw, 420, 700, 260, (66, 60, 56))
    return image


def _cable() -> Image.Image:
    image = _sky((20, 62, 92), (6, 22, 44))
    draw = ImageDraw.Draw(image)
    _hills(draw, 760, 200, 3, (36, 52, 58))
    draw.line([(x, 610 - 40 * sin(x / 160)) for x in range(0, 1201, 12)], fill=(226, 186, 90), width=12)
    for bubble in range(60):
        x, y, size = bubble * 263 % 1200, bubble * 151 % 600, 5 + bubble % 7
        draw.ellipse((x, y, x + size, y + size), outline=(140, 190, 206), width=2)
    for fish in range(7):
        x, y = 120 + fish * 149, 140 + fish * 83 % 260
        draw.ellipse((x, y, x + 74, y + 30), fill=(230, 140, 96))
        draw.polygon([(x + 6, y + 15), (x - 22, y), (x - 22, y + 30)], fill=(230, 140, 96))
    return image


def _cable_ship() -> Image.Image:
    image = _sky((182, 200, 206), (246, 238, 220))
    draw = ImageDraw.Draw(image)
    _sea(draw, 460, (84, 128, 136), (176, 206, 206))
    _ship(draw, 220, 620, 700, (150, 60, 44))
    draw.arc((740, 420, 880, 560), 270, 90, fill=_INK, width=12)
    draw.line((878, 490, 1010, 800), fill=(226, 186, 90), width=8)
    return image


def _hut() -> Image.Image:
    image = _sky((200, 214, 220), (244, 238, 222))
    draw = ImageDraw.Draw(image)
    _hills(draw, 560, 120, 2, (120, 150, 104))
    draw.rectangle((430, 430, 800, 640), fill=(240, 236, 226), outline=_INK, width=4)
    draw.polygon([(400, 440), (615, 310), (830, 440)], fill=(96, 74, 66))
    draw.rectangle((580, 520, 660, 640), fill=(66, 96, 120))
    _hills(draw, 720, 90, 5, (150, 168, 110), shift=1.0)
    draw.line([(660, 630), (820, 690), (1200, 770)], fill=(226, 186, 90), width=8)
    return image


def _map() -> Image.Image:
    image = Image.new("RGB", _SIZE, (196, 218, 226))
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(0, 0), (420, 0), (330, 180), (390, 360), (260, 520), (300, 800), (0, 800)], fill=(214, 206, 170)
    )
    draw.polygon(
        [(1200, 90), (960, 200), (900, 400), (1010, 560), (940, 800), (1200, 800)], fill=(214, 206, 170)
    )
    draw.ellipse((570, 470, 700, 570), fill=(214, 206, 170))
    for path in ([(388, 360), (570, 300), (902, 400)], [(388, 360), (600, 500)], [(690, 520), (1005, 560)]):
        draw.line(path, fill=(196, 64, 54), width=6, joint="curve")
    for x, y in ((388, 360), (902, 400), (600, 500), (690, 520), (1005, 560)):
        draw.ellipse((x - 13, y - 13, x + 13, y + 13), fill=_INK)
    return image


def _chart() -> Image.Image:
    image = Image.new("RGB", _SIZE, (252, 250, 244))
    draw = ImageDraw.Draw(image)
    for line in range(6):
        draw.line((110, 120 + line * 112, 1120, 120 + line * 112), fill=(216, 212, 202), width=3)
    for year, share in enumerate((12, 19, 24, 38, 41, 55, 63, 82)):
        left = 140 + year * 122
        fill = (196, 64, 54) if year == 7 else (66, 122, 132)
        draw.rectangle((left, 680 - share * 560 // 100, left + 82, 680), fill=fill)
    draw.line((110, 680, 1120, 680), fill=_INK, width=5)
    return image


def _mark() -> Image.Image:
    image = Image.new("RGB", _SIZE, (28, 42, 58))
    draw = ImageDraw.Draw(image)
    _glow(image, (600, 140), 40)
    _lighthouse(draw, 600, 760, 600)
    return image


_WIDE = ((".jpg", 900),)
_SMALL = (("-thumb.jpg", 160),)

#: What is drawn: the scene, and the end of the name and the width in pixels of each file.
SCENES: dict[str, tuple[Scene, tuple[tuple[str, int], ...]]] = {
    "harbour": (_harbour, _WIDE + _SMALL),
    "lamp": (_lamp, (("-480.jpg", 480), ("-960.jpg", 960), ("-960.webp", 960), *_SMALL)),
    "stair": (_stair, ((".jpg", 720),)),
    "market": (_market, _WIDE + _SMALL),
    "station": (_station, _WIDE + _SMALL),
    "palms": (_palms, _WIDE + _SMALL),
    "storm": (_storm, (("-400.jpg", 400), ("-900.jpg", 900), *_SMALL)),
    "skyline": (_skyline, _WIDE + _SMALL),
    "canal": (_canal, _WIDE + _SMALL),
    "cable": (_cable, (("-320.jpg", 320), ("-640.jpg", 640), ("-1280.jpg", 1280), *_SMALL)),
    "cable-ship": (_cable_ship, ((".jpg", 640), (".webp", 640))),
    "hut": (_hut, (("-blur.jpg", 32), ("-640.jpg", 640))),
    "map": (_map, ((".png", 640),)),
    "chart": (_chart, ((".png", 640), ("@2x.png", 1280))),
    "mark": (_mark, ((".png", 96),)),
}


if __name__ == "__main__":
    main()
