"""Little pages that say who wrote what and when, as many systems make them: ``tests/data/heads``.

Each table has pages with what a reader would say of the head: title, standfirst, names, days,
section, tags, publisher. A field that a page leaves out is not asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archivist.model import Article
from archivist.parse.article import read_article

FOLDER = Path(__file__).parent / "data" / "heads"
TABLES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "words"))
_FIELDS = ("title", "standfirst", "authors", "published", "modified", "section", "tags", "publisher")
_WORDS = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what its head says."""

    kind: str
    html: str
    url: str
    head: dict[str, Any]

    def misread(self) -> dict[str, tuple[Any, Any]]:
        """Return the fields that are read otherwise: what the page says, and what was read."""
        read = _read(read_article(self.html.encode(), self.url), self.head)
        return {field: (said, read[field]) for field, said in self.head.items() if read[field] != said}


def pages(table: str) -> Iterator[Page]:
    """Yield the pages of a table, with the words of their language in place."""
    for entry in tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))["page"]:
        head = {field: entry[field] for field in _FIELDS if field in entry}
        html = _WORDS.sub(_paragraphs, entry["html"])
        yield Page(entry["kind"], html, entry.get("url", "https://paper.example/a/b"), head)


def _paragraphs(language: re.Match[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in _words()[language[1]])


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


def _read(article: Article, head: dict[str, Any]) -> dict[str, Any]:
    """Return what was read of the fields, dates only as precisely as the page is known to say them."""
    read: dict[str, Any] = {field: getattr(article, field) for field in _FIELDS}
    read["authors"] = [author.name for author in article.authors]
    read["tags"] = list(article.tags)
    for field in ("published", "modified"):
        read[field] = read[field][: len(head.get(field, "")) or None]
    return read
