"""Makes of the article's part of a page a small, plain soup, for BeautifulSoup to normalise.

Only elements that mean something to a reader are in it, without attributes but for those that
blocks need; wrappers, dropped boxes and layout tables leave no trace but the bounds of their
text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder
from bs4.element import NavigableString, Tag

from archivist.parse.kinds import (
    is_line_break,
    is_line_number,
    is_mark_of_heading,
    is_number,
    language_of,
    numbering_of,
    tag_of,
)
from archivist.parse.lines import HEADINGS
from archivist.rules.embeds import is_frame_of_article, is_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4.element import PageElement
    from lxml import etree

    from archivist.parse.page import Page
    from archivist.parse.region import Region
    from archivist.parse.survey import Box

_WRITTEN = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
    "tr", "td", "th", "pre", "blockquote", "hr", "br", "a", "em", "i", "strong", "b", "code", "kbd",
    "samp", "tt", "sub", "sup", "ruby", "rt", "rp", "cite", "q", "figcaption",
})  # fmt: skip
# Of tables and lists: gone where these only lay things out.
_PARTS = frozenset({"table", "caption", "tr", "td", "th", "ul", "ol", "li"})
_WITH_ATTRIBUTES = frozenset(
    {"a", "blockquote", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "sup", "td", "th"}
)
_FIGURE = 100  # letters of running text: with more beside its caption, an element is not a picture alone
# What is read as a thing, or may be one; all else but a picture only holds text.
_THINGS = frozenset({"a", "br", "embed", "iframe", "img", "picture", "source", "span"})
_DEEPEST = 60  # open elements: no article has more, and what reads the fragment may recurse


def make_fragment(page: Page, region: Region, figures: Mapping[etree._Element, int]) -> BeautifulSoup:
    """Return the soup of a region; the element of a picture becomes ``<figure data-photo="n">``.

    Its nodes are made of the boxes: to write the region as HTML and parse that again takes four times as
    long, and to hand over the boxes as a parser's events twice as long. What that does beside, it does for
    tags that are not closed, and these are.
    """
    return BeautifulSoup("", builder=_RegionBuilder(page, region, figures))


class _RegionBuilder(TreeBuilder):
    """Builds the soup of a region from its boxes; the markup it is given is not looked at."""

    def __init__(self, page: Page, region: Region, figures: Mapping[etree._Element, int]) -> None:
        super().__init__(multi_valued_attributes={}, store_line_numbers=False)
        self._page = page
        self._region = region
        self._boxes = region.survey.boxes if region.survey else []
        self._figures = figures
        self._address = page.url.partition("#")[0]
        self._targets = {
            address[1:]
            for region_box in region.boxes
            for box in self._boxes[region_box.index : region_box.end]
            if box.tag == "a" and (address := self._inner(box.attributes.get("href", ""))).startswith("#")
        }
        # Ends of the open boxes, whether they have a tag, the text behind them, whether text there is wanted.
        self._open: list[tuple[int, bool, str | None, bool]] = []
        self.soup: BeautifulSoup
        self._here: Tag  # the innermost open one
        self._last: PageElement  # the node that was made last
        self._texts: list[str] = []  # behind it
        self._is_mute = False  # the block here keeps only the blocks inside it
        # Ends of the open tables and lists, and whether they only lay things out.
        self._layouts: list[tuple[int, bool]] = []
        self._code_end = 0  # of the open block of code

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        """As the base class: one attempt, in no encoding."""
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:  # noqa: ARG002 - the region takes its place
        """Make the nodes of the region."""
        self._here = self._last = self.soup
        for box in self._region.boxes:
            self._add_box(box)
        self._end_text()

    def _add_box(self, region: Box) -> None:
        index = region.index
        while index < region.end:
            self._close(index)
            box = self._boxes[index]
            tail = box.element.tail if index > region.index else None
            if box.is_dropped or box.is_skipped or self._add_thing(box):
                if tail and not self._is_mute:
                    self._texts.append(tail)
                index = box.end
            else:
                self._open.append((box.end, self._start(box), tail, self._is_mute))
                if box.is_block:
                    self._is_mute = box.is_mute or not box.text
                if not self._is_mute and (text := box.element.text):
                    self._texts.append(text)
                index += 1
        self._close(region.end)

    def _close(self, index: int) -> None:
        while self._open and self._open[-1][0] <= index:
            _, has_tag, tail, self._is_mute = self._open.pop()
            if has_tag:
                self._end_tag()
            if tail and not self._is_mute:
                self._texts.append(tail)

    def _start_tag(self, name: str, attributes: dict[str, str]) -> None:
        self._end_text()
        tag = Tag(self.soup, self, name, None, None, attributes, self._here, self._last)
        self._here.contents.append(tag)
        self._here = self._last = tag

    def _end_tag(self) -> None:
        self._end_text()
        around = self._here.parent
        self._here = self.soup if around is None else around

    def _end_text(self) -> None:
        """Make one node of the texts since the last tag."""
        if not self._texts:
            return
        text = "".join(self._texts)
        self._texts.clear()
        if not text.strip(BeautifulSoup.ASCII_SPACES):
            text = "\n" if "\n" in text else " "
        node = NavigableString(text)
        node.setup(self._here, self._last)
        self._here.contents.append(node)
        self._last = node

    def _add_thing(self, box: Box) -> bool:
        """Make the tag of a picture or an embed, of which nothing inside is read; False for all else."""
        tag = box.tag
        if (photo := self._figures.get(box.element)) is not None:
            self._add_empty("figure", {"data-photo": str(photo)})
            return box.good < _FIGURE
        if tag not in _THINGS and box.index >= self._code_end:
            return False
        if tag in {"iframe", "embed"}:
            source = self._page.absolute(box.attributes.get("src") or box.attributes.get("data-src") or "")
            if is_frame_of_article(source):
                self._add_empty("iframe", {"src": source})
            return True
        if tag == "br" or (tag == "span" and is_line_break(box)):
            self._add_empty("br", {})
            return True
        if box.index < self._code_end and is_line_number(box):
            return True
        return tag in {"img", "picture", "source"} or (tag == "a" and is_mark_of_heading(box))

    def _add_empty(self, tag: str, attributes: dict[str, str]) -> None:
        self._start_tag(tag, attributes)
        self._end_tag()

    def _start(self, box: Box) -> bool:
        """Make the tag of a box; return whether it has one and is no mere wrapper."""
        tag = tag_of(box)
        if box.entry:
            self._add_empty("time", {"datetime": box.entry})
        if tag == "pre":
            self._code_end = box.end
        is_deep = len(self._open) > _DEEPEST
        if is_deep or tag not in _WRITTEN or (tag in _PARTS and self._is_of_layout(box)):
            tag = "div" if box.is_block and box.text else ""
        attributes = self._attributes(box, tag) if tag in _WITH_ATTRIBUTES else {}
        if not tag or (tag == "a" and not attributes):
            return False
        self._start_tag(tag, attributes)
        return True

    def _attributes(self, box: Box, tag: str) -> dict[str, str]:
        attributes = box.attributes
        if tag in {"td", "th"}:
            spans = ((name, attributes.get(name) or "") for name in ("colspan", "rowspan"))
            return {
                name: span for name, span in spans if span.isascii() and span.isdecimal() and len(span) < 6
            }
        if tag == "ol":
            return numbering_of(box)
        if tag == "blockquote":
            return {"data-source": self._source(box)} if is_post(attributes.get("class") or "") else {}
        if tag == "pre":
            return {"data-language": language_of(self._boxes[box.index : box.end])}
        found = {}
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        if name in self._targets:
            found["id"] = name
        if tag == "li" and is_number(value := attributes.get("value") or ""):
            found["value"] = value
        if tag == "a" and (address := self._inner((attributes.get("href") or "").strip())):
            if not address.startswith(("#", "mailto:")):
                address = self._page.absolute(address)
            if address:
                found["href"] = address
        return found

    def _inner(self, address: str) -> str:
        """Return an address; of one that leads to a part of this page, only that: "#note-1"."""
        page, mark, part = address.partition("#")
        return f"#{part}" if mark and page and page == self._address else address

    def _source(self, post: Box) -> str:
        """The address of a post: as its element says, or its last link, which is that of its date."""
        address = post.attributes.get("cite") or post.attributes.get("data-instgrm-permalink") or ""
        for box in self._boxes[post.index : post.end]:
            if box.tag == "a" and not post.attributes.get("cite"):
                address = box.attributes.get("href") or address
        return self._page.absolute(address)

    def _is_of_layout(self, box: Box) -> bool:
        """Whether a table or list, or a part of one, only lays things out."""
        while self._layouts and self._layouts[-1][0] <= box.index:
            self._layouts.pop()
        if box.tag in {"table", "ul", "ol"}:
            self._layouts.append((box.end, self._is_layout(box)))
        return bool(self._layouts) and self._layouts[-1][1]

    def _is_layout(self, box: Box) -> bool:
        """Whether a table or list holds parts of the article and not data or items."""
        inside = self._boxes[box.index + 1 : box.end]
        if box.tag != "table":
            tags = {inner.tag for inner in inside}
            return "li" not in tags or "table" in tags or not tags.isdisjoint(HEADINGS)
        if any(inner.tag == "table" for inner in inside) or box.attributes.get("role") == "presentation":
            return True
        rows = sum(inner.tag == "tr" for inner in inside)
        cells = sum(inner.tag in {"td", "th"} for inner in inside)
        return cells <= rows or any(inner.own_good > 600 for inner in inside) or rows < 2
