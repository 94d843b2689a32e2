"""list, show and credits: find what was kept, read it, and see who is credited."""

from typing import Annotated

import typer

from archivist.cli import say
from archivist.cli.options import Json
from archivist.cli.selecting import Choice, selecting
from archivist.cli.why import show_disagreements, show_why
from archivist.errors import NothingMatchedError, UsageError


@selecting
def list_(choice: Choice, json: Json = False) -> None:
    """List what was kept, oldest first: id, date, site, title.

    Exit status: 0 something is listed, 6 nothing matched.
    """
    from archivist.library import Library  # noqa: PLC0415

    rows = Library.find(choice.library).rows(choice.selection())
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


@selecting
def show(
    choice: Choice,
    why: Annotated[
        str, typer.Option("--why", metavar="FIELD", help="Where this field's value came from; photos, too.")
    ] = "",
    json: Json = False,
) -> None:
    """Read what was kept, the latest unless others are named.

    Exit status: 0 shown, 6 nothing matched.
    """
    from archivist.export import text  # noqa: PLC0415
    from archivist.export.metadata import article_dict  # noqa: PLC0415

    shelf, chosen = choice.captures(default="latest")
    for kept in chosen:
        article = shelf.article(kept)
        if why:
            show_why(article, why)
        elif json:
            say.obj(article_dict(article, kept))
        else:
            say.block(text.article_text(article, kept))
            show_disagreements(article)


@selecting
def credits_(
    choice: Choice,
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help="Count by agency, photographer or site.")
    ] = "agency",
    json: Json = False,
) -> None:
    """Count who is credited for the pictures of what was kept, and for what.

    Agencies, and others who provided a picture, have the names by which archivist knows them. A picture
    that stands in two captures counts twice.

    Exit status: 0 counted, 6 nothing matched.
    """
    from archivist.library import By, Library  # noqa: PLC0415

    if by not in set(By):
        raise UsageError(f"credits cannot be counted by {by!r}", hint=f"one of {', '.join(By)}")
    counts = Library.find(choice.library).credits(choice.selection(), By(by))
    for count in counts:
        if json:
            say.obj({"by": by, **count.as_dict()})
        else:
            roles = ", ".join(f"{role} {number:,}" for role, number in count.roles.items())
            pictures, captures = _column(count.pictures, "picture"), _column(len(count.captures), "capture")
            say.line(pictures, captures, count.name, f"· {roles}" if roles else "")
    if not counts:
        raise NothingMatchedError("no pictures in what matches", hint="archivist list shows what there is")


def _column(number: int, noun: str) -> str:
    """Return a number with its noun, the numbers of several lines one under the other."""
    return f"{number:>6,} {say.count(number, noun).partition(' ')[2]:<{len(noun) + 2}}"
