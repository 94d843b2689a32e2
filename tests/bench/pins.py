"""Floors: what was once reached is held. Raising one is easy; lowering takes a flag and a sentence.

floors.json holds, for each figure, the value it must not fall behind, and the sentences with which
floors were lowered. A floor counts only on the pages it was measured on: their digest stands beside it.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure

FLOORS = Path(__file__).parent / "floors.json"

#: By how much a figure may fall behind its floor: the share of one page of a small set.
TOLERANCE = 0.0005


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of the names and bytes of all files in a folder, in order of name."""
    total = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder)}\0".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load() -> dict[str, Any]:
    """Return the floors: ``digest``, ``floors`` by the name of the figure, ``lowered``."""
    if FLOORS.exists():
        pinned: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
        return pinned
    return {"digest": "", "floors": {}, "lowered": []}


def fallen(figures: Iterable[Figure], pinned: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each figure that has fallen behind its floor. Figures of time have none."""
    for figure in figures:
        floor = pinned["floors"].get(figure.name)
        if floor is None or figure.is_of_time:
            continue
        behind = figure.value - floor if figure.lower_is_better else floor - figure.value
        if behind > TOLERANCE:
            yield f"{figure.name}: {figure.value:.4f}, its floor is {floor:.4f}"


def pin(figures: Iterable[Figure], pinned: dict[str, Any], digest: str, why_lower: str = "") -> None:
    """Write the floors: raised where a figure is better, lowered only with a sentence."""
    for figure in figures:
        if figure.is_of_time:
            continue
        floor = pinned["floors"].get(figure.name, figure.value)
        best = min(floor, figure.value) if figure.lower_is_better else max(floor, figure.value)
        value = figure.value if why_lower else best
        if value != best:
            pinned["lowered"].append(f"{figure.name}: {floor:.4f} to {value:.4f}: {why_lower}")
        pinned["floors"][figure.name] = round(value, 4)
    pinned["digest"] = digest
    FLOORS.write_text(json.dumps(pinned, indent=1, ensure_ascii=False) + "\n", "utf-8")
