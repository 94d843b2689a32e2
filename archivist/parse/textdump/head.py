"""Title, standfirst, byline, dates and publisher of a dump, from the lines around its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archivist.model import Author, Evidence
from archivist.parse.datelines import date_parts, name_beside_date
from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.names import starts_byline
from archivist.parse.textdump.kinds import (
    Judged,
    Kind,
    is_byline,
    is_name,
    names_in,
)
from archivist.parse.textdump.lines import columns
from archivist.parse.textdump.title import NARROW, find_title, may_be_title, part_window
from archivist.rules.dates import date_words
from archivist.rules.dump_words import dump_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINES_ABOVE = 60  # that the title may stand above the body
_LINES_OF_DATE = 3  # that the date may stand above the title

# "The Lighthouse" in "© 2026 The Lighthouse. All rights reserved."
_OWNER = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[\s\d©ⓒ–-]*(?P<owner>[^.,|·;]{2,60})", re.IGNORECASE)
_CRUMB = re.compile(r"[>»›]")
_YEAR_TAIL = re.compile(r"\s+\d{4}$")


@dataclass(slots=True)
class Head:
    """The fields of an ``Article`` that stand above and below its body, while they are read."""

    title: str = ""
    standfirst: str = ""
    section: str = ""
    byline: str = ""
    authors: tuple[Author, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def note(self, name: str, line: Judged) -> None:
        """Say which line a field was read from."""
        place = Evidence(method="text", place=f"line {line.line.number}", text=line.text[:300])
        self.evidence.setdefault(name, (place,))


def read_head(
    above: Sequence[Judged], body: Sequence[Judged], below: Sequence[Judged], language: str
) -> Head:
    """Read the lines above the body, and those below it for what stands at the foot of a page."""
    head = Head()
    near = above[-_LINES_ABOVE:]
    title = find_title(near, body)
    after_title = near
    if title is not None:
        head.title = near[title].text
        head.note("title", near[title])
        _read_site(head, above)
        _read_standfirst(head, near[title + 1 :])
        _read_section(head, above, near[:title])
        after_title = near[title + 1 :]
    _read_byline(head, after_title)
    _read_contacts(head, [*after_title, *below])
    dated = after_title if title is None else near[max(0, title - _LINES_OF_DATE) :]
    _read_dates(head, [*dated, *below], language)
    _read_owner(head, below)
    return head


def _read_site(head: Head, above: Iterable[Judged]) -> None:
    """Read the site's name from the title of the window, which is the first line of many dumps."""
    for line in above:
        parted = part_window(line.text)
        if parted and parted[0] == head.title:
            head.publisher = parted[1]
            head.note("publisher", line)
            return


def _read_standfirst(head: Head, after: Sequence[Judged]) -> None:
    if after and may_be_title(after[0]):
        head.standfirst = after[0].text
        head.note("standfirst", after[0])


def _read_section(head: Head, above: Sequence[Judged], before: Sequence[Judged]) -> None:
    """Read the section: the end of the way printed above the title, or a link of the menu said again."""
    if not before:
        return
    line = before[-1]
    if line.kind is Kind.CRUMBS:
        head.section = _CRUMB.split(line.text)[-1].strip()
    else:
        said = line.text.casefold()
        same = [other.text for other in above if other is not line and other.text.casefold() == said]
        head.section = same[0] if same and columns(line.text) < NARROW else ""
    if head.section:
        head.note("section", line)


def _read_byline(head: Head, after: Sequence[Judged]) -> None:
    for at, line in enumerate(after):
        below = after[at + 1] if at + 1 < len(after) else None
        if byline := _byline_in(line, below):
            head.byline = byline
            head.authors = names_in(byline)
            head.note("byline", line)
            head.note("authors", line)
            return


def _byline_in(line: Judged, below: Judged | None) -> str:
    if line.kind is Kind.BYLINE or (line.kind is Kind.SHORT and is_name(line.text)):
        return line.text
    if line.kind is Kind.DATE:
        parts = (part.strip() for part in date_parts(line.text))
        return next((part for part in parts if is_byline(part)), name_beside_date(line.text))
    if below and is_name(below.text) and starts_byline(line.text) and len(line.text.split()) <= 2:
        return f"{line.text} {below.text}"  # "By" stands in a line of its own
    return ""


def _read_contacts(head: Head, lines: Iterable[Judged]) -> None:
    """Give each author the e-mail that stands beside the same name."""
    for line in lines:
        if line.kind is not Kind.CONTACT:
            continue
        found = [author for author in names_in(line.text) if author.email]
        if not head.authors and found:
            head.authors = tuple(found)
            head.byline = head.byline or line.text
            head.note("byline", line)
            head.note("authors", line)
        emails = {author.name: author.email for author in found}
        head.authors = tuple(replace(a, email=a.email or emails.get(a.name, "")) for a in head.authors)


def _read_dates(head: Head, lines: Iterable[Judged], language: str) -> None:
    for line in lines:
        if line.kind is not Kind.DATE:
            continue
        for part in date_parts(line.text):
            if moment := parse_moment(part, language):
                is_modified = any(word in fold(part) for word in date_words().modified)
                name = "modified" if is_modified else "published"
                if not getattr(head, name):
                    setattr(head, name, moment)
                    head.note(name, line)


def _read_owner(head: Head, below: Iterable[Judged]) -> None:
    for line in below:
        if not head.publisher and (match := _OWNER.search(line.text)):
            head.publisher = _YEAR_TAIL.sub("", dump_words().without_rights(match["owner"]))
            head.note("publisher", line)
