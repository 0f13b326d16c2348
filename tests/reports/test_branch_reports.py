"""The branch's view: the queue of referrals, the members' reports, what is late by contact group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.merge.memory import Memory
from fieldbook.domain.records import Diary, Member
from fieldbook.i18n import use_language
from fieldbook.reports.branch import (
    AtDesk,
    OfMember,
    contact_group_of,
    delays,
    last_exchanges,
    members_reports,
    referral_desk,
)
from fieldbook.reports.rhythm import marks
from fieldbook.ui.told.branch import desk_row, member_lines
from tests import village
from tests.clock import Clock

DAY = dt.timedelta(days=1)
NOTHING: Mapping[str, dt.datetime] = {}


@pytest.fixture
def found() -> village.Village:
    """The small village."""
    return village.build(Clock())


def desk(found: village.Village) -> tuple[AtDesk, ...]:
    """The referral desk today."""
    return referral_desk(found.book.shelf, found.book.today, found.book.habits)


def of(found: village.Village, member: Member, days: int = 10) -> OfMember:
    """What the branch has from a member."""
    book = found.book
    since = book.today - days * DAY + DAY
    rows = members_reports(book.shelf, since, book.today, book.habits, NOTHING)
    return next(each for each in rows if each.member.id == member.id)


def written(found: village.Village, member: Member, kind: str, *days: int) -> None:
    """Pages of a member, written on these days of November."""
    book = found.book
    for day in days:
        on = dt.date(2026, 11, day)
        book.go_by(book.habits, member.name)
        book.diary.write(Draft(kind=kind, on=on, text=f"{member.name} {day}"))


def test_the_desk_has_what_waits_for_the_branch_the_oldest_first(found: village.Village) -> None:
    """A referred issue waits since its referral, one late to refer since it was found."""
    book, (first, second) = found.book, found.issues
    assert desk(found) == ()  # found three days ago: neither is late yet
    book.issues.refer([second.id])
    found.clock.today += 2 * DAY
    rows = desk(found)
    assert [(each.row.issue.id, each.waiting, each.days) for each in rows] == [
        (first.id, "late", 5), (second.id, "unanswered", 2),
    ]  # fmt: skip
    assert {each.contact_group for each in rows} == {"3"}


def test_what_a_meeting_put_off_stands_last(found: village.Village) -> None:
    """It was looked at; until it is referred anew, what is new goes before it."""
    book, (first, second) = found.book, found.issues
    book.issues.refer([first.id])
    matter = {"issue": first.id, "topic": first.title, "decided": "缓议"}
    book.diary.write(Draft(kind="meeting", matters=[matter]))
    found.clock.today += DAY
    book.issues.refer([second.id])
    told = [(each.row.issue.id, each.is_put_off) for each in desk(found)]
    assert told == [(second.id, False), (first.id, True)]


def test_what_was_referred_today_and_put_off_says_both(found: village.Village) -> None:
    """No count of days stands for a day that is not over."""
    book, issue = found.book, found.issues[0]
    book.issues.refer([issue.id])
    matter = {"issue": issue.id, "topic": issue.title, "decided": "缓议"}
    book.diary.write(Draft(kind="meeting", matters=[matter]))
    use_language("en")
    assert desk_row(book, desk(found)[-1]).cells[0] == "put off today"
    found.clock.today += DAY
    assert desk_row(book, desk(found)[-1]).cells[0] == "1d put off"


def test_what_is_answered_solved_or_dropped_leaves_the_desk(found: village.Village) -> None:
    """Only unsolved issues without an answer wait."""
    book, (first, second) = found.book, found.issues
    book.issues.refer([first.id, second.id])
    book.issues.answer(first.id, Draft(answer="派人修"))
    book.issues.drop(second.id, "自己修好了")
    assert desk(found) == ()


def test_an_issue_that_relapsed_after_its_answer_waits_again(found: village.Village) -> None:
    """Once it is late, a relapse stands at the desk from the day it was found."""
    book, issue = found.book, found.issues[0]
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="派人修"))
    book.solutions.solve(found.solution.id, Draft(result="好了"))
    book.follow_ups.check_at_once(found.solution.id, Draft(result="relapsed"))
    found.clock.today += 5 * DAY
    row = next(each for each in desk(found) if each.row.issue.id == issue.id)
    assert (row.waiting, row.days) == ("late", 5)


def test_an_issue_of_no_household_is_with_the_group_of_its_writer(found: village.Village) -> None:
    """A work group's own issue belongs to the contact group of who wrote it down."""
    book = found.book
    book.members.edit(found.members[0].id, Draft(contact_group="7"))
    book.go_by(book.habits, found.members[0].name)
    issue = book.issues.raise_(Draft(title="没有仓库", group=found.groups[0].id))
    assert contact_group_of(book.shelf, issue) == "7"


def test_a_members_reports_are_told_by_kind_with_the_days_missing(found: village.Village) -> None:
    """Days without a summary are missing until yesterday; today's may still come."""
    member = found.members[0]
    found.clock.today = dt.date(2026, 11, 14)
    written(found, member, "daily", 14)
    found.clock.today = dt.date(2026, 11, 20)
    written(found, member, "daily", 15, 16, 18)
    daily, five_day, ten_day = of(found, member).reports
    assert [each.on.day for each in daily.pages] == [18, 16, 15, 14]
    assert [each.day for each in daily.missing] == [19, 17]
    assert [each.day for each in five_day.missing] == [19]
    assert ten_day.missing == ()


def test_a_report_is_due_in_the_branch_s_book_when_it_is_on_the_member_s_today(
    found: village.Village,
) -> None:
    """From the first day on, whatever stood in the book before he began, and whatever he writes."""
    book, member = found.book, found.members[1]
    habits = msgspec.structs.replace(book.habits, writer=member.name)
    found.clock.today += 30 * DAY
    written(found, member, "note", 20)
    for number in range(14):
        his = {each.kind: each.days for each in marks(book.shelf, book.today, habits)}
        assert {each.kind: each.days for each in of(found, member).reports} == his
        assert number or his == {"daily": 0, "five_day": 5, "ten_day": 10}
        if number == 4:
            written(found, member, "five_day", (book.today - DAY).day)
        found.clock.today += DAY


def test_what_is_due_today_is_said(found: village.Village) -> None:
    """It was told of as not to be written."""
    use_language("zh_CN")
    member = found.members[1]
    written(found, member, "note", 20)
    told = [each.text for each in member_lines(found.book, of(found, member))]
    assert told[3:5] == ["日总结", "要写：今天"]
    assert told.count("这几天不用写。") == 2


def test_of_a_member_without_work_here_nothing_is_missing(found: village.Village) -> None:
    """Where no book of his is here, nobody knows what he wrote."""
    row = of(found, found.members[1], days=90)
    assert not row.has_book
    assert not any(each.pages or each.missing for each in row.reports)


def test_an_exchange_says_that_a_book_is_here(found: village.Village) -> None:
    """A book that was exchanged is here, though nothing was written into it yet."""
    book, member = found.book, found.members[1]
    now = book.now
    at = {member.id: now}
    rows = members_reports(book.shelf, book.today, book.today, book.habits, at)
    row = next(each for each in rows if each.member.id == member.id)
    assert row.has_book
    assert row.exchanged_at == now


def test_of_several_books_of_a_member_the_last_exchange_counts() -> None:
    """Of two devices the later; the branch's own books and what is no moment are left out."""
    texts = (
        "2026-11-18T08:00:00+08:00",
        "2026-11-20T08:00:00+08:00",
        "",
        "yesterday",
        "2026-11-21",
    )
    memories = [
        Memory(replica=str(number), member="m", exchanged_at=each)
        for number, each in enumerate(texts)
    ]
    own = Memory(replica="9", exchanged_at=texts[1])
    assert last_exchanges([*memories, own]) == {"m": dt.datetime.fromisoformat(texts[1])}


def test_members_stand_in_the_order_of_their_groups_whatever_is_missing(
    found: village.Village,
) -> None:
    """Neither what came in nor what is missing orders persons, and no figure of theirs is told."""
    book = found.book
    book.members.write(Draft(name="何秀英", contact_group="1"))
    written(found, found.members[1], "daily", 20)
    rows = members_reports(book.shelf, book.today - 9 * DAY, book.today, book.habits, NOTHING)
    assert [each.member.name for each in rows] == ["何秀英", "周正", "吴梅"]
    figures = [each for row in rows for each in row if type(each) in (int, float)]
    assert figures == []


def test_only_summaries_and_studies_are_reports(found: village.Village) -> None:
    """A note of the diary is not the branch's to read here."""
    written(found, found.members[0], "note", 20)
    assert not any(each.pages for each in of(found, found.members[0]).reports)
    assert found.book.shelf.count(Diary) == 1


def test_delays_are_told_by_contact_group(found: village.Village) -> None:
    """Overdue visits and late issues are those of the group in whose contact the household is."""
    book = found.book
    found.clock.today = dt.date(2026, 11, 30)
    late = delays(book.shelf, book.today, book.habits)
    assert set(late) == {"3"}
    assert {each.household.id for each in late["3"].visits} == {
        each.household.id for each in book.agenda(of_all=True).visits if each.days < 0
    }
    assert {each.issue.id for each in late["3"].issues} == {each.id for each in found.issues}


def test_an_issue_whose_work_is_overdue_is_late(found: village.Village) -> None:
    """Its list says how many days its solution is overdue, whether it was referred or not."""
    book, issue = found.book, found.issues[1]
    book.issues.refer([issue.id])
    book.solutions.note(Draft(issues=(issue.id,), method="搭一座便桥", due_on=book.today + DAY))
    for days, is_told in ((1, False), (2, True)):
        late = delays(book.shelf, book.today + days * DAY, book.habits)
        told = {each.issue.id for of_group in late.values() for each in of_group.issues}
        assert (issue.id in told) is is_told
