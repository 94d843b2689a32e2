"""IPTC-IIM: the datasets of a block, read and written.

Source: IPTC-NAA Information Interchange Model 4.2, 1.5 (datasets), 1:90 (charset) and chapter 6.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.picture.facts import Fact
from archivist.picture.fields import SPECS, Field, Spec
from archivist.picture.text import clean, decode

_MARK = 0x1C
_UTF8 = b"\x1b%G"  # ISO 2022: from here on it is UTF-8
_MOST_DATASETS = 2000
_SPECS: Mapping[int, Spec] = {spec.iim.number: spec for spec in SPECS if spec.iim}
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", re.ASCII)
# Of record 2 these are no texts: the version, and a caption as a bitmap; from 150 on sound and previews.
_NOT_TEXT = frozenset({0, 125, *range(150, 256)})


@dataclass(frozen=True, slots=True)
class _Entry:
    record: int
    number: int
    data: bytes


def iim_facts(block: bytes) -> list[Fact]:
    """Return the texts of a block, up to where it is damaged or cut."""
    entries = list(_entries(block))
    is_utf8 = _says_utf8(entries)
    facts = []
    for entry in entries:
        spec = _SPECS.get(entry.number) if entry.record == 2 else None
        if spec is None or spec.iim is None:
            continue
        text = clean(entry.data.decode("utf-8", "replace") if is_utf8 else decode(entry.data))
        if spec.field is Field.DATE_CREATED:
            text = _iso_day(text)
        if text:
            facts.append(Fact(field=spec.field, text=text, method="iptc", place=spec.iim.place))
    return facts


def iim_with(block: bytes, fields: Mapping[Field, Sequence[str]]) -> bytes:
    """Return a block with these fields in place of its own of them; all else is kept, texts as UTF-8.

    A text longer than its dataset may be is cut at a character (XMP has it whole).
    """
    entries = list(_entries(block))
    is_utf8 = _says_utf8(entries)
    replaced = {(2, spec.iim.number) for spec in SPECS if spec.iim and spec.field in fields}
    replaced |= {(1, 90), (2, 0)}
    kept = [
        entry if is_utf8 else _as_utf8(entry)
        for entry in entries
        if (entry.record, entry.number) not in replaced
    ]
    made = [_Entry(1, 90, _UTF8), _Entry(2, 0, b"\x00\x04"), *_made(fields)]
    # Records come in order, and so may datasets (1.5); those that repeat keep their own.
    ordered = sorted([*kept, *made], key=lambda entry: (entry.record, entry.number))
    return b"".join(map(_written, ordered))


def _entries(block: bytes) -> Iterator[_Entry]:
    """Yield the datasets of a block that are whole."""
    position = 0
    for _ in range(_MOST_DATASETS):
        if len(block) < position + 5 or block[position] != _MARK:
            return
        record, number, length = struct.unpack(">BBH", block[position + 1 : position + 5])
        position += 5
        if length & 0x8000:  # an extended dataset: these are the octets of its length
            size = length & 0x7FFF
            if size > 4:
                return
            length = int.from_bytes(block[position : position + size], "big")
            position += size
        data = block[position : position + length]
        if len(data) < length:
            return
        yield _Entry(record, number, data)
        position += length


def _says_utf8(entries: Sequence[_Entry]) -> bool:
    return any((entry.record, entry.number, entry.data) == (1, 90, _UTF8) for entry in entries)


def _as_utf8(entry: _Entry) -> _Entry:
    if entry.record != 2 or entry.number in _NOT_TEXT:
        return entry
    return _Entry(entry.record, entry.number, decode(entry.data).encode("utf-8", "replace"))


def _made(fields: Mapping[Field, Sequence[str]]) -> Iterator[_Entry]:
    for spec in SPECS:
        if spec.iim is None:
            continue
        texts = fields.get(spec.field, ())
        if spec.field is Field.DATE_CREATED:
            texts = list(filter(None, map(_iim_day, texts)))
        for text in texts if spec.iim.repeats else texts[:1]:
            yield _Entry(2, spec.iim.number, _cut(text, spec.iim.most))


def _cut(text: str, most: int) -> bytes:
    data = text.encode("utf-8", "replace")
    return data if len(data) <= most else data[:most].decode("utf-8", "ignore").rstrip().encode()


def _written(entry: _Entry) -> bytes:
    size = len(entry.data)
    length = struct.pack(">H", size) if size < 0x8000 else struct.pack(">HI", 0x8004, size)
    return bytes((_MARK, entry.record, entry.number)) + length + entry.data


def _iim_day(text: str) -> str:
    """Return "2026-11" as "20261100"; what begins with no date of ISO 8601, empty."""
    found = _ISO_DAY.match(text)
    return "".join((found[1], found[2] or "00", found[3] or "00")) if found else ""


def _iso_day(text: str) -> str:
    """Return "20261124" as "2026-11-24"; an unknown part is 00, and is left out (2:55)."""
    if not (found := _DAY.fullmatch(text)):
        return ""
    year, month, day = found.groups()
    known = [year] if month == "00" else [year, month] if day == "00" else [year, month, day]
    return "-".join(known) if year != "0000" else ""
