"""Picture files: what their metadata say of whose they are, read and written. Pure.

read_picture(data)           what EXIF, IPTC and XMP say: PictureFacts
write_picture(data, fields)  the same picture, to the pixel, with these fields in IPTC and XMP

What a file says of itself is anybody's word: each size, count, place and charset is checked before it is
used, and what cannot be read is not there.
"""

from archivist.picture.facts import Fact, PictureFacts
from archivist.picture.fields import Field
from archivist.picture.kinds import kind_of
from archivist.picture.read import read_picture
from archivist.picture.write import CannotWriteError, write_picture

__all__ = ["CannotWriteError", "Fact", "Field", "PictureFacts", "kind_of", "read_picture", "write_picture"]
