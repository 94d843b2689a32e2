"""The blocks of an article as XHTML: lists nested, notes linked both ways, headings without a gap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlsplit

from archivist.export.anchors import Anchors, Target, is_note_mark
from archivist.export.markup import NOTHING, Markup, escape, is_blank, join, link_address, tag
from archivist.model import (
    Block,
    Code,
    Embed,
    Entry,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    plain,
)
from archivist.rules.phrases import Phrases

_DEEPEST_LIST = 8
_WIDEST_SPAN = 1000  # HTML Standard, 4.9.11


@dataclass(slots=True, kw_only=True)
class BlockWriter:
    """Writes the blocks of one article, in order, into the documents of its chapter.

    Headings go at most one level down at a time; call ``start_document`` where a document begins,
    its title being level 1. ``outline`` has the headings of level 2 that were written: text and address;
    ``places`` the addresses of the figures, by number of the photo.
    """

    anchors: Anchors
    figures: Sequence[Callable[[str | None], Markup]]  # by number of the photo: the figure with this id
    addresses: Mapping[str, str]  # of articles in this book: URL -> document
    documents: Sequence[str]  # by number of the block: the document that holds it
    phrases: Phrases
    outline: list[tuple[str, str]] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    _level: int = 1
    _document: str = ""
    _used: set[str] = field(default_factory=set)  # ids

    def start_document(self) -> None:
        """Begin a document: the next heading is of level 2 at most."""
        self._level = 1

    def block(self, number: int, block: Block) -> Markup:  # noqa: PLR0911 one a kind of block
        """Return one block; ``number`` counts the blocks of the article."""
        self._document = self.documents[number]
        match block:
            case Paragraph(runs=runs, anchor=anchor):
                return self._paragraph(runs, anchor)
            case Heading(level=level, runs=runs, anchor=anchor):
                return self._heading(level, self._runs(runs), plain(runs), anchor)
            case Entry():
                return self._entry(block)
            case Quote():
                return self._quote(block)
            case ListBlock(items=items):
                return self._list(items)
            case Table():
                return self._table(block)
            case Code(text=text):
                return tag("pre", tag("code", escape(text)), dir="ltr") if text.strip() else NOTHING
            case Figure(photo=photo):
                return self.figure(photo, self._document)
            case Rule():
                return tag("hr")
            case Embed():
                return _embed(block)

    def figure(self, photo: int, document: str) -> Markup:
        """Return the figure of a photo, for a document; where it stands first, it has an id."""
        if not 0 <= photo < len(self.figures):
            return NOTHING
        name = self._new_id(f"photo-{photo + 1}")
        if (written := self.figures[photo](name)) and name:
            self.places[photo] = f"{document}#{name}"
        return written

    # ------------------------------------------------------------ texts and their links

    def _runs(self, runs: Runs) -> Markup:
        parts = groupby(runs, key=lambda run: run.href)
        return join(self._linked(href, tuple(linked)) for href, linked in parts)

    def _linked(self, href: str, runs: Runs) -> Markup:
        """Return runs that have one link in common, an empty one for none."""
        if href.startswith("#"):
            return join(self._inner_link(run) for run in runs)
        text = join(map(_styled, runs))
        if not href or is_blank(plain(runs)):
            return text
        if document := self.addresses.get(href.partition("#")[0]):
            return tag("a", text, href=document)
        address = link_address(href)
        return tag("a", text, href=address) if address else text

    def _inner_link(self, run: Run) -> Markup:
        text, target = _styled(run), self.anchors.find(run)
        if target is None or is_blank(run.text):
            return text
        href, mark = self._reference(target), self.anchors.mark_of(run.href[1:])
        if mark is None or not is_note_mark(run):
            return tag("a", text, href=href)
        note = {"epub:type": "noteref", "role": "doc-noteref"}
        return tag("a", text, href=href, id=self._new_id(mark.id), **note)

    def _reference(self, target: Target) -> str:
        document = self.documents[target.block]
        return f"{'' if document == self._document else document}#{target.id}"

    def _new_id(self, name: str | None) -> str | None:
        """Return an id the first time it is asked for, None after that."""
        if name is None or name in self._used:
            return None
        self._used.add(name)
        return name

    # ------------------------------------------------------------ blocks

    def _paragraph(self, runs: Runs, anchor: str) -> Markup:
        if is_blank(plain(runs)):
            return NOTHING
        text, name = self._runs(runs), self._new_id(self.anchors.id_of(anchor))
        if name and (mark := self.anchors.mark_of(anchor)):
            return _note("aside", name, tag("p", text, self._back(mark)))
        return tag("p", text, id=name)

    def _back(self, mark: Target) -> Markup:
        words = {"aria-label": self.phrases["back"], "role": "doc-backlink"}
        return join([escape(" "), tag("a", escape("↩\ufe0e"), href=self._reference(mark), **words)])

    def _heading(self, level: int, text: Markup, words: str, anchor: str = "") -> Markup:
        if is_blank(words):
            return NOTHING
        self._level = max(2, min(level, self._level + 1, 6))
        name = self._new_id(self.anchors.id_of(anchor))
        if self._level == 2:
            name = name or f"h{len(self.outline) + 1}"
            self.outline.append((" ".join(words.split()), f"{self._document}#{name}"))
        return tag(f"h{self._level}", text, id=name)

    def _entry(self, entry: Entry) -> Markup:
        time = "" if is_blank(entry.time) else self.phrases.time(entry.time)
        said = [tag("span", escape(time), class_="time")] if time else []
        if not is_blank(entry.title):
            said.append(escape(entry.title))
        return self._heading(2, join(said, " "), f"{time} {entry.title}")

    def _quote(self, quote: Quote) -> Markup:
        texts = [tag("p", self._runs(runs)) for runs in quote.paragraphs if not is_blank(plain(runs))]
        if not is_blank(quote.cite):
            texts.append(tag("p", escape(quote.cite), class_="cite"))
        return tag("blockquote", *texts) if texts else NOTHING

    def _list(self, items: Sequence[Item]) -> Markup:
        """Nest flat items by their depth. A list ends where an item of its depth is of the other kind."""
        written: list[str] = []
        open_lists: list[str] = []
        for item in items:
            depth = max(0, min(item.depth, len(open_lists), _DEEPEST_LIST))
            kind = "ol" if item.ordered else "ul"
            while len(open_lists) > depth + 1 or (len(open_lists) == depth + 1 and open_lists[-1] != kind):
                written.append(f"</li></{open_lists.pop()}>")
            if len(open_lists) == depth + 1:
                written.append("</li>")
            else:
                written.append(f"<{kind}>")
                open_lists.append(kind)
            written.append(self._item(item))
        written.extend(f"</li></{kind}>" for kind in reversed(open_lists))
        return Markup("".join(written))

    def _item(self, item: Item) -> str:
        """Return an item without its end, for a nested list goes before that."""
        text = self._runs(item.runs)
        name = self._new_id(self.anchors.id_of(item.anchor))
        mark = self.anchors.mark_of(item.anchor)
        number = f' value="{item.number}"' if item.ordered and item.number is not None else ""
        if name and mark:
            # Not an aside: readers that show notes in a window hide those, and leave a bare number.
            return f"<li{number}>" + _note("div", name, join([text, self._back(mark)]))
        return (f'<li id="{name}"{number}>' if name else f"<li{number}>") + text

    def _table(self, table: Table) -> Markup:
        caption = NOTHING if is_blank(table.caption) else tag("caption", escape(table.caption))
        last_data = _last_data(table)
        rows = []
        for number, row in enumerate(table.rows):
            has_data = any(not cell.header for cell in row)
            cells = []
            for place, cell in enumerate(row):
                heads_row = "row" if place == 0 and has_data else None
                heads_column = "col" if last_data.get(place, -1) > number else None
                is_header = cell.header and not is_blank(plain(cell.runs))
                scope = (heads_row or heads_column) if is_header else None
                spans = {"colspan": _span(cell.colspan), "rowspan": _span(cell.rowspan)}
                cells.append(tag("th" if scope else "td", self._runs(cell.runs), scope=scope, **spans))
            if cells:
                rows.append(tag("tr", *cells))
        if not rows:
            return tag("p", escape(table.caption)) if caption else NOTHING
        return tag("table", caption, tag("tbody", *rows))


def _last_data(table: Table) -> dict[int, int]:
    """Return for each column the last row in which it has a cell of data: header cells above it head it."""
    return {
        place: number
        for number, row in enumerate(table.rows)
        for place, cell in enumerate(row)
        if not cell.header
    }


def _span(count: int) -> str | None:
    return str(min(count, _WIDEST_SPAN)) if count > 1 else None


def _note(element: str, name: str, *text: Markup) -> Markup:
    return tag(element, *text, id=name, role="doc-footnote", **{"epub:type": "footnote"})


def _embed(embed: Embed) -> Markup:
    address = link_address(embed.source)
    host = urlsplit(address).hostname or ""
    text = next((words for words in (embed.text, host, address) if not is_blank(words)), "")
    if not address:
        return tag("p", escape(text), class_="embed") if text else NOTHING
    site = NOTHING if host in text else tag("span", escape(f" ({host})"), class_="host")
    return tag("p", tag("a", escape(text), href=address), site, class_="embed")


def _styled(run: Run) -> Markup:
    """Return the text of a run in its styles, its line breaks as elements."""
    text = Markup(tag("br").join(map(escape, run.text.split("\n"))))
    if is_blank(run.text):
        return text
    if run.ruby:
        text = tag("ruby", text, tag("rp", escape("(")), tag("rt", escape(run.ruby)), tag("rp", escape(")")))
    styles = (
        ("code", run.code),
        ("strong", run.strong),
        ("em", run.emphasis),
        ("sub", run.subscript),
        ("sup", run.superscript),
    )
    for name, is_set in styles:
        if is_set:
            text = tag(name, text)
    return text
