"""Whatever a branch's books go through, in the end they are equal and nobody's words are lost."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.book.histories import STEPS, WITH_COPIES, Step, played

NUMBERS = st.integers(0, 7)


def histories(names: tuple[str, ...]) -> st.SearchStrategy[list[Step]]:
    """Histories of some steps."""
    return st.lists(
        st.tuples(st.sampled_from(names), st.integers(0, 4), NUMBERS, NUMBERS),
        min_size=20,
        max_size=40,
    )


FEW = settings(
    max_examples=6,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)


@FEW
@given(histories(STEPS))
def test_books_that_met_are_equal_and_nothing_is_lost(steps: list[Step]) -> None:
    """Shares are equal, and every text stands, was written over by who had it, or lies beside."""
    assert played(steps).saved


@FEW
@given(histories(WITH_COPIES))
def test_nor_when_old_copies_are_put_back(steps: list[Step]) -> None:
    """The same, when a book becomes what it was some time before and goes on from there."""
    assert played(steps).saved
