"""The pictures of one book: each prepared once, stored once, and known by its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from archivist.export.embed import Fields, embedded
from archivist.export.pictures import LONGEST_SIDE, PictureError, Prepared, prepare
from archivist.model import Picture
from archivist.picture import Field

_Fields = tuple[tuple[Field, tuple[str, ...]], ...]

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
    _seen: dict[tuple[bytes, _Fields], Held | str] = field(default_factory=dict)  # by the bytes sent
    _stored: set[str] = field(default_factory=set)

    def take(self, picture: Picture, fields: Fields | None = None) -> Held:
        """Return a picture as the book holds it, its file carrying the fields, if any.

        Raises:
            PictureError: it cannot be in a book.
        """
        key = sha256(picture.data).digest(), tuple((fields or {}).items())
        if key not in self._seen:
            self._seen[key] = self._take(picture.data, fields)
        held = self._seen[key]
        if isinstance(held, str):
            raise PictureError(held)
        return held

    def _take(self, sent: bytes, fields: Fields | None) -> Held | str:
        try:
            prepared = prepare(sent, longest_side=self.longest_side)
        except PictureError as error:
            return str(error)
        if self.cover is None and _suits_a_cover(prepared):
            self.cover = prepared
        data, note = embedded(prepared.data, fields) if fields else (prepared.data, "")
        name = f"pictures/{sha256(data).hexdigest()[:20]}.{_SUFFIXES[prepared.kind]}"
        notes = "; ".join(filter(None, (prepared.note, note)))
        held = Held(file_name=name, media_type=prepared.media_type, note=notes)
        if name not in self._stored:
            self._stored.add(name)
            self.store(held, data)
        return held


def _suits_a_cover(prepared: Prepared) -> bool:
    """Whether a picture is a photo of some size, not a banner: most of what is drawn explains something."""
    short, long = sorted((prepared.width, prepared.height))
    return prepared.kind == "jpeg" and short >= 400 and long <= 2 * short
