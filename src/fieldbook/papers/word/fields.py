"""The fields a branch's own template may ask for, and the marks that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fieldbook.i18n import N_

BODY: Final = "{{p body }}"
"""The one mark that must be there; alone in a paragraph, since it becomes many."""


_LOOP: Final = "{%p for line in lines %}\n{{ line }}\n{%p endfor %}"


class Field(NamedTuple):
    """A field that a branch's own template may hold."""

    mark: str
    """How it stands in the template, a line for each paragraph."""
    means: str
    """What it becomes; to be shown through gettext."""


FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "title": Field("{{ title }}", N_("the title")),
        "branch": Field("{{ branch }}", N_("the branch's name, as in the settings")),
        "author": Field("{{ author }}", N_("who wrote it, as the audience may read the name")),
        "date": Field("{{ date }}", N_("the day it was written")),
        "lines": Field(
            _LOOP,
            N_("the lines under the title, such as the period; three paragraphs"),
        ),
        "body": Field(BODY, N_("the text; alone in a paragraph, and it must be there")),
    }
)
"""By the name that is asked for."""
