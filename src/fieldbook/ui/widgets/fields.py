"""All kinds of form fields, from one door."""

from fieldbook.ui.widgets.choice_field import ChoiceField, Option
from fieldbook.ui.widgets.date_field import DateField, plain_digits
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.numbers_field import Numbered, NumbersField
from fieldbook.ui.widgets.suggest_fields import (
    PersonField,
    Picked,
    PickField,
    PickRow,
    Suggestion,
)
from fieldbook.ui.widgets.text_fields import LongTextField, TextField

__all__ = [
    "ChoiceField",
    "DateField",
    "Field",
    "LongTextField",
    "Numbered",
    "NumbersField",
    "Option",
    "PersonField",
    "PickField",
    "PickRow",
    "Picked",
    "Suggestion",
    "TextField",
    "plain_digits",
]
