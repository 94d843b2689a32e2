"""Broken pages are read, too. The long run is ``python -m tests.bench.fuzz_articles``."""

from pathlib import Path

from tests.bench.fuzz_articles import fuzz, sample_pages

SITE = Path(__file__).resolve().parents[1] / "samples" / "site"


def test_mutated_pages_are_read() -> None:
    pages = sample_pages(SITE)
    assert pages
    assert fuzz(pages, range(60)) == []
