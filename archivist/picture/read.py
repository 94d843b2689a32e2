"""A picture file -> what it says of itself."""

from collections.abc import Callable, Mapping

from archivist.picture import gif, heif, jpeg, png, tiff, webp
from archivist.picture.blocks import Blocks
from archivist.picture.exif import exif_facts
from archivist.picture.facts import Fact, PictureFacts
from archivist.picture.iim import iim_facts
from archivist.picture.kinds import kind_of
from archivist.picture.xmp import xmp_facts

_MOST_FACTS = 300

_READERS: Mapping[str, Callable[[bytes], Blocks]] = {
    "avif": heif.read_blocks,
    "gif": gif.read_blocks,
    "heif": heif.read_blocks,
    "jpeg": jpeg.read_blocks,
    "png": png.read_blocks,
    "tiff": tiff.read_blocks,
    "webp": webp.read_blocks,
}


def read_picture(data: bytes) -> PictureFacts:
    """Return what a picture says of itself in XMP, IPTC-IIM, Exif and the texts of PNG. Never fails.

    Of a damaged or cut file that is what stands whole before the damage; of other files, nothing.
    """
    read_blocks = _READERS.get(kind_of(data))
    if read_blocks is None:
        return PictureFacts()
    blocks = read_blocks(data)
    found: list[Fact] = []
    for packet in blocks.xmp:
        found += xmp_facts(packet)
    found += iim_facts(blocks.iptc)
    found += exif_facts(blocks.exif)
    found += png.text_facts(blocks.texts)
    return PictureFacts(tuple(dict.fromkeys(found[:_MOST_FACTS])))
