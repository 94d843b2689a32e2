"""One article as a chapter: head, lead pictures, body and foot, in one document or several."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from archivist.export.anchors import Anchors
from archivist.export.credited import PROPERTIES, parties
from archivist.export.markup import NOTHING, Markup, escape, is_blank, join, link_address, page, tag
from archivist.export.standfirst import said_once
from archivist.export.xhtml import BlockWriter
from archivist.model import Article, Capture, Completeness, Credit, Figure, Heading, Photo
from archivist.rules.phrases import Phrases, phrases

#: Bytes of a document above which a chapter is parted: older readers lay out whole documents in memory.
MOST_BYTES = 300_000

# A part may end before a heading once it is this full.
_GOOD_BYTES = MOST_BYTES * 2 // 3


_FILE_NAME = re.compile(r"[^\s/]{1,200}\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A photo of an article, and its file in the book; empty where the book does not hold it."""

    photo: Photo
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One XHTML file of a book."""

    file_name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A chapter as it stands in a book.

    ``outline`` is its headings of level 2, each text and address; ``figures`` has the address of each
    photo's figure, empty for one that the chapter does not show.
    """

    documents: Sequence[Document]
    outline: Sequence[tuple[str, str]]
    figures: Sequence[str]


def alternative(photo: Photo) -> str:
    """Return the words that stand for a photo, empty for none: a file name says nothing.

    >>> alternative(Photo(source="", alt="a wet street")), alternative(Photo(source="", alt="IMG_1234.JPG"))
    ('a wet street', '')
    """
    return "" if is_blank(photo.alt) or _FILE_NAME.fullmatch(photo.alt.strip()) else photo.alt


def document_name(number: int, part: int = 0) -> str:
    """Return the file name of a part of the chapter with this number, both counted from 0.

    >>> document_name(0), document_name(11, part=1)
    ('article-0001.xhtml', 'article-0012-2.xhtml')
    """
    return f"article-{number + 1:04d}{f'-{part + 1}' if part else ''}.xhtml"


def heading_of(article: Article, capture: Capture | None = None) -> str:
    """Return the title of an article, or what else it can be known by."""
    known = (article.title, article.url, capture.target_uri if capture else "")
    return next((text for text in known if not is_blank(text)), phrases(article.language)["untitled"])


def write_chapter(
    number: int,
    article: Article,
    capture: Capture | None,
    shown: Sequence[Shown],
    addresses: Mapping[str, str],
) -> Written:
    """Return a chapter, its first document named ``document_name(number)``.

    ``shown`` has the photos of the article, in its order; ``addresses`` the articles of the book, by URL.
    """
    article = said_once(article)
    chapter = _Chapter(number, article, capture, shown, addresses)
    parts = [0] * len(article.blocks)
    blocks, writer = chapter.blocks(parts)
    if any(parts := chapter.parted(blocks)):
        blocks, writer = chapter.blocks(parts)  # now that it is known where its own links lead
    documents = list(chapter.documents(blocks, parts, writer))
    figures = [writer.places.get(place, "") for place in range(len(shown))]
    return Written(documents=documents, outline=writer.outline, figures=figures)


@dataclass(frozen=True, slots=True)
class _Chapter:
    number: int
    article: Article
    capture: Capture | None
    shown: Sequence[Shown]
    addresses: Mapping[str, str]

    def blocks(self, parts: Sequence[int]) -> tuple[list[Markup], BlockWriter]:
        """Return each block, as it is when the blocks are spread over parts in this way, and their writer."""
        writer = BlockWriter(
            anchors=Anchors(self.article.blocks),
            figures=[partial(figure, shown, self.phrases) for shown in self.shown],
            addresses=self.addresses,
            documents=[document_name(self.number, part) for part in parts],
            phrases=self.phrases,
        )
        written = []
        for place, block in enumerate(self.article.blocks):
            if place and parts[place] != parts[place - 1]:
                writer.start_document()
            written.append(writer.block(place, block))
        return written, writer

    def parted(self, written: Sequence[Markup]) -> list[int]:
        """Return for each block, written like this, the part it goes to, counted from 0."""
        chosen: list[int] = []
        part = size = 0
        for block, text in zip(self.article.blocks, written, strict=True):
            length = len(text.encode())
            is_full = size + length > MOST_BYTES or (size > _GOOD_BYTES and isinstance(block, Heading))
            if size and is_full:
                part, size = part + 1, 0
            size += length
            chosen.append(part)
        return chosen

    def documents(
        self, written: Sequence[Markup], parts: Sequence[int], writer: BlockWriter
    ) -> Iterator[Document]:
        last = parts[-1] if parts else 0
        for part in range(last + 1):
            body = [text for text, place in zip(written, parts, strict=True) if place == part]
            if part == 0:
                body = [self.head(), *self.lead(writer), *body]
            else:
                body.insert(0, self.head_continued())
            if part == last:
                body.append(self.foot())
            yield self.document(part, body)

    def document(self, part: int, body: list[Markup]) -> Document:
        title = heading_of(self.article, self.capture)
        section = tag(
            "section",
            Markup("\n"),
            join(body, "\n"),
            Markup("\n"),
            role="doc-chapter",
            **{"epub:type": "chapter", "aria-labelledby": "title"},
        )
        content = page(title, section, language=self.article.language, kind="article")
        return Document(file_name=document_name(self.number, part), title=title, content=content)

    @property
    def phrases(self) -> Phrases:
        return phrases(self.article.language)

    @property
    def foreign(self) -> str | None:
        """The language of our own words, where it is not that of the article."""
        ours = self.phrases.language
        return None if self.article.language.partition("-")[0].lower() == ours else ours

    # ------------------------------------------------------------ head and foot

    def head(self) -> Markup:
        article = self.article
        byline = article.byline or ", ".join(author.name for author in article.authors)
        kicker = " · ".join(text for text in (article.publisher, article.section) if not is_blank(text))
        return tag(
            "header",
            _line("kicker", escape(kicker)),
            tag("h1", escape(heading_of(article, self.capture)), id="title"),
            _line("standfirst", escape(article.standfirst)),
            _line("byline", escape(byline)),
            _line("dateline", self.dates()),
        )

    def head_continued(self) -> Markup:
        words = tag("small", escape(f" ({self.phrases['continued']})"), lang=self.foreign)
        title = escape(heading_of(self.article, self.capture))
        return tag("header", tag("h1", title, words, id="title", class_="continued"))

    def dates(self) -> Markup:
        article, words = self.article, self.phrases
        parts = []
        if article.published:
            parts.append(escape(words.time(article.published)))
        if article.modified and article.modified[:16] != article.published[:16]:
            updated = f"{words['updated']} {words.time(article.modified)}"
            parts.append(tag("span", escape(updated), lang=self.foreign))
        return join(parts, " · ")

    def lead(self, writer: BlockWriter) -> Iterator[Markup]:
        """Yield the photos that no block shows."""
        placed = {block.photo for block in self.article.blocks if isinstance(block, Figure)}
        for number in range(len(self.shown)):
            if number not in placed:
                yield writer.figure(number, document_name(self.number))

    def foot(self) -> Markup:
        words, capture = self.phrases, self.capture
        lines = []
        if self.article.completeness is not Completeness.COMPLETE:
            lines.append(_line("note", escape(words[self.article.completeness])))
        if url := link_address(capture.target_uri if capture else self.article.url):
            lines.append(_line("", escape(f"{words['source']}: "), tag("a", escape(url), href=url)))
        if capture:
            when = words.time(capture.captured_at.astimezone(UTC).isoformat())
            lines.append(_line("", escape(f"{words['saved']}: {when} · {capture.id}")))
            lines.append(_line("digest", escape(capture.payload_digest)))
        return tag("footer", *lines, lang=self.foreign) if lines else NOTHING


def figure(shown: Shown, words: Phrases, name: str | None = None) -> Markup:
    """Return a photo with its caption and credit; where the book does not hold it, what is said of it.

    ``name`` is the id of the figure.
    """
    photo = shown.photo
    caption = _figcaption(photo)
    if shown.file_name:
        # Inside a figure whose caption says it, the picture itself needs no other words.
        image = tag("img", src=shown.file_name, alt=alternative(photo), property="contentUrl")
        return tag("figure", image, caption, id=name, vocab="https://schema.org/", typeof="ImageObject")
    alt = tag("p", escape(alternative(photo)), class_="alt") if alternative(photo) else NOTHING
    if not (alt or caption):
        return NOTHING
    note = tag("p", escape(words["no_picture"]), class_="note", lang=words.language)
    return tag("figure", alt, note, caption, id=name, class_="lost")


def _figcaption(photo: Photo) -> Markup:
    """Return caption and credit as printed, and beside them, for machines (RDFa Lite), who is credited."""
    words = tag("span", escape(photo.caption), class_="caption", property="caption")
    caption = NOTHING if is_blank(photo.caption) else words
    text = join([caption, _credit(photo.credit, photo.credit_line) if photo.credit else NOTHING], " ")
    return tag("figcaption", text) if text else NOTHING


def _credit(credit: Credit, shown: str) -> Markup:
    if is_blank(shown):
        return NOTHING
    said = {"property": "creditText", "content": credit.line if shown != credit.line else None}
    line = tag("small", escape(shown), class_="credit", role="doc-credit", **{"epub:type": "credit"}, **said)
    names = (tag("meta", property=PROPERTIES[party.role], content=party.name) for party in parties(credit))
    return join([line, *names])


def _line(kind: str, *text: Markup) -> Markup:
    """Return a line of a head or foot, or nothing where it says nothing."""
    return tag("p", *text, class_=kind or None) if any(not is_blank(part) for part in text) else NOTHING
