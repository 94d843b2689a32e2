"""epub and export: what was kept goes out."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli import say
from archivist.cli.options import ByAgency, Json, LibraryFolder, Photographer, Since, Site, WithPicture, Words
from archivist.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library import Library
    from archivist.model import Capture

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file; with --each, the folder.")
]
Title = Annotated[str, typer.Option("--title", help="The title of the book.")]
Each = Annotated[
    bool, typer.Option("--each", help="One file an article, named by its id, instead of one of all.")
]

#: Formats that a person may want to see on the terminal.
_READABLE = frozenset({"txt", "json", "jsonld", "ninjs"})


def epub(
    selection: Words = None,
    output: Output = None,
    title: Title = "",
    each: Each = False,
    site: Site = "",
    since: Since = "",
    agency: ByAgency = "",
    photographer: Photographer = "",
    picture: WithPicture = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Make an EPUB of what was kept.

    Every article is a chapter, with its pictures, their credits, and where and when the page was kept.
    Without -o the book is archivist-DATE.epub in this folder.

    Exit status: 0 made, 6 nothing matched.
    """
    from archivist.cli.choose import choose, now  # noqa: PLC0415

    shelf, chosen = choose(
        library,
        selection or ["all"],
        site=site,
        since=since,
        agency=agency,
        photographer=photographer,
        picture=picture,
    )
    if output is None:
        output = Path() if each else Path(f"archivist-{now():%Y-%m-%d}.epub")
    _make(shelf, chosen, "epub", output, title=title, each=each, json=json)


def export(
    selection: Words = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="txt, json, jsonld, ninjs or epub.")
    ] = "txt",
    output: Output = None,
    title: Title = "",
    each: Each = False,
    site: Site = "",
    since: Since = "",
    agency: ByAgency = "",
    photographer: Photographer = "",
    picture: WithPicture = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Write what was kept as text, JSON, JSON-LD (schema.org), ninjs (IPTC) or EPUB.

    All but EPUB go to stdout unless -o names a file.

    Exit status: 0 written, 6 nothing matched.
    """
    from archivist.cli.choose import choose  # noqa: PLC0415
    from archivist.export import EXPORTERS  # noqa: PLC0415

    if to not in EXPORTERS:
        raise UsageError(f"there is no format {to!r}", hint=f"one of {', '.join(EXPORTERS)}")
    if output is None and (each or to not in _READABLE):
        raise UsageError(f"where should the {to} go?", hint="-o PATH")
    shelf, chosen = choose(
        library,
        selection or ["all"],
        site=site,
        since=since,
        agency=agency,
        photographer=photographer,
        picture=picture,
    )
    _make(shelf, chosen, to, output, title=title, each=each, json=json)


def _make(
    shelf: "Library",
    chosen: "Sequence[Capture]",
    to: str,
    output: Path | None,
    *,
    title: str,
    each: bool,
    json: bool,
) -> None:
    from archivist.book import make_book  # noqa: PLC0415
    from archivist.cli.choose import now, written  # noqa: PLC0415
    from archivist.export import EXPORTERS, SUFFIXES  # noqa: PLC0415

    parts = [(kept,) for kept in chosen] if each else [tuple(chosen)]
    for part in parts:
        book = make_book(shelf, part, title=title, made_at=now())
        if output is None:
            shown = BytesIO()
            _say_notes(EXPORTERS[to](book, shown))
            say.data(shown.getvalue())
            continue
        path = output / f"{part[0].id}.{SUFFIXES[to]}" if each else output
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as file:
            notes = EXPORTERS[to](book, file)
        if json:
            ids = [kept.id for kept in part]
            say.obj({"event": "written", "file": str(path), "format": to, "captures": ids, "notes": notes})
        else:
            say.line("wrote", path, f"· {say.count(len(part), 'article')} · {say.size(path.stat().st_size)}")
            _say_notes(notes)


def _say_notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        say.talk("note:", say.shorten(note, 160))
