"""The package document, the navigation and the NCX of an EPUB: the one home of ebooklib.

ebooklib builds and writes them. What it does oddly ends here: it would parse and print every chapter
anew, stamp the clock into the book and the zip, and keep all bytes in memory; so contents are put into
the archive as they come, and ebooklib is told only their names.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from archivist.export.archive import Archive
from archivist.export.markup import language_tag, legal
from archivist.model import Article

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: An entry of the table of contents: title, file name, and for a group its members.
TocEntry = tuple[str, str, Sequence["TocEntry"]]


class Package:
    """An EPUB in the making; entries of the archive come in the order of the calls."""

    def __init__(self, archive: Archive, identifier: str, title: str, language: str) -> None:
        self._archive = archive
        self._book = epub.EpubBook()
        self._book.metadata.clear()
        self._book.set_identifier(identifier)
        self._book.set_title(title)
        self._book.set_language(language_tag(language))

    def add(
        self,
        file_name: str,
        media_type: str,
        content: bytes,
        *,
        properties: Sequence[str] = (),
        read: bool = False,
    ) -> None:
        """Put a file into the book; ``read``: it is the next in reading order."""
        self._archive.writestr(f"{self._book.FOLDER_NAME}/{file_name}", content)
        uid = "".join(letter if letter.isalnum() else "-" for letter in f"f-{file_name}")
        item = epub.EpubItem(uid, file_name, media_type)
        item.properties = list(properties)
        self._book.add_item(item)
        if read:
            self._book.spine.append(item)

    def place_in_reading_order(self, *file_names: str) -> None:
        """Let these files be read before all others."""
        items = {item.file_name: item for item in self._book.items}
        first = [items[name] for name in file_names]
        self._book.spine = first + [item for item in self._book.spine if item not in first]

    def say(self, name: str, value: str, **attributes: str) -> None:
        """Add an element of Dublin Core, ``say("publisher", "The Daily Example")``."""
        if text := legal(value).strip():
            self._book.add_metadata("DC", name, text, attributes)

    def say_more(self, prop: str, value: str, *, refines: str = "", scheme: str = "", id_: str = "") -> None:
        """Add a ``meta`` element, of the book or of the element with the id ``refines``."""
        optional = {"refines": refines and f"#{refines}", "scheme": scheme, "id": id_}
        attributes = {"property": prop, **{name: text for name, text in optional.items() if text}}
        self._book.add_metadata(None, "meta", legal(value), attributes)

    def say_cover(self, file_name: str) -> None:
        """Name the picture of the cover for readers of EPUB 2."""
        uid = next(item.id for item in self._book.items if item.file_name == file_name)
        self._book.add_metadata(None, "meta", None, {"name": "cover", "content": uid})

    def finish(
        self,
        toc: Sequence[TocEntry],
        landmarks: Sequence[tuple[str, str, str]],
        *,
        nav_title: str,
        made_at: datetime,
        is_rtl: bool,
    ) -> None:
        """Write navigation and package document; ``landmarks`` are (type, title, file name).

        ``is_rtl``: the pages are turned from right to left.
        """
        book = self._book
        book.toc = [_toc_item(entry) for entry in toc]
        book.guide = [{"type": kind, "title": title, "href": href} for kind, title, href in landmarks]
        book.set_direction("rtl" if is_rtl else None)
        speaks_rtl = Article(language=book.language).is_rtl
        book.add_item(epub.EpubNav(title=legal(nav_title), direction="rtl" if speaks_rtl else None))
        book.add_item(epub.EpubNcx())
        options = {"mtime": made_at.astimezone(UTC), "epub3_pages": False, "epub2_guide": False}
        _Writer(self._archive, book, {**options, "landmark_title": legal(nav_title)}).write()


def _toc_item(entry: TocEntry) -> Any:
    title, href, members = entry
    if members:
        return epub.Section(legal(title), href), [_toc_item(member) for member in members]
    uid = "toc-" + "".join(letter if letter.isalnum() else "-" for letter in href)
    return epub.Link(href, legal(title), uid)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    def write(self) -> None:
        self.out: Archive = self.file_name
        self._write_container()
        self._write_items()
        self._write_opf()

    def _write_items(self) -> None:
        """Write what ebooklib makes; all else is in the archive by now."""
        for item in self.book.items:
            if isinstance(item, epub.EpubNcx):
                self.out.writestr(f"{self.book.FOLDER_NAME}/{item.file_name}", self._get_ncx())
            elif isinstance(item, epub.EpubNav):
                self.out.writestr(f"{self.book.FOLDER_NAME}/{item.file_name}", self._get_nav(item))

    def _get_nav(self, item: epub.EpubNav) -> bytes:
        # A document begins with its highest heading; ebooklib begins this one with the second.
        written: bytes = super()._get_nav(item)
        return written.replace(b"<h2>", b"<h1>", 1).replace(b"</h2>", b"</h1>", 1)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self.book.language)
        root.attrib.pop("prefix")  # declares a prefix that nothing here uses
        super()._write_opf_file(root)
