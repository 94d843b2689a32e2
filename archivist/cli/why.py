"""What stands behind a reading: where values came from, and where a page and a picture's file disagree."""

from collections.abc import Iterable

from archivist.cli import say
from archivist.errors import UsageError
from archivist.model import Article, Disagreement, Evidence, Photo

#: Names for the evidence of all photos.
_PHOTOS = frozenset({"photos", "credits"})


def show_why(article: Article, field: str) -> None:
    """Print the value of a field and where it came from; of photos, one after the other.

    Raises:
        UsageError: an article has no such field.
    """
    if field in _PHOTOS:
        say.line(f"{field}: {len(article.photos)}")
        for number, photo in enumerate(article.photos, 1):
            _show_photo(number, photo)
        return
    if not hasattr(article, field):
        known = sorted({*article.evidence, *_PHOTOS})
        raise UsageError(f"an article has no field {field!r}", hint=f"one of {', '.join(known)}")
    say.line(f"{field}: {getattr(article, field)!r}")
    _show_evidence(article.evidence.get(field, ()), "  ")


def show_disagreements(article: Article) -> None:
    """Print the pictures whose files credit others than the page does; nothing where there are none."""
    found = [(number, photo) for number, photo in enumerate(article.photos, 1) if photo.disagreements]
    if found:
        say.line()
        say.line("The page and the file of a picture credit others (--why credits says more):")
    for number, photo in found:
        say.line(f"  {number} {say.photo(photo)}")
        for disagreement in photo.disagreements:
            say.line(f"    {_words(disagreement)}")


def _show_photo(number: int, photo: Photo) -> None:
    say.line(f"  {number} {say.photo(photo)}")
    _show_evidence(photo.evidence, "    ")
    for disagreement in photo.disagreements:
        say.line(f"    page and file disagree on {_words(disagreement)}")


def _show_evidence(found: Iterable[Evidence], margin: str) -> None:
    for evidence in found:
        text = say.shorten(evidence.text, 90)
        say.line(f"{margin}{evidence.confidence:.2f} {evidence.method} {evidence.place}: {text}")


def _words(disagreement: Disagreement) -> str:
    page, file = (", ".join(names) or "nothing" for names in (disagreement.page, disagreement.file))
    return f"{disagreement.field}: {page} on the page, {file} in the file"
