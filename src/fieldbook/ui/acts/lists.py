"""What can be done on a list with a story beside it."""

from __future__ import annotations

from typing import Final

from fieldbook.i18n import N_
from fieldbook.ui.act import Act, Acts, Context, Refusal
from fieldbook.ui.acts.casework import wants_a_line
from fieldbook.ui.acts.records import NEW, NO_FILTER, ON_A_RECORD, TWO_PANES
from fieldbook.ui.everywhere import nothing_here
from fieldbook.ui.list_screen import ListScreen

FILTER: Final[Act[ListScreen]] = Act(
    NO_FILTER.id, NO_FILTER.keys, N_("filter"), N_("Filter the list"),
    lambda at: at.screen.filter_bar.open(),
)  # fmt: skip


def _nothing_listed(at: Context[ListScreen]) -> Refusal:
    return "" if at.screen.list.shown else nothing_here(at)


SORT: Final = (
    Act[ListScreen]("sort", "comma,fullwidth_comma", N_("sort"),
        N_("Sort the list by its next column"), lambda at: at.screen.list.sort_on(),
        why_not=_nothing_listed),
    Act[ListScreen]("turn", "full_stop,ideographic_full_stop", N_("turn round"),
        N_("Turn the order of the list round"), lambda at: at.screen.list.turn(),
        why_not=_nothing_listed),
)  # fmt: skip
"""The order of a list; a click on a column's title does the same."""
MARK: Final = (
    Act[ListScreen]("mark", "space,ideographic_space", N_("mark"),
        N_("Mark the line, and go on; what can be done on several is then done on all that are marked"),
        lambda at: at.screen.list.mark(), why_not=wants_a_line),
    Act[ListScreen]("mark_all", "asterisk,fullwidth_asterisk,A", N_("mark all"),
        N_("Mark all lines that are shown, or again none"),
        lambda at: at.screen.list.mark_all(), why_not=wants_a_line),
)  # fmt: skip
"""Marking lines of a list; Shift with an arrow marks as it goes."""
ON_ROWS: Final = (FILTER, *SORT, *MARK)
"""What can be done on the rows of any list."""
ON_A_LIST: Final = Acts[ListScreen](*ON_ROWS, NEW, *TWO_PANES, base=ON_A_RECORD)
"""Every act on a record, and those that move about between list, filter and story."""
