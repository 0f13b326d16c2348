"""From draft to record: what is wrong is named, all of it, and nothing typed leaks."""

import datetime as dt
from collections.abc import Callable

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.checks import CHOICES, read_draft, read_people, tidy
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import BY_KIND, Person, Step, stored_name
from fieldbook.labels import field_label
from fieldbook.sentences import problem
from tests.village import Village


def wrong(caught: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {each.field: each.reason for each in caught.value.problems}


def test_every_wrong_field_is_named_at_once(book: Fieldbook) -> None:
    """Unreadable, missing, unknown and dangling fields come back together."""
    with pytest.raises(Invalid) as caught:
        book.issues.raise_(
            Draft(title="", found_on="2026-02-30", kind="gossip", group="nowhere", colour="red")
        )
    assert wrong(caught) == {
        "title": "required",
        "found_on": "bad_date",
        "kind": "not_a_choice",
        "group": "unknown_record",
        "colour": "unknown_field",
    }


def test_a_visit_and_its_issues_are_wrong_together(village: Village) -> None:
    """A wrong visit does not hide what is wrong with its issues, and nothing is written."""
    before = (len(village.book.visits.all()), len(village.book.issues.all()))
    with pytest.raises(Invalid) as caught:
        village.book.visits.note(
            Draft(visited_on="soon"), [Draft(title=""), Draft(title="灯", kind="x")]
        )
    assert wrong(caught) == {
        "visited_on": "bad_date",
        "household": "required",
        "issue.title": "required",
        "issue.kind": "not_a_choice",
    }
    assert before == (len(village.book.visits.all()), len(village.book.issues.all()))


@pytest.mark.parametrize(
    ("room", "draft", "field", "reason"),
    [
        ("households", {"head": "甲", "people": "five"}, "people", "not_a_number"),
        ("households", {"head": "甲", "people": "1000"}, "people", "too_large"),
        ("households", {"head": "甲", "visit_every_days": "0"}, "visit_every_days", "not_a_number"),
        ("households", {"head": "甲" * 501}, "head", "too_long"),
        ("households", {"head": 7}, "head", "not_text"),
        ("households", {"head": " \u3000"}, "head", "required"),
        ("groups", {"name": "1组", "leader": "甲、乙"}, "leader", "one_person"),
    ],
)
def test_a_wrong_value_is_told_apart(
    book: Fieldbook, room: str, draft: dict[str, object], field: str, reason: str
) -> None:
    """Each kind of wrong value has its own reason."""
    acts: dict[str, Callable[[Draft], object]] = {
        "households": book.households.assign,
        "groups": book.groups.found,
    }
    with pytest.raises(Invalid) as caught:
        acts[room](Draft(draft))
    assert wrong(caught) == {field: reason}


@pytest.mark.parametrize(
    ("kind", "draft", "field"),
    [
        ("stays", {"from_on": "2026-11-21", "to_on": "2026-11-20"}, "to_on"),
        (
            "tasks",
            {"title": "秋种", "given_on": "2026-11-21", "until_on": "2026-11-01"},
            "until_on",
        ),
    ],
)
def test_an_end_does_not_lie_before_its_beginning(
    village: Village, kind: str, draft: dict[str, object], field: str
) -> None:
    """From and to stand in order."""
    room = village.book.stays if kind == "stays" else village.book.tasks
    group = {"group": village.groups[0].id} if kind == "stays" else {}
    with pytest.raises(Invalid) as caught:
        room.write(Draft(draft, **group))
    assert wrong(caught) == {field: "before_start"}


def test_a_wrong_step_shows_what_was_typed(village: Village) -> None:
    """A wrong part of a field is told with its own text."""
    with pytest.raises(Invalid) as caught:
        village.book.solutions.edit(
            village.solution.id,
            Draft(steps=[{"what": "挖", "due_on": "next spring"}, {"what": " "}]),
        )
    assert caught.value.problems == (Problem("steps", "bad_day_in_line", "next spring"),)


def test_texts_are_tidied(book: Fieldbook) -> None:
    """Stray blanks (ideographic ones too) and control characters go; lines of long texts stay."""
    household = book.households.assign(
        Draft(head="\u3000陈桂生 ", note="一\r\n二  \n\x07三\n", people="５", address="3组\n11号")
    )
    assert (household.head, household.note, household.people, household.address) == (
        "陈桂生", "一\n二\n三", 5, "3组 11号",
    )  # fmt: skip
    assert tidy("") == ""


def test_people_are_read_as_typed() -> None:
    """Names are parted by any of the usual marks; a role stands in brackets of either width."""
    assert read_people("李霞平（组长）、王大山, 孙二娘 (骨干)；赵祥\n") == (
        Person(name="李霞平", role="组长"),
        Person(name="王大山"),
        Person(name="孙二娘", role="骨干"),
        Person(name="赵祥"),
    )


def test_people_may_come_as_a_list(village: Village) -> None:
    """A list of texts, of fields or of persons is read; what is no person is refused."""
    attendees = ["李霞平（组长）", {"name": "王大山"}, Person(name="孙二娘"), " "]
    training = village.book.trainings.write(Draft(topic="选种", attendees=attendees))
    assert [each.name for each in training.attendees] == ["李霞平", "王大山", "孙二娘"]
    with pytest.raises(Invalid) as caught:
        village.book.trainings.write(Draft(topic="选种", attendees=[7]))
    assert wrong(caught) == {"attendees": "not_text"}


def test_members_are_known_by_name_where_only_one_has_it(village: Village) -> None:
    """A named member gets its id; a name that two share gets none."""
    visit = village.book.visits.note(
        Draft(household=village.households[0].id, companions="周正、吴梅")
    )
    assert [each.id for each in visit.companions] == [each.id for each in village.members]
    village.book.members.write(Draft(name="周正"))
    visit = village.book.visits.note(Draft(household=village.households[0].id, companions="周正"))
    assert [each.id for each in visit.companions] == [""]


def test_a_draft_shows_no_words() -> None:
    """A draft's repr may end in a log: it names fields, never what was typed."""
    assert "水渠" not in repr(Draft(title="水渠漏水"))
    assert "水渠" not in str(Invalid([Problem("title", "too_long", "水渠")]))


def test_what_acts_decide_is_no_drafts_field(village: Village) -> None:
    """Status facts, handovers and changes of post are set by acts alone."""
    book = village.book
    with pytest.raises(Invalid) as caught:
        book.issues.edit(village.issues[0].id, Draft(dropped_on="today", studying_since="today"))
    assert wrong(caught) == {"dropped_on": "set_by_act", "studying_since": "set_by_act"}
    with pytest.raises(Invalid) as caught:
        book.issues.raise_(Draft(title="x", dropped_on="today"))
    assert wrong(caught) == {"dropped_on": "set_by_act"}
    with pytest.raises(Invalid) as caught:
        book.households.assign(Draft(head="甲", handovers=[]))
    assert wrong(caught) == {"handovers": "unknown_field"}


def test_a_record_can_be_edited_beside_a_broken_reference(village: Village) -> None:
    """What an edit leaves alone is not held against it."""
    book = village.book
    book.households.remove(village.households[0].id)
    assert book.visits.edit(village.visit.id, Draft(note="又去了")).note == "又去了"


def test_every_code_list_belongs_to_a_field() -> None:
    """The table of codes names fields that exist, by their stored names."""
    for kind, field in CHOICES:
        record_type = BY_KIND[kind]
        names = {stored_name(record_type, each) for each in record_type.__struct_fields__}
        assert field in names


def test_steps_keep_their_parts(village: Village) -> None:
    """Steps are read field by field, and a step done is marked with its day."""
    solution = village.book.solutions.step_done(village.solution.id, 0, dt.date(2026, 11, 20))
    assert solution.steps[0] == Step(
        what="堵漏", who="王大山", due_on=dt.date(2026, 11, 20), done_on=dt.date(2026, 11, 20)
    )
    with pytest.raises(Invalid):
        village.book.solutions.step_done(village.solution.id, 2, None)
    assert village.book.solutions.step_done(village.solution.id, 0, None).steps[0].done_on is None


def test_what_divides_names_divides_no_role(village: Village) -> None:
    """A person with two posts in brackets of either kind stays one person, also when edited."""
    two = "李霞平（组长、骨干）、王大山(key member, leader)、孙二娘"
    group = village.book.groups.edit(village.groups[0].id, Draft(core_members=two))
    assert [(each.name, each.role) for each in group.core_members] == [
        ("李霞平", "组长、骨干"), ("王大山", "key member, leader"), ("孙二娘", ""),
    ]  # fmt: skip
    assert [each.name for each in read_people("甲（组长、乙")] == ["甲（组长", "乙"]  # left open


def test_a_line_without_its_beginning_is_refused(village: Village) -> None:
    """Words that stand in a step or a meeting are kept or refused, never dropped."""
    with pytest.raises(Invalid) as caught:
        village.book.solutions.edit(
            village.solution.id, Draft(steps=[{"what": "", "who": "李霞平", "due_on": "11-20"}])
        )
    assert caught.value.problems == (Problem("steps", "lacks_first_part", "李霞平 / 11-20"),)
    assert village.book.solutions.edit(village.solution.id, Draft(steps=[{"what": ""}])).steps == ()


@pytest.mark.parametrize(
    ("kind", "field", "given"),
    [
        ("group", "duties", "生产、学习"),
        ("group", "duties", ["生产"]),
        ("group", "duties", 5),
        ("group", "duties", {"area": "生产"}),
        ("group", "key_members", 5),
        ("group", "tags", 5),
        ("experience", "meetings", "12月3日"),
        ("experience", "meetings", [3]),
        ("plan", "made_with", 5),
        ("on_site_meeting", "attendees", 5),
        ("on_site_meeting", "came", 5),
        ("training", "groups", True),
        ("training", "unit", 5),
        ("diary", "matters", "修渠"),
        ("solution", "steps", "先清渠"),
        ("visit", "alongside", 5),
    ],
)
def test_what_is_no_list_is_told(kind: str, field: str, given: object) -> None:
    """Where several things belong, a text or a number is a problem with the field's name, no crash."""
    values, problems = read_draft(BY_KIND[kind], Draft({field: given}), dt.date(2026, 11, 26))
    assert values == {}
    assert problems == [Problem(field, "not_several", given if isinstance(given, str) else "")]
    assert field_label(field) in problem(problems[0])


def test_findings_are_a_text_or_their_parts() -> None:
    """A survey's findings that are neither are told."""
    today = dt.date(2026, 11, 26)
    for given in (["出工"], 5):
        _values, problems = read_draft(BY_KIND["survey"], Draft(findings=given), today)
        assert [(each.field, each.reason) for each in problems] == [("findings", "not_text")]
