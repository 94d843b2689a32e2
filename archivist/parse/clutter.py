"""Takes out of a page what is no article on any page: menus, share bars, related links, hidden things.

An element is judged by its tag, role, names and style. It keeps its place if it holds too
much of the page's running text: many pages call the whole body "has-sidebar" or hide it until
a script has run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.parse.lines import HEADINGS
from archivist.rules.clutter import is_hiding, judge_names

if TYPE_CHECKING:
    from archivist.parse.survey import Box, Survey

_CLUTTER_TAGS = frozenset({
    "nav", "aside", "footer", "form", "figcaption", "button", "dialog", "menu", "object", "frameset",
    "label",
})  # fmt: skip
_CLUTTER_ROLES = frozenset({
    "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar",
    "navigation", "search", "tablist", "toolbar", "tooltip",
})  # fmt: skip

_TEXTS = frozenset({"table", "blockquote", "pre"})  # in a figure, as pictures are
_PICTURES = frozenset({"img", "picture", "iframe", "source"})

# Ids of headings and paragraphs are made of their words.
_WORDY_TAGS = frozenset({*HEADINGS, "p", "section", "a", "li"})

# React sends late parts of a page in hidden boxes that a script moves to their places.
_STREAMED = re.compile(r"S:[0-9a-f]+\Z")

_MOST = 0.4  # of the page's running text: an element with more is not clutter whatever it is called
_LINKY = 0.25  # letters of links to one of running text: teasers have more, an article less
_SIGN_UP = 400  # letters of running text in a box that asks for an address
_SIGN_UP_SHARE = 0.2
_LITTLE = 400  # letters of running text: as much as a box beside the article has
_ABOUT = 1500  # letters of running text: as much as is told of an author
_ABOUT_SHARE = 0.25
_QUESTION = 25  # letters: the button of a menu says less than the heading of a section
_ASKS = ("?", "？", "؟")
_PANELS = frozenset({"region", "tabpanel"})
_NEAR = 4  # boxes: the panel is the hidden box, or what it wraps
_NOTE = 200  # letters of running text
_NOTE_LINKS = 0.05  # letters of links and labels to one of those
_SPOKEN = 100  # letters: more is not hidden from readers of a screen because it only adorns
_HIDDEN = 600  # letters: more is a body that a script is to show


def drop_clutter(survey: Survey) -> None:
    """Drop the clutter of a page, and what is hidden."""
    boxes = survey.boxes
    if not boxes:
        return
    _drop_sign_ups(survey)
    limit = boxes[0].good * _MOST
    index = 1
    while index < len(boxes):
        box = boxes[index]
        if not box.is_skipped and (why := _why_clutter(survey, box, limit)):
            survey.drop(box, why)
            index = box.end
        else:
            # Colours of code are classes such as "token comment".
            index = box.end if box.tag == "pre" else index + 1


def _drop_sign_ups(survey: Survey) -> None:
    """Drop the boxes around fields for an e-mail address: newsletters, accounts."""
    most = survey.boxes[0].good * _SIGN_UP_SHARE
    for field in survey.mail_fields:
        box = field
        while (around := box.parent) is not None and around.good < min(_SIGN_UP, most):
            box = around
        if box.good < _SIGN_UP and box.parent is not None and not _holds_title(survey, box):
            survey.drop(box, "sign-up")


def _holds_title(survey: Survey, box: Box) -> bool:
    return any(inner.tag == "h1" and inner.letters for inner in survey.inside(box))


def _why_clutter(survey: Survey, box: Box, limit: float) -> str:
    if box.is_block and not box.letters:
        return ""
    attributes = box.attributes
    names, identity = attributes.get("class") or "", attributes.get("id") or ""
    if names or identity:
        box.names = judge_names(names if box.tag in _WORDY_TAGS else f"{names} {identity}")
    if box.names.comments and box.good < 2 * limit:
        return box.names.comments
    if box.good > limit or _is_of_text(survey, box):
        return ""
    if (
        box.tag in _CLUTTER_TAGS
        and not _is_cite(box)
        and not _is_toggle(survey, box)
        and not _is_note(survey, box)
    ):
        return box.tag
    if box.good < _HIDDEN and _is_hidden(box) and not (box.good and _is_folded(survey, box)):
        return "hidden"
    role = attributes.get("role") or ""
    return _why_named(survey, box, limit) or (role if role in _CLUTTER_ROLES else "")


def _is_hidden(box: Box) -> bool:
    attributes = box.attributes
    if box.names.is_hidden or (attributes.get("aria-hidden") == "true" and box.good < _SPOKEN):
        return True
    if "hidden" in attributes and not _STREAMED.match(attributes.get("id") or ""):
        return True
    return "style" in attributes and is_hiding(attributes["style"])


def _is_folded(survey: Survey, box: Box) -> bool:
    """Whether a hidden box is a section that its heading opens: "What does it cost?".

    Source: ARIA Authoring Practices, Accordion Pattern.
    """
    panels = survey.boxes[box.index : min(box.end, box.index + _NEAR)]
    return any(
        "aria-labelledby" in panel.attributes and panel.attributes.get("role") in _PANELS for panel in panels
    )


def _why_named(survey: Survey, box: Box, limit: float) -> str:
    """The word in the names of a box that says it is clutter, or nothing."""
    names = box.names
    has_little = box.good < _LITTLE
    if names.is_bubble and has_little:
        return "bubble"
    if names.is_caption and has_little and box.is_block:
        return "caption"
    if names.is_excused or not (box.is_block or (box.is_linked and not _is_in_sentence(box))):
        return ""
    if box.tag == "th":
        return ""
    if names.is_contents and (box.tag in HEADINGS or box.good > box.bad):
        return ""
    if names.clutter and (has_little or (box.bad > _LINKY * box.good and not _holds_body(survey, box))):
        return names.clutter
    if names.about and not has_little and box.good < min(_ABOUT, _ABOUT_SHARE * limit / _MOST):
        return names.about if not _holds_body(survey, box) else ""
    return names.about or names.weak if has_little else ""


def _is_in_sentence(box: Box) -> bool:
    """Whether an inline box stands in a line that is no link: there it is a word, whatever it is called.

    In a heading, what is less than half of it is the anchor beside it: "#".
    """
    around: Box | None = box
    while around is not None and not around.is_block:
        around = around.parent
    if around is None:
        return False
    if around.tag in HEADINGS:
        return 2 * len("".join(map(str, box.element.itertext())).strip()) > len(around.text)
    return around.linked * 2 < len(around.text)


def _holds_body(survey: Survey, box: Box) -> bool:
    """Whether an element inside is named as the body, and holds most of the text here."""
    return any(
        inner.good > box.good / 2 and judge_names(inner.attributes.get("class") or "").is_body
        for inner in survey.inside(box)
    )


def _is_toggle(survey: Survey, box: Box) -> bool:
    """Whether a button asks the question that is answered in the section that it opens."""
    return box.tag == "button" and any(
        inner.text.endswith(_ASKS) and inner.letters >= _QUESTION for inner in (box, *survey.inside(box))
    )


def _is_note(survey: Survey, box: Box) -> bool:
    """Whether an aside is a note among the paragraphs of an article: running text without links."""
    if box.tag != "aside" or box.good < _NOTE or box.bad > _NOTE_LINKS * box.good or box.parent is None:
        return False
    beside, index = 0.0, box.parent.index + 1
    while index < box.parent.end:
        beside += survey.boxes[index].own_good
        index = survey.boxes[index].end
    return beside > box.good


def _is_cite(box: Box) -> bool:
    """Whether a footer is that of a quotation."""
    return box.tag == "footer" and box.parent is not None and box.parent.tag == "blockquote"


def _is_of_text(survey: Survey, caption: Box) -> bool:
    """Whether a caption is that of a table, a quotation or code, and of no picture."""
    figure = caption.parent
    if caption.tag != "figcaption" or figure is None or figure.tag != "figure":
        return False
    if next(caption.element.itersiblings("figcaption", preceding=True), None) is not None:
        return False  # a figure has one (HTML Standard, 4.4.13)
    tags = {box.tag for box in survey.inside(figure)}
    return not tags.isdisjoint(_TEXTS) and tags.isdisjoint(_PICTURES)
