"""Digests of records: as they are stated, and as they are found.

Source: WARC 1.1 (ISO 28500:2017), clauses 5.8 and 5.9, and the community's notes on them: the
algorithm in any case and with or without a hyphen, the value in base 32 or hexadecimal.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

from archivist.message import ChunkedReader, MessageError, Response, head_end, parse_response
from archivist.warc.header import Header

_ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")
# The head of an HTTP message is at most this long, in bytes.
_LONGEST_HEAD = 1 << 18
# What the size of a chunk can begin with.
_SIZE_BEGINS = frozenset(bytes([byte]) for byte in b"0123456789abcdefABCDEF \t")


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as stated. ``value`` is None where the algorithm is not known here."""

    stated: str
    algorithm: str
    value: bytes | None

    @classmethod
    def read(cls, text: str) -> "Digest":
        """Read ``sha1:`` and the like.

        Raises:
            ValueError: the algorithm is known, and the value is not one of it.
        """
        label, _, value = text.partition(":")
        algorithm = label.strip().lower().replace("-", "")
        if algorithm not in _ALGORITHMS:
            return cls(text, algorithm, None)
        return cls(
            text, algorithm, _decode(value.strip(), hashlib.new(algorithm, usedforsecurity=False).digest_size)
        )


def _decode(text: str, size: int) -> bytes:
    if len(text) == 2 * size:
        return bytes.fromhex(text)
    plain = text.upper().rstrip("=")
    try:
        value = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except binascii.Error as error:
        raise ValueError(f"{text!r} is neither base 32 nor hexadecimal") from error
    if len(value) != size:
        raise ValueError(f"{text!r} has {len(value)} of {size} bytes")
    return value


class Hash:
    """A digest in the making, to be compared with one that is stated."""

    def __init__(self, stated: Digest) -> None:
        self._stated = stated
        self._hash = hashlib.new(stated.algorithm, usedforsecurity=False)

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        self._hash.update(data)

    def fits(self) -> bool:
        """Whether the bytes so far have the digest stated."""
        return self._hash.digest() == self._stated.value

    def __str__(self) -> str:
        """Return what was found, encoded as what was stated is."""
        value = self._hash.digest()
        is_hex = len(self._stated.stated.partition(":")[2].strip()) == 2 * len(value)
        text = value.hex() if is_hex else base64.b32encode(value).decode("ascii")
        return f"{self._stated.algorithm}:{text}"


@dataclass(slots=True)
class Payload:
    """The payload of a block that comes in pieces: of an HTTP message its body, else the block.

    A digest of a chunked body may be that of the entity, as the standard says, or of the chunks
    as sent, as widespread writers have it: both fit.
    """

    header: Header
    stated: Digest | None
    response: Response | None = None  # once its head is complete; without body
    size: int = 0  # bytes of the payload, as sent
    is_cut: bool = False  # a chunked body without its last chunk
    fault: str = ""  # why it cannot be told from the rest of the block
    _head: bytes = b""
    _is_in_body: bool = field(default=False, init=False)
    _hashes: list[Hash] = field(default_factory=list, init=False)
    _chunks: ChunkedReader | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Find out what kind of block it is."""
        if self.stated and self.stated.value is not None:
            self._hashes.append(Hash(self.stated))
        if not self.header.get("Content-Type").lower().startswith("application/http"):
            self._is_in_body = True

    def update(self, data: bytes) -> None:
        """Take the next bytes of the block."""
        if self._is_in_body:
            self._update_body(data)
        elif not self.fault:
            self._head += data
            self._look_for_body()

    def close(self) -> None:
        """Say that the block has ended."""
        if not self._is_in_body and not self.fault:
            self._look_for_body(is_end=True)
        self.is_cut = self._chunks is not None and not self._chunks.done

    def fits(self) -> bool:
        """Whether the digest stated is that of the payload, in one of its readings."""
        return not self._hashes or any(found.fits() for found in self._hashes)

    def found(self) -> str:
        """Return the digest found, by the standard's reading."""
        return str(self._hashes[-1])

    def _look_for_body(self, *, is_end: bool = False) -> None:
        body = self._body(is_end=is_end)
        if body is not None:
            self._head, self._is_in_body = b"", True
            self._update_body(body)
        elif len(self._head) > _LONGEST_HEAD:
            self.fault = f"the HTTP head is longer than {_LONGEST_HEAD:,} bytes"

    def _body(self, *, is_end: bool) -> bytes | None:
        """Return what is there of the body, or None while the head is not complete."""
        end = head_end(self._head)
        if end < 0 and not is_end:
            return None
        if self.header.get("WARC-Type").lower() == "request":
            return b"" if end < 0 else self._head[end:]
        try:
            response = parse_response(self._head)
        except MessageError as error:  # or there was an interim response, and more is to come
            self.fault = str(error) if is_end else ""
            return None
        if not is_end and head_end(self._head[: len(self._head) - len(response.body)][-4:]) < 0:
            return None
        self.response = response
        if "chunked" in response.tokens("transfer-encoding"):
            self._chunks = ChunkedReader()
            if self.stated and self.stated.value is not None:
                self._hashes.append(Hash(self.stated))
        return response.body

    def _update_body(self, data: bytes) -> None:
        self.size += len(data)
        for found in self._hashes[:1]:
            found.update(data)
        if self._chunks:
            self._update_chunks(data)

    def _update_chunks(self, data: bytes) -> None:
        chunks = self._chunks
        if chunks is None or chunks.done or not data:
            return
        is_chunk = chunks.taken > 0 or data[:1] in _SIZE_BEGINS
        try:
            entity = chunks.feed(data) if is_chunk else b""
        except MessageError:
            is_chunk = False
        if not is_chunk:
            # Crawlers that undo the coding keep the field: then the body is the entity.
            self._chunks, self._hashes = None, self._hashes[:1]
            return
        for found in self._hashes[1:]:
            found.update(entity)
