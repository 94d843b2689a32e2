"""The options that several commands share, each defined once."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

_LIBRARY = "ARCHIVIST_LIBRARY"

LibraryFolder = Annotated[
    Path | None,
    typer.Option(
        "--library",
        "-L",
        envvar=_LIBRARY,
        metavar="FOLDER",
        help="The library; else the nearest parent folder that is one, else ~/Archivist.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SELECTION]...", help="A short id, a URL, latest, all, or words to search."),
]
Site = Annotated[str, typer.Option("--site", metavar="HOST", help="Only captures of this site.")]
Since = Annotated[
    str, typer.Option("--since", metavar="WHEN", help="Only captures since: 7d, 12h, 2026-11-01.")
]
ByAgency = Annotated[
    str, typer.Option("--agency", metavar="NAME", help="Only those with a photo of this agency.")
]

Photographer = Annotated[
    str,
    typer.Option("--photographer", metavar="NAME", help="Only those with a photo by this person."),
]
WithPicture = Annotated[
    str,
    typer.Option(
        "--picture", metavar="WORDS", help="Only those with a photo whose caption or credit has these."
    ),
]


def library_words(given: Path | None) -> str:
    """Return the words that name the library again in the next command; none where it is found without."""
    if given is None or os.environ.get(_LIBRARY) == str(given):
        return ""
    return f" -L {shlex.quote(str(given))}"
