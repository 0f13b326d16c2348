"""A meeting's minutes as lines: who came, and each matter with what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.decided import is_put_off, is_refused
from fieldbook.domain.acts.withdrawn import is_over
from fieldbook.domain.records import Diary, Issue, Matter, Record, Solution, Task
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, filled, people_text, person_text
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
    return _given(matter.decided, matter.who, matter.due_on, today)


def _given(text: str, who: str, due_on: dt.date | None, today: dt.date) -> str:
    due = filled(_("until {date}"), date=day(due_on, today))
    more = _(", ").join(each for each in (who, due) if each)
    return _("{text} ({more})").format(text=text, more=more) if more else text


def carried_told(shelf: Shelf, stamp: str) -> Iterator[str]:
    """What the decisions became in the act of this stamp, a sentence each; nothing where nothing did."""
    issues = shelf.every(Issue)
    answers = sum(bool(e.answer) and ("answer", stamp) in e.stamps for e in issues)
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


def hands(shelf: Shelf) -> dict[str, str]:
    """Who is responsible for each solution, or sees to each task; by id."""
    found = {each.id: person_text(each.responsible) for each in shelf.every(Solution)}
    found |= {each.id: people_text(each.given_to) for each in shelf.every(Task)}
    return {id_: who for id_, who in found.items() if who}


def handed_text(before: Mapping[str, str], book: Fieldbook) -> str:
    """Which solutions and tasks are in other hands than :func:`hands` had before; nothing where none is."""
    now = hands(book.shelf)
    changed = _("; ").join(
        _("{what}: {now} instead of {before}").format(
            what=_called_briefly(book, id_), now=now[id_], before=was
        )
        for id_, was in before.items()
        if now.get(id_, was) != was
    )
    return filled(_("Responsible changed: {changes}."), changes=changed)


def _called_briefly(book: Fieldbook, id_: str) -> str:
    """A task by its title, a solution by its issues."""
    if task := book.shelf.living(Task, id_):
        return _called(book, task)
    issues = book.shelf.issues_of(book.shelf.get(Solution, id_))
    return _(", ").join(f"#{each.seq}" for each in issues)


def withdrawn_told(book: Fieldbook, stamp: str) -> Iterator[str]:
    """The answers that the act of this stamp took back, and what it put in the trash."""
    issues = (e for e in book.shelf.every(Issue) if not e.answer and ("answer", stamp) in e.stamps)
    answers = _(", ").join(f"#{each.seq}" for each in issues)
    gone = [each for each in book.shelf.trash() if ("removed_at", stamp) in each.stamps]
    trash = _(", ").join(_called(book, e) for e in gone if isinstance(e, Solution | Task))
    told = filled(_("Answer taken back: {issues}."), issues=answers)
    yield from filter(None, (told, filled(_("Put in the trash: {what}."), what=trash)))


def left_text(book: Fieldbook, before: Sequence[Matter], now: Sequence[Matter]) -> str:
    """What the book has of decisions that no longer stand on the page, and where it is taken back.

    Nothing where all decisions stay.
    """
    gone = [each for each in before if not (is_over(each) or _stays(each, before, now))]
    gone += [e for e in before if is_refused(e) and not any(_goes_on(e, each) for each in now)]
    left = dict.fromkeys(each for matter in gone for each in _left_of(book, matter))
    what = _(", ").join(e if isinstance(e, str) else _called(book, e) for e in left)
    told = _("Not in the minutes any more, but still in the book: {what}. Take it back there.")
    names = ((Solution, _("Solutions")), (Task, _("Tasks")))
    lists = _(", ").join(name for kind, name in names if any(isinstance(e, kind) for e in left))
    how = _("On {lists}, {key} puts it in the trash.")
    where = filled(how, lists=lists, key=key("remove", "solutions"))
    text = filled(told, what=what)
    return _("{told} {next}").format(told=text, next=where) if where else text


def _stays(was: Matter, before: Iterable[Matter], now: Iterable[Matter]) -> bool:
    """Whether a decision is on the page as it was, or in other words."""
    alike = [each for each in now if _goes_on(was, each) and not is_over(each)]
    were = [each for each in before if _goes_on(was, each) and not is_over(each)]
    return len(alike) >= len(were) or any(each.decided == was.decided for each in alike)


def _goes_on(was: Matter, now: Matter) -> bool:
    """Whether something is decided on the same task or issue now."""
    same = now.task == was.task if was.task else now.issue == was.issue
    return same and bool(now.decided) and not is_put_off(now)


def _left_of(book: Fieldbook, matter: Matter) -> Iterator[Task | Solution | str]:
    """The task or solutions that a decision became, and in words the issue's answer or its dropping."""
    if task := book.shelf.living(Task, matter.task) if matter.task else None:
        yield task
    if issue := book.shelf.living(Issue, matter.issue) if matter.issue else None:
        if issue.answer == matter.decided:
            yield _("the answer to #{number}").format(number=issue.seq)
        if issue.drop_reason == matter.decided:
            yield _("that #{number} is dropped").format(number=issue.seq)
        for each in book.shelf.solutions_of(issue):
            given = (person_text(each.responsible), each.due_on) == (matter.who, matter.due_on)
            said = matter.decided in (each.method, *(step.what for step in each.steps))
            if said or (given and (matter.who or matter.due_on)):
                yield each


def _called(book: Fieldbook, found: Task | Solution) -> str:
    """A task by its title; a solution by its issues and its words, with who carries it out until when."""
    if isinstance(found, Task):
        return _("task “{title}”").format(title=found.title)
    issues = _(", ").join(f"#{each.seq}" for each in book.shelf.issues_of(found))
    told = _("solution “{method}” of {issues}").format(method=found.method, issues=issues)
    return _given(told, person_text(found.responsible), found.due_on, book.today)


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
