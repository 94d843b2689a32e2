"""What changes a library, under its lock: a capture file comes in or goes out, whole or not at all.

A change is written down first, as the ledger entry it will be (``partial/<id>.intent``). Then it is
carried out in steps that may each be done again. Who takes the lock next carries out what an
interrupted process had written down, and throws away what it had not.

    add     the file out of partial/ into data/ · its line in the manifest · the line in the ledger
    remove  the line in the ledger · its line out of the manifest · the file away
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from archivist.errors import LibraryError
from archivist.library import files
from archivist.library.bag import Manifest
from archivist.library.ledger import Entry, Ledger
from archivist.library.names import capture_file
from archivist.model import Capture

# Seconds to wait for another process that writes; it needs the lock for a fraction of one.
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """Where in a new capture file a page stands, and what its record says; see Capture."""

    target_uri: str
    captured_at: datetime  # UTC, to the second
    record_id: str
    payload_digest: str
    offset: int

    def in_file(self, capture_id: str, file: str, sha256: str, size: int) -> Capture:
        """Return the capture that this is in a file of the library."""
        return Capture(
            id=capture_id,
            target_uri=self.target_uri,
            captured_at=self.captured_at,
            record_id=self.record_id,
            payload_digest=self.payload_digest,
            offset=self.offset,
            warc_file=file,
            sha256=sha256,
            size=size,
        )


class Store:
    """The files of a library, but for the catalogue."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ledger = Ledger(root / "ledger.jsonl")
        self.manifest = Manifest(root / "manifest-sha256.txt")
        self.partial = root / "partial"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the one lock for writing; first bring to an end what others left half done.

        Raises:
            LibraryError: another process holds it too long, or the folder cannot be written.
        """
        with files.writing(self.root), hold(self.root / ".lock"):
            self.partial.mkdir(exist_ok=True)
            self._recover()
            yield

    @contextmanager
    def draft(self, uri: str, when: datetime, suffix: str) -> "Iterator[Draft]":
        """Open a new capture file under partial/, which is gone when this ends; see Library.draft."""
        with self.scratch() as part, files.writing(part, only_disk=True), part.open("w+b") as stream:
            yield Draft(self, part.stem, capture_file(uri, when, part.stem, suffix), stream)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give the name of a new file, ``partial/<id>.part``; what is there when this ends is deleted."""
        with ExitStack() as held:
            with self.locked():
                scratch_id = self.new_ids(1)[0]
                part, lock = self.partial / f"{scratch_id}.part", self.partial / f"{scratch_id}.lock"
                held.callback(_forget, part, lock)
                # Held while this process lives: who finds it free knows that the file is abandoned.
                held.enter_context(hold(lock, 0))
            yield part

    def add(self, entry: Entry) -> None:
        """Carry out an "add" whose file stands ready under partial/; all of it or nothing."""
        intent = self._write_down(entry)
        try:
            self._carry_out(entry, is_new=True)
        except BaseException:
            if not self.ledger.tells(entry):
                self._take_back(entry, intent)
            raise
        intent.unlink()

    def remove(self, entry: Entry) -> None:
        """Carry out a "remove"; what another process has removed already stays removed, and told once."""
        intent = self._write_down(entry)
        self._carry_out(entry, is_new=False)
        intent.unlink()

    def unfinished(self) -> list[Path]:
        """Return what is under partial/: of a process that was interrupted, or of one that still works."""
        return sorted(self.partial.iterdir()) if self.partial.is_dir() else []

    def new_ids(self, count: int) -> list[str]:
        """Return ids that no capture of this library ever had."""
        taken = self.ledger.path.read_bytes()
        ids: list[str] = []
        while len(ids) < count:
            new = secrets.token_hex(4)
            if new not in ids and f'"id":"{new}"'.encode("ascii") not in taken:
                ids.append(new)
        return ids

    def _write_down(self, entry: Entry) -> Path:
        intent = self.partial / f"{entry.captures[0].id}.intent"
        files.replace_file(intent, entry.as_line())
        return intent

    def _take_back(self, entry: Entry, intent: Path) -> None:
        """Undo what was done of an "add". On a full disk the manifest has to wait for the next lock."""
        with suppress(OSError):
            (self.root / entry.file).unlink(missing_ok=True)
            self.manifest.discard(entry.file)
            intent.unlink()

    def _recover(self) -> None:
        """Carry out what is written down, and throw away what is of no use to anyone who lives."""
        # Whole files are replaced under this lock only: who began one and did not end it is gone.
        for new in (*self.partial.glob("*.new"), *self.root.glob("manifest-*.new")):
            new.unlink()
        for intent in sorted(self.partial.glob("*.intent")):
            self._carry_out(_read_intent(intent), is_new=False)
            intent.unlink()
        for lock in sorted(self.partial.glob("*.lock")):
            with suppress(LibraryError):
                with hold(lock, 0):
                    lock.with_suffix(".part").unlink(missing_ok=True)
                lock.unlink(missing_ok=True)

    def _carry_out(self, entry: Entry, *, is_new: bool) -> None:
        """Do the steps of a change; unless it is new, those that are not done yet."""
        is_told = not is_new and self.ledger.tells(entry)
        if entry.event == "remove":
            if not is_told:
                self.ledger.append(entry)
            self.manifest.discard(entry.file)
            (self.root / entry.file).unlink(missing_ok=True)
        elif not is_told:
            self._carry_out_add(entry, is_new=is_new)

    def _carry_out_add(self, entry: Entry, *, is_new: bool) -> None:
        part, file = self.partial / f"{entry.captures[0].id}.part", self.root / entry.file
        if part.exists():
            files.move_file(part, file)
        if not is_new:
            self.manifest.discard(entry.file)
        if file.exists():  # else it was taken back
            self.manifest.add(entry.file, entry.sha256)
            self.ledger.append(entry)


class Draft:
    """A capture file that is being written; it is in the library once ``commit`` has returned.

    ``id`` is what its first capture will be called, ``file`` the name it will have, ``stream``
    takes its bytes.
    """

    def __init__(self, store: Store, draft_id: str, file: str, stream: BinaryIO) -> None:
        self.id = draft_id
        self.file = file
        self.stream = stream
        self.is_committed = False
        self._store = store

    def commit(self, captures: Sequence[PageRecord]) -> tuple[Capture, ...]:
        """Close the file and put it into the library: data/, then manifest, then ledger.

        Raises:
            LibraryError: it cannot be written, or is locked too long; then nothing of it stays.
        """
        if not captures:
            raise ValueError("a capture file without a capture")
        with files.writing(self._store.root):
            files.flush(self.stream)
            self.stream.close()
            part = self._store.partial / f"{self.id}.part"
            sha256, size = files.sha256_of(part), part.stat().st_size
        with self._store.locked():
            ids = [self.id, *self._store.new_ids(len(captures) - 1)]
            added = tuple(
                page.in_file(capture_id, self.file, sha256, size)
                for capture_id, page in zip(ids, captures, strict=True)
            )
            self._store.add(Entry.of_file("add", added))
        self.is_committed = True
        return added


@contextmanager
def hold(path: Path, patience: float | None = None) -> Iterator[None]:
    """Hold a lock file, as one process of all; wait ``patience`` seconds for it.

    Raises:
        LibraryError: another one holds it.
    """
    patience = _PATIENCE if patience is None else patience
    # A twentieth of a second to import: only who writes waits for it.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryError(
            f"{path.parent}: another process is writing; waited {patience:.0f} seconds",
            hint="wait for it to end, then try again",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _read_intent(path: Path) -> Entry:
    try:
        entry = Entry.from_line(path.read_bytes())
    except ValueError as error:
        raise _unreadable(path, str(error)) from error
    if entry.event not in {"add", "remove"} or not entry.captures:
        raise _unreadable(path, f"no change of a file: {entry.event[:20]!r}")
    return entry


def _unreadable(intent: Path, reason: str) -> LibraryError:
    return LibraryError(
        f"{intent}: cannot be read: {reason}",
        hint="it says what an interrupted process was about to do; see archivist verify, then delete it",
    )


def _forget(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
