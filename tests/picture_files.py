"""Picture files for tests, small and built by hand where Pillow does not write what is asked."""

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

from PIL import Image

_PREFIXES = """xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/"
"""


def picture(kind: str, exif: Mapping[int, str | bytes] | None = None) -> bytes:
    """A picture of a few pixels, with these tags of Exif."""
    return _picture(kind, tuple((exif or {}).items()))


@cache
def _picture(kind: str, tags: tuple[tuple[int, str | bytes], ...]) -> bytes:
    image = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    exif = Image.Exif()
    for tag, value in tags:
        if tag == 0x9003:
            exif.get_ifd(0x8769)[tag] = value
        else:
            exif[tag] = value
    stream = BytesIO()
    image.save(stream, kind, **({"exif": exif} if tags else {}))
    return stream.getvalue()


def jpeg() -> bytes:
    return picture("jpeg")


def with_segments(data: bytes, *segments: tuple[int, bytes]) -> bytes:
    """A JPEG with these segments after its own first one."""
    (length,) = struct.unpack(">H", data[4:6])
    made = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments)
    return data[: 4 + length] + made + data[4 + length :]


def app13(resources: bytes) -> tuple[int, bytes]:
    return 0xED, b"Photoshop 3.0\x00" + resources


def resource(iptc: bytes) -> bytes:
    """The image resource of Photoshop that holds IPTC."""
    return b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + bytes(len(iptc) % 2)


def datasets(texts: Mapping[int, Sequence[bytes]], *, utf8: bool = False) -> bytes:
    """Datasets of record 2 of IIM."""
    entries = [(1, 90, b"\x1b%G")] if utf8 else []
    entries += [(2, number, data) for number, values in texts.items() for data in values]
    return b"".join(struct.pack(">BBBH", 0x1C, *entry[:2], len(entry[2])) + entry[2] for entry in entries)


def packet(descriptions: str) -> bytes:
    """A packet of XMP."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {_PREFIXES}>{descriptions}'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def xmp_segment(data: bytes) -> tuple[int, bytes]:
    return 0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + data


def tiff(order: str, entries: Sequence[tuple[int, int, int, int]]) -> bytes:
    """A directory of TIFF: tag, type, count, and value or place."""
    head = {"<": b"II*\x00", ">": b"MM\x00*"}[order] + struct.pack(f"{order}I", 8)
    body = b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    return head + struct.pack(f"{order}H", len(entries)) + body + bytes(4)
