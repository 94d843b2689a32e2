"""Names made from what pages say: of files, by allow-list, and of sites."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

# Lower case only: file systems that do not tell cases apart must not meet two names.
_NOT_ALLOWED = re.compile(r"[^a-z0-9.-]+")
_LONGEST_HOST = 60
_CAPTURE_FILE = re.compile(r"data(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,200}){1,8}")


def capture_file(uri: str, when: datetime, capture_id: str, suffix: str) -> str:
    """Return the name of a capture's file, relative to the library, made of ``A-Za-z0-9.-/`` only.

    >>> when = datetime(2026, 11, 24, 3, 14, 15, tzinfo=UTC)
    >>> capture_file("https://www.Example.org/a?b", when, "7f3a9c21", ".warc.gz")
    'data/2026/11/24/20261124T031415Z-example.org-7f3a9c21.warc.gz'
    """
    at = when.astimezone(UTC)
    host = _NOT_ALLOWED.sub("-", site_of(uri)).strip("-.")[:_LONGEST_HOST].strip("-.")
    # strftime("%Y") does not pad the year everywhere.
    day = f"{at.year:04}/{at:%m/%d}"
    stamp = f"{at.year:04}{at:%m%dT%H%M%SZ}"
    return f"data/{day}/{stamp}-{host or 'unknown'}-{capture_id}{suffix}"


def is_capture_file(name: str) -> bool:
    """Whether a name, as a ledger has it, is one of a file under data/ that leads nowhere else.

    >>> is_capture_file("data/2026/11/24/a.warc.gz"), is_capture_file("data/../../.ssh/id_rsa")
    (True, False)
    """
    return bool(_CAPTURE_FILE.fullmatch(name))


def site_of(uri: str) -> str:
    """Return the host of an address, lower case, in ASCII where it can be, without ``www.``; else empty.

    >>> site_of("https://www.koreatimes.co.kr/www/nation")
    'koreatimes.co.kr'
    >>> site_of("http://müller.example:8080/")
    'xn--mller-kva.example'
    >>> site_of("urn:uuid:1")
    ''
    """
    try:
        host = urlsplit(uri).hostname or ""
    except ValueError:
        return ""
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return host.lower().rstrip(".").removeprefix("www.")
