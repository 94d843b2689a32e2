"""Bodies that only a page's data for scripts hold: JSON-LD's articleBody, or the state of an application."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archivist.parse.page import Page

_FEWEST_LETTERS = 300  # of a body that is worth taking from data
_LARGEST = 5_000_000  # characters of a script that is looked at
_BODY_KEYS = frozenset(
    {"articlebody", "body", "bodyhtml", "content", "contenthtml", "html", "rendered", "maintext", "fulltext"}
)
_TEXT_KEYS = frozenset({"text", "html", "value", "content", "body", "paragraph"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
# An assignment of a state: window.__STATE__ = {…}
_ASSIGNED = re.compile(r"\A\s*(?:window\.|self\.|var |let |const )?[\w.$\[\]\"']{1,80}\s*=\s*(?=[{\[])")


def find_declared_body(page: Page) -> str:
    """Return the longest articleBody of the page's JSON-LD, as HTML; empty if there is none of length."""
    return _longest(body for item in page.json_ld if isinstance(body := item.get("articleBody"), str))


def find_body(page: Page) -> str:
    """Return the longest body that an application's state holds, as HTML; empty if there is none."""
    return _longest(body for data in _states(page) for body in _bodies_in(data))


def _longest(bodies: Iterable[str]) -> str:
    best = max(bodies, key=len, default="")
    return _as_html(best) if len(_TAG.sub("", best)) >= _FEWEST_LETTERS else ""


def _states(page: Page) -> Iterator[Any]:
    for script in page.tagged("script"):
        text = script.text or ""
        if not _FEWEST_LETTERS < len(text) < _LARGEST or "ld+json" in (script.get("type") or ""):
            continue
        assigned = _ASSIGNED.match(text)
        if assigned or "json" in (script.get("type") or ""):
            try:
                yield json.JSONDecoder(strict=False).raw_decode(
                    text[assigned.end() :] if assigned else text.strip()
                )[0]
            except (ValueError, RecursionError):
                continue


def _bodies_in(data: Any) -> Iterator[str]:
    """Yield texts under the names of a body, and lists of paragraphs as one text."""
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            for key, value in item.items():
                if isinstance(value, str):
                    if key.lower() in _BODY_KEYS:
                        yield value
                else:
                    stack.append(value)
        elif isinstance(item, list):
            if paragraphs := [text for part in item if (text := _text_of(part))]:
                yield "\n\n".join(paragraphs)
            stack.extend(part for part in item if not isinstance(part, str))


def _text_of(part: Any) -> str:
    if isinstance(part, str):
        return part if " " in part else ""
    if isinstance(part, dict):
        return next(
            (v for k, v in part.items() if isinstance(v, str) and k.lower() in _TEXT_KEYS and " " in v), ""
        )
    return ""


def _as_html(body: str) -> str:
    if _TAG.search(body):
        return f"<article>{body}</article>"
    paragraphs = (escape(line) for line in body.splitlines() if line.strip())
    return "<article>" + "".join(f"<p>{line}</p>" for line in paragraphs) + "</article>"
