"""Articles as plain text that a person reads: one line a paragraph, pictures and credits in place."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import BinaryIO

from archivist.export.standfirst import said_once
from archivist.model import (
    Article,
    Block,
    Book,
    Capture,
    Code,
    Embed,
    Entry,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
)
from archivist.rules.phrases import phrases

_BULLETS = "•◦▪"
_LINE = "─" * 60


def article_text(article: Article, capture: Capture | None = None) -> str:
    """Return an article as text: head, body, and whence it came, parted by empty lines.

    Headings are underlined, quotes and code set in, lists marked, tables aligned. A picture is
    its caption and its credit line, in brackets. Ends with a line break.
    """
    article = said_once(article)
    shown = {block.photo for block in article.blocks if isinstance(block, Figure)}
    lead = (photo for number, photo in enumerate(article.photos) if number not in shown)
    parts = [
        *_head(article),
        *map(_photo, lead),
        *(_block(block, article) for block in article.blocks),
        _foot(article, capture),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def export(book: Book, stream: BinaryIO) -> tuple[str, ...]:
    """Write a book as text in UTF-8: its title, then its articles, parted by a line. See ``EXPORTERS``."""
    if len(book.chapters) != 1:
        stream.write(f"{_underlined(book.title, '━')}\n".encode("utf-8", "replace"))
    for chapter in book.chapters:
        if len(book.chapters) > 1:
            stream.write(f"\n{_LINE}\n\n".encode())
        stream.write(article_text(chapter.article, chapter.capture).encode("utf-8", "replace"))
    return ()


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield _underlined(article.title, "═")
    yield article.standfirst
    byline = article.byline or ", ".join(author.name for author in article.authors)
    published = phrases(article.language).time(article.published)
    yield " · ".join(filter(None, [byline, published, article.publisher, article.section]))


def _foot(article: Article, capture: Capture | None) -> str:
    if capture is None:
        return article.url
    lines = [
        _LINE,
        capture.target_uri,
        f"captured {capture.captured_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC · {capture.id}",
        f"{capture.warc_file} · {capture.payload_digest}",
    ]
    return "\n".join(lines)


def _block(block: Block, article: Article) -> str:  # noqa: PLR0911 one a kind of block
    match block:
        case Paragraph(runs=runs):
            return _runs(runs)
        case Heading(level=level, runs=runs):
            return _underlined(_runs(runs), "─" if level <= 2 else "·")
        case Entry(time=time, title=title):
            when = phrases(article.language).time(time)
            return _underlined(" · ".join(filter(None, [when, title])), "─")
        case Quote(paragraphs=paragraphs, cite=cite):
            return _indented([*map(_runs, paragraphs), cite and f"— {cite}"], "> ")
        case ListBlock():
            return "\n".join(_items(block))
        case Table():
            return "\n".join(_table(block))
        case Code(text=text):
            return _indented([text], "    ")
        case Figure(photo=number):
            return _photo(article.photos[number]) if 0 <= number < len(article.photos) else ""
        case Rule():
            return "* * *"
        case Embed(text=text, source=source):
            return f"[{text}] {source}"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs)).strip()


def _run(run: Run) -> str:
    if run.superscript and run.href.startswith("#"):
        # A footnote's mark, which would join the word before it.
        return run.text if run.text.startswith("[") else f"[{run.text}]"
    return f"{run.text}({run.ruby})" if run.ruby else run.text


def _photo(photo: Photo) -> str:
    said = photo.caption or photo.alt
    line = photo.credit_line
    between = " " if line.startswith(("(", "[", "（")) else " / "
    return f"[{between.join(filter(None, [said, line])) or photo.source}]"


def _items(block: ListBlock) -> Iterator[str]:
    """Yield the lines of a list: a bullet or a number for each item, numbers counted at each depth."""
    counts: list[int] = []
    for item in block.items:
        depth = min(item.depth, len(counts))
        counts[depth + 1 :] = []
        counts.extend([0] * (depth + 1 - len(counts)))
        counts[depth] = counts[depth] + 1 if item.number is None else item.number
        mark = f"{counts[depth]}." if item.ordered else _BULLETS[depth % len(_BULLETS)]
        yield f"{'  ' * depth}{mark} {_line(item.runs)}"


def _table(table: Table) -> Iterator[str]:
    """Yield the lines of a table, columns aligned, a line under the rows of header cells."""
    rows = [[_line(cell.runs) for cell in row] for row in table.rows]
    columns = max(map(len, rows), default=0)
    widths = [max(_width(row[n]) for row in rows if n < len(row)) for n in range(columns)]
    if table.caption:
        yield table.caption
    for row, cells in zip(rows, table.rows, strict=True):
        padded = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=False))
        yield " │ ".join(padded).rstrip()
        if cells and all(cell.header for cell in cells):
            yield "─┼─".join("─" * width for width in widths)


def _line(runs: Runs) -> str:
    return " ".join(_runs(runs).split())


def _underlined(text: str, mark: str) -> str:
    width = max(map(_width, text.splitlines()), default=0)
    return f"{text}\n{mark * min(width, 78)}" if text else ""


def _indented(texts: Iterable[str], margin: str) -> str:
    lines = (line for text in texts if text for line in text.split("\n"))
    return "\n".join((margin + line).rstrip() for line in lines)


def _width(text: str) -> int:
    """Return how many columns a text takes where letters all have one width (Unicode, UAX 11)."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)
