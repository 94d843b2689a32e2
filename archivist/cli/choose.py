"""Words of the command line to a library and a selection of what is in it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from archivist.errors import NothingMatchedError
from archivist.library import Library, Selection
from archivist.model import Capture


def now() -> datetime:
    """Return the time, UTC, to the second; SOURCE_DATE_EPOCH where it is set (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        datetime.fromtimestamp(int(epoch), UTC)
        if epoch.isdigit()
        else datetime.now(UTC).replace(microsecond=0)
    )


def choose(library: Path | None, selection: Selection) -> tuple[Library, Sequence[Capture]]:
    """Open the library and return it with the captures selected, oldest first.

    Raises:
        LibraryError: there is no library.
        NothingMatchedError: nothing in it is selected.
    """
    shelf = Library.find(library)
    if chosen := shelf.captures(selection):
        return shelf, chosen
    raise NothingMatchedError("nothing kept matches", hint="archivist list shows what there is")


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears under its name only when it is whole."""
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
