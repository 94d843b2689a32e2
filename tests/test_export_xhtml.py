"""The blocks of an article as XHTML: well formed whatever the page said, no word lost, links that land."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.export.chapter import Document, Shown, write_chapter
from archivist.export.markup import is_blank, link_address
from archivist.model import (
    Agency,
    Article,
    Block,
    Cell,
    Code,
    Completeness,
    Credit,
    Embed,
    Entry,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Role,
    Run,
    Table,
)
from tests.articles import WORDS, article, capture, some

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def chapter(found: Article) -> list[Document]:
    shown = [Shown(photo=photo) for photo in found.photos]
    addresses = {"https://a.example/news/2": "article-0002.xhtml"}
    return list(write_chapter(0, found, capture(), shown, addresses).documents)


def body(*blocks: Block, language: str = "en") -> etree._Element:
    """The body of an article of these blocks; its head and foot left out."""
    (document,) = chapter(Article(title="Rain", language=language, blocks=blocks))
    root = etree.fromstring(document.content)
    for name in ("header", "footer"):
        for element in root.iter(XHTML + name):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return root


def shape(root: etree._Element) -> str:
    """What is inside the section, without namespaces, line breaks between blocks and ids."""
    section = next(root.iter(XHTML + "section"))
    text = "".join(etree.tostring(child, encoding="unicode") for child in section)
    return re.sub(r' xmlns(:\w+)?="[^"]*"|\n', "", text)


def text(*words: str) -> tuple[Run, ...]:
    return tuple(map(Run, words))


# ---------------------------------------------------------------- promises


@some
@given(article())
def test_every_article_is_well_formed_and_says_every_word(found: Article) -> None:
    roots = [etree.fromstring(document.content) for document in chapter(found)]
    said = "".join("".join(map(str, root.itertext())) for root in roots)
    assert all(said.count(word) >= found.text.count(word) for word in WORDS if not is_blank(word))


@some
@given(article())
def test_ids_are_unique_and_links_inside_land(found: Article) -> None:
    for document in chapter(found):
        root = etree.fromstring(document.content)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        links = [str(element.get("href")) for element in root.iter(XHTML + "a")]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@some
@given(article())
def test_headings_begin_with_the_title_and_leave_no_level_out(found: Article) -> None:
    root = etree.fromstring(chapter(found)[0].content)
    levels = [int(e.tag[-1]) for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag.removeprefix(XHTML))]
    assert levels[0] == 1
    assert 1 not in levels[1:]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@some
@given(article())
def test_the_language_and_the_direction_are_declared(found: Article) -> None:
    root = etree.fromstring(chapter(found)[0].content)
    declared = root.get("lang")
    assert declared == root.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert declared == ("und" if found.language in {"", "no language"} else found.language)
    assert (root.get("dir") == "rtl") == found.is_rtl


# ---------------------------------------------------------------- blocks


def test_runs_of_one_link_make_one_link() -> None:
    runs = (
        Run("so ", href="https://a.example/"),
        Run("it", href="https://a.example/", strong=True),
        Run(" is"),
    )
    assert shape(body(Paragraph(runs))) == '<p><a href="https://a.example/">so <strong>it</strong></a> is</p>'


def test_styles_nest_and_spaces_stay() -> None:
    runs = (
        Run("a"),
        Run("b", strong=True, emphasis=True),
        Run(" "),
        Run("x", code=True),
        Run("\n"),
        Run("c"),
    )
    assert shape(body(Paragraph(runs))) == ("<p>a<em><strong>b</strong></em> <code>x</code><br/>c</p>")


def test_ruby_stays_attached() -> None:
    runs = (Run("東京", ruby="とうきょう"), Run("は"))
    assert shape(body(Paragraph(runs), language="ja")) == (
        "<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>は</p>"
    )


def test_code_is_kept_to_the_last_space() -> None:
    code = "\n  if a < b && c:\n\treturn  \n"
    root = body(Code(code))
    assert "".join(map(str, next(root.iter(XHTML + "pre")).itertext())) == code


def test_lists_nest_by_depth() -> None:
    items = (
        Item(text("a")),
        Item(text("b"), depth=1, ordered=True),
        Item(text("c"), depth=7),
        Item(text("d")),
    )
    assert shape(body(ListBlock(items))) == (
        "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>"
    )


def test_a_list_of_the_other_kind_begins_anew() -> None:
    items = (Item(text("a")), Item(text("b"), ordered=True))
    assert shape(body(ListBlock(items))) == "<ul><li>a</li></ul><ol><li>b</li></ol>"


def test_an_item_says_its_number_where_it_does_not_count_on() -> None:
    items = (Item(text("a"), ordered=True, number=4), Item(text("b"), ordered=True))
    root = body(ListBlock(items))
    assert [item.get("value") for item in root.iter(XHTML + "li")] == ["4", None]


def test_header_cells_say_what_they_head() -> None:
    head = (Cell(text("City"), header=True), Cell(text("mm"), header=True), Cell((), header=True))
    row = (Cell(text("Busan"), header=True), Cell(text("112"), colspan=2))
    last = (Cell(text("all header"), header=True),)
    assert shape(body(Table((head, row, last), caption="Rain"))) == (
        "<table><caption>Rain</caption><tbody>"
        '<tr><td>City</td><th scope="col">mm</th><td></td></tr>'
        '<tr><th scope="row">Busan</th><td colspan="2">112</td></tr>'
        "<tr><td>all header</td></tr></tbody></table>"
    ).replace("<td></td>", "<td/>")


def test_headings_go_down_one_level_at_a_time() -> None:
    blocks = [Heading(4, text("a")), Heading(6, text("b")), Heading(2, text("c")), Heading(1, text("d"))]
    assert shape(body(*blocks)) == ('<h2 id="h1">a</h2><h3>b</h3><h2 id="h2">c</h2><h2 id="h3">d</h2>')


def test_a_quote_names_who_is_quoted() -> None:
    assert shape(body(Quote((text("One."), text("Two.")), cite="Kim"))) == (
        '<blockquote><p>One.</p><p>Two.</p><p class="cite">Kim</p></blockquote>'
    )


def test_an_embed_is_a_link_with_its_host() -> None:
    assert shape(body(Embed("A clip", "https://video.example/1"))) == (
        '<p class="embed"><a href="https://video.example/1">A clip</a>'
        '<span class="host"> (video.example)</span></p>'
    )


def test_an_embed_without_words_is_named_by_what_it_links_to() -> None:
    assert ">video.example</a>" in shape(body(Embed("", "https://video.example/1")))
    assert "desk@a.example" in shape(body(Embed("\u00ad", "mailto:desk@a.example")))


def test_an_entry_of_a_live_blog_is_a_heading_with_its_time() -> None:
    root = body(Entry("2026-11-24T09:30:00+09:00", "Rain begins"))
    assert (
        shape(root) == '<h2 id="h1"><span class="time">24 November 2026, 09:30 +09:00</span> Rain begins</h2>'
    )


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\ufeff\u00ad", "\ue000", "\x01"])
def test_what_nobody_sees_is_left_out(blank: str) -> None:
    blocks = (
        Paragraph(text(blank), anchor="a"),
        Heading(2, text(blank)),
        Quote((text(blank),)),
        Code(blank.strip()),
    )
    assert re.sub(r"<pre.*?/pre>", "", shape(body(*blocks))) == ""


# ---------------------------------------------------------------- notes and links


def test_a_note_and_its_mark_link_to_each_other() -> None:
    mark = Run("1", href="#n1", superscript=True)
    root = body(Paragraph((Run("Rain."), mark)), Paragraph((Run("It rained."),), anchor="n1"))
    link = next(link for link in root.iter(XHTML + "a"))
    note = next(root.iter(XHTML + "aside"))
    back = next(note.iter(XHTML + "a"))
    assert (link.get(EPUB_TYPE), link.get("role")) == ("noteref", "doc-noteref")
    assert (note.get(EPUB_TYPE), note.get("role")) == ("footnote", "doc-footnote")
    assert (link.get("href"), back.get("href")) == (f"#{note.get('id')}", f"#{link.get('id')}")
    assert back.get("role") == "doc-backlink"


def test_a_list_of_notes_keeps_its_numbers_where_notes_are_shown_in_a_window() -> None:
    marks = (Run("[1]", href="#n1"), Run("[2]", href="#n2"), Run("[1]", href="#n1"))
    items = (Item(text("One."), ordered=True, anchor="n1"), Item(text("Two."), ordered=True, anchor="n2"))
    root = body(Paragraph(marks), ListBlock(items))
    assert [note.tag for note in root.iter() if note.get("role") == "doc-footnote"] == [XHTML + "div"] * 2
    assert [link.get("id") for link in root.iter(XHTML + "a")][:3] == ["ra1", "ra2", None]


def test_a_link_back_from_a_note_is_no_mark() -> None:
    root = body(Paragraph(text("Rain."), anchor="text"), Paragraph((Run("1", href="#text"), Run(" A note."))))
    assert [link.get("role") for link in root.iter(XHTML + "a")] == [None]


def test_a_link_that_would_not_land_is_text() -> None:
    assert shape(body(Paragraph((Run("gone", href="#gone"), Run("ftp", href="ftp://a.example/"))))) == (
        "<p>goneftp</p>"
    )


def test_a_link_to_a_saved_article_stays_in_the_book() -> None:
    root = body(Paragraph((Run("more", href="https://a.example/news/2#top"),)))
    assert [link.get("href") for link in root.iter(XHTML + "a")] == ["article-0002.xhtml"]


@pytest.mark.parametrize(("address", "becomes"), [
    ("https://a.example/x?q=1&r=2#top", "https://a.example/x?q=1&r=2#top"),
    ("https://a.example/a b|c[1]?q={x}", "https://a.example/a%20b%7Cc%5B1%5D?q=%7Bx%7D"),
    ("https://a.example/100%", "https://a.example/100%25"),
    ("http://한국.example:8080/길", "http://xn--3e0b707e.example:8080/%EA%B8%B8"),
    ("https://user:secret@a.example/", "https://a.example/"),
    ("mailto:desk@a.example", "mailto:desk@a.example"),
    ("javascript:alert(1)", ""),
    ("https://", ""),
    ("https://a..example/", ""),
    ("https://[::1/", ""),
    ("https://a.example:port/", ""),
    ("//a.example/", ""),
    ("https://xn--2i75b/", ""),  # a letter that is not assigned: EPUBCheck calls it an error
    ("https://a.example.\u00a3/", ""),
])  # fmt: skip
def test_addresses_are_written_as_the_standard_says_or_not_at_all(address: str, becomes: str) -> None:
    assert link_address(address) == becomes


@given(st.text(), st.text())
def test_no_address_raises_and_what_comes_out_stays_as_it_is(host: str, path: str) -> None:
    address = link_address(f"https://{host}/{path}")
    assert address.isascii()
    assert link_address(address) == address


# ---------------------------------------------------------------- the whole chapter


def test_a_picture_has_its_caption_and_its_credit_marked() -> None:
    agencies = (Agency("Xinhua", Role.ORIGINATOR), Agency("Yonhap", Role.DISTRIBUTOR))
    credit = Credit(line="Xinhua-Yonhap", agencies=agencies)
    photo = Photo(source="x", alt="wet street", caption="A street.", credit=credit)
    found = Article(title="Rain", language="en", blocks=(Figure(0),), photos=(photo,))
    (document,) = write_chapter(
        0, found, None, [Shown(photo=photo, file_name="pictures/1.jpg")], {}
    ).documents
    assert (
        '<figure id="photo-1" vocab="https://schema.org/" typeof="ImageObject">'
        '<img src="pictures/1.jpg" alt="wet street" property="contentUrl"/>'
        '<figcaption><span class="caption" property="caption">A street.</span> '
        '<small class="credit" role="doc-credit" epub:type="credit" property="creditText">'
        "Xinhua-Yonhap</small>"
        '<meta property="sourceOrganization" content="Xinhua"/><meta property="provider" content="Yonhap"/>'
        "</figcaption></figure>"
    ) in document.content.decode()


def test_a_picture_that_was_not_saved_leaves_its_words_and_a_note() -> None:
    photo = Photo(source="x", alt="wet street", caption="A street.")
    content = chapter(Article(title="Rain", language="de", photos=(photo,)))[0].content.decode()
    assert "wet street" in content
    assert "A street." in content
    assert "Dieses Bild wurde nicht gesichert." in content
    assert "<img" not in content


def test_a_chapter_says_where_it_came_from_and_what_it_lacks() -> None:
    found = Article(title="Rain", language="en", url="https://a.example/1", completeness=Completeness.PAYWALL)
    content = chapter(found)[0].content.decode()
    assert "The page gave only the beginning of this article." in content
    assert f'<a href="{capture().target_uri}">{capture().target_uri}</a>' in content
    assert "24 November 2026, 03:14 UTC" in content
    assert capture().payload_digest in content


def test_our_own_words_are_marked_where_the_article_speaks_a_language_we_do_not() -> None:
    assert '<footer lang="en">' in chapter(Article(title="ฝน", language="th"))[0].content.decode()


def test_a_long_article_is_parted_and_its_notes_still_land() -> None:
    mark = Run("1", href="#n1", superscript=True)
    filler = [Paragraph(text("rain " * 2000)) for _ in range(80)]
    blocks = (Paragraph((Run("Rain."), mark)), *filler, Paragraph(text("A note."), anchor="n1"))
    documents = chapter(Article(title="Rain", language="en", blocks=blocks))
    assert [document.file_name for document in documents] == [
        "article-0001.xhtml", "article-0001-2.xhtml", "article-0001-3.xhtml",
    ]  # fmt: skip
    assert all(len(document.content) < 310_000 for document in documents)
    assert b'href="article-0001-3.xhtml#a1"' in documents[0].content
    assert b'href="article-0001.xhtml#ra1"' in documents[2].content
    assert all(document.content.count(b"<h1") == 1 for document in documents)
    assert sum(document.content.count(b"rain") for document in documents) == 160_000
