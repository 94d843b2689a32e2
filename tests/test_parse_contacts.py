"""Authors get the e-mails that stand beside their names, wherever the page has them."""

import pytest

from archivist.model import Article, Author, Paragraph, Run
from archivist.parse.contacts import with_contacts
from archivist.parse.page import parse_page

STORY = Paragraph((Run("The ferry stayed in port on Friday, and so did its passengers."),))


def read(html: str, *names: str, last: str = "") -> Article:
    blocks = (STORY, Paragraph((Run(last),))) if last else (STORY,)
    return with_contacts(
        parse_page(html), Article(authors=tuple(Author(name=name) for name in names), blocks=blocks)
    )


@pytest.mark.parametrize(
    "html",
    [
        "<div>Ada Lo <a href='mailto:ada@x.example'>ada@x.example</a></div>",
        "<p><b>Ada Lo</b><br>ada@x.example</p>",
        "<p>ADA LO, reporter | ada@x.example</p>",
        "<span>By Ada Lo</span> <span>(<i>ada@x.example</i>)</span>",
    ],
)
def test_an_email_beside_the_name_is_the_authors(html: str) -> None:
    (author,) = read(html, "Ada Lo").authors
    assert author.email == "ada@x.example"


@pytest.mark.parametrize(
    "html",
    [
        "<p>desk@x.example</p>",
        "<p>Bo Finch bo@x.example</p>",
        "<p>Ada Lo ada@x.example or bo@x.example</p>",
        "<script>'Ada Lo ada@x.example'</script>",
        f"<p>Ada Lo said so in a letter of {'many ' * 30}words to ada@x.example</p>",
    ],
)
def test_an_email_that_is_not_clearly_hers_is_left_alone(html: str) -> None:
    (author,) = read(html, "Ada Lo").authors
    assert author.email == ""


def test_the_line_of_the_email_is_no_text_of_the_article() -> None:
    article = read("<div>Ada Lo ada@x.example</div>", "Ada Lo", last="Ada Lo ada@x.example")
    assert article.blocks == (STORY,)
    assert article.evidence["authors"][0].text == "Ada Lo ada@x.example"


def test_two_authors_have_one_each() -> None:
    article = read("<p>Ada Lo ada@x.example</p><p>Bo Finch bo@x.example</p>", "Bo Finch", "Ada Lo")
    assert [author.email for author in article.authors] == ["bo@x.example", "ada@x.example"]
