"""The scripted month as a branch's book has it: namesakes, referrals again, groups' own work, trash."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from tests.book.month import LAST, Month, day

ME: Final = "成员03"
"""Who writes: of contact group 2, with 成员02."""
NO_NOTES: Final = "11"
"""The contact group of whose work nothing is in the book."""


class Branch(Month):
    """The month of a branch, and on its last days what the month's plan has not."""

    def live_through(self) -> Fieldbook:
        super().live_through()
        self._name_alike()
        self._refer_again()
        self._raise_of_groups()
        self._relapse_after_the_stay()
        self._throw_away()
        return self.book

    def _name_alike(self) -> None:
        """Two of one name among members, households and groups; and nobody who went to the last ones."""
        book = self.book
        self.clock.today = day(29)
        pair = [book.members.write(Draft(name="张伟", contact_group=g)).id for g in ("1", NO_NOTES)]
        groups = [
            book.groups.found(Draft(name="十组", unit=f"西风公社/{n}大队")).id for n in (1, 2)
        ]
        for contact, group in zip(pair, groups, strict=True):
            book.households.assign(Draft(head="王芳", group=group, contact=contact))
        old = Draft(head="王芳", code="9", contact=pair[1], visit_every_days="3")
        book.households.assign(old)
        self.clock.today = LAST

    def _refer_again(self) -> None:
        """Of the relapsed ones one is referred again; two relapse the day they are, one is once more."""
        book = self.book
        relapsed = [e.id for e in book.issues.all() if book.issues.status(e.id) == "relapsed"]
        book.issues.refer(relapsed[:1], "支部", day(29))
        again = book.solutions.note(Draft(issues=relapsed[1:3], method="再办", studied_on=day(28)))
        book.issues.refer(relapsed[1:3], "支部")
        book.solutions.solve(again.id, Draft(solved_on=day(28)))
        book.follow_ups.check_at_once(again.id, Draft(result="relapsed"))
        book.issues.refer(relapsed[1:2], "公社")
        unsolved = [each.id for each in book.issues.unsolved()]
        for number, issue in enumerate((*unsolved, *self.issues[:3])):
            due_on = (LAST, day(20), dt.date(2026, 12, 9))[number % 3]
            book.issues.edit(issue, Draft(due_on=due_on))

    def _raise_of_groups(self) -> None:
        """Groups' own issues, and visits to a group and to nobody the book knows."""
        book = self.book
        groups = [each.id for each in book.groups.all()]
        for number, group in enumerate(groups[:4]):
            book.issues.raise_(Draft(title=f"组里第{number}件", group=group, found_on=day(11)))
        book.issues.refer([book.issues.all()[-1].id], on=day(13))
        book.visits.note(Draft(group=groups[0], visited_on=day(12)))
        book.visits.note(Draft(household_text="路上的人", visited_on=day(12)))
        every = ["tasks", "policies", "methods"]
        for home in book.households.all()[:9:2]:
            book.visits.note(Draft(household=home.id, visited_on=day(14), explained=every))

    def _relapse_after_the_stay(self) -> None:
        """The group did not keep what the stay began; what was studied during it did not hold either."""
        book = self.book
        first = book.groups.all()[0].id
        check = book.follow_ups.plan(Draft(group=first, due_on=day(27)))
        book.follow_ups.check(check.id, Draft(result="relapsed", note="账又停了"))
        made = [book.issues.raise_(Draft(title=f"蹲点时{n}", group=first, found_on=day(6)))
                for n in range(2)]  # fmt: skip
        for issue, studied_on in zip(made, (day(8), day(3)), strict=True):
            noted = book.solutions.note(Draft(issues=[issue.id], method="记账", solved_on=day(18),
                                              studied_on=studied_on))  # fmt: skip
            draft = Draft(result="relapsed", checked_on=day(25))
            book.follow_ups.check_at_once(noted.id, draft)

    def _throw_away(self) -> None:
        """A visited household, a visit, a group, a solution, a task, a member and an issue."""
        book = self.book
        book.households.remove(book.visits.all()[3].household)
        book.visits.remove(book.visits.all()[40].id)
        book.groups.remove(book.groups.all()[1].id)
        book.solutions.remove(book.solutions.all()[2].id)
        book.tasks.remove(book.tasks.all()[0].id)
        book.members.remove(book.members.all()[5].id)
        book.issues.remove(self.issues[7])
