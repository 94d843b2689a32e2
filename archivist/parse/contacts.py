"""The lines in which a page names its authors with their e-mail: "Lee Min mlee@daily.example"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from archivist.model import Author, Evidence, Paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from archivist.model import Article
    from archivist.parse.page import Page

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "u"})
_SKIPPED = frozenset({"script", "style", "noscript", "template", "textarea", "head", "title"})
_LONGEST = 120  # characters of such a line
_MOST = 200  # places of a page that are looked at
_MOST_PIECES = 24  # of text in one line
_DEEPEST = 6  # inline elements around an address


def with_contacts(page: Page, article: Article) -> Article:
    """Give the authors of an article the e-mails beside their names; such a line is no text of it."""
    missing = [author.name for author in article.authors if not author.email]
    if not missing:
        return article
    lines = {
        line: email for line, email in _contact_lines(page) if any(_names(line, name) for name in missing)
    }
    if not lines:
        return article
    emails = {name: email for line, email in lines.items() for name in missing if _names(line, name)}
    authors = tuple(_with_email(author, emails) for author in article.authors)
    said = {_squeeze(line) for line in lines}
    blocks = tuple(
        block
        for block in article.blocks
        if not (isinstance(block, Paragraph) and _squeeze(plain(block.runs)) in said)
    )
    shown = tuple(Evidence(method="visible", place="e-mail", text=line) for line in lines)
    evidence = {**article.evidence, "authors": (*article.evidence.get("authors", ()), *shown)}
    return replace(article, authors=authors, blocks=blocks, evidence=evidence)


def _with_email(author: Author, emails: Mapping[str, str]) -> Author:
    return replace(author, email=author.email or emails.get(author.name, ""))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _names(line: str, name: str) -> bool:
    return name.casefold() in line.casefold()


def _contact_lines(page: Page) -> Iterator[tuple[str, str]]:
    """Yield each short line of the page with one e-mail in it, and that e-mail, in page order."""
    for element in islice(_addressed(page), _MOST):
        line = _line_around(element)
        found = _EMAIL.findall(line)
        if len(set(found)) == 1 and len(line) <= _LONGEST:
            yield line, found[0]


def _addressed(page: Page) -> Iterator[etree._Element]:
    """The elements with an address in their own text, or in the text behind one of their children."""
    within = {at for at, text in page.told if "@" in text}
    behind = {at for at, text in page.told_behind if "@" in text}
    for at in sorted(within | behind):
        element = page.elements[at]
        if page.tags[at] in _SKIPPED:
            continue
        if at in within:
            yield element
        elif (parent := element.getparent()) is not None:
            yield parent


def _line_around(element: etree._Element) -> str:
    """Return the words of the line that an element stands in, or too many of them."""
    for _ in range(_DEEPEST):
        parent = element.getparent()
        if element.tag not in _INLINE or parent is None:
            break
        element = parent
    pieces = islice(element.itertext(), _MOST_PIECES)
    return " ".join(" ".join(map(str, pieces)).split())[: _LONGEST + 1]
