"""epub and export: what was kept goes out."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli import say
from archivist.cli.options import Json
from archivist.cli.selecting import Choice, selecting
from archivist.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library import Library
    from archivist.model import Book, Capture

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file; with --each, the folder.")
]
Title = Annotated[str, typer.Option("--title", help="The title of the book.")]
Each = Annotated[
    bool, typer.Option("--each", help="One file an article, named by its id, instead of one of all.")
]

EmbedCredits = Annotated[
    bool,
    typer.Option(
        "--embed-credits",
        help="Write credits and captions into the files of pictures that lack them (IPTC, XMP).",
    ),
]

#: Formats that a person may want to see on the terminal.
_READABLE = frozenset({"txt", "json", "jsonld", "ninjs"})


@selecting
def epub(
    choice: Choice,
    output: Output = None,
    title: Title = "",
    each: Each = False,
    embed_credits: EmbedCredits = False,
    json: Json = False,
) -> None:
    """Make an EPUB of what was kept.

    Every article is a chapter, with its pictures, their credits, and where and when the page was kept.
    Without -o the book is archivist-DATE.epub in this folder.

    Exit status: 0 made, 6 nothing matched.
    """
    from archivist.cli.choose import now  # noqa: PLC0415

    shelf, chosen = choice.captures()
    if output is None:
        output = Path() if each else Path(f"archivist-{now():%Y-%m-%d}.epub")
    order = _Order(to="epub", output=output, title=title, each=each, embeds_credits=embed_credits, json=json)
    _make(shelf, chosen, order)


@selecting
def export(
    choice: Choice,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="txt, json, jsonld, ninjs or epub.")
    ] = "txt",
    output: Output = None,
    title: Title = "",
    each: Each = False,
    pictures: Annotated[
        Path | None,
        typer.Option("--pictures", metavar="FOLDER", help="Write the pictures into this folder, too."),
    ] = None,
    embed_credits: EmbedCredits = False,
    json: Json = False,
) -> None:
    """Write what was kept as text, JSON, JSON-LD (schema.org), ninjs (IPTC) or EPUB.

    All but EPUB go to stdout unless -o names a file. Pictures are written as they were stored, named by
    the id of the capture and their number in its article.

    Exit status: 0 written, 6 nothing matched.
    """
    from archivist.export import EXPORTERS  # noqa: PLC0415

    if to not in EXPORTERS:
        raise UsageError(f"there is no format {to!r}", hint=f"one of {', '.join(EXPORTERS)}")
    if output is None and (each or to not in _READABLE):
        raise UsageError(f"where should the {to} go?", hint="-o PATH")
    if embed_credits and pictures is None and to != "epub":
        raise UsageError(f"there are no pictures in {to}", hint="--pictures FOLDER, or --to epub")
    shelf, chosen = choice.captures()
    order = _Order(
        to=to,
        output=output,
        title=title,
        each=each,
        pictures=pictures,
        embeds_credits=embed_credits,
        json=json,
    )
    _make(shelf, chosen, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be made, and where."""

    to: str
    output: Path | None
    title: str
    each: bool
    pictures: Path | None = None
    embeds_credits: bool
    json: bool


def _make(shelf: "Library", chosen: "Sequence[Capture]", order: _Order) -> None:
    from archivist.book import make_book  # noqa: PLC0415
    from archivist.cli.choose import now  # noqa: PLC0415

    parts = [(kept,) for kept in chosen] if order.each else [tuple(chosen)]
    for part in parts:
        book = make_book(shelf, part, title=order.title, made_at=now(), embeds_credits=order.embeds_credits)
        _write_book(book, [kept.id for kept in part], order)
        if order.pictures:
            _write_pictures(book, order.pictures, order)


def _write_book(book: "Book", ids: "Sequence[str]", order: _Order) -> None:
    from archivist.cli.choose import written  # noqa: PLC0415
    from archivist.export import EXPORTERS, SUFFIXES  # noqa: PLC0415

    if order.output is None:
        shown = BytesIO()
        _say_notes(EXPORTERS[order.to](book, shown))
        say.data(shown.getvalue())
        return
    path = order.output / f"{ids[0]}.{SUFFIXES[order.to]}" if order.each else order.output
    path.parent.mkdir(parents=True, exist_ok=True)
    with written(path) as file:
        notes = EXPORTERS[order.to](book, file)
    if order.json:
        told = {"event": "written", "file": str(path), "format": order.to, "captures": ids, "notes": notes}
        say.obj(told)
    else:
        say.line("wrote", path, f"· {say.count(len(ids), 'article')} · {say.size(path.stat().st_size)}")
        _say_notes(notes)


def _write_pictures(book: "Book", folder: Path, order: _Order) -> None:
    from archivist.cli.choose import written  # noqa: PLC0415
    from archivist.export.picture_files import picture_files  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    names, notes, size = [], [], 0
    for picture in picture_files(book):
        if picture.note:
            notes.append(f"{picture.name}: {picture.note}")
        if picture.data:
            names.append(picture.name)
            size += len(picture.data)
            with written(folder / picture.name) as file:
                file.write(picture.data)
    if order.json and order.output:
        say.obj({"event": "written", "folder": str(folder), "pictures": names, "notes": notes})
        return
    tell = say.line if order.output else say.talk  # stdout may hold the book
    tell("wrote", folder, f"· {say.count(len(names), 'picture')} · {say.size(size)}")
    _say_notes(notes)


def _say_notes(notes: "Sequence[str]") -> None:
    for note in notes:
        say.talk("note:", say.shorten(note, 160))
