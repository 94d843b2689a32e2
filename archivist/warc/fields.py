"""The named fields of a record, checked one by one.

Source: WARC 1.1 (ISO 28500:2017), clauses 5 and 6. Fields that are not defined there are passed
over, as it demands.
"""

import re
from collections.abc import Iterator, Mapping

from archivist.model import Severity
from archivist.warc.header import Header, read_date

_VERSIONS = frozenset({"0.17", "0.18", "1.0", "1.1"})
_ALWAYS = ("WARC-Type", "WARC-Record-ID", "WARC-Date")
_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "response": ("WARC-Target-URI",),
    "resource": ("WARC-Target-URI",),
    "request": ("WARC-Target-URI",),
    "revisit": ("WARC-Target-URI", "WARC-Profile"),
    "conversion": ("WARC-Target-URI",),
    "continuation": ("WARC-Target-URI", "WARC-Segment-Number", "WARC-Segment-Origin-ID"),
}
# All that are defined, but WARC-Concurrent-To, which may be repeated.
_ONCE = frozenset({
    "content-length", "content-type", "warc-block-digest", "warc-date", "warc-filename",
    "warc-identified-payload-type", "warc-ip-address", "warc-payload-digest", "warc-profile",
    "warc-record-id", "warc-refers-to", "warc-refers-to-date", "warc-refers-to-target-uri",
    "warc-segment-number", "warc-segment-origin-id", "warc-segment-total-length", "warc-target-uri",
    "warc-truncated", "warc-type", "warc-warcinfo-id",
})  # fmt: skip
_RECORD_ID = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>")
_SPACE = re.compile(r"\s")

#: Code, severity, and what is wrong.
Fault = tuple[str, Severity, str]


def check_fields(header: Header) -> Iterator[Fault]:
    """Yield what is wrong with the fields of a record; of Content-Length the scan itself says it."""
    if header.version not in _VERSIONS:
        yield "record-version", Severity.ERROR, f"WARC/{header.version} is no version of the format"
    for line in header.others:
        yield "field-malformed", Severity.ERROR, f"not a field: {line[:40]!r}"
    if not header.is_crlf:
        yield "field-odd", Severity.WARNING, "a line of the header ends without CR"
    yield from _check_presence(header)
    yield from _check_values(header)


def _check_presence(header: Header) -> Iterator[Fault]:
    names = [name.lower() for name, _ in header.fields]
    for name in (*_ALWAYS, *_BY_TYPE.get(header.get("WARC-Type").lower(), ())):
        if name.lower() not in names:
            yield "field-missing", Severity.ERROR, f"the mandatory field {name} is missing"
    for name in sorted(_ONCE & {name for name in names if names.count(name) > 1}):
        yield "field-repeated", Severity.ERROR, f"the field {name} stands {names.count(name)} times"


def _check_values(header: Header) -> Iterator[Fault]:
    for name in ("WARC-Date", "WARC-Refers-To-Date"):
        for text in header.all(name):
            if read_date(text) is None:
                yield (
                    "field-invalid",
                    Severity.ERROR,
                    f"{name} {text[:40]!r} is no moment in time (UTC, ISO 8601)",
                )
    for text in header.all("WARC-Record-ID"):
        if not _RECORD_ID.fullmatch(text):
            yield "field-odd", Severity.WARNING, f"WARC-Record-ID {text[:80]!r} is no URI in angle brackets"
    if _SPACE.search(header.target_uri):
        yield "field-odd", Severity.WARNING, f"WARC-Target-URI {header.target_uri[:80]!r} has a space"
