"""Other calendars -> Gregorian dates."""

from datetime import date, timedelta

# 1 Farvardin 1206, the first day of a cycle of 33 years whose leap years are known to fall so.
_CYCLE_START = date(1827, 3, 22)
_CYCLE_FIRST_YEAR = 1206
_LEAP_YEARS = frozenset({4, 8, 12, 16, 20, 24, 29, 33})  # of a cycle, counted from 1


def from_jalali(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a day of the Solar Hijri calendar, or None if there is none.

    The leap years of the cycle of 33 years are those of the astronomical calendar from 1206 to 1500.

    >>> from_jalali(1403, 2, 9)
    datetime.date(2024, 4, 28)
    """
    if not (_CYCLE_FIRST_YEAR <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= _month_days(year, month)):
        return None
    days = sum(366 if _is_leap(y) else 365 for y in range(_CYCLE_FIRST_YEAR, year))
    days += sum(_month_days(year, m) for m in range(1, month))
    return _CYCLE_START + timedelta(days=days + day - 1)


def _month_days(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 29 if month == 12 and not _is_leap(year) else 30


def _is_leap(year: int) -> bool:
    # Leap when the remainder by 33 is one of these: holds for 1178 to 1633.
    return year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
