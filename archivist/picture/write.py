"""Fields of IPTC Photo Metadata -> into a picture file, whose pixels stay what they are."""

from collections.abc import Callable, Mapping, Sequence

from archivist.picture import jpeg, png, webp
from archivist.picture.blocks import Blocks
from archivist.picture.fields import Field
from archivist.picture.iim import iim_with
from archivist.picture.kinds import kind_of
from archivist.picture.text import clean
from archivist.picture.xmp import xmp_with


class CannotWriteError(ValueError):
    """A file has no place for metadata, or is damaged; the message says which."""


_CONTAINERS: Mapping[str, tuple[Callable[[bytes], Blocks], Callable[[bytes, Blocks], bytes]]] = {
    "jpeg": (jpeg.read_blocks, jpeg.with_blocks),
    "png": (png.read_blocks, png.with_blocks),
    "webp": (webp.read_blocks, webp.with_blocks),
}


def write_picture(data: bytes, fields: Mapping[Field, Sequence[str]]) -> bytes:
    """Return a picture with these fields in place of its own of them.

    A JPEG has them in IPTC-IIM and XMP, PNG and WebP in XMP. All other metadata and every byte of the
    picture itself stay as they are. A field without text is none.

    Raises:
        CannotWriteError: it is another kind of file, or damaged.
    """
    said = {field: [text for text in map(clean, texts) if text] for field, texts in fields.items()}
    said = {field: texts for field, texts in said.items() if texts}
    if not said:
        return data
    kind = kind_of(data)
    if kind not in _CONTAINERS:
        raise CannotWriteError(f"{kind.upper() or 'this kind of file'} has no place for IPTC or XMP here")
    read_blocks, with_blocks = _CONTAINERS[kind]
    blocks = read_blocks(data)
    packet = xmp_with(b"".join(blocks.xmp[:1]), said)
    try:
        written = with_blocks(data, Blocks(xmp=(packet,), iptc=iim_with(blocks.iptc, said)))
    except ValueError as error:
        raise CannotWriteError(str(error)) from error
    if read_blocks(written).xmp[:1] != (packet,):  # the damage lies where the packet was put
        raise CannotWriteError(f"a damaged {kind.upper()}")
    return written
