"""What identify promises: the language of a text by its script, words and letters, or nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.parse.language import identify

TEXTS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_sentence_tells_its_language(language: str) -> None:
    assert identify(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "42", "OK", "Lorem Ipsum", "Pfizer, Samsung, Toyota"])
def test_what_is_too_short_to_tell_tells_nothing(text: str) -> None:
    assert identify(text) == ""


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    assert identify(TEXTS["en"] + " " + TEXTS["ja"][:12] + " " + TEXTS["en"]) == "en"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_gives_a_code_or_nothing(text: str) -> None:
    found = identify(text)
    assert found == "" or (found.isalpha() and found.islower() and len(found) in {2, 3})


def test_letters_tell_where_words_alone_do_not() -> None:
    assert identify("Ředitel řekl, že přístav je uzavřen a loď se nevrátí.") == "cs"
    assert identify("Zamknięto port, a łódź nie wróci, jeśli sztorm się przedłuży.") == "pl"
