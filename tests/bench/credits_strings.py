"""Score the caption strings of the shared bench, both parts, and measure the speed.

Run: python -m tests.bench.credits_strings [ERRORS]

Prints a line for the part looked at and one for the third kept aside (tests/bench/split.py), all
origins and ``page`` alone; the two parts must agree. With a number, lists so many strings that
are not right in every field: of the part looked at only.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tests.bench.adapters import caption
from tests.bench.credits import FOLDER, scorer
from tests.bench.figures import Figure
from tests.bench.split import is_kept_aside

_GOALS = {
    "credit": 0.98, "caption": 0.98, "photographers": 0.97, "agencies": 0.98, "order": 0.96, "all": 0.92,
    "invented": 0.02,
}  # fmt: skip

Strings = Mapping[str, dict[str, Any]]
Score = Callable[[Strings, Strings, int], dict[str, Any]]


def read_strings() -> Strings:
    """Return the labelled strings by their id."""
    lines = (FOLDER / "strings.jsonl").read_text("utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, filter(None, lines))}


def load_scorer() -> Score:
    """Return the bench's own scorer of strings."""
    module = scorer()
    canonical = module.load_agencies(str(FOLDER / "agencies.csv"))
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


def summary(report: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures that have goals."""
    accuracy, f1 = report["accuracy"], report["f1"]
    return {
        "credit": accuracy["credit"], "caption": accuracy["caption"],
        "photographers": f1["photographers"]["f1"],
        "agencies": f1["agencies"]["f1"],
        "order": accuracy["agencies_order"],
        "all": accuracy["all"],
        "invented": report["false_credit_rate"],
    }  # fmt: skip


def figures() -> Iterator[Figure]:
    """Yield the figures of all strings, of those of pages, of those kept aside, and the speed."""
    gold, score = read_strings(), load_scorer()
    found = {name: {"id": name, **caption(text["text"])} for name, text in gold.items()}
    for part in ("all", "page", "kept aside"):
        for key, value in summary(score(parts(gold)[part], found, 0)).items():
            lower = key == "invented"
            yield Figure(
                name=f"captions, {part}: {key}", value=value, goal=_GOALS[key], lower_is_better=lower
            )
    speed = strings_a_second(text["text"] for text in gold.values())
    yield Figure(name="captions a CPU-second", value=speed, goal=20_000, is_of_time=True)


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
        report = score(strings, found, 0)
        values = "  ".join(f"{key} {value}" for key, value in summary(report).items())
        print(f"{name:18}{report['strings']:4}  {values}")
    print(f"{strings_a_second(text['text'] for text in gold.values()):,.0f} strings a CPU-second")
    for error in score(parts(gold)["looked at"], found, errors).get("errors", []) if errors else ():
        print(json.dumps(error, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
