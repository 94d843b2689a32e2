"""Forms of captions met on pages, in tests/data/photo_forms.toml, and what was once read wrong."""

import tomllib
from pathlib import Path

import pytest

import archivist
from archivist.parse.page import parse_page
from archivist.parse.photos import find_photos
from archivist.parse.region import Region
from tests.photo_pages import URL, article, files, only_photo, photos

IMG = '<img src="/2026/boats-at-hafen.jpg" alt="Boats" width="800">'
CAPTION = "Boats turn back to the coast near Hafen."
FORMS = tomllib.loads((Path(__file__).parent / "data/photo_forms.toml").read_text("utf-8"))["form"]


def figure(words: str) -> str:
    """Return a figure with the picture and words below it."""
    return f"<figure>{IMG}<figcaption>{words}</figcaption></figure>"


@pytest.mark.parametrize("form", FORMS, ids=[form["why"] for form in FORMS])
def test_the_form_is_read(form: dict[str, str]) -> None:
    photo = only_photo(form["markup"].format(img=IMG, caption=CAPTION))
    assert photo.caption == CAPTION
    assert photo.credit is not None
    assert photo.credit.agencies[0].name == form["agency"]


def test_the_richer_of_two_credits_is_taken() -> None:
    two = f"{CAPTION} (Photo by Carl Dahl/AFP via Getty Images) <span class='credit'>AFP</span>"
    credit = only_photo(figure(two)).credit
    assert credit is not None
    assert credit.creators == ("Carl Dahl",)


def test_a_caption_line_may_begin_with_its_credit() -> None:
    line = "(부산=연합뉴스) 김민수 기자 = 12일 부산항에 배들이 정박해 있다."
    photo = only_photo(figure(f"<strong class='tit'>부산항의 배들</strong><p>{line}</p>"))
    assert photo.credit is not None
    assert [agency.name for agency in photo.credit.agencies] == ["Yonhap"]
    assert photo.caption == "부산항의 배들 12일 부산항에 배들이 정박해 있다."


def test_an_unmarked_text_below_counts_if_the_alternative_text_says_the_same() -> None:
    img = f'<img src="/2026/boats-at-hafen.jpg" alt="{CAPTION}">'
    assert only_photo(f"<div>{img}</div><p>{CAPTION}</p>").caption == CAPTION


def test_beyond_a_marked_caption_nothing_unmarked_is_one() -> None:
    inner = f"<div><div>{IMG}</div><p class='infotext caption'>{CAPTION}</p></div>"
    box = f"<div class='wide'>{inner}<p>It rained on the boats all night, and they stayed.</p></div>"
    assert only_photo(box).caption == CAPTION
    assert "It rained on the boats" in archivist.read_article(article(box), URL).text


def test_an_element_named_after_pictures_holds_their_caption() -> None:
    assert (
        only_photo(f'<div class="image-box">{IMG}<p>Boats near Hafen</p></div>').caption == "Boats near Hafen"
    )


def test_what_advertises_beside_a_picture_is_no_credit() -> None:
    assert only_photo(f'<div>{IMG}</div><div class="ad-box"><span>(Reuters)</span></div>').credit is None


def test_a_text_within_a_longer_copy_of_itself_is_read_once() -> None:
    twice = f'<span class="short">{CAPTION}</span><span class="long">{CAPTION} (Reuters)</span>'
    assert only_photo(figure(twice)).caption == CAPTION


def test_a_title_of_alternative_text_bar_and_credit_is_parted_at_the_bar() -> None:
    img = (
        '<img src="/a/9281.jpg" width="600" alt="Carl Dahl of Hafen" title="Carl Dahl of Hafen | AFP/Ann Ek">'
    )
    photo = only_photo(img)
    assert photo.caption == "Carl Dahl of Hafen"
    assert photo.credit is not None
    assert photo.credit.creators == ("Ann Ek",)


def test_a_figure_that_was_never_closed_does_not_take_the_article_in() -> None:
    two = f"<figure>{IMG}<figcaption>{CAPTION}</figcaption><figure><img src='/pier-at-night.jpg'>"
    assert [photo.caption for photo in photos(two)] == [CAPTION, ""]


def test_a_standfirst_or_caption_that_the_body_took_in_is_no_limit() -> None:
    # The body of a page may begin in the caption of its main picture: then its box is around the body.
    words = f"<p id='caption-1'>{CAPTION}</p><p>Photo: AP</p>"
    box = f"<div class='image-widget'><span><picture>{IMG}</picture></span>{words}</div>"
    page = parse_page(article(before=box), URL)
    body = [
        element
        for element in page.root.iter("p", "div")
        if element.get("id") or "body" in element.get("class", "")
    ]
    (found,) = find_photos(page, Region(tuple(body)))
    assert found.photo.caption == CAPTION


def test_small_signs_in_a_figure_are_nobodys_pictures() -> None:
    zoom = '<img src="/static/zoom-sign.png" width="16" height="16">'
    assert only_photo(f"<figure>{IMG}{zoom}<figcaption>{CAPTION}</figcaption></figure>").caption == CAPTION


@pytest.mark.parametrize(
    "link",
    [
        '<a class="lightbox" href="/r/ada3322c">{0}</a>',
        '<a href="/gallery/2896af5086674d4b/harbour-storm">{0}</a>',
        '<a href="/r/ada3322c"><span>{0}</span><span>Boats turn back. | Foto: Reuters</span></a>',
    ],
    ids=["lightbox", "gallery-of-the-article", "credited"],
)
def test_a_picture_that_opens_large_is_no_teaser(link: str) -> None:
    assert files(photos(link.format(IMG))) == ["boats-at-hafen.jpg"]


@pytest.mark.parametrize(
    "card",
    [
        '<div><div>{0}</div><a href="/2026/fees">Harbour fees rise for the third time</a></div>',
        '<figure><figcaption><a href="/gallery/x">Boats of the year in pictures</a></figcaption>{0}</figure>',
        "<div><div>{0}</div><h3>Harbour fees rise for the third time</h3></div>",
    ],
    ids=["link", "gallery", "heading"],
)
def test_a_picture_with_the_headline_of_another_article_is_a_card(card: str) -> None:
    assert photos(card.format(IMG)) == []


def test_a_caption_set_as_a_heading_is_no_headline() -> None:
    assert only_photo(f'<div class="imgbox">{IMG}<h3 class="caption">{CAPTION}</h3></div>')


def test_another_article_inside_the_body_keeps_its_pictures() -> None:
    other = f"<article><h2>Fees</h2><p>Fees rise.</p><figure>{IMG}</figure></article>"
    page = parse_page(article(after=other), URL)
    main = next(page.root.iter("main"))
    assert find_photos(page, Region((main,))) == ()


def test_the_h1_of_a_teaser_does_not_make_it_the_article() -> None:
    teaser = "<article class='t1'><h1>Fees rise again</h1></article>"
    page = article(f"<figure>{IMG}</figure>", before=teaser).replace("<h1>Storm reaches harbour</h1>", "")
    assert files(archivist.photos(page, URL)) == ["boats-at-hafen.jpg"]


def test_of_two_articles_that_with_the_title_of_the_page_is_meant() -> None:
    second = article(f"<figure>{IMG}</figure>").partition("<article>")[2].partition("</article>")[0]
    second = second.replace("Storm reaches harbour", "Fees rise again")
    first = '<figure><img src="/2026/pier-at-night.jpg"></figure>'
    head = '<meta property="og:title" content="Storm reaches harbour">'
    page = parse_page(article(first, after=f"<article id='second'>{second}</article>", head=head), URL)
    wrong = next(element for element in page.root.iter("article") if element.get("id") == "second")
    found = find_photos(page, Region((wrong,)))
    assert files([one.photo for one in found]) == ["pier-at-night.jpg"]


def test_the_copy_for_old_browsers_in_one_figure_is_the_same_picture() -> None:
    pair = '<img src="/a/9281.jpg" alt="Boats at sea"><img src="/b/7733.webp" alt="Boats at sea">'
    assert len(photos(f"<figure>{pair}<figcaption>{CAPTION}</figcaption></figure>")) == 1


def test_the_widest_of_addresses_that_state_their_width_is_the_source() -> None:
    noscript = '<noscript><img src="/max/2000/1*boats-at-hafen.png"></noscript>'
    photo = only_photo(f'<figure><img src="/max/60/1*boats-at-hafen.png?q=20">{noscript}</figure>')
    assert photo.source == "https://daily.example/max/2000/1*boats-at-hafen.png"
