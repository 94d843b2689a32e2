"""What tells clutter from an article: words in the names of elements, and lines that pages print.

Source: data/clutter/names.toml and data/clutter/lines.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from archivist.rules.tables import read_table, take, take_texts

# "relatedPosts", "related_posts", "RELATED-posts2": words part at case, digits and signs.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Names:
    """What the class and id of an element say of it."""

    clutter: str = ""  # the word that says it is no part of the article
    comments: str = ""  # a word that says that readers wrote it
    weak: str = ""  # a word that says so of a box with little text
    about: str = ""  # a word that says that it tells who wrote the article
    is_excused: bool = False  # another word says that it holds the article
    is_body: bool = False
    is_standfirst: bool = False
    is_caption: bool = False
    is_entry: bool = False  # of a live blog
    is_contents: bool = False  # a table of contents, or a heading or section that it leads to
    is_bubble: bool = False  # shows beside a word that is pointed at
    is_hidden: bool = False


_NOTHING = Names()
_NAMES = "clutter/names.toml"
_LISTS = (
    "clutter", "weak", "about", "comments", "excuses", "body", "standfirst", "caption", "entry", "bubbles",
    "contents",
)  # fmt: skip


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Every phrase of the lists, words parted by "-", and the lists that it stands in."""
    table = read_table(_NAMES)
    phrases: dict[str, tuple[str, ...]] = {}
    lists = {key: take_texts(table, key, name=_NAMES) for key in _LISTS}
    lists["hidden"] = _hiding("words")
    for key, texts in lists.items():
        for text in texts:
            phrases[text] = (*phrases.get(text, ()), key)
    return phrases


@cache
def _first_words() -> frozenset[str]:
    """The words with which a phrase begins: few names have any."""
    return frozenset(phrase.partition("-")[0] for phrase in _phrases())


@cache
def _stems() -> tuple[str, ...]:
    return take_texts(read_table(_NAMES), "stems", name=_NAMES)


@lru_cache(maxsize=32768)
def judge_names(names: str) -> Names:
    """Judge the class and id of an element, joined by a space.

    >>> judge_names("postContent related-posts").clutter
    'related-posts'
    """
    words = [word.lower() for word in _WORD.findall(names)]
    phrases = _phrases()
    found: dict[str, str] = {}
    starts = [at for at, word in enumerate(words) if word in _first_words()]
    for length in (3, 2, 1) if starts else ():
        for start in (at for at in starts if at + length <= len(words)):
            phrase = "-".join(words[start : start + length])
            for key in phrases.get(phrase, ()):
                found.setdefault(key, phrase)
    for word in words:
        if word.startswith(_stems()):
            found.setdefault("clutter", word)
    is_hidden = "hidden" in found or not _hiding_names().isdisjoint(names.lower().split())
    if not found and not is_hidden:
        return _NOTHING
    return Names(
        clutter=found.get("clutter", ""),
        comments=found.get("comments", ""),
        weak=found.get("weak", ""),
        about=found.get("about", ""),
        is_excused="excuses" in found,
        is_body="body" in found,
        is_standfirst="standfirst" in found,
        is_caption="caption" in found,
        is_entry="entry" in found,
        is_contents="contents" in found,
        is_bubble="bubbles" in found,
        is_hidden=is_hidden,
    )


@cache
def _hiding(key: str) -> tuple[str, ...]:
    return take_texts(take(read_table(_NAMES), "hidden", dict, {}, name=_NAMES), key, name=_NAMES)


@cache
def _hiding_names() -> frozenset[str]:
    return frozenset(_hiding("names"))


def is_hiding(style: str) -> bool:
    """Whether a style attribute hides its element.

    >>> is_hiding("color: red; display: none")
    True
    """
    folded = style.replace(" ", "").lower()
    return any(rule in folded for rule in _hiding("styles"))
