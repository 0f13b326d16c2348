"""The forms of casework: issue, solution, its end, its follow-up, the branch's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.marks import found_day
from fieldbook.domain.records import FollowUp, Group, Household, Issue, Solution, Visit
from fieldbook.i18n import _
from fieldbook.labels import day, field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.issues import other_issues
from fieldbook.ui.told.typed import steps_to_text, text_to_steps
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import ChoiceField, Field
from fieldbook.ui.widgets.numbers_field import NumbersField


class IssueForm(FormScreen):
    """Write an issue down, or edit one."""

    form = "issue"
    first = "title"
    shown_as: ClassVar[Mapping[str, str]] = {"household_text": "household"}

    def __init__(
        self,
        book: Fieldbook,
        *,
        household: Household | None = None,
        group: Group | None = None,
        visit: Visit | None = None,
        issue: Issue | None = None,
    ) -> None:
        self.household, self.group, self.visit, self.issue = household, group, visit, issue
        place = issue or visit or household or group
        super().__init__(book, target=place.id if place else "")

    def heading(self) -> str:
        """Which issue."""
        if self.issue is not None:
            return _("Issue #{seq}: {title}").format(seq=self.issue.seq, title=self.issue.title)
        return _("New issue")

    def make_fields(self) -> Sequence[Field]:
        """The title first: it alone is asked for."""
        asked: list[Field] = [
            fields.text("title", required=True),
            fields.long("detail"),
            fields.choice("kind", "issue.kind"),
            fields.pick_household(self.book),
            fields.pick_group(self.book),
            fields.people("raised_by", self._likely()),
            fields.date(self.book, "found_on", hint=self._written("found_text")),
            fields.date(self.book, "due_on", hint=self._written("due_text")),
            fields.choice("focus"),
            fields.text("tags"),
        ]
        return asked

    def _written(self, name: str) -> str:
        """A file's own words for a day that is not known."""
        return getattr(self.issue, name, None) or ""

    def _likely(self) -> list[tuple[str, str]]:
        head = [(self.household.head, _("head"))] if self.household else []
        return [*head, *fields.leaders_of(self.book, self.group)]

    def prefill(self) -> Mapping[str, Any]:
        """Where the cursor stood; or the issue that is edited."""
        if self.issue is None:
            return {
                "found_on": self.visit.visited_on if self.visit else self.book.today,
                "kind": "other",
                "household": self.household.id if self.household else "",
                "group": self.group.id if self.group and not self.household else "",
            }
        issue = self.issue
        return {
            "title": issue.title, "detail": issue.detail, "kind": issue.issue_kind,
            "household": issue.household or fields.free(issue.household_text),
            "group": issue.group, "raised_by": fields.names(issue.raised_by),
            "found_on": found_day(issue), "due_on": issue.due_on, "focus": issue.focus,
            "tags": " ".join(issue.tags),
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The issue."""
        placed = fields.household_typed(self.book, draft).having(
            raised_by="、".join(draft["raised_by"])
        )
        if self.issue is not None:
            return key_of(self.book.issues.edit(self.issue.id, placed))
        if self.visit is not None:
            placed = placed.having(visit=self.visit.id)
        return key_of(self.book.issues.raise_(placed))


class SolutionForm(FormScreen):
    """Write a solution down, or edit one."""

    form = "solution"
    first = "method"
    shown_as: ClassVar[Mapping[str, str]] = {"issues": "also_for"}

    def __init__(
        self, book: Fieldbook, *, issue: Issue | None = None, solution: Solution | None = None
    ) -> None:
        self.issue, self.solution = issue, solution
        self.is_said = solution is None or bool(solution.carried_by)
        """Whether who carries it out must be said: not of one written down when nobody asked."""
        target = solution or issue
        super().__init__(book, target=target.id if target else "")

    def heading(self) -> str:
        """Which issue it is for."""
        if self.solution is not None:
            issues = self.book.shelf.issues_of(self.solution)
            title = "; ".join(each.title for each in issues)
            return _("Solution #{seq}: {title}").format(seq=self.solution.seq, title=title)
        assert self.issue is not None
        return _("Solution for #{seq}: {title}").format(seq=self.issue.seq, title=self.issue.title)

    def above(self) -> Sequence[str]:
        """The issue in its own words."""
        if self.issue is None or not self.issue.detail:
            return ()
        return self.issue.detail.split("\n")[:3]

    def make_fields(self) -> Sequence[Field]:
        """The method, then with whom, who carries it out, and who answers for it."""
        offered = fields.leaders_of(self.book, self._group())
        return [
            fields.long("method", required=True, hint=_("what is to be done")),
            fields.people("with_whom", offered, hint=_("who worked it out together")),
            fields.choice("carried_by", required=self.is_said),
            fields.people("responsible", offered),
            fields.date(self.book, "due_on"),
            fields.long("steps", hint=_("one step a line: what / who / until when"), least=1),
            fields.date(self.book, "studied_on"),
            *self._of_the_solving(),
            other_issues(self.book, self._first_issue(), self._issue_ids()),
        ]

    def _of_the_solving(self) -> Iterator[Field]:
        """The result; and the day, where a file gave none that could be read."""
        if self.solution is not None and self.solution.solved_on is not None:
            if (words := self.solution.solved_text) is not None:
                yield fields.date(self.book, "solved_on", hint=words)
            yield fields.long("result", least=1)

    def _first_issue(self) -> Issue | None:
        """The issue it is for in the first place."""
        if self.solution is None:
            return self.issue
        return next(iter(self.book.shelf.issues_of(self.solution)), None)

    def _issue_ids(self) -> tuple[str, ...]:
        return self.solution.issues if self.solution else ()

    def _group(self) -> Group | None:
        issue = self._first_issue()
        return self.book.shelf.group_of(issue) if issue else None

    def prefill(self) -> Mapping[str, Any]:
        """Studied today; or the solution that is edited."""
        if self.solution is None:
            return {"studied_on": self.book.today}
        found = self.solution
        return {
            "method": found.method, "with_whom": fields.names(found.with_whom),
            "carried_by": found.carried_by, "responsible": fields.names(found.responsible),
            "due_on": found.due_on, "steps": steps_to_text(found.steps),
            "studied_on": None if found.studied_text is not None else found.studied_on,
            "result": found.result, "also_for": self._others(),
        }  # fmt: skip

    def _others(self) -> tuple[str, ...]:
        """The issues beside the first that the field names; what lies in the trash is not named."""
        issues = self.book.shelf.issues_of(self.solution) if self.solution else ()
        return tuple(each.id for each in issues[1:])

    def _all_issues(self, named: Sequence[str]) -> list[str]:
        """Every issue the solution is for, in the order it came to be for them."""
        first = self._first_issue()
        field = cast(NumbersField, self.body.fields["also_for"])
        shown = {row.key for row in field.rows.values()}
        gone = (set(self._others()) & shown) - set(named)
        kept = [each for each in self._issue_ids() if each not in gone]
        return list(dict.fromkeys([*kept, *([first.id] if first else []), *named]))

    def submit(self, draft: Draft) -> str:
        """The solution."""
        before = self.solution.steps if self.solution else ()
        filled = draft.without("also_for").having(
            issues=self._all_issues(draft["also_for"]),
            with_whom="、".join(draft["with_whom"]),
            responsible="、".join(draft["responsible"]),
            steps=text_to_steps(str(draft["steps"]), before, self.book.today),
        )
        if not draft.get("solved_on"):
            filled = filled.without("solved_on")  # a day nobody knows is still a day
        if self.is_said:  # a guess would be counted as a fact
            self.require(Solution, filled, "method", "carried_by")
        if self.solution is not None:
            return key_of(self.book.solutions.edit(self.solution.id, filled))
        noted = self.book.solutions.note(filled)
        if not noted.with_whom:
            self.remark = _("Nobody is named with whom it was worked out; e adds them.")
        return key_of(noted)


class SolveForm(FormScreen):
    """Note that a solution worked."""

    form = "solve"
    first = "result"

    def __init__(self, book: Fieldbook, *, solution: Solution) -> None:
        self.solution = solution
        super().__init__(book, target=solution.id)

    def heading(self) -> str:
        """Which solution."""
        return _("Solved: {method}").format(method=self.solution.method.split("\n")[0])

    def above(self) -> Sequence[str]:
        """What follows from it."""
        days = self.book.habits.follow_up_after_days
        if not days:
            return ()
        told = _(", ").join(str(each) for each in days)
        return (_("Follow-ups are planned after {days} days.").format(days=told),)

    def make_fields(self) -> Sequence[Field]:
        """Result, day, and who carried it out."""
        return [
            fields.long("result", hint=_("what came of it")),
            fields.date(self.book, "solved_on", required=True),
            fields.choice("carried_by"),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """Today."""
        return {
            "solved_on": self.book.today,
            "carried_by": self.solution.carried_by,
            "result": self.solution.result,
        }

    def submit(self, draft: Draft) -> str:
        """Solved."""
        return key_of(self.book.solutions.solve(self.solution.id, draft))


class FollowUpForm(FormScreen):
    """Note what a follow-up found."""

    form = "follow_up"
    first = "result"

    def __init__(
        self, book: Fieldbook, *, follow_up: FollowUp | None, solution: Solution | None
    ) -> None:
        self.follow_up, self.solution = follow_up, solution
        target = follow_up or solution
        super().__init__(book, target=target.id if target else "")

    def heading(self) -> str:
        """What is followed up."""
        if self.solution is not None:
            return _("Follow-up: {what}").format(what=self.solution.method.split("\n")[0])
        assert self.follow_up is not None
        group = self.book.shelf.find(Group, self.follow_up.group)
        return _("Follow-up: {what}").format(what=group.name if group else "")

    def above(self) -> Sequence[str]:
        """The issues, and when it was due."""
        issues = self.book.shelf.issues_of(self.solution) if self.solution else ()
        lines = [f"#{each.seq} {each.title}" for each in issues[:4]]
        if len(issues) > 1:
            lines.append(_("If it relapsed and none is ticked, all of them did."))
        if self.follow_up is not None:
            due = day(self.follow_up.due_on, self.book.today)
            lines.append(_("due {date}").format(date=due))
            lines.append(_("To put it off, leave the result empty and type another due day."))
        return lines

    def make_fields(self) -> Sequence[Field]:
        """Held or relapsed first."""
        asked: list[Field] = [fields.choice("result"), fields.long("note")]
        issues = self.book.shelf.issues_of(self.solution) if self.solution else ()
        if len(issues) > 1:
            options = [(each.id, f"#{each.seq} {each.title}") for each in issues]
            label = field_label("relapsed_issues")
            asked.insert(1, ChoiceField("relapsed_issues", label, options, many=True))
        asked.append(fields.date(self.book, "checked_on", required=True))
        if self.follow_up is not None:
            asked.append(fields.date(self.book, "due_on"))
        return asked

    def prefill(self) -> Mapping[str, Any]:
        """Today, and the day it was planned for."""
        planned = self.follow_up
        if planned is None:
            return {"checked_on": self.book.today}
        return {"checked_on": self.book.today, "due_on": planned.due_on, "note": planned.note}

    def submit(self, draft: Draft) -> str:
        """The follow-up; one nobody had planned is planned and made at once."""
        if self.follow_up is not None:
            if not draft["result"] and draft["due_on"] != self.follow_up.due_on:
                return self._put_off(self.follow_up, draft)
            made = draft if draft["due_on"] else draft.without("due_on")
            return key_of(self.book.follow_ups.check(self.follow_up.id, made))
        assert self.solution is not None
        return key_of(self.book.follow_ups.check_at_once(self.solution.id, draft))

    def _put_off(self, follow_up: FollowUp, draft: Draft) -> str:
        """Another day for it, and what is noted so far; it is not made by that."""
        planned = Draft(due_on=draft["due_on"], note=draft["note"])
        found = self.book.follow_ups.edit(follow_up.id, planned)
        when = day(found.due_on, self.book.today)
        self.remark = _("The follow-up is due on {date} now.").format(date=when)
        return key_of(found)


class AnswerForm(FormScreen):
    """Note what the branch answered."""

    form = "answer"

    def __init__(self, book: Fieldbook, *, issue: Issue) -> None:
        self.issue = issue
        super().__init__(book, target=issue.id)

    def heading(self) -> str:
        """Which issue."""
        return _("The branch's answer: {title}").format(title=self.issue.title)

    def above(self) -> Sequence[str]:
        """Since when it waits."""
        referred = day(self.issue.referred_on, self.book.today)
        return (_("referred {date}").format(date=referred),)

    def make_fields(self) -> Sequence[Field]:
        """The answer and its day."""
        return [
            fields.long("answer", required=True),
            fields.date(self.book, "answered_on", required=True),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """Today."""
        return {"answered_on": self.book.today}

    def submit(self, draft: Draft) -> str:
        """The answer."""
        return key_of(self.book.issues.answer(self.issue.id, draft))


class DropForm(FormScreen):
    """Drop an issue, with the reason."""

    form = "drop"

    def __init__(self, book: Fieldbook, *, issue: Issue) -> None:
        self.issue = issue
        super().__init__(book, target=issue.id)

    def heading(self) -> str:
        """Which issue."""
        return _("Drop: {title}").format(title=self.issue.title)

    def make_fields(self) -> Sequence[Field]:
        """The reason."""
        return [fields.long("drop_reason", required=True)]

    def submit(self, draft: Draft) -> str:
        """Dropped."""
        return key_of(self.book.issues.drop(self.issue.id, str(draft["drop_reason"])))
