"""What was done, in words: acts as the status line tells them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fieldbook.domain.changes import Change, PastAct
from fieldbook.domain.records import Diary
from fieldbook.i18n import N_, _
from fieldbook.labels import code_label, day, kind_label

VERBS: Final[Mapping[str, str]] = {
    "assign": N_("household added"), "reassign": N_("households handed over"),
    "merge": N_("households merged"), "note_visit": N_("visit noted"),
    "raise_issue": N_("issue noted"), "study": N_("issue taken into study"),
    "refer": N_("issue referred"), "answer": N_("answer noted"), "drop": N_("issue dropped"),
    "take_up": N_("issue taken up again"), "note_solution": N_("solution noted"),
    "solve": N_("issue solved"), "step_done": N_("step marked"),
    "plan_follow_up": N_("follow-up planned"), "check": N_("follow-up noted"),
    "edit": N_("edited"), "remove": N_("removed"), "restore": N_("restored"),
    "found_group": N_("work group added"), "survey": N_("survey noted"),
    "begin_stay": N_("stay begun"), "end_stay": N_("stay ended"),
    "add_member": N_("member added"), "give_task": N_("task given out"),
    "end_task": N_("task ended"),
    "write_diary": N_("diary written"), "mark_day": N_("day marked"), "keep_minutes": N_("minutes kept"), "report_diary": N_("summary reported"),
    "link_group": N_("group linked"), "make_plan": N_("plan made"),
    "plan_on_site": N_("on-site meeting planned"), "hold_on_site": N_("on-site meeting held"), "hold_training": N_("training noted"),
    "write_experience": N_("experience written up"), "commend": N_("commendation noted"),
    "take_in": N_("file imported"), "inbox": N_("inbox taken in"),
    "exchange": N_("exchange taken in"), "join": N_("records joined"), "tell_apart": N_("told apart"),
    "decline": N_("left as it is"), "settle": N_("wording settled"),
    "restore_backup": N_("backup restored"), "repair": N_("book repaired"),
}  # fmt: skip
"""Acts, as the status line tells them."""


def verb_label(verb: str) -> str:
    """What was done, in words."""
    return _(VERBS.get(verb, verb))


def page_told(page: Diary, today: dt.date) -> str:
    """A page of the diary: known by its kind and its day, not by how its text begins."""
    return f"{code_label('diary.kind', page.diary_kind).capitalize()} {day(page.on, today)}"


def toggled(act: PastAct, changes: Sequence[Change], today: dt.date) -> tuple[str, str]:
    """What an act undone or redone was, and what it was on; minutes are known by their topic."""
    about = act.about
    if len(changes) == 1 and isinstance(page := changes[0].after, Diary):
        about = about if page.diary_kind == "meeting" else page_told(page, today)
    return verb_label(act.verb), about


def added_for(things: Iterable[Mapping[str, str]]) -> str:
    """What was added for whom, each by its kind and its first words."""
    told = _("{kind} “{about}” for {household}")
    return _("; ").join(
        told.format_map({**each, "kind": kind_label(each["kind"])}) for each in things
    )
