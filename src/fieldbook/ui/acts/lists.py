"""What can be done on a list with a story beside it."""

from __future__ import annotations

from typing import Final

from fieldbook.i18n import N_
from fieldbook.ui.act import Act, Acts
from fieldbook.ui.acts.records import NEW, NO_FILTER, ON_A_RECORD, TWO_PANES
from fieldbook.ui.list_screen import ListScreen

FILTER: Final[Act[ListScreen]] = Act(
    NO_FILTER.id, NO_FILTER.keys, N_("filter"), N_("Filter the list"),
    lambda at: at.screen.filter_bar.open(),
)  # fmt: skip
ON_A_LIST: Final = Acts[ListScreen](FILTER, NEW, *TWO_PANES, base=ON_A_RECORD)
"""Every act on a record, and those that move about between list, filter and story."""
