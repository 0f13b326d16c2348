"""Who may read what: a meeting as the branch, the level above, or everybody is to see it.

A row for readers outside the branch is made anew from what they may know, never copied with some
fields taken out: a field that is added to a report one day stays in the branch until somebody
decides otherwise here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from fieldbook.domain import codes
from fieldbook.domain.records import Person
from fieldbook.i18n import _
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_examples import Examples
from fieldbook.reports.meeting_figures import Counts, Figure, Figures
from fieldbook.reports.meeting_lines import (
    CheckLine,
    DueLine,
    IssueLine,
    Place,
    ReferralLine,
    SolutionLine,
    StepLine,
    VisitLine,
)
from fieldbook.reports.meeting_method import FellBack, GatheringLine, Method, StayLine, Untrained
from fieldbook.reports.waiting import WAITING

AUDIENCES: Final = ("branch", "above", "public")
"""The branch reads everything, the level above masked names, everybody no name at all."""

_SURNAMES: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 "
    "公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 "
    "壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 "
    "东门 西门 第五 纳兰 歐陽 司馬 東方 諸葛 夏侯 尉遲 赫連 鮮于 鍾離 長孫 公孫 申屠 閭丘"
)
COMPOUND_SURNAMES: Final = frozenset(_SURNAMES.split())
"""复姓: surnames of two characters, as registers have them."""
_GATHERINGS: Final = ("ten_day", *codes.TRAINING_KIND)
_STATES: Final = ("acting", "solved", "held", "relapsed")
Mask = Callable[[str], str]
"""What becomes of a name."""


def seen_by(meeting: Meeting, audience: str) -> Meeting:
    """The meeting with nothing in it that the audience may not read."""
    if audience == "branch":
        return meeting
    mask = masked if audience == "above" else _absent
    return Meeting(
        since=meeting.since,
        until=meeting.until,
        today=meeting.today,
        figures=_figures(meeting.figures),
        method=_method(meeting.method, audience),
        examples=Examples(),  # whose they are, and what was written: the figures count them
        visits=tuple(_visit(each, mask) for each in meeting.visits),
        issues=tuple(_issue(each, mask) for each in meeting.issues),
        due=tuple(_due(each, mask) for each in meeting.due),
        before=_figures(meeting.before) if meeting.before else None,
    )


def name_seen_by(name: str, audience: str) -> str:
    """One name as the audience may read it; an empty text where it may not."""
    return {"branch": lambda name: name, "above": masked}.get(audience, _absent)(name)


def masked(name: str) -> str:
    """A name of which only the surname is left: ``陈某某``, ``欧阳某某``, ``C.``.

    How long the name is does not show: every name of a surname looks the same.

    >>> masked("陈桂生"), masked("欧阳海"), masked("Chen G.")
    ('陈某某', '欧阳某某', 'C.')
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    if not plain:
        return ""
    first = plain[0]
    if _is_han(first):
        # A name of two characters is a surname and a given name, even where both look like one.
        compound = len(plain) > 2 and plain[:2] in COMPOUND_SURNAMES
        return (plain[:2] if compound else first) + "某某"
    return f"{first.upper()}." if first.isalpha() else _("somebody")


def _absent(_name: str) -> str:
    return ""


def _is_han(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK UNIFIED IDEOGRAPH")


def _figures(figures: Figures) -> Figures:
    return Figures(*({word: _figure(each) for word, each in lines.items()} for lines in figures))


def _figure(figure: Figure) -> Figure:
    """Counts as they are; codes of the lists alone, tasks without their titles."""
    known = (*codes.OF_FIELD.get(figure.field, ()), "")
    parts = figure.parts
    if figure.field == "task":
        parts = tuple(each._replace(key="") for each in parts)
    elif figure.field != "month":
        parts = tuple(each for each in parts if each.key in known)
    return Figure(figure.many, figure.of, figure.field, parts)


def _method(method: Method, audience: str) -> Method:
    """Counts alone: names of groups and units say where somebody lives, topics what was said.

    How contact groups and stays compare is for the branch and the level above it to learn from.
    """
    above = audience == "above"
    return Method(
        contact_groups=tuple(map(_contact_group, filter(_is_numbered, method.contact_groups)))
        if above
        else (),
        groups=(),
        units=(),
        stays=tuple(map(_stay, method.stays)) if above else (),
        surveyed=(),
        gatherings=tuple(
            GatheringLine(each.on, _code(each.kind, _GATHERINGS), each.took_part)
            for each in method.gatherings
        ),
        untrained=Untrained(method.untrained.waiting, method.untrained.of),
    )


def _is_numbered(row: ContactGroupRow) -> bool:
    """Whether a contact group goes by a number, or is those who are in none."""
    name = row.contact_group
    return not name or (name.isdecimal() and len(name) <= len("999"))


def _contact_group(row: ContactGroupRow) -> ContactGroupRow:
    return row._replace(explained=_known(row.explained, codes.EXPLAINED))


def _stay(line: StayLine) -> StayLine:
    without_words = tuple(FellBack(each.on) for each in line.relapses)
    return StayLine(line.from_on, line.to_on, line.sides, relapses=without_words)


def _visit(line: VisitLine, mask: Mask) -> VisitLine:
    return VisitLine(
        on=line.on,
        manner=_code(line.manner, codes.MANNER),
        place=_place(line.place, mask),
        visitors=_names(line.visitors, mask),
        explained=_codes(line.explained, codes.EXPLAINED),
        together=_codes(line.together, codes.TOGETHER),
        met=_people(line.met, mask),
    )


def _issue(line: IssueLine, mask: Mask) -> IssueLine:
    return IssueLine(
        seq=line.seq,
        status=line.status,
        kind=_code(line.kind, codes.ISSUE_KIND),
        found_on=line.found_on,
        found_text=_unsaid(line.found_text),
        focus=_code(line.focus, codes.FOCUS),
        due_on=line.due_on,
        relapses=line.relapses,
        waits=_codes(line.waits, WAITING),
        reach=line.reach,
        referred_on=line.referred_on,
        answered_on=line.answered_on,
        dropped_on=line.dropped_on,
        referred_before=tuple(
            ReferralLine(each.referred_on, each.answered_on) for each in line.referred_before
        ),
        place=_place(line.place, mask),
        raised_by=_person(line.raised_by, mask),
        answered_for=bool(line.contact or any(each.responsible for each in line.solutions)),
        solutions=tuple(_solution(each, mask) for each in line.solutions),
    )


def _solution(line: SolutionLine, mask: Mask) -> SolutionLine:
    return SolutionLine(
        state=_code(line.state, _STATES),
        studied_on=line.studied_on,
        carried_by=_code(line.carried_by, codes.CARRIED_BY),
        due_on=line.due_on,
        solved_on=line.solved_on,
        solved_text=_unsaid(line.solved_text),
        responsible=_person(line.responsible, mask),
        with_whom=_people(line.with_whom, mask),
        steps=tuple(
            StepLine(who=mask(each.who), due_on=each.due_on, done_on=each.done_on)
            for each in line.steps
        ),
        checks=tuple(
            CheckLine(each.on, _code(each.result, codes.CHECK_RESULT)) for each in line.checks
        ),
    )


def _unsaid(words: str | None) -> str | None:
    """That a day is not known, without the words that stand for it."""
    return None if words is None else ""


def _due(line: DueLine, mask: Mask) -> DueLine:
    return DueLine(
        on=line.on,
        days=line.days,
        what=line.what,
        place=_place(line.place, mask),
        who=mask(line.who),
        issues=line.issues,
    )


def _place(place: Place, mask: Mask) -> Place:
    """The head's name at most: a group's name or a household number would say where it is."""
    return Place(household=mask(place.household or place.as_written))


def _people(people: Iterable[Person], mask: Mask) -> tuple[Person, ...]:
    return tuple(Person(name=name) for name in _names((each.name for each in people), mask))


def _person(person: Person | None, mask: Mask) -> Person | None:
    name = mask(person.name) if person else ""
    return Person(name=name) if name else None


def _names(names: Iterable[str], mask: Mask) -> tuple[str, ...]:
    return tuple(each for each in map(mask, names) if each)


def _known(counts: Counts, known: tuple[str, ...]) -> Counts:
    return tuple((code, count) for code, count in counts if code in known)


def _codes(given: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in given if each in known)


def _code(given: str, known: tuple[str, ...]) -> str:
    """A code of the list; one that is not there would be shown as it was written."""
    return given if given in known else ""
