"""Reads the article in a text dump of a page: ``read_text(text, url)``.

lines     text -> lines, those that were broken at a width joined again
kinds     what each line is: prose, a caption, a button of the page's frame
story     where the article lies among them, and its blocks
head      title, standfirst, byline and dates, from the lines above it
"""

from archivist.parse.textdump.reader import read_text

__all__ = ["read_text"]
