"""A month of a branch: twenty books that come together by one stick every five days.

    python tools/branch_month.py [--days 30] [--seed N] [--locked]

Each act is done in a member's book, or the secretary's, and once more in one book that sees everything.
After the last round the branch's book must give the same figures as that one, to the last number, and the
two books of a contact group must hold the same of its households.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.merge.documents import digest
from fieldbook.domain.records import Household, Issue, Record
from fieldbook.exchange.exchanging import exchange, prospect, through
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.founding import found, invited, join
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.reports.contact_groups import contact_groups
from fieldbook.reports.figures import figures as figures_now
from fieldbook.reports.figures import fortnight
from fieldbook.reports.meeting_figures import Period, figures

FIRST = dt.date(2026, 11, 1)
HERE = dt.timezone(dt.timedelta(hours=8))
MEMBERS, HOMES, EVERY = 20, 80, 5
TABLES = ("households", "visits", "issues", "solutions", "follow_ups")


class Clock:
    """Ticks a second each time it is read."""

    now = dt.datetime.combine(FIRST, dt.time(8), HERE)

    def __call__(self) -> dt.datetime:
        """The time."""
        self.now += dt.timedelta(seconds=1)
        return self.now


class Ids:
    """Ids that are the same when an act is done once more."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, act: int) -> None:
        """The ids of this act begin."""
        self._next = itertools.count(act << 20)

    def __call__(self) -> str:
        """The next id."""
        digits = f"{next(self._next):012x}"
        return f"{digits[:8]}-{digits[8:]}-7000-8000-{digits}"


class Month:
    """The books, and what is done in them day by day."""

    def __init__(self, folder: Path, seed: int, stack: contextlib.ExitStack) -> None:
        self.folder, self.dice, self._stack = folder, random.Random(seed), stack
        self.clock, self.ids, self.acts = Clock(), Ids(), 0
        (folder / "stick").mkdir()
        self.carrier = FolderCarrier(folder / "stick")
        self.all, self.own = self.book("all"), self.book("own")
        found(self.own, "崔寨子支部")
        self.members: list[BookOnDisk] = []

    def book(self, name: str) -> BookOnDisk:
        """A book of its own."""
        path = self.folder / name / "book.json"
        made = open_book(path, clock=self.clock, new_id=self.ids, backups=None)
        return cast("BookOnDisk", self._stack.enter_context(made))

    def do(self, book: BookOnDisk, act: Callable[[Fieldbook], Any]) -> Any:
        """Do an act in a book, and in the one that sees everything."""
        self.acts += 1
        results = []
        for each in (book, self.all):
            self.ids.begin(self.acts)
            results.append(act(each))
        return results[0]

    def settle(self) -> None:
        """Members, groups and households, in the branch's book; then everybody joins."""
        own = self.own
        members = [
            self.do(own, lambda b, n=n: b.members.write(
                Draft(name=f"成员{n:02}", contact_group=str(n // 2 + 1))))
            for n in range(MEMBERS)
        ]  # fmt: skip
        groups = [
            self.do(own, lambda b, n=n: b.groups.found(
                Draft(name=f"{n + 1}组", unit=f"红旗公社/{n % 3}大队", leader=f"组长{n}")))
            for n in range(9)
        ]  # fmt: skip
        for n in range(HOMES):
            draft = Draft(head=f"户主{n:02}", code=f"{n:04}", group=groups[n % 9].id,
                          contact=members[n % MEMBERS].id)  # fmt: skip
            self.do(own, lambda b, draft=draft: b.households.assign(draft))
        for member in members:
            self.acts += 1
            self.ids.begin(self.acts)
            invitation = invited(own, member)
            book = self.book(member.name)
            join(book, invitation)
            self.members.append(book)

    def round(self) -> None:
        """Everybody to the stick, the secretary, and everybody again."""
        for book in (*self.members, self.own, *self.members):
            self.acts += 1
            self.ids.begin(self.acts)
            seen = through(prospect(book, self.carrier))
            through(exchange(book, self.carrier, seen, about="stick"))

    def day(self, day: dt.date) -> None:
        """What is done on a day."""
        self.clock.now = dt.datetime.combine(day, dt.time(8), HERE)
        for number, book in enumerate(self.members):
            self._member(book, number)
        if day.day % 4 == 1:
            self.do(self.own, lambda b: b.tasks.write(Draft(title=f"任务{day.day}")))
        waiting = [each for each in self.own.issues.all() if each.referred_on and not each.answer]
        for issue in waiting[::2]:
            draft = Draft(answer="由大队办理")
            self.do(self.own, lambda b, i=issue.id, d=draft: b.issues.answer(i, d))

    def _member(self, book: BookOnDisk, number: int) -> None:
        """A visit with or without an issue, work on one's own issues, a page of the diary."""
        mine = [each for each in book.households.all() if self._is_mine(book, each, number)]
        if mine:
            home = self.dice.choice(mine)
            issues = [Draft(title=f"{home.head}的问题{self.acts}")] * self.dice.choice((0, 0, 1))
            draft = Draft(household=home.id, learned="先听完再记", together=["labour"])
            self.do(book, lambda b: b.visits.note(draft, issues))
        if self.dice.random() < 0.6:
            self.do(book, lambda b: b.diary.write(Draft(kind="daily", text="总结")))
        own = [each for each in book.issues.all() if self._raised_here(book, each)]
        for issue in self.dice.sample(own, min(2, len(own))):
            self._work_on(book, issue)

    def _work_on(self, book: BookOnDisk, issue: Issue) -> None:
        status = book.shelf.status(issue)
        solutions = book.shelf.solutions_of(issue)
        chance = self.dice.random()
        if status == "open" and chance < 0.3 and not issue.referred_on:
            self.do(book, lambda b: b.issues.refer([issue.id]))
        elif status == "open" and not issue.referred_on:
            draft = Draft(issues=[issue.id], method="一道修", carried_by="jointly")
            self.do(book, lambda b: b.solutions.note(draft))
        elif status == "acting" and chance < 0.5:
            result = Draft(result="修好了")
            self.do(book, lambda b, s=solutions[-1].id: b.solutions.solve(s, result))

    def _is_mine(self, book: BookOnDisk, home: Household, number: int) -> bool:
        member = book.shelf.member_name(home.contact)
        return member == f"成员{number:02}"

    def _raised_here(self, book: BookOnDisk, issue: Issue) -> bool:
        return any(
            stamp.endswith(book.exchange.replica) for name, stamp in issue.stamps if name == "*"
        )

    def figures(self, book: Fieldbook, last: dt.date) -> dict[str, Any]:
        """All figures of the month and of its last day."""
        shelf, habits = book.shelf, book.habits
        period = Period(FIRST, last, last)
        return {
            "contact groups": bare(contact_groups(shelf, FIRST, last, habits)),
            "fortnight": bare(fortnight(shelf, last, habits)),
            "today": bare(figures_now(shelf, last, habits)),
            "meeting": bare(figures(shelf, period)),
            "records": {each: len(room.all()) for each, room in rooms(book).items()},
        }

    def share(self, book: BookOnDisk, group: str) -> dict[str, str]:
        """What a book holds of the households of a contact group."""
        share = book.exchange.down(group)
        return {each["id"]: digest(each) for table in TABLES for each in share.get(table, ())}


def rooms(book: Fieldbook) -> dict[str, Any]:
    """The rooms of a book, by what they hold."""
    return {each.record_type.kind: each for each in book.rooms()}


def bare(value: Any) -> Any:
    """A figure without what is each book's own: of a record its id."""
    if isinstance(value, Record):
        return value.id
    if isinstance(value, dict):
        return {str(key): bare(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        found = [bare(each) for each in value]
        return sorted(map(repr, found)) if isinstance(value, set | frozenset) else found
    return value if isinstance(value, int | float | str | None) else repr(value)


def main() -> int:
    """Play the month; 0 where all figures agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1965)
    wanted = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        month = Month(Path(name), wanted.seed, stack)
        month.settle()
        month.round()
        last = FIRST
        for number in range(wanted.days):
            last = FIRST + dt.timedelta(days=number)
            month.day(last)
            if (number + 1) % EVERY == 0:
                month.round()
        month.round()
        month.round()
        ours, all_ = (month.figures(each, last) for each in (month.own, month.all))
        wrong = [each for each in ours if ours[each] != all_[each]]
        for each in wrong:
            print(f"{each}: {ours[each]}\nbut all: {all_[each]}")
        for group in range(MEMBERS // 2):
            one, other = (month.share(month.members[2 * group + n], str(group + 1)) for n in (0, 1))
            branch = month.share(month.own, str(group + 1))
            if not one == other == branch:
                wrong.append(f"contact group {group + 1}")
                print(f"contact group {group + 1}: {len(one)}, {len(other)}, {len(branch)}")
        print(f"{month.acts} acts, {wanted.days} days, {time.monotonic() - began:.0f} s; "
              f"{ours['records']}; {len(wrong)} wrong; seed {wanted.seed}")  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
