"""The list of forms: every record has its form, every draft is taken up where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.codes import DIARY_KIND
from fieldbook.domain.records import RECORD_TYPES, FollowUp, Record
from fieldbook.ui.forms.diary import DiaryForm
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.forms.table import FORMS, Listed, draft_form, draft_title, edit_form
from tests.ui import villages
from tests.ui.hands import Screens


def one(book: Fieldbook, record_type: type[Record]) -> Record:
    """A record of a kind, of the sample village."""
    return book.shelf.every(record_type)[0]


def opened(book: Fieldbook, listed: Listed) -> Iterator[RecordForm[Any]]:
    """The form, once for every kind of record it may be given."""
    for kind in (*listed.about, listed.form.record_type):
        yield listed.form(book) if kind is None else listed.form(book, one(book, kind))


@pytest.mark.parametrize("listed", FORMS, ids=lambda each: each.form.form)
def test_every_draft_opens_its_form_again(book: Fieldbook, listed: Listed) -> None:
    """About whatever a form was, its draft opens the same form, about the same, with a heading."""
    make_village(book)
    for form in opened(book, listed):
        again = draft_form(book, form.form, form.target)
        assert type(again) is type(form)
        assert (again.edits, again.about) == (form.edits, form.about)
        assert again.heading() == form.heading() != ""
        assert draft_title(book, form.form, form.target, {}).strip()


def test_every_kind_of_record_has_a_form(book: Fieldbook) -> None:
    """A record of any kind can be edited; a follow-up until it is made."""
    make_village(book)
    for each in RECORD_TYPES:
        form = edit_form(book, one(book, each))
        assert form is not None or each is FollowUp
        assert form is None or form.edits == one(book, each)
    pending, made = (
        book.follow_ups.pending()[0],
        next(each for each in book.follow_ups.all() if each.checked_on),
    )
    assert edit_form(book, pending) is not None
    assert edit_form(book, made) is None


@pytest.mark.parametrize("listed", FORMS, ids=lambda each: each.form.form)
def test_a_draft_about_what_is_gone_opens_nothing(book: Fieldbook, listed: Listed) -> None:
    """Where the record a draft was about is in the book no more, no form opens instead."""
    assert draft_form(book, listed.form.form, "gone") is None
    assert draft_form(book, "unheard_of", "") is None


@pytest.mark.parametrize("kind", DIARY_KIND)
def test_a_page_is_drafted_by_its_kind(book: Fieldbook, kind: str) -> None:
    """The draft of a new page of the diary opens a page of its kind."""
    form = draft_form(book, "diary", kind)
    assert isinstance(form, DiaryForm)
    assert form.prefill()["kind"] == form.target == kind


def test_every_form_has_a_name_of_its_own() -> None:
    """No two forms keep their drafts under one name."""
    names = [each.form.form for each in FORMS]
    assert len(names) == len(set(names))


@pytest.mark.slow
async def test_every_form_is_drawn(screens: Screens) -> None:
    """Every form opens about everything it may be about, its fields filled, no draft kept of it."""
    async with screens(fill=villages.full) as user:
        for form in [form for listed in FORMS for form in opened(user.book, listed)]:
            await user.app.push_screen(form)
            await user.settle()
            assert user.form is form
            assert set(form.body.fields) == {each.name for each in form.rows} - {*form.leaves_out()}
            await user.press("escape")
        assert user.app.drafts.all() == ()


@pytest.mark.slow
async def test_what_is_missing_is_said_of_what_is_missing_alone(screens: Screens) -> None:
    """With every required field emptied a form asks for those, and calls no row of its own unknown."""
    async with screens(fill=villages.full, lang="en") as user:
        for form in [form for listed in FORMS for form in opened(user.book, listed)]:
            await user.app.push_screen(form)
            await user.settle()
            fields = form.body.fields
            required = [name for name, each in fields.items() if each.is_required]
            form.body.restore(dict.fromkeys(required, ""))
            form.save()
            await user.settle()
            told = [*(each.problem for each in fields.values()), user.told()]
            assert not [each for each in told if "here is no field" in each], form
            if user.app.screen is form:
                await user.press("ctrl+d")
