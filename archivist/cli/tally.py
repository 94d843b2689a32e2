"""Many things asked for, some of which may fail: say so, go on, and end with the right exit status."""

from collections.abc import Iterator
from contextlib import contextmanager

from archivist.cli import say
from archivist.errors import ArchivistError, LibraryError, UsageError
from archivist.model import Completeness

SOME_FAILED = 3
INCOMPLETE = 7


class Tally:
    """Counts what became of ``asked`` things."""

    def __init__(self, asked: int) -> None:
        self._asked = asked
        self._failures: list[int] = []
        self._incomplete = False

    @contextmanager
    def item(self) -> Iterator[None]:
        """Survive an error of one thing: it is said and counted. What would fail all is not survived."""
        try:
            yield
        except (LibraryError, UsageError):
            raise
        except ArchivistError as error:
            say.progress_done()
            say.error(error)
            self._failures.append(error.exit_code)

    def kept(self, completeness: Completeness) -> None:
        """Count one that is kept."""
        self._incomplete |= completeness is not Completeness.COMPLETE

    def status(self) -> int:
        """Return the exit status: all failed, some failed, some incomplete, or 0."""
        if self._failures:
            return self._failures[0] if len(self._failures) == self._asked else SOME_FAILED
        return INCOMPLETE if self._incomplete else 0
