"""Groups: linked ones, dated posts, what the end of a stay plans; and who becomes a member."""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.i18n import use_language
from fieldbook.ui.forms.branch import HandOverForm, MemberForm
from fieldbook.ui.forms.casework import FollowUpForm, SolutionForm
from fieldbook.ui.forms.experience import ExperienceForm
from fieldbook.ui.forms.groups import EndStayForm, GroupForm, LinkForm
from fieldbook.ui.forms.household import HouseholdForm
from fieldbook.ui.told.group import stay_lines
from fieldbook.ui.told.lines import post_told
from fieldbook.ui.widgets.story import Story
from tests.ui.hands import Hands, Screens


def settled(book: Fieldbook) -> None:
    """Two groups, a member who takes on the first, and a household."""
    tom = book.members.write(Draft(name="Tom Ashby"))
    for name in ("3组", "4组"):
        book.groups.found(Draft(name=name, leader="李霞平"))
    group = book.groups.all()[0]
    book.links.write(Draft(group=group.id, kind="lagging", member=tom.id))
    book.households.assign(Draft(head="陈桂生", group=group.id))


async def shown(user: Hands, form: object) -> None:
    """A form on the screen."""
    await user.app.push_screen(form)  # type: ignore[call-overload]
    await user.settle()


async def test_a_link_and_its_new_member_are_one_act(screens: Screens) -> None:
    """A link that is refused makes no member; saved at last, it makes one, undone with it."""
    async with screens(fill=settled) as user:
        await shown(user, LinkForm(user.book, user.book.groups.all()[1]))
        await user.fill("member", "何青")
        await user.press("ctrl+s", "ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["Tom Ashby"]
        await user.press("2", "ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["Tom Ashby", "何青"]
        user.book.undo()
        assert [each.name for each in user.book.members.all()] == ["Tom Ashby"]
        assert len(user.book.links.all()) == 1


async def test_a_second_lagging_group_is_refused_by_name(screens: Screens) -> None:
    """The sentence beneath the member names the group taken on before."""
    async with screens(lang="en", fill=settled) as user:
        await shown(user, LinkForm(user.book, user.book.groups.all()[1]))
        await user.press("2")
        await user.fill("member", "Tom")
        await user.press("tab", "ctrl+s")
        assert "“3组”" in user.form.body.fields["member"].problem
        assert "end that link first" in user.form.body.fields["member"].problem


async def test_the_day_of_a_change_is_told(screens: Screens) -> None:
    """A change of leader has the day that was typed, and so has the first leader of a new group."""
    async with screens(fill=settled) as user:
        await shown(user, GroupForm(user.book, user.book.groups.all()[0]))
        await user.fill("leader", "王大山")
        await user.fill("changed_on", "11-15")
        await user.press("ctrl+s")
        (change,) = user.book.groups.all()[0].post_changes
        assert (change.on, change.after) == (dt.date(2026, 11, 15), "王大山")
        await shown(user, GroupForm(user.book))
        await user.type("5组")
        await user.fill("leader", "何青")
        await user.press("ctrl+s")
        (change,) = user.book.groups.all()[-1].post_changes
        assert (change.on, change.before, change.after) == (user.book.today, "", "何青")
        await shown(user, GroupForm(user.book, user.book.groups.all()[-1]))
        await user.fill("leader", "的弟弟")
        await user.press("ctrl+s")
        assert user.book.groups.all()[-1].post_changes[-1].on == user.book.today


async def test_the_heads_of_a_group_are_offered_in_its_forms(screens: Screens) -> None:
    """Who may lead it is among its heads, and who studies an issue of it, too; those of others are not taken by Tab."""

    def housed(book: Fieldbook) -> None:
        settled(book)
        first, second = book.groups.found(Draft(name="5组")), book.groups.all()[0]
        ned = book.households.assign(Draft(head="Ned Willis", group=first.id))
        book.households.assign(Draft(head="Grace Hall", group=first.id))
        book.households.assign(Draft(head="Edith Marsh", group=second.id))
        book.issues.raise_(Draft(title="No lamp", household=ned.id))

    async with screens(fill=housed, lang="en") as user:
        await shown(user, GroupForm(user.book, user.book.groups.all()[-1]))
        await user.fill("leader", "Ned")
        await user.press("tab", "ctrl+s")
        leader = user.book.groups.all()[-1].leader
        assert leader is not None
        assert leader.name == "Ned Willis"
        (issue,) = user.book.issues.all()
        await shown(user, SolutionForm(user.book, issue))
        for name in ("with_whom", "responsible"):
            await user.fill(name, "Grace")
            await user.press("tab")
            assert user.field(name) == ("Grace Hall",)
        await user.fill("with_whom", ", Edith")
        await user.press("tab")
        assert user.field("with_whom") == ("Grace Hall", "Edith")


async def test_the_end_of_a_stay_says_what_it_plans(screens: Screens) -> None:
    """One follow-up of the group, or those of its solutions: as the form says, so it is done."""
    async with screens(lang="en", fill=settled) as user:
        group = user.book.groups.all()[0]
        for solutions in (0, 1):
            stay = user.book.stays.begin(Draft(group=group.id))
            if solutions:
                issue = user.book.issues.raise_(Draft(title="漏水", group=group.id))
                user.book.solutions.note(
                    Draft(issues=[issue.id], method="修", solved_on=user.book.today)
                )
                for each in user.book.shelf.every(FollowUp):
                    if each.solution:
                        user.book.follow_ups.remove(each.id)
            before = len(user.book.shelf.every(FollowUp))
            await shown(user, EndStayForm(user.book, stay))
            said = "Follow-ups of 1 solution are planned after 10, 30, 90 days"
            await user.see(said if solutions else "One follow-up of the group is planned after 10")
            await user.press("ctrl+s")
            planned = user.book.shelf.every(FollowUp)[before:]
            assert len(planned) == (3 if solutions else 1)
        assert user.book.shelf.status(user.book.shelf.every(Issue)[0]) == "solved"


async def test_a_follow_up_says_what_is_looked_at_again(screens: Screens) -> None:
    """After a stay it is the group; of a solution it is the solution, also where it has a group."""
    async with screens(lang="en", fill=settled) as user:
        group = user.book.groups.all()[0]
        user.book.stays.end(user.book.stays.begin(Draft(group=group.id)).id)
        (of_group,) = user.book.shelf.every(FollowUp)
        await shown(user, FollowUpForm(user.book, of_group))
        await user.see("Follow-up: 3组")
        await user.press("escape")
        issue = user.book.issues.raise_(Draft(title="漏水", group=group.id))
        user.book.solutions.note(Draft(issues=[issue.id], method="修水渠", solved_on="today"))
        planned = next(each for each in user.book.shelf.every(FollowUp) if each.solution)
        await shown(user, FollowUpForm(user.book, planned))
        await user.see("Follow-up: 修水渠")
        assert "Result *" not in user.seen()  # it may be put off
        await user.press("escape")
        (solution,) = user.book.shelf.every(Solution)
        await shown(user, FollowUpForm(user.book, solution))
        await user.see("Follow-up: 修水渠", "Result *")


async def test_a_stays_follow_up_is_made_in_its_groups_story(screens: Screens) -> None:
    """The line under the cursor of a story is meant, not the group whose story it is."""
    async with screens(lang="en", fill=settled) as user:
        group = user.book.groups.all()[0]
        user.book.stays.end(user.book.stays.begin(Draft(group=group.id)).id)
        (planned,) = user.book.shelf.every(FollowUp)
        user.app.go_to("groups")
        await user.settle()
        user.records.move_to(group.id)
        await user.press("enter")
        await user.until(
            lambda: user.app.screen.query_one(Story).move_to(f"follow_up:{planned.id}")
        )
        await user.press("f")
        await user.see("Follow-up: 3组")


def test_an_experience_says_where_it_is_made_or_what_it_is(book: Fieldbook) -> None:
    """A new one stands under its group, one of the contact work under none, a written one under its title."""
    settled(book)
    group = book.groups.all()[0]
    written = book.experiences.write(Draft(title="Ditches first", group=group.id))
    for about, said in (
        (group, "New experience: 3组"),
        (None, "New experience"),
        (written, "Experience: Ditches first"),
    ):
        assert ExperienceForm(book, about).heading() == said


async def test_members_and_groups_are_written_one_after_another(screens: Screens) -> None:
    """Save and next: a member begins in the same contact group, a work group in the same unit."""
    async with screens() as user:
        await shown(user, MemberForm(user.book))
        await one_after_another(user, ("何青", "李霞平"), "contact_group", "第1联系组")
        written = [(each.name, each.contact_group) for each in user.book.members.all()]
        assert written == [("何青", "第1联系组"), ("李霞平", "第1联系组")]
        await shown(user, GroupForm(user.book))
        await one_after_another(user, ("东组", "西组"), "unit", "柳河大队")
        written = [(each.name, each.unit[-1]) for each in user.book.groups.all()]
        assert written == [("东组", "柳河大队"), ("西组", "柳河大队")]


async def one_after_another(user: Hands, names: tuple[str, str], field: str, value: str) -> None:
    """Two of a kind, the second by save and next; what they share is typed for the first alone."""
    first, second = names
    await user.fill("name", first)
    await user.fill(field, value)
    await user.press("ctrl+n")
    await user.fill("name", second)
    await user.press("ctrl+s")


def test_the_table_of_a_stay_stands_in_columns(book: Fieldbook) -> None:
    """Before, during and after stand above their figures, on narrow terminals too."""
    settled(book)
    use_language("zh_CN")
    group = book.groups.all()[0]
    stay = book.stays.end(book.stays.begin(Draft(group=group.id)).id)
    for is_narrow in (False, True):
        lines = stay_lines(book, book.stays.figures(stay.id), is_narrow=is_narrow)
        texts = [each.text for each in lines][1:]
        assert len(texts) == 8
        assert len({cell_len(each) for each in texts}) == 1, texts


async def test_the_trash_says_what_its_words_are(screens: Screens) -> None:
    """A number in the trash stands behind its word, as in the form, and is read once."""
    async with screens() as user:
        told = Draft(head="陈桂生", code="03", people=4, visit_every_days=7, note="赶大车")
        household = user.book.households.assign(told)
        user.book.households.remove(household.id)
        await user.press("z")
        await user.see("户主：陈桂生", "户号：03", "备注：赶大车", "人口：4", "走访间隔（天）：7")
        assert user.seen().count("03") == 1


async def test_the_trash_says_what_a_record_belongs_to(screens: Screens) -> None:
    """A visit of which nothing was written is known by its household, one removed before it too."""
    async with screens() as user:
        group = user.book.groups.found(Draft(name="三组"))
        household = user.book.households.assign(Draft(head="陈桂生", group=group.id))
        visit = user.book.visits.note(Draft(household=household.id, manner="nobody_home"))
        user.book.visits.remove(visit.id)
        await user.press("z")
        assert [row.cells[1] for row in user.records.rows] == [f"陈桂生 #{visit.seq}"]
        await user.see("户：陈桂生")
        await user.press("escape")
        user.book.households.remove(household.id)
        await user.press("z")
        assert [row.cells[1] for row in user.records.rows] == ["陈桂生", f"陈桂生 #{visit.seq}"]
        await user.see("户：陈桂生")
        assert user.records.move_to(f"household:{household.id}")
        await user.see("小组：三组")


async def test_the_end_of_a_stay_plans_nothing_twice(screens: Screens) -> None:
    """Where the follow-ups of its solutions are planned, the form says so."""
    async with screens(lang="en", fill=settled) as user:
        group = user.book.groups.all()[0]
        stay = user.book.stays.begin(Draft(group=group.id))
        issue = user.book.issues.raise_(Draft(title="漏水", group=group.id))
        user.book.solutions.note(Draft(issues=[issue.id], method="修", solved_on="today"))
        before = len(user.book.shelf.every(FollowUp))
        await shown(user, EndStayForm(user.book, stay))
        await user.see("planned already")
        await user.press("ctrl+s")
        assert len(user.book.shelf.every(FollowUp)) == before


async def test_a_members_contact_group_is_one_that_is_there(screens: Screens) -> None:
    """A part of its name and Tab take it; another name says that it is a new one, and is kept."""
    async with screens(lang="en", fill=settled) as user:
        user.book.members.write(Draft(name="Ivo Lund", contact_group="Group 1"))
        for typed, told, kept in (
            ("Gro", "Group 1", "Group 1"),
            ("North", "“North” is a new contact group", "North"),
        ):
            await shown(user, MemberForm(user.book))
            await user.type(f"Member of {kept}")
            await user.press("tab")
            await user.type(typed)
            await user.see(told)
            await user.press("tab", "ctrl+s")
            assert user.book.members.all()[-1].contact_group == kept
        await shown(user, MemberForm(user.book, user.book.members.all()[-1]))
        await user.fill("name", ", deputy")
        await user.press("ctrl+s")
        assert user.book.members.all()[-1].contact_group == "North"


async def test_a_beginning_that_means_one_member_is_taken(screens: Screens) -> None:
    """Tab takes the only member whose name begins like what was typed; typed again, it is meant
    as it stands, and the form says that it makes a member.

    Saved without leaving the field, a member's whole name makes no second member.
    """
    async with screens(lang="en", fill=settled) as user:
        home = user.book.households.all()[0]
        await shown(user, HandOverForm(user.book, home))
        await user.type("Tom Ashby")
        await user.press("ctrl+s")
        (member,) = user.book.members.all()
        assert user.book.households.get(home.id).contact == member.id
        await user.press("u")
        await shown(user, HandOverForm(user.book, home))
        await user.type("Tom")
        assert "becomes one" in user.seen()
        await user.press("tab")
        assert user.field("contact").text == "Tom Ashby"
        assert "becomes one" not in user.seen()
        await user.press(*["backspace"] * len(" Ashby"), "tab")
        assert user.field("contact") == ("", "Tom")
        await user.see("“Tom” is no member yet, and becomes one")
        await user.press("ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["Tom Ashby", "Tom"]


async def test_a_beginning_saved_at_once_is_asked_about(screens: Screens) -> None:
    """Saved without leaving the field it makes no second member unasked; Tab takes the one there is."""
    async with screens(lang="en", fill=settled) as user:
        home = user.book.households.all()[0]
        for keys, names in ((("tab", "ctrl+s"), []), (("ctrl+s",), ["Tom"])):
            await shown(user, HandOverForm(user.book, home))
            await user.type("Tom")
            await user.press("ctrl+s")
            told = "“Tom” may be Tom Ashby: Tab takes that; Ctrl+S again keeps “Tom”."
            assert told in " ".join(user.seen().split())
            await user.press(*keys)
            assert [each.name for each in user.book.members.all()] == ["Tom Ashby", *names]


async def test_the_question_names_the_key_that_was_used(screens: Screens) -> None:
    """Saved with Ctrl+N, it is Ctrl+N once more that keeps the words as they stand."""
    async with screens(lang="en", fill=settled) as user:
        await shown(user, HandOverForm(user.book, user.book.households.all()[0]))
        user.form.next_form = lambda: None  # type: ignore[method-assign]
        user.form.has_next = True
        await user.type("Tom")
        await user.press("ctrl+n")
        assert "Ctrl+N again keeps “Tom”" in " ".join(user.seen().split())


async def test_what_was_asked_about_stays_where_something_else_is_missing(screens: Screens) -> None:
    """Saved again, the words are meant as they stand, though the form goes to another field first."""
    async with screens(lang="en", fill=settled) as user:
        await user.press("2", "f12")
        user.form.body.fields["contact"].focus()
        await user.type("Tom")
        await user.press("ctrl+s", "ctrl+s")
        await user.until(lambda: user.form.body.fields["head"].has_focus_within, "the missing head")
        await user.type("Paul Moss")
        await user.press("ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["Tom Ashby", "Tom"]


async def test_another_unit_takes_the_place_of_the_one_offered(screens: Screens) -> None:
    """A new group begins in the unit before it; typing there replaces it, when editing it adds."""

    def fill(book: Fieldbook) -> None:
        book.groups.found(Draft(name="Mill 1", unit="Brookside / Mill"))

    async with screens(lang="en", fill=fill) as user:
        await user.press("5", "f12")
        await user.type("Willow 1")
        await user.press("tab")
        await user.type("Greenhill / Willow")
        await user.press("ctrl+s")
        assert ("Greenhill", "Willow") in [each.unit for each in user.book.groups.all()]
        await user.press("f6", "tab")
        await user.type(" Creek")
        await user.press("ctrl+s")
        assert ("Greenhill", "Willow Creek") in [each.unit for each in user.book.groups.all()]


async def test_names_in_a_post_are_divided_as_the_language_does(screens: Screens) -> None:
    """The file has one sign between them, whichever language they were typed in."""
    async with screens(lang="en") as user:
        await user.press("5", "f12")
        await user.type("Willow 2")
        await user.fill("key_members", "Fay Young, David Hill")
        await user.press("ctrl+s")
        (group,) = user.book.groups.all()
        told = [post_told(each) for each in group.post_changes]
        assert told == ["key members: Fay Young, David Hill begins"]


async def test_a_word_that_sorts_people_is_pointed_out_and_saved(screens: Screens) -> None:
    """What an import would leave out is told beneath the field while it stands there; nothing is lost."""
    told = "This sorts people, for which the book has no field; say what the trouble is."
    async with screens(lang="en") as user:
        await shown(user, HouseholdForm(user.book))
        await user.fill("head", "王芳（五保户）")
        await user.fill("note", "困难户，独居")
        await user.fill("tags", "低保")
        fields = user.form.body.fields
        assert [fields[name].problem for name in ("head", "note", "tags")] == [told] * 3
        for name, words in (("head", "王芳"), ("tags", "独居")):
            fields[name].focus()
            await user.press("ctrl+u")
            await user.fill(name, words)
        assert [fields[name].problem for name in ("head", "note", "tags")] == ["", told, ""]
        await user.press("ctrl+s")
        (home,) = user.book.households.all()
        assert (home.head, home.note, home.tags) == ("王芳", "困难户，独居", ("独居",))
        await shown(user, GroupForm(user.book))
        await user.fill("leader", "何敏（党员）")
        assert user.form.body.fields["leader"].problem == told
