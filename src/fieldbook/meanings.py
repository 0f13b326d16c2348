"""What the fields of forms stand for, a plain sentence each, where the word before one does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fieldbook.i18n import N_, _

MEANINGS: Final[Mapping[str, str]] = {
    "alongside": N_("What was done along with the visit, in your branch's own words; the settings have them."),
    "settings.alongside": N_("what is done besides at visits, in your own words"),
    "also_for": N_("Other issues that the same solution settles: their numbers, or words of their titles."),
    "annexes": N_("What follows the report on pages of its own."),
    "attendance": N_("How many come to work and to meetings, and how regularly."),
    "audience": N_("The branch reads all names, the level above its members' and of others the surname, the public none."),
    "batch": N_("Classes that train all between them bear the same batch, a number or a word."),
    "came": N_("The groups that were there, by their numbers or a part of the name."),
    "carried_by": N_("Who does it: the group itself, the group and you jointly, or the cadre, who visits them, for them."),
    "changed_on": N_("From which day these people hold their posts; the former ones stay in the story."),
    "code": N_("The household's number within its group, such as 07."),
    "committee": N_("The committee, or the leading cadre, that takes on a key point."),
    "companions": N_("The members of the branch who went along."),
    "contact": N_("The member of the branch who keeps contact with the household and visits it."),
    "contact_group": N_("Two or more members who share their households; a new name makes a new contact group."),
    "core_members": N_("The few people who lead the group together."),
    "due_on": N_("By which day it is to be done; after that day it is overdue."),
    "follow_up.due_on": N_("The day it is planned for; without a result another day puts it off."),
    "duties": N_("Who in the group answers for which work: one a line, area / who."),
    "excused": N_("Who told beforehand of being kept away, the reason in brackets."),
    "explained": N_("What you explained to them: the branch's tasks, its policies, or methods of work."),
    "focus": N_("Why the issue matters; none is ticked where none fits."),
    "settings.follow_up_after_days": N_("How many days after a solution worked it is looked at again: 10 30 90 makes three follow-ups."),
    "given_to": N_("Who sees to it. A task is told to the households in their contact, or to all where nobody is named; work is told to none."),
    "task.groups": N_("The groups at whose households it is to be explained; none named: all."),
    "head": N_("The head of the household, by whose name it is listed."),
    "hours": N_("When the meeting began and ended, such as 9:00-11:30."),
    "key_members": N_("Those in the group who do its work together with the leader."),
    "issue.kind": N_("What the issue is about; that of an issue written into a visit is “other” at first."),
    "task.kind": N_("A task, a policy or a method is explained at households by a visit that ticks it; work is for whoever is named."),
    "link.kind": N_("A member takes on an advanced and a lagging group; a committee takes on a key point."),
    "labour": N_("How the work is shared out and organised."),
    "leadership": N_("How the leader and the core group lead."),
    "learned": N_("What you learned from the people there; an experience can be written up from it."),
    "looked_back": N_("What came of the last plan, before the next one is made."),
    "management": N_("How accounts, work points and tools are kept."),
    "manner": N_("Whether you made the visit, found nobody at home, or they came to you."),
    "matters": N_("One matter a line: matter -> decided / who / until when; #12 before it names an issue."),
    "met": N_("With whom you spoke there."),
    "method": N_("What is to be done about it, as you worked it out with them."),
    "new_issues": N_("What is not right yet, one a line; each line becomes an issue of its own."),
    "open_steps": N_("What becomes of the steps that are not done yet."),
    "household.people": N_("How many live in the household."),
    "promised": N_("What you will do for them until the next visit, whose form begins with it."),
    "raised_by": N_("Who brought the issue up."),
    "settings.refer_within_days": N_("Within how many days an issue is referred to the branch; after that it is late to refer."),
    "requests": N_("What they think or wish, one a line; each line becomes an issue of the kind “request”."),
    "responsible": N_("Who sees to it that all is done by its day."),
    "result": N_("What came of the solution."),
    "follow_up.result": N_("Held: it still works. Relapsed: it is there again, and is studied anew."),
    "spent": N_("What the day went to, counted against the week's rule of the settings."),
    "steps": N_("One step a line: what / who / until when, such as “bring sand / Ned Willis / +2”."),
    "settings.study_every_days": N_("After how many days a study is due; mostly ten."),
    "summary": N_("The issue in one line without names: for the level above, and for everybody where texts come along."),
    "settings.summary_every_days": N_("After how many days a summary is due; mostly five."),
    "tags": N_("Words of your own, by which it is found again."),
    "tasks": N_("Which of the branch's tasks you explained to them."),
    "texts": N_("What people said stays out of it, or is masked and shown to you before anything is written."),
    "together": N_("What you shared with them: a meal, lodging, labour, counsel."),
    "took_home": N_("What the groups that came want to do like this at home."),
    "survey.type": N_("Type 1 has formed a core, that of type 2 is not strong enough, type 3 has none."),
    "unit": N_("Where it belongs, from the upper level down, with strokes between."),
    "visit_every_days": N_("How many days after a visit the next one is due; empty: as in the settings."),
    "settings.visit_every_days": N_("After how many days a household is due again, unless its form says otherwise."),
    "with_whom": N_("With whom you worked the solution out: those it concerns, the leader, key members."),
    "written": N_("Which of your own pages and notes of classes are taken in, as they were written."),
}  # fmt: skip
"""By field, or ``form.field`` where one form means something else by it."""


def field_meaning(form: str, field: str) -> str:
    """What a form's field stands for; empty where its word says it."""
    return _(MEANINGS.get(f"{form}.{field}") or MEANINGS.get(field, ""))
