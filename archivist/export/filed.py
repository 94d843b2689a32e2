"""What the file of a picture says of itself, for the formats that have a place for it."""

from archivist.export.markup import link_address
from archivist.model import Photo

# The methods of evidence that come from the file.
_OF_FILE = frozenset({"xmp", "iptc", "exif", "png"})


def file_texts(photo: Photo) -> list[tuple[str, str]]:
    """Return all that the file of a photo says, each with its place there: ("dc:creator", "Jo Tern").

    It is the file's word, whether the page agrees or not.
    """
    said = [(seen.place, seen.text) for seen in photo.evidence if seen.method in _OF_FILE]
    return list(dict.fromkeys(said))


def file_notice(photo: Photo) -> str:
    """Return the notice of copyright in the file; empty where page and file credit others."""
    return "" if photo.disagreements or photo.file_credit is None else photo.file_credit.rights


def usage_terms(photo: Photo) -> str:
    """Return the terms under which the file says it may be used; empty where page and file credit others."""
    return _agreed(photo, "xmpRights:UsageTerms")


def rights_address(photo: Photo) -> str:
    """Return the address of the statement of rights that the file names; empty as for ``usage_terms``."""
    return link_address(_agreed(photo, "xmpRights:WebStatement"))


def _agreed(photo: Photo, place: str) -> str:
    return "" if photo.disagreements else next((text for at, text in file_texts(photo) if at == place), "")
