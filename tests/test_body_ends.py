"""What stands at the ends of a body and in it: bios, notices, links, late parts, odd encodings."""

import pytest

from archivist.parse.article import read_article
from archivist.parse.mojibake import mend

TEXT = "".join(
    f"<p>The harbour was closed on day {day}, and the boats stayed at the quay until the wind had turned.</p>"
    for day in range(1, 9)
)
BIO = "Ada Lo is a reporter in Oslo, where she writes about the sea, its harbours and all who live by them."
META = '<meta name="author" content="Ada Lo">'


def text_of(body: str, head: str = META) -> str:
    return read_article(
        f"<html><head><title>Storm</title>{head}</head><body><h1>Storm</h1>{body}</body></html>"
    ).text


class TestBios:
    def test_a_box_that_begins_with_the_author_s_name_is_no_text(self) -> None:
        assert BIO not in text_of(f"<div><div>{TEXT}</div><div class=x1><p>{BIO}</p></div></div>")

    def test_it_is_where_it_is_a_paragraph_among_the_others(self) -> None:
        assert BIO in text_of(f"<div>{TEXT}<p>{BIO}</p></div>")

    def test_in_the_middle_an_article_may_speak_of_its_author(self) -> None:
        later = TEXT.replace("day", "night")
        assert BIO in text_of(f"<div><div>{TEXT}</div><div><p>{BIO}</p></div><div>{later}</div></div>")

    def test_a_long_box_that_is_called_so_is_no_text(self) -> None:
        long = f"She came to the paper from the coast guard, and has two dogs. {'She sails, too. ' * 30}"
        assert "two dogs" not in text_of(
            f"<div><div>{TEXT * 3}</div><div class=author-bio><p>{long}</p></div></div>"
        )


class TestLines:
    @pytest.mark.parametrize("control", ["3 of 12", "Close", "Next »", "Schließen", "关闭"])
    def test_the_words_of_buttons_and_counters_are_no_text(self, control: str) -> None:
        assert control not in text_of(f"<div>{TEXT}<p>{control}</p>{TEXT.replace('day', 'night')}</div>")

    def test_such_a_word_in_a_list_is_an_item_of_it(self) -> None:
        assert "Close" in text_of(f"<div>{TEXT}<ul><li>Open the lid</li><li>Close</li></ul></div>")

    def test_a_notice_is_no_text_however_long(self) -> None:
        notice = f"This website uses cookies to improve your experience. {'They are small files. ' * 12}"
        assert "small files" not in text_of(f"<div>{TEXT}<p>{notice}</p>{TEXT.replace('day', 'night')}</div>")

    def test_an_article_about_such_a_notice_is_one(self) -> None:
        only = f"<p>We use cookies, says the bakery. {'They are baked on Friday, and sold. ' * 12}</p>"
        assert "baked" in text_of(f"<div>{only}</div>")

    def test_the_page_s_own_address_before_the_text_is_no_text(self) -> None:
        address = "https://news.example/2026/11/a-storm-has-closed-the-harbour-for-eight-days.html"
        assert "https" not in text_of(f"<div><div>{address}</div>{TEXT}</div>")


class TestLinksInSentences:
    @pytest.mark.parametrize("name", ["recommendation-link", "internal-link", "external-popup"])
    def test_a_link_in_a_sentence_is_a_word_of_it_whatever_it_is_called(self, name: str) -> None:
        sentence = (
            f"<p>Along with <a class={name} href=/x>regular watering</a>, weeding helps most of all here.</p>"
        )
        assert "Along with regular watering, weeding" in text_of(f"<div>{TEXT}{sentence}</div>")

    def test_a_bubble_beside_a_word_is_not(self) -> None:
        word = "<span>tide<span class=Term_tooltip><b>Tide</b>: how the sea rises</span></span>"
        assert "The tide was high" in text_of(f"<div>{TEXT}<p>The {word} was high when they came.</p></div>")


def test_late_parts_of_a_page_are_read_at_their_places() -> None:
    late = "<p>The late part came on Monday, when all of the others were already there.</p>"
    body = f'<div>{TEXT}<template id="B:0"></template>{TEXT.replace("day", "night")}</div>'
    text = text_of(f'{body}<div hidden id="S:0">{late}</div>')
    assert text.index("day 8") < text.index("late part") < text.index("night 1")


def test_a_late_part_that_holds_its_own_place_does_no_harm() -> None:
    body = f'<div hidden id="S:0"><p>Here.</p><template id="B:0"></template></div><div>{TEXT}</div>'
    assert "day 8" in text_of(body)


class TestMojibake:
    @pytest.mark.parametrize(
        "text", ["Привет мир, строка", "über “schön” — größe’s", "日本語の記事です", "الحكومة قالت", "ok"]
    )
    def test_utf_8_read_as_latin_1_is_mended(self, text: str) -> None:
        assert mend(text.encode().decode("latin-1").encode()).decode() == text

    @pytest.mark.parametrize(
        "text", ["Привет мир", "“schön” — größe’s", "SÃO PAULO, MAÇÃ", "日本語", "\x80 €"]
    )
    def test_what_was_read_rightly_stays(self, text: str) -> None:
        assert mend(text.encode()).decode() == text

    def test_a_page_stored_so_gives_its_words(self) -> None:
        page = "<p>It’s the harbour’s master who’s to say “when”, and he won’t do it on Friday.</p>" * 2
        assert "It’s the harbour’s" in read_article(page.encode().decode("latin-1").encode()).text

    def test_quotation_marks_written_as_entities_are_mended(self) -> None:
        assert mend(b"it&acirc;&euro;&trade;s " * 3).decode() == "it’s " * 3
