"""Letters without their marks: what is the same name, printed with them and without."""

from __future__ import annotations

import unicodedata


def without_marks(text: str) -> str:
    """Return a text without the marks that its letters carry, and in their compatible forms (Unicode NFKD).

    >>> without_marks("Jörg Škoda")
    'Jorg Skoda'
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
