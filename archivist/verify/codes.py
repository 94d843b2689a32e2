"""What each finding means. The codes are stable; the README lists them."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    # library
    "ledger-unreadable": "The ledger is missing, empty or cannot be read.",
    "ledger-line": "A line of the ledger is not an entry.",
    "ledger-chain": "A line of the ledger does not follow the one before it.",
    "ledger-cut": "The last line of the ledger has no end.",
    "ledger-foreign": "The ledger is that of another library.",
    "ledger-rewritten": "The catalogue has read lines that the ledger no longer has.",
    "bag-incomplete": "A file that makes the folder a BagIt bag is missing or wrong.",
    "manifest-line": "A line of the manifest is not a digest and a file, or names a file twice.",
    "manifest-incomplete": "The manifest does not name a file that the ledger has.",
    "manifest-disagrees": "Manifest and ledger have different digests of a file.",
    "partial": "An interrupted process left something; the next capture clears it up.",
    "file-missing": "A file that the ledger has is not there.",
    "file-size": "A file is shorter or longer than when it was stored.",
    "file-altered": "A file is not what was stored: its SHA-256 is another.",
    "file-unknown": "Something stands in data/ or in the manifest that the ledger does not know.",
    "file-irregular": "In place of a file there is a folder, a pipe or a device.",
    "file-unreadable": "A file cannot be opened or read.",
    "capture-misplaced": "A capture does not stand where the ledger says.",
    "catalogue-damaged": "The catalogue cannot be read.",
    "catalogue-disagrees": "The catalogue has other captures than the ledger.",
    "page-unreadable": "The page of a capture cannot be read from its record.",
    "reading-changed": "A page is read otherwise than when it was catalogued.",
}
