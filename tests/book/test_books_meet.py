"""Two books of a branch: what one wrote comes into the other, and nothing anybody wrote is lost."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import HandedOn, NotAllowed
from fieldbook.domain.merge.memory import Incoming, Memory, to_send
from fieldbook.domain.records import Household, Member
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore


class Meeting:
    """A branch's book and a member's, handing each other bundles."""

    def __init__(self) -> None:
        self.clock = Clock()
        ids = counted_ids()
        self.branch, self.member = (
            Fieldbook(MemoryStore(replica=each), clock=self.clock, new_id=ids)
            for each in ("000000aa", "000000bb")
        )
        self.chen = self.branch.members.write(Draft(name="陈国安", contact_group="一"))
        self.liu = self.branch.members.write(Draft(name="刘志远", contact_group="二"))
        group = self.branch.groups.found(Draft(name="3组"))
        self.home = self.branch.households.assign(
            Draft(head="王秀英", group=group.id, contact=self.chen.id, note="一人在家")
        )
        self.down()

    def bundle(self, giver: Fieldbook, taker: Fieldbook, *, up: bool) -> Incoming:
        """What one has for the other, remembered as written."""
        room, to = giver.exchange, taker.exchange.replica
        known = room.memories().get(to, Memory(replica=to))
        share = to_send(known, room.up() if up else room.down("一"))
        memory = room.hand_out(to, share)
        return Incoming(
            replica=room.replica,
            member=self.chen.id if up else "",
            number=memory.number,
            documents={table: list(those) for table, those in share.items()},
            acknowledges=memory.taken,
            written_at=giver.now.isoformat(),
        )

    def up(self) -> int:
        """The member hands in; how many records that changes."""
        bundle = self.bundle(self.member, self.branch, up=True)
        return self.branch.exchange.take_in(self.branch.exchange.preview([bundle]), about="陈国安")

    def down(self) -> int:
        """The branch gives out; how many records that changes."""
        bundle = self.bundle(self.branch, self.member, up=False)
        return self.member.exchange.take_in(self.member.exchange.preview([bundle]), about="支部")

    def note_in(self, book: Fieldbook, note: str) -> None:
        """Write the household's note in one of the books."""
        book.households.edit(self.home.id, Draft(note=note))


@pytest.fixture
def meeting() -> Meeting:
    """Two books that met once."""
    return Meeting()


def test_a_household_comes_down_and_a_visit_goes_up(meeting: Meeting) -> None:
    """A member has his household from the branch; the branch has his visit from him."""
    assert meeting.member.households.get(meeting.home.id).note == "一人在家"
    visit = meeting.member.visits.note(Draft(household=meeting.home.id, learned="渠漏水"))
    assert meeting.up() >= 1
    assert meeting.branch.visits.get(visit.id).learned == "渠漏水"
    assert meeting.branch.acts[-1].verb == "exchange"


def test_handing_in_again_adds_nothing(meeting: Meeting) -> None:
    """Once both say what they have, nothing is handed on and no act is made."""
    for _ in range(2):
        meeting.up()
        meeting.down()
    count = len(meeting.branch.acts), len(meeting.member.acts)
    assert (meeting.up(), meeting.down()) == (0, 0)
    assert (len(meeting.branch.acts), len(meeting.member.acts)) == count
    assert not meeting.bundle(meeting.member, meeting.branch, up=True).documents


def test_two_notes_written_apart_both_stay(meeting: Meeting) -> None:
    """Of two texts written without knowing of each other the later is shown, the other beside it."""
    meeting.note_in(meeting.branch, "支部写的")
    meeting.note_in(meeting.member, "成员写的")
    meeting.up()
    meeting.down()
    for book in (meeting.branch, meeting.member):
        home = book.households.get(meeting.home.id)
        assert home.note == "成员写的"
        assert home.merged is not None
        assert any("支部写的" in each.said for each in home.merged.beside)


def test_a_note_written_on_what_was_seen_replaces_it(meeting: Meeting) -> None:
    """Who had the other's words before him and wrote new ones leaves nothing beside."""
    meeting.note_in(meeting.member, "渠漏水")
    meeting.up()
    meeting.note_in(meeting.branch, "渠修好了")
    meeting.down()
    home = meeting.member.households.get(meeting.home.id)
    assert home.note == "渠修好了"
    assert home.merged is None or not home.merged.beside


def test_what_was_written_meanwhile_outlives_a_removal(meeting: Meeting) -> None:
    """A household the branch removed lives on when the member wrote in it later, and both know."""
    meeting.branch.households.remove(meeting.home.id)
    meeting.note_in(meeting.member, "又去了一次")
    meeting.up()
    meeting.down()
    for book in (meeting.branch, meeting.member):
        assert book.households.get(meeting.home.id).removed_at is None


def test_taking_in_is_undone_as_one(meeting: Meeting) -> None:
    """Undone, the book is as it was, down to the stamps; redone, it has everything again."""
    before = {each.id: each for each in meeting.branch.shelf.everything()}
    meeting.note_in(meeting.member, "渠漏水")
    meeting.member.visits.note(Draft(household=meeting.home.id, learned="渠漏水"))
    meeting.up()
    after = {each.id: each for each in meeting.branch.shelf.everything()}
    meeting.branch.undo()
    assert {each.id: each for each in meeting.branch.shelf.everything()} == before
    meeting.branch.redo()
    assert {each.id: each for each in meeting.branch.shelf.everything()} == after


def test_what_was_handed_on_is_not_undone(meeting: Meeting) -> None:
    """Once a bundle was written, even an empty one, others may know of it: undoing is refused."""
    meeting.note_in(meeting.member, "渠漏水")
    meeting.up()
    meeting.down()
    with pytest.raises(HandedOn) as refused:
        meeting.branch.undo()
    assert (refused.value.verb, refused.value.about) == ("exchange", meeting.branch.acts[-1].about)


def test_a_household_given_away_leaves_its_contact_behind(meeting: Meeting) -> None:
    """The former contact group learns whose it is now, and not a word that was written since."""
    meeting.branch.households.reassign([meeting.home.id], meeting.liu.id)
    meeting.note_in(meeting.branch, "只给二组看")
    meeting.down()
    home = meeting.member.households.get(meeting.home.id)
    assert (home.contact, home.note) == (meeting.liu.id, "一人在家")
    assert "只给二组看" not in str(meeting.branch.exchange.down("一"))


def test_a_later_write_is_later_whatever_the_clock_says(meeting: Meeting) -> None:
    """Words written upon words of a clock far ahead count as the later ones."""
    meeting.clock.pass_days(4000)
    meeting.note_in(meeting.branch, "远在后头")
    meeting.down()
    meeting.clock.pass_days(-4000)
    meeting.note_in(meeting.member, "看过以后写的")
    meeting.up()
    assert meeting.branch.households.get(meeting.home.id).note == "看过以后写的"


def test_a_bundle_with_stamps_of_nowhere_is_passed_over(meeting: Meeting) -> None:
    """A document with a stamp after 2194 is told and left; the others are taken in."""
    meeting.note_in(meeting.member, "渠漏水")
    meeting.member.visits.note(Draft(household=meeting.home.id, learned="渠漏水"))
    bundle = meeting.bundle(meeting.member, meeting.branch, up=True)
    bundle.documents[Household.table][0]["stamps"]["note"] = "ffffffffffff-0000-000000bb"
    plan = meeting.branch.exchange.preview([bundle])
    assert plan.refused == (meeting.home.id,)
    assert plan.added == {"visits": 1}


def test_members_made_apart_are_told_as_alike(meeting: Meeting) -> None:
    """A member that both books made for themselves is offered as one."""
    ours = meeting.branch.members.write(Draft(name="周正"))
    theirs = meeting.member.members.write(Draft(name="周正"))
    bundle = meeting.bundle(meeting.member, meeting.branch, up=True)
    (found,) = meeting.branch.exchange.preview([bundle]).alike
    assert (found.table, set(found.ids)) == (Member.table, {ours.id, theirs.id})


def test_settling_ends_it_in_every_book(meeting: Meeting) -> None:
    """One wording is chosen; the others are gone from every book that hears of it."""
    meeting.note_in(meeting.branch, "支部写的")
    meeting.note_in(meeting.member, "成员写的")
    meeting.up()
    (row,) = meeting.branch.exchange.beside()
    assert (row.shown, row.other) == (("成员写的",), ("支部写的",))
    meeting.branch.exchange.settle("household", meeting.home.id, row.slot, row.version)
    meeting.down()
    for book in (meeting.branch, meeting.member):
        assert book.households.get(meeting.home.id).note == "支部写的"
        assert not book.exchange.beside()


def test_writing_on_leaves_what_lies_beside(meeting: Meeting) -> None:
    """Who edits the shown words has not settled the others."""
    meeting.note_in(meeting.branch, "支部写的")
    meeting.note_in(meeting.member, "成员写的")
    meeting.up()
    meeting.note_in(meeting.branch, "接着写")
    (row,) = meeting.branch.exchange.beside()
    assert (row.shown, row.other) == (("接着写",), ("支部写的",))


def test_settling_that_a_record_stays(meeting: Meeting) -> None:
    """A removal that an edit outlived is told until somebody settles it; undone, it is told again."""
    meeting.branch.households.remove(meeting.home.id)
    meeting.note_in(meeting.member, "又去了一次")
    meeting.up()
    (row,) = meeting.branch.exchange.beside()
    assert row.slot == "removal"
    meeting.branch.exchange.settle("household", meeting.home.id, "removal")
    assert not meeting.branch.exchange.beside()
    meeting.branch.undo()
    assert [each.slot for each in meeting.branch.exchange.beside()] == ["removal"]


def test_nothing_beside_is_nothing_to_settle(meeting: Meeting) -> None:
    """Settling is refused where there is but one wording."""
    with pytest.raises(NotAllowed):
        meeting.branch.exchange.settle("household", meeting.home.id, "note")


def test_joined_records_are_one_wherever_they_are_named(meeting: Meeting) -> None:
    """Two households made for one are one in both books, with the visits of either; undone, two."""
    other = meeting.member.households.assign(
        Draft(head="王秀英", contact=meeting.chen.id, note="二女在外")
    )
    visit = meeting.member.visits.note(Draft(household=other.id))
    meeting.up()
    kept = meeting.branch.exchange.join("household", [other.id, meeting.home.id])
    assert kept == meeting.home.id
    assert [each.id for each in meeting.branch.shelf.visits_to(kept)] == [visit.id]
    assert meeting.branch.households.get(other.id).id == kept
    meeting.branch.undo()
    assert {each.id for each in meeting.branch.households.all()} == {other.id, kept}
    meeting.branch.redo()
    meeting.down()
    assert {each.id for each in meeting.member.households.all()} == {kept}
    assert [each.id for each in meeting.member.shelf.visits_to(kept)] == [visit.id]
    (row,) = meeting.member.exchange.beside()
    assert {*row.shown, *row.other} == {"一人在家", "二女在外"}


def test_joined_in_opposite_directions_it_is_one_record(meeting: Meeting) -> None:
    """Whoever joins which with which, no id is in two records."""
    others = [
        meeting.member.households.assign(Draft(head="王秀英", contact=meeting.chen.id))
        for _ in range(2)
    ]
    meeting.up()
    meeting.down()
    meeting.branch.exchange.join("household", [meeting.home.id, others[0].id])
    meeting.member.exchange.join("household", [others[1].id, others[0].id])
    for _ in range(2):
        meeting.up()
        meeting.down()
    for book in (meeting.branch, meeting.member):
        assert [each.id for each in book.households.all()] == [meeting.home.id]


def test_what_is_missing_in_a_part_of_the_branch_is_no_fault(meeting: Meeting) -> None:
    """A solution comes down whole; the other group's issue it is for too does not, and is not made up."""
    branch = meeting.branch
    other = branch.households.assign(Draft(head="张大娘", contact=meeting.liu.id))
    issues = [
        branch.issues.raise_(Draft(title="渠漏", household=each))
        for each in (meeting.home.id, other.id)
    ]
    branch.solutions.note(Draft(issues=[each.id for each in issues], method="修渠"))
    meeting.down()
    (solution,) = meeting.member.solutions.all()
    assert solution.issues == tuple(each.id for each in issues)
    assert [each.id for each in meeting.member.issues.all()] == [issues[0].id]
    assert meeting.member.keeping.make_up_for_lost() == 0

    alone = MemoryStore()
    for each in meeting.member.shelf.everything():
        alone.put(each)
    book = Fieldbook(alone, clock=meeting.clock, new_id=counted_ids())
    assert book.keeping.make_up_for_lost() > 0, "a book that met nobody has lost it"


def test_what_was_told_apart_is_not_asked_again(meeting: Meeting) -> None:
    """Two members of one name are two for good, whichever of them is joined with a third."""
    book = meeting.branch
    one, two, three = (book.members.write(Draft(name="周正")).id for _ in range(3))
    book.exchange.tell_apart([one, two])
    (found,) = book.exchange.alike()
    assert set(found.ids) == {one, two, three}
    book.exchange.join("member", [three, two])
    assert book.exchange.alike() == ()
