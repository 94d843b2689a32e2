"""list and show: find what was kept, and read it."""

from typing import Annotated

import typer

from archivist.cli import say
from archivist.cli.options import ByAgency, Json, LibraryFolder, Since, Site, Words
from archivist.errors import NothingMatchedError, UsageError
from archivist.model import Article


def list_(
    selection: Words = None,
    site: Site = "",
    since: Since = "",
    agency: ByAgency = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """List what was kept, oldest first: id, date, site, title.

    Exit status: 0 something is listed, 6 nothing matched.
    """
    from archivist.library import Library, Selection  # noqa: PLC0415

    chosen = Selection.of(selection or ["all"], site=site, since=since, agency=agency)
    rows = Library.find(library).rows(chosen)
    for row in rows:
        if json:
            say.obj(row.as_dict())
        else:
            say.line(
                row.id,
                f"{row.captured_at:%Y-%m-%d}",
                f"{row.site:<24.24}",
                say.shorten(row.title or row.url, 70),
            )
    if not rows:
        raise NothingMatchedError("nothing kept matches", hint="archivist list shows all there is")


def show(
    selection: Words = None,
    site: Site = "",
    since: Since = "",
    agency: ByAgency = "",
    why: Annotated[
        str, typer.Option("--why", metavar="FIELD", help="Where this field's value came from.")
    ] = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Read what was kept, the latest unless others are named.

    Exit status: 0 shown, 6 nothing matched.
    """
    from archivist.cli.choose import choose  # noqa: PLC0415
    from archivist.export import text  # noqa: PLC0415
    from archivist.export.metadata import article_dict  # noqa: PLC0415

    shelf, chosen = choose(library, selection or ["latest"], site=site, since=since, agency=agency)
    for kept in chosen:
        article = shelf.article(kept)
        if why:
            _show_why(article, why)
        elif json:
            say.obj(article_dict(article, kept))
        else:
            say.block(text.article_text(article, kept))


def _show_why(article: Article, field: str) -> None:
    if not hasattr(article, field):
        raise UsageError(
            f"an article has no field {field!r}", hint=f"one of {', '.join(sorted(article.evidence))}"
        )
    say.line(f"{field}: {getattr(article, field)!r}")
    for evidence in article.evidence.get(field, ()):
        found = say.shorten(evidence.text, 90)
        say.line(f"  {evidence.confidence:.2f} {evidence.method} {evidence.place}: {found}")
