"""What the pictures of the sample site say of themselves, in their own files.

``storm`` disagrees with its page, as a picture does that was swapped; ``stair`` has only what a camera and
its owner wrote.
"""

from collections.abc import Mapping

from archivist.picture import Field

#: IPTC and XMP, by the file's name.
LABELS: Mapping[str, Mapping[Field, tuple[str, ...]]] = {
    "lamp-960.jpg": {
        Field.CREATOR: ("Mara Ellison",),
        Field.CREDIT_LINE: ("REUTERS",),
        Field.SOURCE: ("X90417",),
        Field.COPYRIGHT_NOTICE: ("© 2026 Reuters",),
        Field.INSTRUCTIONS: ("NO RESALES. NO ARCHIVES.",),
        Field.DESCRIPTION: (
            "The lighthouse on Carrow Point on its last night with a keeper, Oct. 30. REUTERS/Mara Ellison",
        ),
        Field.DATE_CREATED: ("2026-10-30",),
    },
    "market.jpg": {Field.CREATOR: ("한서진",), Field.CREDIT_LINE: ("연합뉴스",)},
    "palms.jpg": {Field.CREATOR: ("سالم النوري",), Field.CREDIT_LINE: ("REUTERS",)},
    "storm-900.jpg": {
        Field.CREATOR: ("Piet Hallam",),
        Field.CREDIT_LINE: ("AP",),
        Field.DESCRIPTION: ("A trawler off Cape Wend, March 2, 2024. (AP Photo/Piet Hallam)",),
        Field.DATE_CREATED: ("2024-03-02",),
    },
}

#: Exif, by the file's name and the number of the tag.
EXIF: Mapping[str, Mapping[int, str]] = {
    "stair.jpg": {
        0x010E: "OLYMPUS DIGITAL CAMERA",
        0x013B: "Jory Pell",
        0x8298: "Carrow Trust",
    },
}
