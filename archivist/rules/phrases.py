"""The words that a book adds to what the pages say, by language: data/phrases.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from archivist.errors import TableError
from archivist.rules.tables import read_table, take_texts

_TABLE = "phrases.toml"
_FALLBACK = "en"
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})(?::\d{2}(?:[.]\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The furniture of a book in one language."""

    language: str  # BCP 47 primary subtag
    texts: Mapping[str, str]
    months: tuple[str, ...]  # none where the language numbers them

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    def count(self, number: int) -> str:
        """Return "1 article", "12 articles"."""
        return self["count_one"] if number == 1 else self["count"].format(n=number)

    def date(self, text: str) -> str:
        """Return an ISO 8601 date or time as a day in words; what has no day, as it is.

        >>> phrases("en").date("2026-11-24T09:30:00+09:00")
        '24 November 2026'
        >>> phrases("ko").date("2026-11")
        '2026-11'
        """
        match = _DATE.match(text)
        if not match or not 1 <= int(match[2]) <= 12:
            return text
        year, month, day = map(int, match.groups())
        name = self.months[month - 1] if self.months else ""
        return self["date"].format(y=year, m=month, d=day, month=name)

    def time(self, text: str) -> str:
        """Return an ISO 8601 time as a day in words and the time of day; what has no time, as it is.

        >>> phrases("en").time("2026-11-24T09:30:00+09:00")
        '24 November 2026, 09:30 +09:00'
        """
        match = _TIME.fullmatch(text)
        if not match:
            return self.date(text)
        zone = " UTC" if match[2] in {"Z", "+00:00"} else f" {match[2]}" if match[2] else ""
        return f"{self.date(text)}, {match[1]}{zone}"


@lru_cache(maxsize=128)
def phrases(language: str) -> Phrases:
    """Return the phrases of a language, or the English ones where the table has none.

    Raises:
        TableError: a phrase of the language is missing.
    """
    table = read_table(_TABLE)
    name = language.partition("-")[0].lower()
    name = name if name in table else _FALLBACK
    chosen, months = table[name], take_texts(table[name], "months", name=_TABLE)
    for key, text in table[_FALLBACK].items():
        if type(chosen.get(key)) is not type(text):
            raise TableError(_TABLE, f"{name}.{key}", f"expected a {type(text).__name__}")
    if len(months) not in {0, 12}:
        raise TableError(_TABLE, f"{name}.months", f"expected 12 names or none, found {len(months)}")
    return Phrases(language=name, texts={k: v for k, v in chosen.items() if k != "months"}, months=months)
