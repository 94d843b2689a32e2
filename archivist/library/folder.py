"""The library: a plain folder that holds what was kept, and is a BagIt bag."""

import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import ArchivistError, LibraryError, ReadingError, WarcError
from archivist.library import bag, files
from archivist.library.catalogue import Catalogue
from archivist.library.credits import By, CreditCount, count_credits
from archivist.library.ledger import Entry
from archivist.library.rows import Row
from archivist.library.selection import Selection
from archivist.library.store import Draft, Store, hold
from archivist.model import Article, Capture, Photo, Picture

if TYPE_CHECKING:
    from archivist.warc.contents import Content, Contents

_MARK = "archivist.toml"
_FORMAT = 1
# A file is read through to find its pictures. A larger one is a crawl that was taken in.
_LARGEST_FILE = 256 << 20
_OWN = frozenset({
    ".lock", _MARK, "bag-info.txt", "bagit.txt", "data", "ledger.jsonl", "manifest-sha256.txt", "partial"
})  # fmt: skip


class Library:
    """A folder of captures. What is asked of it is read from its files each time.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     library = Library.create(Path(folder) / "news")
    ...     library.captures()
    []
    """

    def __init__(self, path: Path, library_id: str) -> None:
        """Use ``open``, ``create``, ``find`` or ``find_or_create``."""
        self.path = path
        self.id = library_id
        self.store = Store(path)
        self.catalogue = Catalogue(path / "catalogue.sqlite", self.store.ledger, self._article_or_none)
        self._last_article: tuple[Capture, Article] | None = None
        self._last_contents: Contents | None = None

    # ------------------------------------------------------------------ finding and making one

    @classmethod
    def open(cls, path: Path | str) -> "Library":
        """Open a library.

        Raises:
            LibraryError: there is none, or one of a later version.
        """
        path = Path(path)
        try:
            table = tomllib.loads((path / _MARK).read_text("utf-8"))
        except OSError as error:
            raise LibraryError(
                f"{path}: no library here: {error.strerror}",
                hint="the first capture makes one; or choose one with -L",
            ) from error
        except ValueError as error:
            raise LibraryError(f"{path / _MARK}: not TOML: {error}", hint="restore it from a copy") from error
        if table.get("format") != _FORMAT or not isinstance(table.get("id"), str):
            raise LibraryError(
                f"{path / _MARK}: format {table.get('format')!r} is not known here, only {_FORMAT}",
                hint="use the version of archivist that made the library, or a later one",
            )
        return cls(path, table["id"])

    @classmethod
    def create(cls, path: Path | str) -> "Library":
        """Make a library in a new or empty folder; one that is there already is opened.

        Raises:
            LibraryError: the folder holds something else, or cannot be written.
        """
        path = Path(path)
        with files.writing(path):
            files.make_folder(path)
            _refuse_strangers(path)
            with hold(path / ".lock"):
                if not (path / _MARK).exists():
                    _lay_out(path, datetime.now(UTC).replace(microsecond=0))
        return cls.open(path)

    @classmethod
    def find(cls, given: Path | str | None = None) -> "Library":
        """Open the library ``given``, or the one in the nearest parent of the working folder, or ~/Archivist.

        Raises:
            LibraryError: there is none.
        """
        return cls.open(_locate(given))

    @classmethod
    def find_or_create(cls, given: Path | str | None = None) -> "Library":
        """Open the library that ``find`` would, or make it."""
        path = _locate(given)
        return cls.open(path) if (path / _MARK).exists() else cls.create(path)

    # ------------------------------------------------------------------ what comes in and goes out

    @contextmanager
    def draft(self, uri: str, when: datetime, *, suffix: str = ".warc.gz") -> Iterator[Draft]:
        """Open a new capture file: write to ``draft.stream``, then ``draft.commit`` it.

        ``uri`` and ``when`` (of the page) name the file. Without a commit nothing of it stays.

        Raises:
            LibraryError: the library cannot be written, or another process holds it too long.
        """
        with self.store.draft(uri, when, suffix) as draft:
            yield draft
            is_committed = draft.is_committed
        if is_committed:
            # The capture is safe; what the catalogue has not, its next reader brings in.
            with suppress(LibraryError):
                self.catalogue.update()

    def remove(self, capture: Capture, reason: str) -> tuple[Capture, ...]:
        """Delete the file of a capture, and leave a line in the ledger that says so and why.

        Returns all captures of that file: an imported WARC may hold several.

        Raises:
            LibraryError: it cannot be written.
        """
        gone = tuple(other for other in self.captures() if other.warc_file == capture.warc_file)
        if not gone:
            raise LibraryError(f"{capture.id}: not in this library")
        with self.store.locked():
            self.store.remove(Entry.of_file("remove", gone, reason=reason))
        self.catalogue.update()
        return gone

    def reindex(self) -> int:
        """Make the catalogue anew from the ledger and the files; return how many captures it has."""
        with self.store.scratch() as scratch:
            return self.catalogue.rebuild(scratch)

    # ------------------------------------------------------------------ what is asked of it

    def rows(self, selection: Selection | None = None) -> list[Row]:
        """Return what the catalogue has of the captures selected, oldest first, then by id.

        Raises:
            UsageError: the beginning of an id fits more than one capture.
            LibraryError: the catalogue is damaged.
        """
        return self.catalogue.rows(selection or Selection())

    def credits(self, selection: Selection | None = None, by: By = By.AGENCY) -> list[CreditCount]:
        """Return who is credited for the pictures of the captures selected, the most pictures first.

        Raises:
            UsageError: the beginning of an id fits more than one capture.
            LibraryError: the catalogue is damaged.
        """
        return count_credits(self.catalogue.credits(selection or Selection()), by)

    def captures(self, selection: Selection | None = None) -> list[Capture]:
        """Return the captures selected, oldest first, then by id; see ``rows``."""
        return [row.capture for row in self.rows(selection)]

    def file(self, capture: Capture) -> Path:
        """Return the path of the WARC file of a capture."""
        return self.path / capture.warc_file

    def page(self, capture: Capture) -> "Content":
        """Return the page as its server meant it: bytes without transfer or content coding, type and charset.

        Raises:
            WarcError: its record is damaged, or larger than what is read.
        """
        from archivist.warc.contents import read_content  # noqa: PLC0415 - not for those who only list

        return read_content(self.file(capture), capture.offset)

    def article(self, capture: Capture) -> Article:
        """Read the article of a capture, from its WARC, with what its stored pictures say of themselves.

        Raises:
            WarcError: its record is damaged.
            ReadingError: a reader stumbled on it.
        """
        if self._last_article and self._last_article[0] == capture:
            return self._last_article[1]
        try:
            article = self._with_pictures(capture, _read_article(self.page(capture), capture))
        except ArchivistError:
            raise
        except Exception as error:  # a defect of a reader must not stand between a person and what was kept
            raise ReadingError(capture.target_uri, error) from error
        self._last_article = (capture, article)
        return article

    def resource(self, capture: Capture, uri: str) -> Picture | None:
        """Return what an address gave when the page was captured, through redirects; None if it was not kept.

        Raises:
            WarcError: its record is damaged.
        """
        from archivist.warc.contents import Contents  # noqa: PLC0415 - not for those who only list

        if self._last_contents is None or self._last_contents.path != self.file(capture):
            self._last_contents = Contents(self.file(capture))
        found = self._last_contents.find(uri, capture.captured_at)
        return Picture(data=found.data, media_type=found.media_type) if found else None

    def picture(self, capture: Capture, photo: Photo) -> Picture | None:
        """Return the best stored copy of a photo; None where none was kept whole."""
        for address in dict.fromkeys(filter(None, (photo.source, *photo.candidates))):
            with suppress(WarcError):  # a damaged picture does not spoil an article; ``verify`` finds it
                if (picture := self.resource(capture, address)) and picture.data:
                    return picture
        return None

    def _with_pictures(self, capture: Capture, article: Article) -> Article:
        if not article.photos or self.file(capture).stat().st_size > _LARGEST_FILE:
            return article
        from archivist.parse.photos.files import with_file  # noqa: PLC0415 - as the readers

        found = ((photo, self.picture(capture, photo)) for photo in article.photos)
        photos = tuple(with_file(photo, picture) if picture else photo for photo, picture in found)
        return replace(article, photos=photos)

    def _article_or_none(self, capture: Capture) -> Article | None:
        """Read an article for the catalogue, which has a row for what cannot be read, too."""
        try:
            return self.article(capture)
        except ArchivistError:
            return None


def _read_article(page: "Content", capture: Capture) -> Article:
    # The readers are the heaviest imports there are: only who reads an article waits for them.
    if page.media_type == "text/plain":
        from archivist.parse.encoding import decode  # noqa: PLC0415
        from archivist.parse.textdump import read_text  # noqa: PLC0415

        return read_text(decode(page.data, page.charset or None)[0], capture.target_uri)
    from archivist.parse.article import read_article  # noqa: PLC0415

    return read_article(
        page.data, capture.target_uri, charset=page.charset or None, captured_at=capture.captured_at
    )


def _locate(given: Path | str | None) -> Path:
    if given:
        return Path(given)
    here = Path.cwd()
    parents = (folder for folder in (here, *here.parents) if (folder / _MARK).is_file())
    return next(parents, Path.home() / "Archivist")


def _refuse_strangers(path: Path) -> None:
    """Refuse a folder that holds anything but the beginnings of a library."""
    # Listed before the mark is looked for: another process may be making the library just now.
    strangers = sorted(entry.name for entry in path.iterdir() if entry.name.removesuffix(".new") not in _OWN)
    if (path / _MARK).exists():
        return
    if strangers or any((path / "data").glob("*")):
        raise LibraryError(
            f"{path}: holds {strangers[0] if strangers else 'captures'}, but no {_MARK}: not a library",
            hint="choose a new or an empty folder with -L",
        )


def _lay_out(path: Path, at: datetime) -> None:
    """Write the files of an empty library; that which makes it one is the last."""
    library_id = f"urn:uuid:{uuid.uuid4()}"
    bag.declare(path, library_id, at)
    files.make_folder(path / "partial")
    files.replace_file(path / "ledger.jsonl", b"")
    Store(path).ledger.append(Entry(event="create", at=at, library=library_id))
    text = f'# A library of archivist.\nformat = {_FORMAT}\nid = "{library_id}"\n\n[settings]\n'
    files.replace_file(path / _MARK, text.encode("utf-8"))
