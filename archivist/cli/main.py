"""The command line: its commands, and the one place where an error becomes words and an exit status."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from archivist.cli import books, keep, prove, read, say
from archivist.errors import ArchivistError, UsageError

EPILOG = """Exit status: 0 ok - 1 error - 2 usage - 3 some items failed - 4 could not fetch -
5 verification failed - 6 nothing matched - 7 kept but incomplete - 8 library unusable - 130 interrupted"""

app = typer.Typer(
    name="archivist",
    help="Keep news pages, read them with every photo credited, make books of them, prove them unaltered.",
    epilog=EPILOG,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("capture")(keep.capture)
app.command("import")(keep.import_)
app.command("list")(read.list_)
app.command("show")(read.show)
app.command("credits")(read.credits_)
app.command("epub")(books.epub)
app.command("export")(books.export)
app.command("verify")(prove.verify)
app.command("remove")(prove.remove)
app.command("reindex")(prove.reindex)


def _print_version(wanted: bool) -> None:
    if wanted:
        say.line("archivist", version("archivist"))
        raise typer.Exit


@app.callback()
def archivist(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Keep news pages, read them with every photo credited, make books of them, prove them unaltered.

    archivist URL is short for archivist capture URL.
    """


def expand(words: Sequence[str]) -> list[str]:
    """Put ``capture`` before words that begin with an address: ``archivist URL`` keeps the page.

    >>> expand(["https://example.org/", "-L", "folder"])
    ['capture', 'https://example.org/', '-L', 'folder']
    >>> expand(["list"]), expand([])
    (['list'], ['--help'])
    """
    if not words:
        return ["--help"]
    is_address = words[0].lower().startswith(("http://", "https://"))
    return ["capture", *words] if is_address else list(words)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    # Being told to end is an interruption: what is half written is taken back.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:] if words is None else words))


def run(words: Sequence[str]) -> int:
    """Run the command line; return its exit status."""
    try:
        status = app(expand(words), standalone_mode=False)
        sys.stdout.flush()
    except ArchivistError as error:
        say.progress_done()
        say.error(error)
        return error.exit_code
    except typer.TyperException as error:
        say.error(UsageError(error.format_message(), hint="archivist --help, or archivist COMMAND --help"))
        return UsageError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say.progress_done()
        say.talk("archivist: interrupted; what was announced as kept is kept")
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say.progress_done()
        say.error(ArchivistError(f"{error.filename or 'the system'}: {error.strerror or error}"))
        return 1
    return status if isinstance(status, int) else 0
