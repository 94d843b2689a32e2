"""What parse_moment promises: a date written by the grammar of a language is read back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.parse.metadata.calendars import from_jalali
from archivist.parse.metadata.moments import parse_moment
from archivist.rules.dates import month_names
from archivist.rules.tables import read_table

MONTHS = read_table("months.toml")["gregorian"]
days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
times = st.times().map(lambda moment: moment.replace(microsecond=0))


def written_month(language: str, month: int, choice: int) -> str:
    """One of the spellings of a month, with the endings that a stem stands for cut off."""
    spellings = MONTHS[language][month - 1].split()
    return str(spellings[choice % len(spellings)]).rstrip("*")


@pytest.mark.parametrize("language", sorted(MONTHS))
@settings(max_examples=25, deadline=None)
@given(
    day=days, choice=st.integers(0, 5), order=st.sampled_from(["{d} {m} {y}", "{d}. {m} {y}", "{m} {d}, {y}"])
)
def test_a_day_in_words_is_read_in_every_language(language: str, day: date, choice: int, order: str) -> None:
    written = order.format(d=day.day, m=written_month(language, day.month, choice), y=day.year)
    assert parse_moment(written, language) == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(
    moment=st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)).map(lambda m: m.replace(microsecond=0)),
    minutes=st.sampled_from([-480, -210, 0, 330, 540]),
)
def test_a_stated_moment_comes_back_as_it_was(moment: datetime, minutes: int) -> None:
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    stated = moment.isoformat() + zone
    assert parse_moment(stated) == stated
    assert parse_moment(moment.isoformat() + ".123" + zone.replace(":", "")) == stated


@settings(max_examples=100, deadline=None)
@given(
    day=days,
    digits=st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９"]),
)
def test_numbers_are_read_in_their_own_script(day: date, digits: str) -> None:
    written = f"{day.day}/{day.month}/{day.year}".translate(str.maketrans("0123456789", digits))
    assert parse_moment(written, "ar") == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(day=days, form=st.sampled_from(["{0}年{1}月{2}日", "{0}년 {1}월 {2}일", "{0}.{1}.{2}", "{0}/{1}/{2}"]))
def test_days_of_east_asia_are_read(day: date, form: str) -> None:
    assert parse_moment(form.format(day.year, day.month, day.day)) == day.isoformat()


@settings(max_examples=50, deadline=None)
@given(day=days)
def test_a_year_of_the_buddha_is_543_more(day: date) -> None:
    assert (
        parse_moment(f"{day.day} {written_month('th', day.month, 0)} {day.year + 543}", "th")
        == day.isoformat()
    )


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"),
        (1357, 11, 22, "1979-02-11"),
        (1403, 1, 1, "2024-03-20"),
    ],
)
def test_days_of_the_solar_hijri_calendar_are_known(year: int, month: int, day: int, expected: str) -> None:
    found = from_jalali(year, month, day)
    assert found is not None
    assert found.isoformat() == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(1300, 1450))
def test_solar_hijri_years_follow_without_a_gap(year: int) -> None:
    last = from_jalali(year, 12, 30) or from_jalali(year, 12, 29)
    first = from_jalali(year + 1, 1, 1)
    assert last is not None
    assert first == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("Sun, 28 Apr 2024 07:36:00 GMT", "", "2024-04-28T07:36:00+00:00"),
        ("Tue Nov 15 2024 12:45:26 GMT+0100 (CET)", "", "2024-11-15T12:45:26+01:00"),
        ("20240428T093600Z", "", "2024-04-28T09:36:00+00:00"),
        ("1714289760000", "", "2024-04-28T07:36:00+00:00"),
        ("1714289760", "", "2024-04-28T07:36:00+00:00"),
        ("28 avril 2024 à 9h36", "fr", "2024-04-28T09:36"),
        ("Dec. 3rd, 2021 | 3 PM ET", "en", "2021-12-03T15:00-05:00"),
        ("April 28, 2024 12:05 a.m.", "en", "2024-04-28T00:05"),
        ("입력 2024.04.28 오후 3:05", "ko", "2024-04-28T15:05"),
        ("令和6年4月28日 午後3時05分", "ja", "2024-04-28T15:05"),
        ("民國113年4月28日", "zh", "2024-04-28"),
        ("2024. április 28., 12:30", "hu", "2024-04-28T12:30"),
        ("2024 m. balandžio 28 d.", "lt", "2024-04-28"),
        ("28 de abril de 2024", "es", "2024-04-28"),
        ("28 كانون الثاني 2024", "ar", "2024-01-28"),
        ("۹ اردیبهشت ۱۴۰۳", "fa", "2024-04-28"),
        ("28 tháng 4, 2024", "vi", "2024-04-28"),
        ("3 มี.ค. 2567 15:33 น.", "th", "2024-03-03T15:33"),
        ("19-Dec-2025", "en", "2025-12-19"),
        ("28.04.24", "de", "2024-04-28"),
        # In October in Croatia, in November in Bohemia.
        ("3. listopada 2024", "hr", "2024-10-03"),
        ("3. listopadu 2024", "cs", "2024-11-03"),
    ],
)
def test_forms_that_pages_print_are_read(written: str, language: str, expected: str) -> None:
    assert parse_moment(written, language) == expected


def test_americans_write_the_month_first() -> None:
    assert parse_moment("04/05/2024", "en-US") == "2024-04-05"
    assert parse_moment("04/05/2024", "en-GB") == "2024-05-04"
    assert parse_moment("04/28/2024", "en-GB") == "2024-04-28"  # there is no 28th month


NO_DAYS = [
    "",
    "April 28",
    "2014 January (27) February (30)",
    "31.02.2024",
    "version 3.11.7",
    "2024-13-45",
    "9" * 20,
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_moment(text) == ""


@settings(max_examples=300, deadline=None)
@given(
    st.text() | st.text(alphabet="0123456789 :./-TZ年月日apm+()"),
    st.sampled_from(["", "en", "de", "ja", "xx", "th"]),
)
def test_any_text_gives_a_moment_or_nothing(text: str, language: str) -> None:
    if moment := parse_moment(text, language):
        datetime.fromisoformat(moment)


def test_the_same_name_of_a_month_is_another_month_elsewhere() -> None:
    assert month_names("pl").find("listopada") == 11
    assert month_names("hr").find("listopada") == 10
