"""The folder: captures, ledger, catalogue, selection."""

from archivist.library.credits import By as By
from archivist.library.credits import CreditCount as CreditCount
from archivist.library.folder import Library as Library
from archivist.library.rows import Row as Row
from archivist.library.selection import Selection as Selection
from archivist.library.store import Draft as Draft
from archivist.library.store import PageRecord as PageRecord
