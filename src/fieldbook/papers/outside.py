"""The words of our own method that readers outside the branch know by others.

三交, 四同, 四抓, 由谁办 and 回生 stay inside it: the level above reads 反弹 and 办理方式.
"""

from __future__ import annotations

from typing import Final

from fieldbook.i18n import NP_

OWN_WORDS: Final = frozenset(
    (
        NP_("outside", "All three explanations given"),
        NP_("outside", "All three explanations were given at {part} of {whole} visits{percent}."),
        NP_("outside", "Carried out"),
        NP_("outside", "Carried out by"),
        NP_("outside", "Explained"),
        NP_("outside", "Explanations given"),
        NP_("outside", "Focus"),
        NP_("outside", "Follow-ups made: {count}; issues that did not relapse: {held}."),
        NP_("outside", "Issues relapsed"),
        NP_("outside", "Issues that did not relapse"),
        NP_("outside",
            "Issues: {found} found{a}, {solved} solved{b}, {relapsed} relapsed{c}{dropped}."),
        NP_("outside", "Relapsed: carried out by"),
        NP_("outside", "Relapsed: of what kind"),
        NP_("outside", "Relapses found after a stay"),
        NP_("outside", "Shared"),
        NP_("outside", "Shared with the people there"),
        NP_("outside", "Solution that relapsed"),
        NP_("outside",
            "Solved in the period ({count} more relapsed since):",
            "Solved in the period ({count} more relapsed since):"),
        NP_("outside", "The four focuses among them"),
        NP_("outside", "Times relapsed"),
        NP_("outside", "held at {count} follow-up", "held at {count} follow-ups"),
        NP_("outside", "jointly"),
        NP_("outside", "not since its relapse"),
        NP_("outside", "relapsed"),
        NP_("outside", "relapsed once", "relapsed {count} times"),
        NP_("outside", "what relapsed"),
    )
)  # fmt: skip
"""Each has its words for outside in the catalogue; English has the same for both.

No comma ends a call: what gathers the words would count one more."""
