"""Puts the steps together: the pictures of a page, those of the article, the words about each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.model import Photo
from archivist.parse.photos.addresses import is_template, stated_width
from archivist.parse.photos.captions import Surroundings, Words
from archivist.parse.photos.editorial import Judge, pixels
from archivist.parse.photos.frame import Frame
from archivist.parse.photos.keys import address_key
from archivist.parse.photos.owners import Owners
from archivist.parse.photos.pictures import Picture, Place, find_painted, find_pictures, find_stated
from archivist.parse.photos.reading import Reading, merge_readings
from archivist.parse.photos.scripts import Scripts
from archivist.parse.photos.structured import (
    article_titles,
    author_names,
    image_records,
    main_addresses,
    publisher_names,
)
from archivist.parse.photos.told import read_alt, read_attributes, read_records, read_script
from archivist.parse.photos.tree import text_of
from archivist.parse.photos.unseen import find_unseen
from archivist.parse.photos.visible import read_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from archivist.parse.page import Page
    from archivist.parse.photos.structured import Record
    from archivist.parse.region import Region
_UNSTATED = 900  # pixels: an address that states no width is more often that of a whole picture than not
_MOST_SCRIPTS_READ = 12  # pictures without words of which the scripts are asked
_MOST_PLACES = 8  # copies of one picture whose surroundings are read


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo, and where it stands in the page's tree.

    ``element`` is what a Figure block takes the place of, None where the picture is known only
    from structured data; the texts of ``caption_elements`` are no part of the body.
    """

    photo: Photo
    element: etree._Element | None = None
    caption_elements: tuple[etree._Element, ...] = ()


class PhotoReader:
    """Reads the photos of one page."""

    def __init__(self, page: Page, region: Region | None, language: str) -> None:
        self.page = page
        self.language = language
        self.titles = article_titles(page)
        self.frame = Frame(page, region.elements if region else (), self.titles)
        if self.frame.title is not None:
            self.titles |= {text_of(self.frame.title).casefold()}
        self.records = image_records(page)
        self.main = main_addresses(page, self.records)
        self.publishers = publisher_names(page)
        self.scripts = Scripts(page)
        self._scripts_read = 0
        self._by_key: dict[str, list[Record]] = {}
        for record in self.records:
            for key in record.keys:
                self._by_key.setdefault(key, []).append(record)
        address = page.url or next(iter(page.meta.get("og:url", ())), "")
        self.authors = author_names(page)
        self._main_keys = {address: address_key(address) for address in self.main}
        self.judge = Judge(self.frame, self._main_keys.values(), self.authors, address, language)

    def read(self) -> Iterator[FoundPhoto]:
        """Yield the photos of the article, in page order."""
        pictures = find_pictures(filter(self.judge.may_be_editorial, self.frame.images))
        if self.main and not any(map(self.judge.is_main, pictures)):
            pictures = [*filter(self.judge.is_main, find_painted(self.page)), *pictures]
        found = list(self._photos(pictures))
        yield from found or self._unseen()

    def _unseen(self) -> Iterator[FoundPhoto]:
        """Yield the main picture that no element shows, if the page says more of it than its address."""
        stated = filter(self.judge.is_main, find_stated(self.page))
        told = [found for found in self._photos(list(stated)) if found.photo.caption or found.photo.credit]
        if told:
            yield told[0]
        elif unseen := find_unseen(self.page, self.scripts, self.main, self.records, self.titles):
            yield self._photo(unseen, unseen.places, self._surroundings([]))

    def _photos(self, pictures: list[Picture]) -> Iterator[FoundPhoto]:
        surroundings = self._surroundings(pictures)
        for picture in pictures:
            if places := self.judge.editorial_places(picture):
                yield self._photo(picture, places, surroundings)

    def _surroundings(self, pictures: list[Picture]) -> Surroundings:
        return Surroundings(Owners(pictures), self.frame, self.language)

    def _photo(self, picture: Picture, places: list[Place], surroundings: Surroundings) -> FoundPhoto:
        found = [surroundings.words_of(place, picture) for place in places[:_MOST_PLACES]]
        words = max(found, key=Words.letters, default=Words())
        records = self._records_of(picture)
        reading = self._reading(words, picture, records)
        candidates = self._candidates(
            picture, [address for record in records for address in record.addresses]
        )
        width, height = _size(places, [(record.width, record.height) for record in records])
        photo = Photo(
            source=candidates[0] if candidates else "",
            candidates=candidates,
            alt="" if _only_repeats(picture.alt, reading) else picture.alt,
            caption=reading.caption,
            credit=reading.credit,
            width=width,
            height=height,
            evidence=reading.evidence,
        )
        return FoundPhoto(photo, words.box, _elements(words, found))

    def _reading(self, words: Words, picture: Picture, records: list[Record]) -> Reading:
        reading = merge_readings(
            read_visible(words, self.language),
            read_attributes(words, self.titles, self.language),
            read_alt(picture.alt, self.language),
            read_records(records, self.titles, self.publishers | self.authors, self.language),
        )
        if reading.caption or reading.credit or self._scripts_read >= _MOST_SCRIPTS_READ:
            return reading
        self._scripts_read += 1
        told = read_script(self.scripts.words_of(picture.addresses), self.titles, self.language)
        return replace(told, evidence=reading.evidence + told.evidence)

    def _records_of(self, picture: Picture) -> list[Record]:
        """Return what the page's data say of a picture, in page order."""
        found = {record: None for key in sorted(picture.keys) for record in self._by_key.get(key, ())}
        return list(found)

    def _candidates(self, picture: Picture, recorded: list[str]) -> tuple[str, ...]:
        """Return the absolute addresses of a picture, widest first; templates come last."""
        ranked = sorted(
            picture.addresses.items(),
            key=lambda item: (is_template(item[0]), -(item[1] or stated_width(item[0]) or _UNSTATED)),
        )
        shared = [address for address, key in self._main_keys.items() if key in picture.keys]
        addresses = [address for address, _ in ranked] + recorded + shared
        return tuple(dict.fromkeys(filter(None, map(self.page.absolute, addresses))))


def _elements(words: Words, copies: Iterable[Words]) -> tuple[etree._Element, ...]:
    """Return the elements whose texts were read, and those of copies that say the same."""
    said = {piece.folded for piece in words.pieces}
    pieces = (piece for copy in (words, *copies) for piece in copy.pieces)
    return tuple(dict.fromkeys(piece.element for piece in pieces if piece.folded in said))


def _only_repeats(alt: str, reading: Reading) -> bool:
    """Whether an alternative text says what the caption says, perhaps with the credit, and nothing else."""
    printed = reading.credit.printed if reading.credit else ""
    said = (reading.caption, f"{reading.caption} {printed}")
    return " ".join(alt.split()) in {" ".join(text.split()) for text in said}


def _size(
    places: list[Place], recorded: list[tuple[int | None, int | None]]
) -> tuple[int | None, int | None]:
    """Return width and height, where one place gives both; else the one of them that a place gives."""
    said = [(pixels(place.element.get("width")), pixels(place.element.get("height"))) for place in places]
    sizes = [*said, *recorded]
    return next(filter(all, sizes), None) or next(filter(any, sizes), (None, None))
