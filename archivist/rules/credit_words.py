"""The words around credits, by language: data/credit_words/*.toml, one file a language, checked.

Phrases say what stands beside a name; each key of a file is one sense:

    labels      "Photo", "Quelle": introduces a credit     taken      "摄", "nuotr.": follows the maker
    pictures    labels that may introduce the caption itself: "Image: Ministers leave …"
    tags        "Symbolbild": a label, and where it introduces no credit it stays in the caption
    by          between label and name                     provided   "提供": follows who provided it
    via         "X via Y": Y passed it on                  courtesy   "Courtesy of": precedes who provided it
    link        "N for X": who it was made for             handout    "zVg": provided, by nobody named
    and         between two names                          nobody     "Stringer": in a name's place
    file        "Archiv": an old picture                   titles     "기자": of a person, not the name
    file_tags   those of them that say so inside a caption rights     begins a notice of rights
    pool, screenshot, composite, generated                 interface  the page's machinery: "Enlarge"
    edited      "Cropped by": who only changed it

Word lists help to tell what a text is:

    organisations, organisation_endings     a name with one of them is no person's
    bodies                  common words, which in small letters are running text: "Alliance", "Café"
    organisation_heads      those that end no person's name, even one that begins with a given name
    company_forms           end a body's name in capitals: "SE", "AB"
    press            those of bodies that print pictures or sell them: "Daily", "Bildagentur"
    particles        small words inside names: "van", "dos"
    abbreviations    words whose full stop ends no sentence
    runners          small words of running text, seldom of names
    generic          providers without a name: "the family"
    roles            nouns before the name of who is shown: "president"
    reporting        words after which an agency is who is spoken of: "told AFP", "laut dpa"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archivist.errors import TableError
from archivist.rules.tables import list_tables, read_table, take, take_texts

#: The keys that hold phrases, and those that hold word lists.
SENSES = (
    "labels", "taken", "by", "via", "link", "and", "courtesy", "provided", "handout", "file", "file_tags",
    "pool", "screenshot", "composite", "generated", "nobody", "titles", "rights", "interface", "tags",
    "edited",
    "pictures",
)  # fmt: skip
WORD_LISTS = (
    "organisations",
    "organisation_endings",
    "particles",
    "abbreviations",
    "runners",
    "generic",
    "reporting",
    "organisation_heads",
    "company_forms",
    "press",
    "bodies",
    "roles",
)


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The credit words of one language, by key."""

    language: str  # BCP 47
    words: Mapping[str, tuple[str, ...]]


@cache
def load_credit_words() -> tuple[CreditWords, ...]:
    """Return the words of every language, by file name.

    Raises:
        TableError: a file is wrong.
    """
    return tuple(check_credit_words(read_table(name), name) for name in list_tables("credit_words"))


def check_credit_words(table: Mapping[str, Any], name: str) -> CreditWords:
    """Return the words of a table that has been read; ``name`` is its file.

    Raises:
        TableError: it has an unknown key, no language, or something that is no list of texts.
    """
    known = {"language", *SENSES, *WORD_LISTS}
    for key in table:
        if key not in known:
            raise TableError(name, key, f"expected one of {', '.join(sorted(known))}")
    language = take(table, "language", str, "", name=name)
    if f"/{language}.toml" not in f"/{name}":
        raise TableError(name, "language", f"expected the language that names the file, found {language!r}")
    return CreditWords(
        language, {key: take_texts(table, key, name=name) for key in table if key != "language"}
    )
