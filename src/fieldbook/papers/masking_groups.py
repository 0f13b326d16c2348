"""The method's tables as readers outside the branch see them: groups by name, people masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.domain import codes
from fieldbook.domain.namesakes import ALONE, Apart
from fieldbook.domain.records import Person
from fieldbook.papers.masks import Hand, Where
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.reports.county import UnitRow
from fieldbook.reports.meeting_method import (
    FellBack,
    GatheringLine,
    GroupLine,
    Method,
    StayLine,
    Untrained,
)
from fieldbook.reports.meeting_plans import Arranged, DutyLine, HeldLine, PlanLine
from fieldbook.reports.meeting_surveys import FindingLine, SurveyedLine
from fieldbook.reports.meeting_work import WorkLine

TASK_TITLE: Final = Where("task", "title")
_GATHERINGS: Final = ("ten_day", *codes.TRAINING_KIND)


def method_seen(method: Method, hand: Hand) -> Method:
    """What the level above compares and learns from; of the rest everybody reads counts alone."""
    untrained = method.untrained
    if hand.public:
        return Method(
            contact_groups=(),
            groups=(),
            units=(),
            stays=(),
            surveyed=(),
            gatherings=tuple(_counted(each) for each in method.gatherings),
            untrained=Untrained(untrained.waiting, untrained.of),
            work=tuple(WorkLine(e.is_work, e.until_on, e.ended_on) for e in method.work),
        )
    waiting = tuple(
        (hand.place(group), apart_seen(apart, hand), Person(name=hand.person(person.name)))
        for group, apart, person in untrained.people
    )
    return Method(
        contact_groups=tuple(_contact_group(each, hand) for each in method.contact_groups),
        groups=tuple(_group(each, hand) for each in method.groups),
        units=tuple(_unit(each, hand) for each in method.units),
        stays=tuple(_stay(each, hand) for each in method.stays),
        surveyed=tuple(_surveyed(each, hand) for each in method.surveyed),
        gatherings=tuple(_gathering(each, hand) for each in method.gatherings),
        untrained=Untrained(untrained.waiting, untrained.of, waiting),
        arranged=_arranged(method.arranged, hand),
        work=tuple(_work(each, hand) for each in method.work),
    )


def apart_seen(apart: Apart, hand: Hand) -> Apart:
    """The unit by which a group is told from others of its name; nothing else is told."""
    if apart[:1] != ("unit",):
        return ALONE
    unit = hand.place(apart[1])
    return ("unit", unit) if unit else ALONE


def _contact_group(row: ContactGroupRow, hand: Hand) -> ContactGroupRow:
    explained = tuple(each for each in row.explained if each[0] in codes.EXPLAINED)
    return row._replace(contact_group=hand.place(row.contact_group), explained=explained)


def _unit(row: UnitRow, hand: Hand) -> UnitRow:
    unit = tuple(hand.place(each) for each in row.unit)
    return UnitRow(unit, row.groups, row.surveyed, row.types, row.with_core)


def _group(line: GroupLine, hand: Hand) -> GroupLine:
    return GroupLine(
        name=hand.place(line.name),
        carried=line.carried,
        relapses=line.relapses,
        links=tuple((kind, hand.doer(who)) for kind, who in line.links if kind in codes.LINK_KIND),
        leans_on_cadre=line.leans_on_cadre,
        apart=apart_seen(line.apart, hand),
    )


def _stay(line: StayLine, hand: Hand) -> StayLine:
    at = Where("stay", "purpose", on=line.from_on)
    check = Where("follow_up", "note")
    return StayLine(
        line.from_on,
        line.to_on,
        line.sides,
        group=hand.place(line.group),
        purpose=hand.text(line.purpose, at),
        relapses=tuple(
            FellBack(
                each.on,
                hand.text(each.words, check._replace(on=each.on)),
                tuple(filter(None, _called(each, hand))),
            )
            for each in line.relapses
        ),
        apart=apart_seen(line.apart, hand),
    )


def _called(found: FellBack, hand: Hand) -> Iterator[str]:
    """The issues by their lines for others, as everywhere in the paper, or by their titles."""
    title, summary = (Where("issue", each, on=found.on) for each in ("title", "summary"))
    for told, for_others in zip(found.issues, found.summaries, strict=True):
        yield hand.line(for_others, summary) or hand.text(told, title)


def _surveyed(line: SurveyedLine, hand: Hand) -> SurveyedLine:
    findings = (_finding(each, hand) for each in line.findings)
    return SurveyedLine(
        hand.place(line.group),
        line.on,
        line.type,
        line.road,
        findings=tuple(each for each in findings if any(getattr(each, f) for f in codes.FOUND)),
        apart=apart_seen(line.apart, hand),
    )


def _finding(line: FindingLine, hand: Hand) -> FindingLine:
    told = {
        field: hand.text(getattr(line, field), Where("survey", field, on=line.on))
        for field in codes.FOUND
    }
    return FindingLine(line.on, line.type, **told)


def _counted(line: GatheringLine) -> GatheringLine:
    kind = line.kind if line.kind in _GATHERINGS else ""
    return GatheringLine(line.on, kind, line.took_part)


def _gathering(line: GatheringLine, hand: Hand) -> GatheringLine:
    """How many took part, not who: the number is what is compared."""
    return _counted(line)._replace(
        topic=hand.text(line.topic, Where("training", "topic", on=line.on)),
        group=hand.place(line.group),
        apart=apart_seen(line.apart, hand),
    )


def _arranged(found: Arranged, hand: Hand) -> Arranged:
    return Arranged(
        tuple(_plan(each, hand) for each in found.plans),
        tuple(each for each in (_duty(line, hand) for line in found.duties) if each.area),
        tuple(_held(each, hand) for each in found.held),
    )


def _work(line: WorkLine, hand: Hand) -> WorkLine:
    """What somebody is to do was said at a meeting, mostly: it goes up as free text does, or not."""
    titled = hand.text if line.is_work else hand.given_out
    return WorkLine(
        line.is_work,
        line.until_on,
        line.ended_on,
        titled(line.title, TASK_TITLE),
        tuple(map(hand.place, line.groups)),
        tuple(map(hand.doer, line.who)),
        hand.text(line.outcome, TASK_TITLE._replace(field="outcome")),
        line.told,
    )


def _plan(line: PlanLine, hand: Hand) -> PlanLine:
    told = {
        field: hand.text(getattr(line, field), Where("plan", field, on=line.from_on))
        for field in ("production", "work", "study", "looked_back")
    }
    group, apart = hand.place(line.group), apart_seen(line.apart, hand)
    return PlanLine(line.from_on, line.to_on, group, apart, **told)


def _duty(line: DutyLine, hand: Hand) -> DutyLine:
    """One of the group's people, masked; the area is in the branch's own words."""
    area = hand.text(line.area, Where("group", "duties"))
    return DutyLine(
        hand.place(line.group), apart_seen(line.apart, hand), area, hand.person(line.who)
    )


def _held(line: HeldLine, hand: Hand) -> HeldLine:
    def text(field: str) -> str:
        return hand.text(getattr(line, field), Where("on_site_meeting", field, on=line.on))

    return HeldLine(
        line.on, line.is_held, line.groups, text("topic"), hand.place(line.group),
        apart_seen(line.apart, hand), text("took_home"),
    )  # fmt: skip
