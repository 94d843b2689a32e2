"""The catalogue: an index over the captures, in SQLite. Never the truth: that is the ledger and the files.

It says up to which line of the ledger it knows. Whoever opens it first brings it up to date, so that
a capture, a rebuild and the recovery from a crash are one and the same thing: to read on.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import LibraryError
from archivist.library import photos
from archivist.library.ledger import Entry, Ledger, read_time, write_time
from archivist.library.photos import PhotoCredit
from archivist.library.query import condition_of
from archivist.library.rows import Row, make_row, search_texts
from archivist.library.selection import Selection
from archivist.model import Article, Capture

# The version of catalogue.sql; a catalogue of another one is rebuilt.
_SCHEMA = 2
_BUSY_SECONDS = 20.0
# The medium cannot be written, or is full; or someone else writes.
_UNWRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL})
_UNREADY = _UNWRITABLE | {sqlite3.SQLITE_BUSY}

_TABLES = ("state", "capture", "page_words", *photos.TABLES)

_LATEST_FIRST = "captured_at DESC, id DESC LIMIT 1"

_TEXTS = ("target_uri", "record_id", "payload_digest", "warc_file", "sha256")
_LISTS = ("authors", "agencies", "creators")
_PLAIN = ("site", "url", "title", "published", "language", "words", "photos", "completeness")
_COLUMNS = ("id", *_TEXTS, "offset", "size", "captured_at", *_PLAIN, *_LISTS)

#: Reads the article of a capture; None where it cannot be read.
ReadArticle = Callable[[Capture], Article | None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a catalogue has: all rows, up to the line of the ledger that ends at ``position``."""

    position: int
    head: str
    rows: list[Row]


class Catalogue:
    """The file ``catalogue.sqlite`` of a library."""

    def __init__(self, path: Path, ledger: Ledger, read_article: ReadArticle) -> None:
        self.path = path
        self._ledger = ledger
        self._read_article = read_article

    def rows(self, selection: Selection) -> list[Row]:
        """Return the rows of the captures selected, by time and id.

        Raises:
            UsageError: the beginning of an id fits more than one capture.
            LibraryError: the catalogue is damaged.
        """
        with self._current() as database:
            condition, values = condition_of(database, selection)
            order = _LATEST_FIRST if selection.latest else "captured_at, id"
            return _read_rows(database, condition, values, order)

    def credits(self, selection: Selection) -> list[PhotoCredit]:
        """Return who is credited for the pictures of the captures selected, by time and in page order.

        Raises:
            UsageError: the beginning of an id fits more than one capture.
            LibraryError: the catalogue is damaged.
        """
        with self._current() as database:
            condition, values = condition_of(database, selection)
            if selection.latest:
                condition += f" ORDER BY {_LATEST_FIRST}"
            return photos.read_credits(database, condition, values)

    def snapshot(self) -> Snapshot | None:
        """Return what it has at present, without writing anything; None if there is none.

        So it is, too, while another process writes or where one was killed while it wrote: then
        the next one that writes has to clear up first.

        Raises:
            LibraryError: it is damaged.
        """
        try:
            with (
                _as_library_error(self.path, but=_UNREADY),
                closing(_connect(self.path, mode="ro")) as database,
            ):
                if _version(database) != _SCHEMA:
                    return None
                for (fault,) in database.execute("PRAGMA quick_check(1)"):
                    if fault != "ok":
                        raise sqlite3.DatabaseError(fault)
                return Snapshot(*_state(database), rows=_read_rows(database, "1", []))
        except sqlite3.OperationalError:
            return None

    def update(self) -> None:
        """Bring it up to date with the ledger."""
        with self._current():
            pass

    def rebuild(self, scratch: Path) -> int:
        """Make it anew from ledger and files, first as ``scratch``; return how many captures it has."""
        with _as_library_error(self.path), closing(_connect(scratch)) as database:
            # Nobody sees this file before it is whole.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            _lay_out(database)
            self._read_on(database)
            (count,) = database.execute("SELECT count(*) FROM capture").fetchone()
        # The journal of a process that was killed would be played into the new file.
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        scratch.replace(self.path)
        return int(count)

    @contextmanager
    def _current(self) -> Iterator[sqlite3.Connection]:
        """Open the catalogue and bring it up to date; in memory only, where that cannot be written."""
        with _as_library_error(self.path), ExitStack() as opened:
            database = opened.enter_context(closing(self._open()))
            if _state(database) != (self._ledger.size(), self._ledger.head()):
                try:
                    self._read_on(database)
                except sqlite3.OperationalError as error:
                    if _code(error) not in _UNWRITABLE:
                        raise
                    database = opened.enter_context(closing(_copy(database)))
                    self._read_on(database)
            yield database

    def _open(self) -> sqlite3.Connection:
        try:
            return _lay_out(_connect(self.path))
        except sqlite3.OperationalError as error:
            if _code(error) not in _UNWRITABLE:
                raise
            return _lay_out(_connect())

    def _read_on(self, database: sqlite3.Connection) -> None:
        """Take in what the ledger has beyond the state of the tables."""
        position, head = _state(database)
        if position > self._ledger.size() or self._ledger.head(position) != head:
            raise LibraryError(
                f"{self._ledger.path}: not the ledger that the catalogue has read: lines are lost or changed",
                hint="archivist verify says more; if all is as it should be: archivist reindex",
            )
        for end, digest, entry in self._ledger.entries(position):
            rows = [(capture, self._read_article(capture)) for capture in _new_captures(entry)]
            with _transaction(database):
                if _state(database)[0] < end:  # else another process was faster
                    _apply(database, entry, rows)
                    database.execute("UPDATE state SET position = ?, head = ?", (end, digest))


def _new_captures(entry: Entry) -> tuple[Capture, ...]:
    return entry.captures if entry.event == "add" else ()


def _apply(database: sqlite3.Connection, entry: Entry, rows: list[tuple[Capture, Article | None]]) -> None:
    if entry.event == "remove":
        photos.forget_photos(database, "warc_file = ?", (entry.file,))
        database.execute(
            "DELETE FROM page_words WHERE rowid IN (SELECT number FROM capture WHERE warc_file = ?)",
            (entry.file,),
        )
        database.execute("DELETE FROM capture WHERE warc_file = ?", (entry.file,))
    for capture, article in rows:
        photos.forget_photos(database, "id = ?", (capture.id,))
        marks = ", ".join(f":{column}" for column in _COLUMNS)
        cursor = database.execute(
            f"INSERT OR REPLACE INTO capture ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - our own words
            _write_row(make_row(capture, article)),
        )
        database.execute(
            "INSERT OR REPLACE INTO page_words (rowid, title, text) VALUES (?, ?, ?)",
            (cursor.lastrowid, *search_texts(capture, article)),
        )
        photos.write_photos(database, int(cursor.lastrowid or 0), article)


def _write_row(row: Row) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(row.capture, name) for name in ("id", *_TEXTS, "offset", "size")
    }
    values |= {name: getattr(row, name) for name in _PLAIN}
    values |= {name: json.dumps(getattr(row, name), ensure_ascii=False) for name in _LISTS}
    return values | {"captured_at": write_time(row.captured_at)}


def _read_rows(
    database: sqlite3.Connection, condition: str, values: list[object], order: str = "captured_at, id"
) -> list[Row]:
    columns = ", ".join(_COLUMNS)
    query = f"SELECT {columns} FROM capture WHERE {condition} ORDER BY {order}"  # noqa: S608 - our own words
    return [_read_row(dict(zip(_COLUMNS, found, strict=True))) for found in database.execute(query, values)]


def _read_row(values: dict[str, str | int]) -> Row:
    fields = {name: values[name] for name in ("id", *_TEXTS, "offset", "size")}
    capture = Capture(captured_at=read_time(str(values["captured_at"])), **fields)  # type: ignore[arg-type]
    lists = {name: tuple(json.loads(str(values[name]))) for name in _LISTS}
    plain = {name: values[name] for name in _PLAIN}
    return Row(capture=capture, **plain, **lists)  # type: ignore[arg-type]


def _connect(path: Path | None = None, *, mode: str = "rwc") -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}" if path else ":memory:"
    database = sqlite3.connect(address, timeout=_BUSY_SECONDS, isolation_level=None, uri=True)
    database.create_function("fold", 1, str.casefold, deterministic=True)
    return database


def _lay_out(database: sqlite3.Connection) -> sqlite3.Connection:
    """Make the tables, unless they are there in the version that is known here."""
    if _version(database) == _SCHEMA:
        return database
    with _transaction(database):
        if _version(database) != _SCHEMA:  # else another process was faster
            for table in _TABLES:
                database.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in Path(__file__).with_name("catalogue.sql").read_text("utf-8").split(";\n"):
                database.execute(statement)
    return database


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _state(database: sqlite3.Connection) -> tuple[int, str]:
    position, head = database.execute("SELECT position, head FROM state").fetchone()
    return position, head


def _copy(database: sqlite3.Connection) -> sqlite3.Connection:
    copy = _connect()
    database.backup(copy)
    return copy


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # SQLite has not taken it back itself, as on a full disk
            database.execute("ROLLBACK")
        raise


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary result code of SQLite; of an error it did not raise itself, 0."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _as_library_error(path: Path, *, but: frozenset[int] = frozenset()) -> Iterator[None]:
    """Turn errors of SQLite into ours, but for those of some result codes."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _code(error) in but:
            raise
        raise LibraryError(
            f"{path}: the catalogue cannot be used: {error}", hint="archivist reindex"
        ) from error
