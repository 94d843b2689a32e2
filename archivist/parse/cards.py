"""Cards: boxes of one shape, side by side, each with the title and the beginning of another article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS, leads_away

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.parse.survey import Box, Survey

_FEWEST = 3  # cards
_FEWEST_BARE = 2  # of those that have no running text and are no items of a list
_BARE = frozenset({"div", "article"})
_MOST_TEXT = 350  # letters of running text in a card, in the middle
_SHARE = 0.4  # of the region's running text: a group with more is the article
_MOST_LINES = 7
_TAGS = frozenset({"div", "li", "article", "section", "a"})
_DIRECTORY = 20  # items: a list of so many links is no list of the article; a shorter one may well be
_TITLE = 12  # letters: the shortest link that is a title


def drop_cards(survey: Survey, regions: Sequence[Box]) -> None:
    """Drop the groups of cards in a region."""
    for region in regions:
        for cards in _groups(survey, region):
            is_bare = cards[0].tag in _BARE and not any(card.good for card in cards)
            fewest = _FEWEST_BARE if is_bare else _FEWEST
            if len(cards) >= fewest and _are_cards(survey, cards, region.good * _SHARE):
                for card in cards:
                    survey.drop(card, "card")


def _groups(survey: Survey, region: Box) -> Iterable[list[Box]]:
    """Boxes of one class and one parent, together."""
    groups: dict[tuple[int, str, str], list[Box]] = {}
    for box in survey.visible(region.index + 1, region.end):
        if box.tag in _TAGS and box.letters and box.parent and (names := box.attributes.get("class")):
            groups.setdefault((box.parent.index, box.tag, names.strip().split(" ")[0]), []).append(box)
    return groups.values()


def _are_cards(survey: Survey, cards: Sequence[Box], most: float) -> bool:
    goods = sorted(card.good for card in cards)
    if sum(goods) > most:
        return False
    if goods[len(goods) // 2] > _MOST_TEXT:
        return False
    if (
        cards[0].tag == "li"
        and len(cards) < _DIRECTORY
        and all(card.letters == len(card.text) for card in cards)
    ):
        return False
    return sum(_is_card(survey, card) for card in cards) >= 0.8 * len(cards)


def _is_card(survey: Survey, card: Box) -> bool:
    lines = [box for box in survey.visible(card.index, card.end) if box.text]
    if not 0 < len(lines) <= _MOST_LINES or not leads_away(survey, card):
        return False
    return any(map(_is_title, lines))


def _is_title(line: Box) -> bool:
    """Whether a line is a linked title; in a heading, a copy for narrow screens may stand beside the link."""
    share = 0.4 if line.tag in HEADINGS else 0.8
    return line.linked >= _TITLE and line.linked >= share * len(line.text.replace(" ", ""))
