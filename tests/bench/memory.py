"""The most memory that reading a page takes: ``python -m tests.bench.memory [SET]``.

A process for each set reads its pages one after the other; its peak is at least that of any page in it.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from archivist.parse.article import read_article
from tests.bench.articles import SETS, pages
from tests.bench.figures import Figure

_GOAL_MB = 300


def figures() -> Iterator[Figure]:
    """Yield the peak of the process that needed most."""
    peaks = {name: _measured_apart(name) for name in SETS}
    worst = max(peaks, key=peaks.__getitem__)
    yield Figure(
        name=f"peak memory of reading any page, MB (set {worst})",
        value=peaks[worst],
        goal=_GOAL_MB,
        lower_is_better=True,
        is_of_time=True,
    )


def read_all(name: str) -> float:
    """Read the pages of a set; return the peak of this process in MB."""
    for _, truth, html in pages((name,)):
        read_article(html, truth.get("url"))
    # Not getrusage: its peak is that of the parent where that was larger when it forked.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def _measured_apart(name: str) -> float:
    words = [sys.executable, "-m", "tests.bench.memory", name]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(f"{read_all(sys.argv[1]):.1f}")
    else:
        for figure in figures():
            print(figure.as_row())
