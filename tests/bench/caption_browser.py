"""The worst captions of the part that is looked at, label beside reading, as one HTML page.

    python -m tests.bench.caption_browser OUT.html [CAPTIONS]

Never shows a caption of the third kept aside.
"""

import sys
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from tests.bench.adapters import caption
from tests.bench.credits_strings import Strings, load_scorer, parts, read_strings
from tests.bench.photo_browser import STYLE, row

_FIELDS = ("caption", "credit", "photographers", "agencies", "courtesy_of", "is_file", "is_handout")

# The scorer tells a wrong order apart from wrong agencies; both are seen in the same row.
_SEEN_IN = {"agencies_order": "agencies", "credit_verbatim": "credit"}


def worst(gold: Strings, number: int) -> list[dict[str, Any]]:
    """Return the captions that are looked at and not read right, those with most wrong fields first.

    Each has its ``id``, the fields that ``failed``, the label as ``gold`` and the reading as ``pred``.
    """
    seen = parts(gold)["looked at"]
    found = {name: {"id": name, **caption(label["text"])} for name, label in seen.items()}
    errors = load_scorer()(seen, found, len(seen)).get("errors", [])
    wrong = [
        error
        | {
            "failed": list(dict.fromkeys(_SEEN_IN.get(name, name) for name in error["failed"])),
            "gold": seen[error["id"]],
            "pred": found[error["id"]],
        }
        for error in errors
    ]
    return sorted(wrong, key=lambda error: (-len(error["failed"]), error["id"]))[:number]


def side_by_side(errors: Iterable[Mapping[str, Any]]) -> str:
    """Return one HTML page of the captions: as printed, and under each its label beside its reading."""
    page = [
        f"<!doctype html><meta charset=utf-8><title>Captions: the worst</title><style>{STYLE}</style>",
    ]
    for error in errors:
        gold, read = error["gold"], error["pred"]
        rows = (
            row(field, gold[field], read.get(field, ""), is_bad=field in error["failed"]) for field in _FIELDS
        )
        where = f"{gold['publisher']} · {gold['lang']} · {error['id']}"
        page.append(f"<h2>{escape(where)}</h2><p dir=auto>{escape(gold['text'])}</p>")
        page.append(f"<table><tr><th><th>label<th>reading{''.join(rows)}</table>")
    return "\n".join(page)


def main() -> None:
    """Write the page."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    errors = worst(read_strings(), most)
    Path(sys.argv[1]).write_text(side_by_side(errors), "utf-8")
    print(f"{sys.argv[1]}: {len(errors)} captions")


if __name__ == "__main__":
    main()
