"""Small pages around one piece of markup, for the tests of the photos."""

from __future__ import annotations

import archivist
from archivist import Photo

URL = "https://daily.example/2026/harbour-storm"
_BODY = "".join(
    f"<p>The storm reached the harbour in the {hour} hour, and the boats that were still out turned back to "
    f"the coast, where families had waited since the morning, as the harbour master told this paper.</p>"
    for hour in ("first", "second", "third", "fourth")
)


def article(inside: str = "", *, before: str = "", after: str = "", head: str = "", header: str = "") -> str:
    """Return a page: ``before`` stands between title and body, ``inside`` after its first paragraphs."""
    return f"""<html lang="en"><head><title>Storm reaches harbour</title>{head}</head><body>
    <header class="site-header"><a href="/"><img src="/logo.png" alt="The Daily"></a></header>
    <main><article><header class="head">{header}<h1>Storm reaches harbour</h1></header>{before}
    <div class="article-body">{_BODY}{inside}{_BODY}</div></article>{after}</main>
    <footer><img src="/footer.png" width="200"></footer></body></html>"""


def photos(inside: str = "", **places: str) -> list[Photo]:
    """Read the photos of such a page."""
    return archivist.photos(article(inside, **places), URL)


def only_photo(inside: str = "", **places: str) -> Photo:
    """Read the one photo of such a page."""
    (photo,) = photos(inside, **places)
    return photo


def files(found: list[Photo]) -> list[str]:
    """Return the file names of photos."""
    return [photo.source.rsplit("/", 1)[-1] for photo in found]
