"""Households, their contacts, the visits, and households that turn out to be one."""

import datetime as dt

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Handover, Household, Person, Record
from fieldbook.domain.references import pointed_elsewhere
from tests.village import Village


def test_a_code_is_a_households_own_within_its_group(village: Village) -> None:
    """The same number may stand in another group, not twice in one."""
    book = village.book
    draft = Draft(head="新来", code="0310", group=village.groups[0].id)
    with pytest.raises(Invalid) as caught:
        book.households.assign(draft)
    assert caught.value.problems[0].reason == "code_taken"
    assert book.households.assign(draft.having(group=village.groups[1].id)).code == "0310"
    with pytest.raises(Invalid):
        book.households.edit(village.households[1].id, Draft(code="0310"))


def test_handing_over_is_remembered_on_both_ways(village: Village) -> None:
    """Reassigning, one or many, keeps the story and notes from whom to whom, and when."""
    book, (first, second) = village.book, village.members
    ids = [each.id for each in village.households[:3]]
    book.households.reassign(ids, second.id)
    handover = Handover(on=book.today, from_contact=first.id, to_contact=second.id)
    assert book.households.get(ids[0]).handovers == (handover,)
    assert book.households.get(ids[1]).handovers == ()  # it was his already
    edited = book.households.edit(ids[0], Draft(contact=first.id))
    assert edited.handovers[-1].to_contact == first.id
    with pytest.raises(Invalid):
        book.households.reassign(ids, "nobody")


def test_a_visit_may_be_entered_later_but_not_before_it_is_made(village: Village) -> None:
    """Visit day and entry day are both kept; a visit of tomorrow is refused."""
    book, home = village.book, village.households[1].id
    visit = book.visits.note(Draft(household=home, visited_on="3天前"))
    assert (visit.visited_on, visit.created_at.date()) == (dt.date(2026, 11, 18), book.today)
    with pytest.raises(Invalid) as caught:
        book.visits.note(Draft(household=home, visited_on="明天"))
    assert caught.value.problems[0].reason == "in_future"
    with pytest.raises(Invalid) as caught:
        book.visits.edit(visit.id, Draft(visited_on="明天"))
    assert caught.value.problems[0].reason == "in_future"


def test_a_visit_of_a_clock_that_is_ahead_stays_open_to_other_words(village: Village) -> None:
    """Another laptop wrote it tomorrow: its day is refused where it is typed, not where it stands."""
    book, home = village.book, village.households[1].id
    village.clock.pass_days(1)
    visit = book.visits.note(Draft(household=home, learned="Dug."))
    village.clock.pass_days(-1)
    edited = book.visits.edit(visit.id, Draft(learned="Sowed.", visited_on=visit.visited_on))
    assert (edited.learned, edited.visited_on) == ("Sowed.", visit.visited_on)
    of_it = Draft(title="The canal leaks", visit=visit.id)
    for draft in (of_it, of_it.having(found_on=visit.visited_on)):  # as its form fills it in
        assert book.issues.raise_(draft).found_on == visit.visited_on
    with pytest.raises(Invalid):
        book.issues.raise_(of_it.having(found_on=visit.visited_on + dt.timedelta(days=1)))


def test_naming_a_task_says_that_tasks_were_explained(village: Village) -> None:
    """The three explanations follow from what was explained; codes keep their order."""
    assert village.visit.explained == ("tasks", "policies")


def test_a_place_in_words_is_settled_with_its_issues(village: Village) -> None:
    """When the household of a visit becomes known, the issues it brought up go along."""
    book = village.book
    visit = book.visits.note(Draft(household_text="老赵家"), [Draft(title="房漏")])
    issue = book.issues.all()[-1]
    assert issue.household_text == "老赵家"
    home = village.households[2].id
    assert book.visits.edit(visit.id, Draft(household=home)).household_text == ""
    settled = book.issues.get(issue.id)
    assert (settled.household, settled.household_text) == (home, "")
    book.undo()
    assert book.issues.get(issue.id).household_text == "老赵家"
    assert book.issues.edit(issue.id, Draft(household=home)).household_text == ""


def test_a_visit_set_right_sets_right_what_its_issues_have_from_it(village: Village) -> None:
    """Their day and who raised them; what was said of an issue itself stays, and so does who was met still."""
    book, home, today = village.book, village.households[1].id, village.book.today
    visit = book.visits.note(Draft(household=home, met="陈桂升"), [Draft(title="房漏")])
    own = Draft(title="缺柴", visit=visit.id, raised_by="孙二娘", found_on="2026-11-11")
    others = book.issues.raise_(own)
    leak = next(each.id for each in book.issues.all() if each.title == "房漏")

    def told(issue: str) -> tuple[str, dt.date]:
        found = book.issues.get(issue)
        return found.raised_by.name if found.raised_by else "", found.found_on

    yesterday = today - dt.timedelta(days=1)
    book.visits.edit(visit.id, Draft(met="陈桂生", visited_on=yesterday))
    assert told(leak) == ("陈桂生", yesterday)
    book.undo()
    assert told(leak) == ("陈桂升", today)
    for met, raised_by in (
        ("陈桂升、王大山", "陈桂升"),
        ("陈桂升", "陈桂升"),
        ("", ""),
        ("李霞平", "李霞平"),
    ):
        book.visits.edit(visit.id, Draft(met=met))
        assert told(leak) == (raised_by, today)
    assert told(others.id) == ("孙二娘", dt.date(2026, 11, 11))


def test_two_households_become_one_with_all_that_hangs_on_them(village: Village) -> None:
    """Visits, issues, commendations and handovers move over; the other goes to the trash."""
    book, (old, *_), clock = village.book, village.households, village.clock
    twin = book.households.assign(
        Draft(head="陈桂生", phone="138", note="有牛", tags="军属", contact=village.members[1].id)
    )
    book.visits.note(Draft(household=twin.id), [Draft(title="缺柴")])
    book.commendations.write(Draft(whom=[{"name": "陈桂生", "id": twin.id, "role": "household"}]))
    book.households.reassign([twin.id], village.members[0].id)
    clock.pass_days(1)
    before = [record for room in book.rooms() for record in room.all()]
    kept = book.households.merge(old.id, [twin.id, twin.id])
    assert (kept.phone, kept.note, kept.tags, kept.code) == ("138", "有牛", ("军属",), "0310")
    assert len(kept.handovers) == 1
    assert len(book.shelf.visits_to(old.id)) == 2
    assert {each.household for each in book.issues.all()} == {old.id}
    assert book.commendations.all()[0].whom.id == old.id
    assert book.trash() == (book.households.get(twin.id),)
    book.undo()
    after = [record for room in book.rooms() for record in room.all()]
    assert [_words(each) for each in sorted(before, key=lambda each: each.id)] == [
        _words(each) for each in sorted(after, key=lambda each: each.id)
    ]
    book.redo()
    assert len(book.shelf.visits_to(old.id)) == 2


def _words(record: object) -> object:
    return {
        name: getattr(record, name)
        for name in type(record).__struct_fields__  # type: ignore[attr-defined]
        if name != "stamps"
    }


def test_whatever_only_the_other_knows_is_kept(village: Village) -> None:
    """Every field a household has is filled in where the one that is kept says nothing."""
    book, (group, *_) = village.book, village.groups
    keep = book.households.assign(Draft(head="陈桂生"))
    types = {each.name: each.type for each in msgspec.structs.fields(Household)}
    own = [name for name in types if name not in Record.__struct_fields__]
    other = book.households.assign(
        Draft(
            {name: "另有说法" for name in own if types[name] is str},
            head="陈桂生", code="0399", people="4", group=group.id, contact=village.members[0].id,
            visit_every_days="7", tags="独居",
        )
    )  # fmt: skip
    book.households.reassign([other.id], village.members[1].id)
    other = book.households.get(other.id)
    one = book.households.merge(keep.id, [other.id])
    for name in own:
        assert getattr(other, name), f"the other household of this test has no {name}: give it one"
        assert getattr(one, name) == getattr(other, name), name


def test_a_code_does_not_move_to_another_group(village: Village) -> None:
    """Merging fills a code only where it means the same household."""
    book = village.book
    plain = book.households.assign(Draft(head="陈桂生", group=village.groups[1].id))
    assert book.households.merge(plain.id, [village.households[0].id]).code == ""
    with pytest.raises(Invalid):
        book.households.merge(plain.id, [plain.id])


def test_duplicates_are_found_by_place_never_by_likeness(village: Village) -> None:
    """Same head and same address or phone, however written; other names never."""
    book = village.book
    first = book.households.assign(Draft(head="王二", phone="+86 138-0000-0000", address="5组 1号"))
    second = book.households.assign(Draft(head="王 二", phone="13800000000"))
    third = book.households.assign(Draft(head="王二", address="５组1号"))
    book.households.assign(Draft(head="王一", address="5组1号", phone="13800000000"))
    book.households.assign(Draft(head="王二"))
    found = [
        (each.by, {one.id for one in each.households}) for each in book.households.duplicates()
    ]
    assert found == [("address", {first.id, third.id}), ("phone", {first.id, second.id})]


def test_posts_are_remembered_with_their_day(village: Village) -> None:
    """Another leader, key member or core member is written down with before and after."""
    book, group = village.book, village.groups[0]
    edited = book.groups.edit(group.id, Draft(leader="王大山", note="换了组长"))
    (change,) = edited.post_changes
    assert (change.on, change.post, change.before, change.after) == (
        book.today, "leader", "李霞平", "王大山",
    )  # fmt: skip
    with pytest.raises(Invalid):
        book.groups.found(Draft(name="3组", unit="红旗公社/崔寨大队"))
    assert book.groups.found(Draft(name="3组", unit="东风公社/崔寨大队")).name == "3组"


def test_a_commendation_knows_whom_it_means_when_only_one_has_the_name(village: Village) -> None:
    """A group, household or member of a name is found; where two have it, the text stands."""
    book = village.book
    assert (
        book.commendations.write(Draft(whom="3组", for_what="抗旱")).whom.id == village.groups[0].id
    )
    assert book.commendations.write(Draft(whom="赵祥")).whom.role == "household"
    assert book.commendations.write(Draft(whom="吴梅（member）")).whom.id == village.members[1].id
    assert book.commendations.write(Draft(whom="周正")).whom.id == ""  # a member, and a household


def test_handing_over_to_a_new_member_is_one_act(village: Village) -> None:
    """Who becomes a contact by a handover becomes a member with it, and both are undone as one."""
    book, household = village.book, village.households[0]
    book.households.reassign([household.id], new_contact="新来的何青")
    member = book.members.all()[-1]
    assert (member.name, book.households.get(household.id).contact) == ("新来的何青", member.id)
    assert book.households.get(household.id).handovers[-1].to_contact == member.id
    book.undo()
    assert member.id not in {each.id for each in book.members.all()}
    assert book.households.get(household.id).contact == household.contact


@pytest.mark.parametrize("typed", ["1", "1杨", "12-15", "e", "…"])
def test_what_is_no_name_becomes_no_member(village: Village, typed: str) -> None:
    """The digit of an offer, a day or a letter: the field that named it is told, and nothing is handed over."""
    book, household = village.book, village.households[0]
    before = book.shelf.version
    with pytest.raises(Invalid) as raised:
        book.households.reassign([household.id], new_contact=typed)
    assert raised.value.problems == (Problem("contact", "one_person", typed),)
    with pytest.raises(Invalid):
        book.members.write(Draft(name=typed))
    assert book.shelf.version == before


def test_merging_reaches_into_the_trash(village: Village) -> None:
    """A visit that lay in the trash when its household was merged comes back to the one left."""
    book, old = village.book, village.households[0]
    twin = book.households.assign(Draft(head="陈桂生"))
    visit = book.visits.note(Draft(household=twin.id), [Draft(title="缺柴")])
    issue = book.issues.all()[-1]
    book.visits.remove(visit.id)
    book.issues.remove(issue.id)
    book.households.merge(old.id, [twin.id])
    assert {each.id for each in book.trash()} == {visit.id, issue.id, twin.id}
    assert book.visits.restore(visit.id).household == old.id
    assert book.issues.restore(issue.id).household == old.id
    for _act in range(3):
        book.undo()
    assert book.visits.get(visit.id).household == twin.id


def test_merging_keeps_what_a_newer_fieldbook_wrote(village: Village) -> None:
    """Whom a commendation names moves over with the fields this version does not know."""
    whom = Person(name="陈桂生", id="old", role="household", beyond='{"medal": 1}')
    praise = village.book.commendations.write(Draft(whom="赵祥"))
    praise = msgspec.structs.replace(praise, whom=whom)
    fields = pointed_elsewhere(praise, "household", "old", "new")
    assert fields == {"whom": msgspec.structs.replace(whom, id="new")}


def test_posts_change_on_the_day_they_changed(village: Village) -> None:
    """The day of a change can be told, the first leader's too; one to come is refused."""
    book, group = village.book, village.groups[0]
    book.groups.edit(group.id, Draft(leader="王大山"))
    edited = book.groups.edit(group.id, Draft(leader="孙二娘", changed_on="11-15"))
    assert [(each.on.day, each.after) for each in edited.post_changes] == [
        (15, "孙二娘"), (21, "王大山"),
    ]  # fmt: skip
    assert book.groups.edit(group.id, Draft(note="一", changed_on="11-1")).post_changes == (
        edited.post_changes
    )
    found = book.groups.found(Draft(name="5组", leader="何青", changed_on="2025-03-01"))
    assert [(each.on, each.post, each.before, each.after) for each in found.post_changes] == [
        (dt.date(2025, 3, 1), "leader", "", "何青")
    ]
    assert book.groups.found(Draft(name="6组", leader="何青")).post_changes == ()
    for wrong, reason in (("soon", "bad_date"), ("2027-01-01", "in_future")):
        with pytest.raises(Invalid) as caught:
            book.groups.edit(group.id, Draft(name="", changed_on=wrong))
        assert {each.reason for each in caught.value.problems} == {"required", reason}


def test_each_takes_on_one_group_of_a_kind(village: Village) -> None:
    """A second running link of a kind is refused and names the first; ended, it makes room."""
    book, (first, second), who = village.book, village.groups, village.members[0].id
    link = book.links.write(Draft(group=first.id, kind="lagging", member=who))
    book.links.write(Draft(group=second.id, kind="advanced", member=who))
    draft = Draft(group=second.id, kind="lagging", member=who)
    with pytest.raises(Invalid) as caught:
        book.links.write(draft)
    assert caught.value.problems == (Problem("member", "has_lagging_group", first.name),)
    book.links.remove(link.id)
    later = book.links.write(draft)
    with pytest.raises(Invalid):
        book.links.restore(link.id)
    book.links.edit(later.id, Draft(to_on=book.today))
    assert book.links.restore(link.id).to_on is None
    with pytest.raises(Invalid):
        book.links.edit(later.id, Draft(to_on=None))
    assert book.links.write(draft.having(member=village.members[1].id)).group == second.id


def test_a_link_of_somebody_new_is_one_act(village: Village) -> None:
    """Who takes on a group becomes a member with the link; a refused link makes no member."""
    book, members = village.book, len(village.book.members.all())
    with pytest.raises(Invalid):
        book.links.write(Draft(group=village.groups[0].id, kind=""), new_member="何青")
    assert len(book.members.all()) == members
    draft = Draft(group=village.groups[0].id, kind="lagging")
    link = book.links.write(draft, new_member="何青")
    assert book.shelf.member_name(link.member) == "何青"
    book.undo()
    assert len(book.members.all()) == members
    assert not book.links.all()


def test_other_words_leave_the_place_as_it_was_written(village: Village) -> None:
    """A visit keeps what was written of the household, until it is given another household."""
    book, (home, other, *_rest) = village.book, village.households
    visit = book.visits.note(Draft(household=home.id, household_text="渠边老陈家"))
    edited = book.visits.edit(visit.id, Draft(note="好"))
    assert edited.household_text == visit.household_text
    assert book.visits.edit(visit.id, Draft(household=other.id)).household == other.id
