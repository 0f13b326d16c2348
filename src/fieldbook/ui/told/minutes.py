"""A meeting's minutes as lines: who came, and each matter with what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.decided import is_put_off
from fieldbook.domain.records import Diary, Issue, Matter, Record, Solution, Task
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, filled
from fieldbook.ui.keys import key
from fieldbook.ui.told.counts import counted
from fieldbook.ui.told.lines import fields_told
from fieldbook.ui.widgets.story_lines import StoryLine

WHO_CAME = ("hours", "place", "chair", "recorder", "attendees", "excused", "observers")
"""What minutes say of who came, and where and when."""


def minutes_told(book: Fieldbook, page: Diary) -> Iterator[StoryLine]:
    """Who came, then the matters; of another page, who took part."""
    for field in WHO_CAME:
        (line,) = fields_told(page, field)
        is_present = field == "attendees" and page.diary_kind == "meeting"
        yield line._replace(label=_("Present")) if is_present else line  # as the form has it
    for each in page.matters:
        issue = book.shelf.living(Issue, each.issue) if each.issue else None
        number = f"#{issue.seq}" if issue else ""
        topic = "" if each.topic == each.decided else each.topic
        decided = matter_told(each, book.today)
        yield StoryLine(
            " ".join(filter(None, (number, topic, "->" if topic and decided else "", decided)))
        )


def matter_told(matter: Matter, today: dt.date) -> str:
    """What was decided, who sees to it, and until when."""
    due = filled(_("until {date}"), date=day(matter.due_on, today))
    more = _(", ").join(each for each in (matter.who, due) if each)
    return _("{text} ({more})").format(text=matter.decided, more=more) if more else matter.decided


def carried_told(shelf: Shelf, stamp: str) -> Iterator[str]:
    """What the decisions became in the act of this stamp, a sentence each; nothing where nothing did."""
    issues = shelf.every(Issue)
    answers = sum(("answer", stamp) in each.stamps for each in issues)
    # What relapsed and is referred again on the same day has that day as before.
    again = {("referred_on", stamp), ("referred_before", stamp)}
    referred = sum(not again.isdisjoint(each.stamps) for each in issues)
    dropped = [e.seq for e in issues if e.dropped_on and ("dropped_on", stamp) in e.stamps]
    told = [ngettext("{count} answer", "{count} answers", answers)] if answers else []
    others = ((kind, sum(_is_of(e, stamp) for e in shelf.every(kind))) for kind in (Solution, Task))
    told += [counted(kind.kind, count) for kind, count in others if count]
    if told:
        yield _("Carried into {what}.").format(what=_(", ").join(told))
    if referred:
        yield _("Noted as referred by it: {what}.").format(what=counted("issue", referred))
    if refused := dropped_text(dropped):
        yield refused


def dropped_text(numbers: Iterable[int]) -> str:
    """Which issues a decision that nothing is to be done has dropped; nothing where it did none."""
    issues = _(", ").join(f"#{each}" for each in numbers)
    told = _("Dropped, as decided: {issues}; {key} on Issues takes up again.")
    return filled(told, issues=issues, key=key("take_up", "issues"))


def terms(shelf: Shelf) -> dict[str, tuple[dt.date, tuple[int, ...]]]:
    """The day by which each solution, or issue, is to be done, and the numbers of the issues; by id."""
    found = {
        each.id: (each.due_on, tuple(issue.seq for issue in shelf.issues_of(each)))
        for each in shelf.every(Solution)
        if each.due_on
    }
    return found | {e.id: (e.due_on, (e.seq,)) for e in shelf.every(Issue) if e.due_on}


def moved_text(before: Mapping[str, tuple[dt.date, tuple[int, ...]]], book: Fieldbook) -> str:
    """Which terms are others than :func:`terms` had before, and which steps are due later than they.

    Nothing where all are the same.
    """
    now = terms(book.shelf)
    moved = {
        _("{issues} from {before} to {now}").format(
            issues=_(", ").join(f"#{each}" for each in numbers),
            before=day(was, book.today),
            now=_with_later_step(book, each, now[each][0]),
        ): None
        for each, (was, numbers) in before.items()
        if each in now and now[each][0] != was
    }
    return filled(_("Term moved: {terms}."), terms=_("; ").join(moved))


def left_text(shelf: Shelf, before: Iterable[Matter], now: Iterable[Matter]) -> str:
    """The tasks and issues of decisions that are no longer on the page, while the book has what came of them.

    Nothing where all decisions stay.
    """
    there = [each for each in now if each.decided and not is_put_off(each)]
    tasks, issues = ({e.task for e in there}, {e.issue for e in there})
    left = dict.fromkeys(
        _called(shelf, each)
        for each in before
        if each.decided and (each.task not in tasks if each.task else each.issue not in issues)
    )
    told = _("Not in the minutes any more, but still in the book: {what}. Take it back there.")
    return filled(told, what=_(", ").join(filter(None, left)))


def _called(shelf: Shelf, matter: Matter) -> str:
    """The task, or the issue's answer or solution, that a decision became; nothing where there is none."""
    if task := shelf.living(Task, matter.task) if matter.task else None:
        return _("task “{title}”").format(title=task.title)
    issue = shelf.living(Issue, matter.issue) if matter.issue else None
    said = (
        [issue.answer, issue.drop_reason, *(e.method for e in shelf.solutions_of(issue))]
        if issue
        else []
    )
    if issue is None or matter.decided not in said:
        return ""
    return _("what was decided on #{number}").format(number=issue.seq)


def _with_later_step(book: Fieldbook, id_: str, term: dt.date) -> str:
    """The term, and the last day of the steps of that solution, where it lies behind the term."""
    solution = book.shelf.living(Solution, id_)
    steps = solution.steps if solution else ()
    last = max((e.due_on for e in steps if e.due_on and not e.done_on), default=term)
    told = day(term, book.today)
    if last <= term:
        return told
    later = _("but a step until {date}").format(date=day(last, book.today))
    return _("{text} ({more})").format(text=told, more=later)


def _is_of(record: Record, stamp: str) -> bool:
    return any(at == stamp for _field, at in record.stamps)
