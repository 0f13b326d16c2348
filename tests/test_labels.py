"""Codes, days and counts in words: other years, today itself, none, one and several."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook import i18n, labels
from fieldbook.domain.parts import Person
from fieldbook.reports.carried import LOOK_BACK
from fieldbook.verbs import verb_label

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (None, ""),
        (TODAY, "11-21"),
        (dt.date(2026, 1, 1), "01-01"),
        (dt.date(2025, 12, 31), "2025-12-31"),
        (dt.date(2027, 11, 21), "2027-11-21"),
    ],
)
def test_a_day_of_another_year_has_its_year(date: dt.date | None, told: str) -> None:
    """A day is told without its year only where that is today's."""
    assert labels.day(date, TODAY) == told


@pytest.mark.parametrize(
    ("days", "told"), [(-10, "10d overdue"), (-1, "1d overdue"), (0, "today"), (1, "in 1d")]
)
def test_today_is_neither_due_nor_overdue(days: int, told: str) -> None:
    """What falls due today is due today, the day before it was to come, the day after overdue."""
    assert labels.due_text(days) == told


@pytest.mark.parametrize(
    ("group", "code", "told"),
    [("", "", ""), ("3组", "", "3组"), ("", "11", "no. 11"), ("3组", "11", "3组 no. 11")],
)
def test_a_place_is_told_as_far_as_it_is_known(group: str, code: str, told: str) -> None:
    """Group and number, or the one that is there."""
    assert labels.where_text(group, code) == told


def test_a_span_that_runs_has_no_end() -> None:
    """From a day to a day; one that still runs says so; days of other years have theirs."""
    begun = dt.date(2025, 12, 30)
    assert labels.span_text(begun, TODAY, TODAY) == "2025-12-30 to 11-21"
    assert labels.span_text(TODAY, None, TODAY) == "since 11-21 (still running)"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([], ""),
        ([("life", 0)], ""),
        ([("life", 1)], "life 1"),
        ([("life", 2), ("study", 0), ("", 3)], "life 2, not said 3"),
    ],
)
def test_counts_leave_out_what_never_came_up(counts: list[tuple[str, int]], told: str) -> None:
    """Of each code how often; an empty code is something nobody said."""
    assert labels.counts_text("issue.kind", counts) == told


def test_a_code_nobody_knows_is_shown_as_it_is() -> None:
    """A newer fieldbook's code stays readable, and no code is no word."""
    assert labels.code_label("issue.kind", "weather") == "weather"
    assert labels.code_label("result", "\x1b]0;title\x07gone\x00\nup\u202e") == "gone up"
    assert labels.code_label("issue.kind", "") == labels.code_label("survey.type", None) == ""
    assert labels.code_label("survey.type", 3) == "core not formed"


def test_a_column_has_the_words_of_its_place() -> None:
    """A screen names a column in small letters, a paper begins it with a capital."""
    assert labels.column_label("by_itself") == "by itself"
    assert labels.column_label("by_itself", on_paper=True) == "Carried out by itself"
    assert labels.column_label("explained:tasks") == "tasks"
    assert labels.column_label("explained:tasks", on_paper=True) == "Tasks"


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("word", ["carried_of_late", "checks_of_late"])
def test_a_figure_of_late_says_of_how_many_days_it_is(lang: str, word: str) -> None:
    """The label names the days that are counted."""
    i18n.use_language(lang)
    assert str(LOOK_BACK) in labels.figure_label(word)


@pytest.mark.parametrize(
    ("lang", "relapsed", "made"), [("en", "Times", "made"), ("zh_CN", "次", "次")]
)
def test_what_is_counted_in_times_says_so(lang: str, relapsed: str, made: str) -> None:
    """An issue that relapsed twice stands twice under a column of a paper; its word says it."""
    i18n.use_language(lang)
    assert relapsed in labels.column_label("relapsed", on_paper=True)
    assert made in labels.figure_label("checks")


def test_dropping_an_issue_and_undoing_are_told_apart() -> None:
    """撤销 is both an issue's status and what u does: of the act the status stands quoted."""
    i18n.use_language("zh_CN")
    assert verb_label("drop") == "问题列为“撤销”"
    assert labels.code_label("status", "dropped") == "撤销"


@pytest.mark.parametrize(("language", "told"), [("en", "Carol, Denise"), ("zh", "Carol、Denise")])
def test_several_in_one_field_are_parted_as_the_language_parts_them(
    language: str, told: str
) -> None:
    """They are kept with 、 between them, whoever wrote them down."""
    i18n.use_language(language)
    assert labels.person_text(Person(name="Carol、Denise")) == told
