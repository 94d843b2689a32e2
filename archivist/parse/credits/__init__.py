"""Captions and credits of pictures, taken apart. Pure; any language.

parse_caption(text)      a caption with its credit, wherever it stands
parse_credit(text)       a text that the page's own markup says is only the credit
looks_like_credit(text)  whether a text is nothing but a credit
"""

from archivist.parse.credits.reader import looks_like_credit, parse_caption, parse_credit

__all__ = ["looks_like_credit", "parse_caption", "parse_credit"]
