"""verify, remove, reindex: is everything whole and unchanged, and what to do when something is not wanted."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from archivist.cli import say
from archivist.cli.options import Json, LibraryFolder, Since, Site
from archivist.errors import NothingMatchedError
from archivist.model import Finding, Severity

VERIFICATION_FAILED = 5


def verify(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SELECTION|FILE]...", help="Captures, or WARC files; the whole library if none."
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only the digests of the files; no record is read.")
    ] = False,
    deep: Annotated[bool, typer.Option("--deep", help="Read every article again and compare.")] = False,
    site: Site = "",
    since: Since = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Check that everything kept is whole and unchanged.

    Exit status: 0 it is, 5 something is not, 6 there is nothing to verify.
    """
    from archivist.library import Library, Selection  # noqa: PLC0415
    from archivist.verify import count_captures, verify_file, verify_library  # noqa: PLC0415

    files = [Path(name) for name in what or () if Path(name).exists()]
    words = [name for name in what or () if not Path(name).exists()]
    checked, findings = 0, list[Finding]()
    for file in files:
        findings += verify_file(file)
        checked += 1
    if words or not files:
        shelf = Library.find(library)
        selection = Selection.of(words or ["all"], site=site, since=since)
        checked += count_captures(shelf, selection)
        findings += verify_library(shelf, selection, quick=quick, deep=deep)
    if not checked and not findings:
        raise NothingMatchedError("there is nothing to verify", hint="archivist list shows what there is")
    _say_findings(findings, checked, json=json)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(VERIFICATION_FAILED)


def _say_findings(findings: list[Finding], checked: int, *, json: bool) -> None:
    for finding in findings:
        if json:
            say.obj({"event": "finding", **asdict(finding)})
            continue
        say.line(f"{finding.severity}: {finding.where}: {finding.what} [{finding.code}]")
        if finding.hint:
            say.line(f"  hint: {finding.hint}")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if json:
        say.obj({"event": "verified", "checked": checked, "errors": errors, "warnings": warnings})
    else:
        extra = f", {say.count(warnings, 'warning')}" if warnings else ""
        verdict = "all whole and unchanged" if not errors else say.count(errors, "error")
        say.line(f"verified {checked:,}: {verdict}{extra}")


def remove(
    selection: Annotated[list[str], typer.Argument(metavar="SELECTION...", help="What to remove.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; the ledger keeps it.")] = "",
    library: LibraryFolder = None,
    json: Json = False,
) -> None:
    """Remove captures, with a trace.

    The ledger keeps a line that says what was removed, when and why.

    Exit status: 0 removed, 6 nothing matched.
    """
    from archivist.cli.choose import choose  # noqa: PLC0415
    from archivist.library import Selection  # noqa: PLC0415

    shelf, chosen = choose(library, Selection.of(selection))
    waiting = list(chosen)
    while waiting:
        gone = shelf.remove(waiting[0], reason)
        waiting = [kept for kept in waiting if kept not in gone]
        for kept in gone:
            if json:
                say.obj({"event": "removed", "id": kept.id, "target_uri": kept.target_uri})
            else:
                say.line("removed", kept.id, kept.target_uri)


def reindex(library: LibraryFolder = None, json: Json = False) -> None:
    """Build the catalogue again from the files.

    It is only an index: it may be deleted, and nothing is lost.
    """
    from archivist.library import Library  # noqa: PLC0415

    count = Library.find(library).reindex()
    if json:
        say.obj({"event": "reindexed", "captures": count})
    else:
        say.line(f"reindexed {say.count(count, 'capture')}")
