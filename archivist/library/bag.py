"""The library as a bag: its manifest, and the two files that say that it is one.

Source: BagIt 1.0 (RFC 8493), sections 2.1 and 2.2. File names here need no escaping: they are
made of letters, digits and ``-._/`` only.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from archivist.library.files import append_line, replace_file

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def declare(root: Path, library_id: str, at: datetime) -> None:
    """Write bagit.txt, bag-info.txt, an empty manifest and the folder data/."""
    (root / "data").mkdir(exist_ok=True)
    info = f"External-Identifier: {library_id}\nBagging-Date: {at:%Y-%m-%d}\nBag-Software-Agent: archivist\n"
    replace_file(root / "bagit.txt", _DECLARATION)
    replace_file(root / "bag-info.txt", info.encode("utf-8"))
    replace_file(root / "manifest-sha256.txt", b"")


class Manifest:
    """The file ``manifest-sha256.txt``: a line for each file under data/, as sha256sum writes it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> Iterator[str]:
        """Yield the lines, without line ends, in file order; what is not UTF-8 is replaced."""
        with self.path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
            for line in stream:
                yield line.rstrip("\r\n")

    def files(self) -> dict[str, str]:
        """Return the SHA-256 of each file, by its name. Lines that are none are passed over."""
        return {name: digest for digest, name in filter(None, map(read_line, self.lines()))}

    def add(self, file: str, sha256: str) -> None:
        """Append the line of a file."""
        append_line(self.path, f"{sha256}  {file}".encode())

    def discard(self, file: str) -> None:
        """Take out the lines of a file; without any, nothing is written."""
        lines = list(self.lines())
        kept = [line for line in lines if (read_line(line) or ("", ""))[1] != file]
        if len(kept) < len(lines):
            replace_file(self.path, "".join(f"{line}\n" for line in kept).encode("utf-8"))


def read_line(line: str) -> tuple[str, str] | None:
    """Return digest and file name of a line of a manifest, or None if it is not one."""
    digest, _, name = line.partition(" ")
    name = name.lstrip(" *").removeprefix("./")
    if len(digest) != 64 or not name or set(digest.lower()) - set("0123456789abcdef"):
        return None
    return digest.lower(), name
