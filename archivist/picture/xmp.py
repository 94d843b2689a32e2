"""XMP: the properties of a packet, read and written.

Source: XMP, ISO 16684-1:2019, 7 (serialization) and 7.3.2 (packet wrapper).
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from archivist.picture.facts import Fact
from archivist.picture.fields import PREFIXES, SPECS, Field, Form, Spec
from archivist.picture.text import clean

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META = "adobe:ns:meta/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DESCRIPTION, _ABOUT, _LI = f"{{{_RDF}}}Description", f"{{{_RDF}}}about", f"{{{_RDF}}}li"

_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
_END = b'\n<?xpacket end="w"?>'

_MOST_BYTES = 4 << 20  # of a packet; programs that keep a history in it write one or two million
_MOST_TEXTS = 100  # of a property

_SPECS: Mapping[str, Spec] = {f"{{{spec.namespace}}}{spec.name}": spec for spec in SPECS}
_CONTAINERS = {Form.ALTERNATIVES: "Alt", Form.SEQUENCE: "Seq", Form.BAG: "Bag", Form.STRUCTURES: "Bag"}


def xmp_facts(packet: bytes) -> list[Fact]:
    """Return the texts of a packet; of one that is damaged, those before the damage."""
    root = _parse(packet, recover=True)
    if root is None:
        return []
    return [
        Fact(field=spec.field, text=text, method="xmp", place=spec.place)
        for spec, texts in _properties(root)
        for text in dict.fromkeys(filter(None, map(clean, texts)))
    ]


def xmp_with(packet: bytes, fields: Mapping[Field, Sequence[str]]) -> bytes:
    """Return a packet with these fields in place of its own of them; a damaged one is made anew."""
    root = _parse(packet, recover=False)
    rdf = None if root is None else next(root.iter(f"{{{_RDF}}}RDF"), None)
    if root is None or rdf is None:
        root = etree.Element(f"{{{_META}}}xmpmeta", nsmap={"x": _META})
        rdf = etree.SubElement(root, f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF})
    written = [spec for spec in SPECS if fields.get(spec.field)]
    about = _about(rdf)
    _remove(rdf, {f"{{{spec.namespace}}}{spec.name}" for spec in written})
    names = {PREFIXES[spec.namespace]: spec.namespace for spec in written}
    description = etree.SubElement(rdf, _DESCRIPTION, {_ABOUT: about}, nsmap=names)
    for spec in written:
        _append(description, spec, fields[spec.field])
    return _BEGIN + etree.tostring(root, encoding="utf-8") + _END


def _parse(packet: bytes, *, recover: bool) -> etree._Element | None:
    """Return the root of a packet; None where it is no XML, or declares entities, which XMP has not."""
    packet = packet.strip(b"\x00 \t\r\n")
    if not packet or len(packet) > _MOST_BYTES:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        return None
    return root


def _descriptions(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that describe the picture; one inside a property describes something else."""
    for rdf in root.iter(f"{{{_RDF}}}RDF"):
        yield from rdf.iterchildren(_DESCRIPTION)


def _properties(root: etree._Element) -> Iterator[tuple[Spec, list[str]]]:
    for description in _descriptions(root):
        for name, value in description.items():
            if spec := _SPECS.get(str(name)):
                yield spec, [str(value)]
        for element in description.iterchildren(*_SPECS):
            yield (spec := _SPECS[str(element.tag)]), _values(element, spec)


def _values(element: etree._Element, spec: Spec) -> list[str]:
    items = list(element.iter(_LI))[:_MOST_TEXTS]
    if spec.form is Form.STRUCTURES:
        name = f"{{{spec.namespace}}}{spec.part}"
        return [_text(part) for part in element.iter(name)][:_MOST_TEXTS] or [
            value for part in element.iter() if (value := _attribute(part, name))
        ][:_MOST_TEXTS]
    if spec.form is Form.ALTERNATIVES and items:
        default = (item for item in items if item.get(_XML_LANG) == "x-default")
        return [_text(next(default, items[0]))]
    if not items:
        return [_text(element) or _attribute(element, f"{{{_RDF}}}resource")]
    # Where one text is meant, a list of them is somebody's slip: its first is taken.
    return [_text(item) for item in items][: None if spec.is_list else 1]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _attribute(element: etree._Element, name: str) -> str:
    return str(element.get(name) or "")


def _about(rdf: etree._Element) -> str:
    """Return what the descriptions say they are about: all of a packet say the same (7.4)."""
    first = next(rdf.iterchildren(_DESCRIPTION), None)
    return "" if first is None else _attribute(first, _ABOUT)


def _remove(rdf: etree._Element, names: set[str]) -> None:
    for description in list(rdf.iterchildren(_DESCRIPTION)):
        for name in names & set(map(str, description.attrib)):
            del description.attrib[name]
        for element in list(description.iterchildren(*names)):
            description.remove(element)
        if not len(description) and set(map(str, description.attrib)) <= {_ABOUT}:
            rdf.remove(description)


def _append(description: etree._Element, spec: Spec, texts: Sequence[str]) -> None:
    element = etree.SubElement(description, f"{{{spec.namespace}}}{spec.name}")
    if spec.form is Form.TEXT:
        element.text = clean(texts[0])
        return
    items = etree.SubElement(element, f"{{{_RDF}}}{_CONTAINERS[spec.form]}")
    for text in texts if spec.is_list else texts[:1]:
        item = etree.SubElement(items, _LI)
        if spec.form is Form.ALTERNATIVES:
            item.set(_XML_LANG, "x-default")
        if spec.form is Form.STRUCTURES:
            item.set(f"{{{_RDF}}}parseType", "Resource")
            item = etree.SubElement(item, f"{{{spec.namespace}}}{spec.part}")
        item.text = clean(text)
