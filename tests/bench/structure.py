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
from collections.abc import Iterator

from lxml import etree

from archivist.export.anchors import Anchors
from archivist.export.markup import Markup, tag
from archivist.export.xhtml import BlockWriter
from archivist.model import Article, Figure
from archivist.rules.phrases import phrases

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
    """Return the body of an article as its chapter has it: lead pictures, then the blocks."""
    pictures = [tag("img", src=str(number)) for number in range(len(article.photos))]
    writer = BlockWriter(
        anchors=Anchors(article.blocks),
        figures=pictures,
        addresses={},
        documents=[""] * len(article.blocks),
        phrases=phrases(article.language),
    )
    blocks = [writer.block(number, block) for number, block in enumerate(article.blocks)]
    return "".join([*_leading(article, pictures), *blocks])


def _leading(article: Article, pictures: list[Markup]) -> Iterator[Markup]:
    placed = {block.photo for block in article.blocks if isinstance(block, Figure)}
    return (picture for number, picture in enumerate(pictures) if number not in placed)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split()).casefold()


def _is_of_data(table: etree._Element) -> bool:
    if table.find(".//table") is not None:
        return False
    rows = (sum(bool(_words(cell)) for cell in row.iterchildren("td", "th")) for row in table.iter("tr"))
    return sum(cells > 1 for cells in rows) > 1


def _is_code(element: etree._Element) -> bool:
    return bool(_words(element)) and next(element.iterancestors(*_CODE), None) is None
