"""The nouns: frozen values, named as the standards name them. Standard library only.

    Exchange    a request and its response, bytes as sent         (WARC request and response)
    Capture     one page as one server sent it at one moment      (CDXJ line)
    Article     what a reader sees of a page, each field with its Evidence
      Block       Paragraph, Heading, Quote, ListBlock, Table, Code, Figure, Rule, Embed, Entry
        Run         a stretch of text of one style
      Photo       a picture with its caption and Credit           (IPTC Photo Metadata)
    Book        articles in order, and the bytes of their pictures
    Finding     what verification found

Texts are Unicode with single spaces, without control characters; nothing in them is markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

# ---------------------------------------------------------------------------- captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its response, the bytes as they went over the wire.

    ``truncated`` is the reason why the response is not whole, in the words of
    WARC-Truncated (``length``, ``time``, ``disconnect``, ``unspecified``), or empty.
    """

    target_uri: str
    started_at: datetime  # UTC: when the request was sent, the WARC-Date of both records
    request: bytes  # start line, headers and body; Authorization never
    response: bytes  # status line, headers and body, with its transfer coding
    ip_address: str = ""
    tls: Mapping[str, str] = field(default_factory=dict)  # version, cipher, certificate_sha256
    truncated: str = ""
    fault: str = ""  # in words, where truncated: "the server sent 10 of 14 bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as one server sent it at one moment; known by (target_uri, captured_at).

    What archivist keeps is one capture a file; an imported WARC may hold many.
    """

    id: str  # eight hexadecimal digits, unique in a library
    target_uri: str  # of the page's own record, after redirects
    captured_at: datetime  # UTC, to the second: the WARC-Date of the page's record
    record_id: str  # "<urn:uuid:...>" of that record
    payload_digest: str  # "sha1:" + base32, as its WARC-Payload-Digest states it
    warc_file: str  # relative to the library, with "/"
    offset: int  # bytes from the start of warc_file, as stored, to that record
    sha256: str  # of the whole file, hexadecimal
    size: int  # bytes of the whole file

    def __post_init__(self) -> None:
        if self.captured_at.utcoffset() is None:
            raise ValueError(f"captured_at has no time zone: {self.captured_at!r}")


# ---------------------------------------------------------------------------- evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value came from: how it was found, at which place of the record, how sure."""

    method: str  # "json-ld", "meta", "visible", "rule:publisher.example", "url", "iptc", "xmp", "exif", ...
    place: str = ""  # "NewsArticle.headline", 'meta[property="og:title"]', "h1.headline", "2:80 By-line", ...
    text: str = ""  # the text as found there, cut to 300 characters; whole where the method is "interface"
    confidence: float = 1.0  # 0 to 1


# ---------------------------------------------------------------------------- photos and credits


class Role(StrEnum):
    """What an agency did for a picture: took it, passed it on, printed it, or sells it."""

    ORIGINATOR = "originator"
    DISTRIBUTOR = "distributor"
    PUBLISHER = "publisher"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, archive or media house; ``role`` is None where the order does not say."""

    name: str  # canonical, as data/agencies.toml has it
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who is credited for a picture, beside the line as it was printed (IPTC Credit Line).

    ``line`` keeps label and brackets, for they are part of what was printed: "Foto: Jane Doe/dpa",
    "(Jane Doe/AFP)". It is empty where only the sentences of the caption say something of the
    picture, as "in this file photo provided by Harbour Museum" does: then that stands in the other
    fields, and the words stay in the caption.
    """

    line: str  # verbatim, without the separator that leads into it: "Xinhua-Yonhap"
    printed: str = ""  # the same with that separator: "/ Xinhua-Yonhap"; empty if no page printed it
    creators: tuple[str, ...] = ()  # persons, as printed, without job titles
    agencies: tuple[Agency, ...] = ()  # in printed order
    courtesy_of: tuple[str, ...] = ()  # any other named provider
    is_file: bool = False
    is_handout: bool = False
    is_pool: bool = False
    is_screenshot: bool = False
    is_composite: bool = False
    is_generated: bool = False  # made by a machine, and said to be
    rights: str = ""  # notice as printed: "All rights reserved"
    confidence: float = 1.0

    @property
    def names_somebody(self) -> bool:
        """Whether it says more than what kind of picture it is."""
        return bool(self.creators or self.agencies or self.courtesy_of)


#: The names of what a credit says of the kind of picture.
CREDIT_FLAGS = tuple(each.name for each in fields(Credit) if each.name.startswith("is_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A caption taken apart. No word is lost.

    What is in neither ``credit.printed`` nor ``interface`` is in ``text``.
    """

    text: str  # the sentences about the picture
    credit: Credit | None = None  # None where the caption says nothing of whose the picture is
    interface: tuple[str, ...] = ()  # words of the page's machinery: "Enlarge", "1/5", "Image:"
    date: str = ""  # ISO date, only where the caption gives a complete one
    place: str = ""

    @property
    def credit_line(self) -> str:
        """The line of the credit, or an empty text."""
        return self.credit.line if self.credit else ""

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies' names, in printed order."""
        return tuple(agency.name for agency in self.credit.agencies) if self.credit else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where a page and the file of its picture credit others: none that one names does the other."""

    field: str  # of Credit: "creators", "agencies", "is_generated"
    page: tuple[str, ...]  # names as the page has them
    file: tuple[str, ...]  # names as the file has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture that illustrates the article, once, whatever copies the page has of it.

    No word is lost that the page shows with it: what is in neither ``caption`` nor ``credit.printed``
    is evidence by the method "interface": "Enlarge", "1/5", a second credit that names less.
    ``credit`` is the page's; where the page credits nobody, it is ``file_credit``.
    """

    source: str  # absolute URI of the best copy; empty where the page gives none
    candidates: tuple[str, ...] = ()  # every address of the same picture, best first
    alt: str = ""  # empty where it only repeats the caption
    caption: str = ""  # without its credit
    credit: Credit | None = None
    width: int | None = None  # pixels, as the page says
    height: int | None = None
    digest: str = ""  # sha256 of the stored bytes, hexadecimal; empty before they are known
    size: int | None = None  # bytes stored
    file_credit: Credit | None = None  # by the IPTC, XMP and Exif of the stored bytes
    disagreements: tuple[Disagreement, ...] = ()  # of the page's credit and the file's
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_credited_by_file(self) -> bool:
        """Whether ``credit`` is that of the file, because the page credits nobody."""
        if self.credit is None or self.file_credit is None or not self.credit.line:
            return False
        return self.credit.line == self.file_credit.line and not self.credit.printed

    @property
    def credit_line(self) -> str:
        """The credit as a reader is shown it; " (IPTC)" says that only the file gives it."""
        line = self.credit.line if self.credit else ""
        return f"{line} (IPTC)" if self.is_credited_by_file else line


# ---------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one style. A line break in ``text`` is a line feed."""

    text: str
    href: str = ""  # absolute http(s) or mailto URI, or "#anchor" of a block of this article
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    superscript: bool = False
    subscript: bool = False
    ruby: str = ""  # the reading over the text


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """Return the text of the runs, one after the other."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``anchor`` is what a footnote's link calls it."""

    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; level 2 is the highest, 1 is the title."""

    level: int
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation or pull quote: its paragraphs, and who is quoted where the page says."""

    paragraphs: tuple[Runs, ...]
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``depth`` 0 is the outermost.

    An ordered item has the number after that of the last of its depth, or 1, where ``number`` is None.
    """

    runs: Runs
    depth: int = 0
    ordered: bool = False
    anchor: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, nested ones laid flat: items in order, each with its depth."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    runs: Runs
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data; layout tables are unrolled before."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, every space and line break as on the page."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """The place of a picture: ``photo`` counts into Article.photos, from 0."""

    photo: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between sections."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A post, video or other thing of another site, kept as a line with its source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of one entry of a live blog; its blocks follow up to the next Entry."""

    time: str  # ISO 8601 where understood, else as printed
    title: str = ""


Block = Paragraph | Heading | Quote | ListBlock | Table | Code | Figure | Rule | Embed | Entry


# ---------------------------------------------------------------------------- the article


class Completeness(StrEnum):
    """Whether the capture holds the article, and if not, what stands in its place."""

    COMPLETE = "complete"
    PAYWALL = "paywall"  # the beginning only
    CONSENT = "consent"  # a wall that asks for consent
    SCRIPT_SHELL = "script-shell"  # a page that scripts fill
    ERROR_PAGE = "error-page"
    EMPTY = "empty"  # no article text found


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person, desk or agency that the article names as its author."""

    name: str
    role: str = "author"  # author, editor, translator, photographer, desk, agency, ...
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a reader sees of a page. What is not known is empty or None, never guessed.

    ``evidence`` maps the name of each field that has a value to where it came from, best
    first.
    """

    url: str = ""  # canonical address, or the one captured
    title: str = ""
    standfirst: str = ""
    byline: str = ""  # as printed
    authors: tuple[Author, ...] = ()
    published: str = ""  # ISO 8601: as precise as the page, with its zone where it gives one
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""  # BCP 47
    publisher: str = ""
    is_free: bool | None = None  # None where the page does not say
    blocks: tuple[Block, ...] = ()
    photos: tuple[Photo, ...] = ()  # in page order; those without a Figure lead the article
    completeness: Completeness = Completeness.COMPLETE
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body, blocks parted by an empty line; without title, captions and credits.

        The standfirst is its first block where the page prints one.
        """
        return "\n\n".join(filter(None, map(block_text, self.blocks)))

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        subtags = self.language.split("-")
        return subtags[0].lower() in _RTL_LANGUAGES or bool({"Arab", "Hebr"} & set(subtags[1:]))


_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})


def block_text(block: Block) -> str:
    """Return the words of a block, lines parted by a line break; of a Figure and a Rule, none.

    Bullets and numbers of items are no words of the page: who writes the text for a reader sets them.
    """
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            return plain(runs)
        case Quote(paragraphs=paragraphs, cite=cite):
            return "\n".join(filter(None, [*map(plain, paragraphs), cite]))
        case ListBlock(items=items):
            return "\n".join(plain(item.runs) for item in items)
        case Table(rows=rows, caption=caption):
            lines = ("\t".join(plain(cell.runs) for cell in row) for row in rows)
            return "\n".join(filter(None, [caption, *lines]))
        case Code(text=text) | Embed(text=text):
            return text
        case Entry(time=time, title=title):
            return "\n".join(filter(None, [time, title]))
        case Figure() | Rule():
            return ""


# ---------------------------------------------------------------------------- books


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The stored bytes of a picture, with the type its server gave (not to be trusted)."""

    data: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An article in a book, and the capture it was read from."""

    article: Article
    capture: Capture | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)  # by Photo.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Chapters in reading order. The same book always makes the same bytes."""

    title: str
    chapters: Sequence[Chapter]
    made_at: datetime  # UTC; the only clock an exporter sees
    embeds_credits: bool = False  # write credits into the files of the pictures, as IPTC and XMP

    @property
    def language(self) -> str:
        """The language of most chapters, the earliest of those that tie; "und" if none says."""
        languages = [c.article.language for c in self.chapters if c.article.language]
        return max(languages, key=languages.count, default="und")


# ---------------------------------------------------------------------------- verification


class Severity(StrEnum):
    """ERROR: something stored is damaged, lost or altered. WARNING: odd, nothing is lost."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that verification found; ``code`` is stable and listed in the README."""

    code: str  # "file-altered", "record-cut", ...
    severity: Severity
    where: str  # file relative to the library, with ":" + byte offset of the record where known
    what: str  # with the numbers: expected, found
    hint: str = ""
