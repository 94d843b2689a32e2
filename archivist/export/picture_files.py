"""The pictures of a book as files, each as it was stored; on request with its credit in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.export.embed import embedded, fields_of, objection
from archivist.export.identity import page_address
from archivist.model import Book, Chapter
from archivist.picture import kind_of

_SUFFIXES = {"jpeg": "jpg", "tiff": "tif"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture under the name it gets; ``data`` is empty where there is none, and ``note`` says why."""

    name: str  # the id of the capture, "-", the number of the photo in its article, and the usual suffix
    data: bytes = b""
    note: str = ""  # empty where all is as it should be


def picture_files(book: Book) -> Iterator[PictureFile]:
    """Yield the pictures of a book, in its order, one in memory at a time.

    The bytes are those that were stored; where the book embeds credits, with metadata that say what
    the page says (see ``embed``). A file that is no picture is left out.
    """
    for number, chapter in enumerate(book.chapters, 1):
        name = chapter.capture.id if chapter.capture else f"article-{number}"
        for place in range(len(chapter.article.photos)):
            yield _picture_file(book, chapter, place, f"{name}-{place + 1}")


def _picture_file(book: Book, chapter: Chapter, place: int, name: str) -> PictureFile:
    photo = chapter.article.photos[place]
    picture = chapter.pictures.get(photo.source)
    if picture is None:
        return PictureFile(name=name, note=f"{photo.source}: not saved")
    if not (kind := kind_of(picture.data)):
        return PictureFile(name=name, note=f"{photo.source}: not a picture")
    data, note = picture.data, ""
    if book.embeds_credits:
        page = page_address(chapter.article, chapter.capture)
        data, note = embedded(data, fields_of(photo, page, data))
        note = note or objection(photo)
    return PictureFile(name=f"{name}.{_SUFFIXES.get(kind, kind)}", data=data, note=note)
