"""Stories: everything that happened, newest first, each thing under what it belongs to."""

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Training
from fieldbook.reports.stories import StoryItem
from tests.village import Village


def told(items: tuple[StoryItem, ...]) -> list[tuple[int, str, str]]:
    return [(each.depth, each.kind, each.status) for each in items]


def test_facts_of_one_day_stand_as_they_were_written(village: Village) -> None:
    """Referred and then taken into study, or the other way round, on the day it was found."""
    room = village.book.issues
    for order in (["referred", "studying"], ["studying", "referred"]):
        issue = room.raise_(Draft(title="缺柴"))
        for name in order:
            if name == "referred":
                room.refer([issue.id])
            else:
                room.study(issue.id)
        story = village.book.story_of(room.get(issue.id))
        assert [each.kind for each in story] == [*reversed(order), "issue"]


def test_a_decision_stands_below_what_was_done_on_it_the_same_day(village: Village) -> None:
    """The meeting decides, then the issue is dropped; a solution noted before that stands below, too."""
    book = village.book
    issue = book.issues.raise_(Draft(title="缺柴"))
    book.solutions.note(Draft(issues=[issue.id], method="去山上砍"))
    matter = {"issue": issue.id, "topic": issue.title, "decided": "不办"}
    book.diary.write(Draft(kind="meeting", matters=[matter]))
    book.issues.drop(issue.id, "会议不办")
    story = book.story_of(book.issues.get(issue.id))
    assert [each.kind for each in story] == ["dropped", "decided", "solution", "issue"]


def test_an_issue_referred_anew_tells_both_answers_in_their_order(village: Village) -> None:
    """All on one day: what was referred and answered first stands below what was referred anew."""
    room = village.book.issues
    issue = room.raise_(Draft(title="犁头坏了"))
    for answer in ("社里收下修", "马上另买一个"):
        room.refer([issue.id])
        room.answer(issue.id, Draft(answer=answer))
    story = village.book.story_of(room.get(issue.id))
    kinds = ["answered", "referred"]
    assert [each.kind for each in story] == [*kinds, *kinds, "issue"]
    assert [getattr(each.part, "answer", "") for each in story] == ["", "", *["社里收下修"] * 2, ""]


def test_what_is_answered_again_or_found_relapsed_stands_where_it_happened(
    village: Village,
) -> None:
    """A second answer of the day, and a relapse, are above all that was done before them."""
    book = village.book
    issue = book.issues.raise_(Draft(title="缺柴"))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="支部研究"))
    book.issues.study(issue.id)
    solution = book.solutions.note(Draft(issues=[issue.id], method="去山上砍"))
    book.issues.answer(issue.id, Draft(answer="给柴"))
    story = book.story_of(book.issues.get(issue.id))
    kinds = ["answered", "solution", "studying", "referred", "issue"]
    assert [each.kind for each in story] == kinds
    book.solutions.solve(solution.id, Draft())
    book.follow_ups.check(book.follow_ups.pending()[0].id, Draft(result="relapsed"))
    story = book.story_of(book.issues.get(issue.id))
    assert told(story)[:3] == [
        (0, "follow_up", "relapsed"),
        (0, "answered", ""),
        (0, "solution", "relapsed"),
    ]


def test_study_begins_no_later_than_what_was_studied(village: Village) -> None:
    """Taken into study today, for a solution of ten days ago: its study began by then."""
    book = village.book
    issue = book.issues.raise_(Draft(title="缺柴", found_on="2026-11-01"))
    book.issues.study(issue.id)
    solution = book.solutions.note(
        Draft(issues=[issue.id], method="去山上砍", studied_on="2026-11-11")
    )
    assert book.issues.get(issue.id).studying_since == dt.date(2026, 11, 11)
    book.solutions.edit(solution.id, Draft(studied_on="2026-11-09"))
    assert book.issues.get(issue.id).studying_since == dt.date(2026, 11, 9)
    book.undo()
    book.undo()
    assert book.issues.get(issue.id).studying_since == book.today


def test_a_household_tells_its_visits_with_what_hangs_on_them(village: Village) -> None:
    """Visit, issues, solutions and follow-ups beneath each other; the rest by its own day."""
    book, home = village.book, village.households[0]
    book.solutions.solve(village.solution.id, Draft())
    book.issues.raise_(Draft(title="缺柴", household=home.id, found_on="11-12"))
    book.visits.note(Draft(household=home.id, visited_on="11-20"))
    book.households.reassign([home.id], village.members[1].id)
    book.commendations.write(Draft(whom="陈桂生", on="11-15"))
    story = book.story_of(book.households.get(home.id))
    assert told(story) == [
        (0, "handover", ""),
        (0, "visit", ""),
        (0, "visit", ""),
        (1, "issue", "solved"),
        (2, "solution", "solved"),
        (3, "follow_up", "pending"),
        (3, "follow_up", "pending"),
        (3, "follow_up", "pending"),
        (1, "issue", "open"),
        (0, "commendation", ""),
        (0, "issue", "open"),
    ]
    assert [each.on.day for each in story if each.depth == 0] == [21, 20, 18, 15, 12]
    assert story[0].part is not None


def test_an_issue_tells_what_was_done_about_it(village: Village) -> None:
    """Its visit, when it was found, studied, referred, answered, solved, taught and dropped."""
    book, clock, issue = village.book, village.clock, village.issues[1]
    steps = (
        lambda: book.issues.study(issue.id),
        lambda: book.issues.refer([issue.id]),
        lambda: book.issues.answer(issue.id, Draft(answer="买灯")),
        lambda: book.solutions.note(Draft(issues=[issue.id], method="换灯")),
        lambda: book.trainings.write(Draft(topic="一课", issue=issue.id)),
        lambda: book.issues.drop(issue.id, "夜校停了"),
    )
    for step in steps:
        step()
        clock.pass_days(1)
    assert told(book.story_of(book.issues.get(issue.id))) == [
        (0, "dropped", ""), (0, "training", ""), (0, "solution", "acting"), (0, "answered", ""),
        (0, "referred", ""), (0, "studying", ""), (0, "issue", "dropped"), (0, "visit", ""),
    ]  # fmt: skip


def test_a_relapse_keeps_the_old_solution_readable(village: Village) -> None:
    """The relapsed solution with its checks stands before the new one, under the issue."""
    book, clock = village.book, village.clock
    book.solutions.solve(village.solution.id, Draft())
    clock.pass_days(10)
    check = book.follow_ups.pending()[0]
    book.follow_ups.check(check.id, Draft(result="relapsed"))
    book.solutions.note(Draft(issues=[village.issues[0].id], method="换渠"))
    story = book.story_of(village.households[0])
    assert told(story)[:7] == [
        (0, "visit", ""), (1, "issue", "acting"), (2, "solution", "relapsed"),
        (3, "follow_up", "relapsed"), (3, "follow_up", "cancelled"), (3, "follow_up", "cancelled"),
        (2, "solution", "acting"),
    ]  # fmt: skip


def test_a_relapse_keeps_when_study_began(village: Village) -> None:
    """Every day on which it was taken into study stands in the issue's story, once; it is not in study by it."""
    book, clock = village.book, village.clock
    issue = book.issues.raise_(Draft(title="缺柴"))
    days = []
    for method, passed in (("合伙打柴", 0), ("合买柴", 10), ("改烧沼气", 10)):
        book.issues.study(issue.id)
        days.append(book.today)
        solution = book.solutions.note(Draft(issues=[issue.id], method=method))
        book.solutions.solve(solution.id, Draft())
        clock.pass_days(passed)
        check = book.follow_ups.pending()[-1]
        book.follow_ups.check(check.id, Draft(result="relapsed"))
        assert book.issues.status(issue.id) == "relapsed"
    story = book.story_of(book.issues.get(issue.id))
    assert [each.on for each in story if each.kind == "studying"] == days[:0:-1]
    assert book.issues.get(issue.id).studied_before == tuple(days[1:])
    book.undo()
    assert book.issues.get(issue.id).studied_before == (days[0],)


def test_a_solution_tells_its_issues_checks_and_what_was_written_up(village: Village) -> None:
    """Also the on-site meetings held about it."""
    book = village.book
    book.solutions.solve(village.solution.id, Draft())
    held = book.follow_ups.pending()[0]
    book.follow_ups.check(held.id, Draft(result="held"))
    book.experiences.write(
        Draft(
            title="自办水渠",
            on="2026-12-01",
            solution=village.solution.id,
            meetings=[{"on": "2026-12-05", "who": "各组组长"}],
        )
    )
    story = book.story_of(book.solutions.get(village.solution.id))
    assert [each.kind for each in story] == [
        "follow_up", "follow_up", "experience", "on_site", "follow_up", "solution", "issue",
    ]  # fmt: skip
    assert story == book.story_of(held)


def test_a_group_tells_its_whole_road(village: Village) -> None:
    """Surveys, posts, core, stays, issues, group visits, training, experience, praise, links."""
    book, group = village.book, village.groups[0]
    book.surveys.note(Draft(group=group.id, type=3, surveyed_on="11-1"))
    book.groups.edit(group.id, Draft(leader="王大山", core_since="11-2"))
    stay = book.stays.begin(Draft(group=group.id, from_on="11-3"))
    book.links.write(Draft(group=group.id, kind="lagging", from_on="11-4"))
    book.visits.note(Draft(group=group.id, visited_on="11-5"), [Draft(title="记工不公")])
    book.trainings.write(Draft(topic="记工", group=group.id, on="11-6"))
    book.experiences.write(Draft(title="经验", group=group.id, on="11-7"))
    book.commendations.write(Draft(whom="3组", on="11-8"))
    book.follow_ups.plan(Draft(group=group.id, due_on="2026-11-09"))
    story = book.story_of(book.groups.get(group.id))
    assert told(story) == [
        (0, "post_change", ""), (0, "issue", "open"), (0, "issue", "acting"),
        (1, "solution", "acting"), (0, "follow_up", "pending"), (0, "commendation", ""),
        (0, "experience", ""), (0, "training", ""), (0, "visit", ""), (1, "issue", "open"),
        (0, "link", ""), (0, "stay", "running"), (0, "core_formed", ""), (0, "survey", "3"),
    ]  # fmt: skip
    assert book.story_of(stay) == story


def test_a_group_tells_the_trainings_its_own_people_attended(village: Village) -> None:
    """Held for it, for an issue of it, or for others with its people among them; each once."""
    book, (third, fourth) = village.book, village.groups
    write = book.trainings.write
    write(Draft(topic="自己的", group=third.id, on="11-1", attendees="王大山、李霞平"))
    write(Draft(topic="一课", issue=village.issues[0].id, on="11-2"))
    write(Draft(topic="大家的", on="11-3", attendees="孙二娘、王大山、钱多"))
    write(Draft(topic="别组的", group=fourth.id, on="11-4", attendees="钱多"))
    told = [e.record for e in book.story_of(book.groups.get(third.id)) if e.kind == "training"]
    assert [each.topic for each in told if isinstance(each, Training)] == [
        "大家的",
        "一课",
        "自己的",
    ]


def test_a_handover_is_in_both_members_stories(village: Village) -> None:
    """The one who gave and the one who took; with groups taken on and commendations."""
    book, (giver, taker) = village.book, village.members
    home = village.households[0]
    book.links.write(
        Draft(group=village.groups[0].id, member=taker.id, kind="advanced", from_on="11-1")
    )
    book.commendations.write(Draft(whom="吴梅", on="11-8"))
    book.households.reassign([home.id], taker.id)
    assert told(book.story_of(giver)) == [(0, "gave", "")]
    story = book.story_of(taker)
    assert told(story) == [(0, "took", ""), (0, "commendation", ""), (0, "took_on", "")]
    assert [each.on.day for each in story] == [21, 8, 1]
    assert story[0].record.id == home.id


def test_what_is_removed_is_in_no_story(village: Village) -> None:
    """An issue whose visit was removed stands by itself; a removed issue stands nowhere."""
    book, home = village.book, village.households[0]
    book.visits.remove(village.visit.id)
    assert told(book.story_of(home)) == [
        (0, "issue", "open"), (0, "issue", "acting"), (1, "solution", "acting"),
    ]  # fmt: skip
    book.issues.remove(*(each.id for each in village.issues))
    assert book.story_of(home) == ()


def test_other_records_tell_the_story_of_their_place(village: Village, book: Fieldbook) -> None:
    """A visit that of its household, a page of the diary none."""
    assert village.book.story_of(village.visit) == village.book.story_of(village.households[0])
    page = book.diary.write(Draft(text="杂记"))
    assert book.story_of(page) == ()
    assert page.on == dt.date(2026, 11, 21)
