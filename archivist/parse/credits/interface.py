"""Words of the page's machinery in a caption: "Enlarge", "1/5", "Image:", "Image caption"."""

from __future__ import annotations

import re

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.tokens import Tokens

# "1/5", "1 of 4.", "2|": a place in a gallery, before a capital or at the end of the text.
_COUNTER = re.compile(
    r"(?:(?:image|photo|picture|slide|bild|foto|imagen)\s)?"
    r"\(?(\d{1,3})\s?(?:/|of|von|de|sur|di|из|з|van|av|af)\s?(\d{1,3})\)?\s{0,2}[.:|)–-]?(?=\s|$)|\d{1,2}\s?\|",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[\w-]{1,80}\.(?:jpe?g|png|webp|gif|tiff?)(?=\s|$)", re.IGNORECASE)
# ">> more on this": a link that a template puts behind the caption.
_MORE = re.compile(r"\s*(?:>>|▶|►)\s?[^>▶►]{1,60}$")
_AFTER_PHRASES = frozenset({k.COLON, k.PIPE, k.COMMA, k.SLASH})
#: No counters: what they are known for.
_FAMOUS = frozenset({("9", "11"), ("24", "7"), ("7", "7"), ("50", "50"), ("20", "20")})


def interface_head(text: str, tokens: Tokens, start: int) -> int:
    """Return where the caption begins, in tokens, after the machinery's words at ``start``."""
    size, starts, ends, senses = len(tokens.kinds), tokens.starts, tokens.ends, tokens.senses
    while start < size:
        alone = start + 1 == size or starts[start + 1] > ends[start]
        if alone and not senses[start] and text[starts[start]].isalpha():
            return start  # the first word of a sentence, as in most captions
        if match := _counter_or_file(text, tokens, start):
            if match.lastindex == 2 and (match.groups() in _FAMOUS or int(match[1]) > int(match[2])):
                return start
            start = _token_at(tokens, start, match.end())
        elif senses[start] & s.INTERFACE and (colon := _interface_end(tokens, start)):
            start = colon
        else:
            return start
    return start


def _counter_or_file(text: str, tokens: Tokens, start: int) -> re.Match[str] | None:
    """Return the counter or file name that begins at the token."""
    place = tokens.starts[start]
    behind = tokens.ends[start] + 1 if tokens.senses[start] & s.LABEL else place  # "Photo 1 of 4"
    if text[behind : behind + 1].isdigit() or tokens.kinds[start] == k.OPEN:
        return _COUNTER.match(text, place) or _FILE_NAME.match(text, place)
    dot = text.find(".", place, place + 90)
    return _FILE_NAME.match(text, place) if dot > 0 and text.find(" ", place, dot) < 0 else None


def _interface_end(tokens: Tokens, index: int) -> int:
    """Return the token after an interface phrase, its colon or bar included; 0 for a common word."""
    following = index + 1
    if following < len(tokens.kinds) and tokens.kinds[following] in _AFTER_PHRASES:
        return following + 1
    small = following < len(tokens.kinds) and tokens.text[tokens.starts[following]].islower()
    if small and not tokens.senses[following] & s.INTERFACE:
        return 0  # "Read more about …" is a sentence
    return following if is_phrase(tokens, index) else 0


def is_phrase(tokens: Tokens, index: int) -> bool:
    """Whether an interface token has several words, or a script that says as much in one."""
    word = tokens.words[index]
    return " " in word or not word.isascii() or tokens.kinds[index] == k.OTHER


def _token_at(tokens: Tokens, index: int, place: int) -> int:
    while index < len(tokens.kinds) and tokens.starts[index] < place:
        index += 1
    return index


def interface_tail(tokens: Tokens, first: int, last: int) -> int:
    """Return where the caption ends, in tokens, before the machinery's words at its end."""
    while last > first and tokens.senses[last - 1] & s.INTERFACE and is_phrase(tokens, last - 1):
        last -= 1
    return last


_MAIL = re.compile(
    r"(?:\s*\(?\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?\)?)?\s*[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}\.?$"
)


def mail_address(text: str) -> int:
    """Return where an e-mail address at the end of the text begins, or the text's length."""
    if "@" not in text:
        return len(text)
    match = _MAIL.search(text, max(0, len(text) - 130))
    return match.start() if match else len(text)


def more_link(text: str) -> int:
    """Return where a link to more begins at the end of the text, or the text's length."""
    if ">" not in text and "▶" not in text and "►" not in text:
        return len(text)
    match = _MORE.search(text, max(0, len(text) - 80))
    return match.start() if match else len(text)
