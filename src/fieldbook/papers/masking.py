"""Who may read what: a meeting as the branch, the level above, or everybody is to see it.

A row for readers outside the branch is made anew from what they may know, never copied with some
fields taken out: a field that is added to a report one day stays in the branch until somebody
decides otherwise here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, NamedTuple

from fieldbook.domain import codes
from fieldbook.domain.records import Person
from fieldbook.papers.masking_groups import TASK_TITLE, method_seen
from fieldbook.papers.masking_written import examples, for_everybody, known_code, pages
from fieldbook.papers.masks import Finding, Hand, Where
from fieldbook.reports.meeting import Meeting, is_found_after
from fieldbook.reports.meeting_figures import Figure, Figures, Part
from fieldbook.reports.meeting_lines import (
    CheckLine,
    DecisionLine,
    DueLine,
    IssueLine,
    Place,
    ReferralLine,
    SolutionLine,
    StepLine,
    VisitLine,
)
from fieldbook.reports.named import Named
from fieldbook.reports.pressing import pressing
from fieldbook.reports.waiting import WAITING

AUDIENCES: Final = ("branch", "above", "public")
"""The branch reads everything, the level above masked names, everybody no name at all."""
_STATES: Final = ("acting", "solved", "held", "relapsed")


Name = Callable[[str], str]
"""What becomes of a name."""


class Seen(NamedTuple):
    """What an audience sees, what was done for it, and the masks that tell two of a surname apart: 陈某乙, M.2."""

    meeting: Meeting
    findings: tuple[Finding, ...] = ()
    letters: frozenset[str] = frozenset()


def seen_by(meeting: Meeting, audience: str, *, texts: bool = False) -> Meeting:
    """The meeting with nothing in it that the audience may not read.

    Args:
        meeting: the report.
        audience: one of :data:`AUDIENCES`.
        texts: whether free texts come along, as far as the audience may read them.
    """
    return all_seen(meeting, audience, texts=texts).meeting


def findings(
    meeting: Meeting, audience: str, *, texts: bool = False, annexes: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Every mask in a text, every suspect and every text that goes out, in the paper's order.

    What was written in the diary counts only where that annex is asked for.
    """
    if "written" not in annexes:
        meeting = meeting._replace(written=())
    return tuple(dict.fromkeys(all_seen(meeting, audience, texts=texts).findings))


def author_seen(author: str, audience: str, named: Named) -> str:
    """Whoever reports: a cadre, named to the level above unless he is one of the people too."""
    if audience == "branch":
        return author
    if audience != "above" or not author.strip():
        return ""
    return Hand(named._replace(members=(*named.members, author)), audience, texts=False).doer(
        author
    )


def branch_seen(branch: str, audience: str, named: Named) -> str:
    """The branch's name, which stands on every paper; a person in it is masked."""
    return branch if audience == "branch" else Hand(named, audience, texts=False).label(branch)


def naming(texts: Iterable[str], audience: str, named: Named) -> str:
    """The first of the texts that would lead these readers to somebody in the book; empty for none."""
    if audience == "branch":
        return ""
    hand = Hand(named, audience, texts=False)
    return next((each for each in texts if hand.leads_to_somebody(each)), "")


def all_seen(meeting: Meeting, audience: str, *, texts: bool) -> Seen:
    """What :func:`seen_by` gives, and what was done for it."""
    if audience == "branch":
        return Seen(meeting)
    hand = Hand(meeting.named, audience, texts=texts)
    # Once to see who is named, in the order of the report; then with the letters that tell them apart.
    for issue in pressing(meeting.issues, meeting.today):
        _issue(issue, hand)
    _made_anew(meeting, hand)
    letters = frozenset(hand.settle())
    return Seen(_made_anew(meeting, hand), tuple(hand.findings), letters)


def _made_anew(meeting: Meeting, hand: Hand) -> Meeting:
    return Meeting(
        since=meeting.since,
        until=meeting.until,
        today=meeting.today,
        figures=_figures(meeting.figures, hand),
        method=method_seen(meeting.method, hand),
        # They are asked to decide nothing: what was found after the period stands in the next report.
        issues=tuple(
            _issue(each, hand) for each in meeting.issues if not is_found_after(each, meeting)
        ),
        due=tuple(_due(each, hand) for each in meeting.due),
        visits=tuple(_visit(each, hand) for each in meeting.visits),
        for_everybody=tuple(for_everybody(meeting, hand)),
        examples=examples(meeting.examples, hand),
        before=_figures(meeting.before, hand) if meeting.before else None,
        written=tuple(pages(meeting.written, hand)),
    )


def _figures(figures: Figures, hand: Hand) -> Figures:
    return Figures(
        *({word: _figure(each, hand) for word, each in lines.items()} for lines in figures)
    )


def _figure(figure: Figure, hand: Hand) -> Figure:
    """Counts as they are; codes of the lists alone. What the branch gave out is told above."""
    known = (*codes.OF_FIELD.get(figure.field, ()), "")
    parts = figure.parts
    if figure.field == "task":
        parts = tuple(
            Part(hand.given_out(each.key, TASK_TITLE), each.many, each.of) for each in parts
        )
    elif figure.field != "month":
        parts = tuple(each for each in parts if each.key in known)
    return Figure(figure.many, figure.of, figure.field, parts)


# --- visits ------------------------------------------------------------------------------------


def _visit(line: VisitLine, hand: Hand) -> VisitLine:
    def at(field: str) -> Where:
        return Where("visit", field, on=line.on)

    return VisitLine(
        on=line.on,
        manner=known_code(line.manner, codes.MANNER),
        place=_place(line.place, hand),
        visitors=_each(hand.doer(each) for each in line.visitors),
        explained=_codes(line.explained, codes.EXPLAINED),
        together=_codes(line.together, codes.TOGETHER),
        met=_people(_at_home(each.name, line.place, hand) for each in line.met if hand.texts),
        tasks=hand.texts_of(line.tasks, TASK_TITLE),
        note=hand.text(line.note, at("note")),
        learned=hand.text(line.learned, at("learned")),
        promised=hand.text(line.promised, at("promised")),
    )


def _at_home(name: str, place: Place, hand: Hand) -> str:
    """One of the people where he was met: the head of the household is the same there."""
    if name == place.household:
        return hand.head(name, place)
    return hand.person(name)


def _place(place: Place, hand: Hand) -> Place:
    """The head masked, and the group; a household's number would be its house number."""
    group = hand.place(place.group)
    if place.household:
        head = hand.head(place.household, place)
        return Place(household=head, group=group)
    if place.as_written:
        return Place(as_written=hand.home(place.as_written), group=group)
    return Place(group=group)


# --- issues ------------------------------------------------------------------------------------


def _issue(line: IssueLine, hand: Hand) -> IssueLine:
    def text(words: str, field: str) -> str:
        return hand.text(words, Where("issue", field, line.seq))

    summary = hand.line(line.summary, Where("issue", "summary", line.seq))
    return IssueLine(
        seq=line.seq,
        status=line.status,
        kind=known_code(line.kind, codes.ISSUE_KIND),
        found_on=line.found_on,
        found_text=None if line.found_text is None else text(line.found_text, "found_on"),
        focus=known_code(line.focus, codes.FOCUS),
        due_on=line.due_on,
        due_text=text(line.due_text, "due_on"),
        relapses=line.relapses,
        waits=_codes(line.waits, WAITING),
        reach=hand.reach(line.reach),
        referred_on=line.referred_on,
        answered_on=line.answered_on,
        decided=tuple(
            DecisionLine(each.on, told)
            for each in line.decided
            if (told := text(each.what, "answer"))
        ),
        decided_on=line.decided_on,
        put_off_on=line.put_off_on,
        dropped_on=line.dropped_on,
        referred_before=tuple(
            ReferralLine(
                each.referred_on,
                each.answered_on,
                hand.asked(each.referred_to, Where("issue", "referred_to", line.seq)),
                text(each.answer, "answer"),
            )
            for each in line.referred_before
        ),
        place=_place(line.place, hand),
        contact=hand.doer(line.contact),
        raised_by=_person(line.raised_by, lambda name: _at_home(name, line.place, hand)),
        title=(summary or text(line.title, "title")) if hand.texts else "",
        summary=summary,
        detail=text(line.detail, "detail"),
        referred_to=hand.asked(line.referred_to, Where("issue", "referred_to", line.seq)),
        answer=text(line.answer, "answer"),
        drop_reason=text(line.drop_reason, "drop_reason"),
        solutions=tuple(_solution(each, line.seq, hand) for each in line.solutions),
    )


def _solution(line: SolutionLine, seq: int, hand: Hand) -> SolutionLine:
    def text(words: str, field: str) -> str:
        return hand.text(words, Where("issue", field, seq))

    return SolutionLine(
        state=known_code(line.state, _STATES),
        studied_on=line.studied_on,
        carried_by=known_code(line.carried_by, codes.CARRIED_BY),
        due_on=line.due_on,
        next_on=line.next_on,
        solved_on=line.solved_on,
        solved_text=None if line.solved_text is None else text(line.solved_text, "solved_on"),
        responsible=_person(line.responsible, hand.doer),
        with_whom=_people(hand.doer(each.name) for each in line.with_whom if hand.texts),
        method=text(line.method, "method"),
        steps=tuple(
            StepLine(text(each.what, "steps"), hand.doer(each.who), each.due_on, each.done_on)
            for each in line.steps
            if hand.texts
        ),
        result=text(line.result, "result"),
        checks=tuple(
            CheckLine(
                each.on, known_code(each.result, codes.CHECK_RESULT), text(each.note, "follow_up")
            )
            for each in line.checks
        ),
        issues=line.issues,
    )


def _due(line: DueLine, hand: Hand) -> DueLine:
    """What was promised at a visit is told of its household, work as itself, the rest of its issue."""
    number = line.issues[0] if line.issues else 0
    kind, field = ("issue", "title") if number else ("visit", "promised")
    if line.what in ("work", "task"):
        kind, field = "task", "title"
    about = hand.line(line.summary, Where("issue", "summary", number))
    if not about:  # a matter is called the same all through the paper
        titled = hand.given_out if line.what == "task" else hand.text
        about = titled(line.about, Where(kind, field, number, None if number else line.on))
    return DueLine(
        on=line.on,
        days=line.days,
        what=line.what,
        place=_place(line.place, hand),
        who=_each(map(hand.doer, line.who)),
        about=about,
        issues=line.issues,
        method=hand.text(
            line.method, Where("issue", "steps" if line.what == "step" else "method", number)
        ),
    )


# --- what all share ----------------------------------------------------------------------------


def _person(person: Person | None, told: Name) -> Person | None:
    name = told(person.name) if person else ""
    return Person(name=name) if name else None


def _people(names: Iterable[str]) -> tuple[Person, ...]:
    return tuple(Person(name=each) for each in _each(names))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in names if each))


def _codes(given: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in given if each in known)
