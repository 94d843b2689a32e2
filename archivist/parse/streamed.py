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

SIGN = b'id="S:'  # in the markup of a page that has such parts
_ID = re.compile(r"[BPS]:[0-9a-f]{1,8}\Z")


def join_streamed(root: etree._Element) -> None:
    """Move each late part of a page to its place."""
    found: dict[str, etree._Element] = {}
    for element in root.iter("template", "div"):
        if (name := element.get("id")) and _ID.match(name):
            found.setdefault(name, element)
    for name, part in found.items():
        place = found.get(f"P{name[1:]}", found.get(f"B{name[1:]}")) if name[0] == "S" else None
        if place is not None and place.tag == "template" and part not in place.iterancestors():
            place.tag = "div"
            place.text, part.text = part.text, None
            place.extend(list(part))
