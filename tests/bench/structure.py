"""How much of an article's structure is kept: headings, items of lists, tables, code, pictures.

What is expected, what we give and what a peer gives are all HTML, ours as the book has it, and all
three are counted by ``count_parts``, so that none is seen otherwise than another:

- a heading is one of any level with words, unless it says the title: that is no part of the body;
- an item is ``li`` with words or a picture; items of definition lists are not told from paragraphs;
- a table is one of data: no table in it, two rows at least with two cells that have words. Whoever keeps
  a table that only lays the page out gains nothing by that, and loses nothing;
- code is a block or a word of it, the outermost element: a peer that writes words of code as blocks
  (trafilatura) has kept them all the same;
- a figure is a picture, each address once. Ours has no more than the pictures of the article; a lead
  picture outside the body, which the expected HTML never has, counts against us.

The measure is the F1 of the numbers of these parts on a page. It does not see whether a part stands at its
place or has its words, which the figures of the text do.
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from archivist.export.chapter import Shown, write_chapter
from archivist.model import Article

_XHTML = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CODE = ("pre", "code", "kbd", "samp", "tt")


def structure_f1(expected: str, given: str, titles: frozenset[str]) -> float | None:
    """Return how much of the structure of the expected HTML the given one keeps; None if there is none.

    ``titles`` has the titles of the article, case folded.
    """
    wanted, kept = count_parts(expected, titles), count_parts(given, titles)
    return 2 * (wanted & kept).total() / (wanted.total() + kept.total()) if wanted else None


def count_parts(markup: str, titles: frozenset[str]) -> Counter[str]:
    """Return how many parts of each kind an article has as HTML."""
    tree = etree.HTML(markup) if markup.strip() else etree.Element("html")
    pictures = list(tree.iter("img"))
    said = map(_words, tree.iter(*_HEADINGS))
    return +Counter(
        {
            "heading": sum(bool(words) and words not in titles for words in said),
            "item": sum(bool(_words(item)) or item.find(".//img") is not None for item in tree.iter("li")),
            "table": sum(map(_is_of_data, tree.iter("table"))),
            "code": sum(map(_is_code, tree.iter(*_CODE))),
            "figure": len({picture.get("src") or str(number) for number, picture in enumerate(pictures)}),
        }
    )


def as_html(article: Article) -> str:
    """Return the body of an article as its chapter in a book has it, all pictures shown."""
    shown = [Shown(photo=photo, file_name=str(number)) for number, photo in enumerate(article.photos)]
    documents = write_chapter(0, article, None, shown, {}).documents
    trees = [etree.fromstring(document.content) for document in documents]
    for frame in [frame for tree in trees for frame in tree.iter(f"{_XHTML}header", f"{_XHTML}footer")]:
        frame.getparent().remove(frame)  # type: ignore[union-attr]  # a header or footer stands in a body
    return "".join(str(etree.tostring(tree, encoding="unicode")) for tree in trees)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split()).casefold()


def _is_of_data(table: etree._Element) -> bool:
    if table.find(".//table") is not None:
        return False
    rows = (sum(bool(_words(cell)) for cell in row.iterchildren("td", "th")) for row in table.iter("tr"))
    return sum(cells > 1 for cells in rows) > 1


def _is_code(element: etree._Element) -> bool:
    return bool(_words(element)) and next(element.iterancestors(*_CODE), None) is None
