"""Issues, their solutions and follow-ups, beyond the table."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed
from fieldbook.domain.records import Issue, Solution
from tests.clock import Clock
from tests.village import Village


@pytest.fixture
def solved(book: Fieldbook) -> tuple[Solution, tuple[Issue, Issue]]:
    """One solution, solved today, of two issues."""
    issues = (book.issues.raise_(Draft(title="漏水")), book.issues.raise_(Draft(title="断路")))
    solution = book.solutions.note(Draft(issues=[each.id for each in issues], method="修"))
    return book.solutions.solve(solution.id, Draft(result="修好了")), issues


def test_an_issue_takes_its_place_from_the_visit(village: Village) -> None:
    """Found when, where and by whom is told by the visit that brought it up."""
    issue = village.issues[0]
    assert (issue.visit, issue.household) == (village.visit.id, village.households[0].id)
    assert issue.found_on == dt.date(2026, 11, 18)
    assert issue.raised_by is not None
    assert issue.raised_by.name == "陈桂生"


def test_a_later_issue_can_be_hung_on_a_visit(village: Village) -> None:
    """An issue that names a visit takes what it leaves open from it, and nothing else."""
    draft = Draft(title="缺肥", visit=village.visit.id, found_on="2026-11-19")
    issue = village.book.issues.raise_(draft)
    assert issue.household == village.households[0].id
    assert issue.found_on == dt.date(2026, 11, 19)


def test_nothing_is_found_studied_solved_checked_surveyed_or_answered_in_the_future(
    book: Fieldbook, solved: tuple[Solution, tuple[Issue, Issue]]
) -> None:
    """A day typed as if it were a term is refused, and its field is named."""
    solution, (found, _other) = solved
    fresh, check = book.issues.raise_(Draft(title="缺柴")).id, book.follow_ups.pending()[0]
    studied = book.solutions.note(Draft(issues=[fresh], method="打柴")).id
    group = book.groups.found(Draft(name="9组")).id
    of_group = book.follow_ups.plan(Draft(group=group, due_on=book.today)).id
    survey = book.surveys.note(Draft(group=group, type="3")).id
    book.issues.refer([fresh])
    late: list[tuple[str, Callable[[Draft], object], Draft]] = [
        ("found_on", book.issues.raise_, Draft(title="缺水")),
        ("found_on", partial(book.issues.edit, found.id), Draft()),
        ("studied_on", book.solutions.note, Draft(issues=[fresh], method="合伙")),
        ("solved_on", book.solutions.note, Draft(issues=[fresh], method="合伙")),
        ("studied_on", partial(book.solutions.edit, studied), Draft()),
        ("solved_on", partial(book.solutions.edit, studied), Draft()),
        ("solved_on", partial(book.solutions.edit, solution.id), Draft()),
        ("solved_on", partial(book.solutions.solve, studied), Draft()),
        ("checked_on", partial(book.follow_ups.check, check.id), Draft(result="held")),
        ("checked_on", partial(book.follow_ups.check, of_group), Draft(result="held")),
        ("surveyed_on", book.surveys.note, Draft(group=group, type="2")),
        ("surveyed_on", partial(book.surveys.edit, survey), Draft()),
        ("answered_on", partial(book.issues.answer, fresh), Draft(answer="再议")),
        ("answered_on", partial(book.issues.edit, fresh), Draft()),
        ("referred_on", partial(book.issues.edit, fresh), Draft()),
    ]
    for field, act, draft in late:
        with pytest.raises(Invalid) as caught:
            act(draft.having(**{field: "明天"}))
        assert (field, "in_future") in [(e.field, e.reason) for e in caught.value.problems]


def test_solving_plans_follow_ups(
    solved: tuple[Solution, tuple[Issue, ...]], book: Fieldbook
) -> None:
    """After 10, 30 and 90 days, counted from the day it was solved."""
    due = [each.due_on for each in book.follow_ups.pending()]
    assert due == [book.today + dt.timedelta(days=days) for days in (10, 30, 90)]
    assert {each.solution for each in book.follow_ups.pending()} == {solved[0].id}


def test_one_of_two_issues_relapses(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """Only the named issue opens again; the other is followed up as planned."""
    solution, (first, second) = solved
    check = book.follow_ups.pending()[0]
    book.follow_ups.check(check.id, Draft(result="relapsed", relapsed_issues=[first.id]))
    assert [book.issues.status(each.id) for each in (first, second)] == ["relapsed", "solved"]
    assert len(book.follow_ups.pending()) == 2
    for each in book.follow_ups.pending():
        book.follow_ups.check(each.id, Draft(result="held"))
    assert book.solutions.get(solution.id).method == "修"
    assert book.issues.status(first.id) == "relapsed"


def test_when_the_last_issue_relapses_the_rest_is_cancelled(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """Nothing is left to follow up; the follow-ups stay to be read, cancelled."""
    checks = book.follow_ups.pending()
    book.follow_ups.check(checks[0].id, Draft(result="relapsed"))
    assert not book.follow_ups.pending()
    assert [book.follow_ups.get(each.id).cancelled_on for each in checks[1:]] == [book.today] * 2
    assert [book.issues.status(each.id) for each in solved[1]] == ["relapsed"] * 2
    assert set(book.follow_ups.get(checks[0].id).relapsed_issues) == set(solved[0].issues)


def test_an_issue_that_was_dropped_keeps_no_follow_up_waiting(book: Fieldbook) -> None:
    """Of two issues one was dropped: when the other relapses, nothing is left to follow up."""
    dropped, standing = (book.issues.raise_(Draft(title=each)) for each in ("断路", "漏水"))
    solution = book.solutions.note(Draft(issues=[dropped.id, standing.id], method="修"))
    book.solutions.note(Draft(issues=[dropped.id], method="另修"))
    book.solutions.solve(solution.id, Draft(result="修好了"))
    book.issues.drop(dropped.id, "已由公社解决")
    check = book.follow_ups.pending()[0]
    book.follow_ups.check(check.id, Draft(result="relapsed", relapsed_issues=[standing.id]))
    assert not book.follow_ups.pending()
    assert book.issues.status(dropped.id) == "dropped"


def test_a_check_needs_a_result_and_comes_after_the_solving(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """A follow-up without a result, of another's issue, or before the solving is refused."""
    check = book.follow_ups.pending()[0]
    other = book.issues.raise_(Draft(title="别的"))
    for draft, field in (
        (Draft(), "result"),
        (Draft(result="relapsed", relapsed_issues=[other.id]), "relapsed_issues"),
        (Draft(result="held", checked_on="2026-11-01"), "checked_on"),
    ):
        with pytest.raises(Invalid) as caught:
            book.follow_ups.check(check.id, draft)
        assert [each.field for each in caught.value.problems] == [field]
    assert solved[0].id


def test_a_made_or_cancelled_follow_up_is_not_made_again(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """It is refused, and a check at once is offered instead."""
    first, second, _ = book.follow_ups.pending()
    book.follow_ups.check(first.id, Draft(result="relapsed"))
    for each in (first, second):
        with pytest.raises(NotAllowed) as refused:
            book.follow_ups.check(each.id, Draft(result="held"))
        assert refused.value.instead == ("check_at_once",)
    assert solved[0].id


def test_what_a_follow_up_found_is_not_typed_in(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """Editing moves the day or the note; planning cannot already know the result."""
    check = book.follow_ups.pending()[0]
    assert book.follow_ups.edit(check.id, Draft(due_on="+3")).due_on == dt.date(2026, 11, 24)
    with pytest.raises(Invalid):
        book.follow_ups.edit(check.id, Draft(result="held"))
    planned = book.follow_ups.plan(
        Draft(solution=solved[0].id, due_on="+5", result="held", cancelled_on="today")
    )
    assert (planned.result, planned.checked_on, planned.cancelled_on) == ("", None, None)


def test_solving_can_be_taken_back_until_it_was_checked(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """A slip is mended by an edit, which cancels the follow-ups; what was checked stands."""
    solution, (issue, _) = solved
    book.solutions.edit(solution.id, Draft(solved_on=""))
    assert book.issues.status(issue.id) == "acting"
    assert not book.follow_ups.pending()
    book.solutions.edit(solution.id, Draft(solved_on="today"))
    assert len(book.follow_ups.pending()) == 3
    book.follow_ups.check(book.follow_ups.pending()[0].id, Draft(result="held"))
    with pytest.raises(NotAllowed) as refused:
        book.solutions.edit(solution.id, Draft(solved_on=""))
    assert refused.value.instead == ("relapse",)


def test_an_edit_cannot_go_round_the_table(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """A solution takes on only issues that may have one, and keeps those that relapsed with it."""
    solution, (first, second) = solved
    dropped = book.issues.raise_(Draft(title="撤销的"))
    book.issues.drop(dropped.id, "重复")
    with pytest.raises(NotAllowed) as refused:
        book.solutions.edit(solution.id, Draft(issues=[first.id, second.id, dropped.id]))
    assert refused.value.instead == ("take_up",)
    check = book.follow_ups.pending()[0]
    book.follow_ups.check(check.id, Draft(result="relapsed", relapsed_issues=[first.id]))
    with pytest.raises(NotAllowed):
        book.solutions.edit(solution.id, Draft(issues=[second.id]))
    assert book.issues.status(first.id) == "relapsed"


def test_an_issue_may_be_referred_again_and_answered_again(book: Fieldbook, clock: Clock) -> None:
    """A second referral waits for its own answer; the first and its answer stay readable."""
    issue = book.issues.raise_(Draft(title="缺化肥"))
    with pytest.raises(NotAllowed) as refused:
        book.issues.answer(issue.id, Draft(answer="知道了"))
    assert refused.value.instead == ("refer",)
    book.issues.refer([issue.id], "支部")
    assert book.issues.answer(issue.id, Draft(answer="等一等")).answered_on == book.today
    clock.pass_days(5)
    book.issues.refer([issue.id], "公社")
    again = book.issues.get(issue.id)
    assert (again.answer, again.answered_on, again.referred_on) == ("", None, book.today)
    (before,) = again.referred_before
    assert (before.referred_to, before.answer) == ("支部", "等一等")
    assert before.answered_on == before.referred_on == again.first_referred_on
    told = [(each.kind, each.on) for each in book.story_of(again)]
    assert told.count(("referred", before.referred_on)) == 1
    assert ("answered", before.answered_on) in told
    assert book.issues.edit(issue.id, Draft(detail="三户缺")).detail == "三户缺"
    for draft in (Draft(answer="拨了", answered_on="2026-11-22"), Draft(answered_on="today")):
        with pytest.raises(Invalid):
            book.issues.answer(issue.id, draft)
    answered = book.issues.answer(issue.id, Draft(answer="拨了"))
    assert (answered.answer, answered.answered_on) == ("拨了", book.today)
    assert answered.referred_before == again.referred_before


def test_nothing_is_dropped_in_silence(book: Fieldbook) -> None:
    """Dropping asks for a reason, and taking up again brings back where it stood."""
    issue = book.issues.raise_(Draft(title="缺化肥"))
    book.issues.study(issue.id)
    with pytest.raises(Invalid):
        book.issues.drop(issue.id, " ")
    book.issues.drop(issue.id, "已由公社解决")
    assert book.issues.status(issue.id) == "dropped"
    book.issues.take_up(issue.id)
    assert (book.issues.status(issue.id), book.issues.get(issue.id).drop_reason) == ("studying", "")


def test_a_stay_leaves_follow_ups_behind(village: Village) -> None:
    """For each solved solution of the stay without pending ones; else for the group itself."""
    book, group = village.book, village.groups[0]
    stay = book.stays.begin(Draft(group=group.id, from_on="2026-11-19", purpose="帮助建核心"))
    book.solutions.edit(village.solution.id, Draft(solved_on="today"))
    for each in book.follow_ups.pending():
        book.follow_ups.remove(each.id)
    book.stays.end(stay.id)
    assert {each.solution for each in book.follow_ups.pending()} == {village.solution.id}
    other = book.stays.begin(Draft(group=village.groups[1].id))
    book.stays.end(other.id)
    assert {each.group for each in book.follow_ups.pending()} == {"", village.groups[1].id}
    with pytest.raises(NotAllowed) as refused:
        book.stays.end(stay.id)
    assert refused.value.instead
    with pytest.raises(Invalid):
        book.stays.end(
            book.stays.begin(Draft(group=group.id)).id, book.today - dt.timedelta(days=1)
        )


def test_a_group_follow_up_is_made_without_a_solution(village: Village) -> None:
    """What a follow-up of a group found needs no issue."""
    book = village.book
    planned = book.follow_ups.plan(Draft(group=village.groups[0].id, due_on="today"))
    checked = book.follow_ups.check(planned.id, Draft(result="relapsed", note="又散了"))
    assert (checked.result, checked.relapsed_issues) == ("relapsed", ())


def test_what_lies_in_the_trash_is_not_followed_up(
    solved: tuple[Solution, tuple[Issue, Issue]], book: Fieldbook
) -> None:
    """The follow-ups of a removed solution are asked for again only when it is restored."""
    book.solutions.remove(solved[0].id)
    assert not book.follow_ups.pending()
    assert book.issues.status(solved[1][0].id) == "open"
    book.solutions.restore(solved[0].id)
    assert len(book.follow_ups.pending()) == 3
