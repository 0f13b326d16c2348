"""A summary's first words: what the book knows of the period, to be edited and not retyped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.namesakes import apart, apart_of
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Commendation, Diary, FollowUp, Group, Issue, Task, Visit
from fieldbook.domain.texts import in_one_line
from fieldbook.i18n import _, ngettext
from fieldbook.labels import apart_told, code_label, counts_text, filled, name_told, with_role
from fieldbook.reports.digest import Digest
from fieldbook.reports.group_work import GroupWork
from fieldbook.reports.rhythm import is_own_page
from fieldbook.ui.told.lines import first_line, post_told
from fieldbook.ui.told.rows import called, whose

SUMMED_UP = ("daily", "five_day", "ten_day")
"""The pages that sum up; a note and a meeting begin empty."""


def digest_text(book: Fieldbook, kind: str, on: dt.date | None = None) -> dict[str, Any]:
    """The fields of a new page of this kind, already filled; of today unless another day is told."""
    day = on or book.today
    if kind not in SUMMED_UP:
        return {"on": day}
    found = book.diary.digest(kind, day)
    return {
        "on": day,
        "from_on": found.from_on,
        "to_on": found.to_on,
        "text": "\n".join(digest_lines(book, found)),
    }


def added_lines(book: Fieldbook, page: Diary) -> list[str]:
    """What one's own summary does not hold yet, in the words of a new one; empty where nothing came since."""
    if page.diary_kind not in SUMMED_UP or not is_own_page(book.shelf, page, book.habits):
        return []
    found = book.diary.since_written(page)
    lines = list(digest_lines(book, found))
    return lines if found.visits or found.nobody_home else lines[1:]


def digest_lines(book: Fieldbook, found: Digest) -> Iterator[str]:
    """What was done, found and learned, as a cadre would write it down."""
    yield _visits(found)
    methods = _("; ").join(first_line(each.method) for each in found.studied)
    steps = _("; ").join(in_one_line(each.what) for each in found.steps)
    yield from filter(None, (
        filled(_("Explained: {what}"), what=counts_text("explained", found.explained)),
        filled(_("Shared: {what}"), what=counts_text("together", found.together)),
        filled(_("Besides: {what}"), what=counts_text("alongside", found.alongside)),
        *_issues(book, found),
        filled(_("Solutions studied: {what}"), what=methods),
        filled(_("Steps done: {what}"), what=steps),
        filled(_("Follow-ups: {what}"), what=_checks(found)),
        filled(_("Tasks ended: {what}"), what=_("; ").join(map(_ended, found.ended))),
        filled(_("Meetings: {what}"), what=_("; ").join(map(_held, found.meetings))),
        *_group_work(book, found.group_work),
    ))  # fmt: skip
    yield from _told(book, _("Learned:"), ((each, each.learned) for each in found.learned))
    yield from _told(book, _("Promised:"), ((each, each.promised) for each in found.promised))


def _visits(found: Digest) -> str:
    if not (found.visits or found.nobody_home):
        return _("No visits.")
    came = found.came_to_us
    told = with_role(
        ngettext("{count} visit", "{count} visits", found.visits),
        ngettext("once they came to us", "{count} times they came to us", came) if came else "",
    )
    reached = ngettext("{count} household reached", "{count} households reached", found.households)
    told = _("{first}, {second}").format(first=told, second=reached)
    if found.nobody_home:
        shut = ngettext("nobody home once", "nobody home {count} times", found.nobody_home)
        told = _("{first}, {second}").format(first=told, second=shut)
    return told


def _checks(found: Digest) -> str:
    parts = []
    if found.held:
        parts.append(ngettext("{count} held", "{count} held", found.held))
    if found.checks_relapsed:
        parts.append(ngettext("{count} relapsed", "{count} relapsed", found.checks_relapsed))
    return _(", ").join(parts)


def _ended(task: Task) -> str:
    return filled(_("{title} ({whose})"), title=task.title, whose=first_line(task.outcome)) or (
        task.title
    )


def _held(page: Diary) -> str:
    """What a meeting was about, or its matters; of one of which nothing is said only that it was."""
    matters = _("; ").join(first_line(each.topic or each.decided) for each in page.matters)
    return first_line(page.topic) or matters or name_of(page) or _("minutes")


def _issues(book: Fieldbook, found: Digest) -> Iterator[str]:
    """What was found, solved, relapsed, referred, answered and dropped, each issue with whose it is."""
    for label, issues in (
        (_("Issues found"), found.found),
        (_("Solved"), found.solved),
        (_("Relapsed"), found.relapsed),
        (_("Referred"), found.referred),
        (_("Answered"), found.answered),
        (_("Dropped"), found.dropped),
    ):
        answers = {e.id: _answer(found, e) for e in issues} if issues is found.answered else {}
        titles = _("; ").join(_issue(book, each, answers.get(each.id, "")) for each in issues)
        yield filled(_("{label}: {text}"), label=label, text=titles)


def _answer(found: Digest, issue: Issue) -> str:
    """The answer of these days; of one that another has replaced since only that it was given is told."""
    on = issue.answered_on
    return first_line(issue.answer) if on and found.from_on <= on <= found.to_on else ""


def _issue(book: Fieldbook, issue: Issue, answer: str) -> str:
    """An issue with whose it is, and what was answered."""
    title, whose_it_is = issue.title, _in_brackets(book, issue)
    title = filled(_("{title} ({whose})"), title=title, whose=whose_it_is) or title
    return filled(_("{label}: {text}"), label=title, text=answer) or title


def _group_work(book: Fieldbook, found: GroupWork) -> Iterator[str]:
    """What was done with the groups, a line each kind; of what was not done nothing is said."""

    def named(group: Group, words: str) -> str:
        name = called(book.shelf, group)
        return _("{title} ({whose})").format(title=name, whose=words) if words else name

    def commended(each: Commendation) -> str:
        return name_told(each.whom.name, apart_of(book.shelf, each.whom))

    told: Iterable[tuple[str, Iterable[str]]] = (
        (
            _("Groups surveyed"),
            (named(g, words) for g, words in _surveyed(found).items()),
        ),
        (_("Posts"), (named(g, post_told(e)) for g, e in found.posts)),
        (_("Core group formed"), (named(g, "") for g in found.cores)),
        (_("Stay begun"), (named(g, first_line(e.purpose)) for g, e in found.begun)),
        (_("Stay ended"), (named(g, "") for g, _e in found.ended)),
        (_("Groups looked at again"), (named(g, _check(e)) for g, e in found.checks)),
        (_("Plans begun"), (named(g, "") for g, _e in found.plans)),
        (_("Trainings"), (first_line(each.topic) for each in found.trainings)),
        (_("Experiences written up"), (first_line(each.title) for each in found.experiences)),
        (_("On-site meetings"), (first_line(name_of(each)) for each in found.on_site)),
        (_("Commended"), (commended(e) for e in found.commendations)),
    )
    for label, texts in told:
        yield filled(_("{label}: {text}"), label=label, text=_("; ").join(texts))


def _surveyed(found: GroupWork) -> dict[Group, str]:
    """Each group once, with what its surveys found, the earliest first."""
    told: dict[Group, str] = {}
    last: dict[Group, str] = {}
    for group, survey in found.surveys:
        word = code_label("survey.type", str(survey.type))
        if last.get(group) != word:
            before = told.get(group, "")
            then = _("{before}, then {after}")
            told[group] = filled(then, before=before, after=word) or word
        last[group] = word
    return told


def _check(check: FollowUp) -> str:
    result = code_label("result", check.result) if check.result else ""
    words = first_line(check.note)
    return filled(_("{label}: {text}"), label=result, text=words) or result


def _told(book: Fieldbook, label: str, told: Iterable[tuple[Visit, str]]) -> Iterator[str]:
    """What was learned or promised, one a line, with where."""
    for number, (visit, words) in enumerate(told):
        if number == 0:
            yield label
        text = in_one_line(words)
        yield "- " + (filled(_("{label}: {text}"), label=_place(book, visit), text=text) or text)


def _in_brackets(book: Fieldbook, issue: Issue) -> str:
    """Whose an issue is, without brackets of its own."""
    shelf = book.shelf
    found = shelf.household_of(issue) or shelf.group_of(issue)
    told = apart(shelf, found) if found else ()
    if not (found and told):
        return _place(book, issue)
    return _("{household}, {where}").format(household=name_of(found), where=apart_told(told))


def _place(book: Fieldbook, record: Issue | Visit) -> str:
    shelf = book.shelf
    found = whose(shelf, shelf.household_of(record), shelf.group_of(record))
    return found or record.household_text
