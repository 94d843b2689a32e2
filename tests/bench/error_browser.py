"""List the worst pages of the development part, and show truth against reading side by side.

    python -m tests.bench.error_browser wcxb --by word_f1 --worst 40 -o errors.html

Pages of the third that is kept aside are never shown. ``side_by_side`` serves other readers, too.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from archivist.parse.article import read_article
from tests.bench.articles import SETS, pages, score, skipped
from tests.bench.split import is_kept_aside

_STYLE = """
body { font: 14px/1.4 sans-serif; margin: 1em } table { border-collapse: collapse; width: 100% }
td { width: 50%; vertical-align: top; border: 1px solid #ddd; padding: .2em .5em; overflow-wrap: anywhere }
.only { background: #fdd } .much { background: #dfd } h2 { margin: 1.5em 0 .3em; font-size: 1em }
"""


class Case(NamedTuple):
    """A page as the browser shows it."""

    name: str
    figure: float
    truth: str
    reading: str


def worst(name: str, figure: str, number: int) -> list[Case]:
    """Return the worst pages of a set by a figure, the worst first."""
    skip, cases = skipped(), []
    for _, truth, html in pages((name,)):
        if is_kept_aside(f"{name}/{truth['id']}") or figure in skip.get((name, truth["id"]), ()):
            continue
        article = read_article(html, truth.get("url"))
        value = score(truth, name, article).get(figure)
        if value is not None:
            value = 1 - value if "leak" in figure else value
            title = f"{name}/{truth['id']} {truth.get('url') or ''}"
            cases.append(Case(title, value, truth.get("text") or "", article.text))
    return sorted(cases, key=lambda case: case.figure)[:number]


def side_by_side(cases: Iterable[Case]) -> str:
    """Return one HTML page of all cases: truth on the left, reading on the right, equal lines level."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Errors</title><style>{_STYLE}</style>"]
    for case in cases:
        parts.append(f"<h2>{case.figure:.3f} {escape(case.name)}</h2><table>")
        parts += (
            f'<tr><td class="{"only" if left and not right else ""}">{escape(left)}</td>'
            f'<td class="{"much" if right and not left else ""}">{escape(right)}</td></tr>'
            for left, right in _aligned(_lines(case.truth), _lines(case.reading))
        )
        parts.append("</table>")
    return "\n".join(parts)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _aligned(left: list[str], right: list[str]) -> Iterator[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for kind, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(left[left_start:left_end], right[right_start:right_end], strict=True)
        else:
            yield from ((line, "") for line in left[left_start:left_end])
            yield from (("", line) for line in right[right_start:right_end])


def main() -> None:
    """Write the page and print the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--by", default="word_f1", help="a figure of the scorer")
    parser.add_argument("--worst", type=int, default=40, metavar="N")
    parser.add_argument("-o", "--output", type=Path, default=Path("errors.html"))
    options = parser.parse_args()
    cases = worst(options.set, options.by, options.worst)
    for case in cases:
        print(f"{case.figure:.3f} {case.name}")
    options.output.write_text(side_by_side(cases), "utf-8")
    print(f"{options.output}: {len(cases)} pages")


if __name__ == "__main__":
    main()
