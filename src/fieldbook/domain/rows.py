"""Rows that are made when they are looked at: a screen counts thousands and shows eight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

S = TypeVar("S")
R = TypeVar("R")


class Rows(Sequence[R], Generic[S, R]):
    """Sorted subjects, and what makes a row of one. Slicing makes the rows of the slice."""

    def __init__(self, subjects: Sequence[S], row_of: Callable[[S], R]) -> None:
        self._subjects = subjects
        self._row_of = row_of

    def __len__(self) -> int:
        return len(self._subjects)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return tuple(map(self._row_of, self._subjects[place]))
        return self._row_of(self._subjects[place])
