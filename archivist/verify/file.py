"""A single file, of a kind that its first bytes tell."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from archivist.errors import WarcError
from archivist.model import Finding
from archivist.verify.scope import error
from archivist.warc.arc import MAGIC as ARC_MAGIC
from archivist.warc.arc import scan_arc
from archivist.warc.index import Entry, read_entries
from archivist.warc.index_check import check_index
from archivist.warc.members import Damage, lines, members, open_regular
from archivist.warc.scan import scan
from archivist.warc.wacz import scan_wacz


def verify_file(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a WARC, ARC, WACZ or CDXJ file, in file order; nothing if it is whole.

    The WARC files that a CDXJ names are looked for beside it.
    """
    path = Path(path)
    try:
        with open_regular(path) as stream:
            yield from _verify(stream, path)
    except Damage as damage:
        yield error(damage.code, path.name, damage.reason)
    except OSError as reason:
        yield error("file-unreadable", path.name, f"cannot be read: {reason.strerror or reason}")


def _verify(stream: BinaryIO, path: Path) -> Iterator[Finding]:
    head = _head(stream)
    if head.startswith(b"PK") or path.suffix == ".wacz":
        yield from scan_wacz(stream, path.name)
    elif head.startswith(ARC_MAGIC):
        yield from scan_arc(stream, path.name)
    elif path.suffix in {".cdxj", ".cdx"} and not head.startswith(b"WARC/"):
        yield from check_index(lines(stream), lambda name: _entries(path.parent, name), path.name)
    else:
        yield from scan(stream, path.name)


def _head(stream: BinaryIO) -> bytes:
    """Return the first bytes, decompressed where they are gzip; the stream is at its start again."""
    try:
        head = next(members(stream)).peek()[:16]
    except (Damage, StopIteration):
        head = b""
    stream.seek(0)
    return head


def _entries(folder: Path, name: str) -> Mapping[int, Entry] | None:
    """Read the entries of a file beside the index; a name that leads elsewhere is not followed."""
    path = folder / Path(name).name
    try:
        with open_regular(path) as stream:
            return read_entries(stream, name)
    except FileNotFoundError:
        return None
    except Damage as damage:
        raise WarcError(path, damage.offset, damage.reason) from damage
