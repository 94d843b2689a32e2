"""Title, standfirst, byline, dates and publisher of a dump, from the lines around its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archivist.model import Author, Evidence
from archivist.parse.metadata.moments import fold, parse_moment
from archivist.parse.metadata.names import looks_personal, read_names
from archivist.parse.textdump.kinds import Judged, Kind, date_parts, names_in
from archivist.parse.textdump.lines import columns
from archivist.rules.dates import date_words, month_names
from archivist.rules.dump_words import dump_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NARROW = 16  # columns: the name of a section, a link of a menu
_WIDEST_TITLE = 240
_WIDEST_NAME = 40
_LINES_ABOVE = 40  # that the title may stand above the body

# "The Lighthouse" in "Title | The Lighthouse" and in "© 2026 The Lighthouse. All rights reserved."
_WINDOW = re.compile(r"(?P<title>.{4,240}?)\s[|–—-]\s(?P<site>[^|–—]{2,60})")
_OWNER = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[\s\d©ⓒ–-]*(?P<owner>[^.,|·;]{2,60})", re.IGNORECASE)
_CRUMB = re.compile(r"[>»›]")
_BEFORE_NUMBER = re.compile(r"\D{2,60}(?=\d)")
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


def read_head(above: Sequence[Judged], below: Sequence[Judged], language: str) -> Head:
    """Read the lines above the body, and those below it for what stands at the foot of a page."""
    head = Head()
    near = above[-_LINES_ABOVE:]
    title = _find_title(near)
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
    _read_dates(head, [*after_title, *below], language)
    _read_owner(head, below)
    return head


def _find_title(near: Sequence[Judged]) -> int | None:
    """Return where the title stands.

    It is what the title of the window says, too. Else it is the first of the lines that stand together
    above the byline, or above the body, and are no buttons or dates: below it may stand a standfirst,
    above it the names of sections.
    """
    windows = {match["title"] for line in near[:3] if (match := _WINDOW.fullmatch(line.text))}
    for at, line in enumerate(near):
        if line.text in windows:
            return at
    signed = max((at for at, line in enumerate(near) if _is_signature(line)), default=0)
    for end in (signed, len(near)):
        last = next((at for at in range(end - 1, -1, -1) if _may_be_title(near[at])), None)
        if last is not None:
            return _first_of_cluster(near, last)
    short = [at for at, line in enumerate(near) if line.kind is Kind.SHORT]
    return short[-1] if short else None


def _is_signature(line: Judged) -> bool:
    """Whether a line is the article's own byline or date, not the date of today at the head of the page."""
    if line.kind is Kind.DATE:
        labels = date_words().published + date_words().modified
        return fold(line.text).startswith(labels) or bool(_name_beside_date(line))
    return line.kind in {Kind.BYLINE, Kind.CONTACT}


def _name_beside_date(line: Judged) -> str:
    """Return the name in a line like "Ada Lo | 2 November 2026", or nothing."""
    lead = _BEFORE_NUMBER.match(line.text)
    name = lead[0].strip(" |·,–-") if lead else ""
    is_dated = any(month_names().find(word.casefold().strip(".,")) for word in name.split())
    return name if not is_dated and looks_personal(name) and len(read_names(name)) == 1 else ""


def _first_of_cluster(near: Sequence[Judged], last: int) -> int:
    first = last
    while first and _may_be_title(near[first - 1]):
        first -= 1
    # A line in capitals above one that is not is a kicker.
    while first < last and near[first].text.isupper() and not near[first + 1].text.isupper():
        first += 1
    return first


def _may_be_title(line: Judged) -> bool:
    is_free = line.kind in {Kind.SHORT, Kind.PROSE}
    return is_free and _NARROW <= columns(line.text) <= _WIDEST_TITLE and not looks_like_name(line)


def looks_like_name(line: Judged) -> bool:
    """Whether a line is nothing but a name, as bylines without "By" are."""
    names = read_names(line.text) if columns(line.text) <= _WIDEST_NAME else ()
    return (
        len(names) == 1
        and names[0].name == line.text
        and looks_personal(line.text)
        and len(line.text.split()) <= 3
    )


def _read_site(head: Head, above: Iterable[Judged]) -> None:
    """Read the site's name from the title of the window, which is the first line of many dumps."""
    for line in above:
        match = _WINDOW.fullmatch(line.text)
        if match and match["title"] == head.title:
            head.publisher = match["site"].strip()
            head.note("publisher", line)
            return


def _read_standfirst(head: Head, after: Sequence[Judged]) -> None:
    if after and after[0].kind in {Kind.SHORT, Kind.PROSE} and _may_be_title(after[0]):
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
        head.section = same[0] if same and columns(line.text) < _NARROW else ""
    if head.section:
        head.note("section", line)


def _read_byline(head: Head, after: Sequence[Judged]) -> None:
    for line in after:
        if byline := _byline_in(line):
            head.byline = byline
            head.authors = names_in(byline)
            head.note("byline", line)
            head.note("authors", line)
            return


def _byline_in(line: Judged) -> str:
    if line.kind is Kind.DATE:
        return _name_beside_date(line)
    return (
        line.text if line.kind is Kind.BYLINE or (line.kind is Kind.SHORT and looks_like_name(line)) else ""
    )


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
