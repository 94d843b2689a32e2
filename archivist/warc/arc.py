"""Scan an ARC file, the older format of the same field: records of an URL line and a body.

Source: ARC_IA, Internet Archive, version 1 and 2: "URL IP-address date ... length", one line, then
``length`` bytes, then a line end.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from archivist.model import Finding, Severity
from archivist.warc.members import Damage, Member, members

_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 16
_LINE = re.compile(rb"\S+ \S* ?\d{12,14} .*? ?(\d{1,15})\s*\n", re.DOTALL)

#: What an ARC file begins with.
MAGIC = b"filedesc:"


def scan_arc(stream: BinaryIO, name: str) -> Iterator[Finding]:
    """Yield the first thing that is wrong with an ARC file: after it, nothing can be found."""
    try:
        for member in members(stream):
            _read_member(member)
    except Damage as damage:
        where = f"{name}:{damage.offset}"
        yield Finding(code=damage.code, severity=Severity.ERROR, where=where, what=damage.reason)


def _read_member(member: Member) -> None:
    while True:
        while member.peek()[:1] in {b"\n", b"\r"}:
            member.read(1)
        offset = member.offset if member.is_compressed else member.offset + member.position
        line = member.line(_LONGEST_LINE)
        if not line:
            return
        match = _LINE.fullmatch(line)
        if not match:
            raise Damage("arc-record", offset, f"an ARC record begins with a URL line, found {line[:40]!r}")
        left = length = int(match[1])
        while left:
            data = member.read(min(left, _CHUNK))
            if not data:
                raise Damage("record-cut", offset, f"the record has {length - left:,} of {length:,} bytes")
            left -= len(data)
