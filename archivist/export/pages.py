"""The pages of a book that are not articles: cover, title page, contents, photo credits."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from archivist.export.chapter import Document, Shown, heading_of
from archivist.export.cover import can_draw
from archivist.export.cover_page import cover_words
from archivist.export.credited import best_spelling, name_key, parties
from archivist.export.markup import NOTHING, Markup, escape, is_blank, join, language_tag, page, tag
from archivist.model import Article, Book, Capture, Heading, Paragraph, Photo, Quote, block_text
from archivist.rules.phrases import Phrases, phrases

_EXCERPT = 240  # characters
_BYLINE = 90
_CAPTION_START = 90
_MOST_PUBLISHERS = 8
# Han, Kana and Hangul, whose words are not counted by the spaces between them.
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")

#: Up to so many articles are not grouped.
UNGROUPED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A chapter that has been written, as the other pages speak of it."""

    article: Article
    capture: Capture | None
    file_name: str
    shown: Sequence[Shown]
    figures: Sequence[str]  # the address of each photo's figure; empty where it is not shown
    outline: Sequence[tuple[str, str]] = ()  # its headings of level 2: text and address

    @property
    def title(self) -> str:
        """What the article is called; never empty."""
        return heading_of(self.article, self.capture)

    @property
    def day(self) -> str:
        """The day it was published, or else saved, as in ISO 8601; empty where neither is known."""
        saved = self.capture.captured_at.date().isoformat() if self.capture else ""
        return self.article.published[:10] or saved

    def words(self, name: str, *text: Markup, class_: str | None = None) -> Markup:
        """Return an element with words of the article, marked as being in its language."""
        language = language_tag(self.article.language)
        direction = "rtl" if self.article.is_rtl else "ltr"
        return tag(name, *text, class_=class_, lang=language, dir=direction, **{"xml:lang": language})


class Pages:
    """Writes the pages of one book, in the language of most of its articles."""

    def __init__(self, book: Book, entries: Sequence[Entry]) -> None:
        self.book = book
        self.entries = entries
        self.phrases: Phrases = phrases(book.language)

    @property
    def is_rtl(self) -> bool:
        """Whether the book as a whole is turned from right to left: all of it is read so."""
        return bool(self.entries) and all(entry.article.is_rtl for entry in self.entries)

    def cover(self, image: str) -> Document:
        """Return the page that shows the cover; a title that is not drawn on it is written there."""
        if can_draw(self.book_title):
            picture = tag("img", src=image, alt=self.book.title, role="doc-cover")
        else:
            sources = " · ".join(self.publishers())
            picture = cover_words(self.book_title, self.day, sources, image=image, is_rtl=self.is_rtl)
        body = tag("section", tag("h1", picture), **{"epub:type": "cover"})
        return self._document("cover", self.phrases["cover"], body)

    def title(self) -> Document:
        """Return the title page: title, day, number of articles, and who published them."""
        words, title = self.phrases, self.book_title
        lines = [self.day, words.count(len(self.entries)), " · ".join(self.publishers())]
        body = tag(
            "section",
            tag("h1", escape(title)),
            *(tag("p", escape(line)) for line in lines if line and line not in title),
            tag("p", escape(words["rights"]), class_="rights"),
            **{"epub:type": "titlepage"},
        )
        return self._document("title", self.book.title, body)

    def contents(self) -> Document:
        """Return the page with each article and how it begins, by day where there is more than one."""
        parts = [tag("h1", escape(self.phrases["contents"]))]
        for name, entries in self.groups():
            if name:
                parts.append(tag("h2", escape(name), class_="day"))
            parts.extend(self._teaser(entry, level=3 if name else 2) for entry in entries)
        return self._document("contents", self.phrases["contents"], join(parts, "\n"))

    def credits(self) -> Document | None:
        """Return the page that names everyone who is credited, in alphabetical order, with their pictures.

        Each picture has links to its figure and to its article; those that credit nobody come last. None
        where the book has no pictures.
        """
        if not any(entry.shown for entry in self.entries):
            return None
        sections = [tag("h1", escape(self.phrases["credits"]), id="title")]
        for name, pictures in credited_names(self.entries):
            heading = tag("h2", escape(name or self.phrases["no_credit"]))
            sections.append(tag("section", heading, tag("ul", *(_credit(*each) for each in pictures))))
        marks = {"epub:type": "credits", "aria-labelledby": "title"}
        body = tag("section", join(sections, "\n"), role="doc-credits", class_="credits", **marks)
        return self._document("credits", self.phrases["credits"], body)

    @property
    def day(self) -> str:
        """The day on which the book was made, in words that stay in one line."""
        return self.phrases.date(self.book.made_at.date().isoformat()).replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def book_title(self) -> str:
        """The title of the book; a day in it stays in one line."""
        day = self.day.replace("\N{NO-BREAK SPACE}", " ")
        return self.book.title.replace(day, self.day)

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Return the articles in reading order, under the names of days or sections where that helps.

        A name is empty where the articles are few, or where most groups would be of one.
        """
        entries = list(self.entries)
        if len(entries) > UNGROUPED:
            for name_of in (lambda entry: self.phrases.date(entry.day), lambda entry: entry.article.section):
                groups = [(name, list(group)) for name, group in groupby(entries, key=name_of)]
                if 1 < len(groups) <= len(entries) // 2:
                    return groups
        return [("", entries)]

    def publishers(self) -> list[str]:
        """Return the publishers of the articles, those of most articles first."""
        names = (entry.article.publisher for entry in self.entries)
        counted = Counter(name for name in names if not is_blank(name)).most_common(_MOST_PUBLISHERS)
        return [name for name, _ in counted]

    def _document(self, kind: str, title: str, body: Markup) -> Document:
        content = page(title, body, language=self.phrases.language, kind=kind)
        return Document(file_name=f"{kind}.xhtml", title=title, content=content)

    def _teaser(self, entry: Entry, *, level: int) -> Markup:
        article = entry.article
        authors = ", ".join(author.name for author in article.authors) or shorten(article.byline, _BYLINE)
        words, minutes = phrases(article.language), reading_minutes(article.text)
        time = words["minutes"].format(n=minutes) if minutes else ""
        facts = [article.publisher, authors, words.date(entry.day), time]
        source = " · ".join(text for text in facts if not is_blank(text))
        excerpt = excerpt_of(article)
        return entry.words(
            "section",
            tag(f"h{level}", tag("a", escape(entry.title), href=entry.file_name)),
            tag("p", escape(source), class_="byline") if source else NOTHING,
            tag("p", escape(excerpt), class_="excerpt") if excerpt else NOTHING,
            class_="teaser",
        )


def excerpt_of(article: Article) -> str:
    """Return how an article begins: its standfirst, or its first paragraph, cut at a word."""
    texts = (block_text(block) for block in article.blocks if isinstance(block, Paragraph | Quote))
    first = next((text for text in [article.standfirst, *texts] if not is_blank(text)), "")
    if not first:
        texts = (block_text(block) for block in article.blocks if not isinstance(block, Heading))
        first = next((text for text in texts if not is_blank(text)), "")
    return shorten(first, _EXCERPT)


def reading_minutes(text: str) -> int:
    """Return how long a text takes to read: 230 words a minute, 450 letters of Chinese, Japanese or Korean.

    >>> reading_minutes("word " * 600), reading_minutes("雨" * 900), reading_minutes("")
    (3, 2, 0)
    """
    letters = len(_EAST_ASIAN.findall(text))
    words = len(_EAST_ASIAN.sub(" ", text).split())
    return round(words / 230 + letters / 450 + 0.4)


def shorten(text: str, most: int) -> str:
    """Return a text in one line, of at most this many characters, cut after a word where it has any.

    >>> shorten("Rain fell on Busan", 12)
    'Rain fell…'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > most // 2 else cut[:-1]).rstrip(" ,;:.-–—") + "…"


def credited_names(entries: Sequence[Entry]) -> list[tuple[str, list[tuple[Entry, int]]]]:
    """Return everyone who is credited with their pictures, by name; under an empty name those of nobody.

    A picture is an article and the number of the photo in it, from 0; one of several names stands under
    each. A line in which no name is known stands as a name.
    """
    pictures: dict[str, list[tuple[Entry, int]]] = {}
    spellings: dict[str, Counter[str]] = {}
    for entry in entries:
        for number, shown in enumerate(entry.shown):
            for name in _names(shown.photo) or [""]:
                pictures.setdefault(name_key(name), []).append((entry, number))
                spellings.setdefault(name_key(name), Counter())[name] += 1
    keys = sorted(pictures, key=lambda key: (not key, key))
    return [(best_spelling(spellings[key]), pictures[key]) for key in keys]


def _credit(entry: Entry, number: int) -> Markup:
    """Return a picture of the page of credits: how its caption begins, its credit, and its article.

    The caption leads to the figure; where there is none, the title of the article does.
    """
    photo, figure = entry.shown[number].photo, entry.figures[number]
    said = escape(shorten(photo.caption or photo.alt, _CAPTION_START))
    caption = tag("a", said, href=figure, class_="caption") if figure else tag("span", said, class_="caption")
    parts = [
        caption if said else NOTHING,
        NOTHING if is_blank(photo.credit_line) else tag("small", escape(photo.credit_line), class_="credit"),
        tag("a", escape(entry.title), href=entry.file_name if said else figure or entry.file_name),
    ]
    return entry.words("li", join(parts, " "))


def _names(photo: Photo) -> list[str]:
    """Return who is credited for a photo, each once; the line where no name in it is known."""
    if photo.credit is None:
        return []
    named = [party.name for party in parties(photo.credit)] or [photo.credit.line]
    return list({name_key(name): name for name in reversed(named) if not is_blank(name)}.values())[::-1]
