"""The tables as the reader of captions looks things up in them: phrases by their first token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from archivist.parse.credits import senses
from archivist.parse.credits.fold import fold
from archivist.parse.credits.tokens import COPYRIGHT, UNSPACED, WORD, split_words
from archivist.parse.credits.unspaced import may_begin_run, may_end_run
from archivist.rules.agencies import AgencyEntry, load_agencies, load_collections
from archivist.rules.credit_words import WORD_LISTS, load_credit_words
from archivist.rules.given_names import (
    load_family_names,
    load_given_names,
    load_surname_endings,
    load_surnames,
)
from archivist.rules.providers import load_providers


@dataclass(slots=True)
class Phrase:
    """Some tokens in a row that mean something."""

    tail: list[str]  # the tokens after the first, lower case
    senses: int = 0
    agency: AgencyEntry | None = None
    exact: frozenset[str] = frozenset()  # the letters in which an ambiguous spelling counts; empty for any
    otherwise: Phrase | None = None  # what it means in other letters
    kind: int = WORD  # of the token it becomes


@dataclass(slots=True)
class Lead:
    """The phrases that begin with one token."""

    alone: Phrase | None  # the one that is nothing more
    longer: dict[str, tuple[Phrase, ...]]  # by second token, longest first, and then the one alone


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the tables know, ready to be looked up; all words in lower case."""

    phrases: dict[str, Lead]  # by first token
    organisations: frozenset[str]
    sure_organisations: frozenset[str]  # those of them that are one in small letters, too
    organisation_endings: tuple[str, ...]
    unspaced_endings: tuple[str, ...]  # every organisation word of scripts that part no words
    organisation_heads: frozenset[str]
    company_forms: frozenset[str]
    press: frozenset[str]  # those of houses that print or sell pictures
    particles: frozenset[str]
    abbreviations: frozenset[str]
    runners: frozenset[str]
    generic: frozenset[str]
    reporting: frozenset[str]
    roles: frozenset[str]
    providers: frozenset[str]  # known names of bodies
    collections: frozenset[str]  # brands of one library, credited to nobody
    given_names: frozenset[str]
    family_names: frozenset[str]  # of one character
    surnames: frozenset[str]  # of several
    surname_endings: tuple[str, ...]
    unspaced: dict[str, Phrase]  # phrases of scripts that part no words, whole
    run_heads: dict[str, list[str]]  # those of them that may begin a run of words, by first character
    run_tails: dict[str, list[str]]  # those that may end one, by last character; both longest first


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all languages: pages mix them, "Foto: AP" stands on English ones too.

    Raises:
        TableError: a table is wrong.
    """
    phrases = _by_first_token()
    unspaced = {
        first: lead.alone
        for first, lead in phrases.items()
        if lead.alone and (lead.alone.agency or UNSPACED.match(first))
    }
    lists = {key: frozenset(_words(key)) for key in WORD_LISTS}
    return Lexicon(
        phrases=phrases,
        organisations=lists["organisations"] | lists["bodies"],
        sure_organisations=lists["organisations"],
        organisation_endings=tuple(sorted(lists["organisation_endings"])),
        unspaced_endings=tuple(sorted(word for word in lists["organisations"] if UNSPACED.match(word))),
        organisation_heads=lists["organisation_heads"],
        company_forms=lists["company_forms"],
        press=lists["press"],
        particles=lists["particles"],
        abbreviations=lists["abbreviations"],
        runners=lists["runners"],
        generic=lists["generic"],
        reporting=lists["reporting"],
        roles=lists["roles"],
        providers=frozenset(fold(name).lower() for name in load_providers()),
        collections=frozenset(fold(name).lower() for name in load_collections()),
        given_names=load_given_names(),
        family_names=load_family_names(),
        surnames=load_surnames(),
        surname_endings=load_surname_endings(),
        unspaced=unspaced,
        run_heads=_by_character(
            0, (word for word, phrase in unspaced.items() if may_begin_run(word, phrase))
        ),
        run_tails=_by_character(-1, (word for word, phrase in unspaced.items() if may_end_run(word, phrase))),
    )


def _by_first_token() -> dict[str, Lead]:
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for first, phrase in (*_phrases(), ("(", Phrase(["c", ")"], kind=COPYRIGHT))):
        found[first].append(phrase)
    return {first: _lead(phrases) for first, phrases in found.items()}


def _lead(phrases: list[Phrase]) -> Lead:
    alone: Phrase | None = None
    longer: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        if phrase.tail:
            longer[phrase.tail[0]].append(phrase)
        else:
            alone = phrase
    last = (alone,) if alone else ()
    return Lead(
        alone, {second: (*sorted(found, key=_longest_first), *last) for second, found in longer.items()}
    )


def _by_character(place: int, words: Iterable[str]) -> dict[str, list[str]]:
    """Group words by the character at a place, the longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        found[word[place]].append(word)
    return dict(found)


def _longest_first(phrase: Phrase) -> int:
    return -len(phrase.tail)


def _words(key: str) -> Iterator[str]:
    for language in load_credit_words():
        yield from (fold(word).lower() for word in language.words.get(key, ()))


def _phrases() -> Iterator[tuple[str, Phrase]]:
    bits: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for language in load_credit_words():
        for key, bit in senses.BIT_OF.items():
            for phrase in language.words.get(key, ()):
                folded = fold(phrase).lower()
                bits[tuple(split_words(folded))] |= bit
                if " " in folded:
                    bits[tuple(split_words(folded.replace(" ", "-")))] |= bit
    spellings = _agency_spellings()
    for tokens, (agency, exact) in spellings.items():
        inner = 0
        if len(tokens) > 1:  # "Archives La Presse", "LRT nuotr."
            inner = bits.get(tokens[:1], 0) & senses.FILE | bits.get(tokens[-2:], 0) & senses.TAKEN
        tail, found = list(tokens[1:]), bits.get(tokens, 0) | inner
        otherwise = Phrase(tail, found) if exact and found else None
        yield tokens[0], Phrase(tail, found, agency, exact, otherwise)
    for tokens, found in bits.items():
        if tokens not in spellings:
            yield tokens[0], Phrase(list(tokens[1:]), found)


def _agency_spellings() -> dict[tuple[str, ...], tuple[AgencyEntry, frozenset[str]]]:
    """Every spelling in tokens, with and without spaces and hyphens; ambiguous ones with their letters."""
    found: dict[tuple[str, ...], tuple[AgencyEntry, frozenset[str]]] = {}
    for vary in (_as_spelled, _run_together):  # "LaPresse" is one house, "La Presse" another
        for entry in load_agencies():
            for spelling in entry.spellings:
                folded = fold(spelling)
                exact = _letters(folded) if spelling in entry.ambiguous else _short_letters(folded)
                for form in vary(folded):
                    tokens = tuple(split_words(form.lower()))
                    known, letters = found.setdefault(tokens, (entry, exact))
                    if known is entry and letters and exact:
                        found[tokens] = (entry, letters | exact)
    return found


def _letters(spelling: str) -> frozenset[str]:
    """Return a spelling, and how it stands in a line of capitals; two letters often mean something else."""
    return frozenset({spelling, spelling.upper()} if len(spelling) > 2 else {spelling})


def _short_letters(spelling: str) -> frozenset[str]:
    """Return how an abbreviation of two letters may stand, "Ap" is a party; nothing for longer ones."""
    short = len(spelling) == 2 and spelling.isascii()
    return frozenset({spelling, spelling.upper(), spelling.lower()}) if short else frozenset()


def _as_spelled(spelling: str) -> tuple[str, ...]:
    return (spelling,)


def _run_together(spelling: str) -> tuple[str, ...]:
    if " " in spelling:
        return spelling.replace(" ", ""), spelling.replace(" ", "-"), spelling.replace("-", " ")
    return (spelling.replace("-", " "),) if "-" in spelling else ()
