"""Which captures are meant: the same words everywhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archivist.errors import UsageError
from archivist.library.names import site_of

_AGO = re.compile(r"(\d{1,5})\s*([hdwmy])", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_URL = re.compile(r"https?://", re.IGNORECASE)
# The shortest part of an id that is taken for one.
_ID = re.compile(r"[0-9a-f]{4,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Captures that one of ``ids`` or ``urls`` names, or that have all of ``words``; all where none is given.

    Of these, those that fit all the others, which are empty where nothing is asked; of these, the ``latest``.
    """

    ids: tuple[str, ...] = ()  # or beginnings of ids; one that fits no capture is a word
    urls: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    latest: bool = False
    site: str = ""  # a host, with those below it
    since: datetime | None = None
    agency: str = ""  # as the catalogue calls it
    photographer: str = ""  # words of a name, in that order
    picture: str = ""  # words that a caption and its credit have

    @classmethod
    def of(
        cls,
        terms: Iterable[str] = (),
        *,
        site: str = "",
        since: str = "",
        agency: str = "",
        photographer: str = "",
        picture: str = "",
        now: datetime | None = None,
    ) -> "Selection":
        """Read what a person types: ids, URLs, ``latest``, ``all``, or words to search.

        An empty term is a word that no page has: it must not stand for everything.

        Raises:
            UsageError: ``since`` is no time, or ``site`` no host.
        """
        terms = [term.strip() for term in terms]
        special = [term for term in terms if term in {"all", "latest"}]
        urls = [term for term in terms if _URL.match(term)]
        ids = [term for term in terms if _ID.fullmatch(term)]
        return cls(
            ids=tuple(ids),
            urls=tuple(urls),
            words=tuple(term for term in terms if term not in {*special, *urls, *ids}),
            latest="latest" in special,
            site=_read_site(site.strip()) if site else "",
            since=read_since(since, now or datetime.now(UTC)) if since else None,
            agency=_agency_name(agency.strip()) if agency.strip() else "",
            photographer=photographer.strip(),
            picture=picture.strip(),
        )


def _read_site(text: str) -> str:
    if site := site_of(text if "//" in text else f"//{text}"):
        return site
    raise UsageError(
        f"--site {text!r} is not a host", hint="write koreatimes.co.kr, or the address of a page"
    )


def _agency_name(typed: str) -> str:
    """Return the name by which an agency is catalogued, from any of its spellings; else what was typed."""
    # A large table, which few commands need.
    from archivist.rules.agencies import load_agencies, spelling_key  # noqa: PLC0415

    key = spelling_key(typed)
    names = (
        entry.name for entry in load_agencies() if key in map(spelling_key, (entry.name, *entry.spellings))
    )
    return next(names, typed)


def read_since(text: str, now: datetime) -> datetime:
    """Read a time in the past: ``7d``, ``12h``, ``2w``, ``2026-11-01``, or ISO 8601; UTC unless it says.

    >>> read_since("7d", datetime(2026, 11, 24, tzinfo=UTC))
    datetime.datetime(2026, 11, 17, 0, 0, tzinfo=datetime.timezone.utc)

    Raises:
        UsageError: it is none of these.
    """
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2].lower()])
        at = datetime.fromisoformat(text.strip())
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"--since {text!r} is not a time", hint="write 7d, 12h, 2w, 2026-11-01 or 2026-11-01T08:00"
        ) from error
