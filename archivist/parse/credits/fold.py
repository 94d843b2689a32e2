"""Text as it is shown, and text as it is compared: same length, so that places agree."""

from __future__ import annotations

import re
import unicodedata

# Shown to nobody, and met between the letters of credits: soft hyphen, zero-width space, word
# joiner, byte order mark, bidirectional marks. Joiners (U+200C, U+200D) are part of words.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]+")

# One character for another, where the compatibility form would be longer or is not enough.
_SAME = {
    char: folded
    for folded, chars in {
        "©": "ⓒⒸ℗", "I": "İ", "'": "‘’‚ʼ′", '"': "“”„‟〝〟", "-": "‐‑", "/": "⁄∕╱", "|": "丨│┃¦∣",
        "[": "【〔", "]": "】〕",
        "<": "〈", ">": "〉", "(": "﹝", ")": "﹞", " ": "\u00a0",
    }.items()
    for char in chars
}  # fmt: skip


class _Folding(dict[int, str]):
    """What each character is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SAME.get(char) or unicodedata.normalize("NFKC", char)
        self[code] = folded = folded if len(folded) == 1 else char
        return folded


_FOLDING = _Folding()
_OWN_FORM = re.compile(f"[{re.escape(''.join(_SAME))}]")


def clean(text: str) -> str:
    r"""Return the text with single spaces, without control and invisible characters.

    >>> clean(" Seoul.\n\u200b /  Yonhap ")
    'Seoul. / Yonhap'
    """
    if text.isprintable() and "  " not in text:  # the space is the one white space that is printable
        return text.strip()
    return " ".join(_CONTROLS.sub(" ", _INVISIBLE.sub("", text)).split())


def fold(text: str) -> str:
    """Return the text as it is compared, character for character: half width, plain quotes and dashes.

    >>> fold("＝ＡＰ")
    '=AP'
    """
    if text.isascii():
        return text
    if unicodedata.is_normalized("NFKC", text):  # most are, and then only our own forms are left
        return _OWN_FORM.sub(_own_form, text)
    return text.translate(_FOLDING)


def _own_form(match: re.Match[str]) -> str:
    return _SAME[match[0]]
