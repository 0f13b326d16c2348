"""Every act can be undone and redone, a batch as one, also after reopening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import ACTS_KEPT, Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import LedgerEntry, Sheet
from fieldbook.domain.errors import NotAllowed, NothingTo, ReadOnly, WriteFailed
from fieldbook.domain.merge.asking import ASKED, Asked
from fieldbook.domain.merge.memory import Incoming
from fieldbook.domain.records import Member, Record
from fieldbook.domain.saying import said_of
from fieldbook.domain.slots import slot_named
from fieldbook.verbs import VERBS
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore
from tests.village import Village, new_book

Verb = Callable[[Village], object]


def _solve(village: Village) -> object:
    return village.book.solutions.solve(village.solution.id, Draft(result="好了"))


def _check(village: Village) -> object:
    _solve(village)
    check = village.book.follow_ups.pending()[0]
    return village.book.follow_ups.check(check.id, Draft(result="relapsed"))


def _check_at_once(village: Village) -> object:
    _solve(village)
    return village.book.follow_ups.check_at_once(village.solution.id, Draft(result="relapsed"))


def _end_stay(village: Village) -> object:
    stay = village.book.stays.begin(Draft(group=village.groups[1].id))
    return village.book.stays.end(stay.id)


def _restore(village: Village) -> object:
    village.book.visits.remove(village.visit.id)
    return village.book.visits.restore(village.visit.id)


def _take_in(village: Village) -> object:
    rows = tuple(LedgerEntry(row=n, code=str(n), title=f"第{n}件", reply="办了") for n in range(40))
    sheet = Sheet("台账.xlsx", "issues", rows, (), 0, ())
    return village.book.intake.take(village.book.intake.preview(sheet))


def _merge(village: Village) -> object:
    keep, other, *_ = village.households
    return village.book.households.merge(other.id, [keep.id])


def _take_up(village: Village) -> object:
    village.book.issues.drop(village.issues[0].id, "重复")
    return village.book.issues.take_up(village.issues[0].id)


def _answer(village: Village) -> object:
    village.book.issues.refer([village.issues[0].id])
    return village.book.issues.answer(village.issues[0].id, Draft(answer="好"))


def _hold_on_site(village: Village) -> None:
    room = village.book.on_site_meetings
    meeting = room.write(Draft(topic="看评工", on="today", groups=[village.groups[1].id]))
    room.hold(meeting.id, Draft(took_home="立一块板子"))


def _keep_minutes(village: Village) -> object:
    """A decision that answers, one that begins a solution, and one that is a task."""
    village.book.issues.refer([village.issues[0].id])
    first, second = village.issues[0].id, village.issues[1].id
    matters = [
        {"topic": "水渠", "decided": "拨两根管", "issue": first},
        {"topic": "农具", "decided": "先修后买", "issue": second, "who": "王大山"},
        {"topic": "夏收", "decided": "各组排工", "who": "各组"},
    ]
    return village.book.diary.keep_minutes(Draft(topic="支部会", matters=matters))


def _report(village: Village) -> object:
    page = village.book.diary.write(Draft(kind="daily", text="今日"))
    return village.book.diary.report(page.id)


def _exchange(village: Village) -> None:
    """Another book had a household as it was, and wrote in it what ours wrote otherwise."""
    home, room = village.households[0], village.book.exchange
    document = {**village.store.as_document(home), "note": "别处写的"}
    document["stamps"] = {**document["stamps"], "note": "01b000000000-0000-000000bb"}
    village.book.households.edit(home.id, Draft(note="这里写的"))
    bundle = Incoming(replica="000000bb", number=1, documents={home.table: [document]})
    room.take_in(room.preview([bundle]), about="支部")


def _decline(village: Village) -> None:
    """A member's book asked for another contact of a household."""
    home, room = village.households[0], village.book.exchange
    asked = Asked(
        table=home.table, id=home.id, slot="contact", said='{"contact":""}',
        now=said_of(home, slot_named(home.table, "contact")), member=village.members[0].id,
    )  # fmt: skip
    room.keep(ASKED, [msgspec.to_builtins(asked)])
    room.decline(asked)


def _settle(village: Village) -> None:
    _exchange(village)
    (row,) = village.book.exchange.beside()
    village.book.exchange.settle("household", row.record.id, row.slot, row.version)


DOINGS: dict[str, Verb] = {
    "assign": lambda v: v.book.households.assign(Draft(head="新户")),
    "reassign": lambda v: v.book.households.reassign(
        [each.id for each in v.households], v.members[0].id
    ),
    "merge": _merge,
    "keep_minutes": _keep_minutes,
    "note_visit": lambda v: v.book.visits.note(
        Draft(household=v.households[1].id), [Draft(title="甲"), Draft(title="乙")]
    ),
    "raise_issue": lambda v: v.book.issues.raise_(Draft(title="甲")),
    "study": lambda v: v.book.issues.study(v.issues[1].id),
    "refer": lambda v: v.book.issues.refer([each.id for each in v.issues], "支部"),
    "answer": _answer,
    "drop": lambda v: v.book.issues.drop(v.issues[1].id, "重复"),
    "take_up": _take_up,
    "note_solution": lambda v: v.book.solutions.note(
        Draft(issues=[v.issues[1].id], method="修灯", solved_on="today")
    ),
    "solve": _solve,
    "step_done": lambda v: v.book.solutions.step_done(v.solution.id, 1, v.book.today),
    "plan_follow_up": lambda v: v.book.follow_ups.plan(Draft(group=v.groups[0].id, due_on="+3")),
    "check": _check,
    "check ": _check_at_once,
    "edit": lambda v: v.book.households.edit(
        v.households[0].id, Draft(group=v.groups[1].id, code="9", contact=v.members[1].id)
    ),
    "edit ": lambda v: v.book.groups.edit(v.groups[0].id, Draft(leader="王大山")),
    "edit  ": lambda v: v.book.visits.edit(v.visit.id, Draft(household=v.households[2].id)),
    "remove": lambda v: v.book.issues.remove(*(each.id for each in v.issues)),
    "restore": _restore,
    "found_group": lambda v: v.book.groups.found(Draft(name="9组")),
    "survey": lambda v: v.book.surveys.note(
        Draft(group=v.groups[0].id, type=3, findings={"attendance": "不齐"})
    ),
    "begin_stay": lambda v: v.book.stays.begin(Draft(group=v.groups[0].id)),
    "end_stay": _end_stay,
    "add_member": lambda v: v.book.members.write(Draft(name="新来")),
    "give_task": lambda v: v.book.tasks.write(Draft(title="冬修")),
    "end_task": lambda v: v.book.tasks.end(v.task.id, Draft(outcome="种完了")),
    "mark_day": lambda v: v.book.diary.mark_day(v.book.today, "study"),
    "write_diary": lambda v: v.book.diary.write(Draft(kind="five_day", text="五天")),
    "report_diary": _report,
    "make_plan": lambda v: v.book.plans.write(Draft(group=v.groups[0].id, production="秋翻")),
    "plan_on_site": lambda v: v.book.on_site_meetings.write(Draft(topic="看评工", on="2026-11-25")),
    "hold_on_site": _hold_on_site,
    "link_group": lambda v: v.book.links.write(Draft(group=v.groups[0].id, kind="lagging")),
    "hold_training": lambda v: v.book.trainings.write(Draft(topic="选种", attendees="李霞平")),
    "write_experience": lambda v: v.book.experiences.write(
        Draft(title="自办", on="today", solution=v.solution.id, meetings=[{"on": "today"}])
    ),
    "commend": lambda v: v.book.commendations.write(Draft(whom="3组", kind="red_flag")),
    "take_in": _take_in,
    "exchange": _exchange,
    "settle": _settle,
    "tell_apart": lambda v: v.book.exchange.tell_apart([each.id for each in v.households[:2]]),
    "decline": _decline,
    "join": lambda v: v.book.exchange.join("household", [each.id for each in v.households[:2]]),
}


def state(book: Fieldbook) -> dict[str, Any]:
    """What the book holds and says: the records without their stamps, and every status.

    What lies beside is there; what a record has seen is not, since that is never unseen.
    """
    live: dict[str, Any] = {
        record.id: msgspec.structs.replace(record, stamps=(), merged=None)
        for room in book.rooms()
        for record in room.all()
    }
    live["statuses"] = {each.id: book.issues.status(each.id) for each in book.issues.all()}
    live["beside"] = {(each.record.id, each.other) for each in book.exchange.beside()}
    live["alike"] = book.exchange.alike()
    live["trash"] = {each.id for each in book.trash()}
    return live


def reopened(village: Village) -> Fieldbook:
    """The same store in a second book: what a restart would find."""
    ids = counted_ids()
    for _ in range(5000):
        ids()
    return Fieldbook(village.store, clock=village.clock, new_id=ids)


@pytest.mark.parametrize("name", DOINGS)
def test_every_verb_is_undone_and_redone(village: Village, name: str) -> None:
    """Undo brings the book back to what it said before, redo to what it said after, ever again."""
    book = village.book
    before = [state(book)]
    known = len(book.acts)
    DOINGS[name](village)
    done = book.acts[known:]
    assert done[-1].verb == name.strip()
    after = state(book)
    for _ in range(2):
        for _each in done:
            book.undo()
        assert state(book) == before[0]
        assert state(reopened(village)) == before[0]
        for _each in done:
            book.redo()
        assert state(book) == after
    assert state(reopened(village)) == after


def test_every_verb_has_its_label_and_is_tried_here() -> None:
    """No act is left out of undoing, and each can be named on the status line."""
    of_the_store = {"inbox", "restore_backup", "repair"}
    assert {name.strip() for name in DOINGS} == set(VERBS) - of_the_store


def test_a_batch_is_one_act(village: Village) -> None:
    """An import of many rows is one step back and one step forth."""
    count = len(village.book.issues.all())
    _take_in(village)
    assert len(village.book.issues.all()) == count + 40
    assert village.book.acts[-1].count == 80
    assert village.book.undo().about == "台账.xlsx"
    assert len(village.book.issues.all()) == count
    assert not village.book.trash()
    village.book.redo()
    assert len(village.book.solutions.all()) == 41


def test_a_new_act_forgets_what_was_undone(village: Village) -> None:
    """After undoing and writing something else there is nothing to redo."""
    book = village.book
    book.undo()
    book.members.write(Draft(name="新来"))
    with pytest.raises(NothingTo):
        book.redo()
    for _ in book.acts:
        book.undo()
    with pytest.raises(NothingTo):
        book.undo()
    assert not [record for room in book.rooms() for record in room.all()]


def test_a_long_day_can_be_undone_as_far_as_the_book_remembers(
    clock: Clock, store: MemoryStore
) -> None:
    """The last 1,000 acts are remembered, by the open book and by the store alike."""
    book = new_book(clock, store)
    member = book.members.write(Draft(name="王0"))
    for number in range(1, ACTS_KEPT + 5):
        book.members.edit(member.id, Draft(name=f"王{number}"))
    assert len(book.acts) == len(store.acts()) == ACTS_KEPT
    for _ in range(ACTS_KEPT):
        book.undo()
    assert book.members.get(member.id).name == "王4"
    with pytest.raises(NothingTo):
        book.undo()


def test_the_same_record_twice_in_one_act_is_one_change(village: Village) -> None:
    """Marking a household twice for handing over moves it once, and undoes whole."""
    home = village.households[0].id
    before = state(village.book)
    village.book.households.reassign([home, home], village.members[1].id)
    assert village.book.acts[-1].count == 1
    village.book.undo()
    assert state(village.book) == before


def test_what_changes_nothing_is_no_act(village: Village) -> None:
    """Saving a form without a change leaves nothing to undo."""
    acts = village.book.acts
    village.book.households.edit(village.households[0].id, Draft(head="陈桂生"))
    village.book.households.reassign([village.households[0].id], village.members[0].id)
    village.book.issues.remove()
    assert village.book.acts == acts


def test_a_failed_write_changes_nothing(village: Village) -> None:
    """When the disk refuses, neither records nor acts nor short numbers move."""
    store = village.store
    assert isinstance(store, MemoryStore)
    before, acts = state(village.book), village.book.acts
    store.fails = True
    acting: tuple[Verb, ...] = (DOINGS["add_member"], _solve, lambda v: v.book.undo())
    for act in acting:
        with pytest.raises(WriteFailed):
            act(village)
    assert (state(village.book), village.book.acts) == (before, acts)
    store.fails = False
    assert village.book.members.write(Draft(name="新来")).seq == 3


def test_a_book_open_for_reading_takes_nothing(clock: Clock) -> None:
    """Writing and undoing are refused before anything happens."""
    book = new_book(clock, MemoryStore(read_only=True))
    assert book.read_only
    with pytest.raises(ReadOnly):
        book.members.write(Draft(name="周正"))


def test_short_numbers_are_not_given_out_twice(book: Fieldbook) -> None:
    """A removed record keeps its number."""
    first = book.members.write(Draft(name="甲"))
    book.members.remove(first.id)
    assert book.members.write(Draft(name="乙")).seq == 2


def test_the_rooms_cover_every_kind(book: Fieldbook) -> None:
    """Each kind of record has its room."""
    kinds: set[type[Record]] = {room.record_type for room in book.rooms()}
    assert {each.kind for each in kinds} == {
        "household", "group", "member", "task", "visit", "issue", "solution", "follow_up",
        "diary", "survey", "stay", "link", "training", "experience", "commendation", "plan",
        "on_site_meeting",
    }  # fmt: skip


def test_what_came_in_the_trash_goes_back_into_the_trash(village: Village) -> None:
    """A record that an act brought along already removed is removed again when that is redone."""
    book, pen = village.book, village.book._desk.pen()
    earlier = pen.now - dt.timedelta(days=3)
    gone = msgspec.structs.replace(pen.new(Member, name="早已离开"), removed_at=earlier)
    book._desk.commit("restore_backup", [Change(None, gone)])
    book.undo()
    assert gone.id not in {each.id for each in book.trash()}
    book.redo()
    assert book.members.get(gone.id).removed_at == earlier
    assert gone.id in {each.id for each in book.trash()}


def test_what_undoing_put_away_comes_back_by_redoing_alone(book: Fieldbook) -> None:
    """It lies in no trash that somebody put it in; the refusal names redoing, which brings it back."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    book.undo()
    with pytest.raises(NotAllowed) as refused:
        book.issues.restore(issue.id)
    assert refused.value.instead == ("redo",)
    book.redo()
    assert book.issues.get(issue.id).removed_at is None


def test_an_act_is_called_by_its_thing(village: Village) -> None:
    """What has no name of its own is told by the household, group or solution it belongs to."""
    book = village.book
    book.visits.note(Draft(household=village.households[1].id))
    assert book.acts[-1].about == village.households[1].head
    book.visits.remove(book.visits.all()[-1].id)
    assert book.acts[-1].about == village.households[1].head
    book.surveys.note(Draft(group=village.groups[0].id, type=2))
    assert book.acts[-1].about == village.groups[0].name


def test_a_handover_is_called_by_who_takes_over(village: Village) -> None:
    """The act names the member who was there, or the one who became a member by it."""
    home = village.households[0].id
    village.book.households.reassign([home], village.members[1].id)
    assert village.book.acts[-1].about == village.members[1].name
    village.book.households.reassign([home], new_contact="何青")
    assert village.book.acts[-1].about == "何青"


def test_a_book_that_is_left_lets_go_of_its_store(clock: Clock) -> None:
    """Leaving the book by its end closes what it was kept in."""
    store = MemoryStore()
    with new_book(clock, store) as book:
        book.issues.raise_(Draft(title="水渠"))
        assert not store.closed
    assert store.closed
