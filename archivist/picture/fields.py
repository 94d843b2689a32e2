"""The fields of IPTC Photo Metadata that are read and written, and where each standard keeps them.

Source: IPTC Photo Metadata Standard 2023.2; IIM 4.2; XMP, ISO 16684-1; PLUS 2.0; Exif 3.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Field(StrEnum):
    """Who made a picture, whose it is, and what it shows, as IPTC Photo Metadata calls it."""

    CREATOR = "creator"
    JOB_TITLE = "creator's job title"
    CREDIT_LINE = "credit line"
    SOURCE = "source"
    COPYRIGHT_NOTICE = "copyright notice"
    USAGE_TERMS = "rights usage terms"
    WEB_STATEMENT = "web statement of rights"
    IMAGE_SUPPLIER = "image supplier"
    LICENSOR = "licensor"
    INSTRUCTIONS = "instructions"
    TITLE = "title"
    HEADLINE = "headline"
    DESCRIPTION = "description"
    KEYWORDS = "keywords"
    DATE_CREATED = "date created"
    DIGITAL_SOURCE_TYPE = "digital source type"
    RELATED_RESOURCE = "related resource"  # dc:source: the page where the picture stood


class Form(Enum):
    """How XMP writes a value (ISO 16684-1, 6.3.3 and 7)."""

    TEXT = auto()
    ALTERNATIVES = auto()  # one text, in several languages
    SEQUENCE = auto()  # several, in order
    BAG = auto()  # several
    STRUCTURES = auto()  # several, each with a name in a part of its own


DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"

PREFIXES: Mapping[str, str] = {
    DC: "dc",
    PHOTOSHOP: "photoshop",
    RIGHTS: "xmpRights",
    PLUS: "plus",
    EXTENSION: "Iptc4xmpExt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset of the Application Record of IIM (record 2)."""

    number: int
    name: str
    most: int  # octets
    repeats: bool = False

    @property
    def place(self) -> str:
        """The dataset as it is written, "2:80 By-line"."""
        return f"2:{self.number:02} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Where a field stands."""

    field: Field
    namespace: str
    name: str  # of the XMP property
    form: Form = Form.TEXT
    part: str = ""  # of a structure: the property that is the name
    iim: Dataset | None = None
    exif: Mapping[int, str] | None = None  # tags, each with its name

    @property
    def place(self) -> str:
        """The XMP property as it is written, "dc:creator"."""
        return f"{PREFIXES[self.namespace]}:{self.name}"

    @property
    def is_list(self) -> bool:
        """Whether the field holds several texts."""
        return self.form in {Form.SEQUENCE, Form.BAG, Form.STRUCTURES}


SPECS = (
    Spec(
        field=Field.CREATOR,
        namespace=DC,
        name="creator",
        form=Form.SEQUENCE,
        iim=Dataset(number=80, name="By-line", most=32, repeats=True),
        exif={0x013B: "Artist", 0x9C9D: "XPAuthor"},
    ),
    Spec(
        field=Field.JOB_TITLE,
        namespace=PHOTOSHOP,
        name="AuthorsPosition",
        iim=Dataset(number=85, name="By-line Title", most=32),
    ),
    Spec(
        field=Field.CREDIT_LINE,
        namespace=PHOTOSHOP,
        name="Credit",
        iim=Dataset(number=110, name="Credit", most=32),
    ),
    Spec(
        field=Field.SOURCE,
        namespace=PHOTOSHOP,
        name="Source",
        iim=Dataset(number=115, name="Source", most=32),
    ),
    Spec(
        field=Field.COPYRIGHT_NOTICE,
        namespace=DC,
        name="rights",
        form=Form.ALTERNATIVES,
        iim=Dataset(number=116, name="Copyright Notice", most=128),
        exif={0x8298: "Copyright"},
    ),
    Spec(field=Field.USAGE_TERMS, namespace=RIGHTS, name="UsageTerms", form=Form.ALTERNATIVES),
    Spec(field=Field.WEB_STATEMENT, namespace=RIGHTS, name="WebStatement"),
    Spec(
        field=Field.IMAGE_SUPPLIER,
        namespace=PLUS,
        name="ImageSupplier",
        form=Form.STRUCTURES,
        part="ImageSupplierName",
    ),
    Spec(field=Field.LICENSOR, namespace=PLUS, name="Licensor", form=Form.STRUCTURES, part="LicensorName"),
    Spec(
        field=Field.INSTRUCTIONS,
        namespace=PHOTOSHOP,
        name="Instructions",
        iim=Dataset(number=40, name="Special Instructions", most=256),
    ),
    Spec(
        field=Field.TITLE,
        namespace=DC,
        name="title",
        form=Form.ALTERNATIVES,
        iim=Dataset(number=5, name="Object Name", most=64),
        exif={0x9C9B: "XPTitle"},
    ),
    Spec(
        field=Field.HEADLINE,
        namespace=PHOTOSHOP,
        name="Headline",
        iim=Dataset(number=105, name="Headline", most=256),
    ),
    Spec(
        field=Field.DESCRIPTION,
        namespace=DC,
        name="description",
        form=Form.ALTERNATIVES,
        iim=Dataset(number=120, name="Caption/Abstract", most=2000),
        exif={0x010E: "ImageDescription", 0x9C9C: "XPComment", 0x9C9F: "XPSubject"},
    ),
    Spec(
        field=Field.KEYWORDS,
        namespace=DC,
        name="subject",
        form=Form.BAG,
        iim=Dataset(number=25, name="Keywords", most=64, repeats=True),
    ),
    Spec(
        field=Field.DATE_CREATED,
        namespace=PHOTOSHOP,
        name="DateCreated",
        iim=Dataset(number=55, name="Date Created", most=8),
        exif={0x9003: "DateTimeOriginal"},
    ),
    Spec(field=Field.DIGITAL_SOURCE_TYPE, namespace=EXTENSION, name="DigitalSourceType"),
    Spec(field=Field.RELATED_RESOURCE, namespace=DC, name="source"),
)
