"""What goes to the trash leaves no one wondering what became of what hangs on it."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.i18n import use_language
from fieldbook.ui.told.versions import put_away
from tests.ui import villages
from tests.ui.hands import Screens


@pytest.fixture(autouse=True)
def english() -> None:
    """In one language."""
    use_language("en")


def test_the_issues_of_a_visit_stay_and_are_counted(book: Fieldbook) -> None:
    """Of several records together; what was removed before is not among them."""
    home = book.households.assign(Draft(head="Cope"))
    one, other = (book.visits.note(Draft(household=home.id, learned="dry")) for _nth in "12")
    issues = [book.issues.raise_(Draft(title="leak", visit=e.id)) for e in (one, one, other)]
    assert put_away(book, "it", one) == "In the trash: it; in the book stay: issue 2"
    assert put_away(book, "both", one, other).endswith("stay: issue 3")
    book.issues.remove(issues[-1].id)
    assert put_away(book, "it", other) == "In the trash: it"


def test_an_issue_leaves_the_solution_that_names_it(book: Fieldbook) -> None:
    """Each is counted once, in whatever fields it names what goes."""
    issue = book.issues.raise_(Draft(title="leak"))
    book.solutions.note(Draft(issues=(issue.id,), method="mend it"))
    assert put_away(book, "it", issue).endswith("stay: solution 1")
    group = book.groups.found(Draft(name="Willow"))
    book.on_site_meetings.write(
        Draft(topic="mending", on=book.today, group=group.id, groups=(group.id,))
    )
    assert put_away(book, "it", group).endswith("stay: on-site meeting 1")


async def test_the_households_of_a_member_have_no_contact_and_the_key_is_told(
    screens: Screens,
) -> None:
    """How many there are, and how another takes them."""
    async with screens((120, 40), "en", fill=villages.full) as user:
        await user.press("p", "delete")
        assert "without a contact now: household" in user.told()
        assert "H on each names one" in user.told()
