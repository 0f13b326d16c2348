"""The unsolved issues in the report: put to the meeting for a decision, or told to others as they stand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Final

from fieldbook.domain.codes import UNSOLVED
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import code_label, filled, person_text, with_role
from fieldbook.papers.answers import answered, named_answer, waits_to_be_carried_out
from fieldbook.papers.days import day
from fieldbook.papers.issues import only_counted
from fieldbook.papers.outline import Block, Heading, Paragraph
from fieldbook.papers.wording import (
    after_comma,
    brief,
    by_whom,
    group_place,
    joined,
    lines_of,
    matter_title,
    one_line,
    place_brief,
    sentences,
    whole_clauses,
    wide_length,
)
from fieldbook.reports.meeting import Meeting, is_found_after
from fieldbook.reports.meeting_lines import IssueLine
from fieldbook.reports.pressing import (
    MOST,
    at_work,
    goes_on,
    is_asked_above,
    is_decided,
    is_late,
    is_put_off,
    is_to_be_referred_anew,
    once,
    only_waits,
    pressing,
)

_MATTER: Final = 104
_MATTER_OF_MANY: Final = 78
"""Wide characters of a whole matter: some lines of an official page."""
_LEAST: Final = 24
"""What is to be decided on has so many, however long the title and the place are …"""
_LEAST_OF_MANY: Final = 12
"""… and among many matters, where it is not told of another as well."""
FEW: Final = 6
"""So many matters leave room for more words of each, and of what comes after them."""
_HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "branch": N_("For the meeting to decide"),
        "above": N_("Issues not solved yet"),
        "public": N_("Issues that are not solved yet"),
    }
)
"""Who meets decides; whoever else reads the report is told how things stand."""


def matter_blocks(meeting: Meeting, ledger: str, audience: str, most: int) -> Iterator[Block]:
    """The section of the unsolved issues, as it is written for its readers.

    Args:
        meeting: as its audience may see it.
        ledger: how the annex with all issues is referred to; empty where there is none.
        audience: who reads it.
        most: lines of a page that the matters may take.
    """
    yield Heading(1, _(_HEADINGS[audience]))
    if audience == "public":
        yield _unsolved(meeting)
    else:
        yield from _matters(meeting, ledger, most, is_asked=audience == "branch")


def _unsolved(meeting: Meeting) -> Paragraph:
    """For everybody: how many there are of each kind, and what may be told of them."""
    unsolved = [each for each in meeting.issues if each.status in UNSOLVED]
    count = len(unsolved)
    told = ngettext("{count} issue is not solved yet.", "{count} issues are not solved yet.", count)
    named = _("; ").join(one_line(each).rstrip("。.") for each in meeting.for_everybody)
    among = filled(_("Among them: {matters}."), matters=named)
    return Paragraph(sentences((told, _by_kind(unsolved), among)))


def _matters(meeting: Meeting, ledger: str, most: int, *, is_asked: bool) -> Iterator[Block]:
    matters = pressing(meeting.issues, meeting.today)
    shown, alike = list[Paragraph](), tuple[IssueLine, ...]()
    if matters and only_counted(meeting.issues):
        yield Paragraph(sentences((_count(len(matters), is_asked=is_asked), _by_kind(matters))))
    elif not matters:
        none = _("No issue asks for a decision.") if is_asked else _("No issue needs more help.")
        yield Paragraph(none)
    else:
        alike = _called_alike(matters)
        singly = tuple(each for each in matters if each not in alike)
        shown = list(_singly(once(singly), most, meeting.today, is_asked=is_asked))
        count, later = _count(len(matters), is_asked=is_asked), _found_later(matters, meeting)
        order = _order(singly, len(shown), ledger, meeting.today)
        yield Paragraph(sentences((count, later, *order)))
    yield from shown
    if alike:
        yield Paragraph(sentences(_together(alike, meeting.today, more=bool(shown))))
    if told := sentences(_others(meeting, more=bool(matters), is_asked=is_asked)):
        yield Paragraph(told)


def _singly(
    matters: Sequence[list[IssueLine]], most: int, today: dt.date, *, is_asked: bool
) -> Iterator[Paragraph]:
    """The first matters, as many as so many lines have room for."""
    room = _MATTER if len(matters) <= FEW else _MATTER_OF_MANY
    for number, same in enumerate(matters[:MOST], 1):
        told = _matter(number, same, today, room, is_asked=is_asked)
        most -= lines_of(told.lead + told.text)
        if most < 0:
            return
        yield told


def _found_later(matters: Iterable[IssueLine], meeting: Meeting) -> str:
    """How many a paper of a past period asks about that were found since: it meets today."""
    count = sum(is_found_after(each, meeting) for each in matters)
    told = ngettext(
        "{count} of them was found after the period.",
        "{count} of them were found after the period.",
        count,
    )
    return told.format(count=count) if count else ""


def _called_alike(matters: Iterable[IssueLine]) -> tuple[IssueLine, ...]:
    """Those that may be called by nothing but a kind that several of them have."""
    wordless = [each for each in matters if not (each.title or each.summary)]
    kinds = Counter(map(_kind, wordless))
    return tuple(each for each in wordless if kinds[_kind(each)] > 1)


def _kind(issue: IssueLine) -> str:
    return issue.kind or "other"


def _together(alike: tuple[IssueLine, ...], today: dt.date, *, more: bool) -> Iterator[str]:
    """What is called alike, told once: how many of each kind, in which groups, and how they stand."""
    for kind in dict.fromkeys(map(_kind, alike)):
        of_kind = sorted((each for each in alike if _kind(each) == kind), key=group_place)
        named = [each.place.group for each in of_kind]
        groups = Counter(each or _("no group") for each in named if any(named))
        told = _("{count} more of kind {kind}") if more else _("{count} of kind {kind}")
        word = code_label("issue.kind", kind)
        where = joined(_("{group}: {count}").format(group=g, count=n) for g, n in groups.items())
        what = with_role(told.format(count=len(of_kind), kind=word), where)
        yield _("{what}.").format(what=what)
    if late := sum(is_late(each, today) for each in alike):
        yield ngettext("{count} of them is overdue.", "{count} of them are overdue.", late)
    asked = _("The level above is asked to help with an answer to {count} of them.")
    going = _("Carried out in time without an answer: {count}.")
    for told, count in (
        (asked, sum(is_asked_above(each, today) for each in alike)),
        (going, sum(only_waits(each, today) for each in alike)),
        (_("Put off by a meeting: {count}."), sum(map(is_put_off, alike))),
    ):
        if count:
            yield told.format(count=count)


def _others(meeting: Meeting, *, more: bool, is_asked: bool) -> Iterator[str]:
    """How many need no decision: what is carried out in time, and what a meeting has decided on."""
    if going := sum(goes_on(each, meeting.today) for each in meeting.issues):
        yield _going(going, more=more, is_asked=is_asked)
    if decided := sum(is_decided(each, meeting.today) for each in meeting.issues):
        # Of those that are not under way: what else was decided on is told by how it stands.
        told = ngettext(
            "A meeting has decided on {count} already.",
            "Meetings have decided on {count} already.",
            decided,
        )
        if more or going:
            told = ngettext(
                "A meeting has decided on {count} more already.",
                "Meetings have decided on {count} more already.",
                decided,
            )
        yield told


def _going(count: int, *, more: bool, is_asked: bool) -> str:
    if not more:
        return ngettext(
            "{count} is being carried out in time.", "{count} are being carried out in time.", count
        )
    if is_asked:
        return ngettext(
            "{count} more is being carried out in time and needs no decision.",
            "{count} more are being carried out in time and need no decision.",
            count,
        )
    return ngettext(
        "{count} more is being carried out in time.",
        "{count} more are being carried out in time.",
        count,
    )


def _count(count: int, *, is_asked: bool) -> str:
    if is_asked:
        return ngettext(
            "{count} issue asks for a decision.", "{count} issues ask for a decision.", count
        )
    return ngettext(
        "{count} issue needs more to be solved.", "{count} issues need more to be solved.", count
    )


def _by_kind(issues: Iterable[IssueLine]) -> str:
    """How many of each kind, where there are several; other stands last, however many there are."""
    kinds = sorted(Counter(map(_kind, issues)).most_common(), key=lambda each: each[0] == "other")
    named = ((code_label("issue.kind", kind), many) for kind, many in kinds)
    told = joined(_("{kind} {count}").format(kind=kind, count=many) for kind, many in named)
    return _("Of these: {types}.").format(types=told) if len(kinds) > 1 else ""


def _order(
    matters: tuple[IssueLine, ...], shown: int, ledger: str, today: dt.date
) -> Iterator[str]:
    """In which order they stand, and where the others are."""
    known = (
        (_("what relapsed"), any(each.status == "relapsed" for each in matters)),
        (_("what is late"), any(is_late(each, today) for each in matters)),
        (_("what has no answer"), any("unanswered" in each.waits for each in matters)),
        (_("what concerns the most households"), any(each.reach > 1 for each in matters)),
    )
    first, *then = [what for what, is_there in known if is_there] or [""]
    if len(once(matters)) > 1 and first:
        order = filled(_("{first}, then {others}"), first=first, others=joined(then)) or first
        yield _("First stands {order}.").format(order=order)
    if others := sum(map(len, once(matters)[shown:])):
        told = (
            _("Here are the first {most}; see {annex} for {others} more.")
            if ledger
            else _("Here are the first {most}; {others} more are open.")
        )
        yield told.format(most=len(matters) - others, others=others, annex=ledger)


def _matter(
    number: int, same: list[IssueLine], today: dt.date, room: int, *, is_asked: bool
) -> Paragraph:
    """One matter: what and where, how it stands, what is proposed or done; by whom and by when, if settled.

    The household's contact is named as such: nobody has made him responsible yet.
    """
    issue = min(same, key=lambda each: each.found_on)
    lead = _("{number}. {title}").format(number=number, title=matter_title(issue))
    places = tuple(dict.fromkeys(place_brief(each.place) for each in same))
    often = (
        [_("written down {count} times").format(count=len(same))] if len(same) > len(places) else []
    )
    where = _("; ").join(filter(None, places))
    standing = _standing(issue, today, is_asked=is_asked)
    about = reduce(after_comma, (where, *standing, *often))
    told = filled(_("({about})."), about=about)
    settled = _settled(issue, today, is_asked=is_asked)
    left = max(room - wide_length(lead + told + settled) - 6, _least(issue, room))
    if waits_to_be_carried_out(issue):
        done = answered(issue, left, today, is_asked=is_asked)
    elif is_asked:
        said = named_answer(issue, today)
        left = max(left - wide_length(said), _least(issue, room))
        proposed = _("Proposed: {what}.").format(what=_proposed(issue, left))
        done = sentences((said, proposed))
    else:
        done = sentences(_as_it_stands(issue, left, today))
    for stop in (".", "。"):  # what is cut short ends with its dots
        done = done.replace("…" + stop, "…")
    return Paragraph(sentences((told, done, settled)), lead)


def _least(issue: IssueLine, room: int) -> int:
    solution = at_work(issue)
    is_shared = solution is not None and len(solution.issues) > 1
    return _LEAST if room == _MATTER or is_shared else _LEAST_OF_MANY


def _settled(issue: IssueLine, today: dt.date, *, is_asked: bool) -> str:
    """Who does it, or whose contact it is, and by when; a day that is past is for the meeting to set anew."""
    solution = at_work(issue)
    who = one_line(person_text(solution.responsible if solution else None)).removesuffix(".")
    contact = one_line(issue.contact).removesuffix(".")
    due = _due(issue)
    by = day(due, today) or one_line(issue.due_text)
    if is_asked and due and due < today:
        by = _("{date} is past, set a new day").format(date=by)
    settled = by_whom(who, by)
    if not who:
        settled = sentences((filled(_("Contact: {who}."), who=contact), settled))
    return settled


def _due(issue: IssueLine) -> dt.date | None:
    solution = at_work(issue)
    return (solution.due_on if solution else None) or issue.due_on


def _standing(issue: IssueLine, today: dt.date, *, is_asked: bool) -> Iterator[str]:
    if issue.relapses:
        yield ngettext("relapsed once", "relapsed {count} times", issue.relapses)
    if issue.status != "relapsed" and issue.found_text is None and "unanswered" not in issue.waits:
        days = max((today - issue.found_on).days, 0)
        told = ngettext("found {count} day ago", "found {count} days ago", days)
        if days or not waits_to_be_carried_out(issue):
            yield told if days else _("newly found")
    if "unanswered" in issue.waits and issue.referred_on:
        days = max((today - issue.referred_on).days, 0)
        told = ngettext("{count} day without an answer", "{count} days without an answer", days)
        yield told if days else _("referred on {date}").format(date=day(issue.referred_on, today))
        if is_put_off(issue):
            yield _("put off on {date}").format(date=day(issue.put_off_on, today))
    elif waits_to_be_carried_out(issue):
        yield _("referred on {date}").format(date=day(issue.referred_on, today))
    elif "late" in issue.waits or "unreferred" in issue.waits:
        yield _not_referred(issue)
    due = _due(issue)
    is_said = is_asked and due is not None and due < today  # behind: its day is past
    if is_late(issue, today) and "late" not in issue.waits and not is_said:
        yield _overdue(issue, today)
    if issue.reach > 1:
        yield _("{count} households").format(count=issue.reach)


def _not_referred(issue: IssueLine) -> str:
    if "late" in issue.waits:
        return code_label("waiting", "late")
    if is_to_be_referred_anew(issue):
        return _("to be referred anew")
    return code_label("waiting", "unreferred")


def _overdue(issue: IssueLine, today: dt.date) -> str:
    """That its day is past, or only that of a step, while all of it has time still."""
    days = [issue.due_on, *(each.due_on for each in issue.solutions if each.state == "acting")]
    if any(each and each < today for each in days):
        return code_label("waiting", "overdue")
    return _("a step is overdue")


def _as_it_stands(issue: IssueLine, room: int, today: dt.date) -> Iterator[str]:
    """For the level above: what is being done; an answer is asked of it where nobody is at work in time."""
    solution, is_asked = at_work(issue), is_asked_above(issue, today)
    if solution or not is_asked:
        yield _("At present: {what}.").format(what=_doing(issue, room))
    if is_asked:
        yield _("The level above is asked to help with an answer.")


def _doing(issue: IssueLine, room: int) -> str:
    solution = at_work(issue)
    if solution and solution.method:
        return whole_clauses(solution.method, room).rstrip("。.")
    if solution:
        return _("what was studied is being carried out")
    if issue.status == "relapsed":
        return _("it did not hold and is to be studied anew")
    if issue.status == "studying":
        return _("a solution is being studied with the people there")
    return _("not studied yet")


def _proposed(issue: IssueLine, room: int) -> str:
    """What is proposed: the solution at work, else the step that is due."""
    solution = at_work(issue)
    if solution and solution.method:
        return whole_clauses(solution.method, room).rstrip("。.")
    if solution:
        return _("carry out what was studied")
    return _step_due(issue)


def _step_due(issue: IssueLine) -> str:
    """What an issue without a solution at work wants from the meeting."""
    if issue.status == "relapsed":
        return _("study anew why it did not hold")
    if "unanswered" in issue.waits:
        whom = brief(issue.referred_to, 12)
        return (
            _("ask {whom} for an answer").format(whom=whom)
            if whom
            else _("the branch has to answer")
        )
    if issue.status == "studying":
        return _("settle the solution")
    return _("take it up, and name who studies it with the people there")
