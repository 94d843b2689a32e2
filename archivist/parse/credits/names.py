"""What a name in a credit stands for: a person, or a body that provided the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.parse.credits.lexicon import Lexicon

_DOMAIN = re.compile(r"(?:https?://)?[\w-]{2,60}(?:\.[\w-]{1,60}){0,4}\.[a-z]{2,6}(?:/\S{0,80})?")
_WORDS = re.compile(r"[^\s/()\[\],;:&+\"]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÝА-Я]\.?-?){1,3}")
_EAST_ASIAN = re.compile("[\uac00-\ud7af]{3}|[\u4e00-\u9fff]{2,3}")
_JAPANESE = re.compile("[々一-鿿]{2,3}[々぀-ヿ一-鿿]{1,3}")
_CELTIC = re.compile("(?:Mc|Mac|O')[A-Z][a-z]{2,12}")
_ARABIC_ARTICLE = re.compile("(?:a[ldnrstz]|ash|el|ul|ben|bin|ibn|abu)[-'][A-Z]")
_KOREAN = re.compile("[A-Z][a-z]{0,6} [A-Z][a-z]{1,6}-[a-z]{1,6}|[A-Z][a-z]{1,6}-[a-z]{1,6} [A-Z][a-z]{0,6}")
_ELISION = re.compile("^[dl]['’]")
_LONG_SURNAME = 7  # letters
#: Scripts without capitals say nothing by letter case.
FIRST_CASELESS = "\u0590"
CASELESS = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1100-\u13ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def is_domain(name: str) -> bool:
    """Whether the name is a host name or a web address."""
    return "." in name and " " not in name and _DOMAIN.fullmatch(name) is not None


def is_organisation(name: str, lexicon: Lexicon) -> bool:
    """Whether the name holds a word that only bodies have, or reads like an abbreviation of one.

    >>> from archivist.parse.credits.lexicon import lexicon
    >>> [is_organisation(name, lexicon()) for name in ("Metropolitan Police", "FKP Scorpio", "J.J. Guillén")]
    [True, True, False]
    """
    words = _WORDS.findall(name)
    lower = (
        [_ELISION.sub("", word.lower()) for word in words]
        if "'" in name or "’" in name
        else [word.lower() for word in words]
    )
    if name.lower() in lexicon.providers:
        return True
    if len(words) > 1 and lower[0] in lexicon.given_names and lower[-1] not in lexicon.organisation_heads:
        # "Ville de Nevers", "Le Courrier de Varenne"
        pair = lower[:2] if lower[1] in lexicon.particles else lower[1::-1]
        return pair[0] in lexicon.organisations and pair[1] in lexicon.particles
    if words and _has_body_word(name, words, lower, lexicon):
        return True
    if name.isupper() and len(words) > 1:
        return False
    if (
        len(words) > 1
        and len(words[0]) == 2
        and words[0].isalpha()
        and words[0].isupper()
        and "J" not in words[0]
    ):
        return True  # "VS Beispielstadt"; persons' initials are mostly with a J: "JD", "AJ"
    return any(map(_is_abbreviation, words)) and not _family_name_in_capitals(words)


def _is_abbreviation(word: str) -> bool:
    """Whether a word among words in mixed case is one; a run of two capitals may be initials."""
    return word.isupper() and len(word) > 2 and "." not in word


def _has_body_word(name: str, words: list[str], lower: list[str], lexicon: Lexicon) -> bool:
    """Whether a word, or the end of one, is one that only bodies have: "Siemens Gamesa", "Example SE"."""
    if not lexicon.organisations.isdisjoint(lower) or lower[-1].rpartition("-")[2] in lexicon.organisations:
        return True
    company = words[-1].isupper() and lower[-1] in lexicon.company_forms
    if len(words) > 1 and (company or lower[0] in lexicon.providers):
        return True
    latin = name.isascii() or not CASELESS.search(name)
    endings = lexicon.organisation_endings if latin else lexicon.unspaced_endings
    return any(word.endswith(endings) for word in lower)


def _family_name_in_capitals(words: list[str]) -> bool:
    """Whether the words are a person's, the family name last and in capitals: "Ezequiel BECERRA"."""
    return len(words) > 1 and words[-1].isupper() and len(words[-1]) > 3 and not words[0].isupper()


def is_person(name: str, lexicon: Lexicon) -> bool:
    """Whether the name has the shape of a person's: two to five words in capitals, or initials and a name.

    >>> from archivist.parse.credits.lexicon import lexicon
    >>> [is_person(name, lexicon()) for name in ("Robin van Lonkhuijsen", "Covestro", "EU-Kommission")]
    [True, False, False]
    """
    words = name.split()
    if 1 < len(words) < 4 and _is_plain_person(words, lexicon):
        return True
    if len(words) == 1 and is_east_asian_name(name, lexicon):
        return not name.endswith(lexicon.unspaced_endings) and name not in lexicon.generic
    if not 1 < len(words) <= 6 and not _initial_and_name(name):
        return False
    if any(map(str.isdigit, name)) or is_organisation(name, lexicon):
        return False
    if words[1:-1] == ["&"] and words[0].lower() not in lexicon.given_names:
        return False  # "Perkins & Will" is a firm, "Anna & Laura" are two persons
    if not name.isascii() and CASELESS.search(name):
        return len(words) <= 4
    return all(_is_name_word(word, lexicon) for word in words)


def _is_plain_person(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a given name leads two or three words with capitals: the common case, told at once."""
    if words[0].lower() not in lexicon.given_names or words[-1].lower() in lexicon.organisation_heads:
        return False
    if not "".join(words).isalpha():
        return False
    return " ".join(words).istitle() or all(word[0].isupper() for word in words)


def is_east_asian_name(name: str, lexicon: Lexicon) -> bool:
    """Whether one word is a Korean, Chinese or Japanese name in full: a common family name comes first."""
    if name[0] in lexicon.family_names and _EAST_ASIAN.fullmatch(name):
        return True
    return _JAPANESE.fullmatch(name) is not None and not lexicon.surnames.isdisjoint((name[:2], name[:3]))


def is_korean(name: str) -> bool:
    """Whether the name is a Korean one in Latin letters: the given name's syllables are tied.

    >>> [is_korean(name) for name in ("Ahn Young-joon", "Jean-Pierre Muster")]
    [True, False]
    """
    return "-" in name and _KOREAN.fullmatch(name) is not None


def is_surname(name: str, lexicon: Lexicon) -> bool:
    """Whether one word is a family name that is common, or ends as many do.

    >>> from archivist.parse.credits.lexicon import lexicon
    >>> [is_surname(name, lexicon()) for name in ("Schmidt", "Hofstättmann", "Covestro")]
    [True, True, False]
    """
    lower = name.lower()
    return (
        lower in lexicon.surnames
        or _CELTIC.fullmatch(name) is not None
        or (len(lower) >= _LONG_SURNAME and lower.isalpha() and lower.endswith(lexicon.surname_endings))
    )


def _initial_and_name(name: str) -> bool:
    """Whether one word is initials and a family name: "M.LIBERT"."""
    head, dot, tail = name.rpartition(".")
    return bool(dot) and len(tail) > 2 and tail[0].isupper() and _INITIALS.fullmatch(head + dot) is not None


def _is_name_word(word: str, lexicon: Lexicon) -> bool:
    return (
        word[:1].isupper()
        or word.lower() in lexicon.particles
        or word in {"&", "and", "und", "et", "y", "e", "-"}
        or "'" in word[:3]
        or _ARABIC_ARTICLE.match(word) is not None
    )
