"""A selection as a condition of SQL over the tables of the catalogue."""

import sqlite3
from contextlib import suppress

from archivist.errors import UsageError
from archivist.library.ledger import write_time
from archivist.library.rows import query_words
from archivist.library.selection import Selection

# Of the words of a photo, all stand in its caption and credit.
_WITH_PHOTO = (
    "number IN (SELECT capture FROM photo WHERE number IN"
    " (SELECT rowid FROM photo_words WHERE photo_words MATCH ?))"
)
_NO_WORD = '""'  # finds nothing: what is asked for has no letter or digit


def condition_of(database: sqlite3.Connection, selection: Selection) -> tuple[str, list[object]]:
    """Return the condition of a selection, and the values for its marks.

    Raises:
        UsageError: the beginning of an id fits more than one capture.
    """
    named: list[str] = []
    values: list[object] = []
    words = list(selection.words)
    for start in selection.ids:
        if found := _id_that_begins(database, start):
            named.append("id = ?")
            values.append(found)
        else:
            words.append(start)
    for url in selection.urls:
        spellings = _spellings(url)
        marks = ", ".join("?" * len(spellings))
        named.append(f"target_uri IN ({marks}) OR url IN ({marks})")
        values += spellings * 2
    if query := query_words(words):
        named.append("number IN (SELECT rowid FROM page_words WHERE page_words MATCH ?)")
        values.append(query)
    elif words:  # without a letter or a digit in them; no reason to choose everything
        named.append("0")
    conditions = [f"({' OR '.join(named)})"] if named else []
    if selection.site:
        conditions.append("(site = ? OR site LIKE ? ESCAPE '\\')")
        values += [selection.site, f"%.{_escape(selection.site)}"]
    if selection.since:
        conditions.append("captured_at >= ?")
        values.append(write_time(selection.since))
    if selection.agency:
        conditions.append("EXISTS (SELECT 1 FROM json_each(agencies) WHERE fold(value) = ?)")
        values.append(selection.agency.casefold())
    if selection.photographer:
        conditions.append(_WITH_PHOTO)
        values.append(f"creators : ({query_words([selection.photographer]) or _NO_WORD})")
    if selection.picture:
        conditions.append(_WITH_PHOTO)
        values.append(query_words(selection.picture.split()) or _NO_WORD)
    return " AND ".join(conditions) or "1", values


def _id_that_begins(database: sqlite3.Connection, start: str) -> str:
    rows = database.execute("SELECT id FROM capture WHERE id GLOB ? ORDER BY id", (f"{start}*",))
    found = [row[0] for row in rows]
    if len(found) > 1:
        raise UsageError(
            f"{start} is the beginning of {len(found)} ids", hint=f"one of {', '.join(found[:5])}"
        )
    return found[0] if found else ""


def _spellings(url: str) -> list[str]:
    """Return an address as typed and as records have it, with and without the slash at its end."""
    # Who lists everything does without.
    from archivist.message import normal_uri  # noqa: PLC0415

    plain = url.partition("#")[0]
    spellings = [url, plain.rstrip("/"), plain.rstrip("/") + "/"]
    with suppress(ValueError):
        spellings += [normal_uri(spelling) for spelling in spellings]
    return list(dict.fromkeys(spellings))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
