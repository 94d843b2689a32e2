"""The chunked transfer coding (RFC 9112, section 7.1), read as it comes."""

import re

from archivist.message.errors import MessageError

# The size in hexadecimal digits; what follows a ";" are extensions, which nobody uses.
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]*)?")

_LINE_LIMIT = 8_192
_MOST_CHUNKS = 250_000  # more are sent to keep a reader busy
_TRAILER_LIMIT = 65_536


class ChunkedReader:
    """Takes a chunked body in pieces of any size and gives back its content.

    ``done`` turns true at the last byte of the body; bytes after it are not taken. ``taken``
    counts the bytes of the body so far.
    """

    def __init__(self) -> None:
        self.done = False
        self.taken = 0
        self._left = 0  # content of the present chunk still to come
        self._line = bytearray()  # a size, the line end after a chunk, or a trailer
        self._read_line = self._read_size
        self._trailers = 0
        self._chunks = 0

    def feed(self, data: bytes) -> bytes:
        """Return the content in ``data``, which continues what was fed before.

        Raises:
            MessageError: the coding is broken; what ``data`` held before that place is lost.
        """
        content = bytearray()
        position = 0
        while position < len(data) and not self.done:
            if self._left:
                piece = data[position : position + self._left]
                content += piece
                self._left -= len(piece)
                position += len(piece)
            else:
                position = self._take_line(data, position)
        self.taken += position
        return bytes(content)

    def _take_line(self, data: bytes, position: int) -> int:
        end = data.find(b"\n", position) + 1
        stop = end or len(data)
        self._line += data[position:stop]
        if len(self._line) > _LINE_LIMIT:
            raise MessageError(f"a chunk size line is longer than {_LINE_LIMIT:,} bytes")
        if end:
            line = bytes(self._line).rstrip(b"\r\n")
            self._line.clear()
            self._read_line(line)
        return stop

    def _read_size(self, line: bytes) -> None:
        if not (match := _SIZE.fullmatch(line)):
            raise MessageError(f"the chunk size is not hexadecimal: {line[:20]!r}")
        self._chunks += 1
        if self._chunks > _MOST_CHUNKS:
            raise MessageError(f"the body has more than {_MOST_CHUNKS:,} chunks")
        self._left = int(match[1], 16)
        self._read_line = self._read_chunk_end if self._left else self._read_trailer

    def _read_chunk_end(self, line: bytes) -> None:
        if line:
            raise MessageError(f"a chunk is longer than its size says: {line[:20]!r} follows")
        self._read_line = self._read_size

    def _read_trailer(self, line: bytes) -> None:
        self._trailers += len(line)
        if self._trailers > _TRAILER_LIMIT:
            raise MessageError(f"the trailer is larger than {_TRAILER_LIMIT:,} bytes")
        self.done = not line
