"""Score the caption strings of the shared bench, both parts, and measure the speed.

Run: python -m tests.bench.credits_strings [ERRORS]

Prints a line for the part looked at and one for the third kept aside (tests/bench/split.py), all
origins and ``page`` alone; the two parts must agree. With a number, lists so many strings that
are not right in every field: of the part looked at only.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.bench.adapters import caption
from tests.bench.split import is_kept_aside

BENCH = Path(__file__).resolve().parents[3] / "shared/bench/credits"

Strings = Mapping[str, dict[str, Any]]
Score = Callable[[Strings, Strings, int], dict[str, Any]]


def read_strings() -> Strings:
    """Return the labelled strings by their id."""
    lines = (BENCH / "strings.jsonl").read_text("utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, filter(None, lines))}


def load_scorer() -> Score:
    """Return the bench's own scorer."""
    spec = importlib.util.spec_from_file_location("credits_score", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    canonical = module.load_agencies(str(BENCH / "agencies.csv"))
    return lambda gold, found, errors: module.score_strings(gold, found, canonical, errors)


def parts(gold: Strings) -> dict[str, Strings]:
    """Part the strings: looked at and kept aside, all origins and pages alone."""

    def where(keep: bool | None, origin: str = "") -> Strings:
        return {
            name: line
            for name, line in gold.items()
            if keep in (None, is_kept_aside(line["publisher"])) and origin in ("", line["origin"])
        }

    return {
        "looked at": where(False),
        "kept aside": where(True),
        "all": where(None),
        "looked at, page": where(False, "page"),
        "kept aside, page": where(True, "page"),
        "page": where(None, "page"),
    }


def line(name: str, report: Mapping[str, Any]) -> str:
    """Return the figures of one part on a line."""
    accuracy, f1 = report["accuracy"], report["f1"]
    figures = {
        "credit": accuracy["credit"], "caption": accuracy["caption"],
        "photographers": f1["photographers"]["f1"],
        "agencies": f1["agencies"]["f1"], "order": accuracy["agencies_order"], "all": accuracy["all"],
        "invented": report["false_credit_rate"],
    }  # fmt: skip
    return f"{name:18}{report['strings']:4}  " + "  ".join(f"{key} {value}" for key, value in figures.items())


def strings_a_second(texts: Iterable[str]) -> float:
    """Return how many captions a CPU-second are read, the best of five runs."""
    texts = list(texts)
    best = 0.0
    for _ in range(5):
        started = time.process_time()
        for text in texts:
            caption(text)
        best = max(best, len(texts) / (time.process_time() - started))
    return best


def main(errors: int = 0) -> None:
    """Print the figures, and the errors asked for."""
    gold, score = read_strings(), load_scorer()
    found = {name: {"id": name, **caption(text["text"])} for name, text in gold.items()}
    for name, strings in parts(gold).items():
        print(line(name, score(strings, found, 0)))
    print(f"{strings_a_second(text['text'] for text in gold.values()):,.0f} strings a CPU-second")
    for error in score(parts(gold)["looked at"], found, errors).get("errors", []) if errors else ():
        print(json.dumps(error, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
