"""The photos of an article: each picture that illustrates it once, with caption and credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.model import Photo
from archivist.parse.photos.addresses import address_key
from archivist.parse.photos.captions import Words, words_of
from archivist.parse.photos.editorial import editorial_places, is_small, may_be_editorial
from archivist.parse.photos.frame import Frame
from archivist.parse.photos.merge import read_alt, read_attributes, read_records, read_visible
from archivist.parse.photos.pictures import Picture, Place, find_painted, find_pictures
from archivist.parse.photos.structured import image_records, main_addresses

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page
    from archivist.parse.photos.structured import Record
    from archivist.parse.region import Region


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo, and where it stands in the page's tree.

    ``element`` is what a Figure block takes the place of, None where the picture is known only
    from structured data; the texts of ``caption_elements`` are no part of the body.
    """

    photo: Photo
    element: etree._Element | None = None
    caption_elements: tuple[etree._Element, ...] = ()


def find_photos(page: Page, region: Region | None, language: str = "") -> tuple[FoundPhoto, ...]:
    """Return the pictures that illustrate the article, in page order, each once."""
    frame = Frame(page.root, region.elements if region else ())
    records = image_records(page)
    main = main_addresses(page)
    lead_keys = {address_key(address) for address in main}
    pictures = find_pictures(element for element in frame.images if may_be_editorial(element, frame))
    if all(picture.keys.isdisjoint(lead_keys) for picture in pictures):
        painted = find_painted(page.root) if lead_keys else []
        pictures = [*(picture for picture in painted if not picture.keys.isdisjoint(lead_keys)), *pictures]
    owners = _owners(frame, pictures)
    return tuple(
        _found(picture, places, owners, frame, page, records, main, language)
        for picture in pictures
        if (places := editorial_places(picture, frame, lead_keys, page.url))
    )


def _owners(frame: Frame, pictures: list[Picture]) -> dict[etree._Element, Picture]:
    """Return whose picture each img is; those not editorial belong to one other, small signs to nobody."""
    other = Picture()
    owners = {element: other for element in frame.images if not is_small(element)}
    owners.update((place.element, picture) for picture in pictures for place in picture.places)
    return owners


def _found(
    picture: Picture,
    places: list[Place],
    owners: dict[etree._Element, Picture],
    frame: Frame,
    page: Page,
    records: list[Record],
    main: list[str],
    language: str,
) -> FoundPhoto:
    words = [words_of(place, owners, frame, language) for place in places]
    best = max(words, key=lambda w: sum(len(p.text) for p in w.pieces), default=Words())
    own = [record for record in records if not record.keys.isdisjoint(picture.keys)]
    visible = read_visible(best, language)
    attributes = read_attributes(best, language)
    structured = read_records(own, language, "")
    alt = next((place.alt for place in picture.places if place.alt), "")
    readings = (visible, attributes, read_alt(alt, language), structured)
    caption = next((reading.caption for reading in readings[:2] if reading.caption), "")
    credit = next((reading.credit for reading in readings if reading.credit), None)
    ranked = sorted(picture.addresses.items(), key=lambda item: -item[1])
    extra = [a for a in main if address_key(a) in picture.keys] + [
        a for record in own for a in record.addresses
    ]
    candidates = tuple(
        dict.fromkeys(filter(None, (page.absolute(a) for a in [*(a for a, _ in ranked), *extra])))
    )
    return FoundPhoto(
        Photo(
            source=candidates[0] if candidates else "",
            candidates=candidates,
            alt="" if alt == caption else alt,
            caption=caption,
            credit=credit,
            evidence=tuple(e for reading in readings for e in reading.evidence)
           ,
        ),
        best.box,
        tuple(dict.fromkeys(piece.element for piece in best.pieces)),
    )
