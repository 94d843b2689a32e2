"""Writes that last: what has returned from here survives a crash and a power loss."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from archivist.errors import LibraryError

_CHUNK = 1 << 20


# What a disk says, as opposed to a network or a file that is read.
_DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})


@contextmanager
def writing(path: Path, *, only_disk: bool = False) -> Iterator[None]:
    """Turn what the system says about a write below ``path`` into a LibraryError.

    ``only_disk`` lets pass what may have been about something else than the library's files.
    """
    try:
        yield
    except OSError as error:
        if only_disk and error.errno not in _DISK_ERRORS:
            raise
        place = error.filename or path
        raise LibraryError(
            f"{place}: cannot be written: {error.strerror or error}",
            hint="free some space, check the permissions, or choose another library with -L",
        ) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says about reading a file of the library into a LibraryError."""
    try:
        yield
    except OSError as error:
        raise LibraryError(
            f"{path}: cannot be read: {error.strerror or error}",
            hint="check the permissions, or restore the file from a copy; archivist verify says more",
        ) from error


def append_line(path: Path, line: bytes) -> None:
    """Append a line and its line end, all of it or nothing.

    Bytes after the last line end are what an interrupted write left; they are cut off first.
    """
    with path.open("r+b") as stream:
        end = _after_line_end(stream.fileno(), os.fstat(stream.fileno()).st_size)
        try:
            stream.truncate(end)
            stream.seek(end)
            stream.write(line + b"\n")
            flush(stream)
        except BaseException:
            with suppress(OSError):
                os.truncate(path, end)
            raise


def last_line(path: Path, before: int | None = None) -> bytes:
    """Return the last whole line (that ends before a byte) without its line end; empty if there is none."""
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        end = _after_line_end(stream.fileno(), size if before is None else min(before, size))
        if end == 0:
            return b""
        start = _after_line_end(stream.fileno(), end - 1)
        stream.seek(start)
        return stream.read(end - 1 - start)


def replace_file(path: Path, data: bytes) -> None:
    """Write a whole file so that a reader, and a crash, sees the old one or the new one."""
    new = path.with_name(path.name + ".new")
    try:
        with new.open("wb") as stream:
            stream.write(data)
            flush(stream)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def move_file(source: Path, target: Path) -> None:
    """Rename within a file system; the folders of the target are made as needed."""
    make_folder(target.parent)
    source.replace(target)
    flush_folder(target.parent)


def make_folder(path: Path) -> None:
    """Make a folder and those above it."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush(stream: BinaryIO) -> None:
    """Hand everything written so far to the disk."""
    stream.flush()
    os.fsync(stream.fileno())


def flush_folder(path: Path) -> None:
    """Make the names in a folder last. Windows does so by itself, and has no way to ask for it."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _after_line_end(descriptor: int, end: int) -> int:
    """Return the offset after the last line end before ``end``, or 0."""
    while end > 0:
        start = max(0, end - _CHUNK)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
