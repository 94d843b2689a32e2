"""The fields of IPTC Photo Metadata that are read and written, and where each standard keeps them.

Source: IPTC Photo Metadata Standard 2023.2; IIM 4.2; XMP, ISO 16684-1; PLUS 2.0; Exif 3.0; PNG, 11.3.3.1.
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Spec:
    """Where a field stands."""

    field: Field
    namespace: str
    name: str  # of the XMP property
    form: Form = Form.TEXT
    part: str = ""  # of a structure: the property that is the name
    iim: Dataset | None = None
    exif: Mapping[int, str] | None = None  # tags, each with its name
    png: str = ""  # keyword

    @property
    def place(self) -> str:
        """The XMP property as it is written, "dc:creator"."""
        return f"{PREFIXES[self.namespace]}:{self.name}"

    @property
    def is_list(self) -> bool:
        """Whether the field holds several texts."""
        return self.form in {Form.SEQUENCE, Form.BAG, Form.STRUCTURES}


# One row a field: its XMP property, then the IIM dataset, the Exif tags, the keyword of PNG.
# fmt: off
SPECS = (
    Spec(Field.CREATOR, DC, "creator", Form.SEQUENCE,
         iim=Dataset(80, "By-line", 32, repeats=True), exif={0x013B: "Artist", 0x9C9D: "XPAuthor"},
         png="Author"),
    Spec(Field.JOB_TITLE, PHOTOSHOP, "AuthorsPosition", iim=Dataset(85, "By-line Title", 32)),
    Spec(Field.CREDIT_LINE, PHOTOSHOP, "Credit", iim=Dataset(110, "Credit", 32)),
    Spec(Field.SOURCE, PHOTOSHOP, "Source", iim=Dataset(115, "Source", 32)),
    Spec(Field.COPYRIGHT_NOTICE, DC, "rights", Form.ALTERNATIVES,
         iim=Dataset(116, "Copyright Notice", 128), exif={0x8298: "Copyright"}, png="Copyright"),
    Spec(Field.USAGE_TERMS, RIGHTS, "UsageTerms", Form.ALTERNATIVES),
    Spec(Field.WEB_STATEMENT, RIGHTS, "WebStatement"),
    Spec(Field.IMAGE_SUPPLIER, PLUS, "ImageSupplier", Form.STRUCTURES, part="ImageSupplierName"),
    Spec(Field.LICENSOR, PLUS, "Licensor", Form.STRUCTURES, part="LicensorName"),
    Spec(Field.INSTRUCTIONS, PHOTOSHOP, "Instructions", iim=Dataset(40, "Special Instructions", 256)),
    Spec(Field.TITLE, DC, "title", Form.ALTERNATIVES,
         iim=Dataset(5, "Object Name", 64), exif={0x9C9B: "XPTitle"}, png="Title"),
    Spec(Field.HEADLINE, PHOTOSHOP, "Headline", iim=Dataset(105, "Headline", 256)),
    Spec(Field.DESCRIPTION, DC, "description", Form.ALTERNATIVES, iim=Dataset(120, "Caption/Abstract", 2000),
         exif={0x010E: "ImageDescription", 0x9C9C: "XPComment", 0x9C9F: "XPSubject"}, png="Description"),
    Spec(Field.KEYWORDS, DC, "subject", Form.BAG, iim=Dataset(25, "Keywords", 64, repeats=True)),
    Spec(Field.DATE_CREATED, PHOTOSHOP, "DateCreated",
         iim=Dataset(55, "Date Created", 8), exif={0x9003: "DateTimeOriginal"}),
    Spec(Field.DIGITAL_SOURCE_TYPE, EXTENSION, "DigitalSourceType"),
    Spec(Field.RELATED_RESOURCE, DC, "source"),
)
# fmt: on
