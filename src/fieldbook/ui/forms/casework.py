"""The forms of casework: issue, solution, its end, its follow-up, the branch's answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, cast

import msgspec

from fieldbook.domain.drafts import Draft
from fieldbook.domain.marks import found_day, solved_day, visited_day
from fieldbook.domain.naming import name_of
from fieldbook.domain.parts import Step
from fieldbook.domain.records import FollowUp, Issue, Record, Solution
from fieldbook.i18n import N_, _
from fieldbook.labels import codes_of, day, field_label, filled
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.issues import name_besides, other_issues
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.typed import step_given
from fieldbook.ui.widgets.fields import ChoiceField, NumbersField

_ONE_STEP: Final = N_("one step a line: what / who / until when")


class IssueForm(RecordForm[Issue]):
    """Write an issue of a household, a group or a visit down, or edit one."""

    form = "issue"
    first = "title"
    record_type = Issue
    titles = (N_("New issue"), N_("Issue #{seq}: {title}"))
    shown_as: ClassVar[Mapping[str, str]] = {"household_text": "household"}
    rows = (
        fields.text("title", required=True),
        fields.long("detail"),
        fields.text("summary", hint=N_("one line without names, for papers that leave the branch")),
        fields.choice("kind", always=True),
        fields.household(),
        fields.group(),
        fields.people("raised_by"),
        fields.date("found_on", is_today=True),
        fields.date("due_on"),
        fields.choice("focus"),
        fields.text("tags"),
    )

    def likely(self, name: str) -> list[tuple[str, str]]:
        """The head of the household before those who lead the group."""
        head = self.at.household.head if self.at.household else ""
        return [*([(head, _("head"))] if head else []), *super().likely(name)]

    def begins(self) -> Mapping[str, Any]:
        """Where the cursor stood, and the day of the visit."""
        found = self.at
        on = visited_day(found.visit) if found.visit else None
        begun: dict[str, Any] = {"found_on": on} if on else {}
        place = found.household or found.group
        if place is not None:
            begun[place.kind] = place.id
        return {"kind": "other", **begun}

    def write(self, draft: Draft) -> Issue:
        """The issue is written down, of the visit where it was raised at one."""
        return self.book.issues.raise_(draft)


class OfIssuesForm(RecordForm[Solution]):
    """A form of a solution: no day of it lies before the days on which its issues were found."""

    record_type = Solution

    def issues(self) -> Sequence[Issue]:
        """The issues the solution is for."""
        return self.book.shelf.issues_of(self.edits) if self.edits else ()

    def too_early(self) -> Iterator[tuple[str, str]]:
        """A day before one of the issues was found is told with that issue."""
        yield from super().too_early()
        found = [(on, each.seq) for each in self.issues() if (on := found_day(each))]
        for name in ("studied_on", "solved_on") if found else ():
            (on, number), its_day = max(found), self.day_of(name)
            if name in self.body.fields and its_day and its_day < on:
                told = _("This day lies before #{number} was found, {date}.")
                yield name, told.format(number=number, date=day(on, self.book.today))


class SolutionForm(OfIssuesForm):
    """Write a solution for an issue down, or edit one."""

    form = "solution"
    first = "method"
    shown_as: ClassVar[Mapping[str, str]] = {"issues": "also_for"}
    rows = (
        fields.long("method", required=True, hint=N_("what is to be done")),
        fields.people("with_whom", hint=N_("who worked it out together")),
        fields.choice("carried_by"),
        fields.people("responsible"),
        fields.date("due_on"),
        fields.lines("steps", step_given, names=True, hint=_ONE_STEP, least=1),
        fields.date("studied_on", is_today=True),
        fields.date("solved_on"),
        fields.long("result", least=1),
        fields.Row("also_for", lambda form: form.also_for()),
    )

    def heading(self) -> str:
        """The issue it is for stands on the first line."""
        if self.edits is not None:
            titles = [each.title for each in super().issues()]
            title = "; ".join(titles) or self.edits.method.split("\n")[0]
            return _("Solution #{seq}: {title}").format(seq=self.edits.seq, title=title)
        assert isinstance(self.about, Issue)
        return _("Solution for #{seq}: {title}").format(seq=self.about.seq, title=self.about.title)

    def likely(self, name: str) -> list[tuple[str, str]]:
        """Those whose issue it is before those who lead their group: it is worked out with them."""
        homes = (self.book.shelf.household_of(each) for each in self.issues())
        heads = [(home.head, _("head")) for home in homes if home and home.head]
        return [*heads, *super().likely(name)]

    def issues(self) -> Sequence[Issue]:
        """Those it is for as the form stands, the one it was begun for first."""
        named = self._all_issues(cast("Sequence[str]", self.body.fields["also_for"].value))
        found = (self.book.shelf.living(Issue, each) for each in named)
        return [each for each in found if each]

    def above(self) -> Sequence[str]:
        """The issue stands above, as it was told."""
        detail = self.about.detail if isinstance(self.about, Issue) else ""
        return detail.split("\n")[:3] if detail else ()

    def leaves_out(self) -> Collection[str]:
        """A result has only what is solved, and a day for it where a file gave none to be read."""
        if self.edits is None or self.edits.solved_on is None:
            return ("solved_on", "result")
        return ("solved_on",) if self.edits.solved_text is None else ()

    def asks(self) -> Collection[str]:
        """Who carries it out must be said: a guess would be counted as a fact.

        Not of a solution that was written down when nobody asked.
        """
        said = self.edits is None or self.edits.carried_by
        return ("method", "carried_by") if said else ()

    def too_far(self) -> Iterator[tuple[str, str]]:
        """Also a step whose day lies behind that of the whole solution."""
        yield from super().too_far()
        lines, end = self.body.fields["steps"].draft.split("\n"), self.day_of("due_on")
        given = (step_given(each, self.book.today, self.term_since()).day for each in lines)
        if end and any(each > str(end) for each in given if each[:4].isdecimal()):
            told = _("A step is due after the solution itself, {date}.")
            yield "steps", told.format(date=day(end, self.book.today))

    def also_for(self) -> NumbersField:
        """The further issues it is for; what lies in the trash is not named."""
        return other_issues(self.book, self.at.issue, self._ids())

    def _ids(self) -> tuple[str, ...]:
        return self.edits.issues if self.edits else ()

    def _others(self) -> tuple[str, ...]:
        return tuple(each.id for each in super().issues()[1:])

    def prefill(self) -> Mapping[str, Any]:
        """The issues beside the first are named; of a new one those that were marked with it."""
        return {"also_for": self._others(), **super().prefill()}

    def draft_taken_up(self) -> None:
        """A draft that was begun for the first issue alone is for those marked with it, too."""
        name_besides(self.body.fields["also_for"], self.book, self.known.get("also_for", ()))

    def _all_issues(self, named: Sequence[str]) -> list[str]:
        """Every issue the solution is for, in the order it came to be for them."""
        first = self.at.issue
        field = cast(NumbersField, self.body.fields["also_for"])
        shown = {row.key for row in field.numbered.values()}
        gone = (set(self._others()) & shown) - set(named)
        kept = [each for each in self._ids() if each not in gone]
        return list(dict.fromkeys([*kept, *([first.id] if first else []), *named]))

    def read(self) -> Draft:
        """The issues, all of them; a day of solving that nobody knows is still a day."""
        draft = super().read()
        if not draft.get("solved_on"):
            draft = draft.without("solved_on")
        return draft.without("also_for").having(issues=self._all_issues(draft["also_for"]))

    def write(self, draft: Draft) -> Solution:
        """Note the solution; that nobody is named is said, not refused."""
        noted = self.book.solutions.note(draft)
        if not noted.with_whom:
            told = _("Nobody is named with whom it was worked out; {edit} adds them.")
            self.remark = keys_in(told)
        return noted


class SolveForm(OfIssuesForm):
    """Note that a solution worked."""

    form = "solve"
    first = "result"
    is_act = True
    rows = (
        fields.Row("open_steps", lambda form: form.open_steps()),
        fields.long("result", hint=N_("what came of it")),
        fields.date("solved_on", required=True, is_today=True),
        fields.choice("carried_by"),
    )

    def heading(self) -> str:
        """The solution that worked stands on the first line."""
        return _("Solve: {method}").format(method=name_of(self.edits) if self.edits else "")

    def above(self) -> Sequence[str]:
        """Above stand the steps that are open, and which follow-ups are planned by it."""
        steps = [_("- step: {what}").format(what=each.what) for each in self._open()]
        days = self.book.habits.follow_up_after_days
        if not days:
            return steps
        told = _(", ").join(str(each) for each in days)
        return (*steps, _("Follow-ups are planned after {days} days.").format(days=told))

    def _open(self) -> Sequence[Step]:
        return [each for each in self.edits.steps if not each.done_on] if self.edits else ()

    def open_steps(self) -> ChoiceField:
        """What becomes of the steps that are not done."""
        return ChoiceField(
            "open_steps", field_label("open_steps"), codes_of("open_steps"), required=True
        )

    def leaves_out(self) -> Collection[str]:
        """Nothing is asked about steps where none is open."""
        return () if self._open() else ("open_steps",)

    def asks(self) -> Collection[str]:
        """What becomes of open steps must be said; who carried it out, once it is, is not taken away."""
        said = self.edits is not None and self.edits.carried_by
        asked = {"open_steps": self._open(), "carried_by": said}
        return [name for name, is_asked in asked.items() if is_asked]

    def change(self, record: Solution, draft: Draft) -> Solution:
        """The solution is marked solved, its open steps with it, and its follow-ups are planned."""
        becomes, on = draft.get("open_steps"), draft["solved_on"]
        draft = draft.without("open_steps")
        if becomes == "dropped":
            draft = draft.having(
                steps=[each for each in record.steps if each.done_on],
                result=_with_what_was_dropped(str(draft.get("result") or ""), self._open()),
            )
        if becomes == "done":
            done_on = on if isinstance(on, dt.date) else self.book.today
            draft = draft.having(steps=[_done(each, done_on) for each in record.steps])
        return self.book.solutions.solve(record.id, draft)


def _with_what_was_dropped(result: str, steps: Iterable[Step]) -> str:
    """What came of a solution, and the steps that proved not to be needed."""
    dropped = _("; ").join(each.what for each in steps)
    told = filled(_("Steps not needed: {what}"), what=dropped)
    return "\n".join(filter(None, (result.rstrip(), told)))


def _done(step: Step, on: dt.date) -> Step:
    """A step as it is when it is done, on that day where it was open."""
    return step if step.done_on else msgspec.structs.replace(step, done_on=on)


class FollowUpForm(RecordForm[FollowUp]):
    """Note what a follow-up found: one that was planned, or one of a solution made at once."""

    form = "follow_up"
    first = "result"
    record_type = FollowUp
    in_order = (
        ("solved_on", "checked_on"),
        ("solved_on", "due_on"),
        ("due_on", "checked_on"),
    )
    is_act = True
    rows = (
        fields.choice("result"),
        fields.Row("relapsed_issues", lambda form: form.relapsed_issues()),
        fields.long("note"),
        fields.date("checked_on", required=True, is_today=True),
        fields.date("due_on"),
    )

    @classmethod
    def edits_this(cls, record: Record) -> bool:
        """A follow-up is put off or made, and left alone once it is made."""
        return isinstance(record, FollowUp) and record.checked_on is None

    def heading(self) -> str:
        """The solution, or the group, that is looked at again stands on the first line."""
        what = self.at.solution or self.at.group
        return _("Follow-up: {what}").format(what=name_of(what) if what else "")

    def _issues(self) -> Sequence[Issue]:
        return self.book.shelf.issues_of(self.at.solution) if self.at.solution else ()

    def above(self) -> Sequence[str]:
        """Above stand its issues, and the day for which it was planned."""
        issues = self._issues()
        lines = [f"#{each.seq} {each.title}" for each in issues[:4]]
        if len(issues) > 1:
            lines.append(_("If it relapsed and none is ticked, all of them did."))
        if self.edits is not None:
            due = day(self.edits.due_on, self.book.today)
            lines.append(_("due {date}").format(date=due))
            lines.append(_("To put it off, leave the result empty and type another due day."))
        return lines

    def day_of(self, name: str) -> dt.date | None:
        """The solution was found to work before it is looked at again."""
        solution = self.at.solution if name == "solved_on" else None
        return solved_day(solution) if solution else super().day_of(name)

    def asks(self) -> Collection[str]:
        """What nobody had planned cannot be put off."""
        return () if self.edits else ("result",)

    def relapsed_issues(self) -> ChoiceField:
        """Which of the issues relapsed."""
        options = [(each.id, f"#{each.seq} {each.title}") for each in self._issues()]
        label = field_label("relapsed_issues")
        return ChoiceField("relapsed_issues", label, options, many=True)

    def leaves_out(self) -> Collection[str]:
        """One issue needs not be chosen; what nobody had planned is due today."""
        return {
            *(() if len(self._issues()) > 1 else ("relapsed_issues",)),
            *(() if self.edits else ("due_on",)),
        }

    def write(self, draft: Draft) -> FollowUp:
        """A follow-up nobody had planned is planned and made at once."""
        assert self.about is not None
        return self.book.follow_ups.check_at_once(self.about.id, draft)

    def change(self, record: FollowUp, draft: Draft) -> FollowUp:
        """The follow-up is made; or without a result, but with another day, put off."""
        if not draft["result"] and draft["due_on"] != record.due_on:
            return self._put_off(record, draft)
        made = draft if draft["due_on"] else draft.without("due_on")
        return self.book.follow_ups.check(record.id, made)

    def _put_off(self, follow_up: FollowUp, draft: Draft) -> FollowUp:
        """Another day for it, and what is noted so far; it is not made by that."""
        planned = Draft(due_on=draft["due_on"], note=draft["note"])
        found = self.book.follow_ups.edit(follow_up.id, planned)
        when = day(found.due_on, self.book.today)
        self.remark = _("The follow-up is due on {date} now.").format(date=when)
        return found


class DropForm(RecordForm[Issue]):
    """Drop an issue, with the reason."""

    form = "drop"
    record_type = Issue
    is_act = True
    titles = ("", N_("Drop: {title}"))
    rows = (fields.long("drop_reason", required=True),)

    def change(self, record: Issue, draft: Draft) -> Issue:
        """The issue is dropped, with the reason; those marked besides too."""
        also = [each.id for each in self.others]
        return self.book.issues.drop(record.id, str(draft["drop_reason"]), also=also)
