"""A page as a tree, parsed once and shared by every reader of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from archivist.parse.encoding import as_utf8
from archivist.parse.mojibake import mend
from archivist.parse.streamed import join_streamed

# Not allowed in a tree: C0 controls but for tab and line ends.
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D})

# libxml2 drops what follows the end of the body; browsers read on (HTML Standard, 13.2.6.4.19). So these
# are made the ends of nothing.
_END_OF_PAGE = re.compile(rb"</(?:body|html)", re.IGNORECASE)

# libxml2 compares each attribute of a tag with those before it: 200,000 take more than a minute.
_MOST_WORDS = 5000
_LONG_TAG = 20_000  # bytes: shorter tags have fewer words than that

# An absolute address without what joining would change: most are such, and joining takes ten times as long.
_WHOLE = re.compile(r"https?://[a-zA-Z0-9.:-]+(?:/[!$-:<->@-~]*)?(?:\?[!$-~]+)?")

_NO_ATTRIBUTES: Mapping[str, str] = {}
# Elements for programs and of drawings: they are many, have long attributes, and no reader asks all of them.
_UNREAD = frozenset({"script", "style", "link", "meta", "option", "path", "symbol", "use"})

# Tags of elements that may stand in each other without end. libxml2 gives up at a depth of 2048.
_NESTING_TAG = re.compile(
    rb"</?(?!(?:p|h[1-6]|br|li|td|meta|title|script|style|link|img|head|body|html)\b)[a-zA-Z][^<>]{0,2000}>"
)


@dataclass(slots=False, kw_only=True)
class Page:
    """One page: its tree, and what its head and its scripts of data say."""

    url: str  # address of the page, or empty
    captured_at: datetime | None = None  # when the server sent it, where that is known
    root: etree._Element  # the html element
    encoding: str  # WHATWG name of the encoding it was decoded with

    @cached_property
    def elements(self) -> list[etree._Element]:
        """Every element, in page order. Who iterates over the tree itself pays for each element again."""
        return list(self.root.iter(etree.Element))

    @cached_property
    def tags(self) -> list[str]:
        """The tag of each of the elements."""
        return [str(element.tag) for element in self.elements]

    @cached_property
    def attributes(self) -> list[Mapping[str, str]]:
        """The attributes of each of the elements, none for scripts, metadata and drawings."""
        found: Iterator[tuple[Any, str]] = zip(self.elements, self.tags, strict=True)
        return [
            dict(items) if tag not in _UNREAD and (items := element.items()) else _NO_ATTRIBUTES
            for element, tag in found
        ]

    @cached_property
    def texts(self) -> list[str | None]:
        """The text of each of the elements before its first child."""
        return [element.text for element in self.elements]

    @cached_property
    def tails(self) -> list[str | None]:
        """The text behind each of the elements."""
        return [element.tail for element in self.elements]

    @cached_property
    def told(self) -> list[tuple[int, str]]:
        """The texts that are not blank, each with the number of its element."""
        return [(at, text) for at, text in enumerate(self.texts) if text and not text.isspace()]

    @cached_property
    def told_behind(self) -> list[tuple[int, str]]:
        """The tails that are not blank, each with the number of its element."""
        return [(at, tail) for at, tail in enumerate(self.tails) if tail and not tail.isspace()]

    @cached_property
    def _by_tag(self) -> Mapping[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {tag: [] for tag in set(self.tags)}
        for element, tag in zip(self.elements, self.tags, strict=True):
            found[tag].append(element)
        return found

    def tagged(self, *tags: str) -> list[etree._Element]:
        """Return the elements with one of the tags, in page order."""
        if len(tags) == 1:
            return self._by_tag.get(tags[0], [])
        wanted = frozenset(tags)
        return [element for element, tag in zip(self.elements, self.tags, strict=True) if tag in wanted]

    @cached_property
    def base(self) -> str:
        """The address that relative ones are read against."""
        hrefs = (element.get("href") for element in self.tagged("base"))
        href = next((href for href in hrefs if href is not None), "")
        return urljoin(self.url, href.strip()) if href else self.url

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Contents of the meta elements in page order, by name, property or itemprop, lower case."""
        found: dict[str, list[str]] = {}
        for element in self.tagged("meta"):
            content = (element.get("content") or "").strip()
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for key in (element.get(attribute) or "").lower().split():
                    found.setdefault(key, []).append(content)
        return {key: tuple(values) for key, values in found.items()}

    @cached_property
    def json_ld(self) -> tuple[Mapping[str, Any], ...]:
        """Every object of the JSON-LD scripts, in page order, those nested in @graph and lists laid flat."""
        return tuple(
            item
            for script in self.tagged("script")
            if "ld+json" in (script.get("type") or "").lower()
            for item in _objects(_load_json(script.text or ""))
        )

    def absolute(self, address: str) -> str:
        """Return an address of the page as an absolute one; empty if it is not http(s) or makes no sense.

        One without a scheme is of https where the page has no address.
        """
        address = address.strip()
        if _WHOLE.fullmatch(address):
            return address
        try:
            joined = urljoin(self.base, address)
        except ValueError:
            return ""
        joined = f"https:{joined}" if joined.startswith("//") else joined
        return joined if joined.lower().startswith(("http://", "https://")) else ""


def parse_page(
    html: bytes | str,
    url: str | None = None,
    *,
    charset: str | None = None,
    captured_at: datetime | None = None,
) -> Page:
    """Decode and parse a page. Never fails: what cannot be read is an empty tree.

    ``charset`` is the label of the Content-Type header. The encoding is found as browsers do:
    byte order mark, header, declaration in the page, then UTF-8 if it is that, else windows-1252.

    Source: HTML Standard, 13.2.3.
    """
    if isinstance(html, str):
        markup, encoding = html.encode("utf-8", "replace"), "utf-8"
    else:
        markup, encoding = as_utf8(html, charset)
    markup = _tame(mend(markup))
    root, is_cut = _parse(markup)
    if is_cut:
        root, _ = _parse(_NESTING_TAG.sub(b"<br>", markup))
    if root is None:
        root = etree.HTML(b"<html><body></body></html>")
    page = Page(url=url or "", captured_at=captured_at, root=root, encoding=encoding)
    # What the page knows of its tree is told anew where that has changed.
    return replace(page) if join_streamed(page) else page


def _parse(markup: bytes) -> tuple[etree._Element | None, bool]:
    """Return the tree of a page, None if there is none, and whether the parser gave up on its depth."""
    if not markup.strip():
        return None, False
    parser = etree.HTMLParser(
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        collect_ids=False,
        encoding="utf-8",
    )
    root = etree.HTML(markup, parser)
    return root, any(
        error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log.filter_from_fatals()
    )


def _tame(markup: bytes) -> bytes:
    """Return the page without what the parser stumbles over."""
    if any(control in markup for control in _CONTROLS):
        markup = markup.translate(None, _CONTROLS)
    return _cut_long_tags(_END_OF_PAGE.sub(b"</_", markup))


def _cut_long_tags(markup: bytes) -> bytes:
    """Return the page without all but the first words of its longest tags.

    Nearly all pages have a ">" in every stretch of that length: no more than these are looked for.
    """
    kept: list[bytes] = []
    copied = start = 0
    while len(markup) - start > _LONG_TAG:
        end = markup.rfind(b">", start, start + _LONG_TAG + 1)
        if end < 0:
            end = markup.find(b">", start)
            end = len(markup) if end < 0 else end
            kept += markup[copied:start], _cut_words(markup[start:end])
            copied = end
        start = end + 1
    return b"".join([*kept, markup[copied:]]) if kept else markup


def _cut_words(piece: bytes) -> bytes:
    """Return what stands before a ">", the tag at its end cut to so many words as can be parsed."""
    before, sign, tag = piece.rpartition(b"<")
    words = tag.split(maxsplit=_MOST_WORDS) if sign else []
    return before + sign + b" ".join(words[:-1]) if len(words) > _MOST_WORDS else piece


def _load_json(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        # Written by hand or by templates: line ends inside strings are common, hence not strict.
        return json.loads(text, strict=False, parse_int=_number, parse_float=_number)
    except (ValueError, RecursionError):
        return None


def _number(text: str) -> float | None:
    return float(text) if len(text) < 40 else None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            if isinstance(graph := item.get("@graph"), list):
                stack.extend(reversed(graph))
