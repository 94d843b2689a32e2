"""A value found on a page, with where it stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from archivist.model import Evidence
from archivist.parse.metadata.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.parse.page import Page

T = TypeVar("T")

_LONGEST_EVIDENCE = 300  # characters, as Evidence.text promises


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A candidate for a field: its value, understood, and the evidence for it."""

    value: T
    evidence: Evidence

    def with_confidence(self, confidence: float) -> Found[T]:
        """Return the same candidate, believed more or less."""
        return Found(self.value, replace(self.evidence, confidence=confidence))


def found(value: T, method: str, place: str, text: str, confidence: float) -> Found[T]:
    """Return a candidate; ``text`` is what stood at ``place``, and is cut to what evidence may hold."""
    evidence = Evidence(method=method, place=place, text=text[:_LONGEST_EVIDENCE], confidence=confidence)
    return Found(value, evidence)


def from_meta(page: Page, names: Iterable[str], confidence: float) -> list[Found[str]]:
    """Return the first content of the meta elements of each name, in the order of the names, none empty."""
    return [
        found(value, "meta", f'meta[property="{name}"]', text, confidence)
        for name in names
        for text in page.meta.get(name, ())[:1]
        if (value := clean(text))
    ]


def best_first(candidates: list[Found[T]]) -> list[Found[T]]:
    """Return candidates by confidence; of those that tie, the earlier first."""
    return sorted(candidates, key=lambda one: -one.evidence.confidence)
