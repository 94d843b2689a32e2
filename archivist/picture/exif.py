"""Exif, and the TIFF structure it is made of: the tags that say whose a picture is.

Source: TIFF 6.0, section 2; Exif 3.0 (CIPA DC-008-2023), 4.6.
"""

import re
import struct
from collections.abc import Iterator, Mapping

from archivist.picture.facts import Fact
from archivist.picture.fields import SPECS, Field
from archivist.picture.text import clean, decode

#: What a block of Exif begins with in JPEG; PNG and WebP leave it out, mostly.
EXIF_HEAD = b"Exif\x00\x00"

_EXIF_IFD = 0x8769
_MOST_ENTRIES = 1000
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 129: 1}  # octets of a value, by type
_WIDE = range(0x9C9B, 0x9CA0)  # the tags of Windows, in UTF-16
_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d:\d\d))?")


def exif_facts(block: bytes) -> list[Fact]:
    """Return the texts of a block of Exif, with or without its head."""
    tags = read_tags(block.removeprefix(EXIF_HEAD))
    facts = []
    for spec in SPECS:
        for tag, name in (spec.exif or {}).items():
            if (data := tags.get(tag)) is None:
                continue
            for text in _texts(tag, data, spec.field):
                facts.append(Fact(field=spec.field, text=text, method="exif", place=name))  # noqa: PERF401
    return facts


def read_tags(data: bytes) -> Mapping[int, bytes]:
    """Return the values of the first directory of a TIFF structure and of its Exif directory, as bytes.

    A value that does not lie inside the data, and those of other types than octets and integers,
    are left out.
    """
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return {}
    tags = dict(_directory(data, order, struct.unpack(f"{order}I", data[4:8])[0]))
    below = tags.get(_EXIF_IFD, b"")
    if len(below) == 4:
        tags |= dict(_directory(data, order, struct.unpack(f"{order}I", below)[0]))
    return tags


def _directory(data: bytes, order: str, start: int) -> Iterator[tuple[int, bytes]]:
    if len(data) < start + 2:
        return
    (count,) = struct.unpack(f"{order}H", data[start : start + 2])
    for position in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        entry = data[position : position + 12]
        if len(entry) < 12:
            return
        tag, kind, number, place = struct.unpack(f"{order}HHII", entry)
        size = number * _SIZES.get(kind, 0)
        value = entry[8 : 8 + size] if size <= 4 else data[place : place + size]
        if size and len(value) == size:
            yield tag, value


def _texts(tag: int, data: bytes, field: Field) -> Iterator[str]:
    if tag in _WIDE:
        parts = [data.decode("utf-16-le", "replace").partition("\x00")[0]]
    elif field is Field.COPYRIGHT_NOTICE:  # of the photographer, then of the editor
        parts = [decode(part) for part in data.split(b"\x00")[:2]]
        parts = ["; ".join(filter(None, map(clean, parts)))]
    else:
        parts = [decode(data.partition(b"\x00")[0])]
    if field is Field.CREATOR:  # several are parted by semicolons
        parts = [name for part in parts for name in part.split(";")[:50]]
    for part in parts:
        text = _iso_time(part) if field is Field.DATE_CREATED else clean(part)
        if text:
            yield text


def _iso_time(text: str) -> str:
    """Return "2026:11:24 03:14:15" as ISO 8601; empty where it is no time."""
    found = _TIME.fullmatch(text.strip())
    if not found or found[1] == "0000":
        return ""
    day = "-".join(found.groups()[:3])
    return f"{day}T{found[4]}" if found[4] else day
