"""The bytes a server sent for a picture -> the bytes that a book holds.

What a page calls a picture may be anything: its type is found from its bytes, it is decoded to its
last row before it is believed, and what would fill the memory is refused by its header alone.
"""

import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageOps
from PIL.Image import Resampling

from archivist.export.gps import without_place
from archivist.export.svg import SvgError, clean_svg
from archivist.picture import kind_of

#: Pixels of the longest side; a screen of a reading device has about as many.
LONGEST_SIDE = 1600

_MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "svg": "image/svg+xml"}

# A pixel takes up to four bytes. JPEG is decoded at a fraction of its size, so more of it will do.
_MOST_PIXELS = 50_000_000
_MOST_JPEG_PIXELS = 89_000_000  # above, Pillow warns
_MOST_SIDE = 30_000
_LEAST_SIDE = 3  # what is smaller counts readers or holds a place

_JPEG_QUALITY = 85
# A drawing, which PNG keeps sharp and small, has no more; a photo has.
_FEW_COLOURS = 1024
_FEW_GREYS = 32

_MOST_GIF_BYTES = 2_000_000  # a film rather than a picture: its first frame will do

_ORIENTATION = 0x0112

# Exif tags that say whose the picture is, kept when it is written anew: description, artist, copyright.
_KEPT_TAGS = (0x010E, 0x013B, 0x8298)


class PictureError(ValueError):
    """The bytes make no picture of a book; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A picture as a book holds it."""

    data: bytes
    kind: str  # jpeg, png, gif or svg
    width: int  # pixels; 0 of an SVG that does not say
    height: int
    note: str = ""  # what is not as it was sent, where that matters to a reader

    @property
    def media_type(self) -> str:
        """The core media type of EPUB 3.3, 3.2."""
        return _MEDIA_TYPES[self.kind]


def prepare(data: bytes, *, longest_side: int = LONGEST_SIDE) -> Prepared:
    """Return a picture that every reading system shows, never larger than ``longest_side``.

    JPEG, PNG and GIF that need no change keep their bytes, but for the place where they were taken
    (GPS), which is always dropped. Others are turned upright, scaled, and written as JPEG, or as PNG
    where they are transparent or drawn. SVG is rebuilt from what is known to be harmless.

    Raises:
        PictureError: no picture, a damaged one, a tracking pixel, or one too large to decode.
    """
    kind = sniff(data)
    if kind == "svg":
        return _prepare_svg(data)
    if kind == "heif":
        raise PictureError("HEIF, which cannot be decoded here")
    try:
        return _prepare_raster(data, kind, longest_side)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError("too many pixels to decode") from error
    # Pillow's decoders raise what they like on damaged files: OSError, SyntaxError, ValueError,
    # struct.error, IndexError, MemoryError, ...
    except Exception as error:
        raise PictureError(f"a damaged {kind.upper()}: {error}") from error


def sniff(data: bytes) -> str:
    """Return the kind of a picture by its first bytes.

    Raises:
        PictureError: it is none of those that are known.
    """
    if kind := kind_of(data):
        return kind
    if not data:
        raise PictureError("an empty file")
    start = data[:400].lstrip().lower()
    raise PictureError("a web page, not a picture" if start.startswith(b"<") else "not a picture")


def _prepare_raster(data: bytes, kind: str, longest_side: int) -> Prepared:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oddities in metadata
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(BytesIO(data), formats=[kind.upper()])
    with image:
        _check_size(image)
        try:
            is_film = kind == "gif" and len(data) > _MOST_GIF_BYTES
            if is_film or _needs_change(image, kind, longest_side):
                image.draft(None, (longest_side, longest_side))  # JPEG: no more is decoded than is needed
                return _written(image, longest_side)
            return _kept(data, kind, image)
        except OSError:
            if kind != "jpeg":
                raise
            return _rescue(data, longest_side)


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    most = _MOST_JPEG_PIXELS if image.format == "JPEG" else _MOST_PIXELS
    if width * height > most or max(width, height) > _MOST_SIDE:
        raise PictureError(f"too many pixels to decode: {width:,} × {height:,}")
    if min(width, height) < _LEAST_SIDE:
        raise PictureError(f"{width} × {height} pixels show nothing")


def _needs_change(image: Image.Image, kind: str, longest_side: int) -> bool:
    if kind not in _MEDIA_TYPES or image.mode == "CMYK" or max(image.size) > longest_side:
        return True
    # Pillow decodes a whole PNG to find this, which few have.
    return (kind == "jpeg" or "exif" in image.info) and image.getexif().get(_ORIENTATION, 1) != 1


def _kept(data: bytes, kind: str, image: Image.Image) -> Prepared:
    """Return a picture as it was sent, once it has been decoded to its last row."""
    width, height = image.size
    image.draft("L", (1, 1))  # JPEG: all of the file is read, an eighth of the picture is computed
    image.load()
    return Prepared(data=without_place(data, kind), kind=kind, width=width, height=height)


def _rescue(data: bytes, longest_side: int) -> Prepared:
    """Return what can be decoded of a JPEG cut short, without the grey of what cannot.

    Raises:
        PictureError: less than a third of it is there.
    """
    # With an end-of-image marker after what there is, the decoder leaves the rest grey.
    with Image.open(BytesIO(data + b"\xff\xd9"), formats=["JPEG"]) as image:
        image.draft(None, (longest_side, longest_side))
        rescued = image.convert("RGB")
    grey = Image.new("RGB", rescued.size, (128, 128, 128))
    box = ImageChops.difference(rescued, grey).getbbox() or (0, 0, 0, 0)
    if box[3] * 3 < rescued.height:
        raise PictureError("a JPEG of which less than a third was sent")
    written = _written(rescued.crop((0, 0, rescued.width, box[3])), longest_side)
    return replace(written, note="the file was cut short; its upper part is kept")


def _written(image: Image.Image, longest_side: int) -> Prepared:
    """Write a picture anew: upright, within the limit, its first frame, as JPEG or PNG."""
    found = image.getexif()
    exif = Image.Exif()
    exif.update({number: found[number] for number in _KEPT_TAGS if number in found})
    turned = _plain_mode(ImageOps.exif_transpose(image))
    # A profile says what the numbers of one mode mean, not of another.
    profile = turned.info.get("icc_profile") if image.mode in {turned.mode, "P"} else None
    # Judged before scaling, which makes new colours at every edge.
    kind, options = _format(turned, is_photo=image.format in {"JPEG", None})
    turned.thumbnail((longest_side, longest_side), Resampling.LANCZOS)
    if exif:
        options["exif"] = exif
    stream = BytesIO()
    turned.save(stream, kind, icc_profile=profile, **options)
    width, height = turned.size
    return Prepared(data=stream.getvalue(), kind=kind, width=width, height=height)


def _format(image: Image.Image, *, is_photo: bool) -> tuple[str, dict[str, Any]]:
    is_drawn = not is_photo and image.getcolors(_FEW_GREYS if image.mode == "L" else _FEW_COLOURS) is not None
    if image.mode == "RGBA" or is_drawn:
        return "png", {"optimize": True}
    return "jpeg", {"quality": _JPEG_QUALITY, "progressive": True, "optimize": True}


def _plain_mode(image: Image.Image) -> Image.Image:
    """Return a picture in grey, RGB, or, where it is in part transparent, RGBA."""
    if image.mode == "CMYK":
        return _from_cmyk(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        return rgba if rgba.getchannel("A").getextrema() != (255, 255) else rgba.convert("RGB")
    if image.mode in {"L", "RGB"}:
        return image.copy()
    return image.convert("L" if image.mode in {"1", "I", "I;16", "F"} else "RGB")


def _from_cmyk(image: Image.Image) -> Image.Image:
    if profile := image.info.get("icc_profile"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a damaged profile
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            if turned := ImageCms.profileToProfile(image, source, target, outputMode="RGB"):
                return turned
    return image.convert("RGB")


def _prepare_svg(data: bytes) -> Prepared:
    try:
        cleaned = clean_svg(data)
    except SvgError as error:
        raise PictureError(str(error)) from error
    return Prepared(data=cleaned, kind="svg", width=0, height=0)
