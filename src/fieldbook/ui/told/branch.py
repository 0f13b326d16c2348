"""The branch's view in words: the referral desk's rows, a member's reports, a contact group's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from fieldbook.book import Fieldbook
from fieldbook.i18n import P_, _, language
from fieldbook.labels import code_label, day, due_text, filled, waiting_text
from fieldbook.reports.branch import AtDesk, Delays, OfMember, Reports
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.reports.mine import as_number
from fieldbook.titles import unsettled
from fieldbook.ui.told.cells import cell_text, figure_column
from fieldbook.ui.told.contact import comparison_lines
from fieldbook.ui.told.lines import joined
from fieldbook.ui.told.rows import called, due_tone, list_row, named, place_text, whose
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import contact_group_text

OF_GROUP = "contact_group:"
"""How the key of a contact group's row begins."""


# --- the referral desk -------------------------------------------------------------------------


def desk_columns() -> list[Column]:
    """For how long it has waited, what it is, which contact group's, whose."""
    long = language() == "en"
    return [
        Column(
            _("Waits"), 13 if long else 8, align="right", priority=8, toned=True, by=0,
            meaning=_(
                "days since it was referred; late: since it was found, and nobody referred it; "
                "put off: by a meeting"
            ),
        ),
        Column(_("Title"), None, min_width=16, priority=9),
        Column(P_("contact groups", "Group"), 9, priority=6, by=1, meaning=_("the contact group")),
        Column(_("Household"), 14, priority=3, quiet=True),
        Column(_("Kind"), 10 if long else 8, priority=2, quiet=True),
    ]  # fmt: skip


def desk_row(book: Fieldbook, found: AtDesk) -> ListRow:
    """An issue that is to be answered; one that nobody referred, or a meeting put off, says so."""
    row = found.row
    issue, is_late = row.issue, found.waiting == "late"
    told = (
        _("{count}d put off")
        if found.is_put_off
        else _("{count}d late")
        if is_late
        else _("{count}d")
    )
    now = _("put off today") if found.is_put_off else _("today")
    days = told.format(count=found.days) if found.days else now
    who = named(book.shelf, row.household) or unsettled(issue.household_text)
    cells = (
        days, issue.title, found.contact_group or "-", who or whose(book.shelf, None, row.group),
        code_label("issue.kind", issue.issue_kind),
    )  # fmt: skip
    return list_row(
        key_of(issue), cells, issue.detail, code_label("waiting", found.waiting),
        contact_group_text(found.contact_group), row.group.name if row.group else "",
        tone="overdue" if is_late else "",
        values=(found.days, as_number(found.contact_group)),
    )  # fmt: skip


# --- the members' reports ------------------------------------------------------------------------


def member_columns() -> list[Column]:
    """Who, and of each kind of report the day of the last one, or of the last that is missing."""
    titles = (P_("report", "Daily"), P_("report", "5-day"), P_("report", "10-day"))
    told = _("the day of the last one; !: of the last that is missing")
    kinds = [Column(each, 7, priority=7, by=at, meaning=told) for at, each in enumerate(titles)]
    return [
        Column(_("Member"), None, min_width=10, priority=9),
        Column(_("Contact group"), 13, priority=4, apart=True, quiet=True),
        *kinds,
        Column(P_("report", "Exchanged"), 9, priority=5, by=len(kinds)),
    ]


def member_row(book: Fieldbook, row: OfMember) -> ListRow:
    """A member, in the order of the contact groups."""
    cells, days = zip(*(_last_told(row, each, book.today) for each in row.reports), strict=True)
    name = named(book.shelf, row.member, column="contact_group")
    group = row.member.contact_group
    at = row.exchanged_at
    exchanged = day(at.astimezone().date(), book.today) if at else "-"
    return list_row(
        key_of(row.member), (name, group or "-", *cells, exchanged), contact_group_text(group),
        values=(*days, at.timestamp() if at else None),
    )  # fmt: skip


def _last_told(row: OfMember, found: Reports, today: dt.date) -> tuple[str, int | None]:
    if not row.has_book:
        return _("no book"), None
    written = found.pages[0].on if found.pages else None
    missed = found.missing[0] if found.missing else None
    if missed and (written is None or missed > written):
        return _("!{date}").format(date=day(missed, today)), missed.toordinal()
    return (day(written, today), written.toordinal()) if written else ("-", None)


def member_lines(book: Fieldbook, row: OfMember) -> Iterator[StoryLine]:
    """A member's reports in these days, each with its text, and the days of those that are missing."""
    member = row.member
    yield StoryLine(called(book.shelf, member, beside="contact_group"), tone="title")
    at = row.exchanged_at
    exchanged = day(at.astimezone().date(), book.today) if at else ""
    last = filled(_("last exchange {date}"), date=exchanged)
    yield StoryLine(joined(contact_group_text(member.contact_group), last), tone="muted")
    if not row.has_book:
        yield StoryLine(_("No book from {names}.").format(names=member.name), tone="muted")
        return
    for each in row.reports:
        yield StoryLine("")
        yield StoryLine(code_label("diary.kind", each.kind), tone="heading")
        yield from _report_lines(each, book.today)


def _report_lines(found: Reports, today: dt.date) -> Iterator[StoryLine]:
    if found.missing:
        days = _(", ").join(day(each, today) for each in reversed(found.missing))
        yield StoryLine(_("missing {date}").format(date=days), tone="overdue")
    for page in found.pages:
        text = page.text or page.topic
        reported = _("reported") if page.reported_on else ""
        yield StoryLine(text, date=day(page.on, today), key=key_of(page), tail=reported)
    if found.days <= 0 and not found.missing:
        due = _("to be written: {due}").format(due=due_text(found.days))
        yield StoryLine(due, tone=due_tone(found.days))
    elif not (found.missing or found.pages):
        yield StoryLine(_("None was due in these days."), tone="muted")


# --- the contact groups ------------------------------------------------------------------------------


def group_columns() -> list[Column]:
    """How visits were kept, issues referred in time, and what is late now."""
    return [
        Column(P_("contact groups", "Group"), None, min_width=6, priority=9, by=0),
        figure_column(
            P_("contact groups", "Kept"), priority=8,
            meaning=_("visits that were made in time, of those that fell due"), by=1,
        ),
        figure_column(
            P_("contact groups", "Referred"), priority=6,
            meaning=_("issues that were referred in time"), by=2,
        ),
        figure_column(
            P_("contact groups", "Overdue"), priority=7, toned=True,
            meaning=_("households whose visit is overdue"), by=3,
        ),
        figure_column(
            P_("contact groups", "Late"), priority=5,
            meaning=_("issues that are overdue, themselves or in their work, or late to refer"), by=4,
        ),
    ]  # fmt: skip


def group_row(row: ContactGroupRow, late: Delays) -> ListRow:
    """A contact group; of one without notes here nothing else is known."""
    name = row.contact_group
    title, key, order = name or _("no group"), f"{OF_GROUP}{name}", as_number(name)
    if not row.noted:
        cells = (title, _("no notes"), "-", "-", "-")
        return list_row(
            key, cells, contact_group_text(name), values=(order, None, None, None, None)
        )
    visits, issues = len(late.visits), len(late.issues)
    cells = (title, cell_text(row.kept), cell_text(row.in_time), str(visits), str(issues))
    values = (order, row.kept.ratio, row.in_time.ratio, visits, issues)
    return list_row(
        key, cells, contact_group_text(name), tone="overdue" if visits else "", values=values
    )


def group_lines(
    name: str, rows: Sequence[ContactGroupRow], members: Sequence[OfMember], width: int
) -> Iterator[StoryLine]:
    """A contact group: its members, whose books are not here, and all groups side by side."""
    own = [each for each in members if each.member.contact_group == name]
    yield StoryLine(contact_group_text(name), tone="title")
    yield StoryLine(_(", ").join(each.member.name for each in own), tone="muted")
    if without := [each.member.name for each in own if not each.has_book]:
        yield StoryLine(_("No book from {names}.").format(names=_(", ").join(without)))
    yield StoryLine("")
    yield from comparison_lines(rows, name, width)


def late_lines(book: Fieldbook, late: Delays) -> Iterator[StoryLine]:
    """The households and issues that are late in a contact group."""
    shelf = book.shelf
    if late.visits:
        yield StoryLine("")
        yield StoryLine(_("Visits overdue"), tone="heading")
    for each in late.visits:
        home = each.household
        words = joined(
            called(shelf, home, beside="place"), place_text(shelf, home, shelf.group_of(home))
        )
        yield StoryLine(words, 1, due_tone(each.days), key=key_of(home), tail=due_text(each.days))
    if late.issues:
        yield StoryLine("")
        yield StoryLine(_("Issues late"), tone="heading")
    for row in late.issues:
        told = waiting_text(row.waiting, row.answer_days)
        if row.due_on and row.due_on < book.today and "overdue" not in row.waiting:
            told = joined(due_text((row.due_on - book.today).days), told)
        yield StoryLine(row.issue.title, 1, key=key_of(row.issue), tail=told)
