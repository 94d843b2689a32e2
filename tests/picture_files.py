"""Picture files for tests, small and built by hand where Pillow does not write what is asked."""

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from zlib import compress, crc32

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


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with these chunks before the picture itself."""
    data = picture("png")
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
        for kind, body in chunks
    )
    return data[:33] + made + data[33:]


def profile(name: bytes, block: bytes) -> bytes:
    """The body of a chunk in which ImageMagick keeps a block of metadata."""
    lines = b"\n".join([b"", name, b"%8d" % len(block), *_lines(block.hex().encode())])
    return b"Raw profile type " + name + b"\x00\x00" + compress(lines + b"\n")


def _lines(digits: bytes) -> list[bytes]:
    return [digits[at : at + 72] for at in range(0, len(digits), 72)]


def gif_with_xmp(packet: bytes) -> bytes:
    """A GIF with a comment and a packet of XMP before its picture."""
    data = picture("gif")
    place = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    trailer = bytes([0x01, *range(0xFF, -1, -1), 0x00])
    made = b"\x21\xfe\x05hello\x00" + b"\x21\xff\x0bXMP DataXMP" + packet + trailer
    return data[:place] + made + data[place:]


def box(kind: bytes, *bodies: bytes, version: int | None = None) -> bytes:
    """A box of ISOBMFF; one with a version is a full box."""
    body = (b"" if version is None else struct.pack(">I", version << 24)) + b"".join(bodies)
    return struct.pack(">I", 8 + len(body)) + kind + body


def heif(brands: bytes, exif: bytes, xmp: bytes, *, in_idat: bool = False, wide: bool = False) -> bytes:
    """An AVIF or HEIF without a picture, whose metadata lie behind its box ``meta``, or in it."""
    number, count = (">I", 2) if wide else (">H", 2)
    head = struct.pack(number, count)
    items = [
        box(b"infe", struct.pack(number, 1), b"\x00\x00Exif\x00", version=3 if wide else 2),
        box(
            b"infe",
            struct.pack(number, 2),
            b"\x00\x00mime\x00application/rdf+xml\x00",
            version=3 if wide else 2,
        ),
    ]
    contents = (struct.pack(">I", 6) + b"Exif\x00\x00" + exif, xmp)

    def meta(start: int) -> bytes:
        version = 2 if wide else 1 if in_idat else 0
        places = b""
        for index, content in enumerate(contents, 1):
            half = len(content) // 2
            places += struct.pack(number, index) + (struct.pack(">H", in_idat) if version else b"") + bytes(2)
            places += struct.pack(">HIIII", 2, start, half, start + half, len(content) - half)
            start += len(content)
        iloc = box(b"iloc", b"\x44\x00", head, places, version=version)
        iinf = box(b"iinf", struct.pack(">H", count), *items, version=0)
        idat = box(b"idat", *contents) if in_idat else b""
        return box(b"meta", box(b"hdlr", bytes(25)), iinf, iloc, idat, version=0)

    front = box(b"ftyp", brands)
    if in_idat:
        return front + meta(0)
    behind = len(front) + len(meta(0)) + 8
    return front + meta(behind) + box(b"mdat", *contents)


def tiff(order: str, entries: Sequence[tuple[int, int, int, int]]) -> bytes:
    """A directory of TIFF: tag, type, count, and value or place."""
    head = {"<": b"II*\x00", ">": b"MM\x00*"}[order] + struct.pack(f"{order}I", 8)
    body = b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    return head + struct.pack(f"{order}H", len(entries)) + body + bytes(4)
