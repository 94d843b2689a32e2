"""Where pages keep what they say of themselves (data/places.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from archivist.rules.tables import read_table, take, take_texts

_FILE = "places.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """The names of the places, lower case, by what is kept there."""

    meta: Mapping[str, tuple[str, ...]]  # "title" -> names of meta elements, the best first
    article_ranks: Mapping[str, int]  # type of schema.org -> 0 for the surest
    house_types: frozenset[str]
    goods_types: frozenset[str]  # of things that nobody signs
    marks: Mapping[str, frozenset[str]]  # "headline" -> words of class and the like
    elsewhere_words: frozenset[str]
    elsewhere_elements: frozenset[str]
    aside_words: frozenset[str]
    aside_elements: frozenset[str]
    author_cards: tuple[str, ...]  # parts of class of what only looks aside
    section_words: frozenset[str]  # of class of what leads to the section
    site_words: frozenset[str]  # beside the name of a site: "blog"
    other_day_words: frozenset[str]  # of class and id of what shows a day that is not the article's
    free: frozenset[str]
    paid: frozenset[str]


@cache
def place_names() -> PlaceNames:
    """Return the names of the places.

    Raises:
        TableError: the table is wrong.
    """
    table = read_table(_FILE)
    meta, types, marks, site, other_day, elsewhere, aside, access = (
        take(table, key, dict, {}, name=_FILE)
        for key in ("meta", "types", "marks", "site", "other_day", "elsewhere", "aside", "access")
    )
    ranks = take(types, "article", list, [], name=_FILE)
    return PlaceNames(
        meta={key: take_texts(meta, key, name=_FILE) for key in meta},
        article_ranks={
            name: rank
            for rank, names in enumerate(ranks)
            for name in take_texts({"article": names}, "article", name=_FILE)
        },
        house_types=frozenset(take_texts(types, "house", name=_FILE)),
        goods_types=frozenset(take_texts(types, "goods", name=_FILE)),
        marks={key: frozenset(take_texts(marks, key, name=_FILE)) for key in marks},
        elsewhere_words=frozenset(take_texts(elsewhere, "words", name=_FILE)),
        elsewhere_elements=frozenset(take_texts(elsewhere, "elements", name=_FILE)),
        aside_words=frozenset(take_texts(aside, "words", name=_FILE)),
        aside_elements=frozenset(take_texts(aside, "elements", name=_FILE)),
        author_cards=take_texts(aside, "of_author", name=_FILE),
        section_words=frozenset(take_texts(site, "sections", name=_FILE)),
        site_words=frozenset(take_texts(site, "words", name=_FILE)),
        other_day_words=frozenset(take_texts(other_day, "words", name=_FILE)),
        free=frozenset(take_texts(access, "free", name=_FILE)),
        paid=frozenset(take_texts(access, "paid", name=_FILE)),
    )
