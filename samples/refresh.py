"""Write what archivist reads today beside the samples, for review: ``python -m samples.refresh [NAME…]``.

``expected/NAME.json`` is what is right about ``site/NAME.html``, ``dumps/NAME.json`` about
``dumps/NAME.txt``; ``exported/`` has one page in the formats that others read. Refreshing them is this
command; reading the difference (``git diff samples``) before it is committed is a duty.
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from archivist.export import EXPORTERS, SUFFIXES
from archivist.export.metadata import article_dict
from archivist.model import Article, Book, Chapter, Photo, Picture
from archivist.parse.article import read_article
from archivist.parse.photos.files import with_file
from archivist.parse.textdump import read_text
from samples.serve import CHARSETS, SITE

EXPECTED = Path(__file__).parent / "expected"
DUMPS = Path(__file__).parent / "dumps"

#: Pages in the form of publishers that have rules: ``HOST/DAY.html``, with the text to be read beside.
SAVED = Path(__file__).parent / "publishers"
EXPORTED = Path(__file__).parent / "exported"

#: The page that stands in ``exported/``, and the formats in which it does.
SHOWN = "ferry-talks"
FORMATS = ("jsonld", "ninjs")

#: Where the pages say that they come from.
HOME = "https://lighthouse.example"


def page_names() -> list[str]:
    """Return the names of the article pages, sorted: all but the index."""
    return sorted(path.stem for path in SITE.glob("*.html") if path.stem != "index")


def dump_names() -> list[str]:
    """Return the names of the text dumps, sorted; each is one of a page of that name."""
    return sorted(path.stem for path in DUMPS.glob("*.txt"))


def read_page(name: str) -> Article:
    """Read a page of the site with the charset that its server gives, and with its pictures."""
    file = f"{name}.html"
    charset = CHARSETS.get(file, "utf-8")
    article = read_article((SITE / file).read_bytes(), f"{HOME}/{file}", charset=charset)
    return replace(article, photos=tuple(map(_with_file, article.photos)))


def _with_file(photo: Photo) -> Photo:
    path = SITE / photo.source.removeprefix(f"{HOME}/")
    return with_file(photo, Picture(data=path.read_bytes()))


def read_dump(name: str) -> Article:
    """Read a text dump."""
    return read_text((DUMPS / f"{name}.txt").read_text("utf-8"), f"{HOME}/{name}.html")


def comparable(article: Article) -> dict[str, Any]:
    """Return an article as JSON has it, without what says how it was read: evidence and confidence."""
    reading = article_dict(article)
    for key in ("schema", "capture", "evidence", "text"):
        del reading[key]
    for photo in reading["photos"]:
        for key in ("evidence", "digest", "size"):
            del photo[key]
        for key in ("file_credit", "disagreements"):
            if not photo[key]:
                del photo[key]
        for credit in filter(None, (photo["credit"], photo.get("file_credit"))):
            del credit["confidence"]
    return reading


def exported_file(name: str) -> Path:
    """Return where the page of a format is."""
    return EXPORTED / f"{SHOWN}.{SUFFIXES[name]}"


def export_page(name: str) -> bytes:
    """Return the page that is shown in a format."""
    stream = BytesIO()
    chapter = Chapter(article=read_page(SHOWN))
    EXPORTERS[name](Book(title="", chapters=[chapter], made_at=datetime(2026, 11, 24, tzinfo=UTC)), stream)
    return stream.getvalue()


def main() -> None:
    """Write the readings of the named samples, or of all."""
    wanted = set(sys.argv[1:])
    for name in page_names():
        if not wanted or name in wanted:
            _write(EXPECTED / f"{name}.json", read_page(name))
    for name in dump_names():
        if not wanted or name in wanted:
            _write(DUMPS / f"{name}.json", read_dump(name))
    if not wanted or SHOWN in wanted:
        for name in FORMATS:
            exported_file(name).write_bytes(export_page(name))


def _write(path: Path, article: Article) -> None:
    path.write_text(json.dumps(comparable(article), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
