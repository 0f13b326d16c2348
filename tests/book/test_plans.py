"""Plans of ten days: what came of the last one."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.sentences import sentence


def test_looking_back_adds_to_the_plan_before(book: Fieldbook) -> None:
    """The words go to the plan that began before the new one, below what stands there already."""
    group = book.groups.found(Draft(name="1组")).id
    day = book.today

    def planned(on: dt.date, **more: str) -> str:
        return book.plans.write(Draft(group=group, work="清渠", from_on=on, **more)).id

    first, later = planned(day), planned(day + dt.timedelta(days=20))
    planned(day + dt.timedelta(days=10), looked_back="渠清了")
    assert book.plans.get(first).looked_back == "渠清了"
    assert book.plans.get(later).looked_back == ""
    planned(day + dt.timedelta(days=5), looked_back="闸门没修")
    assert book.plans.get(first).looked_back == "渠清了\n闸门没修"
    book.undo()
    assert book.plans.get(first).looked_back == "渠清了"


def test_an_empty_plan_is_told_what_one_holds(book: Fieldbook) -> None:
    """Any of the three would do, so the sentence asks for none in particular."""
    group = book.groups.found(Draft(name="1组")).id
    with pytest.raises(Invalid) as caught:
        book.plans.write(Draft(group=group, from_on=book.today))
    told = sentence(caught.value)
    assert "production, work and study" in told
    assert book.plans.write(Draft(group=group, from_on=book.today, study="识字")).study == "识字"
