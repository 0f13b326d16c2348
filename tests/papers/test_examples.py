"""Surveys, experience, commendations and earlier referrals: told to the branch, counted for others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.papers.conftest import SINCE, TODAY, Writer, november, village_records

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    Commendation,
    Experience,
    Findings,
    Group,
    Issue,
    OnSite,
    Person,
    Record,
    Solution,
    Survey,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES, compose
from fieldbook.papers.outline import Entry, Heading, Outline, Paragraph, Table
from fieldbook.reports.meeting import Meeting, meeting


def found_in(records: list[Record], since: dt.date = SINCE, until: dt.date = TODAY) -> Meeting:
    return meeting(Shelf(records), since, until, TODAY, DEFAULT_HABITS)


def under(paper: Outline, heading: str) -> list[Any]:
    """The blocks between a heading and the next one."""
    blocks, at = next(
        (annex.blocks, n)
        for annex in paper.annexes
        for n, each in enumerate(annex.blocks)
        if isinstance(each, Heading) and each.text.endswith(heading)
    )
    found: list[Any] = []
    for each in blocks[at + 1 :]:
        if isinstance(each, Heading):
            break
        found.append(each)
    return found


def words(paper: Outline) -> str:
    return repr(paper)


def test_every_referral_of_an_issue_is_told_in_order(village: Meeting) -> None:
    """The earlier referral with its answer first, then the latest with its own."""
    paper = compose(village, audience="branch", annexes=ANNEXES)
    (issue,) = (
        each for each in paper.all_blocks if isinstance(each, Entry) and "水渠漏水" in each.title
    )
    labels = ("Referred", "Referred anew", "Answer")
    told = [(each.label, each.text) for each in issue.facts if each.label in labels]
    (record,) = (e for e in village_records() if isinstance(e, Issue) and e.title == "水渠漏水")
    (earlier,) = record.referred_before
    assert told == [
        ("Referred", f"8 Nov, {earlier.referred_to}"), ("Answer", f"8 Nov, {earlier.answer}"),
        ("Referred anew", f"9 Nov, {record.referred_to}"), ("Answer", f"11 Nov, {record.answer}"),
    ]  # fmt: skip
    for audience in ("above", "public"):
        others = words(compose(village, audience=audience, annexes=ANNEXES))
        # Public papers count what was referred, and tell no day by which one could be found.
        assert ("9 Nov (2 times)" in others) == (audience == "above")
        assert earlier.answer not in others
        assert record.answer not in others


def test_the_branch_reads_what_others_read_as_counts(village: Meeting) -> None:
    """Texts of surveys, experiences and commendations are in the branch's paper alone; groups have names."""
    texts = []
    for each in village_records():
        if isinstance(each, Survey):
            found = each.findings
            texts += [found.attendance, found.labour, found.management, found.leadership]
        elif isinstance(each, Experience):
            texts += [each.title, each.situation, each.outcome, each.advice]
            texts += [text for held in each.meetings for text in (held.who, held.note)]
        elif isinstance(each, Commendation):
            texts += [*([each.whom.name] if each.whom.role != "group" else ()), each.for_what]
    texts = [each for each in texts if each]
    assert len(texts) == 13
    branch = words(compose(village, audience="branch", annexes=ANNEXES))
    assert [each for each in texts if each not in branch] == []
    for audience in ("above", "public"):
        others = compose(village, audience=audience, annexes=ANNEXES)
        assert [each for each in texts if each in words(others)] == []
        (figures,) = (e for e in others.all_blocks if isinstance(e, Table) and e.head[0] == "Work")
        counted = {label: count for _work, label, count in figures.rows}
        assert counted["Surveys made"] == "3"
        assert counted["Groups whose core grew stronger"] == "1"
        assert counted["Experiences written up"] == "1"
        assert counted["On-site meetings"] == counted["Commendations"] == "2"


@pytest.mark.parametrize("audience", ["branch", "above", "public"])
def test_nothing_is_said_where_there_is_nothing(audience: str) -> None:
    """A period without surveys, experience and commendations has no headings for them."""
    found = found_in(village_records(), november(19), TODAY)
    headings = [
        e.text
        for e in compose(found, audience=audience, annexes=ANNEXES).all_blocks
        if isinstance(e, Heading)
    ]
    assert not any("Surveys" in each or "ommendations" in each for each in headings)


def test_an_on_site_meeting_tells_of_an_older_experience() -> None:
    """An experience of last month that was seen on site now is told again, but not counted."""
    found = found_in(village_records(), november(17), TODAY)
    (line,) = found.examples.experiences
    assert (line.on, line.group) == (november(15), "3组")
    assert [each.on for each in line.meetings] == [november(16), november(17)]
    rhythm = found.figures.rhythm
    assert (rhythm["experiences"].many, rhythm["on_site"].many) == (0, 1)


def test_a_solution_in_the_trash_is_not_told_with_its_experience() -> None:
    """What was removed is not read out."""
    write = Writer()
    solution = write.write(
        Solution, issues=(), studied_on=november(2), method="轮流巡渠",
        removed_at=dt.datetime(2026, 11, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    write.write(Experience, title="巡渠", on=november(3), solution=solution.id,
                meetings=(OnSite(on=november(4)),))  # fmt: skip
    (line,) = found_in(write.records).examples.experiences
    assert line.solution == ""


def test_many_groups_surveyed_are_counted_not_listed() -> None:
    """Of a whole commune's survey the groups that want work most are told, the rest counted."""
    write = Writer()
    types = [number % 3 + 1 for number in range(75)]
    for number, kind in enumerate(types):
        group = write.write(Group, name=f"第{number}组", unit=("公社",))
        findings = Findings(management=f"账{number}") if kind == 1 else Findings()
        write.write(
            Survey, group=group.id, surveyed_on=november(5), type=kind, findings=findings
        )  # fmt: skip
    found = found_in(write.records)
    table, rest, *entries = under(
        compose(found, audience="branch", annexes=ANNEXES), "Surveys of the period"
    )
    assert isinstance(table, Table)
    wanted = [f"第{n}组" for kind in (3, 2, 1) for n in range(75) if types[n] == kind]
    assert [row[0] for row in table.rows] == wanted[:60]
    assert rest == Paragraph("15 more groups were surveyed; they are counted in the figures.")
    assert [each.title for each in entries if isinstance(each, Entry)] == [
        f"5 Nov  {name}" for name in wanted[50:60]
    ]
    assert found.figures.groups["surveys"].many == 75


def test_groups_of_one_name_are_told_with_their_units() -> None:
    """Two brigades may each have a first group; a name that stands alone needs no unit."""
    write = Writer()
    for name, brigade in (("1组", "东队"), ("1组", "西队"), ("2组", "东队")):
        group = write.write(Group, name=name, unit=("公社", brigade))
        write.write(Survey, group=group.id, surveyed_on=november(5), type=2)
    (table,) = under(
        compose(found_in(write.records), audience="branch", annexes=ANNEXES),
        "Surveys of the period",
    )
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["东队1组", "西队1组", "2组"]


def test_a_commendation_says_whom_it_is_for() -> None:
    """A group's, a household's or a member's name; a name nobody knows stands alone."""
    write = Writer()
    for role in ("group", "household", "member", ""):
        write.write(Commendation, on=november(6), whom=Person(name="甲", role=role))
    (table,) = under(
        compose(found_in(write.records), audience="branch", annexes=ANNEXES), "Commendations"
    )
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == [
        "甲 (work group)", "甲 (household)", "甲 (member)", "甲",
    ]  # fmt: skip


def test_groups_without_a_unit_have_a_name_among_the_units() -> None:
    """An empty cell would not say whose figures they are."""
    write = Writer()
    for name, unit in (("1组", ("东队",)), ("2组", ())):
        group = write.write(Group, name=name, unit=unit)
        write.write(Survey, group=group.id, surveyed_on=november(5), type=2)
    (table,) = under(
        compose(found_in(write.records), audience="branch", annexes=ANNEXES), "Survey by unit"
    )
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["东队", "no unit"]
