"""The field that makes a solution one for several issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from fieldbook.book import Fieldbook
from fieldbook.domain.records import Issue
from fieldbook.domain.rules import ALLOWED
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.ui.widgets.fields import Field, Known, NumbersField


def other_issues(book: Fieldbook, first: Issue | None, named: Sequence[str]) -> NumbersField:
    """Issues that a solution is for beside its first one: the neighbours' are offered first.

    Those it is for already can be named, whatever became of them since.
    """

    def offers() -> Iterator[Known]:
        wanted = [
            each
            for each in book.issues.all()
            if (first is None or each.id != first.id)
            and (each.id in named or "solution" in ALLOWED[book.shelf.status(each)])
        ]
        wanted.sort(key=lambda each: each.found_on, reverse=True)
        wanted.sort(key=lambda each: _distance(book, first, each))
        for each in wanted:
            yield Known(each.id, "  ".join(_words(book, each)), number=each.seq)

    hint = _("further issues it is for: numbers, or words of theirs")
    return NumbersField("also_for", field_label("also_for"), offers, placeholder=hint)


def name_besides(field: Field, book: Fieldbook, issues: Iterable[str]) -> None:
    """Name issues in that field behind what stands there, if they are not named yet."""
    named = cast("Sequence[str]", field.value)
    missing = [f"#{book.issues.get(each).seq}" for each in issues if each not in named]
    field.restore(_(", ").join(filter(None, (field.draft, *missing))))


def _distance(book: Fieldbook, first: Issue | None, other: Issue) -> int:
    """0 for the same household, 1 for the same group, 2 for all others."""
    if first is None:
        return 2
    if first.household and first.household == other.household:
        return 0
    near, far = book.shelf.group_of(first), book.shelf.group_of(other)
    return 1 if near is not None and far is not None and near.id == far.id else 2


def _words(book: Fieldbook, issue: Issue) -> Iterator[str]:
    yield issue.title
    household, group = book.shelf.household_of(issue), book.shelf.group_of(issue)
    yield from (each for each in (household and household.head, group and group.name) if each)
