"""The diary in words: what stands in each day of the month, and a day's pages and visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.records import (
    Diary,
    FollowUp,
    Group,
    Issue,
    Link,
    Plan,
    Record,
    Solution,
    Stay,
    Survey,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import N_, P_, _, ngettext
from fieldbook.labels import code_label, day, due_text, filled, weekday
from fieldbook.reports.diary_calendar import MARKED, DayRow, only_marks, records_of
from fieldbook.reports.rhythm import Rhythm, WeekDays, is_own_page
from fieldbook.reports.stories import item_of
from fieldbook.titles import unsettled
from fieldbook.ui.keys import key, keys_in
from fieldbook.ui.told.counts import counted
from fieldbook.ui.told.digest import added_lines
from fieldbook.ui.told.lines import joined
from fieldbook.ui.told.minutes import minutes_told
from fieldbook.ui.told.rows import called, due_tone, place_text
from fieldbook.ui.told.story import item_lines
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.cells import fit
from fieldbook.ui.widgets.month import DAY_CELLS, DayCell, DayWord, Heat
from fieldbook.ui.widgets.story_lines import StoryLine

MANY_VISITS = 3
IN_VAIN = "-"
"""On a day on which nobody was at home; an ASCII sign, and its own twin."""
_SPENT_TONES = {"study": "heading", "meeting": "muted", "front_line": "done"}
_MARK_TONES = {"kept": "done", "late": "", "missed": "overdue", "due": "today"}
_MARK_SIGNS = {"late": "~", "missed": "!", "due": "?"}
_GRAVEST = ("missed", "due", "late", "kept", "")
_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))


def weekday_titles() -> tuple[str, ...]:
    """The seven short words above a month."""
    return tuple(_(word) for word in _WEEKDAYS)


def day_cell(row: DayRow) -> DayCell:
    """A day: how it was spent and its marks beside the number, visits, issues, pages beneath."""
    # Two cells, so that what follows stands below each other in both languages.
    spent = DayWord(fit(_spent_word(row.spent), 2), _SPENT_TONES.get(row.spent, "muted"))
    done = []
    if row.visits or row.issues_found or row.in_vain:
        done.append(DayWord(IN_VAIN if row.in_vain else str(row.visits)))
        done.append(DayWord(f"+{row.issues_found}" if row.issues_found else "", "heading"))
    page = _page_word(row)
    used = sum(cell_len(word.text) for word in (*done, page))
    done.append(DayWord(" " * max(0, DAY_CELLS - 1 - used)))
    beneath = (*done, page)
    return DayCell((spent, _mark_word(row)), beneath, heat=_heat(row.visits), told=_told(row))


def _told(row: DayRow) -> str:
    """A day in words, for who hears it."""
    marks = {kind: getattr(row, kind) for kind in ("daily", "five_day", "ten_day", "five_good")}
    told = [
        code_label("spent", row.spent) if row.spent else "",
        ngettext("{count} visit", "{count} visits", row.visits) if row.visits else "",
        code_label("manner", "nobody_home") if row.in_vain else "",
        counted(Issue.kind, row.issues_found) if row.issues_found else "",
        *(code_label("diary.kind", each) for each in row.pages),
        _("reported") if row.reported else "",
        *(
            f"{_mark_label(kind)} {_mark_state(state)}"
            for kind, state in marks.items()
            if state and state != "kept"
        ),
    ]
    return _(", ").join(each for each in told if each)


def _heat(visits: int) -> Heat:
    """How many visits a day had, as a ground that is seen from afar; the count stands on it."""
    if not visits:
        return ""
    return "many" if visits >= MANY_VISITS else "some"


def _spent_word(spent: str) -> str:
    words = {
        "study": P_("calendar", "S"),
        "meeting": P_("calendar", "M"),
        "front_line": P_("calendar", "F"),
    }
    return words.get(spent, "")


def _page_word(row: DayRow) -> DayWord:
    """The day's own page: its summary, whether it is due, or was reported; else another page."""
    if row.daily:
        return DayWord(_MARK_SIGNS[row.daily], _MARK_TONES[row.daily])
    if "daily" in row.pages:
        word = P_("calendar", "D") if row.reported else P_("calendar", "d")
        return DayWord(word, "done" if row.reported else "")
    if "meeting" in row.pages:
        return DayWord(P_("calendar", "m"), "muted")
    is_note = any(each not in MARKED for each in row.pages)  # those have a mark beside the number
    return DayWord(P_("calendar", "n") if is_note else "", "muted")


def _mark_word(row: DayRow) -> DayWord:
    """``5``, ``X`` or ``&`` for both where all were kept; else the sign of the one kept worst."""
    state = min((row.five_day, row.ten_day, row.five_good), key=_GRAVEST.index)
    kept = "X" if row.ten_day else "5" if row.five_day else ""
    kept = "&" if row.ten_day and row.five_day else kept
    return DayWord(_MARK_SIGNS.get(state, kept), _MARK_TONES.get(state, "muted"))


def legend() -> tuple[str, ...]:
    """What the signs mean, in lines that are not broken beside the month at 80 columns."""
    return (
        _("S study  M meetings  F front line"),
        _("3+1 visits+issues  d daily  n note"),
        _("D reported  5 five-day  X ten-day"),
        _("& both  ! missed  ~ late  ? due"),
        _("- nobody was at home"),
    )


# --- the rhythm ------------------------------------------------------------------------------


def rhythm_lines(found: Rhythm, week: WeekDays, today: dt.date) -> Iterator[StoryLine]:
    """The streak, what is due, and the week beside its rule."""
    daily, *others = found.marks
    streak = ngettext("{count} day in a row", "{count} days in a row", found.streak)
    state = _("today's is written") if daily.days > 0 else _("today's is due")
    yield StoryLine(joined(streak, state), tone="" if daily.days > 0 else "today")
    for mark in (*others, *((found.five_good,) if found.five_good else ())):
        last = _("last {date}").format(date=day(mark.last.on, today)) if mark.last else ""
        label = _mark_label(mark.kind)
        when = joined(due_text(mark.days), last)
        line = _("{label}: {text}").format(label=label, text=when)
        yield StoryLine(line, tone=due_tone(mark.days) or "muted")
    yield from week_lines(week, today)


def _mark_label(kind: str) -> str:
    """What comes round again: a page of the diary, or the commendations."""
    return code_label("commendation.kind" if kind == "five_good" else "diary.kind", kind)


_WEEK_WORDS = {
    "study": N_("study"), "meeting": N_("meetings"), "front_line": N_("front line"),
    "indoors": N_("study and meetings"),
}  # fmt: skip


def week_lines(week: WeekDays, today: dt.date) -> Iterator[StoryLine]:
    """The week's days beside the branch's rule."""
    span = _("Week {first} - {last}").format(
        first=day(week.from_on, today), last=day(week.to_on, today)
    )
    open_days = (
        ngettext("{count} day not marked", "{count} days not marked", week.unmarked)
        if week.unmarked
        else ""
    )
    if open_days and week.begun_on:
        since = _("the book begins {date}").format(date=day(week.begun_on, today))
        open_days = _("{text} ({more})").format(text=open_days, more=since)
    yield StoryLine(joined(span, open_days))
    kept = all(count >= asked for _kind, count, asked in week.spent)
    yield StoryLine(days_text(week), tone="done" if kept else "")


def days_text(week: WeekDays) -> str:
    """The days of a week by how they were spent, each beside what the rule asks for."""
    names = week.names or [_(_WEEK_WORDS[kind]) for kind, _count, _asked in week.spent]
    return "  ".join(
        f"{name} {count}/{asked}"
        for name, (_kind, count, asked) in zip(names, week.spent, strict=True)
    )


# --- a day -----------------------------------------------------------------------------------


def day_lines(book: Fieldbook, on: dt.date) -> Iterator[StoryLine]:
    """The day's pages, then its visits, and whatever else happened."""
    today = book.today
    row = book.diary.calendar(on, on)[0]
    away = (on - today).days
    near = due_text(away) if away >= 0 else ngettext("{count} day ago", "{count} days ago", -away)
    yield StoryLine(joined(f"{day(on, today)} {weekday(on)}", near), tone="title")
    unmarked = keys_in(_("how the day was spent is not marked: {spent} marks it"), "diary")
    spent = code_label("spent", row.spent) if row.spent else unmarked
    yield StoryLine(spent, tone=_SPENT_TONES.get(row.spent, "muted"))
    for kind in ("five_day", "ten_day", "five_good"):
        if (state := getattr(row, kind)) and state != "kept":
            told = _("{label}: {text}").format(label=_mark_label(kind), text=_mark_state(state))
            yield StoryLine(told, tone=_MARK_TONES[state])
    yield StoryLine("")
    records = records_of(book.shelf, on)
    for record in records:
        yield from _record_lines(book, record)
    if not records:
        yield StoryLine(_("Nothing is written down for this day."), tone="muted")
        if away <= 0:
            told = keys_in(_("{daily} writes its summary, {new} a note."), "diary")
            yield StoryLine(told, tone="muted")


def _mark_state(state: str) -> str:
    return {"late": _("late"), "missed": _("missed"), "due": _("due")}[state]


def _record_lines(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    if isinstance(record, Diary):
        return _page_lines(book, record)
    if isinstance(record, Visit):
        return _visit_lines(book, record)
    first, *rest = item_lines(book, item_of(book.shelf, record, 1))
    return iter((first._replace(text=joined(_of_what(book.shelf, record), first.text)), *rest))


def _of_what(shelf: Shelf, record: Record) -> str:
    """What a follow-up looks at again, and of which group a survey, a stay, a plan or a link is."""
    if isinstance(record, FollowUp) and record.solution:
        solution = shelf.living(Solution, record.solution)
        return _("; ").join(each.title for each in shelf.issues_of(solution)) if solution else ""
    if isinstance(record, FollowUp | Survey | Stay | Plan | Link):
        return called(shelf, shelf.living(Group, record.group))
    return ""


def _page_lines(book: Fieldbook, page: Diary) -> Iterator[StoryLine]:
    if only_marks(page):
        return
    today = book.today
    kind = code_label("diary.kind", page.diary_kind)
    first, last = day(page.from_on, today), day(page.to_on, today)
    period = filled("{first} - {last}", first=first, last=last)
    is_own = is_own_page(book.shelf, page, book.habits)
    writer = "" if is_own else book.shelf.member_name(page.created_by)
    yield StoryLine(joined(kind, writer, page.topic, period), 0, "heading", "", key_of(page))
    if page.reported_on:
        reported = _("reported to the branch {date}").format(date=day(page.reported_on, today))
        yield StoryLine(reported, 1, "done")
    elif page.diary_kind == "daily" and is_own:
        yield StoryLine(keys_in(_("not yet reported: {report}"), "diary"), 1, "muted")
    if added := added_lines(book, page):
        told = _("came since: {what} ({write} adds it)")
        if added[1:]:
            told = _("came since: {what} and more ({write} adds all of it)")
        write = key(page.diary_kind, "diary")
        tone = "today" if page.on == today else "muted"
        yield StoryLine(told.format(write=write, what=added[0]), 1, tone)
    for line in (*minutes_told(book, page), StoryLine(page.text)):
        if line.text:
            yield line._replace(indent=1)


def _visit_lines(book: Fieldbook, visit: Visit) -> Iterator[StoryLine]:
    shelf = book.shelf
    household = shelf.household_of(visit)
    place = place_text(shelf, household, shelf.group_of(visit))
    head = (
        called(shelf, household, beside="place") if household else unsettled(visit.household_text)
    )
    first, *rest = item_lines(book, item_of(shelf, visit, 1))
    yield first._replace(text=joined(f"{head} {place}".strip(), first.text))
    yield from rest
    for issue in shelf.pointing(Issue, "visit", visit.id):
        yield from item_lines(book, item_of(shelf, issue, 2))
