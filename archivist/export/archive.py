"""The container of an EPUB (OCF 3.3, 4.2): a zip that is the same whenever it is written."""

from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # no clock: a zip knows no earlier day
_PACKED = (".jpg", ".png", ".gif")  # as small as they get


class Archive(ZipFile):
    """A zip whose entries carry no clock, no owner and no system; the first is ``mimetype``."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, "w")
        self.writestr("mimetype", b"application/epub+zip")

    def writestr(  # type: ignore[override]  # ebooklib gives a name and data, nothing else
        self, name: str, data: bytes | str
    ) -> None:
        """Add an entry: pictures as they are, everything else deflated."""
        entry = ZipInfo(name, _EARLIEST)
        entry.create_system = 3  # Unix everywhere, so that a book is the same on every system
        entry.external_attr = 0o644 << 16
        is_packed = name == "mimetype" or name.endswith(_PACKED)
        entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
        super().writestr(entry, data, compresslevel=6)
