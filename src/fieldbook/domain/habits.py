"""The branch's habits: the intervals and rules by which things fall due. Settings may change them."""

from __future__ import annotations

import msgspec


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """Days, unless said otherwise."""

    visit_every_days: int = 10
    """How often a household is visited when neither it nor its group says otherwise."""
    follow_up_after_days: tuple[int, ...] = (10, 30, 90)
    """When, after an issue was solved or a stay ended, it is checked whether it held."""
    refer_within_days: int = 3
    """How promptly a request is to reach the branch."""
    summary_every_days: int = 5
    study_every_days: int = 10
    week_rule: tuple[int, ...] = (1, 2, 3)
    """Days of a week for study, for meetings and office, for the front line; of two numbers the
    first is for study and meetings."""
    week_names: tuple[str, ...] = ()
    """The branch's own names for these kinds of days."""
    writer: str = ""
    """The name of whoever keeps the rhythm: pages of other members are not his."""
    alongside: tuple[str, ...] = ()
    """三边: what the branch does besides at a visit, in its own words."""


DEFAULT_HABITS = Habits()
