"""What the links inside an article may go to, and which of them are notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.export.markup import is_blank
from archivist.model import Block, Heading, Item, ListBlock, Paragraph, Quote, Run, Runs, Table, plain

# What a link to a note looks like where it is not raised: "[12]", "12", "*".
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§]{1,3})\]?")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link inside an article goes: an id, in the document that holds the block of this number."""

    id: str
    block: int


class Anchors:
    """The ids of one article.

    An anchor is named by the page and may be any text, twice; the ids here are ``a1``, ``a2``, ... A
    note is a paragraph or an item to which a raised or bracketed mark before it links; it gets a
    link back to the first such mark, whose id is that of the note with ``r`` before it.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._targets: dict[str, Target] = {}
        self._notable: set[str] = set()
        for number, block in enumerate(blocks):
            self._add_targets(number, block)
        self._marks: dict[str, Target] = {}  # by anchor of a note: the first mark that links to it
        for number, block in enumerate(blocks):
            for run in (run for runs in _runs_of(block) for run in runs):
                self._add_mark(number, run)

    def find(self, run: Run) -> Target | None:
        """Return where a run links to inside the article, or None."""
        return self._targets.get(run.href[1:]) if run.href.startswith("#") else None

    def id_of(self, anchor: str) -> str | None:
        """Return the id of an anchor of a block, or None where nothing could link to it."""
        target = self._targets.get(anchor)
        return target.id if target else None

    def mark_of(self, anchor: str) -> Target | None:
        """Return the first mark that links to a note, or None where the anchor is not that of a note."""
        return self._marks.get(anchor)

    def _add_targets(self, number: int, block: Block) -> None:
        owners: Sequence[Block | Item] = block.items if isinstance(block, ListBlock) else (block,)
        for owner in owners:
            if not isinstance(owner, Paragraph | Heading | Item) or is_blank(plain(owner.runs)):
                continue
            if owner.anchor and owner.anchor not in self._targets:
                self._targets[owner.anchor] = Target(f"a{len(self._targets) + 1}", number)
                if not isinstance(owner, Heading):
                    self._notable.add(owner.anchor)

    def _add_mark(self, number: int, run: Run) -> None:
        anchor, target = run.href[1:], self.find(run)
        if target and target.block >= number and anchor in self._notable and is_note_mark(run):
            self._marks.setdefault(anchor, Target(f"r{target.id}", number))


def is_note_mark(run: Run) -> bool:
    """Whether a link inside the article looks like the mark of a note: raised, or a bare number."""
    if not run.href.startswith("#") or is_blank(run.text):
        return False
    return run.superscript or _NOTE_MARK.fullmatch(run.text.strip()) is not None


def _runs_of(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield runs
        case Quote(paragraphs=paragraphs):
            yield from paragraphs
        case ListBlock(items=items):
            yield from (item.runs for item in items)
        case Table(rows=rows):
            yield from (cell.runs for row in rows for cell in row)
