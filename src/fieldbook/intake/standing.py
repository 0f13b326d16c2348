"""How far a row of a ledger is: what its states, its closing day and its reply say together.

A file strikes off what it says is struck off, and nothing else. Where it contradicts itself, or is not
clear, the issue stays open and the row is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from fieldbook.domain.dates import days_of_two
from fieldbook.domain.dates.named import Named
from fieldbook.intake import dates
from fieldbook.intake.row import Row
from fieldbook.intake.state_days import is_western_day
from fieldbook.intake.states import (
    SERIAL,
    day_within,
    is_withdrawn,
    says_more,
    state_of,
    whole_state,
)
from fieldbook.patterns import pattern

_A_DAY: Final = pattern(
    r"(?:(?:民[国國])?\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号號]?|\d{6,8}"
    r"|(?:\d{4}|1[0-4]\d|\d\d)\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}"
)
"""A day where a state is looked for; without its year it is the first one after the finding."""


_IS_OVER: Final = pattern("[已是对√✓✔☑✅A-Za-z]")
"""What says that something is so by now. Without it 12月30日完成, written in November, is a plan."""


class Standing(NamedTuple):
    """How far a row is, by the names of an entry's fields."""

    status: tuple[tuple[str, str], ...]
    """(heading, text) of its states."""
    status_tells: bool
    """Whether they tell more than yes or no."""
    closed: bool | None
    """Whether they say that it is struck off; none where nothing is said."""
    closed_on: dt.date | None
    closed_text: str
    handling: str
    """What was done; a word that only says that it was not, such as 未处理, is among ``status``."""
    reply: str
    """What was answered, as far as it says that something was."""
    dropped: str
    """The words that take it back (撤诉, withdrawn), whatever else is said; then it is not closed."""


def read_standing(row: Row, found_on: dt.date | None, replied_on: dt.date | None) -> Standing:
    """Read how far a row is; what cannot be both is told, and leaves the issue open."""
    words, texts = list(row.besides("status")), {}
    dropped = [text for _, text in words if is_withdrawn(text)]
    said = [(text, _state_or_day(text, row, found_on)) for _, text in words if text not in dropped]
    for field in ("handling", "reply"):
        text = texts[field] = row.long(field)
        if is_withdrawn(text):
            dropped.append(text)
            words += row.besides(field)
            texts[field] = ""
            continue
        state = whole_state(text)
        if state is None or (field == "reply" and state and replied_on):
            continue  # a reply with a day of its own closes by that
        said.append((text, state))
        if not state:
            words += row.besides(field)
            texts[field] = ""
    own = row.peek("closed_on")
    if own and (state := state_of(own)) is not None and (state or not dates.read(own, row.order)):
        said.append((own, state))  # 2026.4.5（逾期） is a day, late as it is
    over = [*dropped, *(word for word, done in said if done)]
    closed_on, closed_text = _closing_day(row, found_on, over)
    closed = False if dropped else _together(row, said)
    day = closed_on or (replied_on if texts["reply"] else None)
    if dropped:
        row.odd("status", "withdrawn", dropped[0])
    elif closed is False and day:
        row.odd("closed_on", "open_with_closing_day", day.isoformat())
    if closed and not (day or closed_text):
        row.odd("closed_on", "closed_without_day", said[0][0])
    return Standing(
        status=tuple(words),
        status_tells=any(says_more(text) for _, text in words),
        closed=closed,
        closed_on=closed_on,
        closed_text=closed_text,
        handling=texts["handling"],
        reply=texts["reply"],
        dropped=dropped[0] if dropped else "",
    )


def _state_or_day(text: str, row: Row, found_on: dt.date | None) -> bool | None:
    """A state; a day where a state is looked for (销号: 2026.3.9) is that of closing."""
    state = state_of(text)
    if state is None and _is_day(text):
        return True if _day_in(text, row, found_on) else None
    if state and not _IS_OVER.search(text):
        day = _day_in(day_within(text), row, found_on)
        return None if day and row.is_ahead(day) else state
    return state


def _is_day(text: str) -> bool:
    return bool(_A_DAY.fullmatch(text) or SERIAL.fullmatch(text) or is_western_day(text.casefold()))


def _together(row: Row, said: list[tuple[str, bool | None]]) -> bool | None:
    """What several states say: closed only where all of them do; none where there is none."""
    verdicts = {verdict for _, verdict in said}
    for word, verdict in said:
        if verdict is None:
            row.odd("status", "unclear_state", word)
    if verdicts == {True, False}:
        row.odd("status", "states_differ", "；".join(word for word, _ in said))
    return verdicts == {True} if verdicts else None


def _day_in(text: str, row: Row, found_on: dt.date | None) -> dt.date | None:
    day = dates.read(text, row.order)
    if isinstance(day, Named):
        return row.day_of_a_state(day, found_on)
    return dates.not_before(text, day, found_on) if day and found_on else day


def _closing_day(
    row: Row, found_on: dt.date | None, words: Iterable[str]
) -> tuple[dt.date | None, str]:
    """The day of its own column, else one that stands in the words of a state: 已于2026年3月9日办结.

    Its own column may have it in such words, too.
    """
    own = row.peek("closed_on")
    within = day_within(own) if state_of(own) else ""
    day, text = (None, "") if within else row.day("closed_on")
    if text or not (text := within or next(filter(None, map(day_within, words)), "")):
        return day, text
    day = _day_in(text, row, found_on)
    if day and row.is_ahead(day):
        row.odd("closed_on", "day_ahead", text)
        return None, text
    if day is None:
        row.odd("closed_on", "day_of_two" if days_of_two(text, row.order) else "day_in_words", text)
    return day, text
