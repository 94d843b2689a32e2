"""A value found on a page, with where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from archivist.model import Evidence

T = TypeVar("T")

_LONGEST_EVIDENCE = 300


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A candidate for a field: its value, understood, and the evidence for it."""

    value: T
    evidence: Evidence


def found(value: T, method: str, place: str, text: str, confidence: float) -> Found[T]:
    """Return a candidate; ``text`` is what stood at ``place``, and is cut to what evidence may hold."""
    evidence = Evidence(method=method, place=place, text=text[:_LONGEST_EVIDENCE], confidence=confidence)
    return Found(value, evidence)
