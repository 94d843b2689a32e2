"""Run the yardsticks: ``make bench``. Writes RESULTS.md; fails where a figure fell behind its floor.

    python -m tests.bench.run [--raise | --lower "why"] [NAME...]

``--raise`` pins what is better than before; ``--lower`` pins what is, with the sentence that says why.
NAME takes only some of the yardsticks; RESULTS.md is then left as it is.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.bench import pins
from tests.bench.figures import Figure

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
RESULTS = Path(__file__).parent / "RESULTS.md"

#: Each yardstick is a module with ``figures()``.
YARDSTICKS = ("articles", "memory", "credits_strings", "credits_pages", "command_line")


def measure(names: Iterable[str]) -> dict[str, list[Figure]]:
    """Return the figures of each yardstick, in order."""
    measured = {}
    for name in names:
        print(f"measuring {name} …", flush=True)
        measured[name] = list(import_module(f"tests.bench.{name}").figures())
        print("\n".join(figure.as_row() for figure in measured[name]), flush=True)
    return measured


def report(measured: Mapping[str, list[Figure]], digest: str) -> str:
    """Return RESULTS.md."""
    lines = [
        "# Figures",
        "",
        f"Measured on {datetime.now(UTC):%d %B %Y} with `make bench`, on pages {digest[:16]}.",
        "A goal is a floor (≥) or a ceiling (≤). Speed is a ratio within one run. *Kept aside* is the",
        "third that was looked at only through its figures (tests/bench/split.py).",
    ]
    for name, figures in measured.items():
        title = name.replace("_", " ").capitalize()
        lines += [
            "",
            f"## {title}",
            "",
            "| figure | value | goal | reached | peer |",
            "|---|---|---|---|---|",
        ]
        lines += [figure.as_row() for figure in figures]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, write, compare; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--raise", action="store_true", dest="raised", help="pin what is better")
    parser.add_argument("--lower", metavar="WHY", default="", help="pin what is worse, and say why")
    words = parser.parse_args()
    if not BENCH.is_dir():
        print("the yardsticks are not beside this clone", file=sys.stderr)
        return 0
    digest, pinned = pins.digest_of(BENCH), pins.load()
    measured = measure(words.names or YARDSTICKS)
    figures = [figure for part in measured.values() for figure in part]
    if not words.names:
        RESULTS.write_text(report(measured, digest), "utf-8")
    if words.raised or words.lower:
        pins.pin(figures, pinned, digest, words.lower)
    if pinned["digest"] != digest:
        print("the floors were measured on other pages: not compared", file=sys.stderr)
        return 0
    behind = list(pins.fallen(figures, pinned))
    print("\n".join(["fallen behind:", *behind] if behind else ["no figure fell behind its floor"]))
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
