"""The project's readers in the form that the scorers take."""

from typing import Any

import archivist


def extract(html: bytes, url: str | None) -> dict[str, Any]:
    """Read an article for extraction/score.py."""
    return prediction(archivist.read_article(html, url))


def prediction(article: archivist.Article) -> dict[str, Any]:
    """Return what extraction/score.py takes of an article. Its labels count desks and agencies as authors."""
    return {
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "published": article.published,
        "language": article.language,
        "text": article.text,
    }


def caption(text: str, language: str | None = None) -> dict[str, Any]:
    """Take a caption apart for credits/score.py strings."""
    parsed = archivist.parse_caption(text, language)
    return {"caption": parsed.text, **_credit(parsed.credit)}


def photos(html: bytes, url: str | None) -> list[dict[str, Any]]:
    """Read the photos of a page for credits/score.py pages."""
    return [
        {"src": " ".join([p.source, *p.candidates]), "alt": p.alt, "caption": p.caption, **_credit(p.credit)}
        for p in archivist.photos(html, url)
    ]


def _credit(credit: archivist.Credit | None) -> dict[str, Any]:
    if credit is None:
        return {"credit": ""}
    return {
        "credit": credit.printed or credit.line,
        "photographers": list(credit.creators),
        "agencies": [agency.name for agency in credit.agencies],
        "courtesy_of": list(credit.courtesy_of),
        "is_file": credit.is_file,
        "is_handout": credit.is_handout,
    }
