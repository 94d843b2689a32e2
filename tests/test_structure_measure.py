"""The measure of structure counts alike what is expected, what is given, and what a peer gives."""

import pytest

from archivist.model import Article, Code, Figure, Heading, Item, ListBlock, Paragraph, Photo, Run
from tests.bench.structure import as_html, count_parts, structure_f1

TITLE = frozenset({"the pier"})


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("<h1>The Pier</h1><h2>Storm</h2><h3> </h3>", {"heading": 1}),
        ("<ul><li>boats<ol><li>old ones</ol><li><img src=a><li></ul>", {"item": 3, "figure": 1}),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", {"table": 1}),
        ("<table><tr><td>menu<td>story</table><table><tr><td>a<tr><td>b</table>", {}),
        ("<table><tr><td>a<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>", {"table": 1}),
        ("<pre><code>tide --all</code></pre><p>Run <code>tide</code>.</p>", {"code": 2}),
        ("<pre>tide --all</pre><p>Run</p><pre>tide</pre>.", {"code": 2}),
        ("<img src=a><img src=a><img src=b>", {"figure": 2}),
        ("", {}),
    ],
)
def test_parts_of_html(markup: str, parts: dict[str, int]) -> None:
    assert dict(count_parts(markup, TITLE)) == parts


def test_ours_is_counted_as_the_book_has_it() -> None:
    blocks = (
        Heading(2, (Run("Storm"),)),
        Paragraph((Run("Run "), Run("tide", code=True))),
        ListBlock((Item((Run("boats"),)), Item((Run("old ones"),), depth=1))),
        Code("tide --all"),
        Figure(1),
    )
    ours = as_html(Article(blocks=blocks, photos=(Photo(source=""), Photo(source=""))))

    assert count_parts(ours, TITLE) == {"heading": 1, "item": 2, "code": 2, "figure": 2}


def test_figure_is_the_f1_of_the_numbers() -> None:
    assert structure_f1("<h2>a</h2><h2>b</h2><img>", "<h2>a</h2>", TITLE) == pytest.approx(0.5)
    assert structure_f1("<p>words</p>", "<h2>a</h2>", TITLE) is None
