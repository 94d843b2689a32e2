"""The tables are checked: what is wrong in them is said with file, key and what was expected."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from archivist.errors import TableError
from archivist.parse.credits import parse_caption
from archivist.parse.credits.lexicon import lexicon
from archivist.rules.agencies import check_agencies, load_agencies, load_order, spelling_key
from archivist.rules.credit_words import check_credit_words, load_credit_words
from archivist.rules.tables import read_table


def test_there_are_words_of_many_languages_and_agencies_of_many_countries() -> None:
    assert len(load_credit_words()) >= 30
    assert len({entry.country for entry in load_agencies()}) >= 60
    assert len(load_agencies()) >= 600


def test_spellings_of_one_agency_in_other_letters_are_one() -> None:
    assert spelling_key("ＡＰ") == spelling_key("ap")
    assert spelling_key("picture-alliance") == spelling_key("Picture  Alliance")


def test_two_agencies_may_not_share_a_spelling() -> None:
    with pytest.raises(
        TableError, match=r"agencies.toml: Beta: expected a spelling of its own, 'ALPHA' is one of 'Alpha'"
    ):
        check_agencies({"wire": {"US": {"Alpha": []}, "FR": {"Beta": ["ALPHA"]}}})


def test_the_agencies_whose_order_matters_are_in_the_table() -> None:
    names = {entry.name for entry in load_agencies()}
    assert load_order().distributors | load_order().named_first <= names


def test_an_ambiguous_spelling_is_one_of_an_agency() -> None:
    with pytest.raises(
        TableError, match=r"ambiguous.spellings: expected spellings of agencies, 'Gamma' is none"
    ):
        check_agencies({"ambiguous": {"spellings": ["Gamma"]}, "wire": {"US": {"Alpha": []}}})


def test_an_ambiguous_spelling_counts_only_in_its_letters() -> None:
    assert parse_caption("A ship. Foto: epa/Robin Muster").agencies == ("EPA",)
    assert parse_caption("A ship. Foto: Sz/Robin Muster").agencies == ()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"wires": {"US": {}}}, "wires: expected one of archive, photo, pool, publisher, stock, wire"),
        ({"wire": {"USA": {}}}, "wire.USA: expected a country code"),
        ({"wire": {"US": {"Alpha": "A"}}}, "Alpha: expected list"),
        ({"wire": {"US": {"Alpha": [""]}}}, "Alpha: expected a list of texts"),
    ],
)
def test_a_wrong_table_of_agencies_says_what_is_wrong(table: dict[str, Any], message: str) -> None:
    with pytest.raises(TableError, match=message):
        check_agencies(table)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"language": "xx", "label": ["Foto"]},
            r"credit_words/xx.toml: label: expected one of abbreviations, and, bodies, by,",
        ),
        (
            {"language": "yy"},
            r"credit_words/xx.toml: language: expected the language that names the file, found 'yy'",
        ),
        ({"language": "xx", "labels": "Foto"}, "labels: expected list"),
        ({"language": "xx", "labels": [1]}, "labels: expected a list of texts"),
    ],
)
def test_a_wrong_table_of_words_says_what_is_wrong(table: dict[str, Any], message: str) -> None:
    with pytest.raises(TableError, match=message):
        check_credit_words(table, "credit_words/xx.toml")


def test_every_spelling_finds_its_agency() -> None:
    known = lexicon()
    for entry in load_agencies():
        found = {
            phrase.agency.name
            for lead in known.phrases.values()
            for phrase in (lead.alone, *chain.from_iterable(lead.longer.values()))
            if phrase and phrase.agency is entry
        }
        assert found == {entry.name}


def test_a_table_with_a_key_of_no_meaning_is_refused() -> None:
    with pytest.raises(TableError, match=r"providers\.toml.*companies.*expected one of platforms, bodies"):
        read_table("providers.toml", ("platforms", "bodies"))
