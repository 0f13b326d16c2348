"""Codes into words: what is stored as a code is shown as a label, in the language in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fieldbook.clean import clean
from fieldbook.domain.folding import in_unit
from fieldbook.i18n import N_, P_, _, in_every_language, ngettext
from fieldbook.units import contact_group_text

if TYPE_CHECKING:  # fieldbook add tells a day, and loads no records for that
    from fieldbook.domain.records import Person

KINDS: Final[Mapping[str, str]] = {
    "household": N_("household"), "group": N_("work group"), "member": N_("member"),
    "task": N_("task"), "visit": N_("visit"), "issue": N_("issue"), "solution": N_("solution"),
    "follow_up": N_("follow-up"), "diary": N_("diary page"), "survey": N_("survey"),
    "stay": N_("stay"), "link": N_("linked group"), "training": N_("training"),
    "experience": N_("experience"), "commendation": N_("commendation"), "plan": N_("plan"),
    "on_site_meeting": N_("on-site meeting"),
}  # fmt: skip
"""The word for one record of a kind."""

FIELDS: Final[Mapping[str, str]] = {
    "action": N_("What was done"), "address": N_("Address"), "alongside": N_("Besides"), "advice": N_("What others can take"), "after": N_("After"),
    "answer": N_("Answer"), "answered_on": N_("Answered on"), "attendance": N_("Attendance"),
    "attendees": N_("Who took part"), "batch": N_("Batch"), "before": N_("Before"), "came": N_("Groups that came"), "carried_by": N_("Carried out by"), "committee": N_("Committee"),
    "chair": N_("Chaired by"), "checked_on": N_("Checked on"), "code": N_("Household no."), "companions": N_("Companions"),
    "contact": N_("Contact"), "contact_group": N_("Contact group"),
    "core_members": N_("Core group"), "core_since": N_("Core group since"),
    "detail": N_("Detail"), "discussed": N_("What was said"), "drop_reason": N_("Reason"), "dropped_on": N_("Dropped on"),
    "due_on": N_("Due on"), "issue.due_on": N_("To be done by"), "solution.due_on": N_("To be done by"), "duties": N_("Who answers for what"), "ended_on": N_("Ended on"), "excused": N_("Excused"), "explained": N_("Explained"), "explanation": N_("Explanation"),
    "findings": N_("Findings"), "focus": N_("Focus"), "for_what": N_("For what"),
    "found_on": N_("Found on"), "from_on": N_("From"), "given_on": N_("Given on"), "given_to": N_("Given to"),
    "group": N_("Work group"), "groups": N_("Work groups"), "head": N_("Head"), "held_on": N_("Held on"), "hours": N_("From, to"), "household": N_("Household"),
    "household_text": N_("Household as written"), "issue": N_("Issue"), "issues": N_("Issues"),
    "key_members": N_("Key members"), "kind": N_("Kind"), "labour": N_("Labour"),
    "leader": N_("Leader"), "leadership": N_("Leadership"), "learned": N_("Learned"), "lecturers": N_("Who taught"), "looked_back": N_("What came of it"), "made_with": N_("Made with"),
    "management": N_("Management"), "matters": N_("Matters, decided"), "manner": N_("Manner"), "meetings": N_("On-site meetings"),
    "member": N_("Member"), "met": N_("Met"), "method": N_("Solution"), "name": N_("Name"), "member.name": N_("Full name"),
    "note": N_("Note"), "observers": N_("Observers"), "on": N_("On"), "other": N_("Other"), "outcome": N_("What came of it"),
    "people": N_("People"), "phone": N_("Phone"), "place": N_("Held at"), "post": N_("Post"), "production": N_("Production"), "promised": N_("Promised"),
    "purpose": N_("Purpose"), "raised_by": N_("Raised by"), "recorder": N_("Minutes by"), "referred_on": N_("Referred on"),
    "referred_to": N_("Referred to"), "relapsed_issues": N_("Relapsed issues"),
    "reply": N_("Reply"), "replied_on": N_("Replied on"),
    "reported_on": N_("Reported on"), "responsible": N_("Responsible"), "result": N_("Result"),
    "situation": N_("Situation"), "solution": N_("Solution"), "solved_on": N_("Solved on"),
    "spent": N_("Day spent on"), "steps": N_("Steps"), "study": N_("Study"), "told_by": N_("Told by"), "took_home": N_("What they took home"),
    "studied_on": N_("Studied on"), "studying_since": N_("Studying since"), "surveyed_on": N_("Surveyed on"),
    "tags": N_("Tags"), "task": N_("Task"), "tasks": N_("Tasks explained"), "text": N_("Text"),
    "title": N_("Title"), "to_on": N_("To"), "together": N_("Shared"), "topic": N_("Topic"),
    "type": N_("Type"), "unit": N_("Unit"), "until_on": N_("Until"), "visit": N_("Visit"),
    "visit_every_days": N_("Visit every (days)"), "visited_on": N_("Visited on"),
    "whom": N_("Whom"), "work": N_("Work"), "with_whom": N_("Studied with"), "experience": N_("Experience"),
    "measure": N_("Measure"), "handling": N_("Handling"), "closed_on": N_("Closed on"),
    "found_text": N_("Found on, as written"), "visited_text": N_("Visited on, as written"),
    "surveyed_text": N_("Surveyed on, as written"), "due_text": N_("Due, as written"), "studied_text": N_("Studied on, as written"), "solved_text": N_("Solved on, as written"),
    "cancelled_on": N_("Cancelled on"), "changed_on": N_("In these posts since"),
    "relation": N_("Relation to the head"), "seq": N_("Number"), "summary": N_("For others"), "state": N_("State"), "status": N_("Status"), "waiting": N_("Waits for"), "date": N_("Date"), "new_issues": N_("Issues"), "requests": N_("Opinions, requests"), "also_for": N_("Also for"), "issue_kind": N_("Kind"), "task_kind": N_("Kind"), "checks": N_("Follow-ups"), "open_steps": N_("Open steps"), "which": N_("Which"), "surveyed": N_("Surveyed"), "with_core": N_("With core"), "type_1": N_("Type 1"), "type_2": N_("Type 2"), "type_3": N_("Type 3"),
}  # fmt: skip
"""Fields, as a form or a column heading names them."""

CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "manner": {
        "visit": N_("visit made"), "nobody_home": N_("nobody at home"),
        "came_to_us": N_("came to us"), "listed": N_("from a list, visitor not known"),
    },
    "explained": {
        "tasks": N_("tasks"), "policies": N_("policies"), "methods": N_("methods"),
    },
    "together": {
        "meals": N_("meal"), "lodging": N_("lodging"), "labour": N_("labour"),
        "counsel": N_("counsel"),
    },
    "issue.kind": {
        "production": N_("production"), "life": N_("life"), "study": N_("study"),
        "policy": N_("policy"), "request": N_("request"), "other": N_("other"),
    },
    "focus": {
        "key_issue": N_("key issue"), "weak_link": N_("weak link"),
        "lagging_group": N_("lagging group"), "new_thing": N_("new thing"),
    },
    "status": {
        "open": N_("open"), "studying": N_("studying"), "acting": N_("acting"),
        "solved": N_("solved"), "held": N_("held"), "relapsed": N_("relapsed"),
        "dropped": N_("dropped"),
    },
    "waiting": {
        "overdue": N_("overdue"), "unreferred": N_("unreferred"), "late": N_("late to refer"),
        "unanswered": N_("unanswered"),
    },
    "carried_by": {
        "group": N_("the group itself"), "jointly": N_("jointly"), "cadre": N_("the cadre"),
    },
    "result": {"held": N_("held"), "relapsed": N_("relapsed")},
    "open_steps": {"done": N_("done, too"), "dropped": N_("not needed"), "open": N_("stay open")},
    "state": {
        "pending": N_("pending"), "held": N_("held"), "relapsed": N_("relapsed"),
        "cancelled": N_("cancelled"),
    },
    "audience": {
        "branch": N_("the branch"), "above": N_("the level above"), "public": N_("the public"),
    },
    "period": {
        "meeting": N_("since the last meeting"), "ten": N_("the last 10 days"),
        "week": N_("this week"), "last_week": N_("last week"),
        "early": N_("the 1st to the 10th"), "middle": N_("the 11th to the 20th"),
        "late": N_("from the 21st on"),
        "last_early": N_("last month, 1st to 10th"), "last_middle": N_("last month, 11th to 20th"),
        "last_late": N_("last month, from the 21st on"),
        "month": N_("this month"), "last_month": N_("last month"),
        "thirty": N_("the last 30 days"), "year": N_("this year"), "all": N_("everything"),
    },
    "diary.kind": {
        "note": N_("note"), "daily": N_("daily summary"), "five_day": N_("five-day summary"),
        "ten_day": N_("ten-day study"), "meeting": N_("meeting"),
    },
    "spent": {
        "study": N_("study day"), "meeting": N_("meeting day"), "front_line": N_("front line"),
    },
    "survey.type": {
        "1": N_("core formed"), "2": N_("core not strong"), "3": N_("core not formed"),
    },
    "link.kind": {"advanced": N_("advanced"), "lagging": N_("lagging"), "key_point": N_("key point")},
    "task.kind": {
        "task": N_("task"), "policy": N_("policy"), "method": N_("method"), "work": N_("work for somebody"),
    },
    "training.kind": {
        "class": N_("short class"), "evening": N_("evening class"),
        "lesson": N_("one incident, one lesson"),
    },
    "commendation.kind": {
        "red_flag": N_("red flag"), "five_good": N_("five good"), "other": N_("other"),
    },
    "post": {
        "leader": N_("leader"), "key_members": N_("key members"), "core_members": N_("core group"),
    },
}  # fmt: skip
"""Codes by the field (or ``kind.field``) they stand in."""

FIGURES: Final[Mapping[str, str]] = {
    "visits": N_("Visits made"), "nobody_home": N_("Nobody at home"),
    "came_to_us": N_("Of these they came to us"), "reached": N_("Households reached"),
    "all_three": N_("All three explanations given"),
    "kept": N_("Visits made by the day they were due"),
    "referred_in_time": N_("Of those found, referred in time"),
    "explained": N_("Explanations given"), "together": N_("Shared with the people there"),
    "alongside": N_("Done besides"),
    "found": N_("Issues found"), "kinds": N_("Their kinds"),
    "focuses": N_("The four focuses among them"), "solved": N_("Issues solved"),
    "relapsed": N_("Issues relapsed"), "referred": N_("Issues referred"),
    "answered": N_("Issues answered"), "statuses": N_("All issues by state"), "open": N_("Issues unsolved"),
    "not_referred": N_("Of these not yet referred"),
    "unanswered": N_("Of these referred, without an answer"), "studied": N_("Solutions studied"), "with_people": N_("With the people there"),
    "carried": N_("Carried out by"), "months": N_("By the groups themselves, by month"),
    "checks": N_("Follow-ups made"), "held": N_("Issues that did not relapse"), "relapsed_kinds": N_("Relapsed: of what kind"),
    "relapsed_carried": N_("Relapsed: carried out by"), "surveyed": N_("Groups surveyed"),
    "types": N_("Their types"), "surveys": N_("Surveys made"),
    "stronger": N_("Groups whose core grew stronger"),
    "weaker": N_("Groups whose core grew weaker"), "with_core": N_("Groups with a core group"),
    "stays": N_("Stays with a group"), "after_stays": N_("Relapses found after a stay"),
    "links": N_("Groups that members took on"),
    "leaning": N_("Groups that could take more on themselves"), "diary": N_("Written"),
    "reported": N_("Daily summaries reported"), "spent": N_("Days"),
    "trainings": N_("Trainings"), "experiences": N_("Experiences written up"),
    "on_site": N_("On-site meetings"), "commendations": N_("Commendations"),
    "commended": N_("Their kinds"), "in_time": N_("Households not overdue"), "streak": N_("Daily summaries in a row"),
    "three_types": N_("Groups of type 1 · 2 · 3"),
    "carried_of_late": N_("Carried out by groups, 90 days"),
    "leaning_of_late": N_("Leans on the cadre: worth a word"),
    "checks_of_late": N_("Follow-ups, last 90 days: held · relapsed"),
}  # fmt: skip
"""Figures of a period as a paper tells them, and of today."""


def kind_label(kind: str) -> str:
    """A record kind's word."""
    return _(KINDS.get(kind, kind))


def field_label(field: str) -> str:
    """A field's word; of a part or a kind (``issue.title``) its own, else that of the field itself."""
    return _(FIELDS.get(field) or FIELDS.get(field.rsplit(".", 1)[-1], field))


def code_label(field: str, code: object) -> str:
    """A code's word; a code this version does not know, or a word of the branch, as a line of it."""
    word = CODES.get(field, {}).get(str(code))
    return _(word) if word else " ".join(clean(str(code or "")).split())


def codes_of(field: str) -> tuple[tuple[str, str], ...]:
    """(code, word) of every code of a field that one may choose, in the order of the field's own list."""
    return tuple((code, _(word)) for code, word in CODES[field].items() if code != "listed")


def code_meant(field: str, word: str) -> str:
    """The code that a word stands for: the code itself, or its label in any language; else nothing."""
    return _meant(CODES[field], word)


def kind_meant(word: str) -> str:
    """The record kind that a word stands for, likewise."""
    return _meant(KINDS, word)


def _meant(labels: Mapping[str, str], word: str) -> str:
    plain = word.strip().casefold()
    if plain in labels:
        return plain
    shown = ((code, each) for code, label in labels.items() for each in in_every_language(label))
    return next((code for code, each in shown if each.casefold() == plain), "")


def _columns() -> Mapping[str, tuple[str, str]]:
    """Columns and lines of the reports' tables: as a screen names them, and as a paper does."""
    return {
        "contact_group": (_("group"), _("Contact group")),
        "households": (_("households"), _("Households")),
        "visits": (_("visits"), _("visits")),
        "visits_made": (_("visits"), _("Visits made")),
        "kept": (P_("contact", "kept"), _("Kept when due")),
        "in_time": (P_("contact", "referred"), _("Referred in time")),
        "days": (_("days"), _("How many days")),
        "found": (_("issues found"), _("Issues found")),
        "solved": (_("solved"), _("Issues solved")),
        "relapsed": (_("relapsed"), _("Times relapsed")),
        "by_itself": (_("by itself"), _("Carried out by itself")),
        "type": (_("Type"), _("Type")),
    }


SIDES: Final = (N_("before"), N_("during"), N_("after"))
"""The columns of a stay's table."""


def column_label(word: str, *, on_paper: bool = False) -> str:
    """The word of a report's column; ``field:code`` is what the code is called."""
    field, _colon, code = word.partition(":")
    label = code_label(field, code) if code else _columns()[word][on_paper]
    return label[:1].upper() + label[1:] if on_paper else label


def counts_text(field: str, counts: Iterable[tuple[str, int]]) -> str:
    """How often each code of a field came up, in a row; what never did is left out."""
    one = _("{what} {count}")
    told = (
        one.format(what=code_label(field, code) or _("not said"), count=count)
        for code, count in counts
        if count
    )
    return _(", ").join(told)


def figure_label(word: str) -> str:
    """What a figure counts."""
    return _(FIGURES[word])


def filled(sentence: str, **parts: str) -> str:
    """The sentence with its parts filled in; nothing where one of them is empty."""
    return sentence.format(**parts) if all(parts.values()) else ""


def people_text(people: tuple[Person, ...]) -> str:
    """People as they are typed: names, roles in brackets."""
    return _(", ").join(map(person_text, people))


def person_text(person: Person | None) -> str:
    """One person, the role in brackets."""
    return with_role(names_text(person.name), person.role) if person else ""


def names_text(names: str) -> str:
    """Names as they are kept, several of them parted as the language parts them."""
    return names.replace("、", _(", "))


def with_role(name: str, role: str) -> str:
    """A name, with what it is in brackets where that is told."""
    return filled(_("{name} ({role})"), name=name, role=role) or name


Tell = Callable[[dt.date | None, dt.date], str]
"""How a day is written, beside today."""


def day(date: dt.date | None, today: dt.date) -> str:
    """A date as short as it can be told: ``11-08``, with the year when it is another one."""
    if date is None:
        return ""
    text = date.isoformat()
    return text[5:] if date.year == today.year else text


def day_told(date: dt.date | None, words: str | None, today: dt.date, *, tell: Tell = day) -> str:
    """A date that may be marked: then the file's own words for it, or that it gave none.

    Args:
        date: the record's day, which is only that of taking in where there are words.
        words: none where the day is right.
        today: whose year need not be told.
        tell: how a day is written; papers write it in another way.
    """
    if words is None:
        return tell(date, today)
    return words or _("day not given")


WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS: Final = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip


def weekday(date: dt.date) -> str:
    """The day of the week."""
    return _(WEEKDAYS[date.weekday()])


def day_hint(date: dt.date, today: dt.date) -> str:
    """The day that is meant, with its weekday and how far it is: ``Wed 11-18, 7 days ago``."""
    return _("{weekday} {date}, {distance}").format(
        weekday=_(SHORT_WEEKDAYS[date.weekday()]),
        date=day(date, today),
        distance=distance((date - today).days),
    )


def distance(days: int) -> str:
    """How far a day is from today; negative: it is past."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day ago", "{count} days ago", -days)
    return ngettext("in {count} day", "in {count} days", days)


def name_told(name: str, apart: Sequence[str]) -> str:
    """A name, and where others have it too what tells it apart, as :mod:`.namesakes` has it."""
    if apart and apart[0] == "unit":
        return in_unit(apart[1], name)
    return _("{text} ({more})").format(text=name, more=apart_told(apart)) if apart else name


def apart_told(apart: Sequence[str]) -> str:
    """What tells a name apart, in words."""
    by, *words = apart
    if by == "place":
        return where_text(*words)
    told = " ".join(words)
    return contact_group_text(told) if by == "contact_group" else told


def where_text(group: str, code: str) -> str:
    """Where a household is: the name of its group, and its number there."""
    if group and code:
        return _("{group} no. {code}").format(group=group, code=code)
    return _("no. {code}").format(code=code) if code else group


def span_text(from_on: dt.date, to_on: dt.date | None, today: dt.date, *, tell: Tell = day) -> str:
    """From a day to a day; or since a day, where it still runs."""
    first = tell(from_on, today)
    if to_on is None:
        return _("since {since} (still running)").format(since=first)
    return _("{since} to {until}").format(since=first, until=tell(to_on, today))


def waiting_text(codes: Collection[str], answer_days: int | None) -> str:
    """What an issue waits for, and for an answer how long; that it is late says that it waits."""
    told = [each for each in codes if each != "unreferred" or "late" not in codes]
    return _(", ").join(
        waits_text(answer_days or 0) if each == "unanswered" else code_label("waiting", each)
        for each in told
    )


def waits_text(days: int) -> str:
    """How long something has been waited for."""
    if not days:
        return _("referred today")
    return ngettext("waits {count} day", "waits {count} days", days)


def due_text(days: int) -> str:
    """When something falls due, counted from today; negative: overdue."""
    if days < 0:
        return ngettext("{count}d overdue", "{count}d overdue", -days)
    if days == 0:
        return _("today")
    return ngettext("in {count}d", "in {count}d", days)
