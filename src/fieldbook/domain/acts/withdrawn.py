"""What a decision gave out that is put off, or decided against, after all: it goes to the trash with it."""

from __future__ import annotations

from collections.abc import Container, Iterator

import msgspec

from fieldbook.domain.acts.decided import is_put_off, is_refused
from fieldbook.domain.acts.given_out import as_given, has, step_of, task_of
from fieldbook.domain.acts.making import Pen, remove
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.parts import Matter
from fieldbook.domain.records import BY_KIND, Diary, Issue, Record, Solution, Task
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf


def withdrawn(
    pen: Pen, before: Diary, page: Diary, old: Matter, new: Matter, *, gone: Container[str]
) -> Iterator[Change]:
    """The task, or the solution with its steps, that is not to be done now.

    One that somebody has worked on, or changed, since it was given stays; so does the solution of an
    issue of which the page still decides something. What is ``gone`` already goes once.
    """
    if is_over(old) or not is_over(new):
        return
    task = pen.shelf.living(Task, old.task) if old.task else None
    if task is not None and _stands(pen.shelf, task, task_of(pen.shelf, before, old)):
        yield remove(pen, task)
    issue = pen.shelf.living(Issue, new.issue) if new.issue else None
    if issue is None or any(e.issue == issue.id and not is_over(e) for e in page.matters):
        return
    for each in pen.shelf.solutions_of(issue):
        given = _solution(each, before, old)
        if each.id not in gone and _stands(pen.shelf, each, given):
            yield remove(pen, each)


def is_over(matter: Matter) -> bool:
    """Whether nothing is to be done for a matter: it is put off, decided against, or not decided."""
    return not matter.decided or is_put_off(matter) or is_refused(matter)


def _solution(found: Solution, page: Diary, matter: Matter) -> Draft:
    """The solution that a decision began, with such of its steps as the page's other decisions are."""
    steps = [step_of(each) for each in page.matters if each.issue == matter.issue]
    given = as_given(found, matter).having(
        due_on=matter.due_on,
        studied_on=page.on,
        issues=(matter.issue,),
        steps=tuple(each for each in found.steps if each in steps),
    )
    return given if matter.who else given.having(responsible=None)


def _stands(shelf: Shelf, record: Task | Solution, given: Draft) -> bool:
    """Whether a record is as it was given, in every field, and nothing was noted of it."""
    own = msgspec.structs.fields(record)
    own = tuple(each for each in own if each.name not in Record.__struct_fields__)
    as_it_was = all(
        has(record, each.encode_name, given.get(each.encode_name, each.default)) for each in own
    )
    return as_it_was and not any(
        shelf.pointing(BY_KIND[kind], field, record.id)
        for kind, fields in REFERENCES.items()
        for field, to in fields.items()
        if to == record.kind
    )
