"""The wording of bylines: what begins one, what ends one, and what in it belongs to no name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from archivist.rules.bylines import byline_words
from archivist.rules.dates import date_words, jalali_months, month_names

#: Signs around names that are no part of them.
EDGES = " \t.,:;：-–—_|/•·∙*\"'“”„»«>#=+~"
#: Before a byline at the end of a text, as in "— Story by Jane Doe", and white space.
DASHES = " \t\n\r\f\xa0-–—―~•"
#: Scripts that do not part words by spaces, and Korean, which sets some words without.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")

_LONGEST_STARTER, _LONGEST_REPORTER = 40, 80
_REMEMBERED = 4096  # beginnings of texts
_SIGNS_OF_STARTER = 2  # by which those that may begin a text are looked up
_COLONS = frozenset(":：")
_PREFIXES_AT_MOST = 4
# "Recipe by", "Read more posts by", "More articles from": what stands before a name in one breath.
_SOMEONE_BY = re.compile(
    r"^(?:\S{1,20}\s){1,4}by\s+|^(?:more|all|view|read|see)\s(?:\S{1,20}\s){0,3}from\s+", re.IGNORECASE
)
_NUMBER = re.compile(r"\d[\d.,:/-]*(?:st|nd|rd|th|am|pm|h)?[.,]?", re.IGNORECASE)
_OF = frozenset({"of", "de", "del", "di"})  # "21st of March"
_DIGIT = re.compile(r"\d")
_REPORTER = re.compile(
    r"[\uac00-\ud7a3]{2,4}\s?(?:기자|특파원)(?:\s?[(\[<]?[\w.+-]{1,40}@[\w.-]{1,40}[)\]>]?)?$"
    r"|(?:記者|记者)\s?[\u4e00-\u9fff]{2,4}\s?(?:[／/].*)?$|[\u4e00-\u9fff]{2,4}\s?(?:記者|记者)$"
)
# "(서울=연합뉴스) 박서연 기자 = ", "[포구신문=이도현 기자]".
_DATELINE = re.compile(
    r"[(\[【][^()\[\]【】]{2,30}[)\]】]\s?[\uac00-\ud7a3·, ]{2,20}\s?(?:기자|특파원|통신원)\s?="
    r"|[(\[【][^()\[\]【】=]{2,20}=\s?[\uac00-\ud7a3·, ]{2,20}\s?(?:기자|특파원|통신원)[)\]】]"
)
_BARS = re.compile(r"[|•·]")
_WHITE_BEFORE = 60  # characters
_BRACKETS = frozenset("([【")
_OTHERS = "\x1f"  # stands for "reviewed by" and the like


def starts_byline(text: str) -> str:
    """Return the word, folded, with which a text begins as a byline does: "written by"; else ""."""
    starters = _starters_with(text[:_SIGNS_OF_STARTER])
    if not starters:
        return ""
    folded = text[:_LONGEST_STARTER].casefold()
    alone = folded.strip() + ":"
    return next((word for word in starters if _begins(folded, word) or word == alone), "")


def names_reporter(text: str) -> bool:
    """Whether a line names a reporter as papers of East Asia do: "박서연 기자", "記者陳怡君／花蓮報導"."""
    return len(text) <= _LONGEST_REPORTER and bool(_REPORTER.search(text))


def byline_within(line: str) -> str:
    """Return the end of a line that says by whom, "by Jane Doe" of "May 9, 2023 by Jane Doe", or ""."""
    parts = [part.strip() for part in _BARS.split(line)]
    if told := next((part for part in parts[1:] if starts_byline(part)), ""):
        return told
    match = _middle().search(line)
    return match["by"] if match else ""


@cache
def _middle() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(byline_words().middle)))
    return re.compile(rf"\d[.,)]?\s(?P<by>(?:{words})\s\D.*)", re.IGNORECASE)


def reporter_of_dateline(text: str) -> str:
    """Return the dateline with which a Korean report begins, where it names the reporter; else ""."""
    start = text[:_WHITE_BEFORE].lstrip()[:1]
    match = _DATELINE.match(text.lstrip()) if start in _BRACKETS else None
    return match[0] if match else ""


def ends_byline(line: str) -> bool:
    """Whether a line tells of something that follows the names: a date, "min read", "in Travel"."""
    words = line.split()
    if not words or words[0] in byline_words().cuts:
        return True
    return any(_dated(words)) or not byline_words().beside.isdisjoint(line.casefold().split())


def without_others(text: str) -> str:
    """Take out who only reviewed or edited: from "reviewed by" to the next line that begins a byline."""
    folded = text.casefold()
    if len(folded) != len(text):
        return text
    for word in byline_words().others:
        if word in folded:
            folded = folded.replace(word, "\n" + _OTHERS.ljust(len(word) - 1, _OTHERS))
    if _OTHERS not in folded:
        return text
    marked = "".join(
        sign if mark not in {"\n", _OTHERS} else mark for sign, mark in zip(text, folded, strict=True)
    )
    kept = []
    is_other = False
    for line in marked.split("\n"):
        if line.startswith(_OTHERS):
            is_other = True
        elif starts_byline(line):
            is_other = False
        if not is_other:
            kept.append(line)
    return "\n".join(kept)


def strip_before(text: str, *, is_whole: bool) -> str:
    """Take "Written by", and "Recipe by", off the beginning, as often as they stand there.

    Of a text that ``is_whole`` a name only what no name begins with: "Par" and "Di" stay.
    """
    text = _SOMEONE_BY.sub("", text.strip(EDGES))
    for _ in range(_PREFIXES_AT_MOST):
        folded = text.casefold()
        words = byline_words().before.get(folded[:1], ())
        word = next((w for w in words if _begins(folded, w) and _is_no_name(text, w, is_whole)), "")
        if not word:
            break
        text = text[len(word) :].strip(EDGES)
    return text


def strip_after(name: str) -> str:
    """Take what stands after a name, "기자" or "記者", off its end."""
    folded = name.casefold()
    for word in byline_words().after.get(folded[-1:], ()):
        if folded.endswith(word) and len(name) > len(word):
            rest = name[: -len(word)]
            if rest.endswith(" ") or UNSPACED.fullmatch(word):
                return rest.strip(EDGES)
    return name


def without_date(piece: str) -> str:
    """Cut a date, or a count, from the beginning or the end of a piece of a byline."""
    if not _DIGIT.search(piece):
        return piece
    words = piece.split()
    dated = _dated(words)
    if True not in dated:
        return piece
    if not dated[0]:
        return " ".join(words[: dated.index(True)])
    return " ".join(words[dated.index(False) :]) if False in dated else ""


def is_beside(text: str, *, is_whole: bool) -> bool:
    """Whether a text tells a job or something else beside the name.

    What ``is_whole`` the name of a desk may have a job in it: "Travel News Editors".
    """
    known = byline_words()
    words = {word.strip(".,:()") for word in text.casefold().split()}
    if not known.beside.isdisjoint(words):
        return True
    jobs = {word for word in words if word in known.jobs or word.endswith(known.job_endings)}
    return bool(jobs) and (not is_whole or known.desks.isdisjoint(words) or words <= jobs | known.desks)


@lru_cache(maxsize=_REMEMBERED)
def _starters_with(signs: str) -> tuple[str, ...]:
    return _starters().get(signs.casefold()[:_SIGNS_OF_STARTER], ())


@cache
def _starters() -> dict[str, tuple[str, ...]]:
    """Return the words that begin a byline, by their first signs."""
    by_signs: dict[str, list[str]] = {}
    for words in byline_words().starters.values():
        for word in words:
            by_signs.setdefault(word[:_SIGNS_OF_STARTER], []).append(word)
    return {signs: tuple(words) for signs, words in by_signs.items()}


def _begins(folded: str, word: str) -> bool:
    """Whether a text begins with a word that ends there, or with one of a script without spaces."""
    if not folded.startswith(word):
        return False
    is_apart = word[-1] in _COLONS or not folded[len(word) : len(word) + 1].isalnum()
    return is_apart or (len(word) > 1 and bool(UNSPACED.fullmatch(word)))


def _is_no_name(text: str, word: str, is_whole: bool) -> bool:
    """Whether a word at the beginning of a text is not the first of a name: not in "Di Maio"."""
    rest = text[len(word) :]
    if is_whole:
        return " " in word or word == "by" or rest.lstrip()[:1] in _COLONS
    return word not in byline_words().particles or len(rest.split()) != 1


def _dated(words: list[str]) -> list[bool]:
    """Return for each word whether it belongs to a date: a number, its month, what follows its hour."""
    folded = [word.casefold().strip(".,") for word in words]
    months = [bool(month_names().find(word) or jalali_months().find(word)) for word in folded]
    numbers = [bool(_NUMBER.fullmatch(word)) for word in words]
    if len(words) > 1 and numbers[0] and len(words[0]) <= 2:
        numbers[0] = months[1]  # "98 Buck Social" is a name
    dated: list[bool] = []
    for at in range(len(words)):
        beside = numbers[max(0, at - 1) : at] + numbers[at + 1 : at + 2]
        follows = bool(dated) and dated[-1] and folded[at] in _after_numbers()
        is_of = folded[at] in _OF and any(numbers[max(0, at - 1) : at]) and any(months[at + 1 : at + 2])
        is_month = months[at] and (any(beside) or (at > 1 and folded[at - 1] in _OF and numbers[at - 2]))
        dated.append(numbers[at] or is_month or is_of or follows)
    return dated


@cache
def _after_numbers() -> frozenset[str]:
    return date_words().am | date_words().pm | frozenset(date_words().zones) | {"at"}
