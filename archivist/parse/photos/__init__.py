"""The photos of an article: each picture that illustrates it once, with caption and credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.photos.reader import FoundPhoto, PhotoReader

if TYPE_CHECKING:
    from archivist.parse.page import Page
    from archivist.parse.region import Region

__all__ = ["FoundPhoto", "find_photos"]


def find_photos(page: Page, region: Region | None, language: str = "") -> tuple[FoundPhoto, ...]:
    """Return the pictures that illustrate the article, in page order, each once. Never raises.

    ``region`` is where the article's body stands; the main picture is found outside it, too.
    ``language`` (BCP 47, or empty) helps to read captions.
    """
    return tuple(PhotoReader(page, region, language).read())
