"""Print: results to stdout, talk to stderr, and no control character of outside text to either."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from archivist.errors import ArchivistError
from archivist.model import Credit, Photo

#: The version of the objects that ``--json`` prints; it changes when a key changes its meaning.
JSON_VERSION = 1

# What could move the cursor, recolour the screen or turn a line around.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)  # C0, C1, line and paragraph separator
_BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNPRINTABLE = dict.fromkeys((*_CONTROLS, *_BIDIRECTIONAL, 0xFEFF), "\N{REPLACEMENT CHARACTER}")
_MULTILINE = {code: mark for code, mark in _UNPRINTABLE.items() if code not in {0x09, 0x0A}}
_ESCAPED = {code: f"\\u{code:04x}" for code in _UNPRINTABLE}


def clean(text: object) -> str:
    """Return outside text as one line that is safe on a terminal."""
    return str(text).translate(_UNPRINTABLE).encode("utf-8", "replace").decode("utf-8")


def clean_lines(text: str) -> str:
    """Return outside text safe on a terminal, its line breaks and tabs kept."""
    return text.translate(_MULTILINE).encode("utf-8", "replace").decode("utf-8")


def line(*parts: object) -> None:
    """Print a line of results."""
    sys.stdout.write(" ".join(map(clean, parts)).rstrip() + "\n")


def block(text: str) -> None:
    """Print a result of several lines."""
    sys.stdout.write(clean_lines(text).rstrip("\n") + "\n")


def data(text: bytes) -> None:
    """Write a result as it is, or, where it meets a terminal, safe for that."""
    if sys.stdout.isatty():
        block(text.decode("utf-8", "replace"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text)


def obj(value: Mapping[str, Any]) -> None:
    """Print an object as one line of JSON, its version first.

    Control and bidirectional characters are escaped, so that it is as safe as any line.
    """
    text = json.dumps({"version": JSON_VERSION, **value}, ensure_ascii=False).translate(_ESCAPED)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def talk(*parts: object) -> None:
    """Print a line that is no result."""
    sys.stderr.write(" ".join(map(clean, parts)).rstrip() + "\n")


def progress(*parts: object) -> None:
    """Print a line that the next one overwrites; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + " ".join(map(clean, parts))[:100])
        sys.stderr.flush()


def progress_done() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def error(problem: ArchivistError) -> None:
    """Print an error in at most three lines: what happened to which thing, and what to do."""
    first, _, second = str(problem).partition("\n")
    talk(f"archivist: {first[:500]}")
    if second:
        talk(f"  {second[:500]}")
    if problem.hint:
        talk(f"  hint: {problem.hint[:500]}")


def size(count: int) -> str:
    """Return a number of bytes for people: ``"184 kB"``.

    >>> size(183_900), size(12), size(2_500_000)
    ('184 kB', '12 B', '2.5 MB')
    """
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one.

    >>> count(1, "picture"), count(1200, "word")
    ('1 picture', '1,200 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def credit(value: Credit | None) -> str:
    """Return who is credited, for people: creators, then agencies with their roles."""
    if value is None:
        return "no credit"
    agencies = (f"{a.name} ({a.role})" if a.role else a.name for a in value.agencies)
    courtesy = (f"courtesy of {name}" for name in value.courtesy_of)
    return ", ".join([*value.creators, *agencies, *courtesy]) or value.line


def photo(value: Photo) -> str:
    """Return a picture for people: the start of its caption, and who is credited."""
    words = value.caption or value.alt or value.source
    return f"{shorten(words, 60)} [{credit(value.credit)}]"


def shorten(text: str, width: int) -> str:
    """Return at most ``width`` characters of the text, cut at a word where there is one.

    >>> shorten("Rescuers search the harbour", 14)
    'Rescuers …'
    """
    if len(text) <= width:
        return text
    head = text[: width - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[width // 2 :] else head.rstrip()) + " …"
