"""What the command line costs before it does anything: CPU seconds of whole processes."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from archivist.library import Library, PageRecord
from archivist.warc.write import WarcWriter
from tests.bench.figures import Figure

CAPTURES = 1000
_PAGE = """<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>By Ada Berg</p><p>
The harbour of Lindum was quiet on day {number}, and {number} boats lay at the quay.
Nobody could say when the ferry would sail again, and the bakers closed at noon.</p></article>"""


def figures() -> Iterator[Figure]:
    """Yield the CPU seconds of ``--help``, and of ``list`` in a library of 1,000 captures."""
    yield Figure(
        name="archivist --help, CPU s",
        value=cpu_seconds("--help"),
        goal=0.25,
        lower_is_better=True,
        is_of_time=True,
    )
    with TemporaryDirectory() as folder:
        fill(Library.create(Path(folder) / "library"))
        value = cpu_seconds("list", "-L", f"{folder}/library")
        yield Figure(
            name=f"archivist list, {CAPTURES:,} captures, CPU s",
            value=value,
            goal=0.5,
            lower_is_better=True,
            is_of_time=True,
        )


def cpu_seconds(*words: str, runs: int = 5) -> float:
    """Return the median CPU time, user and system, of a command's process."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "archivist", *words], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return sorted(times)[runs // 2]


def fill(library: Library) -> None:
    """Put 1,000 small captures into a library."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(CAPTURES):
        url, when = f"https://news.example/{number}", start + timedelta(hours=number)
        page = _PAGE.format(title=f"Harbour report {number}", number=number).encode()
        with library.draft(url, when) as draft:
            record = WarcWriter(draft.stream).write_resource(url, when, "text/html", page)
            draft.commit(
                [
                    PageRecord(
                        target_uri=url,
                        captured_at=when,
                        record_id=record.record_id,
                        payload_digest=record.payload_digest,
                        offset=record.offset,
                    )
                ]
            )


if __name__ == "__main__":
    for figure in figures():
        print(figure.as_row())
