"""A single file, of a kind that its first bytes tell."""

from collections.abc import Iterator
from pathlib import Path

from archivist.model import Finding
from archivist.warc.scan import scan_file


def verify_file(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a WARC file, in file order; nothing if it is whole."""
    yield from scan_file(Path(path))
