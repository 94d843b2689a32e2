"""A selection becomes a book: in order, without repeats, its pictures left where they are until asked for."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from archivist.book import StoredPictures, make_book
from archivist.errors import WarcError
from archivist.model import Article, Book, Capture, Paragraph, Photo, Picture, Run
from tests.articles import capture

if TYPE_CHECKING:
    from archivist.library import Library

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Shelf:
    """What a book asks of a library."""

    articles: dict[str, Article | WarcError] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def add(self, article: Article | WarcError, *, hours: int = 0) -> Capture:
        kept = replace(capture(len(self.articles)), captured_at=NOON + timedelta(hours=hours))
        self.articles[kept.id] = article
        return kept

    def article(self, kept: Capture) -> Article:
        if isinstance(found := self.articles[kept.id], WarcError):
            raise found
        return found

    def picture(self, kept: Capture, photo: Photo) -> Picture | None:
        self.asked.append(photo.source)
        return Picture(data=self.pictures[photo.source]) if photo.source in self.pictures else None


def book(shelf: Shelf, *captures: Capture, title: str = "") -> Book:
    return make_book(cast("Library", shelf), captures, title=title, made_at=NOON)


def titles(made: Book) -> list[str]:
    return [chapter.article.title for chapter in made.chapters]


def test_articles_come_in_the_order_in_which_they_were_published() -> None:
    shelf = Shelf()
    third = shelf.add(Article(title="no time: goes by its capture"), hours=1)
    second = shelf.add(Article(title="in Seoul", published="2026-11-24T20:00:00+09:00"))
    first = shelf.add(Article(title="a day only", published="2026-11-24"))
    assert titles(book(shelf, third, second, first)) == [
        "a day only",
        "in Seoul",
        "no time: goes by its capture",
    ]


def test_of_captures_that_read_the_same_the_latest_is_taken() -> None:
    shelf = Shelf()
    later, earlier = shelf.add(Article(title="Rain"), hours=2), shelf.add(Article(title="Rain"), hours=1)
    changed = shelf.add(Article(title="Rain", blocks=(Paragraph((Run("It stopped."),)),)), hours=3)
    made = book(shelf, later, earlier, changed)
    assert [chapter.capture for chapter in made.chapters] == [later, changed]


def test_a_book_of_one_article_has_its_title() -> None:
    shelf = Shelf()
    assert book(shelf, shelf.add(Article(title="Rain"))).title == "Rain"


def test_a_book_of_several_is_called_by_their_number_and_its_day() -> None:
    shelf = Shelf()
    kept = [shelf.add(Article(title=title)) for title in ("Rain", "Wind")]
    assert book(shelf, *kept).title == "2 articles, 24 November 2026"
    assert book(shelf, *kept, title="Weather").title == "Weather"


def test_a_book_is_called_so_in_the_language_of_most_of_its_articles() -> None:
    shelf = Shelf()
    kept = [shelf.add(Article(title=title, language="ko")) for title in ("비", "바람")]
    assert book(shelf, *kept).title == "기사 2건, 2026년 11월 24일"


def test_pictures_are_read_when_they_are_asked_for() -> None:
    shelf = Shelf(pictures={"https://a.example/1.jpg": b"one"})
    made = book(shelf, shelf.add(Article(photos=(Photo(source="https://a.example/1.jpg"),))))
    assert shelf.asked == []
    assert made.chapters[0].pictures["https://a.example/1.jpg"].data == b"one"


def damaged() -> WarcError:
    return WarcError(Path("a.warc.gz"), 40213, "1,024 of 9,870 bytes")


def test_a_picture_that_is_not_there_is_no_picture() -> None:
    pictures = StoredPictures(cast("Library", Shelf()), capture(), [Photo(source="https://a.example/1.jpg")])
    assert list(pictures) == ["https://a.example/1.jpg"]
    with pytest.raises(KeyError):
        pictures["https://a.example/1.jpg"]


def test_a_damaged_capture_becomes_a_chapter_that_says_so() -> None:
    shelf = Shelf()
    made = book(shelf, shelf.add(damaged()), shelf.add(Article(title="Rain")))
    assert [chapter.article.text for chapter in made.chapters if not chapter.article.title] == [
        f"{capture(0).warc_file}: 1,024 of 9,870 bytes"
    ]
