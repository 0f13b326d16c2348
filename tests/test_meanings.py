"""What the fields of forms stand for, told in forms."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from fieldbook.i18n import use_language
from fieldbook.meanings import MEANINGS, field_meaning
from fieldbook.settings import Settings
from fieldbook.ui import forms
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.told.paper import Wished

for found in iter_modules(forms.__path__):
    import_module(f"{forms.__name__}.{found.name}")


def made_of(form: type[RecordForm[Any]]) -> Iterator[type[RecordForm[Any]]]:
    """All forms that are made of this one."""
    for each in form.__subclasses__():
        yield each
        yield from made_of(each)


def test_every_meaning_is_of_a_field() -> None:
    """None is left over from a field, or a form, that went away."""
    asked = {
        (form.form, row.name) for form in made_of(RecordForm) for row in getattr(form, "rows", ())
    }
    asked |= {("settings", name) for name in Settings._fields}
    asked |= {("paper", name) for name in Wished._fields}
    names = {name for _form, name in asked} | {f"{form}.{name}" for form, name in asked}
    assert set(MEANINGS) <= names


def test_a_form_may_mean_something_of_its_own() -> None:
    """The result of a follow-up is no solution's; a title needs no words."""
    assert field_meaning("follow_up", "result") != field_meaning("solve", "result") != ""
    assert field_meaning("issue", "title") == ""


def test_what_above_reads_is_told_as_the_paper_is_masked() -> None:
    """The branch's members are written out to the level above, and others keep their surname."""
    use_language("zh_CN")
    assert "照写支部成员" in field_meaning("paper", "audience")
    assert "只留姓" in field_meaning("paper", "audience")
