"""Other calendars -> Gregorian dates."""

from datetime import date, timedelta

# The first day of a year that the rule below holds for, and the last such year that a page may be of.
_FIRST_DAY = date(1827, 3, 22)  # 1 Farvardin 1206
_FIRST_YEAR, _LAST_YEAR = 1206, 1500
_CYCLE = 33  # years; leap are those that leave one of these remainders
_LEAP_REMAINDERS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def from_jalali(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a day of the Solar Hijri calendar, or None if there is none.

    The cycle of 33 years gives the leap years of the astronomical calendar from 1178 to 1633.

    >>> from_jalali(1403, 2, 9)
    datetime.date(2024, 4, 28)
    """
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _month_days(year, month)):
        return None
    days = sum(366 if _is_leap(y) else 365 for y in range(_FIRST_YEAR, year))
    days += sum(_month_days(year, m) for m in range(1, month))
    return _FIRST_DAY + timedelta(days=days + day - 1)


def _month_days(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 29 if month == 12 and not _is_leap(year) else 30


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP_REMAINDERS
