"""Measure the reader of articles on the benchmark's pages: ``python -m tests.bench.articles``.

Prints the figures of every set, those of the third kept aside beside those of the rest, with the
structure kept (see tests/bench/structure.py) on the set that has it, and the CPU time
of a page. ``--peer`` reads each page with trafilatura as well, right after, and prints the ratio.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from archivist.model import Article
from archivist.parse.article import read_article
from tests.bench.adapters import prediction
from tests.bench.figures import Figure as Measured
from tests.bench.split import is_kept_aside
from tests.bench.structure import as_html, structure_f1

DATA = Path(__file__).resolve().parents[2] / "../shared/bench/extraction"
SETS = ("aeb", "wcxb", "fundus", "newspaper4k", "readability")
FIGURES = (
    "word_f1", "word_p", "word_r", "shingle_f1", "exact", "empty", "must_have", "must_not_have_leak",
    "title", "authors_f1", "authors_spurious", "date", "language", "structure",
    "peer_structure", "cpu_ms_mean", "cpu_ms_median",
)  # fmt: skip
#: What is to be reached, by set.
GOALS: dict[str, dict[str, float | None]] = {
    "aeb": {"shingle_f1": 0.985, "exact": 0.50, "language": 0.99},
    "wcxb": {
        "word_f1": 0.965, "must_have": 0.965, "must_not_have_leak": 0.030, "title": 0.94, "authors_f1": 0.86,
        "authors_spurious": 0.05, "date": 0.95, "language": 0.99,
    },
    "fundus": {"word_f1": 0.975, "title": 0.94, "authors_f1": 0.94, "date": 0.995, "language": 0.99},
    "newspaper4k": {"empty": 0.0, "word_f1": 0.97, "language": 0.99},
    "readability": {"structure": None, "word_f1": None},
}  # fmt: skip

#: The scores of the pages, by set and whether they are kept aside.
Rows = dict[tuple[str, bool], list[dict[str, Any]]]


def pages(names: tuple[str, ...] = SETS) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Yield each page's set, truth and bytes."""
    for name in names:
        with (DATA / name / "truth.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                truth = json.loads(line)
                yield (
                    name,
                    truth,
                    gzip.decompress((DATA / name / "html" / f"{truth['id']}.html.gz").read_bytes()),
                )


def skipped() -> dict[tuple[str, str], set[str]]:
    """The figures that a wrong label would spoil, by set and page."""
    figures = _scorer().FIGURES
    skip: dict[tuple[str, str], set[str]] = {}
    with (DATA / "bad-labels.jsonl").open(encoding="utf-8") as lines:
        for bad in map(json.loads, lines):
            skip.setdefault((bad["set"], bad["id"]), set()).update(figures[bad["field"]])
    return skip


def _titles(truth: dict[str, Any], article: Article) -> frozenset[str]:
    return frozenset(title.casefold() for title in (truth.get("title"), article.title) if title)


def score(truth: dict[str, Any], name: str, article: Article) -> dict[str, Any]:
    """Return the scorer's figures of one page, and that of its structure."""
    row: dict[str, Any] = _scorer().score_page(truth, prediction(article))
    if expected := _expected(truth, name):
        row["structure"] = structure_f1(expected, as_html(article), _titles(truth, article))
    return row


def _expected(truth: dict[str, Any], name: str) -> str:
    """Return the article as it should be, as HTML; empty where only its text is known."""
    path = DATA / name / "expected" / f"{truth['id']}.html.gz"
    return gzip.decompress(path.read_bytes()).decode() if path.exists() else ""


def timed(read: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call returns, and its CPU milliseconds."""
    gc.collect()
    start = time.process_time()
    result = read()
    return result, (time.process_time() - start) * 1000


def _scorer() -> Any:
    if str(DATA) not in sys.path:
        sys.path.insert(0, str(DATA))
    import score  # type: ignore[import-not-found]  # noqa: PLC0415 - lies beside the data

    return score


def measure(names: tuple[str, ...], *, peer: bool) -> tuple[Rows, float]:
    """Read every page once; return the scores, and our CPU time over that of trafilatura if asked for.

    Each page is read with the peer right after ours, so that both meet the same machine.
    """
    rows: Rows = {}
    skip, peer_ms, our_ms = skipped(), 0.0, 0.0
    for name, truth, html in pages(names):
        article, cpu_ms = timed(partial(read_article, html, truth.get("url")))
        row = score(truth, name, article) | {"cpu_ms": cpu_ms}
        for figure in skip.get((name, truth["id"]), ()):
            row.pop(figure, None)
        rows.setdefault((name, is_kept_aside(f"{name}/{truth['id']}")), []).append(row)
        if peer:
            our_ms += cpu_ms
            peer_ms += timed(partial(_read_with_peer, html))[1]
            if expected := _expected(truth, name):
                peers = _html_of_peer(html)
                row["peer_structure"] = structure_f1(expected, peers, _titles(truth, article))
    return rows, our_ms / peer_ms if peer else 0.0


def figures() -> Iterator[Measured]:
    """Yield the figures of all pages of each set, of the third kept aside, and the speed."""
    rows, ratio = measure(SETS, peer=True)
    for name, goals in GOALS.items():
        aside = rows[name, True]
        for part, chosen in (("all", rows[name, False] + aside), ("kept aside", aside)):
            table = _summary(chosen)
            for key, goal in goals.items():
                lower = key in {"must_not_have_leak", "empty"}
                is_peers = key == "structure"
                if (value := table.get(key)) is not None:
                    yield Measured(
                        name=f"{name}, {part}: {key}",
                        value=value,
                        goal=table["peer_structure"] if is_peers else goal,
                        lower_is_better=lower,
                        peer="trafilatura, HTML with pictures and tables" if is_peers else "",
                    )
    yield Measured(
        name="CPU of reading an article, over trafilatura's",
        value=ratio,
        goal=0.20,
        lower_is_better=True,
        peer="trafilatura, default, with metadata",
        is_of_time=True,
    )


def main() -> None:
    """Read every page once and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--set", action="append", choices=SETS)
    parser.add_argument("--peer", action="store_true", help="read each page with trafilatura, too")
    options = parser.parse_args()
    rows, ratio = measure(tuple(options.set or SETS), peer=options.peer)
    _print(rows)
    if options.peer:
        print(f"archivist needs {ratio:.3f} of trafilatura's CPU")


def _read_with_peer(html: bytes) -> None:
    import trafilatura  # noqa: PLC0415 - only for the comparison

    trafilatura.bare_extraction(html, with_metadata=True)


def _html_of_peer(html: bytes) -> str:
    import trafilatura  # noqa: PLC0415 - only for the comparison

    return trafilatura.extract(html, output_format="html", include_images=True, include_tables=True) or ""


def _summary(rows: list[dict[str, Any]]) -> dict[str, float]:
    table: dict[str, float] = _scorer().summary(rows)
    for key in ("structure", "peer_structure"):
        if kept := [row[key] for row in rows if row.get(key) is not None]:
            table[key] = sum(kept) / len(kept)
    return table


def _print(rows: Rows) -> None:
    columns = sorted(rows)
    print(f"{'':20}" + "".join(f"{name[:10] + ('*' if aside else ''):>12}" for name, aside in columns))
    tables = {column: _summary(rows[column]) for column in columns}
    for figure in FIGURES:
        values = [tables[column].get(figure) for column in columns]
        print(
            f"{figure:20}"
            + "".join(f"{'' if value is None else format(value, '.4f'):>12}" for value in values)
        )
    print("* the third kept aside")


if __name__ == "__main__":
    main()
