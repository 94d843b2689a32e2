"""Gathers the text of a block as runs: stretches of one style, white space folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import starmap

from archivist.model import Run, Runs

_STYLES = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "cite": "emphasis", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_INLINE = frozenset({*_STYLES, "a", "q", "ruby", "rt", "rp", "br"})

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # parts no words and is not seen
_QUOTES = {False: "\u201c", True: "\u201d"}

#: The style of a stretch of text, as a run without text; and that text.
_Piece = tuple[Run, str]
_PLAIN = Run("")
_BREAK: _Piece = (_PLAIN, "\n")


class RunGatherer:
    """Takes the text and the inline tags of a block, and gives its runs."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._styles: list[str] = []  # open elements that style their text
        self._links: list[str] = []
        self._style = _PLAIN
        self._known: dict[tuple[str, ...], Run] = {("",): _PLAIN}  # each style that was met, made once
        self._in_reading = False  # of ruby
        self._in_bracket = False  # around that reading, for readers that do not know ruby

    def add(self, text: str) -> None:
        """Add text as it stands on the page."""
        if self._in_bracket:
            return
        if self._in_reading and self._pieces:
            style, base = self._pieces[-1]
            self._pieces[-1] = replace(style, ruby=style.ruby + " ".join(text.split())), base
        elif text:
            self._pieces.append((self._style, text))

    def start(self, name: str, href: str) -> bool:
        """Begin an inline element; False if ``name`` is none."""
        if name not in _INLINE:
            return False
        if name == "br":
            self._pieces.append(_BREAK)
        elif name == "rt":
            self._in_reading = True
        elif name == "rp":
            self._in_bracket = True
        elif name == "q":
            self.add(_QUOTES[False])
        elif name == "a":
            self._links.append(href)
            self._restyle()
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
            self._restyle()
        elif name in _STYLES and _STYLES[name] in self._styles:
            self._styles.remove(_STYLES[name])
            self._restyle()
        return True

    def take(self) -> list[Runs]:
        """Return the paragraphs gathered, none empty, and begin anew. Two line breaks part paragraphs."""
        if not self._pieces:
            return []
        pieces, self._pieces = self._pieces, []
        if len(pieces) == 1:  # most paragraphs are of one style
            style, text = pieces[0]
            text = " ".join(_without_unseen(text).split())
            return [(_run(style, text),)] if text else []
        return [folded for part in _paragraphs(pieces) if (folded := _fold(part))]

    def _restyle(self) -> None:
        link = next((link for link in reversed(self._links) if link), "")
        key = (link, *sorted(set(self._styles)))
        if key not in self._known:
            self._known[key] = Run("", link, **dict.fromkeys(self._styles, True))  # type: ignore[arg-type]  # flags
        self._style = self._known[key]


def _paragraphs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Part the pieces where two line breaks stand together, with nothing but blanks between them."""
    part: list[_Piece] = []
    after_break = False
    for piece in pieces:
        is_break = piece is _BREAK
        if is_break and after_break:
            yield part
            part, after_break = [], False
        else:
            part.append(piece)
            after_break = is_break or (after_break and piece[1].isspace())
    yield part


def _fold(pieces: Iterable[_Piece]) -> Runs:
    """Fold white space to single spaces, drop what is not seen, join pieces of one style to runs.

    A line break stays one; the blanks around it go.
    """
    folded: list[tuple[Run, list[str]]] = []
    after_blank = True
    for piece in pieces:
        style, text = piece
        if piece is _BREAK:
            if folded and (before := folded[-1][1])[-1].endswith(" "):
                before[-1] = before[-1][:-1]
        else:
            text = _fold_text(text, after_blank)
        if not text:
            continue
        after_blank = text[-1] in " \n"
        if folded and style is folded[-1][0] and not style.ruby:
            folded[-1][1].append(text)
        else:
            folded.append((style, [text]))
    return tuple(starmap(_run, _strip([(style, "".join(texts)) for style, texts in folded])))


def _fold_text(text: str, after_blank: bool) -> str:
    words = _without_unseen(text).split()
    if not words:
        return "" if after_blank or not text else " "
    start = " " if text[0].isspace() and not after_blank else ""
    return start + " ".join(words) + (" " if text[-1].isspace() else "")


def _without_unseen(text: str) -> str:
    return text if text.isascii() else _UNSEEN.sub("", text)


def _strip(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces without what is blank at both ends."""
    while pieces and not pieces[-1][1].strip():
        pieces.pop()
    start = next((index for index, (_, text) in enumerate(pieces) if text.strip()), 0)
    pieces = pieces[start:]
    if pieces:
        pieces[0] = pieces[0][0], pieces[0][1].lstrip()
        pieces[-1] = pieces[-1][0], pieces[-1][1].rstrip()
    return pieces


def _run(style: Run, text: str) -> Run:
    return Run(text) if style is _PLAIN else replace(style, text=text)


def join_lines(lines: Sequence[Runs]) -> Runs:
    """Return the runs of several paragraphs as those of one, parted by line breaks."""
    if len(lines) < 2:
        return lines[0] if lines else ()
    known = {_PLAIN: _PLAIN}
    pieces: list[_Piece] = []
    for line in lines:
        if pieces:
            pieces.append(_BREAK)
        for run in line:
            style = replace(run, text="")
            pieces.append(_BREAK if run.text == "\n" else (known.setdefault(style, style), run.text))
    return _fold(pieces)
