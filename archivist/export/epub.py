"""Books as EPUB 3.3, one article a chapter, made to be read with eyes, ears or fingers.

The book is written front to back, one picture and one chapter in memory at a time.

Source: EPUB 3.3, EPUB Accessibility 1.1, Digital Publishing WAI-ARIA 1.1.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import BinaryIO
from uuid import UUID

from archivist.export.album import Album, Held
from archivist.export.archive import Archive
from archivist.export.chapter import Document, Shown, document_name, heading_of, write_chapter
from archivist.export.cover import draw_cover
from archivist.export.describe import describe
from archivist.export.embed import fields_of, objection
from archivist.export.identity import book_identifier, page_address
from archivist.export.markup import is_blank, legal
from archivist.export.package import Package, TocEntry
from archivist.export.pages import UNGROUPED, Entry, Pages
from archivist.export.pictures import LONGEST_SIDE, PictureError
from archivist.model import Book, Chapter, Photo
from archivist.rules.phrases import phrases

# An article of fewer headings is not parted in the table of contents.
_LEAST_HEADINGS = 3

_XHTML = "application/xhtml+xml"


def export(book: Book, stream: BinaryIO, *, longest_side: int = LONGEST_SIDE) -> tuple[str, ...]:
    """Write a book as EPUB 3.3. Exporter: see ``EXPORTERS``.

    ``longest_side`` is the size, in pixels, above which pictures are scaled down.
    """
    title = " ".join(legal(book.title).split())
    if is_blank(title):  # a book must have one
        title = phrases(book.language).count(len(book.chapters))
    book = replace(book, title=title)
    with Archive(stream) as archive:
        return _Edition(book, archive, longest_side).write()


class _Edition:
    """One book being written."""

    def __init__(self, book: Book, archive: Archive, longest_side: int) -> None:
        self.book = book
        self.package = Package(archive, book_identifier(book), book.title, book.language)
        self.album = Album(self._store, longest_side)
        self.notes: list[str] = []

    def write(self) -> tuple[str, ...]:
        style = (files("archivist.export") / "style.css").read_bytes()
        self.package.add("style.css", "text/css", style)
        addresses = self._addresses()
        entries = [
            self._write_chapter(number, chapter, addresses)
            for number, chapter in enumerate(self.book.chapters)
        ]
        pages = Pages(self.book, entries)
        self._write_front(pages)
        if credits_page := pages.credits():
            self._add(credits_page)
        describe(self.package, self.book, entries)
        self._finish(pages, credits_page)
        return tuple(self.notes)

    # ------------------------------------------------------------ chapters and their pictures

    def _addresses(self) -> Mapping[str, str]:
        """Return the document of each article by its addresses, the first where two have the same."""
        found: dict[str, str] = {}
        for number, chapter in enumerate(self.book.chapters):
            target = chapter.capture.target_uri if chapter.capture else ""
            for address in (chapter.article.url, target):
                if address:
                    found.setdefault(address.partition("#")[0], document_name(number))
        return found

    def _write_chapter(self, number: int, chapter: Chapter, addresses: Mapping[str, str]) -> Entry:
        article, capture = chapter.article, chapter.capture
        shown = [self._show(photo, chapter) for photo in article.photos]
        written = write_chapter(number, article, capture, shown, addresses)
        for document in written.documents:
            self._add(document)
        name = document_name(number)
        return Entry(
            article=article,
            capture=capture,
            file_name=name,
            shown=shown,
            outline=written.outline,
            figures=written.figures,
        )

    def _show(self, photo: Photo, chapter: Chapter) -> Shown:
        picture = chapter.pictures.get(photo.source)
        if picture is None:
            self._note(chapter, photo, "not saved")
            return Shown(photo=photo)
        fields = None
        if self.book.embeds_credits:
            fields = fields_of(photo, page_address(chapter.article, chapter.capture), picture.data)
            if note := objection(photo):
                self._note(chapter, photo, note)
        try:
            held = self.album.take(picture, fields)
        except PictureError as error:
            self._note(chapter, photo, str(error))
            return Shown(photo=photo)
        if held.note:
            self._note(chapter, photo, held.note)
        return Shown(photo=photo, file_name=held.file_name)

    def _note(self, chapter: Chapter, photo: Photo, reason: str) -> None:
        title = heading_of(chapter.article, chapter.capture)
        self.notes.append(f"{title}: picture {photo.source or photo.alt or photo.caption}: {reason}")

    def _store(self, held: Held, data: bytes) -> None:
        self.package.add(held.file_name, held.media_type, data)

    # ------------------------------------------------------------ the rest of the book

    def _write_front(self, pages: Pages) -> None:
        photo = self.album.cover.data if self.album.cover else None
        seed = UUID(book_identifier(self.book)).int
        days = (pages.day, self.book.made_at.date().isoformat())
        cover = draw_cover(pages.book_title, days, pages.publishers(), photo, seed)
        self.package.add("cover.jpg", "image/jpeg", cover, properties=["cover-image"])
        self.package.say_cover("cover.jpg")
        front = [pages.cover("cover.jpg"), pages.title(), pages.contents()]
        for document in front:
            self._add(document)
        self.package.place_in_reading_order(*(document.file_name for document in front))

    def _add(self, document: Document) -> None:
        properties = ["svg"] if b"<svg" in document.content else []  # EPUB 3.3, 5.4.1
        self.package.add(document.file_name, _XHTML, document.content, properties=properties, read=True)

    def _finish(self, pages: Pages, credits_page: Document | None) -> None:
        words = pages.phrases
        toc = _contents(pages)
        landmarks = [("cover", words["cover"], "cover.xhtml"), ("toc", words["contents"], "contents.xhtml")]
        if pages.entries:
            landmarks.append(("bodymatter", words["text"], pages.entries[0].file_name))
        if credits_page:
            toc.append((credits_page.title, credits_page.file_name, ()))
        self.package.finish(
            toc, landmarks, nav_title=words["contents"], made_at=self.book.made_at, is_rtl=pages.is_rtl
        )


def _contents(pages: Pages) -> list[TocEntry]:
    """Return the table of contents, grouped as the page of the contents is.

    Where articles are so few that they are not grouped, the headings of long ones are there as well.
    """
    contents: list[TocEntry] = []
    for name, entries in pages.groups():
        members = [_toc_entry(entry, with_outline=len(entries) <= UNGROUPED) for entry in entries]
        contents.extend([(name, entries[0].file_name, members)] if name else members)
    return contents


def _toc_entry(entry: Entry, *, with_outline: bool) -> TocEntry:
    outline = entry.outline if with_outline and len(entry.outline) >= _LEAST_HEADINGS else ()
    return entry.title, entry.file_name, [(title, address, ()) for title, address in outline]
