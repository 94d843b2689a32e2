"""Write WARC 1.1 files (ISO 28500:2017): every record a gzip member of its own, blocks as sent.

warcinfo                              who wrote this file, and by which rules
response, request                     of each exchange, concurrent to each other
resource                              what came as a file and not over HTTP
metadata                              what was wanted and could not be fetched
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from uuid import uuid4

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archivist.message import MessageError, Response, parse_response
from archivist.model import Exchange

_FIELDS = "application/warc-fields"

# What may not stand in a header field of a record.
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029, *range(0xD800, 0xE000)], " ")

# Names of the protocols as the IIPC proposal for WARC-Protocol has them.
_PROTOCOLS = {
    "TLSv1": "tls/1.0",
    "TLSv1.1": "tls/1.1",
    "TLSv1.2": "tls/1.2",
    "TLSv1.3": "tls/1.3",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record that was written, and where."""

    target_uri: str
    date: datetime  # UTC, to the second: its WARC-Date
    record_id: str  # "<urn:uuid:...>"
    offset: int  # bytes from the start of the file, as stored, to the record
    payload_digest: str = ""  # "sha1:" + base32, of the body without its transfer coding


class WarcWriter:
    """Writes records to an open binary file, one after the other, from where it stands.

    Sources: WARC 1.1, clauses 5 and 6 and annex D; IIPC proposals WARC-Protocol and
    WARC-Cipher-Suite.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._writer = _Writer(stream, gzip=True, warc_version="1.1")
        self._info_id = ""

    def write_info(self, fields: Mapping[str, str], date: datetime, *, filename: str = "") -> Written:
        """Write the warcinfo that the records after it refer to; empty fields are left out."""
        headers = [("WARC-Filename", filename)]
        written = self._write("warcinfo", "", date, _FIELDS, _field_lines(fields.items()), headers=headers)
        self._info_id = written.record_id
        return written

    def write_exchange(self, exchange: Exchange) -> Written:
        """Write the response and the request of an exchange; return where the response is."""
        headers = [("WARC-IP-Address", exchange.ip_address), *_protocol_headers(exchange)]
        request_id = _new_id()
        message = parse_response(exchange.response)
        digest = _payload_digest(message)
        response = self._write(
            "response",
            exchange.target_uri,
            exchange.started_at,
            "application/http; msgtype=response",
            exchange.response,
            headers=[
                *headers,
                ("WARC-Concurrent-To", request_id),
                ("WARC-Truncated", exchange.truncated),
                # Of the entity body, without its transfer coding: WARC 1.1, 5.9. Readers that digest
                # chunked bodies as sent (warcio, FastWARC with --verify-payloads) take this for wrong.
                ("WARC-Payload-Digest", digest),
            ],
            payload_digest=digest,
        )
        self._write(
            "request",
            exchange.target_uri,
            exchange.started_at,
            "application/http; msgtype=request",
            exchange.request,
            headers=[*headers, ("WARC-Concurrent-To", response.record_id)],
            record_id=request_id,
        )
        return response

    def write_resource(self, uri: str, date: datetime, media_type: str, payload: bytes) -> Written:
        """Write what did not come over HTTP: a saved page, a text dump."""
        digest = _sha1(payload)
        headers = [("WARC-Payload-Digest", digest)]
        return self._write("resource", uri, date, media_type, payload, headers=headers, payload_digest=digest)

    def write_metadata(
        self, uri: str, date: datetime, fields: Iterable[tuple[str, str]], *, refers_to: str = ""
    ) -> Written:
        """Write fields, in order, about a resource or, where ``refers_to`` names it, a record."""
        headers = [("WARC-Refers-To", refers_to)]
        return self._write("metadata", uri, date, _FIELDS, _field_lines(fields), headers=headers)

    def _write(
        self,
        kind: str,
        uri: str,
        date: datetime,
        media_type: str,
        block: bytes,
        *,
        headers: Iterable[tuple[str, str]] = (),
        record_id: str = "",
        payload_digest: str = "",
    ) -> Written:
        date = date.astimezone(UTC).replace(microsecond=0)
        written = Written(
            target_uri=uri,
            date=date,
            record_id=record_id or _new_id(),
            offset=self._stream.tell(),
            payload_digest=payload_digest,
        )
        named = [
            ("WARC-Type", kind),
            ("WARC-Record-ID", written.record_id),
            ("WARC-Date", f"{date:%Y-%m-%dT%H:%M:%SZ}"),
            ("WARC-Target-URI", uri),
            ("WARC-Warcinfo-ID", self._info_id),
            *headers,
            ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
            ("Content-Type", media_type),
        ]
        clean = [(name, value.translate(_CONTROLS)) for name, value in named if value]
        head = StatusAndHeaders("", clean, protocol="WARC/1.1")
        # No HTTP headers and no type: warcio would write both anew, in its own words.
        self._writer.write_record(ArcWarcRecord("warc", kind, head, BytesIO(block), None, None, len(block)))
        return written


class _Writer(WARCWriter):  # type: ignore[misc]
    """warcio's writer, which would else take the whole block for the payload."""

    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:
        """Leave the digests as they are given."""


def _payload_digest(response: Response) -> str:
    try:
        return _sha1(response.payload())
    except MessageError:
        return ""  # cut within its transfer coding: there is no payload


def _protocol_headers(exchange: Exchange) -> list[tuple[str, str]]:
    protocol = exchange.response[:8].decode("ascii", "replace").lower()
    version, cipher = exchange.tls.get("version", ""), exchange.tls.get("cipher", "")
    return [
        ("WARC-Protocol", protocol),
        ("WARC-Protocol", _PROTOCOLS.get(version, "")),
        # IANA's name is asked for; OpenSSL has others for what is older than TLS 1.3.
        ("WARC-Cipher-Suite", cipher if cipher.startswith("TLS_") else ""),
    ]


def _field_lines(fields: Iterable[tuple[str, str]]) -> bytes:
    lines = (f"{name}: {value.translate(_CONTROLS)}\r\n" for name, value in fields if value)
    return "".join(lines).encode("utf-8")


def _sha1(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
