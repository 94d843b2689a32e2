"""What the file of a picture says of it, as further evidence beside what the page says."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from archivist.model import CREDIT_FLAGS, Credit, Evidence
from archivist.parse.credits import parse_caption, parse_credit
from archivist.parse.photos.agreement import disagreements
from archivist.picture import Field, PictureFacts, read_picture
from archivist.rules.picture_files import load_fillings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archivist.model import Photo, Picture

# A page is written for this picture; what a file says may have been copied along from another.
_SURE = 0.6
_LESS_SURE = 0.4  # whose rights they are, which is not always who took it

_NOT_SHOWN = frozenset({Field.KEYWORDS, Field.TITLE, Field.RELATED_RESOURCE})


def with_file(photo: Photo, picture: Picture) -> Photo:
    """Return a photo with what its stored file says: digest, size, evidence, credit, disagreements.

    The credit of the page stays; where the page credits nobody, that of the file stands in for it.
    """
    facts = read_picture(picture.data).without(load_fillings().has)
    credit = file_credit(facts)
    photo = replace(
        photo,
        digest=sha256(picture.data).hexdigest(),
        size=len(picture.data),
        file_credit=credit,
        evidence=(*photo.evidence, *_evidence(facts)),
    )
    if credit is None:
        return photo
    if photo.credit is None or not photo.credit.names_somebody:
        return replace(photo, credit=_standing_in(credit, photo.credit))
    return replace(photo, disagreements=disagreements(photo.credit, credit))


def file_credit(facts: PictureFacts) -> Credit | None:
    """Return who is credited by the metadata of a file; None where they credit nobody.

    The line is put together from what stands there: by-line, source and credit line; else it is that
    in the caption; else whose the rights are. ``printed`` is empty: no reader of the page saw it.
    """
    credit = _declared(facts) or _captioned(facts) or _of_rights(facts)
    rights = facts.text(Field.COPYRIGHT_NOTICE)
    if credit is None and not facts.is_generated:
        return None
    credit = credit or Credit(line="", confidence=_SURE)
    return replace(
        credit,
        printed="",
        rights=rights or credit.rights,
        is_generated=credit.is_generated or facts.is_generated,
        is_composite=credit.is_composite or facts.is_composite,
    )


def _declared(facts: PictureFacts) -> Credit | None:
    names = tuple(map(_upright, facts.texts(Field.CREATOR)))
    line = _line(names, facts.text(Field.SOURCE), facts.text(Field.CREDIT_LINE))
    credit = parse_credit(line) if line else None
    if credit is None or not credit.names_somebody:
        return None
    # A name alone that no grammar knows for a person's is one where it stands as the creator's.
    pen_names = [name for name in names if name in credit.courtesy_of and " " not in name]
    creators = dict.fromkeys([*credit.creators, *pen_names])
    others = tuple(name for name in credit.courtesy_of if name not in creators)
    return replace(credit, creators=tuple(creators), courtesy_of=others, confidence=_SURE)


def _captioned(facts: PictureFacts) -> Credit | None:
    credit = parse_caption(facts.text(Field.DESCRIPTION)).credit
    return replace(credit, confidence=_SURE) if credit and credit.names_somebody else None


def _of_rights(facts: PictureFacts) -> Credit | None:
    credit = parse_credit(facts.text(Field.COPYRIGHT_NOTICE))
    return replace(credit, confidence=_LESS_SURE) if credit and credit.names_somebody else None


def _line(names: Iterable[str], source: str, credit: str) -> str:
    """Join what says who made a picture and through whom it came, in the order in which it went.

    A source that names no agency but those of the credit line adds nothing: often it is a number.
    """
    if credit and not _agencies(source) - _agencies(credit):
        source = ""
    folded = f"{source}/{credit}".casefold()
    makers = ", ".join(name for name in names if name.casefold() not in folded)
    return "/".join(filter(None, (makers, source, credit)))


def _agencies(text: str) -> set[str]:
    credit = parse_credit(text)
    return {agency.name for agency in credit.agencies} if credit else set()


def _upright(name: str) -> str:
    """Return "Ellison, Mara" as "Mara Ellison"."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and given and "," not in given and " " not in family else name


def _standing_in(credit: Credit, page: Credit | None) -> Credit:
    """Return a file's credit, with what the page says of the kind of picture though it names nobody."""
    if page is None:
        return credit
    if not credit.names_somebody:
        return page
    return replace(credit, **{flag: getattr(credit, flag) or getattr(page, flag) for flag in CREDIT_FLAGS})


def _evidence(facts: PictureFacts) -> Iterator[Evidence]:
    for fact in facts.facts:
        if fact.field not in _NOT_SHOWN:
            yield Evidence(method=fact.method, place=fact.place, text=fact.text[:300], confidence=_SURE)
