"""Two of one name are told apart wherever they are named, and nobody else is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.cli.columns import cells
from fieldbook.domain.drafts import Draft
from fieldbook.domain.folding import words
from fieldbook.domain.namesakes import apart, placed
from fieldbook.domain.records import Person
from fieldbook.i18n import use_language
from fieldbook.labels import kind_label, name_told, with_role
from fieldbook.opening import open_book
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.papers.masking import seen_by
from fieldbook.papers.outline import Chart
from fieldbook.papers.wording import after_comma, place_brief, place_text
from fieldbook.reports.due import visit_due
from fieldbook.reports.issues import issue_row
from fieldbook.reports.meeting import meeting
from fieldbook.search import Query, Search
from fieldbook.ui.told.rows import called, household_row, issue_list_row
from fieldbook.ui.told.today import today_rows


def test_a_household_is_told_by_the_first_fact_only_it_has(book: Fieldbook) -> None:
    """Place, else address, else phone, else its short number; and its name alone when it is alone."""
    one, two = (book.groups.found(Draft(name=name)) for name in ("一组", "二组"))
    same: list[dict[str, str]] = [
        {"group": one.id, "code": "01"},
        {"group": two.id, "code": "01"},
        {"group": two.id, "address": "河东", "phone": "13800000000"},
        {"group": two.id, "address": "河西"},
        {"group": two.id, "address": "河东", "phone": "13900000000"},
        {},
    ]
    homes = [book.households.assign(Draft(head="陈桂生", **each)) for each in same]
    other = book.households.assign(Draft(head="陈桂英", group=one.id))
    assert [apart(book.shelf, each) for each in homes] == [
        ("place", "一组", "01"),
        ("place", "二组", "01"),
        ("phone", "13800000000"),
        ("address", "河西"),
        ("phone", "13900000000"),
        ("seq", f"#{homes[5].seq}"),
    ]
    assert apart(book.shelf, other) == ()
    book.households.remove(*(each.id for each in homes[1:]))
    assert apart(book.shelf, homes[0]) == ()
    book.undo()
    assert apart(book.shelf, homes[0]) == ("place", "一组", "01")


def test_members_and_groups_are_told_by_where_they_are(book: Fieldbook) -> None:
    """A member by the contact group, a work group by its unit; where those are one, by the number."""
    members = [
        book.members.write(Draft(name="吕梅", contact_group=group)) for group in ("1", "2", "2")
    ]
    assert [apart(book.shelf, each) for each in members] == [
        ("contact_group", "1"), ("seq", "#2"), ("seq", "#3"),
    ]  # fmt: skip
    groups = [
        book.groups.found(Draft(name="一组", unit=unit)) for unit in ("红旗/一队", "红旗/二队")
    ]
    assert [apart(book.shelf, each) for each in groups] == [
        ("unit", "一队"), ("unit", "二队"),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_what_names_them_tells_them_apart(book: Fieldbook, lang: str) -> None:
    """Rows of households and issues, Today, plain lists and hits: no two say the same of two."""
    use_language(lang)
    contacts = [
        book.members.write(Draft(name="吕梅", contact_group=group)).id
        for group in ("第1组", "第2组")
    ]
    group = book.groups.found(Draft(name="一组"))
    homes = [
        book.households.assign(
            Draft(head="陈桂生", group=group.id, address=address, contact=contact)
        )
        for address, contact in zip(("河东", "河西"), contacts, strict=True)
    ]
    issues = [book.issues.raise_(Draft(title="漏水", household=each.id)) for each in homes]
    shelf, today, habits = book.shelf, book.today, book.habits
    rows = Search(shelf).find(Query(words("陈桂生"))).rows
    hits = [name_told(each.title, each.apart) for each in rows]
    told: dict[str, Sequence[object]] = {
        "households": [
            household_row(shelf, visit_due(shelf, each, today, habits)).cells for each in homes
        ],
        "issues": [
            issue_list_row(shelf, issue_row(shelf, each, today, habits), today).cells[2]
            for each in issues
        ],
        "today": [
            row.cells for row in today_rows(book, book.agenda()) if "/issue" in row.key
        ],
        "list of issues": [cells(book, each)[1:] for each in issues],
        "list of households": [cells(book, each)[5] for each in homes],
        "hits of their name": hits[:2],
        "hits of their issues": hits[2:],
    }  # fmt: skip
    for where, two in told.items():
        assert len(two) == 2, where
        assert two[0] != two[1], where
    assert called(shelf, homes[0]) == name_told("陈桂生", ("address", "河东"))
    use_language("en")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_paper_tells_them_apart(book: Fieldbook, lang: str) -> None:
    """Households and groups of one name, in every place where the paper names them; the rest plainly."""
    use_language(lang)
    units = ("红旗/一队", "红旗/二队")
    groups = [book.groups.found(Draft(name="一组", leader="王二", unit=each)) for each in units]
    homes = [
        book.households.assign(Draft(head="陈桂生", group=groups[0].id, code=code, address=address))
        for code, address in (("", "河东"), ("", "河西"))
    ]
    alone = book.households.assign(Draft(head="赵祥", group=groups[0].id))
    for each in (*homes, alone):
        book.visits.note(Draft(household=each.id, learned="有话"))
    for group in groups:
        whom = Person(name=group.name, id=group.id, role="group")
        book.visits.note(Draft(group=group.id))
        book.issues.raise_(Draft(title="公房漏水", group=group.id))
        book.surveys.note(Draft(group=group.id, type=2))
        book.stays.begin(Draft(group=group.id))
        book.links.write(Draft(kind="lagging", group=group.id))
        book.trainings.write(Draft(topic="课", group=group.id))
        book.experiences.write(Draft(title="修渠", group=group.id))
        book.commendations.write(Draft(whom=whom, kind="red_flag"))
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    paper = str(compose(found, audience="branch", annexes=ANNEXES))
    assert re.findall("(.{2})一组", paper).count("一队") == 17  # three households are in it
    assert paper.count("二队一组") == 10
    assert not re.findall("(?<!一队)(?<!二队)一组", paper)
    for address in ("河东", "河西"):
        assert with_role("陈桂生", after_comma("一队一组", address)) in paper
    assert name_told("赵祥", ("place", "一队一组", "")) in paper
    whoms = [cells(book, each)[3] for each in book.commendations.all()]
    assert whoms == [with_role(f"{unit[-2:]}一组", kind_label("group")) for unit in units]
    use_language("en")


def test_what_is_told_of_a_home_stands_in_one_pair_of_brackets(book: Fieldbook) -> None:
    """An address that has the group's name in it needs no group beside it."""
    use_language("zh_CN")
    group = book.groups.found(Draft(name="三组"))
    for address in ("柏树村三组2号", "河东"):
        home = book.households.assign(Draft(head="杨正华", group=group.id, address=address))
        book.issues.raise_(Draft(title="漏水", household=home.id))
    told = [
        each.place
        for each in meeting(book.shelf, book.today, book.today, book.today, book.habits).issues
    ]
    assert sorted(map(place_text, told)) == ["杨正华（三组，河东）", "杨正华（柏树村三组2号）"]
    assert sorted(map(place_brief, told)) == ["三组，河东杨正华", "柏树村三组2号杨正华"]
    use_language("en")


def test_a_group_is_no_part_of_another_with_a_longer_number(book: Fieldbook) -> None:
    """三组 does not stand in 十三组, nor 1组 in 11组: the household is told with its own."""
    use_language("zh_CN")
    for name, address in (("1组", "11组3号"), ("三组", "十三组旁")):
        group = book.groups.found(Draft(name=name))
        home = book.households.assign(Draft(head="杨正华", group=group.id, address=address))
        book.issues.raise_(Draft(title="漏水", household=home.id))
        book.households.assign(Draft(head="杨正华", group=group.id))
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    told = [place_text(each.place) for each in found.issues]
    assert sorted(told) == ["杨正华（1组，11组3号）", "杨正华（三组，十三组旁）"]
    use_language("en")


def test_heads_of_one_name_without_numbers_have_masks_of_their_own(book: Fieldbook) -> None:
    """Their addresses tell which, and do not go up."""
    use_language("zh_CN")
    group = book.groups.found(Draft(name="三组"))
    for address in ("河东", "河西"):
        home = book.households.assign(Draft(head="杨正华", group=group.id, address=address))
        book.issues.raise_(Draft(title="漏水", household=home.id))
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    told = [place_text(each.place) for each in seen_by(found, "above").issues]
    assert sorted(told) == ["杨某乙（三组）", "杨某甲（三组）"]
    use_language("en")


def test_of_an_issue_without_a_household_who_wrote_it_down_is_the_contact(tmp_path: Path) -> None:
    """A colleague's issue would have nobody at the meeting."""
    book = open_book(tmp_path / "book.json", writer="何建平", backups=None)
    me = book.members.write(Draft(name="何建平"))
    home = book.households.assign(Draft(head="杨正华"))
    for household in ("", home.id):
        book.issues.raise_(Draft(title="核桃没人收购", household=household))
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    assert sorted(each.contact for each in found.issues) == ["", me.name]
    book.close()


def test_a_state_that_only_the_period_before_had_is_in_the_chart(book: Fieldbook) -> None:
    """What was carried out and is solved now would be missing from the sum in brackets."""
    issues = [book.issues.raise_(Draft(title=each)) for each in ("漏水", "路灯", "渠道")]
    study = book.solutions.note(Draft(issues=[issues[0].id], method="补"))
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    book.solutions.solve(study.id, Draft(result="好", carried_by="group"))
    now = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    paper = compose(now._replace(before=found.figures), audience="branch", annexes=())
    (chart,) = (each for each in paper.blocks if isinstance(each, Chart))
    assert [tuple(each) for each in chart.bars] == [
        ("Open", 2, 2),
        ("Acting", 0, 1),
        ("Solved", 1, 0),
    ]


def test_a_group_that_nothing_else_tells_apart_is_told_by_its_number(book: Fieldbook) -> None:
    """Where a household is says which of the two is meant, in papers as on screens."""
    groups = [book.groups.found(Draft(name="1组", unit=unit)) for unit in ("", "东村")]
    assert [placed(book.shelf, each) for each in groups] == ["1组 #1", "东村1组"]
