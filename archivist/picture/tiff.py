"""TIFF: the blocks of metadata among the tags of its first directory.

Source: TIFF 6.0; XMP, ISO 16684-3, 1.1.7; Adobe Photoshop TIFF Technical Notes.
"""

from archivist.picture import photoshop
from archivist.picture.blocks import MOST_BYTES, Blocks
from archivist.picture.exif import read_tags

_XMP, _IPTC, _PHOTOSHOP = 700, 33723, 34377


def read_blocks(data: bytes) -> Blocks:
    """Return the blocks of metadata of a TIFF; its own tags are those of Exif."""
    tags = read_tags(data)
    xmp = tags.get(_XMP, b"")[:MOST_BYTES]
    iptc = tags.get(_IPTC) or photoshop.iptc_of(tags.get(_PHOTOSHOP, b""))
    return Blocks(exif=data, iptc=iptc[:MOST_BYTES], xmp=(xmp,) if xmp else ())
