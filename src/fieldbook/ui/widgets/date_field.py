"""The field for a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Unpack

from textual import events

from fieldbook.ui.widgets.text_fields import Asked, InputField

# What an input method types in Chinese mode and compatibility folding leaves alone.
_TWINS = str.maketrans({"。": ".", "、": "/", "—": "-", "–": "-", "−": "-"})
_WIDTH = 16
# The arrows go from field to field as everywhere: a day would change while one walks by.
_STEPS = {"pageup": 7, "pagedown": -7}
_SIGNS = {"+": 1, "-": -1}


def as_typed(text: str) -> str:
    """Give the text in half width; in ``3月5、6日`` the sign between the days stays what it is."""
    return unicodedata.normalize("NFKC", text).strip()


def plain_digits(text: str) -> str:
    """Give the ASCII twin of what was typed full-width: ``１１／２１`` is ``11/21``."""
    return as_typed(text).translate(_TWINS)


class DateField(InputField):
    """A day, typed in any way the given reader understands; the keys count days."""

    SELECT_ON_FOCUS = True
    DEFAULT_CSS = f"""
    DateField > FieldInput {{ width: {_WIDTH}; }}
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        today: date,
        misread: Callable[[str], str],
        **asked: Unpack[Asked],
    ) -> None:
        """Make the field.

        ``parse`` reads what was typed (full-width characters already made plain), and ``2026-11-21``;
        ``show`` says the day in words, such as the weekday, ``misread`` of a text that it is no day. In an
        empty field counting begins with ``today``.
        """
        super().__init__(name, label, **asked)
        self._parse, self._show, self._today = parse, show, today
        self._misread = misread
        self._sign = ""
        """The sign that was typed last and went a day on or back; a digit behind it means days."""
        self._input.before_key = self._count_days
        self._input.untyped = "?？"

    @property
    def value(self) -> date | None:
        """The day; None where there is none or it is not understood."""
        for text in dict.fromkeys((as_typed(self.text), plain_digits(self.text))):
            if text and (day := self._parse(text)):
                return day
        return None

    @property
    def understood(self) -> bool:
        """Whether the field is empty or holds a day."""
        return not self.text.strip() or self.value is not None

    def put(self, value: date | None) -> None:
        """Fill the field; None empties it."""
        self.write("" if value is None else value.isoformat())
        if self._input.has_focus:  # what is typed replaces it all the same
            self._input.select_all()

    def aside(self) -> str:
        """Say the day in words."""
        day = self.value
        if day is not None:
            return self._show(day)
        return self._misread(self.text) if self.text.strip() else ""

    def _count_days(self, event: events.Key) -> bool:
        """Take the keys that go to another day."""
        typed, sign = plain_digits(event.character or ""), self._sign
        self._sign = ""
        if sign and typed.isdecimal():
            self.write(sign + typed)  # +5, typed over a day that stands here
            self.post_message(self.Edited(self))
            return True
        step = _STEPS.get(event.key, 0)
        if not step and typed in _SIGNS and self._is_whole():
            step, self._sign = _SIGNS[typed], typed
        return bool(step) and self._go(step)

    def _is_whole(self) -> bool:
        """Say whether a full date stands here, so that ``-`` cannot be part of one."""
        day = self.value
        return day is not None and plain_digits(self.text) == day.isoformat()

    def _go(self, days: int) -> bool:
        day = self.value
        if day is None and self.text.strip():
            return False
        try:
            day = self._today if day is None else day + timedelta(days=days)
        except OverflowError:
            return True
        self.write(day.isoformat())
        self.post_message(self.Edited(self))
        return True
