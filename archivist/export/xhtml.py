"""The blocks of an article as XHTML: lists nested, notes linked both ways, headings without a gap."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from archivist.export.markup import NOTHING, Markup, escape, join, link_address, tag
from archivist.model import (
    Block,
    Cell,
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

# What a link to a note looks like where it is not raised: "[12]", "12", "*".
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§]{1,3})\]?")

_DEEPEST_LIST = 8
_WIDEST_SPAN = 1000  # HTML Standard, 4.9.11


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: spaces, joiners and glyphs of a page's own font are not."""
    return not any(letter.isprintable() and not letter.isspace() for letter in text)


def is_note_mark(run: Run) -> bool:
    """Whether a link inside the article looks like the mark of a note: raised, or a bare number."""
    if not run.href.startswith("#") or is_blank(run.text):
        return False
    return run.superscript or _NOTE_MARK.fullmatch(run.text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link inside an article goes: an id, in the part of the chapter that holds ``block``."""

    id: str
    block: int


def runs_of(block: Block) -> Iterator[Runs]:
    """Yield the texts of a block, in reading order."""
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield runs
        case Quote(paragraphs=paragraphs):
            yield from paragraphs
        case ListBlock(items=items):
            yield from (item.runs for item in items)
        case Table(rows=rows):
            yield from (cell.runs for row in rows for cell in row)


class Anchors:
    """The ids of one article: what its own links may go to, and which of them are notes.

    An anchor is named by the page and may be any text, twice; the ids here are ``a1``, ``a2``, ... A
    note is a paragraph or an item to which a raised or bracketed mark before it links; it gets a
    link back to the first such mark, whose id is that of the note with ``r`` before it.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._targets: dict[str, Target] = {}
        self._notable: set[str] = set()
        for number, block in enumerate(blocks):
            self._add_targets(number, block)
        self._notes: dict[str, Target] = {}  # by anchor: the first mark that links to it
        for number, block in enumerate(blocks):
            for run in (run for runs in runs_of(block) for run in runs):
                self._add_mark(number, run)

    def _add_targets(self, number: int, block: Block) -> None:
        owners: Sequence[Block | Item] = block.items if isinstance(block, ListBlock) else (block,)
        for owner in owners:
            if not isinstance(owner, Paragraph | Heading | Item) or is_blank(plain(owner.runs)):
                continue
            if (anchor := owner.anchor) and anchor not in self._targets:
                self._targets[anchor] = Target(f"a{len(self._targets) + 1}", number)
                if not isinstance(owner, Heading):
                    self._notable.add(anchor)

    def _add_mark(self, number: int, run: Run) -> None:
        target = self.find(run)
        is_before = target is not None and target.block >= number
        if target and is_before and run.href[1:] in self._notable and is_note_mark(run):
            self._notes.setdefault(run.href[1:], Target("r" + target.id, number))

    def find(self, run: Run) -> Target | None:
        """Return where a run links to inside the article, or None."""
        return self._targets.get(run.href[1:]) if run.href.startswith("#") else None

    def id_of(self, anchor: str) -> str | None:
        """Return the id of an anchor of a block, or None where nothing could link to it."""
        target = self._targets.get(anchor)
        return target.id if target else None

    def mark_of(self, anchor: str) -> Target | None:
        """Return the first mark that links to a note, or None where the anchor is not that of a note."""
        return self._notes.get(anchor)


@dataclass(slots=True, kw_only=True)
class BlockWriter:
    """Writes the blocks of one article, in order, into the documents of its chapter.

    Every id is written once: ids already used are in ``_used``. Headings go at most one level
    down at a time; call ``start_document`` where a document begins, its title being level 1.
    """

    anchors: Anchors
    figures: Sequence[Markup]  # by number of the photo
    addresses: Mapping[str, str]  # of articles in this book: URL -> document
    documents: Sequence[str]  # by number of the block: the document that holds it
    phrases: Phrases
    _level: int = 1
    _document: str = ""
    _used: set[str] = field(default_factory=set)

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
                return NOTHING if is_blank(plain(runs)) else self._heading(level, self._runs(runs), anchor)
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
                return self.figures[photo] if 0 <= photo < len(self.figures) else NOTHING
            case Rule():
                return tag("hr")
            case Embed():
                return _embed(block)

    # ------------------------------------------------------------ texts

    def _runs(self, runs: Runs) -> Markup:
        return join(map(self._run, runs))

    def _run(self, run: Run) -> Markup:
        text = _lines(run.text)
        if run.ruby:
            text = tag(
                "ruby", text, tag("rp", escape("(")), tag("rt", escape(run.ruby)), tag("rp", escape(")"))
            )
        styles = {
            "code": run.code,
            "strong": run.strong,
            "em": run.emphasis,
            "sub": run.subscript,
            "sup": run.superscript,
        }
        if is_blank(run.text):
            return text
        for name in (name for name, is_set in styles.items() if is_set):
            text = tag(name, text)
        return self._link(run, text) if run.href else text

    def _link(self, run: Run, text: Markup) -> Markup:
        if run.href.startswith("#"):
            return self._inner_link(run, text)
        if document := self.addresses.get(run.href.partition("#")[0]):
            return tag("a", text, href=document, class_="kept")
        address = link_address(run.href)
        return tag("a", text, href=address) if address else text

    def _inner_link(self, run: Run, text: Markup) -> Markup:
        target = self.anchors.find(run)
        if target is None:
            return text
        href = self._reference(target)
        mark = self.anchors.mark_of(run.href[1:])
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

    def _heading(self, level: int, text: Markup, anchor: str = "") -> Markup:
        self._level = max(2, min(level, self._level + 1, 6))
        return tag(f"h{self._level}", text, id=self._new_id(self.anchors.id_of(anchor)))

    def _entry(self, entry: Entry) -> Markup:
        parts = [tag("span", escape(self.phrases.time(entry.time)), class_="time")]
        parts = [] if is_blank(entry.time) else parts
        if not is_blank(entry.title):
            parts.append(escape(entry.title))
        return self._heading(2, join(parts, " ")) if parts else NOTHING

    def _quote(self, quote: Quote) -> Markup:
        texts = [tag("p", self._runs(runs)) for runs in quote.paragraphs if not is_blank(plain(runs))]
        if not is_blank(quote.cite):
            texts.append(tag("p", escape(quote.cite), class_="cite"))
        return tag("blockquote", *texts) if texts else NOTHING

    def _list(self, items: Sequence[Item]) -> Markup:
        """Nest flat items by their depth. A list changes where an item of its depth is of the other kind."""
        written: list[str] = []
        open_lists: list[str] = []
        for item in items:
            depth = min(item.depth, len(open_lists), _DEEPEST_LIST)
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
        if name and mark:
            # Not an aside: readers that show notes in a window hide those, and leave a bare number.
            return "<li>" + _note("div", name, join([text, self._back(mark)]))
        return (f'<li id="{name}">' if name else "<li>") + text

    def _table(self, table: Table) -> Markup:
        rows = [
            tag("tr", *(self._cell(table, number, place) for place in range(len(row))))
            for number, row in enumerate(table.rows)
            if row
        ]
        if not rows:
            return NOTHING if is_blank(table.caption) else tag("p", escape(table.caption))
        caption = [] if is_blank(table.caption) else [tag("caption", escape(table.caption))]
        return tag("table", *caption, tag("tbody", *rows))

    def _cell(self, table: Table, number: int, place: int) -> Markup:
        row = table.rows[number]
        cell, scope = row[place], _scope(table, number, place)
        return tag(
            "th" if scope else "td",
            self._runs(cell.runs),
            scope=scope,
            colspan=_span(cell.colspan),
            rowspan=_span(cell.rowspan),
        )


def _scope(table: Table, number: int, place: int) -> str | None:
    """Return what a header cell heads, "col" or "row"; None where no cell of data is there to be headed."""
    row = table.rows[number]
    if not row[place].header or is_blank(plain(row[place].runs)):
        return None
    if place == 0 and any(not cell.header for cell in row):
        return "row"
    later: list[Cell] = [cell for row in table.rows[number + 1 :] for cell in row[place : place + 1]]
    return "col" if any(not cell.header for cell in later) else None


def _note(element: str, name: str, *text: Markup) -> Markup:
    return tag(element, *text, id=name, role="doc-footnote", **{"epub:type": "footnote"})


def _span(count: int) -> str | None:
    return str(min(count, _WIDEST_SPAN)) if count > 1 else None


def _embed(embed: Embed) -> Markup:
    address = link_address(embed.source)
    host = urlsplit(address).hostname or ""
    text = escape(host if is_blank(embed.text) else embed.text)
    if not address:
        return tag("p", text, class_="embed") if text else NOTHING
    site = tag("span", escape(f" ({host})"), class_="host")
    return tag("p", tag("a", text, href=address), site if host not in embed.text else NOTHING, class_="embed")


def _lines(text: str) -> Markup:
    """Return text with its line breaks as elements."""
    return Markup(tag("br").join(map(escape, text.split("\n"))))
