"""The agencies of data/agencies.toml, checked: who they are and how they are spelled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from archivist.errors import TableError
from archivist.rules.tables import read_table, take_texts

_TABLE = "agencies.toml"


class AgencyKind(StrEnum):
    """What a name in a credit stands for."""

    WIRE = "wire"  # a news agency
    PHOTO = "photo"  # a photo agency
    STOCK = "stock"  # a library that sells or gives away pictures made for no one
    ARCHIVE = "archive"
    PUBLISHER = "publisher"  # a newspaper, magazine, broadcaster or their house
    POOL = "pool"  # photographers who share what they take


_KINDS = frozenset(kind.value for kind in AgencyKind)


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One agency. ``spellings`` begins with the canonical name."""

    name: str
    kind: AgencyKind
    country: str  # ISO 3166-1 alpha-2
    spellings: tuple[str, ...]
    ambiguous: frozenset[str] = frozenset()  # of the spellings, those that are also other words

    def is_ambiguous(self, printed: str) -> bool:
        """Whether the agency's name, in these letters or in capitals, is also another word."""
        return printed in self.ambiguous or (
            len(printed) > 2 and any(printed == spelling.upper() for spelling in self.ambiguous)
        )


def spelling_key(spelling: str) -> str:
    """Return what two spellings share that count as one: letter case, width and hyphens are nothing.

    >>> spelling_key("Getty-Images") == spelling_key("ＧＥＴＴＹ  images")
    True
    """
    folded = unicodedata.normalize("NFKC", spelling).casefold()
    return " ".join(folded.replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class AgencyOrder:
    """What the order of agencies on a line says: their names."""

    distributors: frozenset[str]  # passed on what others took, wherever they stand
    named_first: frozenset[str]  # print their own name first


@cache
def load_order() -> AgencyOrder:
    """Return what the table says about the order of agencies.

    Raises:
        TableError: the table is wrong, or names one that is no agency.
    """
    order = read_table(_TABLE).get("order", {})
    names = {entry.name for entry in load_agencies()}
    lists = {key: take_texts(order, key, name=_TABLE) for key in ("distributors", "named_first")}
    for key, listed in lists.items():
        for name in listed:
            if name not in names:
                raise TableError(_TABLE, f"order.{key}", f"expected names of agencies, {name!r} is none")
    return AgencyOrder(frozenset(lists["distributors"]), frozenset(lists["named_first"]))


@cache
def load_collections() -> tuple[str, ...]:
    """Return the brands under which one library sells: named beside it, and no agencies.

    Raises:
        TableError: the table is wrong.
    """
    return take_texts(read_table(_TABLE).get("collections", {}), "names", name=_TABLE)


@cache
def load_agencies() -> tuple[AgencyEntry, ...]:
    """Return every agency of the table, in its order.

    Raises:
        TableError: the table is wrong, or two agencies share a spelling.
    """
    return check_agencies(read_table(_TABLE))


def check_agencies(table: Mapping[str, Any]) -> tuple[AgencyEntry, ...]:
    """Return the agencies of a table that has been read.

    Raises:
        TableError: a kind, name or spelling is not what the head of the table says, two agencies
            share a spelling, or an ambiguous spelling is no agency's.
    """
    ambiguous = frozenset(take_texts(table.get("ambiguous", {}), "spellings", name=_TABLE))
    entries = tuple(_entries(table, ambiguous))
    owners: dict[str, str] = {}
    for entry in entries:
        for spelling in entry.spellings:
            owner = owners.setdefault(spelling_key(spelling), entry.name)
            if owner != entry.name:
                raise TableError(
                    _TABLE, entry.name, f"expected a spelling of its own, {spelling!r} is one of {owner!r}"
                )
    for spelling in sorted(ambiguous - {spelling for entry in entries for spelling in entry.spellings}):
        raise TableError(
            _TABLE, "ambiguous.spellings", f"expected spellings of agencies, {spelling!r} is none"
        )
    return entries


def _entries(table: Mapping[str, Any], ambiguous: frozenset[str]) -> Iterator[AgencyEntry]:
    for kind_name, countries in table.items():
        if kind_name in {"ambiguous", "order", "collections"}:
            continue
        if kind_name not in _KINDS or not isinstance(countries, dict):
            raise TableError(
                _TABLE, kind_name, f"expected one of {', '.join(sorted(_KINDS))}, with a table a country"
            )
        for country, agencies in countries.items():
            if len(country) != 2 or not country.isupper() or not isinstance(agencies, dict):
                raise TableError(
                    _TABLE,
                    f"{kind_name}.{country}",
                    "expected a country code of ISO 3166 with a table of agencies",
                )
            for name in agencies:
                spellings = (name, *take_texts(agencies, name, name=_TABLE))
                marked = frozenset(ambiguous.intersection(spellings))
                yield AgencyEntry(name, AgencyKind(kind_name), country, spellings, marked)
