"""Gathers the text of a block as runs: stretches of one style, white space folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archivist.model import Run, Runs

_STYLES = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "cite": "emphasis", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_INLINE = frozenset({*_STYLES, "a", "q", "ruby", "rt", "rp", "br"})

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # parts no words and is not seen
_QUOTES = {False: "\u201c", True: "\u201d"}


class RunGatherer:
    """Takes the text and the inline tags of a block, and gives its runs."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._styles: list[str] = []  # open elements that style their text
        self._links: list[str] = []
        self._style = Run("")
        self._in_reading = False  # of ruby
        self._in_bracket = False  # around that reading, for readers that do not know ruby

    def add(self, text: str) -> None:
        """Add text as it stands on the page."""
        if self._in_bracket:
            return
        if self._in_reading and self._runs:
            base = self._runs[-1]
            self._runs[-1] = replace(base, ruby=base.ruby + " ".join(text.split()))
        elif text:
            self._runs.append(replace(self._style, text=text) if self._styles or self._links else Run(text))

    def start(self, name: str, href: str) -> bool:
        """Begin an inline element; False if ``name`` is none."""
        if name not in _INLINE:
            return False
        if name == "br":
            self._runs.append(Run("\n"))
        elif name == "rt":
            self._in_reading = True
        elif name == "rp":
            self._in_bracket = True
        elif name == "q":
            self.add(_QUOTES[False])
        elif name == "a":
            self._links.append(href)
        elif name in _STYLES:
            self._styles.append(_STYLES[name])
        self._restyle()
        return True

    def end(self, name: str) -> bool:
        """End an inline element; False if ``name`` is none."""
        if name not in _INLINE:
            return False
        if name == "rt":
            self._in_reading = False
        elif name == "rp":
            self._in_bracket = False
        elif name == "q":
            self.add(_QUOTES[True])
        elif name == "a" and self._links:
            self._links.pop()
        elif name in _STYLES and _STYLES[name] in self._styles:
            self._styles.remove(_STYLES[name])
        self._restyle()
        return True

    def take(self) -> list[Runs]:
        """Return the paragraphs gathered, none empty, and begin anew. Two line breaks part paragraphs."""
        runs, self._runs = self._runs, []
        if not runs:
            return []
        parts: list[list[Run]] = [[]]
        for run in runs:
            if run.text == "\n" and _ends_with_break(parts[-1]):
                parts.append([])
            else:
                parts[-1].append(run)
        return [folded for part in parts if (folded := fold(part))]

    def _restyle(self) -> None:
        self._style = Run("", next((link for link in reversed(self._links) if link), ""))
        for style in self._styles:
            self._style = replace(self._style, **{style: True})  # type: ignore[arg-type]  # names of flags


def _ends_with_break(runs: list[Run]) -> bool:
    for run in reversed(runs):
        if run.text == "\n":
            return True
        if not run.text.isspace():
            return False
    return False


def fold(runs: Sequence[Run]) -> Runs:
    """Fold white space to single spaces, drop what is not seen, join runs of one style.

    A run that is a line break alone stays one; the blanks around it go.
    """
    folded: list[Run] = []
    after_blank = True
    for run in runs:
        if run.text == "\n":
            text = "\n"
            if folded and folded[-1].text.endswith(" "):
                folded[-1] = replace(folded[-1], text=folded[-1].text[:-1])
        else:
            text = _fold_text(run.text, after_blank)
        if not text:
            continue
        after_blank = text[-1] in " \n"
        if folded and replace(run, text="") == replace(folded[-1], text="") and not run.ruby:
            folded[-1] = replace(run, text=folded[-1].text + text)
        else:
            folded.append(run if run.text == text else replace(run, text=text))
    return _strip(folded)


def _fold_text(text: str, after_blank: bool) -> str:
    words = _UNSEEN.sub("", text).split()
    if not words:
        return "" if after_blank or not text else " "
    start = " " if text[0].isspace() and not after_blank else ""
    return start + " ".join(words) + (" " if text[-1].isspace() else "")


def _strip(runs: list[Run]) -> Runs:
    while runs and not (first := runs[0].text.lstrip()):
        runs.pop(0)
    while runs and not (last := runs[-1].text.rstrip()):
        runs.pop()
    if runs:
        first = runs[0].text.lstrip()
        if first != runs[0].text:
            runs[0] = replace(runs[0], text=first)
        last = runs[-1].text.rstrip()
        if last != runs[-1].text:
            runs[-1] = replace(runs[-1], text=last)
    return tuple(runs)


def join_lines(lines: Sequence[Runs]) -> Runs:
    """Return the runs of several paragraphs as those of one, parted by line breaks."""
    joined: list[Run] = []
    for line in lines:
        if joined:
            joined.append(Run("\n"))
        joined.extend(line)
    return fold(joined) if len(lines) > 1 else tuple(joined)
