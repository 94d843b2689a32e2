"""What can go wrong.

    ArchivistError                 exit 1
    ├── UsageError                 exit 2   the words of the command do not fit
    ├── FetchError                 exit 4   a page could not be fetched
    │   └── RefusedError           exit 4   policy: an address this tool does not go to
    ├── NothingMatchedError        exit 6   a selection, or a library, with nothing in it
    ├── LibraryError               exit 8   the folder is locked, foreign or cannot be written
    ├── WarcError                  exit 1   a record is damaged or cut short
    ├── ReadingError               exit 1   a page is kept, but a reader stumbled on it
    └── TableError                 exit 1   a table under data/ is wrong

An error is at most three lines on the terminal: what happened to which thing, the cause, and
(``hint``) what to do. What verification finds is no error but a ``Finding``.
"""

from pathlib import Path


class ArchivistError(Exception):
    """Something archivist can explain; ``hint`` says what the reader may do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(ArchivistError):
    """The words of the command do not fit together."""

    exit_code = 2


class FetchError(ArchivistError):
    """A resource could not be fetched; ``url`` is the address, without any user name or password."""

    exit_code = 4

    def __init__(self, url: str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{url}: {reason}", hint=hint)
        self.url = url
        self.reason = reason


class RefusedError(FetchError):
    """The policy does not allow this address: another scheme, or a host that is not public."""


class NothingMatchedError(ArchivistError):
    """Nothing stored fits the selection."""

    exit_code = 6


class LibraryError(ArchivistError):
    """The library folder is locked, is not a library, or cannot be read or written."""

    exit_code = 8


class WarcError(ArchivistError):
    """A record of a WARC file is damaged; it starts at byte ``offset`` of the file."""

    def __init__(self, path: Path, offset: int, reason: str) -> None:
        super().__init__(
            f"{path}: the record at byte {offset:,} is damaged: {reason}",
            hint="records before it can still be read; restore the file from a copy",
        )
        self.path = path
        self.offset = offset
        self.reason = reason


class ReadingError(ArchivistError):
    """A page is kept and whole, but a defect of a reader keeps it from being read as an article."""

    def __init__(self, url: str, cause: Exception) -> None:
        self.reason = f"cannot be read as an article: {type(cause).__name__}: {cause}"
        super().__init__(
            f"{url}: {self.reason}"[:300],
            hint="the page is kept as it was served; a later version may read it. Please report this",
        )


class TableError(ArchivistError):
    """A table under data/ is wrong: names the file, the key and what was expected."""

    def __init__(self, table: str, key: str, expected: str) -> None:
        super().__init__(f"{table}: {key}: {expected}")
