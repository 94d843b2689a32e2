"""The pictures of one book: each prepared once, stored once, and known by its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from archivist.export.pictures import LONGEST_SIDE, PictureError, Prepared, prepare
from archivist.model import Picture

_SUFFIXES = {"jpeg": "jpg", "png": "png", "gif": "gif", "svg": "svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A picture that is in the book."""

    file_name: str
    media_type: str
    note: str  # what is not as it was sent; empty where all is


@dataclass(slots=True)
class Album:
    """Takes pictures in; ``store(held, data)`` is called once for each file, and nothing is kept here.

    ``cover`` is the first picture that is large enough for the cover of the book.
    """

    store: Callable[[Held, bytes], None]
    longest_side: int = LONGEST_SIDE
    cover: Prepared | None = None
    _seen: dict[bytes, Held | str] = field(default_factory=dict)  # by the bytes sent
    _stored: set[str] = field(default_factory=set)

    def take(self, picture: Picture) -> Held:
        """Return a picture as the book holds it.

        Raises:
            PictureError: it cannot be in a book.
        """
        key = sha256(picture.data).digest()
        if key not in self._seen:
            self._seen[key] = self._take(picture.data)
        held = self._seen[key]
        if isinstance(held, str):
            raise PictureError(held)
        return held

    def _take(self, data: bytes) -> Held | str:
        try:
            prepared = prepare(data, longest_side=self.longest_side)
        except PictureError as error:
            return str(error)
        if self.cover is None and _suits_a_cover(prepared):
            self.cover = prepared
        name = f"pictures/{sha256(prepared.data).hexdigest()[:20]}.{_SUFFIXES[prepared.kind]}"
        held = Held(file_name=name, media_type=prepared.media_type, note=prepared.note)
        if name not in self._stored:
            self._stored.add(name)
            self.store(held, prepared.data)
        return held


def _suits_a_cover(prepared: Prepared) -> bool:
    """Whether a picture is a photo of some size, not a banner: most of what is drawn explains something."""
    short, long = sorted((prepared.width, prepared.height))
    return prepared.kind == "jpeg" and short >= 400 and long <= 2 * short
