"""Articles as text that a person reads."""

from io import BytesIO

from hypothesis import given

from archivist.export import EXPORTERS
from archivist.export.text import article_text
from archivist.model import (
    Article,
    Book,
    Cell,
    Chapter,
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Run,
    Table,
)
from tests.articles import WORDS, article, capture, some

RAIN = Article(
    url="https://a.example/rain",
    title="Rain over Busan",
    standfirst="It will not stop.",
    byline="By Kim Min",
    published="2026-11-24",
    publisher="The Daily Example",
    blocks=(
        Paragraph((Run("It rained"), Run("1", href="#n1", superscript=True), Run("."))),
        Figure(0),
        Heading(2, (Run("Rivers"),)),
        Quote(((Run("Up to here."),), (Run("And higher."),)), cite="A fisherman"),
        ListBlock((Item((Run("roofs"),)), Item((Run("tin"),), depth=1, ordered=True), Item((Run("roads"),)))),
        Table(
            (
                (Cell((Run("City"),), header=True), Cell((Run("mm"),), header=True)),
                (Cell((Run("釜山"),)), Cell((Run("112"),))),
            )
        ),
        Code("if rain:\n    run()"),
        Embed("A clip of the rain", "https://video.example/1"),
        Paragraph((Run("東京", ruby="とうきょう"), Run(" stays dry."))),
    ),
    photos=(
        Photo(source="https://a.example/1.jpg", caption="A street.", credit=Credit(line="Xinhua-Yonhap")),
    ),
)

PRINTED = """\
Rain over Busan
═══════════════

It will not stop.

By Kim Min · 24 November 2026 · The Daily Example

It rained[1].

[A street. / Xinhua-Yonhap]

Rivers
──────

> Up to here.
> And higher.
> — A fisherman

• roofs
  1. tin
• roads

City │ mm
─────┼────
釜山 │ 112

    if rain:
        run()

[A clip of the rain] https://video.example/1

東京(とうきょう) stays dry.

────────────────────────────────────────────────────────────
https://a.example/news/1
captured 2026-11-24 03:14:15 UTC · 00000000
data/2026/11/24/20261124T031415Z-a.example-00000000.warc.gz · sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ
"""


def test_an_article_reads_like_a_printed_page() -> None:
    assert article_text(RAIN, capture()) == PRINTED


def test_a_picture_without_its_place_leads_the_article() -> None:
    found = Article(
        title="Rain", photos=(Photo(source="", alt="a street"),), blocks=(Paragraph((Run("Wet."),)),)
    )
    assert article_text(found) == "Rain\n════\n\n[a street]\n\nWet.\n"


def test_a_credit_in_brackets_stands_behind_its_caption_as_on_the_page() -> None:
    photo = Photo(source="", caption="A street.", credit=Credit(line="(Jane Doe/AFP)"))
    assert article_text(Article(photos=(photo,))) == "[A street. (Jane Doe/AFP)]\n"


def test_items_are_counted_on_from_the_number_that_one_has() -> None:
    items = (Item((Run("roofs"),), ordered=True, number=4), Item((Run("roads"),), ordered=True))
    assert article_text(Article(blocks=(ListBlock(items),))) == "4. roofs\n5. roads\n"


@some
@given(article())
def test_no_word_of_the_body_is_lost(found: Article) -> None:
    written = article_text(found)
    assert all(written.count(word) >= found.text.count(word) for word in WORDS)


def test_a_book_parts_its_articles_with_a_line() -> None:
    chapters = [Chapter(article=Article(title=title)) for title in ("Rain", "Wind")]
    stream = BytesIO()
    EXPORTERS["txt"](Book(title="Weather", chapters=chapters, made_at=capture().captured_at), stream)
    written = stream.getvalue().decode()
    assert written.index("Weather\n━━━") < written.index("Rain\n════\n\n────") < written.index("Wind")
