"""What pages say of their pictures to machines joins what they show."""

import json
from typing import Any

from tests.photo_pages import only_photo, photos

IMG = '<figure><img src="/2026/boats-at-hafen.jpg"></figure>'


def data(**image: Any) -> str:
    """Return the JSON-LD of the article with one ImageObject."""
    image_object = {"@type": "ImageObject", "url": "https://daily.example/2026/boats-at-hafen.jpg", **image}
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Storm reaches harbour",
        "image": image_object,
    }
    article["publisher"] = {"@type": "Organization", "name": "The Daily"}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def test_a_credit_that_is_not_shown_is_read_from_the_data() -> None:
    for said in (
        {"creditText": "Anna Berg/Reuters"},
        {"copyrightNotice": "Anna Berg/Reuters"},
        {"author": "Anna Berg/Reuters"},
        {"copyrightHolder": {"@type": "Person", "name": "Anna Berg/Reuters"}},
    ):
        credit = only_photo(IMG, head=data(**said)).credit
        assert credit is not None
        assert (credit.line, credit.creators) == ("Anna Berg/Reuters", ("Anna Berg",))


def test_the_publisher_is_no_credit() -> None:
    assert only_photo(IMG, head=data(creditText="The Daily")).credit is None


def test_only_image_objects_speak_of_pictures() -> None:
    page = {
        "@type": "WebPage",
        "url": "https://daily.example/2026/boats-at-hafen.jpg",
        "creditText": "Reuters",
    }
    head = f'<script type="application/ld+json">{json.dumps(page)}</script>'
    assert only_photo(IMG, head=head).credit is None


def test_the_shown_credit_comes_first_where_the_data_drop_the_agency() -> None:
    shown = IMG.replace(
        "</figure>",
        '<figcaption>Boats <span class="credit">ANNA BERG /AFP via Getty Images</span></figcaption></figure>',
    )
    credit = only_photo(shown, head=data(creditText="ANNA BERG")).credit
    assert credit is not None
    assert [agency.name for agency in credit.agencies] == ["AFP", "Getty Images"]


def test_a_person_whom_only_the_data_name_is_a_creator() -> None:
    shown = IMG.replace(
        "</figure>", '<figcaption>Boats. <span class="credit">Photo: Reuters</span></figcaption></figure>'
    )
    person = {"@type": "Person", "name": "Anna Berg"}
    credit = only_photo(shown, head=data(creator=person)).credit
    assert credit is not None
    assert (credit.line.endswith("Reuters"), credit.creators) == (True, ("Anna Berg",))


def test_a_caption_that_only_the_data_give_is_one_unless_it_is_the_headline() -> None:
    assert only_photo(IMG, head=data(caption="Boats turn back.")).caption == "Boats turn back."
    assert only_photo(IMG, head=data(caption="Storm reaches harbour")).caption == ""


def test_size_is_read_from_the_data_where_the_img_has_none() -> None:
    photo = only_photo(
        IMG, head=data(width={"@type": "QuantitativeValue"}, height=900) + data(width="1600px", height=900)
    )
    assert (photo.width, photo.height) == (1600, 900)


def test_a_picture_known_only_from_data_needs_words_of_its_own() -> None:
    assert photos(head=data()) == []
    assert photos(head=data(caption="Storm reaches harbour")) == []
    told = only_photo(head=data(caption="Boats turn back.", creditText="Anna Berg/AP"))
    assert (told.source, told.caption) == (
        "https://daily.example/2026/boats-at-hafen.jpg",
        "Boats turn back.",
    )


def test_a_main_picture_that_a_link_leads_to_is_one() -> None:
    head = '<meta property="og:image" content="https://daily.example/ogp/DA20260113003419_comm.jpg">'
    assert photos(head=head) == []
    linked = only_photo('<a href="./photo/DA20260113003419.html">Photo</a>', head=head)
    assert linked.source == "https://daily.example/ogp/DA20260113003419_comm.jpg"


def test_a_main_picture_painted_by_a_style_is_one() -> None:
    head = '<meta property="og:image" content="https://daily.example/2026/boats-at-hafen.jpg">'
    painted = '<div class="hero" style="background-image:url(\'/2026/boats-at-hafen-1600x900.jpg\')"></div>'
    assert only_photo(before=painted, head=head).candidates[0].endswith("boats-at-hafen-1600x900.jpg")


def test_a_picture_that_a_script_puts_in_is_found_by_microdata_and_its_caption() -> None:
    head = '<meta property="og:image" content="https://daily.example/2026/boats-at-hafen.jpg">'
    box = (
        '<div class="image-wrap"><meta itemprop="image" content="/2026/boats-at-hafen-1280x720.jpg">'
        '<click-enlarge></click-enlarge><div class="caption"><span>Boats turn back.</span>'
        '<span class="image-photographer">Photo: Anna Berg</span></div></div>'
    )
    photo = only_photo(before=box, head=head)
    assert photo.caption == "Boats turn back."
    assert photo.credit is not None


def test_the_state_of_an_application_gives_the_words_that_are_not_shown() -> None:
    told = {
        "src": "https://daily.example/boats-at-hafen.jpg",
        "caption": "Boats turn back.",
        "credit": "Anna Berg/AP",
    }
    state = json.dumps({"article": {"body": [{"type": "text"}, {"type": "image", "image": told}], "id": 7}})
    head = '<meta property="og:image" content="https://daily.example/boats-at-hafen.jpg">'
    for script in (f"window.__STATE__ = {state};", f"load({json.dumps(state)})"):
        for shown in ("", '<figure><img src="/boats-at-hafen.jpg"></figure>'):
            photo = only_photo(shown, head=head, after=f"<script>{script}</script>")
            assert photo.caption == "Boats turn back."
            assert photo.credit is not None
            assert photo.credit.creators == ("Anna Berg",)
            assert "script" in {seen.method for seen in photo.evidence}


def test_scripts_that_only_name_the_picture_say_nothing() -> None:
    head = '<meta property="og:image" content="https://daily.example/boats-at-hafen.jpg">'
    script = '<script>track({"image": "boats-at-hafen", "caption": {}, "x": "{{{"})</script>'
    assert photos(head=head, after=script) == []


def test_data_of_any_shape_do_no_harm() -> None:
    for broken in (
        "[[[[[",
        '{"@type": ["ImageObject", 7], "url": {"name": 3}}',
        '[{"@graph": [null, {"image": [[[]]]}]}]',
        '"text"',
        "null",
    ):
        head = f'<script type="application/ld+json">{broken}</script>'
        assert len(photos(IMG, head=head)) == 1
