"""Picture files: what their EXIF, IPTC and XMP say is read, and written without touching the picture."""

import struct
import time
from collections.abc import Mapping
from io import BytesIO
from random import Random
from xml.etree import ElementTree
from zlib import compress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, IptcImagePlugin

from archivist.picture import CannotWriteError, Field, kind_of, read_picture, write_picture
from archivist.picture.fields import DC, PHOTOSHOP, SPECS
from archivist.picture.jpeg import segments
from archivist.picture.text import clean
from tests.picture_files import (
    app13,
    box,
    datasets,
    gif_with_xmp,
    heif,
    jpeg,
    packet,
    picture,
    png_with,
    profile,
    resource,
    tiff,
    with_segments,
    xmp_segment,
)

KINDS = ("jpeg", "png", "webp")
EXIF = tiff("<", [(0x013B, 2, 8, 22)])[:22] + b"Jo Tern\x00"  # the text behind the directory
FERRY = {
    Field.CREATOR: ("Mara Ellison", "김민지"),
    Field.CREDIT_LINE: ("Reuters",),
    Field.COPYRIGHT_NOTICE: ("© 2026 Zoë Quill",),
    Field.DESCRIPTION: ('The "Gull" <leaves> Port Ellery & Sandray.',),
    Field.RELATED_RESOURCE: ("https://news.example/ferry?a=1&b=2",),
}

# ---------------------------------------------------------------------------- reading: IPTC


def test_iptc_says_who_took_a_picture_and_through_whom_it_came() -> None:
    block = datasets(
        {80: [b"Mara Ellison", b"Tomas Quill"], 110: [b"REUTERS"], 115: [b"X90037"], 40: [b"NO ARCHIVES"]}
    )
    facts = read_picture(with_segments(jpeg(), app13(resource(block))))
    assert facts.texts(Field.CREATOR) == ("Mara Ellison", "Tomas Quill")
    assert facts.text(Field.CREDIT_LINE) == "REUTERS"
    assert facts.text(Field.SOURCE) == "X90037"
    assert [(fact.method, fact.place) for fact in facts.facts if fact.field is Field.INSTRUCTIONS] == [
        ("iptc", "2:40 Special Instructions")
    ]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "mac-roman"])
def test_a_text_whose_charset_is_not_said_is_guessed(charset: str) -> None:
    block = datasets({80: ["Zoë Müller".encode(charset)], 120: ["Café de l’Été, 3 août".encode(charset)]})
    facts = read_picture(with_segments(jpeg(), app13(resource(block))))
    assert facts.text(Field.CREATOR) == "Zoë Müller"
    assert facts.text(Field.DESCRIPTION) == "Café de l’Été, 3 août"


def test_a_text_said_to_be_utf8_is_read_so_though_it_is_damaged() -> None:
    block = datasets({80: ["Zoë".encode()[:-1]]}, utf8=True)
    assert read_picture(with_segments(jpeg(), app13(resource(block)))).text(Field.CREATOR) == "Zo\ufffd"


def test_a_dataset_of_four_length_octets_is_read() -> None:
    block = b"\x1c\x02\x78" + struct.pack(">HI", 0x8004, 3) + b"sea" + datasets({80: [b"Jo Tern"]})
    facts = read_picture(with_segments(jpeg(), app13(resource(block))))
    assert (facts.text(Field.DESCRIPTION), facts.text(Field.CREATOR)) == ("sea", "Jo Tern")


def test_iptc_spread_over_two_segments_is_put_together() -> None:
    resources = resource(datasets({80: [b"Jo Tern"], 120: [b"x" * 300]}))
    data = with_segments(jpeg(), app13(resources[:100]), app13(resources[100:]))
    assert read_picture(data).text(Field.DESCRIPTION) == "x" * 300


@pytest.mark.parametrize(
    ("day", "read"), [(b"20261031", "2026-10-31"), (b"20260000", "2026"), (b"31.10.26", "")]
)
def test_a_day_is_read_as_precise_as_it_is(day: bytes, read: str) -> None:
    data = with_segments(jpeg(), app13(resource(datasets({55: [day]}))))
    assert read_picture(data).text(Field.DATE_CREATED) == read


# ---------------------------------------------------------------------------- reading: XMP


SHORT = """<rdf:Description rdf:about="" photoshop:Credit="dpa" photoshop:Source="dpa"/>"""
LONG = """<rdf:Description rdf:about="">
  <dc:creator><rdf:Seq><rdf:li>Kay Probe</rdf:li><rdf:li>Jo Tern</rdf:li></rdf:Seq></dc:creator>
  <dc:rights><rdf:Alt><rdf:li xml:lang="de">Alle Rechte</rdf:li>
  <rdf:li xml:lang="x-default">All rights</rdf:li></rdf:Alt></dc:rights>
  <xmpRights:WebStatement rdf:resource="https://terms.example/"/>
  <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
  <plus:LicensorName>Example Photo</plus:LicensorName><plus:LicensorURL>https://x.example</plus:LicensorURL>
  </rdf:li></rdf:Seq></plus:Licensor>
  <plus:ImageSupplier><rdf:Seq><rdf:li plus:ImageSupplierName="Example Desk"/></rdf:Seq></plus:ImageSupplier>
  <xmpMM:History><rdf:Seq><rdf:li><rdf:Description photoshop:Credit="of an earlier file"/></rdf:li></rdf:Seq>
  </xmpMM:History></rdf:Description>"""


def test_xmp_is_read_in_its_short_form_and_in_its_long_one() -> None:
    facts = read_picture(with_segments(jpeg(), xmp_segment(packet(SHORT + LONG))))
    assert facts.fields == {
        Field.CREATOR: ("Kay Probe", "Jo Tern"),
        Field.CREDIT_LINE: ("dpa",),
        Field.SOURCE: ("dpa",),
        Field.COPYRIGHT_NOTICE: ("All rights",),
        Field.WEB_STATEMENT: ("https://terms.example/",),
        Field.IMAGE_SUPPLIER: ("Example Desk",),
        Field.LICENSOR: ("Example Photo",),
    }


@pytest.mark.parametrize(
    ("concept", "generated", "composite"),
    [
        ("trainedAlgorithmicMedia", True, False),
        ("compositeWithTrainedAlgorithmicMedia", False, True),
        ("digitalCapture", False, False),
    ],
)
def test_a_picture_made_by_a_machine_says_so(concept: str, generated: bool, composite: bool) -> None:
    address = f"http://cv.iptc.org/newscodes/digitalsourcetype/{concept}"
    said = f'<rdf:Description rdf:about="" Iptc4xmpExt:DigitalSourceType="{address}"/>'
    facts = read_picture(with_segments(jpeg(), xmp_segment(packet(said))))
    assert (facts.is_generated, facts.is_composite) == (generated, composite)


def test_xmp_that_does_not_fit_into_one_segment_is_put_together() -> None:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    main = packet(f'<rdf:Description rdf:about="" xmpNote:HasExtendedXMP="{guid.decode()}"/>')
    rest = packet(SHORT)
    head = b"http://ns.adobe.com/xmp/extension/\x00" + guid + struct.pack(">I", len(rest))
    parts = [(0xE1, head + struct.pack(">I", at) + rest[at : at + 90]) for at in range(0, len(rest), 90)]
    data = with_segments(jpeg(), xmp_segment(main), *reversed(parts))
    assert read_picture(data).text(Field.CREDIT_LINE) == "dpa"


HOSTILE = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY f SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("text", ["&b;", "&f;", "plain"])
def test_xmp_that_declares_entities_is_not_read(text: str) -> None:
    said = packet(f'<rdf:Description rdf:about="{text.replace("&f;", "")}" photoshop:Credit="x"/>')
    data = with_segments(jpeg(), xmp_segment(HOSTILE + said.partition(b"?>")[2]))
    assert not read_picture(data).facts


def test_xmp_cut_short_gives_what_stands_before_the_cut() -> None:
    whole = packet(SHORT + LONG)
    cut = whole[: whole.index(b"<dc:rights>") + 30]
    facts = read_picture(with_segments(jpeg(), xmp_segment(cut)))
    assert facts.texts(Field.CREATOR) == ("Kay Probe", "Jo Tern")
    assert facts.text(Field.CREDIT_LINE) == "dpa"


# ---------------------------------------------------------------------------- reading: Exif, containers


@pytest.mark.parametrize("kind", [*KINDS, "tiff"])
def test_exif_of_every_container_is_read(kind: str) -> None:
    data = picture(
        kind, {0x013B: "Jo Tern; Ada Reed", 0x8298: "(c) Example Daily", 0x9003: "2026:10:31 06:30:00"}
    )
    facts = read_picture(data)
    assert facts.texts(Field.CREATOR) == ("Jo Tern", "Ada Reed")
    assert facts.text(Field.COPYRIGHT_NOTICE) == "(c) Example Daily"
    if kind != "tiff":  # Pillow writes no directory of Exif there
        assert facts.text(Field.DATE_CREATED) == "2026-10-31T06:30:00"
    assert {fact.method for fact in facts.facts} == {"exif"}


def test_what_windows_wrote_is_read() -> None:
    author = "Zoë Quill\x00".encode("utf-16-le")
    assert read_picture(picture("jpeg", {0x9C9D: author})).texts(Field.CREATOR) == ("Zoë Quill",)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("place", [0, 8, 0xFFFFFFF0])
def test_a_place_outside_the_file_is_not_followed(order: str, place: int) -> None:
    assert not read_picture(tiff(order, [(0x013B, 2, 500, place), (0x8769, 4, 1, place)])).facts


def test_xmp_stands_before_iptc_which_cuts_its_texts() -> None:
    long = "a credit line that is longer than the thirty-two octets of IPTC"
    data = write_picture(jpeg(), {Field.CREDIT_LINE: [long]})
    facts = read_picture(data)
    assert facts.text(Field.CREDIT_LINE) == long
    assert [fact.text for fact in facts.facts] == [long, long[:32].rstrip()]


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        (b"avif\0\0\0\0mif1avif", "avif"),
        (b"mif1\0\0\0\0mif1avifmiaf", "avif"),
        (b"heic\0\0\0\0mif1heic", "heif"),
        (b"mif1\0\0\0\0mif1heic", "heif"),
    ],
)
@pytest.mark.parametrize("form", [{}, {"in_idat": True}, {"wide": True}, {"in_idat": True, "wide": True}])
def test_exif_and_xmp_of_avif_and_heif_are_read(brands: bytes, kind: str, form: Mapping[str, bool]) -> None:
    data = heif(brands, EXIF, packet(SHORT), **form)
    assert kind_of(data) == kind
    assert said_by(data) == {Field.CREATOR: ("exif", "Jo Tern"), Field.CREDIT_LINE: ("xmp", "dpa")}


def test_the_avif_of_another_writer_is_read() -> None:
    stream = BytesIO()
    with Image.open(BytesIO(jpeg())) as image:
        image.save(stream, "avif", exif=b"Exif\x00\x00" + EXIF, xmp=packet(SHORT))
    assert said_by(stream.getvalue()) == {
        Field.CREATOR: ("exif", "Jo Tern"),
        Field.CREDIT_LINE: ("xmp", "dpa"),
    }


def test_xmp_of_a_gif_is_read() -> None:
    data = gif_with_xmp(packet(SHORT))
    assert said_by(data)[Field.CREDIT_LINE] == ("xmp", "dpa")
    assert pixels(data) == pixels(picture("gif"))


def test_texts_of_a_png_are_read() -> None:
    data = png_with(
        (b"tEXt", "Author\0Zoë Quill".encode("latin-1")),
        (b"zTXt", b"Copyright\0\0" + compress(b"(c) Example Daily")),
        (b"iTXt", b"Description\0\1\0de\0Text\0" + compress("Die Fähre.".encode())),
        (b"iTXt", "Title\0\0\0\0\0부두".encode()),
        (b"tEXt", b"Software\0a program"),
    )
    assert [(fact.place, fact.text) for fact in read_picture(data).facts] == [
        ("tEXt Author", "Zoë Quill"),
        ("zTXt Copyright", "(c) Example Daily"),
        ("iTXt Description", "Die Fähre."),
        ("iTXt Title", "부두"),
    ]


def test_profiles_that_imagemagick_keeps_in_a_png_are_read() -> None:
    iptc = resource(datasets({110: [b"REUTERS"]}))
    blocks = {b"exif": b"Exif\0\0" + EXIF, b"iptc": iptc, b"xmp": packet(SHORT.replace("Credit", "Headline"))}
    data = png_with(*((b"zTXt", profile(name, block)) for name, block in blocks.items()))
    facts = read_picture(data)
    assert facts.text(Field.CREATOR) == "Jo Tern"
    assert facts.text(Field.CREDIT_LINE) == "REUTERS"
    assert facts.text(Field.HEADLINE) == "dpa"


@pytest.mark.parametrize(
    ("block", "field"),
    [
        (b"Exif\0\0" + EXIF, Field.CREATOR),
        (xmp_segment(packet(SHORT))[1], Field.CREDIT_LINE),
        (b"Exif", None),
        (b"other", None),
    ],
)
def test_a_profile_that_is_a_segment_of_a_jpeg_is_read_as_what_it_is(
    block: bytes, field: Field | None
) -> None:
    found = {fact.field for fact in read_picture(png_with((b"zTXt", profile(b"APP1", block)))).facts}
    assert (field in found) if field else not found


def test_what_would_swell_beyond_measure_is_inflated_only_so_far() -> None:
    bomb = compress(bytes(100 << 20))
    names = (b"Author", b"Raw profile type exif", b"XML:com.adobe.xmp")
    started = time.process_time()
    assert not read_picture(png_with(*((b"zTXt", name + b"\0\0" + bomb) for name in names * 6))).facts
    assert time.process_time() - started < 2


def test_an_item_of_a_heif_that_is_all_of_the_file_many_times_is_read_only_so_far() -> None:
    pieces = struct.pack(">HHH", 1, 0, 60_000) + struct.pack(">II", 0, 0) * 60_000
    iloc = box(b"iloc", b"\x44\x00", struct.pack(">H", 60_000), pieces, version=0)
    item = box(b"infe", b"\x00\x01\x00\x00Exif\x00", version=2)
    meta = box(b"meta", box(b"iinf", b"\x00\x01", item, version=0), iloc, version=0)
    started = time.process_time()
    read_picture(box(b"ftyp", b"heic\0\0\0\0") + meta + box(b"mdat", bytes(8 << 20)))
    assert time.process_time() - started < 1


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"MM\0*"])
def test_of_other_files_nothing_is_read(data: bytes) -> None:
    assert not read_picture(data).facts


# ---------------------------------------------------------------------------- writing


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_and_the_picture_is_the_same(kind: str) -> None:
    before = picture(kind)
    after = write_picture(before, FERRY)
    assert read_picture(after).fields == FERRY
    assert pixels(after) == pixels(before)
    assert write_picture(after, FERRY) == after


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_webp_keeps_its_size_and_its_transparency(mode: str, options: Mapping[str, bool]) -> None:
    stream = BytesIO()
    image = Image.effect_noise((61, 47), 40).convert(mode)
    image.putalpha(120) if mode == "RGBA" else None
    image.save(stream, "webp", **options)
    after = write_picture(stream.getvalue(), FERRY)
    assert pixels(after) == pixels(stream.getvalue())
    assert Image.open(BytesIO(after)).mode == mode


def test_a_transparent_webp_still_says_that_it_is() -> None:
    stream = BytesIO()
    Image.new("RGBA", (24, 16), (9, 90, 200, 120)).save(stream, "webp", lossless=True)
    assert stream.getvalue()[12:16] == b"VP8L"
    after = write_picture(stream.getvalue(), FERRY)
    assert (after[12:16], after[20]) == (b"VP8X", 0x14)  # there is transparency, and XMP
    assert int.from_bytes(after[24:27], "little") + 1 == 24


def test_jfif_and_exif_stay_in_front() -> None:
    after = write_picture(picture("jpeg", {0x013B: "Jo Tern"}), FERRY)
    heads = [segment.body[:4] for segment in segments(after)][:4]
    assert heads == [b"JFIF", b"Exif", b"http", b"Phot"]


def test_another_reader_finds_the_same_iptc() -> None:
    with Image.open(BytesIO(write_picture(jpeg(), FERRY))) as image:
        found = IptcImagePlugin.getiptcinfo(image)
    assert found is not None
    assert found[1, 90] == b"\x1b%G"
    assert found[2, 80] == [b"Mara Ellison", "김민지".encode()]
    assert found[2, 110] == b"Reuters"
    assert found[2, 116] == "© 2026 Zoë Quill".encode()


@pytest.mark.parametrize("kind", KINDS)
def test_another_reader_finds_the_same_xmp(kind: str) -> None:
    with Image.open(BytesIO(write_picture(picture(kind), FERRY))) as image:
        image.load()
        root = ElementTree.fromstring(image.info["xmp"])
    assert [root.findtext(f".//{{{PHOTOSHOP}}}Credit")] == ["Reuters"]
    names = [found.text for found in root.iterfind(f".//{{{DC}}}creator//*") if (found.text or "").strip()]
    assert names == ["Mara Ellison", "김민지"]
    assert root.findtext(f".//{{{DC}}}source") == "https://news.example/ferry?a=1&b=2"


def test_what_else_a_file_holds_is_kept() -> None:
    colours, other = (0xE2, b"ICC_PROFILE\x00\x01\x01profile"), b"8BIM\x03\xed\x00\x00\x00\x00\x00\x03dpi\x00"
    block = datasets({80: [b"Old Name"], 25: ["Zoë".encode("cp1252")], 5: [b"REF 7"]})
    said = (
        '<rdf:Description rdf:about="uuid:7" photoshop:Credit="old" photoshop:City="Ellery" xmp:Rating="4"/>'
    )
    before = with_segments(
        picture("jpeg", {0x010E: "ferry"}), xmp_segment(packet(said)), app13(other + resource(block)), colours
    )
    after = write_picture(before, {Field.CREATOR: ["Jo Tern"], Field.CREDIT_LINE: ["dpa"]})
    facts = read_picture(after)
    assert facts.texts(Field.CREATOR) == ("Jo Tern",)
    assert facts.texts(Field.CREDIT_LINE) == ("dpa",)
    assert facts.texts(Field.KEYWORDS) == ("Zoë",)
    assert facts.text(Field.TITLE) == "REF 7"
    for kept in (colours[1], other, b'photoshop:City="Ellery"', b'xmp:Rating="4"', b"ferry", b"uuid:7"):
        assert kept in after
    assert b"Old Name" not in after
    assert b'photoshop:Credit="old"' not in after


def test_iptc_larger_than_a_segment_is_spread_over_several() -> None:
    large = b"8BIM\x04\x0c\x00\x00" + struct.pack(">I", 70_000) + bytes(70_000)  # a thumbnail
    parts = [app13(large[at : at + 60_000]) for at in range(0, len(large), 60_000)]
    after = write_picture(with_segments(jpeg(), *parts), FERRY)
    assert after.count(b"Photoshop 3.0") == 2
    found = read_picture(after).facts
    assert [fact.text for fact in found if fact.place == "2:110 Credit"] == ["Reuters"]
    assert pixels(after) == pixels(jpeg())


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"GIF89a", "GIF has no place"), (b"", "no place"), (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0", "damaged WebP")],
)
def test_a_file_without_a_place_for_it_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(CannotWriteError, match=why):
        write_picture(data, FERRY)


def test_more_than_a_segment_holds_is_refused() -> None:
    said = packet(f'<rdf:Description rdf:about="" xmp:Nickname="{"x" * 64_400}"/>')
    with pytest.raises(CannotWriteError, match="do not fit"):
        write_picture(with_segments(jpeg(), xmp_segment(said)), FERRY)


def test_without_a_text_nothing_is_written() -> None:
    assert write_picture(jpeg(), {Field.CREDIT_LINE: ["\x00 "]}) == jpeg()


# ---------------------------------------------------------------------------- promises

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(clean).filter(bool)
DAYS = st.dates().map(str)


@st.composite
def fields(draw: st.DrawFn) -> dict[Field, tuple[str, ...]]:
    chosen = draw(st.lists(st.sampled_from(SPECS), max_size=6, unique_by=lambda spec: spec.field))
    ordered = [spec for spec in SPECS if spec in chosen]
    lists = st.lists(TEXTS, min_size=1, max_size=3, unique=True)
    return {
        spec.field: tuple(draw(lists if spec.is_list else st.lists(TEXTS, min_size=1, max_size=1)))
        for spec in ordered
    }


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), fields())
def test_every_field_that_is_written_is_read(kind: str, said: dict[Field, tuple[str, ...]]) -> None:
    written = write_picture(picture(kind), said)
    assert read_picture(written).fields == said
    assert pixels(written) == pixels(picture(kind))


@settings(max_examples=100, deadline=None)
@given(fields())
def test_iptc_alone_holds_what_fits_into_it(said: dict[Field, tuple[str, ...]]) -> None:
    found = [fact for fact in read_picture(write_picture(jpeg(), said)).facts if fact.method == "iptc"]
    for fact in found:
        assert any(text.startswith(fact.text.rstrip("\ufffd")) for text in said[fact.field])


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([*KINDS, "tiff", "gif", "avif", "heif"]),
    st.randoms(use_true_random=False),
    st.integers(1, 30),
)
def test_no_damage_stops_the_reader(kind: str, chance: Random, count: int) -> None:
    data = bytearray(full(kind))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read_picture(bytes(data))
    read_picture(bytes(data[: chance.randrange(len(data))]))


@pytest.mark.parametrize("kind", [*KINDS, "gif", "avif", "heif"])
def test_a_cut_never_adds_to_what_is_read(kind: str) -> None:
    whole = full(kind)
    known = read_picture(whole)
    for cut in range(0, len(whole), 41):
        for fact in read_picture(whole[:cut]).facts:
            assert any(fact.text in other.text for other in known.facts)


def full(kind: str) -> bytes:
    """A small picture with all there is to damage."""
    if kind == "gif":
        return gif_with_xmp(packet(SHORT))
    if kind in {"avif", "heif"}:
        brand = {"avif": b"avif", "heif": b"heic"}[kind]
        return heif(brand + bytes(4), EXIF, packet(SHORT), in_idat=kind == "heif")
    data = picture(kind, {0x013B: "Jo Tern", 0x8298: "(c) Example", 0x9003: "2026:10:31 06:30:00"})
    return data if kind == "tiff" else write_picture(data, FERRY)


def said_by(data: bytes) -> dict[Field, tuple[str, str]]:
    """The first text of each field but the source, with where it stood."""
    return {
        fact.field: (fact.method, fact.text)
        for fact in read_picture(data).facts
        if fact.field is not Field.SOURCE
    }


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.tobytes()
