"""What tells two persons of one name apart stands in brackets and is no person; who shares a sign has a number."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.papers.masks import Hand, Where
from fieldbook.reports.named import named

IN_TEXT = Where("issue", "detail")


def hand_of(book: Fieldbook, *heads: str) -> Hand:
    """What the level above may read of a book in which these are heads."""
    for head in heads:
        book.households.assign(Draft(head=head))
    hand = Hand(named(book.shelf), "above", texts=True)
    hand.settle()
    return hand


@pytest.mark.parametrize(
    "told",
    [
        *("(junior)", "(jun.)", "(Sr)", "(sen.)", "(elder)", "(the younger)", "( Jr. )", "[senior]"),
        *("（小）", "（老）", "(大)", "（大的）", "（二）", "（男）", "（外来）"),
    ],
)  # fmt: skip
def test_two_of_one_name_are_two_and_nobody_is_a_third(book: Fieldbook, told: str) -> None:
    """Lydia Ofori and Lydia Ofori (junior) are L.1 and L.2; Joseph does not become J.1 by the word in brackets."""
    han = told.strip("()（）") > "一"
    name, other = ("陈桂生", "小玉兰") if han else ("Lydia Ofori", "Joseph Tetteh")
    both = (name, f"{name} {told}" if told[0] in "([" else f"{name}{told}")
    hand = hand_of(book, *both, other)
    signs = {"陈某甲", "陈某乙"} if han else {"L.1", "L.2"}
    assert {hand.person(each) for each in both} == signs
    assert {hand.line(each, IN_TEXT) for each in both} == signs
    assert hand.person(other) == ("小某某" if han else "J.")
    assert hand.doer(f"{both[1]}、{other}").startswith(hand.person(both[1]) + "、")
    plainly = "Junior school, 小组, elder, 大的"
    assert hand.line(plainly, IN_TEXT) == plainly


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈桂生（之子）", "陈某某（之子）"), ("陈桂生（长子）", "陈某某（长子）"), ("陈桂生（次女）", "陈某某（次女）"),
        ("Lydia Ofori (daughter)", "L. (daughter)"),
        ("Lydia Ofori (her eldest son)", "L. (her eldest son)"), ("Lydia Ofori (his wife)", "L. (his wife)"),
    ],
)  # fmt: skip
def test_kin_in_brackets_are_called_as_they_are_called(
    book: Fieldbook, name: str, shown: str
) -> None:
    """What somebody is to another has no sign of its own."""
    hand = hand_of(
        book, "陈桂生", "Lydia Ofori", "Edward Hay", "Hannah Moss", "Daniel Cole", "长孙海"
    )
    book.issues.raise_(Draft(title="渠", raised_by=name))
    hand = hand_of(book)
    assert hand.person(name) == shown
    assert hand.person("Hannah Moss") == "H."


def test_whom_the_book_knows_by_one_initial_has_a_number_each(book: Fieldbook) -> None:
    """Samuel Tetteh is no plain S. beside another who is S.2."""
    hand = hand_of(book, "Samuel Tetteh", "Susan Reed")
    assert {hand.person(each) for each in ("Samuel Tetteh", "Susan Reed")} == {"S.1", "S.2"}


def test_another_name_in_brackets_is_masked_as_well(book: Fieldbook) -> None:
    """Only what tells one from another is no name: Wanjiru is who is called so."""
    hand = hand_of(book, "Mary Young [Wanjiru]", "Lydia Ofori (junior)")
    assert hand.line("Wanjiru came to the junior school", IN_TEXT) == "M. came to the junior school"
