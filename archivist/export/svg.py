"""SVG without anything active or remote: rebuilt from the elements and attributes that draw."""

import re
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from archivist.rules.tables import read_table, take_texts

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"/>'
_TABLE = "svg.toml"

_MOST_BYTES = 2_000_000
_MOST_ELEMENTS = 20_000

# url(#id) is the drawing's own; any other address is not.
_FOREIGN_ADDRESS = re.compile(r"url\(\s{0,9}[\"']?\s{0,9}(?![\s\"'#])|[a-z]:", re.IGNORECASE)
_STYLE_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,9}:([^;]{1,400})")
_ID = re.compile(r"[A-Za-z_][\w.-]{0,99}", re.ASCII)


class SvgError(ValueError):
    """The bytes are no drawing that a book can hold."""


def clean_svg(data: bytes) -> bytes:
    """Return a drawing with only what draws: no script, event, link, style sheet, embedded or remote thing.

    Raises:
        SvgError: it is not SVG, is too large, or nothing is drawn.
    """
    if len(data) > _MOST_BYTES:
        raise SvgError(f"an SVG of {len(data):,} bytes is too large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SvgError(f"a damaged SVG: {error}") from error
    if root.tag != f"{_SVG}svg":
        raise SvgError("XML, but not a picture")
    drawing = _Copy().of(root)
    _flatten_uses(drawing)
    if next(drawing.iter(*(_SVG + name for name in _names("drawn"))), None) is None:
        raise SvgError("an SVG that draws nothing")
    return etree.tostring(drawing, encoding="utf-8", xml_declaration=True)


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(take_texts(read_table(_TABLE), key, name=_TABLE))


def _flatten_uses(drawing: etree._Element) -> None:
    """Take out each <use> inside what is itself used: a few of them grow without end when drawn."""
    uses = list(drawing.iter(f"{_SVG}use"))
    used = {address[1:] for use in uses for address in (use.get("href"), use.get(_HREF)) if address}
    for use in uses:
        if any(parent.get("id") in used for parent in use.iterancestors()):
            use.attrib.clear()


@dataclass(slots=True)
class _Copy:
    """A copy of a drawing in the making; no recursion, for it may be nested deeper than Python goes."""

    ids: set[str] = field(default_factory=set)
    count: int = 0

    def of(self, root: etree._Element) -> etree._Element:
        copy = etree.fromstring(_EMPTY)
        self._attributes(root, copy)
        stack = [(root, copy)]
        while stack:
            source, target = stack.pop()
            target.text = source.text
            for child in source:
                if self._is_allowed(child):
                    element = etree.SubElement(target, child.tag)
                    element.tail = child.tail
                    self._attributes(child, element)
                    stack.append((child, element))
        return copy

    def _is_allowed(self, child: etree._Element) -> bool:
        self.count += 1
        if self.count > _MOST_ELEMENTS:
            raise SvgError(f"an SVG of more than {_MOST_ELEMENTS:,} elements")
        name = child.tag if isinstance(child.tag, str) else ""
        return name.startswith(_SVG) and name.removeprefix(_SVG) in _names("elements")

    def _attributes(self, source: etree._Element, target: etree._Element) -> None:
        attributes = {str(name): str(value) for name, value in source.attrib.items()}
        styles = _STYLE_DECLARATION.findall(attributes.pop("style", ""))
        for name, value in [*attributes.items(), *((name, value.strip()) for name, value in styles)]:
            if self._is_kept(name, value):
                target.set(name, value)

    def _is_kept(self, name: str, value: str) -> bool:
        if name in {"href", _HREF}:
            return value.startswith("#")
        if name == "id":
            is_new = _ID.fullmatch(value) is not None and value not in self.ids
            self.ids.add(value)
            return is_new
        return name in _names("attributes") and not _FOREIGN_ADDRESS.search(value)
