"""What parse_caption, parse_credit and looks_like_credit promise."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.model import Agency, Role
from archivist.parse.credits import looks_like_credit, parse_caption, parse_credit
from tests.bench.fuzz_captions import AGENCIES, NAMES, SENTENCES, SIGNS, WORDS, words_kept

SEED = (
    "U.S. Secretary of State Mike Pompeo speaks during a press conference at the Department of State"
    " in Washington, D.C., Friday. / Xinhua-Yonhap"
)

pieces = st.sampled_from((*SENTENCES, *NAMES, *AGENCIES, *WORDS, *SIGNS))
captions = st.lists(pieces | st.text(max_size=6), max_size=14).map("".join)


@settings(max_examples=400, deadline=None)
@given(captions | st.text())
def test_no_word_is_lost(text: str) -> None:
    assert words_kept(text, parse_caption(text))


@settings(max_examples=150, deadline=None)
@given(captions)
def test_a_credit_is_a_piece_of_the_caption_and_its_line_a_piece_of_the_credit(text: str) -> None:
    credit = parse_caption(text).credit
    if credit is not None:
        assert credit.line in credit.printed


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(("AP", "Xinhua", "Getty Images", "AFP")), min_size=1, max_size=3, unique=True),
)
def test_agencies_come_in_printed_order(sentence: str, agencies: list[str]) -> None:
    assert list(parse_caption(f"{sentence.rstrip('.')}. Photo: {'/'.join(agencies)}").agencies) == agencies


def test_the_caption_the_project_started_from_is_right_in_every_field() -> None:
    caption = parse_caption(SEED)
    assert caption.text.endswith("in Washington, D.C., Friday.")
    assert caption.credit is not None
    assert caption.credit.line == "Xinhua-Yonhap"
    assert caption.credit.printed == "/ Xinhua-Yonhap"
    assert caption.credit.agencies == (Agency("Xinhua", Role.ORIGINATOR), Agency("Yonhap", Role.DISTRIBUTOR))
    assert caption.credit.creators == ()


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("AFP-Yonhap", [Role.ORIGINATOR, Role.DISTRIBUTOR]),
        ("Robin Doe/AFP via Getty Images", [Role.ORIGINATOR, Role.DISTRIBUTOR]),
        ("Robin Doe/NurPhoto/Reuters", [Role.ORIGINATOR, Role.DISTRIBUTOR]),
        ("APA/AFP/Robin Muster", [Role.DISTRIBUTOR, Role.ORIGINATOR]),
        ("dpa/AFP", [Role.DISTRIBUTOR, Role.ORIGINATOR]),
        ("SN/APA/Robin Muster", [Role.PUBLISHER, Role.ORIGINATOR]),
        ("Robin Doe/Shutterstock", [Role.STOCK]),
        ("Reuters/AP", [None, None]),
    ],
)
def test_the_order_of_the_line_says_who_took_and_who_passed_on(line: str, roles: list[Role | None]) -> None:
    credit = parse_credit(line)
    assert credit is not None
    assert [agency.role for agency in credit.agencies] == roles


def test_a_dateline_gives_the_place() -> None:
    assert parse_caption("[파리=AP/뉴시스] 에펠탑 앞의 관광객들.").place == "파리"


def test_the_words_of_the_page_are_kept_apart() -> None:
    caption = parse_caption("Open this photo in gallery: A ship. Robin Doe/AP")
    assert caption.text == "A ship."
    assert caption.interface == ("Open this photo in gallery:",)


def test_a_licence_and_a_notice_are_rights() -> None:
    credit = parse_credit("Robin Doe, CC BY-SA 4.0, via Wikimedia Commons")
    assert credit is not None
    assert credit.rights == "CC BY-SA 4.0"
    notice = parse_credit("© Robin Doe. All rights reserved.")
    assert notice is not None
    assert notice.rights == "All rights reserved."


def test_what_only_the_caption_says_is_in_a_credit_without_a_line() -> None:
    credit = parse_caption(
        "This May 1, 2020, file photo, provided by the Example Registry shows a ship."
    ).credit
    assert credit is not None
    assert (credit.line, credit.is_file, credit.is_handout) == ("", True, True)
    assert credit.courtesy_of == ("Example Registry",)


def test_an_empty_text_has_no_credit() -> None:
    assert parse_caption(" \n\u200b").credit is None
    assert parse_credit("  ") is None


@pytest.mark.parametrize(
    "text",
    [
        "Foto: dpa",
        "(Robin Doe/AP)",
        "Robin Doe/Getty Images",
        "© Robin Muster",
        "사진=연합뉴스",
        "新华社记者 李明 摄",
    ],
)
def test_a_credit_alone_is_known(text: str) -> None:
    assert looks_like_credit(text)


@pytest.mark.parametrize(
    "text",
    ["Robin Doe", "Reuters reported on Friday.", "A photo shows the mayor.", "Ministers meet. (AP)", ""],
)
def test_other_texts_are_no_credit_alone(text: str) -> None:
    assert not looks_like_credit(text)


@pytest.mark.parametrize(
    "letter", ["a", "A", " ", "/", "(", ")", "©", ".", "한", "新", "@", "-", "\u200b", "\x00", "'", "5"]
)
def test_a_megabyte_of_one_character_is_read_at_once(letter: str) -> None:
    parse_caption("warm up")
    started = time.process_time()
    assert parse_caption(letter * 1_000_000).credit is None
    assert time.process_time() - started < 0.5  # 0.1 s on a machine with nothing else to do


@pytest.mark.parametrize(
    "word", ["foto ", "© ", "Photo by ", "AP/", "(AP)", "via ", "[", "1/5 ", "A. ", "a1/b2 ", "Courtesy of "]
)
def test_a_word_said_again_and_again_is_no_trap(word: str) -> None:
    started = time.process_time()
    parse_caption(word * 20_000)
    parse_caption(word * (3_900 // len(word)))
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("words", ["A. ", "i ", "A (AB) ", "for A and "])
def test_a_credit_that_never_ends_is_read_in_time_that_grows_with_it(words: str) -> None:
    started = time.process_time()
    parse_credit(words * 30_000)
    assert time.process_time() - started < 5  # 0.3 s, and 2 s with coverage; squared time would take 20 s


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("FILE - A ship in the harbour, May 1, 2020. (AP)", "2020-05-01"),
        ("A ship in the harbour on 1 May 2020. Reuters", "2020-05-01"),
        ("Ein Schiff am 1. Mai 2020. Foto: dpa", "2020-05-01"),
        ("Un barco el 1 de mayo de 2020. EFE", "2020-05-01"),
        ("Ein Schiff (01.05.2020). Foto: dpa", "2020-05-01"),
        ("港に並ぶ漁船＝2020年5月1日、長崎市、河合みなと撮影", "2020-05-01"),
        ("A ship, 31 February 2020.", ""),
        ("A ship on Friday.", ""),
    ],
)
def test_a_whole_date_is_given_in_iso_form(text: str, date: str) -> None:
    assert parse_caption(text).date == date


def test_a_credit_says_how_sure_it_is() -> None:
    sure, guessed = (
        parse_caption("A ship. Photo: Robin Doe/AP").credit,
        parse_caption("A ship sails. Robin Doe").credit,
    )
    assert sure is not None
    assert guessed is not None
    assert sure.confidence > guessed.confidence > 0.5


#: Captions as templates print them that lose the full stop, and the sign between caption and credit.
UNSTOPPED = (
    "Ministers walk by the river",
    "Ministers walk in Riga",
    "Ministers walk in New York",
    "El fiscal general, Álvaro García Ortiz",
    "Der Gipfel des Watzmann",
    "Robin Muster (CDU) und Kim Beispiel (FDP)",
    "Rescuers in Gaza on 12 May 2023",
    'The author of "Summer"',
)


@pytest.mark.parametrize("maker", ["Anna Lindqvist", "Ahn Young-joon", "Anna Maria Berg", "TIAGO PETINGA"])
@pytest.mark.parametrize(
    "line",
    [
        "{}/AFP",
        "{} / AFP",
        "{} - AFP",
        "{} | AFP",
        "{} via Getty Images",
        "Photo: {}/AFP",
        "© {}",
        "({}/AFP)",
    ],
)
def test_a_maker_is_found_behind_any_caption_without_a_stop(maker: str, line: str) -> None:
    for text in UNSTOPPED:
        caption = parse_caption(f"{text} {line.format(maker)}")
        assert caption.text == text
        assert caption.credit is not None
        assert caption.credit.creators == (maker,)


@pytest.mark.parametrize("maker", ["Anna Lindqvist", "Ahn Young-joon", "TIAGO PETINGA"])
@pytest.mark.parametrize(
    "form",
    ["Foto: {}/AFP {text}", "{}/AFP {text}", "AFP/{} {text}", "Image source, {}/AFP {text}",
     "Credit: {} {text}", "{text}Foto: {}", "{text}© {}", "{text}{}/AFP",
     "{text} foto {}", "{text} {} (AFP)", "{text} {}, AFP"],
)  # fmt: skip
def test_a_maker_is_found_before_and_right_behind_a_sentence(maker: str, form: str) -> None:
    for text in ("Ministers walk by the river in Riga on Monday.", "La alcaldesa inaugura la nueva plaza."):
        caption = parse_caption(form.replace("{text}", text).replace("{}", maker))
        assert caption.text == text
        assert caption.credit is not None
        assert caption.credit.creators == (maker,)
