"""Puts late parts of a page at their places, as React's script in it does.

A server that streams sends ``<template id="B:1">`` where a part will be, and the part itself at the end of
the page, as ``<div hidden id="S:1">``; a "P" marks the place of a segment. Source: React, the
instruction set of its server renderer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from archivist.parse.page import Page

_ID = re.compile(r"[BPS]:[0-9a-f]{1,8}\Z")


def join_streamed(page: Page) -> bool:
    """Move each late part of a page to its place; return whether there were any."""
    if not any(_ID.match(element.get("id") or "") for element in page.tagged("template")):
        return False
    found: dict[str, etree._Element] = {}
    for element in page.tagged("template", "div"):
        if (name := element.get("id")) and _ID.match(name):
            found.setdefault(name, element)
    for name, part in found.items():
        place = found.get(f"P{name[1:]}", found.get(f"B{name[1:]}")) if name[0] == "S" else None
        if place is not None and place.tag == "template" and part not in place.iterancestors():
            place.tag = "div"
            place.text, part.text = part.text, None
            place.extend(list(part))
    return True
