"""Keep news pages as WARC, read them with every photo credited, make EPUBs, prove them unaltered.

The public names are read on first use, so that ``import archivist`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archivist.library import Library as Library
    from archivist.model import Article as Article
    from archivist.model import Caption as Caption
    from archivist.model import Credit as Credit
    from archivist.model import Photo as Photo
    from archivist.parse.article import photos as photos
    from archivist.parse.article import read_article as read_article
    from archivist.parse.credits import parse_caption as parse_caption

__all__ = ["Article", "Caption", "Credit", "Library", "Photo", "parse_caption", "photos", "read_article"]

_HOMES = {
    "Article": "archivist.model",
    "Caption": "archivist.model",
    "Credit": "archivist.model",
    "Library": "archivist.library",
    "Photo": "archivist.model",
    "parse_caption": "archivist.parse.credits",
    "photos": "archivist.parse.article",
    "read_article": "archivist.parse.article",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'archivist' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value  # the next use finds it at once
    return value
