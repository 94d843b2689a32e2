"""Which language a text is in, told by its script, its commonest words and its letters."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from archivist.rules.languages import language_marks

_SAMPLE = 2500  # characters that decide
_FEWEST_LETTERS = 8
_FEWEST_HITS = 3.0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAD = 1.15  # by which the first language must pass the second, else the text is too short to say
_LETTER_WEIGHT = 0.5
_SHARE_OF_KANA = 0.03  # Japanese has kana among its Chinese signs
_SHARE_OF_SCRIPT = 0.4


def identify(text: str) -> str:
    """Return the language of a text as a BCP 47 primary subtag, or "" where it is too short to say.

    >>> identify("The report was published on Monday, and it is not the first of its kind.")
    'en'
    >>> identify("東京都は二日、新しい計画を発表した。")
    'ja'
    """
    sample = text[:_SAMPLE].casefold()
    signs = {sign: sample.count(sign) for sign in dict.fromkeys(sample)}
    letters = sum(count for sign, count in signs.items() if sign.isalpha())
    if letters < _FEWEST_LETTERS:
        return ""
    return _by_script(signs, letters) or _by_words(sample, signs)


def _by_script(signs: Mapping[str, int], letters: int) -> str:
    """Return the language whose own script most of the letters are in, or ""."""
    scripts: Counter[str] = Counter()
    for sign, count in signs.items():
        if script := _script_of(sign):
            scripts[script] += count
    if not scripts:
        return ""
    if scripts["ja"] > _SHARE_OF_KANA * letters and scripts["ja"] > scripts["ko"]:
        return "ja"
    language, count = scripts.most_common(1)[0]
    return language if count > _SHARE_OF_SCRIPT * letters else ""


@cache
def _script_of(sign: str) -> str:
    code = ord(sign)
    if code < 0x370:
        return ""
    return next((name for first, last, name in language_marks().scripts if first <= code <= last), "")


def _by_words(sample: str, signs: Mapping[str, int]) -> str:
    """Return the language that most of the words, and then of the letters, speak for, or ""."""
    marks = language_marks()
    scores: dict[str, float] = {}
    words = Counter(_WORD.findall(sample.replace("’", "'")))
    for word, count in words.items():
        if word in marks.words:
            for language, weight in marks.words[word].items():
                scores[language] = scores.get(language, 0.0) + weight * count
    for letter, count in signs.items():
        for language in marks.letters.get(letter, ()):
            if language in scores:
                scores[language] += _LETTER_WEIGHT * count / len(marks.letters[letter])
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < _FEWEST_HITS:
        return ""
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return ""
    return ranked[0][0]
