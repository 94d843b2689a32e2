"""Content codings undone: gzip, deflate, br, zstd; in a stream, with a cap on what comes out.

Sources: RFC 9110, section 8.4; RFC 7932 (br); RFC 8878 and 9659 (zstd).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

from archivist.message.errors import MessageError

_MOST_CODINGS = 3
_PIECE = 16_384  # bytes taken at once
_MOST_AT_ONCE = 1 << 20  # bytes given at once

# A block of four bytes may stand for 128 KiB: this many bytes stand for 8 MiB at most.
_ZSTD_PIECE = 256
_ZSTD_WINDOW = 8 << 20  # no sender may ask for more (RFC 9659)


def decode_content(data: bytes, codings: Sequence[str], limit: int) -> bytes:
    """Undo ``codings``, given in the order in which they were applied.

    What is no coding (some servers say "utf-8" or "none") is passed over, as browsers do.

    Raises:
        MessageError: more than three codings, a broken or cut body, or more than ``limit`` bytes.
    """
    known = [coding for coding in codings if coding in _DECODERS]
    if len(known) > _MOST_CODINGS:
        raise MessageError(
            f"the body has {len(known)} content codings, more than {_MOST_CODINGS} are not undone"
        )
    for coding in reversed(known if data else []):
        data = _decode(coding, data, limit)
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _decode(coding: str, data: bytes, limit: int) -> bytes:
    decoded = bytearray()
    try:
        for piece in _DECODERS[coding](memoryview(data)):
            decoded += piece
            if len(decoded) > limit:
                raise _too_large(limit)
    except MessageError:
        # Servers that name a coding and do not use it, and crawlers that undo it and leave the
        # field in the record, are common; no coder's output begins like markup by chance.
        if not decoded and data[:64].lstrip()[:1] in {b"<", b"{"}:
            return data
        raise
    return bytes(decoded)


def _too_large(limit: int) -> MessageError:
    return MessageError(f"the body is larger than the limit of {limit >> 20} MB when decompressed")


def _broken(coding: str, error: Exception | None = None) -> MessageError:
    reason = f"is corrupt: {error}" if error else "is incomplete: it ends before its last byte"
    return MessageError(f"the {coding} coding of the body {reason}")


def _gzip(data: memoryview) -> Iterator[bytes]:
    """Undo gzip: members up to the end, or up to what is none; some servers pad with zeros."""
    taken = yield from _inflate(data, zlib.MAX_WBITS | 16, "gzip")
    while bytes(data[taken : taken + 2]) == b"\x1f\x8b":
        taken += yield from _inflate(data[taken:], zlib.MAX_WBITS | 16, "gzip")


def _deflate(data: memoryview) -> Iterator[bytes]:
    """Undo deflate, which is zlib's format (RFC 9110, 8.4.1.2), and bare deflate as some send it."""
    has_zlib_head = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    yield from _inflate(data, zlib.MAX_WBITS if has_zlib_head else -zlib.MAX_WBITS, "deflate")


def _inflate(data: memoryview, window_bits: int, coding: str) -> Generator[bytes, None, int]:
    """Yield what one stream at the head of ``data`` holds; return its length in bytes."""
    decoder = zlib.decompressobj(window_bits)
    taken = 0
    while not decoder.eof:
        source: bytes | memoryview = decoder.unconsumed_tail
        if not source:
            source = data[taken : taken + _PIECE]
            taken += len(source)
        try:
            piece = decoder.decompress(source, _MOST_AT_ONCE)
        except zlib.error as error:
            raise _broken(coding, error) from error
        if not source and not piece:
            raise _broken(coding)
        yield piece
    return taken - len(decoder.unused_data)


def _brotli(data: memoryview) -> Iterator[bytes]:
    # Who reads no brotli does not wait for it.
    import brotli  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    decoder = brotli.Decompressor()
    taken = 0
    while not decoder.is_finished():
        source: bytes | memoryview = b""
        if decoder.can_accept_more_data():
            source = data[taken : taken + _PIECE]
            taken += len(source)
        try:
            piece = decoder.process(source, output_buffer_limit=_MOST_AT_ONCE)
        except brotli.error as error:
            raise _broken("br") from error
        if not source and not piece:
            raise _broken("br")
        yield piece


def _zstd(data: memoryview) -> Iterator[bytes]:
    """Undo zstd; several frames are one body."""
    import zstandard  # noqa: PLC0415

    taken = 0
    while taken == 0 or taken < len(data):
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not decoder.eof:
            source = data[taken : taken + _ZSTD_PIECE]
            if not source:
                raise _broken("zstd")
            taken += len(source)
            try:
                yield decoder.decompress(source)
            except zstandard.ZstdError as error:
                raise _broken("zstd", error) from error
        taken -= len(decoder.unused_data)


_DECODERS: Mapping[str, Callable[[memoryview], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
