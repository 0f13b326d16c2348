"""What the report sums up: figures in whole sentences."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers.composing import compose
from fieldbook.papers.outline import Chart
from fieldbook.reports.meeting import meeting


def test_one_of_several_was_reached(book: Fieldbook) -> None:
    """One household was reached, two were."""
    use_language("en")
    homes = [book.households.assign(Draft(head=head)) for head in ("Ann", "Ida", "Roy")]
    for count, told in (
        (1, "1 of 3 households was reached"),
        (2, "2 of 3 households were reached"),
    ):
        book.visits.note(Draft(household=homes[count - 1].id))
        found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
        assert told in str(compose(found, audience="branch", annexes=()))


def test_an_on_site_meeting_is_work_done(book: Fieldbook) -> None:
    """One that was held in the period is told with the trainings and the diary; a planned one is not."""
    group = book.groups.found(Draft(name="东队"))
    planned = book.on_site_meetings.write(Draft(topic="选种", on=book.today, group=group.id))
    use_language("zh_CN")
    for is_held in (False, True):
        if is_held:
            book.on_site_meetings.hold(planned.id, Draft(held_on=book.today))
        found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
        paper = str(compose(found, audience="branch", annexes=()))
        assert ("现场会1次" in paper) == is_held


def test_what_is_left_out_of_what_comes_next_is_counted(book: Fieldbook) -> None:
    """No room for some, or no words of them for these readers: the list says how many there are."""
    use_language("zh_CN")
    home = book.households.assign(Draft(head="葛满仓")).id
    for number in range(6):
        about = {"household": home} if number % 2 else {}
        book.issues.raise_(
            Draft(about, title=f"漏雨{number}", kind="life", due_on=f"+{number + 1}")
        )
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    ends = {
        (audience, annexes): str(compose(found, audience=audience, annexes=annexes))
        for audience in ("branch", "above", "public")
        for annexes in ((), ("due",))
    }
    assert "其余1项到期在后，从略。" in ends["branch", ()]
    assert "其余1项见附件。" in ends["branch", ("due",)]
    assert "另有3项只计数，不列名称。" in ends["above", ()]
    assert "其余3项见附件。" in ends["above", ("due",)]
    assert not any("其余" in ends["public", annexes] for annexes in ((), ("due",)))


def test_two_bars_make_no_chart(book: Fieldbook) -> None:
    """What stands in two rows is said by the sentences; of three a chart is drawn."""
    for title, kind in (("渠", "production"), ("井", "life")):
        book.issues.raise_(Draft(title=title, kind=kind))
    now = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert not any(isinstance(each, Chart) for each in compose(now, audience="branch").blocks)
    book.issues.raise_(Draft(title="路", kind="study"))
    now = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert any(isinstance(each, Chart) for each in compose(now, audience="branch").blocks)


def test_what_comes_next_says_that_visits_are_left_out(book: Fieldbook) -> None:
    """A visit may fall due before the follow-up that is named as next; and the only group is no part of one."""
    use_language("en")
    group = book.groups.found(Draft(name="Mill Hollow"))
    book.surveys.note(Draft(group=group.id, type="1"))
    home = book.households.assign(Draft(head="Ann", group=group.id, visit_every_days=3))
    book.issues.raise_(Draft(title="The roof leaks", household=home.id, due_on="+8"))
    book.visits.note(Draft(household=home.id, learned="Lay the slates in May"))
    book.visits.note(Draft(household=home.id, manner="nobody_home", learned="She was away"))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    paper = str(compose(found, audience="branch", annexes=()))
    assert "Next, besides visits: " in paper
    assert "The one work group is surveyed." in paper
    assert paper.index("Lay the slates") < paper.index("She was away")
    book.households.remove(home.id)
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert "Next: " in str(compose(found, audience="branch", annexes=()))
