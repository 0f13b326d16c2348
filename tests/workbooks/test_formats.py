"""Number formats."""

from __future__ import annotations

import pytest

from fieldbook.workbooks import formats


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("yyyy/m/d", True), ('m"月"d"日"', True), ("[$-804]yyyy", True), ("h:mm", True),
        ("上午/下午h", True), ("General", False), ("G/通用格式", False), ("0.00", False),
        ("@", False), ('0"days"', False), ("[Red]0", False), ("\\d0", False), ("[h]:mm", False),
        ("0.00E+00", False), ("_-0_d", False),
    ],
)  # fmt: skip
def test_days_are_told_from_numbers(code: str, day: bool) -> None:
    """Letters of days count only where they are no words in quotes."""
    assert formats.is_day(code) is day


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0000", 311, "0311"), ("0000;-0000", 311, "0311"), ("000-0000", 1234567, "123-4567"),
        ('"A"000', 7, "A007"), ("00", 12345, "12345"), ("000-0000", 123456789, "12345-6789"),
        ("\\N0000", 5, "N0005"), ("第000号", 5, "第005号"), ("0000_ ", 311, "0311"),
    ],
)  # fmt: skip
def test_codes_are_shown_with_their_zeros(code: str, number: int, shown: str) -> None:
    """A number that a format fills up is what it shows."""
    style = formats.code_of(code)
    assert style is not None
    assert style.shown(number) == shown


@pytest.mark.parametrize(
    "code", ["0", "0.00", "#,##0", "General", "@", "0%", '0"人"', "00E+00", ""]
)
def test_amounts_are_no_codes(code: str) -> None:
    """A format of amounts and shares leaves the number a number."""
    assert formats.code_of(code) is None


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (43468, "2019-01-03"),
        (43468.5, "2019-01-03T12:00:00"), (0.25, "06:00:00"), (43468.999999, "2019-01-04"),
        (-1, -1), (3e6, 3_000_000),
    ],
)  # fmt: skip
def test_serial_numbers_are_days(serial: float, day: object) -> None:
    """The day a spreadsheet shows, with its leap day that never was; what is none stays a number."""
    assert formats.day(serial) == day
