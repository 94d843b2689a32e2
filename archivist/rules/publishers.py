"""What is known of a publisher's pages: where the body is, what in it is none, until when that held.

Source: data/publishers/<host>.toml, a list of ``[[template]]``, the oldest first:

    until   the first day on which it no longer held; then the next one does, if there is one
    body    selector of the element that holds the body
    drop    selectors of what is no part of it

A selector is one compound: ``div.story#main[itemprop=articleBody]``, each part optional.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Protocol

from archivist.errors import TableError
from archivist.rules.tables import list_tables, read_table, take, take_texts

_FOLDER = "publishers"
_KEYS = frozenset({"until", "body", "drop"})
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+=[^\]]+\])*)")
_PART = re.compile(r"\.(?P<name>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<key>[\w-]+)=(?P<value>[^\]]+)\]")


class Attributes(Protocol):
    """The attributes of an element, by name."""

    def get(self, key: str, /) -> str | None: ...  # noqa: D102 - as of a mapping


@dataclass(frozen=True, slots=True)
class Selector:
    """One compound of a selector: a tag, classes, attributes that an element must have."""

    tag: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str], ...]

    def matches(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element with this tag and these attributes is meant."""
        return (
            (not self.tag or tag == self.tag)
            and self.classes <= set((attributes.get("class") or "").split())
            and all(attributes.get(key) == value for key, value in self.attributes)
        )


@dataclass(frozen=True, slots=True)
class Template:
    """How a publisher's pages were built for a time."""

    until: date | None  # the first day on which it no longer held
    body: Selector | None
    drop: tuple[Selector, ...]


def read_selector(text: str, *, name: str = "", key: str = "") -> Selector:
    """Return the selector that a text writes.

    Raises:
        TableError: the text is no selector of one compound.
    """
    match = _SELECTOR.fullmatch(text)
    if not match or not text:
        raise TableError(name, key, f"expected a selector such as 'div.story', found {text!r}")
    parts = list(_PART.finditer(match["rest"]))
    return Selector(
        (match["tag"] or "").lower(),
        frozenset(part["name"] for part in parts if part["name"]),
        tuple(
            ("id", part["id"]) if part["id"] else (part["key"], part["value"])
            for part in parts
            if not part["name"]
        ),
    )


@cache
def publisher_hosts() -> frozenset[str]:
    """Return the hosts that have a table."""
    return frozenset(name.removeprefix(f"{_FOLDER}/").removesuffix(".toml") for name in list_tables(_FOLDER))


@cache
def templates(host: str) -> tuple[Template, ...]:
    """Return the templates of a host that has a table, the oldest first.

    Raises:
        TableError: the table has a key or a value that is none of the above.
    """
    name = f"{_FOLDER}/{host}.toml"
    tables = take(read_table(name), "template", list, [], name=name)
    return tuple(_template(table, name) for table in tables)


def _template(table: Any, name: str) -> Template:
    if not isinstance(table, dict) or (unknown := set(table) - _KEYS):
        raise TableError(name, "template", f"expected {', '.join(sorted(_KEYS))}, found {sorted(unknown)}")
    body = take(table, "body", str, "", name=name)
    until = table.get("until")
    if until is not None and not isinstance(until, date):
        raise TableError(name, "until", f"expected a date, found {until!r}")
    return Template(
        until,
        read_selector(body, name=name, key="body") if body else None,
        tuple(read_selector(text, name=name, key="drop") for text in take_texts(table, "drop", name=name)),
    )


@lru_cache(maxsize=1024)
def find_template(host: str, day: str = "") -> Template | None:
    """Return the template of a page that ``host`` sent on ``day`` (ISO 8601), or None.

    A page without a date is read as a new one. Tables of a domain hold for its subdomains.
    """
    parts = host.lower().split(".")
    known = next(
        (end for end in (".".join(parts[i:]) for i in range(len(parts))) if end in publisher_hosts()), ""
    )
    if not known:
        return None
    sent = day[:10] or date.max.isoformat()
    return next((one for one in templates(known) if not one.until or sent < one.until.isoformat()), None)
