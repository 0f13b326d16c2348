"""What can be done on a record under the cursor, whichever screen shows it."""

from __future__ import annotations

from typing import Final

from fieldbook.i18n import N_
from fieldbook.ui.act import Act, Acting, Acts
from fieldbook.ui.acts import casework, marked, method
from fieldbook.ui.acts.settling import SETTLE
from fieldbook.ui.acts.undoing import REDO, UNDO
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import (
    EXCHANGE,
    HOW_TO_LEAVE,
    IN_FORMS,
    JOT,
    LOCKING,
    PLACES,
    RECENT,
    SCREENS,
    SEARCH,
    SETTINGS,
    elsewhere,
)

NEW: Final[Act[BookScreen]] = Act(
    "new", "f12,n,insert,ctrl+a", N_("new"), N_("Add a household, a group, a page"),
    casework.new, writes=True,
)  # fmt: skip
IMPORT: Final[Act[BookScreen]] = Act(
    "import", "f11,m,ctrl+k", N_("import"), N_("Import a roster, a ledger or another table"),
    lambda at: at.host.import_file(at.screen.imports), writes=True,
)  # fmt: skip
END_TASK: Final[Act[BookScreen]] = Act(
    "end_task", "E,ctrl+s", N_("end"), N_("The task has ended: note what became of it"),
    casework.end_task, writes=True, why_not=casework.no_task, of_a_line=True,
)  # fmt: skip
BACK: Final[Act[BookScreen]] = Act("back", "escape", N_("back"), "", lambda at: at.screen.back())
TWO_PANES: Final = (
    BACK, Act[BookScreen]("other_pane", "tab", "", "", lambda at: at.screen.panes.other()),
    Act[BookScreen]("left_pane", "h", "", "", lambda at: at.screen.panes.first.focus()),
    Act[BookScreen]("right_pane", "l", "", "", lambda at: at.screen.panes.read()),
)  # fmt: skip
"""What moves between two panes; the help names it under moving."""
NO_FILTER: Final[Act[Acting]] = elsewhere("filter", "slash,fullwidth_solidus,ctrl+f")
EVERYWHERE: Final[tuple[Act[BookScreen], ...]] = (
    SEARCH, RECENT, JOT, UNDO, REDO, *IN_FORMS, SETTINGS, EXCHANGE, *LOCKING, HOW_TO_LEAVE,
    *SCREENS,
)  # fmt: skip
"""The acts of every screen over the book."""

ON_A_RECORD: Final = Acts[BookScreen](
    Act("visit", "f2,v,ctrl+o", N_("visit"), N_("Write down a visit"), casework.visit,
        writes=True, why_not=casework.filtered_away, of_a_line=True),
    Act("issue", "f3,i,ctrl+n", N_("issue"), N_("Write down an issue"), casework.issue,
        writes=True, of_a_line=True),
    Act("solution", "f4,s,ctrl+b", N_("solution"), N_("Write down a solution studied together"),
        casework.solution, writes=True, why_not=casework.by_status("solution"),
        on_marked=marked.solution, why_not_marked=marked.no_issue),
    Act("refer", "f5,r,ctrl+r", N_("refer"),
        N_("Refer the issue to the branch, or note its answer"),
        casework.refer, writes=True, why_not=casework.by_status("refer"), on_marked=marked.refer,
        why_not_marked=marked.no_issue),
    Act("edit", "f6,e,ctrl+e", N_("edit"), N_("Edit what is under the cursor"),
        casework.edit, writes=True, why_not=casework.not_edited, on_marked=marked.edit),
    Act("follow_up", "f7,f,ctrl+g", N_("follow-up"), N_("Note a follow-up: did it hold?"),
        casework.follow_up, writes=True, why_not=casework.nothing_to_follow_up, of_a_line=True),
    Act("solve", "f8,d,ctrl+l", N_("solve"), N_("The solution worked: note the result"),
        casework.solve, writes=True, why_not=casework.not_to_be_ended, of_a_line=True),
    Act("study", "f9,t,ctrl+t", N_("study it"), N_("Begin to study the issue together"),
        casework.study, writes=True, why_not=casework.by_status("study"), on_marked=marked.study,
        why_not_marked=marked.no_issue),
    Act("write", "f10,w,ctrl+w", N_("diary"), N_("Write a diary page"), casework.write,
        writes=True),
    IMPORT, elsewhere(NEW.id, NEW.keys),
    Act("remove", "delete,ctrl+x", N_("remove"), N_("Put what is under the cursor in the trash"),
        casework.remove, writes=True, why_not=casework.not_removed, on_marked=marked.remove),
    Act("refer_all", "R,f17,shift+f5", N_("refer all"),
        N_("Refer all issues not yet referred, as one act; of marked ones those"),
        casework.refer_all, writes=True, why_not=casework.nothing_to_refer,
        on_marked=marked.refer, why_not_marked=marked.no_issue),
    Act("step", "K,ctrl+d", N_("step done"),
        N_("Mark the next open step of the solution done"),
        casework.step, writes=True, why_not=casework.no_step, of_a_line=True),
    Act("drop", "D,f20,shift+f8", N_("drop"), N_("Drop the issue, with the reason"),
        casework.drop, writes=True, why_not=casework.by_status("drop"), on_marked=marked.drop,
        why_not_marked=marked.no_issue),
    Act("take_up", "T,f21,shift+f9", N_("take up again"), N_("Take a dropped issue up again"),
        casework.take_up, writes=True, why_not=casework.by_status("take_up"),
        on_marked=marked.take_up,
        why_not_marked=marked.no_issue),
    Act("lesson", "L,f16,shift+f4", N_("training"),
        N_("Note a training: the lesson of this incident, a class, an evening"),
        method.lesson, writes=True, of_a_line=True),
    Act("experience", "x,f18,shift+f6", N_("experience"),
        N_("Write up an experience worth passing on"), method.experience, writes=True,
        of_a_line=True),
    Act("commend", "c,f19,shift+f7", N_("commend"),
        N_("Commend a group, a household or a member"), method.commend, writes=True,
        of_a_line=True),
    Act("hand_over", "H,f13,shift+f1", N_("hand over"),
        N_("Hand this household, or all that are shown, over to another member"),
        method.hand_over, writes=True, why_not=method.no_household, on_marked=marked.hand_over),
    SETTLE, *PLACES, NO_FILTER, *EVERYWHERE,
)  # fmt: skip
"""Every act on a record."""
