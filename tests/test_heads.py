"""The heads of little pages of many systems are read as a reader would: ``tests/data/heads``."""

from __future__ import annotations

import pytest

from tests.heads import TABLES, Page, pages

PAGES = [pytest.param(page, id=page.kind[:60]) for table in TABLES for page in pages(table)]


@pytest.mark.parametrize("page", PAGES)
def test_the_head_of_a_page_says_who_wrote_what_and_when(page: Page) -> None:
    assert page.misread() == {}
