"""What a picture file says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archivist.picture.fields import SPECS, Field

# Concepts of the IPTC NewsCodes "digitalsourcetype", the last part of their addresses.
_GENERATED = frozenset({"algorithmicmedia", "trainedalgorithmicmedia"})
_COMPOSITE = frozenset({
    "composite", "compositecapture", "compositesynthetic", "compositewithtrainedalgorithmicmedia"
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One text of a file: what it says, in which standard, and where that has it."""

    field: Field
    text: str
    method: str  # "xmp", "iptc", "exif" or "png"
    place: str  # "dc:creator", "2:80 By-line", "Artist"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The texts of a file: those of XMP first, which cuts none, then of IPTC-IIM, of Exif, of PNG."""

    facts: tuple[Fact, ...] = ()

    def without(self, is_filling: Callable[[str], bool]) -> "PictureFacts":
        """Return the facts but for those whose text is a filling."""
        return PictureFacts(tuple(fact for fact in self.facts if not is_filling(fact.text)))

    def texts(self, field: Field) -> tuple[str, ...]:
        """Return what the first of the standards that has the field says: of most fields, one text."""
        method = next((fact.method for fact in self.facts if fact.field is field), "")
        return tuple(fact.text for fact in self.facts if fact.field is field and fact.method == method)

    def text(self, field: Field) -> str:
        """Return the first text of a field; empty for none."""
        return next(iter(self.texts(field)), "")

    @property
    def fields(self) -> Mapping[Field, tuple[str, ...]]:
        """All texts by their fields, in the order of the standard's table."""
        found = ((spec.field, self.texts(spec.field)) for spec in SPECS)
        return {field: texts for field, texts in found if texts}

    @property
    def is_generated(self) -> bool:
        """Whether the file says that a machine made the picture."""
        return self._source_type in _GENERATED

    @property
    def is_composite(self) -> bool:
        """Whether the file says that the picture was put together, by hand or by a machine."""
        return self._source_type in _COMPOSITE

    @property
    def _source_type(self) -> str:
        return self.text(Field.DIGITAL_SOURCE_TYPE).rstrip("/").rpartition("/")[2].casefold()
