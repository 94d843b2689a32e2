"""The blocks of an article: what stays, what goes, and in which form."""

import gc
import time

from archivist import read_article
from archivist.model import (
    Block,
    Code,
    Embed,
    Entry,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    block_text,
    plain,
)

FIRST = "The harbour was closed on Friday, and forty boats stayed at the quay until the wind had turned."
SECOND = "By the evening the sea was calm again, said the harbour master, who had not slept for two nights."
THIRD = "Nobody was hurt, but the old crane has to be taken down before the winter, the council decided."
HEAD = "<title>Storm over the harbour</title><h1>Storm over the harbour</h1>"


def blocks_of(inner: str, head: str = HEAD) -> list[Block]:
    page = f"{head}<article><p>{FIRST}</p>{inner}<p>{SECOND}</p><p>{THIRD}</p></article>"
    return list(read_article(page).blocks)


def lines_of(inner: str, head: str = HEAD) -> list[str]:
    """The lines of the blocks between the first paragraph and the last two."""
    lines = [block_text(block) for block in blocks_of(inner, head)]
    assert lines[0] == FIRST
    assert lines[-2:] == [SECOND, THIRD]
    return lines[1:-2]


# ------------------------------------------------------------------ what goes


def test_lines_that_pages_print_go() -> None:
    for line in ("Read more: Ten storms of the century", "ADVERTISEMENT", "Les også: Ti stormer", "関連記事"):
        assert lines_of(f"<p>{line}</p>") == [], line


def test_a_paragraph_that_is_only_a_link_goes() -> None:
    assert lines_of("<p><a href=/x>Council wants a new crane</a></p>") == []


def test_a_section_of_related_articles_goes_up_to_the_text() -> None:
    section = "<h3>Related articles</h3><ul><li><a href=/a>One</a></li><li><a href=/b>Another</a></li></ul>"
    assert lines_of(section) == []


def test_cards_of_other_articles_go() -> None:
    card = "<div class=card><h3><a href=/x>A storm of another year</a></h3><p>It was bad, {}.</p></div>"
    assert lines_of("".join(card.format(number) for number in range(4))) == []


def test_a_box_that_asks_for_an_address_goes() -> None:
    box = "<div><p>Every morning the news of the coast, free of charge.</p><input type=email></div>"
    assert lines_of(box) == []


def test_the_title_repeated_goes() -> None:
    assert lines_of("<h2>Storm over the harbour</h2>") == []


def test_a_body_rendered_twice_is_kept_once() -> None:
    assert lines_of(f"<div class=mobile><p>{FIRST}</p></div>") == []


def test_a_refrain_is_kept() -> None:
    refrain = "<p>And the wind it blew, and the wind it blew, all day.</p>"
    assert len(lines_of(f"{refrain}<p>The boats are out.</p>{refrain}")) == 3


def test_a_pull_quote_goes() -> None:
    assert lines_of("<aside>By the evening the sea was calm again</aside>") == []
    assert (
        lines_of("<blockquote>By the evening the sea was calm again, said the harbour master</blockquote>")
        == []
    )


def test_hidden_elements_go() -> None:
    for hidden in ("hidden", "style='display:none'", "aria-hidden=true", "class=sr-only"):
        assert lines_of(f"<p {hidden}>Seen by nobody.</p>") == [], hidden


def test_captions_are_no_text() -> None:
    assert lines_of("<figure><img src=/a.jpg><figcaption>The old crane.</figcaption></figure>") == [""]


def test_what_stands_before_the_body_goes_but_the_standfirst_stays_once() -> None:
    standfirst = "A storm keeps the boats in the harbour."
    head = (
        f'<head><meta name="description" content="{standfirst}"></head><h1>Storm over the harbour</h1>'
        f"<p>By Ann Smith</p><p>{standfirst}</p><p>24 November 2026</p>"
    )
    page = f"<html>{head}<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></html>"
    assert read_article(page).text.split("\n\n") == [standfirst, FIRST, SECOND, THIRD]


# ------------------------------------------------------------------ what stays, in which form


def test_headings_keep_their_level() -> None:
    inner = '<h3 id=x>The crane</h3><h4>Its rope</h4><p>As told <a href="#x">above</a>, it stays.</p>'
    assert [block for block in blocks_of(inner) if isinstance(block, Heading)] == [
        Heading(3, (Run("The crane"),), "x"),
        Heading(4, (Run("Its rope"),)),
    ]


def test_inline_styles_and_links_are_runs() -> None:
    page = (
        f"<p>{FIRST}</p>"
        "<p>So <b>it</b> is, <i>really</i>, in <a href='/x'>town</a><sup><a href='#n'>1</a></sup>.</p>"
    )
    paragraph = read_article(f"<article>{page}<p>{SECOND}</p></article>", "https://news.example/").blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (
        Run("So "),
        Run("it", strong=True),
        Run(" is, "),
        Run("really", emphasis=True),
        Run(", in "),
        Run("town", "https://news.example/x"),
        Run("1", "#n", superscript=True),
        Run("."),
    )


def test_nested_lists_are_laid_flat() -> None:
    html = "<ul><li>A<ol><li>A one</li></ol></li><li>B</li></ul>"
    (block,) = (block for block in blocks_of(html) if isinstance(block, ListBlock))
    assert [(plain(item.runs), item.depth, item.ordered) for item in block.items] == [
        ("A", 0, False),
        ("A one", 1, True),
        ("B", 0, False),
    ]


def test_a_table_of_data_is_a_table() -> None:
    html = "<table><caption>Boats</caption><tr><th>Year<th>Boats<tr><td colspan=2>none</table>"
    (table,) = (block for block in blocks_of(html) if isinstance(block, Table))
    assert table.caption == "Boats"
    assert [[(plain(cell.runs), cell.header, cell.colspan) for cell in row] for row in table.rows] == [
        [("Year", True, 1), ("Boats", True, 1)],
        [("none", False, 2)],
    ]


def test_a_table_for_layout_is_unrolled() -> None:
    assert lines_of(f"<table><tr><td><p>{THIRD[:-1]}, it was said.</p></td></tr></table>") == [
        f"{THIRD[:-1]}, it was said."
    ]


def test_code_keeps_its_spaces_and_its_language() -> None:
    html = '<pre><code class="language-python">def f():\n    <i class="comment">return 1</i>\n</code></pre>'
    (code,) = (block for block in blocks_of(html) if isinstance(block, Code))
    assert code == Code("def f():\n    return 1", "python")


def test_quotes_and_rules() -> None:
    blocks = blocks_of("<blockquote><p>We were lucky.</p><p>Very lucky.</p></blockquote><hr>")
    assert Quote(((Run("We were lucky."),), (Run("Very lucky."),))) in blocks
    assert Rule() in blocks


def test_two_line_breaks_part_paragraphs() -> None:
    assert lines_of("<div>One sentence ends here.<br><br>Another one ends here.</div>") == [
        "One sentence ends here.",
        "Another one ends here.",
    ]


def test_a_footnote_and_its_mark_lead_to_each_other() -> None:
    blocks = blocks_of(
        '<p id="p7">The crane<a id="ref1" href="#note1"><sup>1</sup></a> stays.</p>'
        '<ol><li id="note1">Built in 1911. <a href="#ref1">↩</a></li></ol>'
    )
    _, marked, notes, *_ = blocks
    assert isinstance(marked, Paragraph)
    assert isinstance(notes, ListBlock)
    assert (marked.anchor, marked.runs[1].href) == ("ref1", "#note1")
    assert (notes.items[0].anchor, notes.items[0].runs[-1].href) == ("note1", "#ref1")


def test_what_no_link_leads_to_is_no_anchor() -> None:
    assert {
        getattr(block, "anchor", "") for block in blocks_of('<p id="p7">The wind <a id=x>fell</a>.</p>')
    } == {""}


def test_a_line_end_in_the_source_is_a_blank() -> None:
    assert lines_of("<p>The <b>mayor</b>\n<i>spoke</i><br>\n  <b>late</b>\nat night.</p>") == [
        "The mayor spoke\nlate at night."
    ]


def test_styles_in_each_other_are_one_run() -> None:
    paragraph = blocks_of("<p><b>The <strong>old</strong> <i>crane</i></b> stays.</p>")[1]
    assert paragraph == Paragraph(
        (
            Run("The old ", strong=True),
            Run("crane", strong=True, emphasis=True),
            Run(" stays."),
        )
    )


def test_a_paragraph_of_many_elements_takes_time_in_proportion() -> None:
    def seconds(number: int) -> float:
        gc.collect()  # what other tests left is not this one's
        started = time.process_time()
        assert read_article(f"<p>{'<b>wind</b><b>turned</b> and <i>then</i> ' * number}</p>").text
        return time.process_time() - started

    assert seconds(4_000) < 32 * seconds(500)  # eight times as many; each with each would be 64


def test_posts_and_videos_are_lines_with_their_source() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The water is at the door.</p>'
        '<a href="https://twitter.com/mayor/status/1">1 May</a></blockquote>'
        '<iframe src="https://www.youtube.com/embed/abc"></iframe><iframe src="https://ads.example/x"></iframe>'
    )
    assert [block for block in blocks_of(post) if isinstance(block, Embed)] == [
        Embed("The water is at the door.\n1 May", "https://twitter.com/mayor/status/1"),
        Embed("", "https://www.youtube.com/embed/abc"),
    ]


def test_a_live_blog_is_entries_with_their_times() -> None:
    entry = "<div class=live-entry><time datetime='2026-11-24T0{0}:00Z'>0{0}:00</time>Boat {0} is back.</div>"
    blocks = blocks_of("".join(map(entry.format, range(3))))
    assert [block for block in blocks if isinstance(block, Entry)] == [
        Entry(f"2026-11-24T0{hour}:00Z") for hour in range(3)
    ]
    assert "00:00" not in map(block_text, blocks)


def test_odd_spaces_are_folded_and_soft_hyphens_dropped() -> None:
    assert lines_of("<p>Har\u00adbour&nbsp;&nbsp;town\u2003was\u200b quiet.</p>") == [
        "Harbour town was quiet."
    ]


def test_ruby_is_the_reading_over_the_text() -> None:
    page = "<article><p><ruby>東京<rp>(</rp><rt>とうきょう</rt></ruby>は雨で、人々は傘の下。</p></article>"
    (paragraph,) = read_article(page).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs[0] == Run("東京", ruby="とうきょう")
