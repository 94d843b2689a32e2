"""The byline as printed, and the authors: what the page shows, what its head says, and which to believe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.model import Author
from archivist.parse.metadata.bylines import find_bylines
from archivist.parse.metadata.found import Found, best_first, found
from archivist.parse.metadata.names import looks_personal, read_names, role_of
from archivist.parse.metadata.schema_org import Thing, is_of_goods, text_at, things_at, type_of
from archivist.parse.metadata.unmarked import begins_with_given_name, find_signature, find_unmarked
from archivist.parse.metadata.wording import starts_byline
from archivist.rules.bylines import byline_words
from archivist.rules.marks import without_marks
from archivist.rules.places import place_names

if TYPE_CHECKING:
    from archivist.parse.metadata.places import Place, Places
    from archivist.parse.metadata.publisher import SiteNames
    from archivist.parse.page import Page

_PEOPLE, _OTHERS, _HOUSE = 0.78, 0.7, 0.62  # confidences in what JSON-LD calls the author
_PERSONAL_META, _META = 0.65, 0.5
_CONFIRMED = 0.15  # for names that the page shows and its head says
_MORE = 0.12  # for those who name all that others do, and more
_LEAST = 0.48  # less is not believed at all: somebody is named, but hardly as the author
_LEAST_ODD = 0.52  # the same for a name that looks like nobody's, where the page shows it
_UNMARKED = 0.5  # in a name that only where it stands tells
_UNSHOWN = 0.3  # in a firm or an account that only data for machines name
_LESS = 0.2  # off for a piece of a name that others give whole: "Doe" beside "Jane Doe"

# A paper signs with its own name, and says so in JSON-LD.
_NEWS = frozenset(name for name, rank in place_names().article_ranks.items() if rank == 0)

Authors = tuple[Author, ...]
_Key = frozenset[str]


def read_authors(
    page: Page,
    places: Places,
    articles: list[Thing],
    sites: SiteNames,
    headline: Place | None,
) -> tuple[list[Found[Authors]], list[Found[str]]]:
    """Return the candidates for the authors and for the byline as printed, each the best first.

    What the page shows is believed before what its head says, and the more, the more the two agree; a name of
    the site itself is believed only where there is no other, and that of a firm or an account only where the
    page shows it.
    """
    is_signed = not is_of_goods(page, articles, headline.element if headline else None)
    bylines = find_bylines(places, headline.order if headline else 0) if is_signed else []
    named = [_without_bodies(_without_house(byline.authors, sites)) for byline in bylines]
    shown = [
        found(authors, "visible", b.place.name, b.text, b.confidence)
        for b, authors in zip(bylines, named, strict=True)
    ]
    printed = [found(b.printed, "visible", b.place.name, b.text, b.confidence) for b in bylines]
    said = _from_json_ld(page, articles, sites) + _from_meta(page)
    candidates = [_judge(one, said, sites, is_shown=True) for one in shown]
    candidates += [_judge(one, shown, sites, is_shown=False) for one in said]
    believed = best_first([one for one in candidates if _is_believed(one)])
    names_house = bool(believed) and all(_is_house(one.name, sites) for one in believed[0].value)
    unmarked = find_unmarked(page, places, headline) if is_signed and not believed else None
    if is_signed and (names_house or not believed):
        unmarked = unmarked or find_signature(page, headline)
    if unmarked:
        place, authors = unmarked
        believed = [found(authors, "visible", place.name, place.line, _UNMARKED)]
        printed = [found(place.line, "visible", place.name, place.line, _UNMARKED)]
    return believed, printed


def _is_house(name: str, sites: SiteNames) -> bool:
    """Whether a name is the site's, and not that of the person whose site it is."""
    return sites.has(name) and not begins_with_given_name(name)


def _is_believed(candidate: Found[Authors]) -> bool:
    """Whether the names are believed at all: odd ones only where a mark or a word says what they are."""
    is_odd = candidate.evidence.method == "visible" and not any(
        looks_personal(a.name) for a in candidate.value
    )
    return candidate.evidence.confidence >= (_LEAST_ODD if is_odd else _LEAST)


def _without_house(authors: Authors, sites: SiteNames) -> Authors:
    """Return the authors without the site that they write for, where there are others."""
    return tuple(author for author in authors if not sites.has(author.name)) or authors


def _without_bodies(authors: Authors) -> Authors:
    """Return the authors without where they work, where a byline tells that, too."""
    bodies = byline_words().bodies
    persons = tuple(a for a in authors if (bodies | {"of", "for"}).isdisjoint(a.name.casefold().split()))
    return persons or authors


def _is_account(name: str) -> bool:
    """Whether a name is that of a firm, or of an account that pages are put up with: "acme7", "Acme Inc."."""
    if not byline_words().firms.isdisjoint(name.casefold().split()[1:]):
        return True
    if looks_personal(name) or role_of(name) == "agency":
        return False
    return name.islower() or any(sign.isdigit() for sign in name)


def _judge(
    candidate: Found[Authors], others: list[Found[Authors]], sites: SiteNames, *, is_shown: bool
) -> Found[Authors]:
    """Return the candidate, believed the more the more others agree, and less where it names the site."""
    own = frozenset(_key(author.name) for author in candidate.value)
    sets = [frozenset(_key(author.name) for author in other.value) for other in others]
    elsewhere = frozenset[_Key]().union(*sets)
    confidence = candidate.evidence.confidence
    is_more = any(other < own for other in sets)
    confirmed = sum(any(k <= o or o <= k for o in elsewhere) for k in own)
    confidence += _CONFIRMED * (1.0 if is_more else confirmed / len(own))
    if is_more:
        confidence += _MORE
    if any(key < other for key in own for other in elsewhere):
        confidence -= _LESS
    if all(sites.has(author.name) for author in candidate.value):
        confidence = min(confidence, _HOUSE)
    is_paper = candidate.evidence.place.partition(".")[0].lower() in _NEWS
    if (
        not is_shown
        and not confirmed
        and not is_paper
        and all(_is_account(author.name) for author in candidate.value)
    ):
        confidence = _UNSHOWN
    return candidate.with_confidence(round(max(0.05, min(confidence, 0.99)), 2))


def _key(name: str) -> _Key:
    """Return what two spellings of a name have in common."""
    return frozenset(without_marks(name).casefold().replace(".", " ").replace("-", " ").split())


def _from_json_ld(page: Page, articles: list[Thing], sites: SiteNames) -> list[Found[Authors]]:
    candidates = []
    for thing in articles:
        things = things_at(page, thing, "author") or things_at(page, thing, "creator")
        named = [author for one in things for author in read_names(text_at(one, "name"), is_whole=True)]
        if not named and len(things) == 1 and sites.has(name := text_at(things[0], "name")):
            named = [Author(name=name)]  # of odd words, but the page's own house
        authors = tuple({author.name.casefold(): author for author in reversed(named)}.values())[::-1]
        if authors:
            is_house = all(type_of(one).lower() in place_names().house_types for one in things)
            are_people = all(looks_personal(author.name) for author in authors)
            confidence = _HOUSE if is_house else _PEOPLE if are_people else _OTHERS
            is_agency = any(author.role == "agency" for author in authors)
            if is_house and not (are_people or is_agency) and type_of(thing).lower() not in _NEWS:
                confidence = _UNSHOWN  # a firm puts its name where a paper has that of its desk
            text = ", ".join(author.name for author in authors)
            candidates.append(found(authors, "json-ld", f"{type_of(thing)}.author", text, confidence))
    return candidates


def _from_meta(page: Page) -> list[Found[Authors]]:
    stated = {name: page.meta.get(name, ()) for name in place_names().meta["author"]}
    if starts_byline(next(iter(page.meta.get("twitter:label1", ())), "")):
        stated["twitter:data1"] = page.meta.get("twitter:data1", ())
    candidates = []
    for name, values in stated.items():
        texts = [
            _given_name_first(text) if name.startswith("citation") else text
            for text in values
            if _is_name(text)
        ]
        if authors := read_names("\n".join(texts), is_whole=len(texts) == 1):
            confidence = _PERSONAL_META if all(looks_personal(author.name) for author in authors) else _META
            candidates.append(found(authors, "meta", f'meta[name="{name}"]', ", ".join(texts), confidence))
    return candidates


def _is_name(text: str) -> bool:
    """Whether a text is no address, handle or "jane-doe" of an address."""
    return not text.startswith(("http", "/", "@")) and (" " in text or "-" not in text)


def _given_name_first(text: str) -> str:
    family, comma, given = text.partition(", ")
    return f"{given} {family}" if comma else text
