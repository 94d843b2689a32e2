"""The structure of a body: lists, tables, quotes and headings inside each other and inside layout."""

from archivist import read_article
from archivist.model import Block, Code, Figure, Heading, ListBlock, Paragraph, Quote, Table, block_text

FIRST = "The harbour was closed on Friday, and forty boats stayed at the quay until the wind had turned."
SECOND = "By the evening the sea was calm again, said the harbour master, who had not slept for two nights."
THIRD = "Nobody was hurt, but the old crane has to be taken down before the winter, the council decided."
HEAD = "<title>Storm over the harbour</title><h1>Storm over the harbour</h1>"

LIST = "<ul><li>forty boats</li><li>two cranes</li></ul>"
TABLE = "<table><tr><td>Quay</td><td>Boats</td></tr><tr><td>North</td><td>12</td></tr></table>"


def blocks_of(inner: str) -> list[Block]:
    page = f"{HEAD}<article><p>{FIRST}</p>{inner}<p>{SECOND}</p><p>{THIRD}</p></article>"
    return list(read_article(page).blocks)[1:-2]


def kinds_of(inner: str) -> list[tuple[type[Block], str]]:
    return [(type(block), block_text(block)) for block in blocks_of(inner)]


# ------------------------------------------------------------------ inside layout


def test_a_list_in_a_table_for_layout_is_a_list() -> None:
    page = f"{HEAD}<table><tr><td><p>{FIRST}</p>{LIST}<p>{SECOND}</p></td></tr></table>"
    kinds = [type(block) for block in read_article(page).blocks]
    assert kinds == [Paragraph, ListBlock, Paragraph]


def test_a_table_of_data_in_a_table_for_layout_is_a_table() -> None:
    assert kinds_of(f"<table><tr><td>{TABLE}</td><td>{TABLE}</td></tr></table>") == [
        (Table, "Quay\tBoats\nNorth\t12"),
        (Table, "Quay\tBoats\nNorth\t12"),
    ]


def test_a_list_without_items_only_sets_its_text_in() -> None:
    assert kinds_of("<ul><i>So it was said on the quay.</i></ul>") == [
        (Paragraph, "So it was said on the quay.")
    ]


# ------------------------------------------------------------------ inside quotes


def test_a_quote_is_parted_by_the_list_in_it() -> None:
    inner = f"<blockquote><p>“We lost:</p>{LIST}<p>and a night.”</p></blockquote>"
    assert kinds_of(inner) == [
        (Quote, "“We lost:"),
        (ListBlock, "forty boats\ntwo cranes"),
        (Quote, "and a night.”"),
    ]


def test_a_quote_around_a_table_only_sets_it_in() -> None:
    assert kinds_of(f"<blockquote>{TABLE}</blockquote>") == [(Table, "Quay\tBoats\nNorth\t12")]


def test_a_list_holds_the_text_of_a_quote_in_it() -> None:
    inner = "<ul><li>One said: <blockquote>“Never.”</blockquote></li><li>forty boats</li></ul>"
    assert kinds_of(inner) == [(ListBlock, "One said:\n“Never.”\nforty boats")]


# ------------------------------------------------------------------ headings


def test_a_heading_keeps_its_words_whatever_its_link_is_called() -> None:
    inner = "<h2><a class=toc-backref href=#id4>What it cost</a><a class=headerlink href=#cost>¶</a></h2>"
    assert kinds_of(inner) == [(Heading, "What it cost")]


def test_a_mark_that_leads_to_its_own_heading_goes() -> None:
    for mark in ("#", "¶", "🔗"):
        assert kinds_of(f"<h2>What it cost <a href=#cost>{mark}</a></h2>") == [(Heading, "What it cost")]


def test_the_mark_of_a_note_in_a_heading_stays() -> None:
    assert kinds_of("<h2>What it cost<a href=#note>*</a></h2>") == [(Heading, "What it cost*")]


def test_a_first_heading_that_is_not_the_title_stays() -> None:
    head = f"<meta property=og:title content='Storm over the harbour'>{HEAD}"
    page = f"{head}<article><h1>A night at the quay</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    first = read_article(page).blocks[0]
    assert (type(first), block_text(first)) == (Heading, "A night at the quay")


def test_a_first_heading_that_is_the_title_in_other_words_goes() -> None:
    head = f"<meta property=og:title content='Storm over the harbour'>{HEAD}"
    page = f"{head}<article><h1>Storm over harbour of Busan</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert type(read_article(page).blocks[0]) is Paragraph


def test_a_heading_named_for_the_table_of_contents_stays() -> None:
    assert kinds_of("<h2 class='heading toc'>What it cost</h2>") == [(Heading, "What it cost")]


def test_a_section_named_for_the_table_of_contents_stays_and_the_table_goes() -> None:
    contents = "<div class=toc-container><ul><li><a href=#cost>What the storm has cost us</a></li></ul></div>"
    said = "A new crane is dear, and an old one is dearer, as the council has learned this autumn."
    section = f"<div id=toc_cost><h2>What it cost</h2><p>{said}</p></div>"
    assert [text for _, text in kinds_of(contents + section)] == ["What it cost", said]


def test_a_heading_that_the_table_of_contents_says_first_stays() -> None:
    words = "What the storm of this autumn cost the harbour"
    assert (Heading, words) in kinds_of(f"<ul><li><a href=#cost>{words}</a></li></ul><h2>{words}</h2>")


def test_a_heading_between_texts_that_only_breaks_part_stays() -> None:
    page = f"{HEAD}<div>{FIRST}<br><br>{SECOND}<br><h2>What is next</h2><br>{THIRD}</div>"
    assert (Heading, "What is next") in [
        (type(block), block_text(block)) for block in read_article(page).blocks
    ]


# ------------------------------------------------------------------ cells


def test_a_cell_is_no_heading_of_a_section_whatever_it_says() -> None:
    table = "<table><tr><td>Site<td>Recommended posts</tr><tr><td>North<td>Twelve</tr></table>"
    assert kinds_of(table) == [(Table, "Site\tRecommended posts\nNorth\tTwelve")]


def test_a_head_of_a_table_is_no_clutter_whatever_it_is_called() -> None:
    table = "<table><tr><th class=footer>Quay<th class=footer>Boats</tr><tr><td>North<td>12</tr></table>"
    assert kinds_of(table) == [(Table, "Quay\tBoats\nNorth\t12")]


# ------------------------------------------------------------------ captions of texts


def test_a_caption_of_a_table_is_the_tables() -> None:
    (table,) = blocks_of(f"<figure>{TABLE}<figcaption>Boats by quay</figcaption></figure>")
    assert isinstance(table, Table)
    assert table.caption == "Boats by quay"


def test_who_is_quoted_stands_in_a_footer_or_caption() -> None:
    words = "<p>“We shall tell of it on the quay.”</p>"
    for inner in (
        f"<blockquote>{words}<footer>— <cite>Ada Lo</cite>, harbour master</footer></blockquote>",
        f"<figure><blockquote>{words}</blockquote><figcaption>Ada Lo, harbour master</figcaption></figure>",
    ):
        (quote,) = blocks_of(inner)
        assert isinstance(quote, Quote)
        assert block_text(quote) == "“We shall tell of it on the quay.”\nAda Lo, harbour master"
        assert quote.cite == "Ada Lo, harbour master"


def test_a_caption_of_code_is_a_paragraph() -> None:
    inner = "<figure><pre>tide --all</pre><figcaption>How to ask for the tides</figcaption></figure>"
    assert kinds_of(inner) == [(Code, "tide --all"), (Paragraph, "How to ask for the tides")]


# ------------------------------------------------------------------ code


def test_lines_of_code_in_elements_are_lines() -> None:
    assert kinds_of("<pre><div>tide --all</div><div>tide --one</div></pre>") == [
        (Code, "tide --all\ntide --one")
    ]


def test_the_numbers_of_lines_are_no_code() -> None:
    code = "tide --all\ntide --one"
    columns = f"<table><tr><td><pre>1\n2</pre></td><td><pre>{code}</pre></td></tr></table>"
    gutter = "<pre><span class=line-number>1</span>tide --all\n<span class=ln>2</span>tide --one</pre>"
    for inner in (columns, gutter):
        assert kinds_of(inner) == [(Code, code)]


def test_digits_in_code_stay() -> None:
    assert kinds_of("<pre>tide <span class=number>1</span></pre>") == [(Code, "tide 1")]


# ------------------------------------------------------------------ what elements stand for


def test_an_element_says_that_it_is_a_heading() -> None:
    for attributes, level in (("role=heading aria-level=3", 3), ("role=heading", 2)):
        (heading,) = blocks_of(f"<div {attributes}>What it cost</div>")
        assert isinstance(heading, Heading)
        assert (heading.level, block_text(heading)) == (level, "What it cost")


def test_an_element_called_a_break_breaks_the_line() -> None:
    mark = "<span class='part br'></span>"
    assert kinds_of(f"<div>One quay.{mark}{mark}Another quay.{mark}A third.</div>") == [
        (Paragraph, "One quay."),
        (Paragraph, "Another quay.\nA third."),
    ]


def test_a_formula_stands_in_its_line() -> None:
    formula = "<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
    said = f"<semantics>{formula}<annotation encoding=application/x-tex>E=mc^2</annotation></semantics>"
    (paragraph,) = blocks_of(f"<p>As is known, {said} on every quay.</p>")
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.superscript) for run in paragraph.runs] == [
        ("As is known, E=mc", False),
        ("2", True),
        (" on every quay.", False),
    ]


def test_a_link_to_a_part_of_the_same_page_stays_inside() -> None:
    note = "<p>It was dear.<a href=https://coast.example/storm#n1>1</a></p>"
    page = f"{HEAD}<article><p>{FIRST}</p>{note}<p>{SECOND}</p><p id=n1>{THIRD}</p></article>"
    blocks = read_article(page, "https://coast.example/storm").blocks
    assert isinstance(blocks[1], Paragraph)
    assert isinstance(blocks[-1], Paragraph)
    assert (blocks[1].runs[-1].href, blocks[-1].anchor) == ("#n1", "n1")


# ------------------------------------------------------------------ numbers of items


def numbers_of(inner: str) -> list[int | None]:
    lists = (block for block in blocks_of(inner) if isinstance(block, ListBlock))
    return [item.number for block in lists for item in block.items]


def test_a_list_counts_from_1() -> None:
    assert numbers_of("<ol><li>boats<ol><li>old<li>new</ol><li>cranes</ol>") == [None] * 4


def test_a_list_counts_from_where_it_says() -> None:
    assert numbers_of("<ol start=4><li>boats<li>cranes<li value=9>nets<li>ropes</ol>") == [4, None, 9, None]
    assert numbers_of("<ol start=soon><li>boats<li>cranes</ol>") == [None, None]


def test_a_list_counts_down() -> None:
    assert numbers_of("<ol reversed><li>boats<li>cranes<li>nets</ol>") == [3, 2, 1]


def test_a_list_that_a_picture_parts_counts_on() -> None:
    picture = "<img src=https://a.example/1.jpg width=800 height=600>"
    inner = f"<ol><li>boats</li><li>{picture}cranes</li><li>nets{picture.replace('1', '2')}of hemp</li></ol>"
    kinds = [(type(block), block_text(block)) for block in blocks_of(inner)]
    assert kinds == [
        (ListBlock, "boats"),
        (Figure, ""),
        (ListBlock, "cranes\nnets"),
        (Figure, ""),
        (Paragraph, "of hemp"),
    ]
    assert numbers_of(inner) == [None, 2, None]
