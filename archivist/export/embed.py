"""What a page says of a picture, as fields that the picture's own file can carry (IPTC Photo Metadata)."""

from collections.abc import Mapping

from archivist.export.credited import SOURCE_TYPES, copyright_notice, digital_source, originators
from archivist.export.markup import link_address
from archivist.model import Credit, Photo
from archivist.picture import CannotWriteError, Field, read_picture, write_picture
from archivist.rules.picture_files import load_fillings

#: Texts by field.
Fields = Mapping[Field, tuple[str, ...]]

_WHOSE = frozenset({Field.CREATOR, Field.CREDIT_LINE, Field.SOURCE, Field.COPYRIGHT_NOTICE})


def fields_of(photo: Photo, page: str, data: bytes) -> Fields:
    """Return what the file of a photo, ``data``, is to carry when it leaves; ``page`` is where it stood.

    What the file itself says stays, for it is its maker's word and perhaps protected by law (17 U.S.C.
    1202, Directive 2001/29/EC art. 7): the page fills in only what is missing, and where both credit
    others, nothing of whose picture it is. The address of the page is its dc:source: it is neither
    the agency that IPTC calls the source, nor a statement of rights.
    """
    # What the camera or a program wrote by itself is nobody's word.
    own = read_picture(data).without(load_fillings().has).fields
    said = {
        **_credit_fields(photo.credit),
        Field.DESCRIPTION: (photo.caption,),
        Field.RELATED_RESOURCE: (link_address(page),),
    }
    left_out = _WHOSE if photo.disagreements else frozenset()
    missing = {
        field: texts for field, texts in said.items() if any(texts) and field not in (own.keys() | left_out)
    }
    return {**own, **missing}


def objection(photo: Photo) -> str:
    """Return why the credit of the page is not written into the file of a photo; empty where it is."""
    return "its file credits others than the page, and is left so" if photo.disagreements else ""


def embedded(data: bytes, fields: Fields) -> tuple[bytes, str]:
    """Return a picture that carries these fields, and a note; as it was where it cannot, and why."""
    try:
        return write_picture(data, fields), ""
    except CannotWriteError as error:
        return data, f"its credit is not in its file: {error}"


def _credit_fields(credit: Credit | None) -> Fields:
    if credit is None:
        return {}
    code = digital_source(credit)
    return {
        Field.CREATOR: credit.creators,
        Field.CREDIT_LINE: (credit.line,),
        Field.SOURCE: tuple(originators(credit)[:1]),
        Field.COPYRIGHT_NOTICE: (copyright_notice(credit),),
        Field.DIGITAL_SOURCE_TYPE: (code and SOURCE_TYPES + code,),
    }
