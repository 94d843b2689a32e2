"""What the package document says of a book: Dublin Core, accessibility, collection."""

import re
from collections.abc import Iterator, Sequence

from archivist.export.chapter import alternative
from archivist.export.credited import ORGANISATIONS
from archivist.export.markup import is_blank, language_tag
from archivist.export.package import Package
from archivist.export.pages import Entry, shorten
from archivist.model import Book
from archivist.rules.phrases import phrases

_MOST_CREATORS = 20
_MOST_SUBJECTS = 60
_DESCRIPTION = 900  # characters

# MARC relators for the roles that the readers of bylines tell apart.
_RELATORS = {"author": "aut", "editor": "edt", "translator": "trl", "photographer": "pht"}

# "Jane van Dyke": a name in Latin letters of two to four words is filed under its last.
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’.-]+(?: [A-Za-zÀ-ɏḀ-ỿ'’.-]+){1,3}")
_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})


def describe(package: Package, book: Book, entries: Sequence[Entry]) -> None:
    """Tell a package all that is known of its book; nothing that is not so is claimed."""
    _describe_makers(package, entries)
    publishers = dict.fromkeys(entry.article.publisher for entry in entries)
    for name in publishers:
        package.say("publisher", name)
    days = sorted(entry.day for entry in entries if entry.day)
    package.say("date", days[-1] if days else book.made_at.date().isoformat())
    for other in _other_languages(book, entries):
        package.say("language", other)
    for address in dict.fromkeys(_sources(entries)):
        package.say("source", address)
    for subject in list(dict.fromkeys(_subjects(entries)))[:_MOST_SUBJECTS]:
        package.say("subject", subject)
    package.say("description", shorten("; ".join(entry.title for entry in entries), _DESCRIPTION))
    package.say("rights", phrases(book.language)["rights"])
    package.say_more("belongs-to-collection", "archivist", id_="collection")
    package.say_more("collection-type", "series", refines="collection")
    package.say_more("group-position", f"{book.made_at:%Y%m%d}", refines="collection")
    _describe_access(package, entries)


def _describe_makers(package: Package, entries: Sequence[Entry]) -> None:
    """Name authors and photographers, each once; the first of the authors are the book's creators."""
    makers: dict[tuple[str, str], str] = {}
    for entry in entries:
        language = entry.article.language
        for author in entry.article.authors:
            if author.role not in ORGANISATIONS:
                makers.setdefault((author.name, _RELATORS.get(author.role, "aut")), language)
        for name in (
            name for shown in entry.shown if shown.photo.credit for name in shown.photo.credit.creators
        ):
            makers.setdefault((name, "pht"), language)
    named = 0  # creators
    for number, ((name, relator), language) in enumerate(makers.items(), 1):
        if is_blank(name):
            continue
        is_creator = relator == "aut" and named < _MOST_CREATORS
        named += is_creator
        package.say("creator" if is_creator else "contributor", name, id=f"maker{number}")
        package.say_more("role", relator, refines=f"maker{number}", scheme="marc:relators")
        package.say_more("file-as", file_as(name, language), refines=f"maker{number}")
    if not named:  # shelves sort by it: where no person is named, the paper is
        package.say("creator", next((e.article.publisher for e in entries if e.article.publisher), ""))


def file_as(name: str, language: str) -> str:
    """Return a name as a catalogue files it.

    >>> file_as("Jane Doe", "en"), file_as("Kim Min", "ko")
    ('Doe, Jane', 'Kim Min')
    """
    if language.partition("-")[0].lower() in _FAMILY_FIRST or not _LATIN_NAME.fullmatch(name):
        return name
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def _other_languages(book: Book, entries: Sequence[Entry]) -> list[str]:
    languages = dict.fromkeys(language_tag(entry.article.language) for entry in entries)
    return [language for language in languages if language not in {language_tag(book.language), "und"}]


def _sources(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.capture.target_uri if entry.capture else entry.article.url


def _subjects(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from filter(None, [entry.article.section, *entry.article.tags])


def _describe_access(package: Package, entries: Sequence[Entry]) -> None:
    """Say for whom the book is (EPUB Accessibility 1.1, 2); pictures are described only if all are."""
    shown = [shown for entry in entries for shown in entry.shown if shown.file_name]
    is_described = all(alternative(each.photo) for each in shown)
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "unlocked",
    ]
    if is_described:
        features.append("alternativeText")
    for mode in ("textual", "visual"):  # the cover is a picture
        package.say_more("schema:accessMode", mode)
    package.say_more("schema:accessModeSufficient", "textual" if is_described else "textual,visual")
    for feature in features:
        package.say_more("schema:accessibilityFeature", feature)
    package.say_more("schema:accessibilityHazard", "unknown")
    package.say_more("schema:accessibilitySummary", _summary(is_described=is_described))


def _summary(*, is_described: bool) -> str:
    pictures = (
        "Every picture has a description."
        if is_described
        else "Pictures have the descriptions and captions of their pages; some have only a caption."
    )
    return (
        "Articles saved from web pages, as text with headings, lists, tables and notes; a table of contents"
        f" links to each. {pictures} No assessment of conformance has been made."
    )
