"""Whoever is called by less than his name in a field is whom it means, and nobody else."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.papers.masks import Hand, Where
from fieldbook.reports.named import named


def hand_of(book: Fieldbook) -> Hand:
    """What the level above may read of a book in which all of them stand."""
    for head in ("陈桂生", "陈大海", "李霞", "赵国栋", "王建军", "刘建军", "Tom Green"):
        book.households.assign(Draft(head=head))
    hand = Hand(named(book.shelf), "above", texts=True)
    hand.settle()
    return hand


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("桂生叔", "{陈桂生}叔"), ("桂生", "{陈桂生}"), ("桂生组长", "{陈桂生}组长"), ("小霞", "{李霞}"), ("霞姐", "{李霞}姐"),
        ("国栋媳妇", "{赵国栋}媳妇"), ("建军", "某某"), ("建军叔", "某某叔"), ("老陈", "陈某"), ("陈会计", "陈某会计"), ("老欧阳", "欧阳某"),
        ("秀英", "某某"), ("二狗子", "某某"), ("Tom", "{Tom Green}"), ("Uncle Tom", "{Tom Green}"), ("Mr. Green", "{Tom Green}"),
    ],
)  # fmt: skip
def test_who_is_called_by_less_than_his_name_is_himself(
    book: Fieldbook, called: str, told: str
) -> None:
    """His mask is that of his whole name, in fields and in texts; nobody gets a surname he has not."""
    book.issues.raise_(Draft(title="渠", raised_by=called))
    hand = hand_of(book)
    whole = {each: hand.person(each) for each in ("陈桂生", "李霞", "赵国栋", "Tom Green")}
    assert (whole["李霞"], whole["赵国栋"], whole["Tom Green"]) == ("李某某", "赵某某", "T.")
    assert hand.person(called) == told.format(**whole)
    masks = (*whole.values(), told)
    line = hand.line(f"{called}, yes", Where("issue", "detail"))
    assert line.startswith(tuple(masks))
    assert hand.line("会计, 大娘", Where("issue", "detail")) == "会计, 大娘"


def test_a_head_who_has_no_more_of_a_name_is_himself(book: Fieldbook) -> None:
    """A household whose head is called 桂生 is not 陈桂生's."""
    book.households.assign(Draft(head="桂生"))
    assert hand_of(book).person("桂生") == "桂某某"


def test_a_given_name_that_is_a_surname_is_nobody_s_before_a_title(book: Fieldbook) -> None:
    """林姐 may be 李林, or a 林 by surname: she gets the mask of neither."""
    book.households.assign(Draft(head="李林"))
    book.issues.raise_(Draft(title="渠", raised_by="林姐"))
    assert hand_of(book).person("林姐") == "某某姐"


@pytest.mark.parametrize("name", ["O'Neil", "Jean-Luc", "Mr O'Neil", "Mary-Ann-Rose", "Old"])
def test_a_name_of_one_word_is_less_than_no_other(book: Fieldbook, name: str) -> None:
    """What a hyphen or an apostrophe joins is whole by itself, beside a head who has but one character."""
    book.households.assign(Draft(head="李"))
    book.issues.raise_(Draft(title="The spring is dry", raised_by=name))
    assert hand_of(book).person(name) == f"{name.removeprefix('Mr ')[0]}."
