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


class TestLists:
    LINKS = "<ul><li><a href=/1>Tide</a></li><li><a href=/2>Wind and waves</a></li></ul>"

    def test_one_that_was_promised_is_of_the_text(self) -> None:
        assert "Wind and waves" in text_of(f"{TEXT}<p>The best books on it are:</p>{self.LINKS}")

    def test_another_of_links_at_the_end_is_not(self) -> None:
        assert "Wind and waves" not in text_of(f"{TEXT}<p>All others agree.</p>{self.LINKS}")

    def test_one_of_linked_titles_is_not_even_in_the_middle(self) -> None:
        titles = "".join(f"<li><h4><a href=/{n}>Storm over the bay of town {n}</a></h4></li>" for n in "123")
        assert "bay of town" not in text_of(f"{TEXT}<ul>{titles}</ul><p>{TEXT[3:90]} again.</p>")

    def test_one_of_the_addresses_of_sources_is(self) -> None:
        items = "".join(f"<li><a href=https://a.example/{n}>https://a.example/{n}</a></li>" for n in "123")
        assert "https://a.example/2" in text_of(f"{TEXT}<ol>{items}</ol>")

    def test_one_of_titles_with_their_kickers_is_not(self) -> None:
        title = "<li>Labour: <a href=/{0}>Why the crane of town {0} stands still</a></li>"
        titles = "".join(title.format(n) for n in "123")
        assert "stands still" not in text_of(f"{TEXT}<ul>{titles}</ul><p>{TEXT[3:90]} again.</p>")

    def test_the_contents_of_the_article_are(self) -> None:
        title = "<li>Part {0}: <a href=#part{0}>Why the crane of town {0} stands still</a></li>"
        titles = "".join(title.format(n) for n in "123")
        assert "stands still" in text_of(f"{TEXT}<ul>{titles}</ul><p>{TEXT[3:90]} again.</p>")

    def test_an_item_may_begin_as_a_hint_does(self) -> None:
        items = "<ul><li>Sign up at the quay before nine</li><li>Wait for the ferry</li></ul>"
        assert "Sign up at the quay" in text_of(f"{TEXT}{items}<p>{TEXT[3:90]} again.</p>")


class TestFolded:
    ANSWER = "In spring, says the harbour master, if the new crane comes in time and the wind is kind."

    def test_what_a_question_opens_is_read_though_it_is_hidden(self) -> None:
        panel = f"<div style='display: none'><div role=region aria-labelledby=q>{self.ANSWER}</div></div>"
        assert self.ANSWER in text_of(f"{TEXT}<a id=q href=#>When will it open?</a>{panel}")

    def test_questions_that_open_their_answers_are_no_cards(self) -> None:
        item = "<li class=item><a href=#>When will the harbour of town {} open?</a><p>{} Town {}.</p></li>"
        items = "".join(item.format(n, self.ANSWER, n) for n in range(4))
        assert text_of(f"{TEXT}<ul>{items}</ul>").count(self.ANSWER) == 4

    def test_the_text_that_read_more_opens_is_text(self) -> None:
        assert self.ANSWER in text_of(f"{TEXT}<div class=read-more>{self.ANSWER}</div>{TEXT[:110]}")


class TestCaptions:
    def test_a_long_paragraph_behind_a_picture_is_none(self) -> None:
        picture = "<figure><img src=/pier.jpg width=800 height=600></figure>"
        words = (
            "Even in the market hall there was no rest that night, for the wind came in by all of its doors."
        )
        long = f"<p><em>{words} So all went home.</em></p>"
        assert "market hall" in text_of(f"{TEXT[:330]}{picture}{long}{TEXT[330:]}")

    def test_nor_is_one_in_a_box_of_its_own_without_a_credit(self) -> None:
        words = (
            "All who come by ferry may ask at the office on the quay, which is open on every day but Sunday."
        )
        picture = "<div class=image-text__image><img src=/pier.jpg width=800 height=600></div>"
        box = f"<div class=image-text>{picture}<div class=image-text__text><p>{words} Ring.</p></div></div>"
        assert "Ring." in text_of(f"{TEXT}{box}{TEXT[:110]}")

    def test_a_line_that_ends_with_whose_picture_it_is_is_one(self) -> None:
        caption = "<div class=x1>The pier on Friday morning (Image: Harbour Press )</div>"
        assert "pier" not in text_of(f"{TEXT}{caption}{TEXT[:110]}")


def test_cards_go_though_a_heading_has_its_title_twice() -> None:
    title = "Why the crane of town {0} stands still"
    card = f"<div class=card><h3><a href=/{{0}}>{title}</a> {title}</h3><p>A strike of town {{0}}.</p></div>"
    cards = "".join(card.format(n) for n in "1234")
    assert "strike" not in text_of(f"{TEXT}<div>{cards}</div>{TEXT[:110]}")


def test_behind_a_heading_of_other_articles_the_text_goes_on_in_the_same_boxes() -> None:
    boxes = "".join(f"<div class=x1><div>{part}</p></div></div>" for part in TEXT.split("</p>")[:-1])
    more = "<h3>More on the storm</h3>"
    last = (
        "<div class=x1><div><p>The master of it hopes for spring, when the crane will come.</p></div></div>"
    )
    assert "hopes for spring" in text_of(f"{boxes}<div>{more}</div>{last}")


def test_two_cards_without_text_go() -> None:
    title = "<h3><a href=/{0}>Why the crane of town {0} stands still</a></h3>"
    card = f"<div class=card>{title}<p>Today 9:12</p></div>"
    assert "stands still" not in text_of(f"{TEXT}<div>{card.format(1)}{card.format(2)}</div>{TEXT[:110]}")


class TestAsides:
    WORDS = "A storm surge is not a tide: the wind alone makes it, and it comes at any hour."
    NOTE = f"<aside>{f'<p>{WORDS}</p>' * 3}</aside>"

    def test_a_note_among_the_paragraphs_is_read(self) -> None:
        assert "not a tide" in text_of(f"{TEXT}{self.NOTE}<p>{TEXT[3:90]} again.</p>")

    def test_one_beside_the_body_or_with_links_is_not(self) -> None:
        linked = self.NOTE.replace("the wind alone", "<a href=/x>the wind alone</a>")
        assert "not a tide" not in text_of(f"{TEXT}{linked}<p>{TEXT[3:90]} again.</p>")
        assert "not a tide" not in text_of(f"<div>{TEXT}</div><div>{self.NOTE}</div>")
