"""A publisher's rules: each template has a saved page, sharpens its reading, and replaces nothing.

The pages are ``samples/publishers/HOST/DAY.html``, DAY being the day on which the server sent it, with
the text that is to be read beside it. The words are ours, the form is the publisher's.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archivist.model import Article
from archivist.parse.article import read_article
from archivist.rules.publishers import find_template, publisher_hosts, templates
from samples.refresh import SAVED

PAGES = sorted(SAVED.glob("*/*.html"))
NAMES = [f"{page.parent.name} {page.stem}" for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_saved_page_is_read_as_the_text_beside_it(page: Path) -> None:
    assert _read(page).text == page.with_suffix(".txt").read_text("utf-8").strip()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_rules_sharpen_what_the_general_reader_finds(page: Path) -> None:
    wanted = page.with_suffix(".txt").read_text("utf-8").split()
    general = _read(page, host="news.example").text
    assert general.split() != wanted, "the general reader needs no rule for this page"
    assert all(word in general for word in wanted)


@pytest.mark.parametrize("host", sorted(publisher_hosts()))
def test_every_template_has_a_saved_page(host: str) -> None:
    saved = {find_template(host, page.stem) for page in PAGES if page.parent.name == host}
    assert saved == set(templates(host))


@pytest.mark.parametrize("host", sorted(publisher_hosts()))
def test_templates_follow_each_other_and_only_the_last_may_still_hold(host: str) -> None:
    days = [template.until or date.max for template in templates(host)]
    assert days == sorted(set(days))


def test_an_old_article_sent_after_a_redesign_is_read_by_the_rules_of_that_day() -> None:
    page = (SAVED / "thehill.com" / "2019-11-18.html").read_bytes()
    address = "https://thehill.com/lighthouses"
    late = datetime(2024, 2, 18, tzinfo=UTC)
    assert "ferry budget" not in read_article(page, address).text, (
        "the day of publication, where no other is known"
    )
    assert "ferry budget" in read_article(page, address, captured_at=late).text


def test_a_rule_that_finds_nothing_leaves_the_general_reader() -> None:
    text = "The storm came on Friday, and all the shops of the town were closed."
    page = f"<article><h1>Storm</h1><p>{text}</p></article>"
    assert read_article(page, "https://www.seznamzpravy.cz/storm").text == text


def _read(page: Path, host: str = "") -> Article:
    sent = datetime.combine(date.fromisoformat(page.stem), datetime.min.time(), UTC)
    return read_article(page.read_bytes(), f"https://www.{host or page.parent.name}/a", captured_at=sent)
