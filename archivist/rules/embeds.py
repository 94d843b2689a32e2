"""Things of other sites that stand in articles.

Source: data/embeds.toml.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from archivist.rules.tables import read_table, take_texts

_NAME = "embeds.toml"


@cache
def _texts(key: str) -> frozenset[str]:
    return frozenset(take_texts(read_table(_NAME), key, name=_NAME))


def is_frame_of_article(address: str) -> bool:
    """Whether a frame with this address belongs to an article.

    >>> is_frame_of_article("https://www.youtube.com/embed/abc"), is_frame_of_article("https://ads.example/1")
    (True, False)
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    parts = host.split(".")
    return any(".".join(parts[start:]) in _texts("frames") for start in range(len(parts)))


def is_post(classes: str) -> bool:
    """Whether a quotation with these classes is a post of another site.

    >>> is_post("twitter-tweet tw-align-center")
    True
    """
    return not _texts("posts").isdisjoint(classes.split())
