"""The figures of a period in sentences, each with the change against the period before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fieldbook.domain.dates.periods import span_before
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label, kind_label
from fieldbook.papers.days import day
from fieldbook.papers.wording import A_TITLE, brief, joined, sentences
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_figures import Figure, Figures, Lines
from fieldbook.reports.tables import Share

_TASKS: Final = 1
"""Tasks of which it is told how many households heard of them; the annex has all."""
_NOTHING: Final = Figure(0)


def figure_sentences(meeting: Meeting, *, crowded: bool = False) -> Iterator[str]:
    """A paragraph of the visits, one of the issues, one of the work with groups.

    In a crowded report how much was done of the work given to somebody is left to the annex.
    """
    now, before = meeting.figures, meeting.before
    yield sentences(_contact(now.contact, before))
    yield sentences((*_issues(meeting), *_compared(meeting)))
    yield sentences(_groups(meeting, crowded=crowded))


def _compared(meeting: Meeting) -> Iterator[str]:
    if meeting.before:
        first, last = span_before(meeting.since, min(meeting.until, meeting.today))
        yield _("In brackets: more or fewer than in the period before, {since} to {until}.").format(
            since=day(first, meeting.today), until=day(last, meeting.today)
        )


def _contact(now: Lines, before: Figures | None) -> Iterator[str]:
    change = _change("contact", "visits", now, before)
    yield _("Visits made: {count}{change}.").format(count=now["visits"].many, change=change)
    yield _share(
        _("{part} of {whole} households were reached{percent}."),
        now["reached"],
        one=_("{part} of {whole} households was reached{percent}."),
    )
    yield _share(
        _("{part} of {whole} visits due were made in time{percent}."),
        _of(now, "kept"),
        one=_("{part} of {whole} visits due was made in time{percent}."),
    )
    told = _("All three explanations were given at {part} of {whole} visits{percent}.")
    yield _share(told, _of(now, "all_three"))
    told = _("{part} of {whole} households were told of “{task}”{percent}.")
    one = _("{part} of {whole} households was told of “{task}”{percent}.")
    for each in now["tasks"].parts[:_TASKS]:
        if title := brief(each.key, A_TITLE):
            yield _share(told, Figure(each.many, each.of), one=one, task=title)


def _issues(meeting: Meeting) -> Iterator[str]:
    now, before, lines = meeting.figures, meeting.before, meeting.figures.issues
    days = [each.dropped_on for each in meeting.issues if each.dropped_on]
    dropped = sum(meeting.since <= each <= meeting.until for each in days)
    told = _("Issues: {found} found{a}, {solved} solved{b}, {relapsed} relapsed{c}{dropped}.")
    yield told.format(
        found=lines["found"].many,
        a=_change("issues", "found", lines, before),
        solved=lines["solved"].many,
        b=_change("issues", "solved", lines, before),
        relapsed=lines["relapsed"].many,
        c=_change("issues", "relapsed", lines, before),
        dropped=_(", {count} dropped").format(count=dropped) if dropped else "",
    )
    waiting = joined(
        told.format(count=lines[word].many)
        for word, told in (
            ("not_referred", _("{count} not yet referred")),
            ("unanswered", _("{count} without an answer")),
        )
        if lines[word].many
    )
    count = lines["open"].many
    still = ngettext("{count} is unsolved now", "{count} are unsolved now", count)
    if meeting.until < meeting.today:  # what is to be decided below is of today
        still = ngettext(
            "{count} was unsolved on the last day", "{count} were unsolved on the last day", count
        )
    told = _("{still}: {waiting}.") if waiting else _("{still}.")
    yield told.format(still=still, waiting=waiting)
    if studied := now.solutions["studied"].many:
        yield _(
            "Solutions studied: {count}{change}, {together} of them with the people there."
        ).format(
            count=studied,
            change=_change("solutions", "studied", now.solutions, before),
            together=now.solutions["with_people"].many,
        )
    # How many relapsed is said above: of the issues, not of the times they were looked at.
    if checks := now.solutions["checks"].many:
        held = now.solutions["held"].many
        told = _("Follow-ups made: {count}; issues that did not relapse: {held}.")
        told = told if held else _("Follow-ups made: {count}.")
        yield told.format(count=checks, held=held)


def work_sentence(meeting: Meeting) -> str:
    """How much of the work given to somebody was done, and how much of the rest has time still."""
    work = [each for each in meeting.method.work if each.is_work]
    left = [each.until_on for each in work if each.ended_on is None]
    last = min(meeting.until, meeting.today)
    early = sum(each is not None and each >= last for each in left)
    told = _("Of the work given to somebody, {part} of {whole} was done{percent}.")
    if early:
        told = _(
            "Of the work given to somebody, {part} of {whole} was done{percent}; {early} not due yet."
        )
    return _share(told, Figure(len(work) - len(left), len(work)), early=str(early))


def _groups(meeting: Meeting, *, crowded: bool) -> Iterator[str]:
    now = meeting.figures
    types, surveyed = now.groups["types"], now.groups["surveyed"]
    if surveyed.many:
        yield _share(
            _("{part} of {whole} work groups are surveyed{percent}."),
            surveyed,
            one=_("{part} of {whole} work groups is surveyed{percent}.")
            if surveyed.of > 1
            else _("The one work group is surveyed."),
        )
    if types.parts:
        yield _("Of these: {types}.").format(
            types=joined(
                _("{type} {count}").format(
                    type=code_label("survey.type", each.key), count=each.many
                )
                for each in types.parts
            )
        )
    others = (
        (now.groups["stays"], _("stay with a group")),
        (now.rhythm["on_site"], kind_label("on_site_meeting")),
    )
    counted = [_counted(label, figure.many) for figure, label in others if figure.many]
    counted += [
        _counted(code_label(field, each.key) or _("not said"), each.many)
        for word, field in (("trainings", "training.kind"), ("diary", "diary.kind"))
        for each in now.rhythm[word].parts
    ]
    if counted:
        yield _("Work done: {what}.").format(what=joined(counted))
    if not crowded:
        yield work_sentence(meeting)
    if leaning := now.groups["leaning"].many:
        yield ngettext(
            "{count} work group leans on the cadre; it may do more by itself.",
            "{count} work groups lean on the cadre; they may do more by themselves.",
            leaning,
        )


def _counted(what: str, count: int) -> str:
    return _("{what} ({count})").format(what=what, count=count)


def _of(lines: Lines, word: str) -> Figure:
    return lines.get(word, _NOTHING)


def _share(told: str, figure: Figure, one: str = "", **names: str) -> str:
    """The share in words; ``one`` where the part is one and the sentence another by it."""
    if not figure.of:
        return ""
    share = Share(figure.many, figure.of).percent
    percent = _(" ({percent}%)").format(percent=share) if figure.many else ""  # no share of none
    told = one if one and figure.many == 1 else told
    return told.format(part=figure.many, whole=figure.of, percent=percent, **names)


def _change(section: str, word: str, now: Lines, before: Figures | None) -> str:
    """How many more or fewer than in the period before; empty where nothing is known of that."""
    if before is None:
        return ""
    lines: Lines = getattr(before, section)
    change = now[word].many - lines[word].many
    if not change:
        return _(" (as before)")
    if change > 0:
        return _(" ({count} more)").format(count=change)
    return _(" ({count} fewer)").format(count=-change)
