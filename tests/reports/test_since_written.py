"""What a summary does not hold yet: what was written down after it, and nothing of what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import RECORD_TYPES, Household, Link, Member
from fieldbook.i18n import use_language
from fieldbook.reports.digest import Digest
from fieldbook.reports.group_work import GroupWork
from fieldbook.ui.told.digest import digest_lines
from tests.village import Village


def told(found: Digest) -> set[str]:
    """The parts of a digest in which something stands."""
    parts = [*found._asdict().items(), *found.group_work._asdict().items()]
    return {name for name, part in parts if name != "group_work" and part} - {
        "kind", "from_on", "to_on",
    }  # fmt: skip


def test_what_is_done_again_later_is_not_of_an_old_day(village: Village) -> None:
    """Referred, answered, solved, relapsed and led anew on a later day: the old page lacks nothing."""
    book, clock = village.book, village.clock
    issue = book.issues.raise_(Draft(title="缺柴"))
    group = book.groups.found(Draft(name="9组", leader="王五"))

    def work(leader: str) -> None:
        book.issues.refer([issue.id])
        book.issues.answer(issue.id, Draft(answer="再议"))
        solution = book.solutions.note(Draft(issues=[issue.id], method="合伙打柴"))
        book.solutions.solve(solution.id, Draft())
        check = book.follow_ups.pending()[-1]
        book.follow_ups.check(check.id, Draft(result="relapsed"))
        book.groups.edit(group.id, Draft(leader=leader))
        book.surveys.note(Draft(group=group.id, type="3"))

    clock.pass_days(1)
    work("赵六")
    page = book.diary.write(Draft(kind="daily", text="今天办了缺柴的事"))
    assert not told(book.diary.since_written(page))
    clock.pass_days(1)
    work("孙七")
    assert not told(book.diary.since_written(book.diary.get(page.id)))


def flat(part: object) -> Iterator[object]:
    """What stands in the parts of a digest, however deep."""
    if isinstance(part, tuple):
        for each in part:
            yield from flat(each)
    else:
        yield part


def everything_done(village: Village) -> None:
    """One of each of what a summary tells."""
    book, (house, other, *_rest), (group, _second) = (
        village.book,
        village.households,
        village.groups,
    )
    book.visits.note(Draft(household=house.id, promised="送柴", learned="河水浑", explained="tasks",
                           together="meals", alongside="看水"))  # fmt: skip
    book.visits.note(Draft(household=house.id, manner="came_to_us"))
    book.visits.note(Draft(household=other.id, manner="nobody_home"))
    issue, dropped = (book.issues.raise_(Draft(title=each)) for each in ("缺柴", "井浅"))
    book.issues.drop(dropped.id, "自己挖深了")
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="再议"))
    draft = Draft(
        issues=[issue.id], method="合伙打柴", carried_by="group", steps=[{"what": "借斧"}]
    )
    for result in ("relapsed", "held"):
        solution = book.solutions.note(draft)
        book.solutions.step_done(solution.id, 0, book.today)
        book.solutions.solve(solution.id, Draft())
        book.follow_ups.check(book.follow_ups.pending()[-1].id, Draft(result=result))
    book.tasks.end(village.task.id, Draft(outcome="都浇完了"))
    book.diary.write(Draft(kind="meeting", topic="春灌"))
    book.surveys.note(Draft(group=group.id, type="2"))
    book.groups.edit(group.id, Draft(leader="赵六", core_since=book.today))
    stay = book.stays.begin(Draft(group=group.id))
    book.stays.end(stay.id, book.today)
    check = next(each for each in book.follow_ups.pending() if each.group)
    book.follow_ups.check(check.id, Draft(result="held"))
    book.plans.write(Draft(group=group.id, work="修渠"))
    book.trainings.write(Draft(topic="看水"))
    book.experiences.write(Draft(title="轮流看水"))
    book.on_site_meetings.hold(book.on_site_meetings.write(Draft(topic="看渠")).id, Draft())
    book.commendations.write(Draft(whom=group.name, for_what="修渠"))


NOT_SUMMED_UP = {Household, Member, Link}
"""What the book keeps and no day's summary tells."""


def test_all_that_came_on_its_own_day_is_told(village: Village) -> None:
    """Everything that dates a fact of the day after the page was written, of every kind of record."""
    book = village.book
    page = book.diary.write(Draft(kind="daily", text="今天没有走访"))
    everything_done(village)
    found = book.diary.since_written(page)
    parts = {*Digest._fields, *GroupWork._fields} - {"kind", "from_on", "to_on", "group_work"}
    assert told(found) == parts
    kinds = {type(each) for each in flat(found)} & set(RECORD_TYPES)
    assert kinds == set(RECORD_TYPES) - NOT_SUMMED_UP


def test_nothing_that_was_there_is_told_again(village: Village) -> None:
    """What was done on the page's own day before it was written, of whichever kind."""
    everything_done(village)
    page = village.book.diary.write(Draft(kind="daily", text="今天办了很多事"))
    assert not told(village.book.diary.since_written(page))


def test_each_part_that_came_has_its_words(village: Village) -> None:
    """A summary to which one thing alone was added says so, whichever it is."""
    book = village.book
    page = book.diary.write(Draft(kind="daily", text="今天没有走访"))
    nothing = book.diary.since_written(page)
    everything_done(village)
    found = book.diary.since_written(page)
    silent = list(digest_lines(book, nothing))
    assert len(silent) == 1
    for digest, of in ((found, nothing), (found.group_work, nothing.group_work)):
        for field in set(digest._fields) - {"kind", "from_on", "to_on", "group_work"}:
            part = of._replace(**{field: getattr(digest, field)})
            alone = part if isinstance(part, Digest) else nothing._replace(group_work=part)
            if field in ("came_to_us", "households"):  # said beside the visits
                alone = alone._replace(visits=1)
            assert list(digest_lines(book, alone)) != silent, field


def test_a_step_ticked_later_leaves_the_earlier_where_they_were_told(village: Village) -> None:
    """All steps of a solution have one stamp; that of the day after is no news of the day before."""
    book = village.book
    issue = book.issues.raise_(Draft(title="缺柴"))
    steps = [{"what": "借斧"}, {"what": "打柴"}]
    solution = book.solutions.note(Draft(issues=[issue.id], method="合伙打柴", steps=steps))
    village.clock.pass_days(1)
    book.solutions.step_done(solution.id, 0, book.today)
    page = book.diary.write(Draft(kind="daily", text="借了斧子"))
    village.clock.pass_days(1)
    book.solutions.step_done(solution.id, 1, book.today)
    assert not told(book.diary.since_written(page))
    assert [each.what for each in book.diary.digest("daily").steps] == ["打柴"]


def test_the_matters_of_a_meeting_are_parted_by_more_than_a_comma(village: Village) -> None:
    """A matter holds commas itself."""
    book = village.book
    for language, line in (
        ("zh_CN", "会议：水渠漏水，怎么修；路灯坏了"),
        ("en", "Meetings: 水渠漏水，怎么修; 路灯坏了"),
    ):
        use_language(language)
        page = book.diary.write(
            Draft(
                kind="meeting",
                matters=[
                    {"topic": "水渠漏水，怎么修", "decided": ""},
                    {"topic": "路灯坏了", "decided": ""},
                ],
            )
        )
        found = book.diary.digest("daily", book.today)
        assert line in list(digest_lines(book, found))
        book.diary.remove(page.id)


def test_a_meeting_told_with_an_experience_is_told_once(village: Village) -> None:
    """It is told as one held by itself is, and the two are one where both were written down."""
    book = village.book
    meetings = [{"on": book.today, "who": "三个组的组长", "note": ""}]
    lesson = book.experiences.write(Draft(title="轮流看水", meetings=meetings))
    assert [each.id for each in book.diary.digest("daily", book.today).group_work.on_site] == [
        lesson.id
    ]
    meeting = book.on_site_meetings.write(Draft(topic="看渠", experience=lesson.id))
    book.on_site_meetings.hold(meeting.id, Draft())
    assert [each.id for each in book.diary.digest("daily", book.today).group_work.on_site] == [
        meeting.id
    ]
