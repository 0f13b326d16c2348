"""Where somebody is in the book: the screen, what stands under its cursor, and the forms that lie open.

It is written down when the book is locked, encrypted like the book, and gone back to afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from textual.screen import Screen

from fieldbook.book import Fieldbook
from fieldbook.ui.book_screen import BookScreen, Stand
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.forms.several import SeveralForm, several_form
from fieldbook.ui.forms.table import OF_NO_RECORD, draft_form
from fieldbook.ui.host import Host
from fieldbook.ui.screens.intake import IntakeScreen, Previewed
from fieldbook.ui.screens.search import Searched, SearchScreen
from fieldbook.ui.under import key_of, record_of


class OpenForm(msgspec.Struct, frozen=True):
    """A form that lay open, and what stood in it."""

    form: str
    target: str
    records: tuple[str, ...]
    """What it was about, where that was more than one record."""
    typed: dict[str, str]
    field: str
    """The field that was filled in."""


class Place(msgspec.Struct, frozen=True):
    """Where the user was when the book was locked."""

    screen: str
    stand: Stand
    forms: tuple[OpenForm, ...]
    previewed: Previewed | None = None
    """The file whose rows were looked at before they are taken in."""
    searched: Searched | None = None


def place_of(screens: Sequence[Screen[Any]]) -> Place:
    """Where somebody is who sees these screens, the lowest first."""
    base = next((each for each in screens if isinstance(each, BookScreen)), None)
    forms = tuple(_form(each) for each in screens if isinstance(each, FormScreen))
    intake = next((each for each in screens if isinstance(each, IntakeScreen)), None)
    search = next((each for each in screens if isinstance(each, SearchScreen)), None)
    return Place(
        base.tab if base else "",
        base.stand() if base else {},
        forms,
        intake.left() if intake else None,
        search.left() if search else None,
    )


def go_back_to(host: Host, place: Place) -> None:
    """Show the same screen with the same forms again, as far as the book still has what they are about."""
    screen = host.go_to(place.screen)
    if isinstance(screen, BookScreen):
        screen.call_after_refresh(screen.take_stand, place.stand)
    if place.previewed is not None:
        host.open_form(IntakeScreen(host.book, None, place.previewed))
    if place.searched is not None:
        screen.app.push_screen(SearchScreen(host.book, place.searched))
    for each in place.forms:
        if each.form in OF_NO_RECORD:
            host.perform(each.form)
        elif (form := _made(host.book, each)) is not None:
            host.open_form(form)
            form.call_after_refresh(_fill, form, each)


def _form(form: FormScreen) -> OpenForm:
    others = form.others if isinstance(form, RecordForm) else ()
    first = (form.edits or form.about) if isinstance(form, RecordForm) else None
    records = tuple(key_of(each) for each in (first, *others) if each is not None)
    here = form.body.current
    field = here.field_name if here else ""
    return OpenForm(form.form, form.target, records if others else (), form.body.draft(), field)


def _made(book: Fieldbook, opened: OpenForm) -> FormScreen | None:
    found = (record_of(book.shelf, each) for each in opened.records)
    records = [each for each in found if each is not None]
    if opened.form == SeveralForm.form:
        return several_form(book, records) if records else None
    form = draft_form(book, opened.form, opened.target)
    if form is not None and len(records) > 1:
        return type(form)(book, records[0], others=records[1:])
    return form


def _fill(form: FormScreen, opened: OpenForm) -> None:
    if not form.keeps_draft:
        form.body.restore(opened.typed)
    if opened.field in form.body.fields:
        form.body.fields[opened.field].focus()
