"""Writes the article's part of a page as a small, plain piece of HTML: what BeautifulSoup is given.

Only elements that mean something to a reader are written, without attributes but for those
that blocks need; wrappers, dropped boxes and layout tables leave no trace but the bounds of
their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page
    from archivist.parse.region import Region
    from archivist.parse.survey import Box, Survey

_WRITTEN = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tr td th pre blockquote hr br "
    "a em i strong b code kbd samp tt sub sup ruby rt rp cite q".split()
)
_TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_LIST_PARTS = frozenset({"ul", "ol", "li"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FIGURE = 100  # letters of running text: with more beside its caption, an element is not a picture alone
_DEEPEST = 60  # open elements: no article has more, and what reads the fragment may recurse


def write_fragment(page: Page, region: Region, figures: Mapping[etree._Element, int]) -> str:
    """Return the HTML of a region; the element of a picture becomes ``<figure data-photo="n">``."""
    parts: list[str] = []
    if region.survey:
        for box in region.boxes:
            _Writer(page, region.survey, figures, parts).write(box)
    return "".join(parts)


class _Writer:
    def __init__(
        self, page: Page, survey: Survey, figures: Mapping[etree._Element, int], parts: list[str]
    ) -> None:
        self._page = page
        self._boxes = survey.boxes
        self._figures = figures
        self._parts = parts
        # End of a box, its end tag, the text behind it, and whether text there is written.
        self._open: list[tuple[int, str, str, bool]] = []
        self._is_mute = False  # the block here keeps only the blocks inside it
        self._unrolled = 0  # end of the outermost table or list that only lays things out

    def write(self, region: Box) -> None:
        index = region.index
        while index < region.end:
            self._close(index)
            box = self._boxes[index]
            tail = (box.element.tail or "") if index > region.index else ""
            if box.is_dropped or box.is_skipped or self._write_thing(box):
                self._text(tail)
                index = box.end
            else:
                start, end = self._tags(box)
                self._parts.append(start)
                self._open.append((box.end, end, tail, self._is_mute))
                if box.is_block:
                    self._is_mute = box.is_mute
                self._text(box.element.text or "")
                index += 1
        self._close(region.end)

    def _text(self, text: str) -> None:
        if text and not self._is_mute:
            self._parts.append(escape(text, quote=False))

    def _close(self, index: int) -> None:
        while self._open and self._open[-1][0] <= index:
            _, end, tail, self._is_mute = self._open.pop()
            self._parts.append(end)
            self._text(tail)

    def _write_thing(self, box: Box) -> bool:
        """Write a picture or an embed, of which nothing inside is read; False for all else."""
        if (photo := self._figures.get(box.element)) is not None:
            self._parts.append(f'<figure data-photo="{photo}"></figure>')
            return box.good < _FIGURE
        if box.tag in {"iframe", "embed"}:
            source = self._page.absolute(box.element.get("src") or box.element.get("data-src") or "")
            if source:
                self._parts.append(f'<iframe src="{escape(source)}"></iframe>')
            return True
        return box.tag in {"img", "picture", "source"}

    def _tags(self, box: Box) -> tuple[str, str]:
        tag = box.tag
        if len(self._open) > _DEEPEST:
            return ("<div>", "</div>") if box.is_block and box.text else ("", "")
        if box.index >= self._unrolled and tag in {"table", "ul", "ol"} and self._is_layout(box):
            self._unrolled = box.end
        if box.index < self._unrolled and (tag in _TABLE_PARTS or tag in _LIST_PARTS):
            return ("<div>", "</div>") if box.text else ("", "")
        if tag == "br":
            return "<br>", ""
        if tag == "a":
            return self._link(box)
        if tag in _WRITTEN:
            return f"<{tag}{self._attributes(box)}>", f"</{tag}>"
        return ("<div>", "</div>") if box.is_block and box.text else ("", "")

    def _link(self, box: Box) -> tuple[str, str]:
        address = (box.element.get("href") or "").strip()
        if not address.startswith(("#", "mailto:")):
            address = self._page.absolute(address) if address else ""
        anchor = self._anchor(box)
        if not address and not anchor:
            return "", ""
        href = f' href="{escape(address)}"' if address else ""
        return f"<a{href}{anchor}>", "</a>"

    def _anchor(self, box: Box) -> str:
        name = box.element.get("id") or (box.element.get("name") if box.tag == "a" else "")
        return f' id="{escape(name)}"' if name else ""

    def _attributes(self, box: Box) -> str:
        tag, element = box.tag, box.element
        if tag in {"p", "li", "h2", "h3", "h4", "h5", "h6", "sup"}:
            return self._anchor(box)
        if tag in {"td", "th"}:
            spans = ((name, element.get(name)) for name in ("colspan", "rowspan"))
            return "".join(f' {name}="{span}"' for name, span in spans if span and span.isdecimal())
        if tag == "pre":
            return f' data-language="{escape(_language(box, self._boxes))}"'
        return ""

    def _is_layout(self, box: Box) -> bool:
        """Whether a table or list holds parts of the article and not data or items."""
        inside = self._boxes[box.index + 1 : box.end]
        if box.tag != "table":
            return any(inner.tag in _HEADINGS or inner.tag == "table" for inner in inside)
        if any(inner.tag == "table" for inner in inside) or box.element.get("role") == "presentation":
            return True
        rows = sum(inner.tag == "tr" for inner in inside)
        cells = sum(inner.tag in {"td", "th"} for inner in inside)
        return cells <= rows or any(inner.own_good > 600 for inner in inside) or rows < 2


def _language(box: Box, boxes: list[Box]) -> str:
    """The programming language that a code element's class names: "language-python"."""
    for inner in boxes[box.index : box.end]:
        for word in (inner.element.get("class") or "").split():
            for prefix in ("language-", "lang-", "highlight-source-", "brush:"):
                if word.startswith(prefix):
                    return word.removeprefix(prefix)[:30]
    return ""
