"""The options that several commands share, each defined once."""

from pathlib import Path
from typing import Annotated

import typer

LibraryFolder = Annotated[
    Path | None,
    typer.Option(
        "--library",
        "-L",
        envvar="ARCHIVIST_LIBRARY",
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
