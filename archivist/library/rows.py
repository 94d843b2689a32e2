"""The rows of the catalogue: what a list shows of a capture, and the words it is found by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archivist.export.credited import parties
from archivist.library.ledger import write_time
from archivist.library.names import site_of
from archivist.model import Article, Capture, Photo

# Han and Kana: scripts without spaces. Hangul has spaces, but endings grow on its words.
_HAN_KANA = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_UNSPACED = re.compile(f"[{_HAN_KANA}]")
_DENSE_RUN = re.compile(f"[{_HAN_KANA}{_HANGUL}]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the catalogue knows of a capture. Of a page that could not be read, texts are empty."""

    capture: Capture
    site: str  # host of the target URI, without "www."
    url: str = ""  # canonical, as the article has it; else the target URI
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # ISO 8601
    language: str = ""
    words: int = 0  # of the body; in Han and Kana each character is one
    photos: int = 0
    agencies: tuple[str, ...] = ()  # credited for its photos, in page order, each once
    creators: tuple[str, ...] = ()
    completeness: str = ""  # a Completeness; empty where the page could not be read

    @property
    def id(self) -> str:
        """The id of the capture."""
        return self.capture.id

    @property
    def captured_at(self) -> datetime:
        """When the page was captured, UTC."""
        return self.capture.captured_at

    def as_dict(self) -> dict[str, Any]:
        """Return the row as JSON has it: one object, times in ISO 8601."""
        return {
            "id": self.id,
            "captured_at": write_time(self.captured_at),
            "target_uri": self.capture.target_uri,
            "url": self.url,
            "site": self.site,
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published,
            "language": self.language,
            "words": self.words,
            "photos": self.photos,
            "agencies": list(self.agencies),
            "creators": list(self.creators),
            "completeness": self.completeness,
            "file": self.capture.warc_file,
            "sha256": self.capture.sha256,
            "size": self.capture.size,
        }


def make_row(capture: Capture, article: Article | None) -> Row:
    """Return the row of a capture; ``article`` is None where it cannot be read."""
    site = site_of(capture.target_uri)
    if article is None:
        return Row(capture=capture, site=site, url=capture.target_uri)
    credited = [photo.credit for photo in article.photos if photo.credit]
    return Row(
        capture=capture,
        site=site,
        url=storable(article.url or capture.target_uri),
        title=storable(article.title),
        authors=tuple(storable(author.name) for author in article.authors),
        published=storable(article.published),
        language=storable(article.language),
        words=count_words(article.text),
        photos=len(article.photos),
        agencies=_each_once(agency.name for credit in credited for agency in credit.agencies),
        creators=_each_once(name for credit in credited for name in credit.creators),
        completeness=article.completeness.value,
    )


def search_texts(capture: Capture, article: Article | None) -> tuple[str, str]:
    """Return the title and all other words by which a capture is found, as they are indexed."""
    if article is None:
        return "", index_words(capture.target_uri)
    authors = [f"{author.name} {author.email}" for author in article.authors]
    texts = [
        article.standfirst,
        article.byline,
        *authors,
        article.section,
        *article.tags,
        article.publisher,
        article.text,
    ]
    for photo in article.photos:
        texts += _photo_texts(photo)
    return index_words(article.title), index_words("\n".join(filter(None, texts)))


def index_words(text: str) -> str:
    """Return a text for the index: runs of Han, Kana and Hangul as overlapping pairs and a last single.

    So two characters of a word find it, though no space parts the words.

    >>> index_words("EU離脱派 votes")
    'eu 離脱 脱派 派  votes'
    """
    return _DENSE_RUN.sub(lambda run: f" {' '.join([*_pairs(run[0]), run[0][-1]])} ", _fold(text))


def query_words(words: Iterable[str]) -> str:
    """Return the FTS5 query for pages that have all of the words; of words in one term, in that order.

    >>> query_words(["Kim", "離脱派", "사", "e-mail"])
    '"kim" "離脱 脱派" "사"* "e mail"'
    """
    return " ".join(filter(None, (_query_term(_fold(word)) for word in words)))


def count_words(text: str) -> int:
    """Count the words of a text; in Han and Kana each character is one.

    >>> count_words("Tickets cost 10 won."), count_words("東京の空")
    (4, 4)
    """
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return unspaced + sum(1 for word in spaced.split() if _WORD.search(word))


def _query_term(word: str) -> str:
    pieces: list[str] = []
    for piece in _WORD.findall(_DENSE_RUN.sub(lambda run: f" {run[0]} ", word)):
        pieces += (_DENSE_RUN.fullmatch(piece) and _pairs(piece)) or [piece]
    # A single character begins every pair it is the first of, and stands alone at the end of its run.
    star = "*" if len(pieces) == 1 and len(pieces[0]) == 1 and _DENSE_RUN.fullmatch(pieces[0]) else ""
    return f'"{" ".join(pieces)}"{star}' if pieces else ""


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", storable(text)).casefold()


def _photo_texts(photo: Photo) -> Iterator[str]:
    yield photo.alt
    yield photo.caption
    if photo.credit:
        yield photo.credit.line
        yield from (party.name for party in parties(photo.credit))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(storable, names)))


def storable(text: str) -> str:
    """Return a text without halves of surrogate pairs: JSON in a page may have them, no database does."""
    return text.encode("utf-8", "replace").decode("utf-8")
