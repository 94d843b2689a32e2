"""A book prints the standfirst once, wherever the page had it."""

import pytest

from archivist.export.standfirst import said_once
from archivist.export.text import article_text
from archivist.model import Article, Block, Figure, Heading, Paragraph, Run

LEAD = "A close vote ends a long grey time."
STORY = Paragraph((Run("The council voted on Monday."),))


def article(*blocks: Block) -> Article:
    return Article(title="Cranes", standfirst=LEAD, blocks=blocks)


@pytest.mark.parametrize("text", [LEAD, LEAD.upper(), f" {LEAD.replace(' ', '  ')}"])
@pytest.mark.parametrize("before", [(), (Figure(0),)])
def test_a_first_paragraph_that_repeats_it_goes(text: str, before: tuple[Block, ...]) -> None:
    repeated = article(*before, Paragraph((Run(text),)), STORY)
    assert said_once(repeated).blocks == (*before, STORY)
    assert article_text(repeated).casefold().count("grey") == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (STORY,),
        (STORY, Paragraph((Run(LEAD),))),
        (Heading(2, (Run(LEAD),)), STORY),
        (Paragraph((Run(f"{LEAD} It was cold."),)), STORY),
    ],
)
def test_all_else_stays(blocks: tuple[Block, ...]) -> None:
    assert said_once(article(*blocks)).blocks == blocks
