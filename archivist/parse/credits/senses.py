"""What a token may be, as bits: a phrase can be several things, and the context decides."""

from __future__ import annotations

from archivist.rules.credit_words import SENSES

(
    LABEL, TAKEN, BY, VIA, LINK, AND, COURTESY, PROVIDED, HANDOUT, FILE, FILE_TAG,
    POOL, SCREENSHOT, COMPOSITE, GENERATED, NOBODY, TITLE, RIGHTS, INTERFACE, TAG, EDITED, PICTURE,
) = (1 << bit for bit in range(len(SENSES)))  # fmt: skip

BIT_OF = {key: 1 << bit for bit, key in enumerate(SENSES)} | {
    "tags": TAG | LABEL,
    "pictures": PICTURE | LABEL,
}

#: Says how the picture came to be, or that nobody is named: stands in a credit beside names.
FLAGS = HANDOUT | FILE | FILE_TAG | POOL | SCREENSHOT | COMPOSITE | GENERATED | NOBODY
#: Begins a credit.
OPENERS = LABEL | COURTESY
#: Small words that are as common in running text.
SMALL = BY | VIA | LINK | AND
