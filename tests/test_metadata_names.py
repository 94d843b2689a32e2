"""What read_names promises: the people, desks and agencies of a byline, and nothing beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.parse.metadata.names import looks_personal, read_names, role_of

GIVEN = ["Jane", "Øyvind", "María", "Seán", "Zoë", "Andrzej", "Ngozi", "Иван", "Ελένη", "April", "May"]
FAMILY = [
    "Doe",
    "O'Neil",
    "Novák",
    "van der Berg",
    "de la Cruz",
    "Müller-Lüdenscheidt",
    "Kowalska",
    "Петров",
    "Smith",
]
BEFORE = ["", "By ", "BY ", "Von ", "Par ", "Por ", "Written by ", "Text: ", "Автор: ", "By: ", "Posted by "]
BETWEEN = [", ", " and ", " & ", "\n", " | ", ", and ", " / ", "; "]
AFTER = ["", "\nSenior Editor", ", Staff Reporter", " | April 28, 2024 9:41 am EST", " | 5 min read"]

people = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))


def names(text: str) -> list[str]:
    return [author.name for author in read_names(text)]


@settings(max_examples=300, deadline=None)
@given(
    before=st.sampled_from(BEFORE),
    named=st.lists(people, min_size=1, max_size=4, unique_by=str.casefold),
    between=st.sampled_from(BETWEEN),
    after=st.sampled_from(AFTER),
)
def test_a_byline_names_its_people_in_order(before: str, named: list[str], between: str, after: str) -> None:
    assert names(before + between.join(named) + after) == named


@settings(max_examples=300, deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from([*BEFORE, *BETWEEN, *AFTER, *GIVEN, "reviewed by ", "@x", "(", "기자"])).map(
        "".join
    )
)
def test_any_text_gives_names_that_stand_in_it(text: str) -> None:
    found = read_names(text)
    assert len({author.name for author in found}) == len(found)
    assert all(author.name and author.name == author.name.strip() for author in found)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("이민형 기자", ["이민형"]),
        ("배윤경 기자, 이상현 기자", ["배윤경", "이상현"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("文／王小明", ["王小明"]),
        ("Von Felix Schröder und Jörg Soldwisch, dpa", ["Felix Schröder", "Jörg Soldwisch", "dpa"]),
        ("Par Le Monde avec AFP", ["Le Monde", "AFP"]),
        ("Dylan Bailey, MS, RD, FAND", ["Dylan Bailey"]),
        ("Jeffrey A. Slotnick CPP, PSP", ["Jeffrey A. Slotnick"]),
        ("Center for Drug Evaluation and Research", ["Center for Drug Evaluation and Research"]),
        ("By Brett Cruz, Privacy and Digital Security Expert", ["Brett Cruz"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Gil y Luis Mar", ["Ana Gil", "Luis Mar"]),
        ("Maria & Katerina", ["Maria", "Katerina"]),
        ("Paramita (Guha) Ghosh", ["Paramita (Guha) Ghosh"]),
        ("Jane Doe (The Texas Newsroom)", ["Jane Doe"]),
        ("Recipe by PJ Hamel", ["PJ Hamel"]),
        ("Read more posts by Joe Kindness", ["Joe Kindness"]),
        ("Jane Doe in Paris", ["Jane Doe"]),
        ("By Jane Doe @janedoe https://example.com/jane", ["Jane Doe"]),
        ("Rui Ma", ["Rui Ma"]),
        ("Luigi Rossi, Di Maio", ["Luigi Rossi", "Di Maio"]),
        ("Di Marco Rossi", ["Marco Rossi"]),
        ("Von\nFelix Schröder", ["Felix Schröder"]),
        ("Per Hansen", ["Per Hansen"]),
        ("By Tim Cook and Min Kim", ["Tim Cook", "Min Kim"]),
        ("디지털뉴스팀", ["디지털뉴스팀"]),
        ("98 Buck Social", ["98 Buck Social"]),
        ("By Emily Way\nFact-checked by Paul Rankin\nTested by Katie Bandurski", ["Emily Way"]),
        ("Reviewed by Ann Day\nBy Emily Way", ["Emily Way"]),
        ("August 28, 2025 • 5 min read", []),
        ("Share\nFollow\nView all posts", []),
    ],
)
def test_what_once_was_misread_is_read(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


def test_a_name_that_is_whole_keeps_its_odd_words() -> None:
    assert [a.name for a in read_names("Nina Magoley", is_whole=True)] == ["Nina Magoley"]
    assert [a.name for a in read_names("AAA Travel Editor", is_whole=True)] == ["AAA Travel Editor"]
    assert [a.name for a in read_names("Human in the Loop", is_whole=True)] == ["Human in the Loop"]


@pytest.mark.parametrize("written", ["lee@example.com", "lee [at] example.com", "lee(at)example.com"])
def test_the_only_name_gets_the_only_address(written: str) -> None:
    (author,) = read_names(f"By Lee Min-hyung {written}")
    assert (author.name, author.email) == ("Lee Min-hyung", "lee@example.com")


def test_an_address_beside_two_names_is_nobodys() -> None:
    assert [author.email for author in read_names("Jane Doe, John Roe, desk@example.com")] == ["", ""]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Reuters", "agency"),
        ("The Associated Press", "agency"),
        ("Deutsche Presse-Agentur", "agency"),
        ("AFP", "agency"),
        ("MND Staff", "desk"),
        ("The Investopedia Team", "desk"),
        ("IN-Redaktion", "desk"),
        ("디지털뉴스팀", "desk"),
        ("Jane Doe", "author"),
    ],
)
def test_agencies_and_desks_are_told_from_people(name: str, role: str) -> None:
    assert role_of(name) == role


def test_people_have_two_to_five_words_that_begin_large() -> None:
    assert all(map(looks_personal, ["Jane Doe", "Ludwig van Beethoven", "이민형", "王小明"]))
    assert not any(map(looks_personal, ["Jane", "the best of it", "industry", "A B C D E F"]))
