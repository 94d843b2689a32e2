"""Lines and lists of an article's containers that are only links: offers to read something else."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS, is_address, is_gone, is_link, is_told, leads_away

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.parse.survey import Box, Survey

_KEPT = frozenset({*HEADINGS, "dd", "dt", "td", "th", "caption", "blockquote"})  # where a line may be a link
_MOST_TITLES = 6  # in lists in the middle of an article: with more they may be what the page is for
_KICKER = 40  # letters
_TITLE = 20  # letters in a link


def drop_links(survey: Survey, lines: Sequence[Box]) -> None:
    """Drop lines and lists that are only links."""
    lists: dict[Box, list[Box]] = {}
    times = Counter(line.text for line in lines)
    for line in lines:
        if is_gone(line):
            continue
        if (around := _list_of(line)) is not None:
            lists.setdefault(around, []).append(line)
        elif line.own_good or line.tag in _KEPT or (is_told(line) and times[line.text] == 1):
            continue
        elif is_link(line):
            survey.drop_line(line, "link")
    last = max((line.index for line in lines if line.own_good and not is_gone(line)), default=0)
    before = {later: line for line, later in pairwise(lines)}
    titles = {item for items in lists.values() if _are_titles(survey, items) for item in items}
    for items in lists.values():
        is_late = items[0].index > last and not _promises(before.get(items[0]))
        are_links = sum(is_link(item) and not is_address(item.text) for item in items) >= 0.8 * len(items)
        if (is_late and are_links) or (items[0] in titles and len(titles) <= _MOST_TITLES):
            for item in items:
                survey.drop_line(item, "links")


def _are_titles(survey: Survey, items: Sequence[Box]) -> bool:
    """Whether the items of a list are titles of other articles: linked headings, or "Labour: It is over".

    Those of the parts of this article lead to no other page.
    """
    return all(
        (is_link(item) if item.tag in HEADINGS else _has_kicker(item)) and leads_away(survey, item)
        for item in items
    )


def _has_kicker(item: Box) -> bool:
    """Whether an item is a title with the word that papers print before it; the link may begin behind it."""
    kicker, colon, title = item.text.partition(": ")
    return (
        bool(colon)
        and len(kicker) <= _KICKER
        and item.linked >= max(_TITLE, 0.8 * len("".join(title.split())))
    )


def _promises(line: Box | None) -> bool:
    """Whether a line leads to the list behind it: "Among the best are:"."""
    return (
        line is not None
        and not is_gone(line)
        and line.tag not in HEADINGS
        and line.text.endswith((":", "："))
    )


def _list_of(line: Box) -> Box | None:
    around = line.parent
    while around is not None and around.tag not in {"ul", "ol"}:
        around = around.parent
    return around
