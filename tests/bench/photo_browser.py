"""The worst pages of the part that is developed on, label beside reading, as one HTML page.

    python -m tests.bench.photo_browser OUT.html [PAGES]

Never shows a page of the third kept aside.
"""

import sys
from html import escape
from pathlib import Path
from typing import Any

import archivist
from tests.bench.adapters import photos
from tests.bench.credits import FOLDER, scorer
from tests.bench.credits_pages import Label, labels, read_html

#: Of the pages of browsers.
STYLE = """body { font: 15px/1.4 sans-serif; margin: 2em; max-width: 90em }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #ccc; padding: .3em .5em; vertical-align: top; text-align: left; width: 45% }
th:first-child { width: 8em }
.bad { background: #fdd }
.evidence { color: #666; font-size: 85% }
h2 { margin-top: 2em; font-size: 1.1em }"""
_FIELDS = ("caption", "credit", "photographers", "agencies")


class Browser:
    """Lays label and reading of each page beside each other."""

    def __init__(self) -> None:
        self._score = scorer()
        self._canon = self._score.load_agencies(FOLDER / "agencies.csv")

    def rows(self, label: Label) -> tuple[int, list[str]]:
        """Return how many things are wrong on a page, and its table."""
        html = read_html(label)
        readings = photos(html, label["url"])
        left = list(range(len(readings)))
        wrong, rows = 0, []
        for gold in label["images"]:
            found = next((one for one in left if self._score.same_image(gold, readings[one])), None)
            if found is None:
                wrong += 3
                rows.append(row("missed", _name(gold), "", is_bad=True))
                continue
            left.remove(found)
            rows.append(row("picture", _name(gold), readings[found]["src"][:200], is_bad=False))
            for field in _FIELDS:
                is_bad = not self._agrees(field, gold, readings[found])
                wrong += is_bad
                rows.append(row(field, gold[field], readings[found].get(field, ""), is_bad=is_bad))
        for one in left:
            if not any(self._score.same_image(maybe, readings[one]) for maybe in label.get("optional", [])):
                wrong += 3
                rows.append(row("too many", "", readings[one]["src"][:200], is_bad=True))
        return wrong, [*rows, *_evidence(html, label["url"])]

    def _agrees(self, field: str, gold: Label, read: dict[str, Any]) -> bool:
        norm = self._score.norm
        if field == "caption":
            return not gold[field] or bool(norm(gold[field]) == norm(read[field]))
        if field == "credit":
            wanted = map(self._score.norm_credit, [gold[field], *gold.get("credit_alt", [])])
            return self._score.norm_credit(read[field]) in wanted
        fold = self._canon if field == "agencies" else self._score.norm_name
        optional = set(map(fold, gold.get("agencies_optional", [])))
        return set(map(fold, gold[field])) == set(map(fold, read.get(field, []))) - optional


def _name(gold: Label) -> str:
    return str(gold["src_keys"][0] if gold["src_keys"] else gold["alt"])


def row(field: str, gold: object, read: object, *, is_bad: bool) -> str:
    """Return a row of a table: a field, its label and its reading."""
    mark = ' class="bad"' if is_bad else ""
    return f"<tr{mark}><th>{escape(field)}<td>{escape(str(gold))}<td>{escape(str(read))}"


def _evidence(html: bytes, url: str) -> list[str]:
    return [
        f'<tr class="evidence"><th>{escape(seen.method)}<td>{escape(seen.place)}<td>{escape(seen.text)}'
        for photo in archivist.photos(html, url)
        for seen in photo.evidence
    ]


def main() -> None:
    """Write the page."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    browser = Browser()
    pages = [(*browser.rows(label), label) for label in labels(kept_aside=False)]
    worst = sorted((page for page in pages if page[0]), key=lambda page: -page[0])[:most]
    body = [
        f"<h2>{escape(label['id'])} · <a href='{escape(label['url'])}'>{escape(label['url'][:100])}</a></h2>"
        f"<table><tr><th><th>label<th>reading{''.join(rows)}</table>"
        for _, rows, label in worst
    ]
    style = f"<!doctype html><meta charset=utf-8><title>Photos: the worst pages</title><style>{STYLE}</style>"
    Path(sys.argv[1]).write_text(f"{style}<h1>{len(worst)} pages with errors</h1>{''.join(body)}", "utf-8")


if __name__ == "__main__":
    main()
