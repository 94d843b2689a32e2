"""The pictures of the captures in the catalogue: who is credited for each, and the words it is found by."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.export.credited import parties
from archivist.library.rows import index_words, storable
from archivist.model import Article, Photo

#: The tables of catalogue.sql that are written here.
TABLES = ("photo", "credit", "photo_words")

# A photo of a capture, once for each party that is credited for it, once if there is none.
_CREDITS = """
    SELECT photo.number, capture.id, capture.site, photo.is_credited,
           coalesce(credit.name, ''), coalesce(credit.role, '')
    FROM photo JOIN capture ON capture.number = photo.capture LEFT JOIN credit ON credit.photo = photo.number
    WHERE photo.capture IN (SELECT number FROM capture WHERE {})
    ORDER BY capture.captured_at, capture.id, photo.number, credit.rowid
"""


@dataclass(frozen=True, slots=True)
class PhotoCredit:
    """One who is credited for one picture; ``name`` is empty where no name of its credit is known."""

    photo: int  # tells the pictures of a catalogue apart
    capture_id: str
    site: str
    is_credited: bool  # the page says something of whose the picture is
    name: str
    role: str  # as ``archivist.export.credited.parties`` has it


def write_photos(database: sqlite3.Connection, capture: int, article: Article | None) -> None:
    """Put the pictures of a capture, a row number of the catalogue, into its tables."""
    for photo in article.photos if article else ():
        credit = photo.credit
        named = list(parties(credit)) if credit else []
        is_credited = bool(named or (credit and credit.line))
        cursor = database.execute(
            "INSERT INTO photo (capture, is_credited) VALUES (?, ?)", (capture, is_credited)
        )
        number = cursor.lastrowid
        rows = [(number, storable(party.name), party.role) for party in named]
        database.executemany("INSERT INTO credit (photo, name, role) VALUES (?, ?, ?)", rows)
        database.execute(
            "INSERT INTO photo_words (rowid, caption, credit, creators) VALUES (?, ?, ?, ?)",
            (number, *map(index_words, _texts(photo, [name for _, name, _ in rows]))),
        )


def forget_photos(database: sqlite3.Connection, captures: str, values: Sequence[object]) -> None:
    """Take the pictures of some captures out: ``captures`` is a condition over their table."""
    chosen = f"SELECT number FROM capture WHERE {captures}"  # noqa: S608 - our own words
    photos = f"SELECT number FROM photo WHERE capture IN ({chosen})"  # noqa: S608 - our own words
    for table, column, which in (
        ("photo_words", "rowid", photos),
        ("credit", "photo", photos),
        ("photo", "capture", chosen),
    ):
        database.execute(f"DELETE FROM {table} WHERE {column} IN ({which})", values)  # noqa: S608 - our own words


def read_credits(database: sqlite3.Connection, captures: str, values: Sequence[object]) -> list[PhotoCredit]:
    """Return who is credited for the pictures of some captures, by time of capture and in page order."""
    return [
        PhotoCredit(number, capture_id, site, bool(is_credited), name, role)
        for number, capture_id, site, is_credited, name, role in database.execute(
            _CREDITS.format(captures), values
        )
    ]


def _texts(photo: Photo, names: list[str]) -> tuple[str, str, str]:
    """Return the words of the caption, of the credit, and the names of the makers."""
    line, creators = (photo.credit.line, photo.credit.creators) if photo.credit else ("", ())
    return f"{photo.caption}\n{photo.alt}", "\n".join((line, *names)), "\n".join(creators)
