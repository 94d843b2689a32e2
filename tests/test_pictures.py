"""What a server sent for a picture becomes what every reading system shows, or is refused with a reason."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageCms

from archivist.export.gps import without_place
from archivist.export.pictures import PictureError, Prepared, prepare

COPYRIGHT, ORIENTATION, GPS = 0x8298, 0x0112, 0x8825


def photo(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    """A picture of many colours."""
    bands = [
        Image.linear_gradient("L").resize((width, height)),
        Image.radial_gradient("L").resize((width, height)),
    ]
    noise = Image.effect_noise((width, height), 40)
    return Image.merge("RGB", [*bands, noise]).convert(mode)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def opened(prepared: Prepared) -> Image.Image:
    image = Image.open(BytesIO(prepared.data))
    image.load()
    return image


def exif(**tags: int | str) -> Image.Exif:
    found = Image.Exif()
    for name, value in tags.items():
        found[globals()[name]] = value
    found.get_ifd(GPS)[1] = "N"
    return found


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif"])
def test_what_needs_no_change_keeps_its_bytes(kind: str) -> None:
    data = written(photo(), kind)
    assert prepare(data) == Prepared(data=data, kind=kind, width=300, height=200)


@pytest.mark.parametrize(("kind", "mode", "becomes"), [
    ("webp", "RGB", "jpeg"),
    ("webp", "RGBA", "png"),
    ("avif", "RGB", "jpeg"),
    ("tiff", "RGB", "jpeg"),
    ("bmp", "RGB", "jpeg"),
])  # fmt: skip
def test_what_some_readers_do_not_show_becomes_what_all_do(kind: str, mode: str, becomes: str) -> None:
    image = photo(mode=mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    prepared = prepare(written(image, kind))
    assert (prepared.kind, opened(prepared).mode) == (becomes, mode)


def test_cmyk_becomes_rgb() -> None:
    assert opened(prepare(written(photo(mode="CMYK"), "jpeg"))).mode == "RGB"


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_what_is_too_large_is_scaled(kind: str) -> None:
    prepared = prepare(written(photo(900, 600), kind), longest_side=300)
    assert opened(prepared).size == (prepared.width, prepared.height) == (300, 200)


def test_a_drawing_stays_png_when_it_is_scaled() -> None:
    drawing = Image.new("RGB", (900, 600), "white")
    drawing.paste("navy", (100, 100, 300, 500))
    assert prepare(written(drawing, "png"), longest_side=300).kind == "png"


@pytest.mark.parametrize(("kind", "mode", "becomes"), [
    ("png", "L", "jpeg"),
    ("png", "I;16", "jpeg"),
    ("jpeg", "L", "jpeg"),
    ("png", "P", "png"),
    ("png", "1", "png"),
])  # fmt: skip
def test_photos_become_jpeg_and_drawings_png(kind: str, mode: str, becomes: str) -> None:
    image = photo(900, 600, "L").convert("I").convert("I;16") if mode == "I;16" else photo(900, 600, mode)
    assert prepare(written(image, kind), longest_side=300).kind == becomes


def test_of_a_film_the_first_frame_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue")]
    data = written(frames[0], "gif", save_all=True, append_images=frames[1:])
    assert prepare(data).data == data
    monkeypatch.setattr("archivist.export.pictures._MOST_GIF_BYTES", 10)
    prepared = prepare(data)
    assert (prepared.kind, opened(prepared).convert("RGB").getpixel((1, 1))) == ("png", (255, 0, 0))


def test_a_colour_profile_stays_with_the_colours_it_is_for() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    scaled = opened(prepare(written(photo(), "jpeg", icc_profile=profile), longest_side=100))
    assert scaled.info["icc_profile"] == profile
    assert (
        "icc_profile" not in opened(prepare(written(photo(mode="CMYK"), "jpeg", icc_profile=b"damaged"))).info
    )


def test_a_picture_on_its_side_is_turned_and_says_still_whose_it_is() -> None:
    data = written(photo(), "jpeg", exif=exif(ORIENTATION=6, COPYRIGHT="(c) Jane Doe"))
    turned = opened(prepare(data))
    assert turned.size == (200, 300)
    assert dict(turned.getexif()) == {COPYRIGHT: "(c) Jane Doe"}


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_the_place_where_it_was_taken_goes_and_the_picture_stays(kind: str) -> None:
    data = written(photo(), kind, exif=exif(COPYRIGHT="(c) Jane Doe"))
    prepared = opened(prepare(data))
    assert not prepared.getexif().get_ifd(GPS)
    assert prepared.tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_jpeg_without_its_place_still_says_whose_it_is() -> None:
    data = written(photo(), "jpeg", exif=exif(COPYRIGHT="(c) Jane Doe"))
    assert opened(prepare(data)).getexif()[COPYRIGHT] == "(c) Jane Doe"


def test_xmp_that_speaks_of_the_place_goes() -> None:
    data = written(photo(), "jpeg", xmp=b"<x exif:GPSLatitude='37,33N'/>")
    assert b"GPSLatitude" in data
    assert b"GPSLatitude" not in prepare(data).data


@given(st.binary(max_size=60))
def test_what_is_no_picture_goes_through_unchanged_or_shorter(data: bytes) -> None:
    for kind in ("jpeg", "png", "gif"):
        assert len(without_place(data, kind)) <= len(data)


def test_a_picture_cut_short_keeps_its_upper_part() -> None:
    data = written(photo(600, 400), "jpeg", quality=90)
    prepared = prepare(data[: len(data) * 2 // 3])
    assert "cut short" in prepared.note
    width, height = opened(prepared).size
    assert width == 600
    assert 200 < height < 400


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises more than it has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "an empty file"),
    (b"<!DOCTYPE html><title>403</title>Forbidden", "a web page, not a picture"),
    (b"<?xml version='1.0'?><rss/>", "XML, but not a picture"),
    (b"no picture at all", "not a picture"),
    (b"\xff\xd8\xff\xe0 but then nothing of the kind", "a damaged JPEG"),
    (written(photo(1, 1), "gif"), "1 × 1 pixels show nothing"),
    (bomb(60_000, 60_000), "too many pixels to decode"),
    (written(photo(), "png")[:9000], "a damaged PNG: image file is truncated"),
    (written(photo(600, 400), "jpeg")[:6000], "less than a third"),
])  # fmt: skip
def test_what_cannot_be_shown_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PictureError, match=reason):
        prepare(data)


PICTURES = [written(photo(40, 30), kind) for kind in ("jpeg", "png", "gif", "webp", "tiff")]


@given(st.sampled_from(PICTURES), st.data())
def test_damage_never_raises_anything_else(picture: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(picture) - 1))
    damaged = picture[:place] + data.draw(st.binary(min_size=1, max_size=4)) + picture[place + 1 :]
    with suppress(PictureError):
        opened(prepare(damaged))


# ---------------------------------------------------------------- SVG

HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY e "e">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  viewBox="0 0 40 20" onload="alert(1)">
<script>alert(2)</script><style>@import url(https://a.example/x.css)</style>
<linearGradient id="g"/>
<rect id="r" width="40" height="20" fill="url(#g)" style="stroke: red; filter: url(https://a.example/f)"/>
<a xlink:href="javascript:alert(3)"><text x="20" y="40">Sales</text></a>
<image xlink:href="http://127.0.0.1:9/x.png" width="10" height="10"/><use xlink:href="https://a.example/s.svg#x"/>
<set attributeName="onclick" to="alert(4)"/>
<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">hi</div></foreignObject>
<rect fill="url( 'https://a.example/f#g')" id="r"/><use href="#r"/></svg>"""


def test_a_drawing_keeps_what_draws_and_nothing_that_acts_or_loads() -> None:
    cleaned = prepare(HOSTILE.encode()).data
    for word in (
        b"script",
        b"style",
        b"onload",
        b"javascript",
        b"http://127",
        b"a.example",
        b"foreign",
        b"set",
        b"ENTITY",
    ):
        assert word not in cleaned
    root = etree.fromstring(cleaned)
    rect = next(root.iter("{*}rect"))
    assert (root.get("viewBox"), rect.get("fill"), rect.get("stroke")) == ("0 0 40 20", "url(#g)", "red")
    ids = [str(element.get("id")) for element in root.iter() if "id" in element.attrib]
    assert sorted(ids) == ["g", "r"]


def test_a_drawing_that_uses_itself_does_not_grow() -> None:
    levels = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(30))
    drawn = f'{levels}<rect id="a30" width="1" height="1"/><use href="#a0"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
    cleaned = etree.fromstring(prepare(svg.encode()).data)
    assert sum(use.get("href") is not None for use in cleaned.iter("{*}use")) == 1


@pytest.mark.parametrize("svg", [
    "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 5000,
    "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g/>" * 30_000 + "<rect/></svg>",
    "<svg>not even in the namespace</svg>",
])  # fmt: skip
def test_a_drawing_that_shows_nothing_or_too_much_is_refused(svg: str) -> None:
    with pytest.raises(PictureError):
        prepare(svg.encode())
