"""Bytes of a metadata block -> a text with single spaces and no control character."""

import re

#: Characters of one text; what is longer is no credit, and no caption that a person wrote.
MOST_CHARACTERS = 8000

# Controls, halves of surrogate pairs, and what no XML may hold.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]+")


def clean(text: str) -> str:
    r"""Return a text as the model has it, cut to MOST_CHARACTERS.

    >>> clean("Rescuers\r\n search \x00")
    'Rescuers search'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text[: 2 * MOST_CHARACTERS]).split())[:MOST_CHARACTERS].rstrip()


def decode(data: bytes) -> str:
    """Return bytes without a stated charset as text: UTF-8 where they are, else a guess between two.

    Programs of Windows wrote code page 1252 into these blocks, those of the old Macintosh its Roman.

    >>> [decode("Zoë Müller".encode(charset)) for charset in ("utf-8", "cp1252", "mac-roman")]
    ['Zoë Müller', 'Zoë Müller', 'Zoë Müller']
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        windows = data.decode("cp1252", "replace")
        mac = data.decode("mac-roman")
    return mac if _oddity(windows) > _oddity(mac) else windows


# A sign that no word has between its letters; an apostrophe may be.
_SIGN_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f‘’“”–—·…\xa0](?=[^\W\d_])")


def _oddity(text: str) -> int:
    """Count what a text read with its own charset would hardly have: capitals and signs inside words."""
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    capitals = sum(
        letter.isupper() and before.isalpha() and (before.islower() or after.islower())
        for before, letter, after in around
        if not letter.isascii()
    )
    return capitals + len(_SIGN_INSIDE.findall(text)) + text.count("\ufffd")
