"""A selection of captures -> a Book."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from archivist.errors import ReadingError, WarcError
from archivist.library import Library
from archivist.model import Article, Book, Capture, Chapter, Paragraph, Photo, Picture, Run
from archivist.rules.phrases import phrases


def make_book(
    library: Library,
    captures: Sequence[Capture],
    *,
    title: str = "",
    made_at: datetime,
    embeds_credits: bool = False,
) -> Book:
    """Return the articles of captures as a book, in the order in which they were published.

    An article whose page says no time goes by the time of its capture. Of captures that read the
    same only the latest is taken. Without a title a book of one article has that article's, others
    "12 articles, 24 November 2026". Pictures stay in the library until they are asked for. A capture
    that is damaged becomes a chapter that says so.
    """
    chapters = [_chapter(library, capture) for capture in captures]
    chapters = sorted(_without_repeats(chapters), key=_when)
    book = Book(title=title, chapters=chapters, made_at=made_at, embeds_credits=embeds_credits)
    return book if title else replace(book, title=_title(book))


class StoredPictures(Mapping[str, Picture]):
    """The pictures of one capture by ``Photo.source``, each read from the library when it is asked for.

    Where the best copy of a photo was not kept, the first of the others that was stands in for it.
    """

    def __init__(self, library: Library, capture: Capture, photos: Iterable[Photo]) -> None:
        self._library = library
        self._capture = capture
        self._photos = {photo.source: photo for photo in photos}

    def __getitem__(self, source: str) -> Picture:
        if picture := self._library.picture(self._capture, self._photos[source]):
            return picture
        raise KeyError(source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._photos)

    def __len__(self) -> int:
        return len(self._photos)


def _chapter(library: Library, capture: Capture) -> Chapter:
    try:
        article = library.article(capture)
    except (WarcError, ReadingError) as error:
        lost = Paragraph((Run(f"{capture.warc_file}: {error.reason}"),))
        return Chapter(article=Article(url=capture.target_uri, blocks=(lost,)), capture=capture)
    pictures = StoredPictures(library, capture, article.photos)
    return Chapter(article=article, capture=capture, pictures=pictures)


def _without_repeats(chapters: Iterable[Chapter]) -> list[Chapter]:
    latest: dict[tuple[object, ...], Chapter] = {}
    for chapter in sorted(chapters, key=_captured_at):
        article = chapter.article
        latest[article.url, article.title, article.blocks] = chapter
    return list(latest.values())


def _captured_at(chapter: Chapter) -> datetime:
    return chapter.capture.captured_at if chapter.capture else datetime.min.replace(tzinfo=UTC)


def _when(chapter: Chapter) -> tuple[datetime, datetime]:
    """Return when an article was published, then when it was captured; a time without a zone is in UTC."""
    captured_at = _captured_at(chapter)
    try:
        published = datetime.fromisoformat(chapter.article.published)
    except ValueError:
        return captured_at, captured_at
    return published if published.tzinfo else published.replace(tzinfo=UTC), captured_at


def _title(book: Book) -> str:
    if len(book.chapters) == 1 and book.chapters[0].article.title:
        return book.chapters[0].article.title
    words = phrases(book.language)
    return f"{words.count(len(book.chapters))}, {words.date(book.made_at.date().isoformat())}"
