"""All kinds of form fields, from one door."""

from fieldbook.ui.widgets.choice_field import ChoiceField
from fieldbook.ui.widgets.date_field import DateField
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.person_field import PersonField
from fieldbook.ui.widgets.pick_field import Picked, PickField
from fieldbook.ui.widgets.suggest_fields import Known, NumbersField
from fieldbook.ui.widgets.text_fields import (
    ExplainedField,
    Lines,
    LinesField,
    LongTextField,
    TextField,
)

__all__ = [
    "ChoiceField", "DateField", "ExplainedField", "Field", "Known", "Lines", "LinesField", "LongTextField",
    "NumbersField", "PersonField", "PickField", "Picked", "TextField",
]  # fmt: skip
