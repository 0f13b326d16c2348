"""Taking in rosters and ledgers: what is recognised, what is changed, what is left alone."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.book.intake import Intake
from fieldbook.domain.entries import LedgerEntry, RosterEntry, Sheet
from tests.clock import Clock
from tests.village import Village


def ledger(*rows: LedgerEntry, file: str = "台账.xlsx") -> Sheet:
    return Sheet(file, "issues", rows, (), 0, ())


def roster(*rows: RosterEntry, file: str = "花名册.xlsx") -> Sheet:
    return Sheet(file, "households", rows, (), 0, ())


def row(number: int, **fields: object) -> LedgerEntry:
    given: dict[str, object] = {
        "row": number, "code": f"25{number}", "title": f"第{number}件", "detail": "详情",
        "found_on": dt.date(2019, 4, number), "found_text": f"2019/4/{number} 9:32:09",
        "reply": "办了", "replied_on": dt.date(2019, 5, number), "replied_text": f"2019/5/{number}",
        **fields,
    }  # fmt: skip
    return LedgerEntry(**given)  # type: ignore[arg-type]


def home(number: int, **fields: object) -> RosterEntry:
    given: dict[str, object] = {
        "row": number, "head": f"户主{number}", "code": f"03{number}", "group": "3组",
        "address": f"3组{number}号", "contact": "周正", **fields,
    }  # fmt: skip
    return RosterEntry(**given)  # type: ignore[arg-type]


def verdicts(intake: Intake) -> list[str]:
    return [each.verdict for each in intake.matches]


def take(book: Fieldbook, sheet: Sheet, *, update: bool = False) -> list[str]:
    intake = book.intake.preview(sheet)
    book.intake.take(intake, update=update)
    return verdicts(intake)


def test_a_replied_row_is_an_issue_and_its_solution(book: Fieldbook) -> None:
    """Solved on the reply's day, studied with nobody, carried out by nobody said, not followed up."""
    assert take(book, ledger(row(1), row(2, reply=""))) == ["new", "new"]
    first, second = book.issues.all()
    assert [book.issues.status(each.id) for each in (first, second)] == ["solved", "open"]
    (solution,) = book.solutions.all()
    assert (solution.issues, solution.solved_on) == ((first.id,), dt.date(2019, 5, 1))
    assert (solution.with_whom, solution.carried_by) == ((), "")
    assert not book.follow_ups.all()


def test_the_same_ledger_again_adds_nothing(book: Fieldbook) -> None:
    """Also under another name, where the ledger has its own numbers."""
    rows = (row(1), row(2), row(3))
    take(book, ledger(*rows))
    acts = book.acts
    assert take(book, ledger(*rows)) == ["same"] * 3
    assert take(book, ledger(*rows, file="副本.xlsx"), update=True) == ["same"] * 3
    assert (len(book.issues.all()), book.acts) == (3, acts)


def test_rows_without_numbers_are_recognised_one_by_one(book: Fieldbook) -> None:
    """Two people may complain in the same words: two issues, and two again in the same file."""
    rows = (row(1, code="", title="路灯坏了"), row(2, code="", title="路灯坏了"))
    assert take(book, ledger(*rows)) == ["new", "new"]
    assert take(book, ledger(*rows)) == ["same", "same"]
    assert take(book, ledger(*rows, row(3, code="", title="路灯坏了"))) == ["same", "same", "new"]
    assert take(book, ledger(*rows, file="别处.xlsx")) == ["same", "same"]
    assert len(book.issues.all()) == 3


def test_a_changed_row_is_asked_about(book: Fieldbook) -> None:
    """New words, a new reply or a new day change the issue only when that is wanted; undoable."""
    take(book, ledger(row(1), row(2, reply="")))
    changed = ledger(row(1, title="第一件", reply="办完了"), row(2))
    intake = book.intake.preview(changed)
    assert [each.fields for each in intake.matches] == [("title", "detail", "reply"), ("reply",)]
    assert not book.intake.take(intake).changed
    assert book.issues.all()[0].title == "第1件"
    taken = book.intake.take(intake, update=True)
    assert (taken.changed, taken.made) == (3, {"solution": 1})
    assert [each.title for each in book.issues.all()] == ["第一件", "第2件"]
    assert [each.method for each in book.solutions.all()] == ["办完了", "办了"]
    assert verdicts(book.intake.preview(changed)) == ["same", "same"]
    book.undo()
    assert [each.method for each in book.solutions.all()] == ["办了"]


def test_one_number_twice_in_a_ledger_is_two_issues(book: Fieldbook) -> None:
    """Each row of one file is its own: a number may be given again, and again adds nothing."""
    rows = (row(1), row(1, row=2, title="别的"), row(1, row=3, title="第三"))
    assert take(book, ledger(*rows)) == ["new"] * 3
    assert take(book, ledger(*rows), update=True) == ["same"] * 3
    changed = (*rows[:2], row(1, row=3, title="第四"))
    assert take(book, ledger(*changed), update=True) == ["same", "same", "changed"]
    assert [each.title for each in book.issues.all()] == ["第1件", "别的", "第四"]


def test_a_running_number_is_no_identity(book: Fieldbook) -> None:
    """A row that moved in its sheet is the same row."""
    take(book, ledger(row(1), row(2)))
    assert take(book, ledger(row(2, row=1), row(1, row=2))) == ["same", "same"]


def test_a_ledger_finds_households_only_where_the_name_is_clear(village: Village) -> None:
    """A head or code that two share stays as text, to be settled."""
    book = village.book
    rows = (
        row(1, household="陈桂生"),
        row(2, household="0312"),
        row(3, household="谁"),
        row(4, group="4组"),
    )
    take(book, ledger(*rows))
    taken = book.issues.all()[2:]
    homes = village.households
    assert [each.household for each in taken] == [homes[0].id, homes[2].id, "", ""]
    assert [each.household_text for each in taken] == ["", "", "谁", ""]
    assert taken[3].group == village.groups[1].id


def test_a_roster_makes_its_groups_and_contacts_once(book: Fieldbook) -> None:
    """Groups and members a roster names are made where the book has none of that name."""
    rows = (home(1), home(2), home(3, group="4组", contact="吴梅", unit="红旗公社/崔寨大队"))
    take(book, roster(*rows))
    assert [each.name for each in book.groups.all()] == ["3组", "4组"]
    assert book.groups.all()[1].unit == ("红旗公社", "崔寨大队")
    assert [each.name for each in book.members.all()] == ["周正", "吴梅"]
    acts = book.acts
    assert take(book, roster(*rows), update=True) == ["same"] * 3
    assert take(book, roster(*rows, file="副本.csv"), update=True) == ["same"] * 3
    assert book.acts == acts


def test_a_household_is_known_by_code_then_by_head_and_address(book: Fieldbook) -> None:
    """Two codes that differ are two households, and so are two addresses."""
    take(book, roster(home(1), home(2, code=""), home(3, address="", code="")))
    again = roster(
        home(1, head="改名", address="搬了"),
        home(2, code="0399"),
        home(3, address="", code=""),
        home(1, code="0398"),
    )
    assert verdicts(book.intake.preview(again)) == ["changed", "changed", "same", "new"]


def test_a_roster_with_another_contact_hands_the_household_over(
    book: Fieldbook, clock: Clock
) -> None:
    """What a roster changes, it changes as the user would: contact by handover, words in place."""
    take(book, roster(home(1)))
    clock.pass_days(3)
    take(book, roster(home(1, contact="吴梅", phone="138", group="4组", code="031")), update=False)
    assert not book.households.all()[0].handovers
    assert take(book, roster(home(1, contact="吴梅", phone="138")), update=True) == ["changed"]
    (household, *_) = book.households.all()
    assert household.phone == "138"
    assert [each.on for each in household.handovers] == [book.today]
    assert book.members.get(household.contact).name == "吴梅"
    book.undo()
    assert book.households.all()[0].phone == ""


def test_what_the_user_changed_is_not_asked_about_again(book: Fieldbook) -> None:
    """A row that says what it said before changes nothing, whatever was edited meanwhile."""
    take(book, roster(home(1)))
    book.households.reassign([book.households.all()[0].id], "")
    assert verdicts(book.intake.preview(roster(home(1)))) == ["same"]


def test_two_rows_for_one_household_are_told(book: Fieldbook) -> None:
    """The first row is the household; a second one with other words is a clash, not a change."""
    rows = roster(
        home(1), home(1), home(1, people=7), home(9, head="户主1", address="3组1号", code="")
    )
    assert verdicts(book.intake.preview(rows)) == ["new", "same", "clash", "clash"]
    take(book, roster(home(1), home(2, code="")))
    twice = roster(home(1, people=5), home(1, code="", people=6))
    assert take(book, twice, update=True) == ["changed", "clash"]
    assert book.households.all()[0].people == 5


def test_a_new_head_at_an_address_of_the_book_is_pointed_out(book: Fieldbook) -> None:
    """Where the file has no row for whoever lives there, and the address is that one house's."""
    old = [home(1, code="", head="郑有田"), home(2, code="", head="孙兰"), home(3, code="")]
    take(book, roster(*old))
    village = home(6, code="", head="吴九", address="3组")
    new = roster(
        home(1, code="", head="郑有才"),  # for 郑有田
        old[1], home(4, code="", head="孙小兰", address="3组2号"),  # beside 孙兰
        home(5, code="", head="赵八", group="4组", address="3组3号"),  # another group's
        village, home(7, code="", head="钱十", address="3组"),
    )  # fmt: skip
    intake = book.intake.preview(new)
    assert verdicts(intake) == ["new", "same", *["new"] * 4]
    told = [(each.row, each.reason, each.value) for each in intake.sheet.oddities]
    assert told == [(1, "same_address", "郑有田")]
    assert take(book, new) == verdicts(intake)
    assert not book.intake.preview(new).sheet.oddities
