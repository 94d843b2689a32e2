"""What looks like clutter and is of the article: cells, questions, sentences that are links, headings."""

import pytest

from archivist.parse.article import read_article

TEXT = "".join(
    f"<p>The harbour was closed on day {day}, and the boats stayed at the quay until the wind had turned.</p>"
    for day in range(1, 13)
)


def text_of(body: str) -> str:
    page = f"<html><head><title>Storm</title></head><body><h1>Storm</h1><div>{body}</div></body></html>"
    return read_article(page).text


def test_cells_of_a_table_may_say_the_same() -> None:
    cell = "<td>Closed for all boats until the wind has turned</td>"
    row = f"<tr><th>North</th>{cell}{cell}</tr>"
    assert text_of(f"{TEXT}<table>{row}{row}</table>").count("Closed for all boats") == 4


def test_a_table_may_recommend() -> None:
    table = "<table><tr><td>Wind</td><td>Recommended</td></tr><tr><td>Strong</td><td>Stay</td></tr></table>"
    assert "Strong\tStay" in text_of(TEXT + table)


def test_a_heading_stays_though_a_list_has_told_of_it() -> None:
    heading = "How the harbour will be built up again by spring"
    text = text_of(
        f"<ul><li>{heading}</li><li>Why it was closed</li></ul>{TEXT}<h2>{heading}</h2>{TEXT[:110]}"
    )
    assert text.count(heading) == 2


def test_a_heading_called_so_is_no_table_of_contents() -> None:
    assert "What comes next" in text_of(f"{TEXT}<h2 class=toc>What comes next</h2><p>{TEXT[3:90]} again.</p>")


def test_a_later_heading_may_say_the_title() -> None:
    assert "Storm\n" in text_of(f"{TEXT}<h2>Storm</h2><p>It was the worst storm in years, all agreed.</p>")


class TestLinks:
    SENTENCE = "The captain tells of it in his book."

    def test_a_sentence_that_is_a_link_is_one(self) -> None:
        assert self.SENTENCE in text_of(f"{TEXT}<p><a href=/b>{self.SENTENCE}</a></p>{TEXT[:110]}")

    def test_unless_it_is_said_again_and_again(self) -> None:
        link = f"<p><a href=/b>{self.SENTENCE}</a></p>"
        assert self.SENTENCE not in text_of(f"{TEXT}{link}<p>Wind and waves.</p>{link}{TEXT[:110]}")

    def test_a_short_list_of_links_in_the_text_is_of_it(self) -> None:
        items = "".join(f"<li class=item><a href=/{n}>The harbour of town {n}</a></li>" for n in range(5))
        assert "town 3" in text_of(f"{TEXT}<ul>{items}</ul><p>{TEXT[3:90]} again.</p>")

    def test_a_directory_is_not(self) -> None:
        items = "".join(f"<li class=item><a href=/{n}>The harbour of town {n}</a></li>" for n in range(50))
        assert "town 3" not in text_of(f"{TEXT}<ul>{items}</ul><p>{TEXT[3:90]} again.</p>")


@pytest.mark.parametrize(
    "button", ["<button>{}</button>", "<h3><button aria-expanded=false>{}</button></h3>"]
)
def test_a_button_may_ask_what_is_answered_below(button: str) -> None:
    question = "When will the harbour be open again?"
    assert question in text_of(f"{TEXT}{button.format(question)}<p>{TEXT[3:90]} again.</p>")


def test_a_note_in_the_text_is_no_alarm() -> None:
    note = "Note: the ferry of nine will leave from the northern quay, and only on days without wind."
    assert note in text_of(f"{TEXT}<div role=alert>{note}</div>{TEXT[:110]}")


def test_a_box_with_the_title_is_no_box_to_sign_up() -> None:
    body = "<p>The guide tells how to close a harbour before the storm, and how to open it again.</p>"
    form = "<form><input type=email></form>"
    told = "All our guides to town {} are free, and all who ask get one on the day they ask. " * 3
    other = "".join(f"<div><p>{told.format(n, n, n)}</p></div>" for n in range(6))
    page = f"<html><title>Guide</title><body><div><h1>Guide</h1>{body}{form}</div>{other}</body></html>"
    assert "before the storm" in read_article(page).text
