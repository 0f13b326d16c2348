"""Where the cursor of a story stands when one goes to it: acts are done there at once."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.ui.forms.visit import VisitForm
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.story import Story
from tests.ui.hands import Hands, Screens


def one_issue(book: Fieldbook) -> None:
    """An issue of today, with more to be told than a screen holds."""
    book.issues.raise_(Draft(title="水渠漏水", detail="第二村民小组\n" * 40))


def taken_in(book: Fieldbook) -> None:
    """A household handed over on the day on which it was written down."""
    home = book.households.assign(Draft(head="陈桂生"))
    book.households.reassign([home.id], book.members.write(Draft(name="谭志明")).id)


def story(user: Hands) -> Story:
    """The story beside the list."""
    assert isinstance(user.app.screen, ListScreen)
    return user.app.screen.story


def in_sight(read: Story) -> bool:
    """Whether the line under the cursor is seen."""
    return 0 <= read.pointed_line() < read.size.height


async def test_the_cursor_stands_on_the_solution_just_written(screens: Screens) -> None:
    """Referred, taken into study, solved together: F6 in the story opens the solution, which is seen."""
    async with screens(fill=one_issue) as user:
        await user.press("3", "f5", "f9", "f4")
        await user.type("换管子")
        await user.fill("carried_by", "1")
        await user.press("ctrl+s")
        (solution,) = user.book.solutions.all()
        assert story(user).cursor_key == key_of(solution)
        await user.press("tab")
        assert in_sight(story(user))
        await user.press("f6")
        assert user.field("method") == "换管子"


async def test_going_to_the_story_shows_its_cursor(screens: Screens) -> None:
    """Where the first line that can be opened stands below what is seen, Tab brings it into sight."""
    async with screens(fill=one_issue) as user:
        await user.press("3")
        assert not in_sight(story(user))
        await user.press("tab")
        assert in_sight(story(user))


async def test_a_visit_is_under_the_cursor_and_not_the_handover(screens: Screens) -> None:
    """The handover of the same day has no form: the cursor begins on the visit, also once it is drawn anew."""
    async with screens(fill=taken_in) as user:
        await user.press("2", "v")
        await user.press("ctrl+s")
        (visit,) = user.book.visits.all()
        assert story(user).cursor_key == key_of(visit)
        user.book.households.reassign([visit.household], "")
        await user.press("1", "2")
        assert story(user).cursor_key == key_of(visit)
        await user.press("tab", "f6")
        assert isinstance(user.form, VisitForm)
