"""What a summary does not hold yet: what was written down after it, and nothing of what it holds."""

from fieldbook.domain.drafts import Draft
from fieldbook.reports.digest import Digest
from tests.village import Village


def told(found: Digest) -> set[str]:
    """The parts of a digest in which something stands."""
    parts = {**found._asdict(), **found.group_work._asdict()}
    return {name for name, part in parts.items() if name != "group_work" and part} - {
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


def test_what_came_on_its_own_day_is_told(village: Village) -> None:
    """Everything that dates a fact of the day after the page was written."""
    book = village.book
    issue = book.issues.raise_(Draft(title="缺柴"))
    page = book.diary.write(Draft(kind="daily", text="今天没有走访"))
    book.visits.note(Draft(household=village.households[0].id, promised="送柴"))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="再议"))
    draft = Draft(issues=[issue.id], method="合伙打柴", carried_by="group")
    solution = book.solutions.note(draft)
    book.solutions.solve(solution.id, Draft())
    book.surveys.note(Draft(group=village.groups[0].id, type="2"))
    assert told(book.diary.since_written(page)) == {
        "visits", "households", "promised", "referred", "answered", "studied", "solved", "surveys",
    }  # fmt: skip
