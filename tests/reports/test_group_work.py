"""A summary's page opens with the work of groups and the answers of the branch, too."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group
from fieldbook.i18n import use_language
from fieldbook.ui.told.digest import digest_lines, digest_text


@pytest.fixture
def worked(book: Fieldbook) -> Fieldbook:
    """A group with one of everything today, and something of the day before."""
    before = book.today - dt.timedelta(days=1)
    group = book.groups.found(Draft(name="甲组", leader="王大", changed_on=before)).id
    book.surveys.note(Draft(group=group, type=2, surveyed_on=before))
    book.surveys.note(Draft(group=group, type=1))
    book.groups.edit(group, Draft(leader="李二", core_since=book.today, changed_on=book.today))
    stay = book.stays.begin(Draft(group=group, from_on=before, purpose="帮着记账"))
    book.stays.end(stay.id, book.today)
    check = next(each for each in book.follow_ups.pending() if each.group == group)
    book.follow_ups.check(check.id, Draft(result="held", note="还照着做"))
    book.trainings.write(Draft(topic="修水泵", group=group))
    book.experiences.write(Draft(title="两人管一片", group=group))
    book.commendations.write(Draft(whom="甲组", for_what="渠修得快"))
    return book


def told(book: Fieldbook, kind: str = "daily") -> list[str]:
    return str(digest_text(book, kind)["text"]).split("\n")


@pytest.mark.parametrize("kind", ["daily", "five_day", "ten_day"])
def test_the_work_with_groups_is_told(worked: Fieldbook, kind: str) -> None:
    """Surveys, posts, core groups, stays, trainings, experiences and commendations, a line each."""
    use_language("zh_CN")
    lines = told(worked, kind)
    assert {
        "核心形成：甲组", "结束蹲点：甲组", "训练：修水泵",
        "总结经验：两人管一片", "表扬：甲组", "回访小组：甲组（已巩固：还照着做）",
    } <= set(lines)  # fmt: skip
    posts = next(line for line in lines if line.startswith("骨干变动"))
    assert posts.endswith("甲组（组长：由王大换为李二）")


@pytest.mark.parametrize("days_ago", [2, 400])
def test_a_group_written_down_first_is_no_change_of_posts(book: Fieldbook, days_ago: int) -> None:
    """Whoever led it then, since whenever, took over from nobody; who follows is a change."""
    since = book.today - dt.timedelta(days=days_ago)
    draft = Draft(name="白杨2组", leader="孙大有", key_members="王大", changed_on=since)
    group = book.groups.found(draft)
    assert not any(line.startswith("Posts") for line in told(book, "five_day"))
    assert not tuple(book.names("posts"))
    book.groups.edit(group.id, Draft(leader="李二"))
    assert [line for line in told(book) if line.startswith("Posts")]
    assert len(tuple(book.names("posts"))) == 1


@pytest.mark.parametrize("since", [{}, {"changed_on": "today"}])
def test_whoever_was_written_down_today_is_only_corrected(
    book: Fieldbook, since: dict[str, str]
) -> None:
    """A slip of the same day is no change of posts, be the group new or only whom it names."""
    group = book.groups.found(Draft(name="白杨2组", key_members="冯玉田", **since)).id
    book.groups.edit(group, Draft(key_members="赵桂枝"))
    assert not any(line.startswith("Posts") for line in told(book, "five_day"))
    book.groups.edit(group, Draft(leader="李二"))
    book.groups.edit(group, Draft(leader="李大"))
    changes = book.groups.all()[0].post_changes
    assert [(e.before, e.after) for e in changes if e.post == "leader"] == [("", "李大")]
    assert not tuple(book.names("posts"))


def test_a_change_with_a_day_of_its_own_is_one_in_a_new_group_too(book: Fieldbook) -> None:
    """Who took over on the very day the group was written down is named with that day."""
    group = book.groups.found(Draft(name="白杨2组", leader="王大")).id
    book.groups.edit(group, Draft(leader="李二", changed_on="today"))
    (change,) = book.groups.all()[0].post_changes
    assert (change.before, change.after, change.on) == ("王大", "李二", book.today)


def test_whose_an_issue_is_stands_in_one_pair_of_brackets(book: Fieldbook) -> None:
    """Of two households of a name the place is told, without brackets of its own."""
    use_language("zh_CN")
    group = book.groups.found(Draft(name="北坡2组")).id
    homes = [
        book.households.assign(Draft(head="吕长贵", group=group, code=code))
        for code in ("02", "05")
    ]
    book.issues.raise_(Draft(title="井绳断了", household=homes[0].id))
    lines = told(book)
    assert "发现问题：井绳断了（北坡2组02号吕长贵）" in lines


def test_only_these_days_count(worked: Fieldbook) -> None:
    """What was done the day before is in the five-day page, and not in today's."""
    today, five_days = told(worked), told(worked, "five_day")
    assert not any("Stay begun" in line for line in today)
    assert any("Stay begun: 甲组 (帮着记账)" in line for line in five_days)
    assert sum("Groups surveyed" in line for line in today) == 1


def test_a_group_surveyed_again_is_named_once(worked: Fieldbook) -> None:
    """What each survey found stands behind its name; the same found again stands once."""
    group = worked.shelf.every(Group)[0].id
    worked.surveys.note(Draft(group=group, type=1))
    line = next(each for each in told(worked, "five_day") if each.startswith("Groups surveyed"))
    assert line == "Groups surveyed: 甲组 (core not strong, then core formed)"


def test_what_lies_in_the_trash_is_not_told(worked: Fieldbook) -> None:
    """A group that was removed takes its surveys, stays and posts out of the page."""
    worked.groups.remove(worked.shelf.every(Group)[0].id)
    assert not any("Groups surveyed" in line or "Stay" in line for line in told(worked))


def test_what_the_branch_answered_is_told_beside_what_was_referred(book: Fieldbook) -> None:
    """An answer belongs to the page of its day, as the referral to the page of its own."""
    before = book.today - dt.timedelta(days=1)
    issue = book.issues.raise_(Draft(title="路灯不亮", found_on=before))
    book.issues.refer([issue.id], on=before)
    book.issues.answer(issue.id, Draft(answer="派人修\n电工带料去"))
    assert "Answered: 路灯不亮: 派人修" in told(book)
    assert not any(line.startswith("Referred") for line in told(book))
    assert "Referred: 路灯不亮" in told(book, "five_day")


def test_who_came_is_one_of_the_visits(book: Fieldbook) -> None:
    """The times they came stand beside the visits they are among, and nobody went there."""
    use_language("zh_CN")
    home = book.households.assign(Draft(head="李长顺"))
    for manner in ("visit", "came_to_us", "nobody_home"):
        book.visits.note(Draft(household=home.id, manner=manner))
    found = book.diary.digest("daily", book.today)
    assert next(iter(digest_lines(book, found))) == ("走访2次（其中来访1次），走到1户，无人在家1次")
