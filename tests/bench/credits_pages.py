"""How well photos are read from whole pages: ../shared/bench/credits, its own scorer.

    python -m tests.bench.credits_pages [--json]

The third kept aside is only ever scored; what the rules were made with is the rest.
"""

import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import archivist
from archivist.parse.body import find_region
from archivist.parse.metadata import read_metadata
from archivist.parse.page import parse_page
from archivist.parse.photos import find_photos
from tests.bench.adapters import photos
from tests.bench.credits import FOLDER, scorer
from tests.bench.figures import Figure
from tests.bench.split import is_kept_aside

Label = dict[str, Any]
_GOALS = {
    "images": 0.97,
    "pages_with_exact_image_set": 0.90,
    "trap_pages_clean": 1.0,
    "caption_token_f1": 0.97,
    "credit_match": 0.95,
    "photographers": 0.95,
    "agencies": 0.96,
    "false_credit_rate": 0.03,
}
_SPEED_GOAL = 0.25  # of the reading of a page


def labels(*, kept_aside: bool) -> list[Label]:
    """Return the labelled pages of one part."""
    lines = (FOLDER / "pages.jsonl").read_text("utf-8").splitlines()
    return [page for page in map(json.loads, lines) if is_kept_aside(page["publisher"]) is kept_aside]


def read_html(label: Mapping[str, Any]) -> bytes:
    """Return the bytes of a labelled page."""
    return gzip.decompress((FOLDER / label["html"]).read_bytes())


def score(pages: Iterable[Label]) -> dict[str, Any]:
    """Read the pages and return the scorer's report."""
    gold = {page["id"]: page for page in pages}
    read = {key: {"images": photos(read_html(page), page["url"])} for key, page in gold.items()}
    module = scorer()
    report: dict[str, Any] = module.score_pages(gold, read, module.load_agencies(FOLDER / "agencies.csv"), 0)
    return report


def figures() -> Iterator[Figure]:
    """Yield the figures of both parts, and what share of the reading of a page the photos take."""
    for kept_aside in (False, True):
        report = score(labels(kept_aside=kept_aside))
        part = "kept aside" if kept_aside else "developed on"
        for key, goal in _GOALS.items():
            value = report[key]["f1"] if isinstance(report[key], dict) else report[key]
            lower = key == "false_credit_rate"
            yield Figure(name=f"photos, {part}: {key}", value=value, goal=goal, lower_is_better=lower)
    share = time_share(labels(kept_aside=False))
    yield Figure(
        name="photos, share of reading a page",
        value=share,
        goal=_SPEED_GOAL,
        lower_is_better=True,
        is_of_time=True,
    )


def time_share(pages: Iterable[Label]) -> float:
    """Return the CPU time of finding photos over that of reading whole articles, the second time each."""
    sources = [(read_html(page), page["url"]) for page in pages]
    finding = reading = 0.0
    for measured in (False, True):
        for html, url in sources:
            page = parse_page(html, url)
            metadata = read_metadata(page)
            region = find_region(page, metadata)
            start = time.process_time()
            find_photos(page, region, metadata.language)
            middle = time.process_time()
            archivist.read_article(html, url)
            if measured:
                finding += middle - start
                reading += time.process_time() - middle
    return finding / reading


def main() -> None:
    """Print the figures: as a table, or with --json the scorer's reports."""
    if "--json" in sys.argv[1:]:
        parts = {name: score(labels(kept_aside=name == "kept")) for name in ("developed", "kept")}
        json.dump(parts, sys.stdout, indent=1)
        return
    for figure in figures():
        print(figure.as_row())


if __name__ == "__main__":
    main()
