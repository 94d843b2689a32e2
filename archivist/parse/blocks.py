"""Turns the fragment that is the article into blocks. The one home of BeautifulSoup.

The soup is walked once, with a stack and no recursion. Text gathers as runs; where a block
begins or ends they become part of what they stand in: a paragraph, an item, a cell, a quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from archivist.model import (
    Block,
    Cell,
    Code,
    Embed,
    Entry,
    Figure,
    Heading,
    Paragraph,
    Quote,
    Rule,
    Runs,
    Table,
    plain,
)
from archivist.parse.items import ItemGatherer
from archivist.parse.runs import RunGatherer, join_lines

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CAPTIONS = frozenset({"caption", "figcaption"})  # of a table; whose a quotation is
_LINES = frozenset({"div", "p", "li", "tr"})  # lines of code, each in an element
_DASHES = " -\u2013\u2014\u2015"  # lead into the name of who is quoted
_SPAN_LIMIT = 100  # columns or rows that a cell may claim: HTML Standard, 4.9.11, allows 1000


def read_fragment(soup: BeautifulSoup) -> list[Block]:
    """Return the blocks of a fragment that ``make_fragment`` made, in order."""
    reader = _Reader()
    # The open elements, and what is yet to come in each.
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(soup, iter(soup.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            reader.end(tag)
        elif isinstance(child, Tag):
            reader.start(child)
            stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString):
            reader.text(str(child))
    return reader.close()


def _thing(tag: Tag) -> Block | None:
    """Return the block of an empty element, or None for an element that holds text."""
    match tag.name:
        case "hr":
            return Rule()
        case "figure":
            return Figure(int(str(tag["data-photo"])))
        case "iframe":
            return Embed("", str(tag["src"]))
        case "time":
            return Entry(str(tag["datetime"]))
    return None


class _Reader:
    """Holds what is open. The outermost table, quote or list holds the text of all inside it.

    A quote is parted by the tables and lists in it, as by pictures: many pages set those in by a quote.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs = RunGatherer()
        self._anchor = ""
        self._heading = 0  # its level
        self._code: list[str] | None = None
        self._holders: list[Tag] = []  # the outermost table, quote or list, and what parts a quote
        self._items = ItemGatherer()
        self._quoted: list[Runs] = []
        self._sources: set[str] = set()  # who is quoted, as the page marks it
        self._rows: list[list[Cell]] = []
        self._caption = ""
        self._cite = ""
        self._is_caption = False  # open is what is said of a table or quotation
        self._lines: list[Runs] = []  # of the open cell
        self._later: list[Block] = []  # pictures and code of a table, which stand behind it

    def text(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        else:
            self._runs.add(text)

    def start(self, tag: Tag) -> None:
        name = tag.name
        if self._code is not None:
            self._part_code(name)
            return
        anchor = str(tag.get("id", "")) if tag.attrs else ""
        if self._runs.start(name, str(tag.get("href", "")) if name == "a" else ""):
            # The mark of a footnote, to which the note leads back.
            self._anchor = self._anchor or anchor
            return
        self._flush()
        self._anchor = anchor or self._anchor
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in {"ul", "ol"}:
            self._items.start_list(tag)
            self._hold(tag)
        elif name == "li":
            self._items.start_item(tag)
        elif name in {"blockquote", "table"}:
            self._hold(tag)
        elif name == "tr":
            self._rows.append([])
        elif name in _CAPTIONS:
            self._is_caption = True
        elif name == "pre":
            self._code = []
        elif thing := _thing(tag):
            self._place(thing)

    def end(self, tag: Tag) -> None:
        name = tag.name
        if name == "pre" and self._code is not None:
            text = "".join(self._code).strip("\n").rstrip()
            self._code = None
            if text.strip() and not _is_numbering(text):
                self._place(Code(text, str(tag.get("data-language", ""))))
            return
        if self._code is not None:
            self._part_code(name if name != "br" else "")
            return
        if self._runs.end(name):
            return
        self._flush()
        if name in _HEADINGS:
            self._heading = 0
        elif name in {"ul", "ol"}:
            self._items.end_list()
        elif name in {"td", "th"}:
            self._end_cell(tag)
        elif name in _CAPTIONS:
            self._end_caption()
        if tag is self._holder:
            self._release()
            self._holders.pop()

    def _part_code(self, name: str) -> None:
        """A line of code ends at a break, and begins and ends with an element that is a line of its own."""
        if self._code is not None:
            is_open = bool(self._code) and not self._code[-1].endswith("\n")
            if name == "br" or (name in _LINES and is_open):
                self._code.append("\n")

    def close(self) -> list[Block]:
        """Return all blocks: the fragment ends here."""
        self._flush()
        self._release()
        return self.blocks

    @property
    def _holder(self) -> Tag | None:
        return self._holders[-1] if self._holders else None

    def _hold(self, tag: Tag) -> None:
        outer = self._holder
        if outer is None and tag.name == "blockquote":
            cited = tag.find_all("cite")
            self._sources = {" ".join(cite.get_text().split()).strip(_DASHES) for cite in cited}
        is_quoted = outer is not None and outer.name == "blockquote" and not outer.get("data-source")
        if outer is None or (is_quoted and tag.name != "blockquote"):
            self._release()
            self._holders.append(tag)

    def _place(self, block: Block) -> None:
        """Put a block that has no text runs at its place; what holds it is parted there."""
        self._flush()
        if self._holder is not None and self._holder.name == "table":
            self._later.append(block)
        else:
            self._release()
            self.blocks.append(block)

    def _flush(self) -> None:
        """The runs gathered are a block's: give them to what holds them."""
        for runs in self._runs.take():
            holder = self._holder.name if self._holder is not None else ""
            if holder == "table" or self._is_caption:
                self._lines.append(runs)
            elif holder == "blockquote":
                self._quoted.append(runs)
            elif not (holder and self._items.add(runs, self._anchor)):
                self._add_line(runs)
            self._anchor = ""

    def _add_line(self, runs: Runs) -> None:
        if self._heading:
            self.blocks.append(Heading(self._heading, runs, self._anchor))
        else:
            self.blocks.append(Paragraph(runs, self._anchor))

    def _end_cell(self, tag: Tag) -> None:
        if self._holder is None or self._holder.name != "table":
            return
        if not self._rows:
            self._rows.append([])
        spans = [max(1, min(_SPAN_LIMIT, int(str(tag.get(name, "1"))))) for name in ("colspan", "rowspan")]
        self._rows[-1].append(Cell(join_lines(self._lines), tag.name == "th", *spans))
        self._lines = []

    def _end_caption(self) -> None:
        """Give what is said of a table or a quotation to that which is open, or stands right before."""
        runs, self._lines, self._is_caption = join_lines(self._lines), [], False
        holder, last = self._holder, self.blocks[-1] if self.blocks else None
        if holder is not None and holder.name == "table":
            self._caption = plain(runs)
        elif holder is not None and holder.name == "blockquote":
            self._cite = plain(runs).strip(_DASHES)
        elif holder is None and isinstance(last, Table) and not last.caption:
            self.blocks[-1] = replace(last, caption=plain(runs))
        elif holder is None and isinstance(last, Quote) and not last.cite:
            self.blocks[-1] = replace(last, cite=plain(runs).strip(_DASHES))
        elif runs and not (holder is not None and self._items.add(runs, "")):
            self.blocks.append(Paragraph(runs))

    def _release(self) -> None:
        """Make a block of what the holder has so far."""
        self.blocks.extend(self._items.take())
        if self._quoted or self._cite:
            self.blocks.append(self._quote())
        if rows := tuple(tuple(row) for row in self._rows if any(plain(cell.runs) for cell in row)):
            self.blocks.append(Table(rows, self._caption))
        self.blocks.extend(self._later)
        self._quoted, self._rows, self._later = [], [], []
        self._caption = self._cite = ""

    def _quote(self) -> Quote | Embed:
        """The quotation so far, or the post of another site that it is.

        A last line that names only its source is no words of a quotation.
        """
        source = str(self._holder.get("data-source", "")) if self._holder is not None else ""
        if source:
            return Embed("\n".join(map(plain, self._quoted)), source)
        if self._cite:
            return Quote(tuple(self._quoted), self._cite)
        last = plain(self._quoted[-1])
        if len(self._quoted) > 1 and last.strip(_DASHES) in self._sources:
            return Quote(tuple(self._quoted[:-1]), last)
        return Quote(tuple(self._quoted))


def _is_numbering(text: str) -> bool:
    """Whether a block of code is the numbers of the lines of another."""
    numbers = text.split()
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
