"""Who is to carry a solution out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldbook.domain.checks import read_people
from fieldbook.domain.parts import Step
from fieldbook.domain.records import Solution
from fieldbook.domain.shelf import Shelf


def doers(shelf: Shelf, solution: Solution, steps: Iterable[Step]) -> Iterator[tuple[str, ...]]:
    """Of each person whom a solution, or one of these steps of it, names as responsible: the members of that name."""
    own = solution.responsible
    if own and own.id:
        yield (own.id,)
    said = [own.name] if own and not own.id else []
    said += [each.who for each in steps]
    for each in (person for who in said for person in read_people(who)):
        yield shelf.member_ids(each.name)


def is_lent(solution: Solution) -> bool:
    """Whether it was given to somebody of another contact group, who may have none of its issues."""
    return bool(solution.merged and solution.merged.past)
