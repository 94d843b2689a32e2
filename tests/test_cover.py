"""Covers: Latin titles are drawn with all their marks, others are written by the reader's own fonts."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from archivist.export.cover import MARGIN, SIZE, draw_cover
from archivist.export.cover_page import cover_words
from archivist.export.lettering import Lettering, can_draw

# What the alphabets of languages have beside the plain letters.
ALPHABETS = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äöüß",
    "es": "áéíñóúü¿¡",
    "et": "äõöüšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áéíóúýæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sv": "åäö",
    "tr": "çğıöşü",
    "vi": "ạảãàáâậầấẩẫăắằặẳẵèéẹẻẽêềếểễệđìíịỉĩơớờợởỡưừứựửữùúụủũ",
    "signs": "–—„‚‑",
}
TEXT = "{http://www.w3.org/2000/svg}text"


def drawn(text: str) -> Image.Image:
    image = Image.new("RGB", (200, 160), "white")
    Lettering(80, 1).draw(image, 40, 20, text, (0, 0, 0))
    return image


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS.keys())
def test_every_letter_of_a_latin_alphabet_looks_like_no_other(letters: str) -> None:
    every = "".join(dict.fromkeys("aacdeghiklnorstuyz-,?!" + letters + letters.replace("ß", "").upper()))
    assert can_draw(every)
    looks = {letter: drawn(letter).tobytes() for letter in every if letter not in "‑‚"}
    assert len(set(looks.values())) == len(looks)


def test_a_mark_stands_above_its_letter_and_not_upon_it() -> None:
    for plain, marked in (("u", "ü"), ("o", "ő"), ("E", "É"), ("a", "å")):
        letter, both = drawn(plain).convert("L"), drawn(marked).convert("L")
        top = (letter.point(lambda grey: 255 - grey).getbbox() or (0, 0, 0, 0))[1]
        below, above = (0, top, *both.size), (0, 0, both.width, top)
        assert both.crop(below).tobytes() == letter.crop(below).tobytes()
        assert min(both.crop(above).tobytes()) < 80


def test_a_letter_takes_as_much_room_as_it_is_drawn_in() -> None:
    lettering = Lettering(80)
    assert lettering.length("Zażółć") == pytest.approx(lettering.length("Zazolc"), rel=0.02)
    assert lettering.length("Œuvre") < lettering.length("OEuvre")


def test_letters_with_their_marks_apart_are_the_same() -> None:
    assert drawn("u\u0308").tobytes() == drawn("ü").tobytes()


@pytest.mark.parametrize("title", ["서울", "Шторм", "عاصفة", "嵐", "Θύελλα", "x\u20dd", " ", ""])
def test_other_scripts_are_not_drawn(title: str) -> None:
    assert not can_draw(title)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12))
def test_what_can_be_drawn_is(text: str) -> None:
    Lettering(40).draw(Image.new("RGB", (400, 80)), 0, 0, text, (255, 255, 255))
    assert Lettering(40).length(text) >= 0


@pytest.mark.parametrize("title", ["비 오는 한 주", "A week of rain", "Eine Woche im März"])
def test_a_cover_is_whole_with_a_photo_and_without(title: str) -> None:
    photo = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(photo, "jpeg")
    for data in (photo.getvalue(), None):
        cover = Image.open(BytesIO(draw_cover(title, ("24.", "2026-11-24"), ("등대", "The Pier"), data, 7)))
        assert cover.size == SIZE
        greys = cover.convert("L").crop((MARGIN, 2100, 1000, 2400)).tobytes()
        assert max(greys) - min(greys) > 100  # words stand there


# ------------------------------------------------------------------ words upon it

TITLES = (
    "한국의 항구 날씨: 폭풍이 지나간 부두에서",
    "嵐が港を閉ざし、漁船は三日目も出航できず、灯台の光だけが海を照らす",
    "Шторм закрыл порт: паромы стоят, рыбаки ждут", "عاصفة تضرب الميناء وتوقف حركة السفن", "พายุพัดเข้าท่าเรือ",
    "台风来临，渔民返港。" * 12,
)  # fmt: skip


def lines(title: str, *, is_rtl: bool = False) -> list[etree._Element]:
    svg = etree.fromstring(cover_words(title, "2026", "등대", image="cover.jpg", is_rtl=is_rtl))
    return list(svg.iterchildren(TEXT))


@pytest.mark.parametrize("title", TITLES)
def test_all_words_of_a_title_stand_below_each_other_and_inside_the_cover(title: str) -> None:
    day, *shown, source = lines(title)
    assert "".join("".join(line.text or "" for line in shown).split()) == "".join(title.split())
    tops = [float(line.get("y", 0)) for line in (day, *shown, source)]
    assert tops == sorted(set(tops))
    assert tops[-1] <= SIZE[1] - MARGIN
    for line in shown:
        assert len(line.text or "") * float(line.get("font-size", 0)) * 0.5 <= SIZE[0]


@settings(max_examples=60, deadline=None)
@given(st.text("嵐港船灯、。ー」", min_size=1, max_size=120).map("港{}".format))
def test_no_line_begins_with_what_ends_a_phrase(title: str) -> None:
    _, first, *shown, _ = lines(re.sub("[、。ー」]{2,}", "。", title))
    assert first.text
    assert all((line.text or "")[0] not in "、。ー」" for line in shown)


def test_of_many_sources_those_that_fit_into_a_line_are_named() -> None:
    sources = " · ".join(["Маяк", "Морской вестник", "Утро", "Северная гавань"] * 3)
    svg = etree.fromstring(cover_words("Шторм", "2026", sources, image="cover.jpg", is_rtl=False))
    shown = list(svg.iterchildren(TEXT))[-1].text or ""
    assert shown.endswith("…")
    assert sources.startswith(shown[:-1])
    assert 25 < len(shown) < 60


def test_a_title_that_is_read_from_the_right_begins_there() -> None:
    assert {(line.get("direction"), line.get("x")) for line in lines(TITLES[3], is_rtl=True)} == {
        ("rtl", str(SIZE[0] - MARGIN))
    }


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=600))
def test_any_title_makes_a_well_formed_picture(title: str) -> None:
    lines(title)
