"""capture and import: pages come in."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli import say
from archivist.cli.options import Json, LibraryFolder, library_words
from archivist.cli.tally import Tally
from archivist.errors import UsageError
from archivist.model import Article, Capture, Completeness

if TYPE_CHECKING:
    from archivist.capture import Missing
    from archivist.library import Library

_MEANING = {
    Completeness.COMPLETE: "complete",
    Completeness.PAYWALL: "only the beginning: the rest is behind a paywall",
    Completeness.CONSENT: "a wall that asks for consent, not the article",
    Completeness.SCRIPT_SHELL: "a shell that scripts fill, not the article",
    Completeness.ERROR_PAGE: "an error page, not the article",
    Completeness.EMPTY: "no article found in the page",
}


def capture(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL...", help="Pages to keep; - reads stdin.")
    ] = None,
    input_file: Annotated[
        Path | None,
        typer.Option("--input", "-i", metavar="FILE", help="Addresses, one a line; # begins a comment."),
    ] = None,
    library: LibraryFolder = None,
    allow_address: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-address", metavar="HOST:PORT", help="Allow this address though it is not public."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Keep pages as they are served, with their pictures and style.

    Exit status: 0 kept, 3 some could not be kept, 4 none could be fetched, 7 kept but not the whole article.
    """
    # httpcore, lxml and warcio: only who fetches waits for them.
    from archivist.capture import Options, capture_page  # noqa: PLC0415
    from archivist.library import Library  # noqa: PLC0415

    addresses = list(_addresses(urls or [], input_file))
    if not addresses:
        raise UsageError("no address to keep", hint="archivist capture https://… or -i FILE")
    options = Options(allow=frozenset(allow_address or ()))
    shelf = Library.find_or_create(library)
    tally = Tally(len(addresses))
    reported: list[str] = []
    for number, url in enumerate(addresses, 1):
        say.progress(f"{number}/{len(addresses)}", url)
        with tally.item():
            kept = capture_page(url, shelf, options)
            say.progress_done()
            if json:
                _report_json(kept.capture, kept.article, kept.missing)
            else:
                _report(kept.capture, kept.article, shelf, kept.missing)
                reported.append(kept.capture.id)
            _count(tally, kept.capture, kept.article)
    _say_next(reported, library)
    raise typer.Exit(tally.status())


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Saved HTML, text dumps of pages, WARC files.")
    ],
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="The address the saved page came from.")
    ] = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Take in saved HTML, text dumps of pages, WARC files.

    Exit status: 0 taken in, 3 some could not be, 1 none could be, 7 taken in but not the whole article.
    """
    from archivist.intake import take_in  # noqa: PLC0415
    from archivist.library import Library  # noqa: PLC0415

    if url and len(files) > 1:
        raise UsageError("--url names the page of one file", hint="import the files one by one")
    shelf = Library.find_or_create(library)
    tally = Tally(len(files))
    reported: list[str] = []
    for file in files:
        with tally.item():
            for kept in take_in(file, shelf, url or None):
                if json:
                    _report_json(kept.capture, kept.article)
                else:
                    _report(kept.capture, kept.article, shelf)
                    reported.append(kept.capture.id)
                _count(tally, kept.capture, kept.article)
    _say_next(reported, library)
    raise typer.Exit(tally.status())


def _count(tally: Tally, capture: Capture, article: Article) -> None:
    if article.completeness is not Completeness.COMPLETE:
        say.talk(f"archivist: {capture.id} kept, but {_MEANING[article.completeness]}")
    tally.kept(article.completeness)


def _addresses(urls: Iterable[str], input_file: Path | None) -> Iterator[str]:
    for url in urls:
        if url == "-":
            yield from _lines(sys.stdin)
        else:
            yield url
    if input_file:
        with input_file.open(encoding="utf-8", errors="replace") as lines:
            yield from _lines(lines)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for text in lines:
        if (address := text.strip()) and not address.startswith("#"):
            yield address


def _report(kept: Capture, article: Article, shelf: "Library", missing: "Sequence[Missing]" = ()) -> None:
    """Say in five lines what was kept: enough to see at once whether it is the right page, and whole."""
    from archivist.library.rows import count_words  # noqa: PLC0415

    names = ", ".join(author.name for author in article.authors)
    facts = (article.byline or names or "no byline", article.published or "no date", article.publisher)
    words = say.count(count_words(article.text), "word")
    language = f"language {article.language or 'unknown'}"
    say.line("kept     ", article.title or kept.target_uri)
    say.line("         ", " · ".join(filter(None, facts)))
    say.line("         ", f"{language} · {words} · {_MEANING[article.completeness]}")
    say.line("         ", _pictures(article, len(missing)))
    say.line("file     ", shelf.file(kept), f"· {say.size(kept.size)} · sha256 {kept.sha256[:16]}")


def _say_next(kept: list[str], given: Path | None) -> None:
    """Say once what may be done with what was kept: with the one capture, or with the whole library."""
    if not kept:
        return
    words = ("show", "epub", "verify") if len(kept) == 1 else ("list", "epub", "verify")
    chosen = (f" {kept[0]}" if len(kept) == 1 else "") + library_words(given)
    say.line("next     ", " · ".join(f"archivist {word}{chosen}" for word in words))


def _report_json(kept: Capture, article: Article, missing: "Sequence[Missing]" = ()) -> None:
    from archivist.export.metadata import article_dict  # noqa: PLC0415

    lost = [{"url": one.url, "reason": one.reason} for one in missing]
    say.obj(article_dict(article, kept) | {"missing": lost})


def _pictures(article: Article, missing: int) -> str:
    lost = f" ({say.count(missing, 'resource')} could not be fetched)" if missing else ""
    shown = "".join(f": {say.photo(photo)}" for photo in article.photos[:1])
    more = f" … and {len(article.photos) - 1} more" if len(article.photos) > 1 else ""
    others = sum(bool(photo.disagreements) for photo in article.photos)
    differ = f" ({others} credited otherwise in the file)" if others else ""
    return f"{say.count(len(article.photos), 'picture')}{shown}{more}{differ}{lost}"
