"""Lines of the page's machinery in text dumps, in the languages of the world (data/dump_words.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from archivist.rules.tables import read_table, take, take_texts

_NAME = "dump_words.toml"
_LONGEST = 60  # characters of a line of machinery
_EDGES = re.compile(r"^[^\w+(-]+|[^\w+)-]+$")
_ANY_WORDS = r"\S+(?: \S+){0,4}"


@dataclass(frozen=True, slots=True)
class DumpWords:
    """What lines of a dump say when they are no part of the article."""

    lines: re.Pattern[str]
    ends: re.Pattern[str]
    paywalls: tuple[str, ...]  # parts of lines, case-folded
    rights: re.Pattern[str]

    def is_machinery(self, text: str) -> bool:
        """Whether a line is a button, a label or a link of the page's frame.

        >>> dump_words().is_machinery("Kakao share button")
        True
        >>> dump_words().is_machinery("Share of renewables rises")
        False
        """
        return _is_whole(self.lines, text)

    def is_end(self, text: str) -> bool:
        """Whether a line is the heading of what follows an article.

        >>> dump_words().is_end("Top 10 Stories")
        True
        """
        return _is_whole(self.ends, text)

    def is_paywall(self, text: str) -> bool:
        """Whether a line says that the rest is for subscribers."""
        folded = text[:200].casefold()
        return any(phrase in folded for phrase in self.paywalls)

    def without_rights(self, text: str) -> str:
        """Return the name in front of, or behind, a notice of rights.

        >>> dump_words().without_rights("The Lighthouse. All rights reserved.")
        'The Lighthouse'
        """
        parts = (part.strip(" .,|·;:-") for part in self.rights.split(text))
        return next(filter(None, parts), "")


@cache
def dump_words() -> DumpWords:
    """Return the words of all languages."""
    return DumpWords(
        lines=_any_of(_all("lines")),
        ends=_any_of(_all("ends")),
        paywalls=tuple(phrase.casefold() for phrase in _all("paywalls")),
        rights=re.compile("|".join(map(re.escape, _all("rights"))), re.IGNORECASE),
    )


def _all(key: str) -> tuple[str, ...]:
    table = read_table(_NAME)
    phrases = (
        phrase
        for language in table
        for phrase in take_texts(take(table, language, dict, {}, name=_NAME), key, name=_NAME)
    )
    return tuple(dict.fromkeys(phrases))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_ANY_WORDS.join(map(re.escape, p.casefold().split("…"))) for p in phrases))


def _is_whole(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    folded = text.casefold().strip()
    return bool(pattern.fullmatch(folded) or pattern.fullmatch(_EDGES.sub("", folded)))
