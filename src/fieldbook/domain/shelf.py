"""The shelf: all records of an open book in memory, with small indexes, kept up to date by changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeVar, cast

from fieldbook.domain import folding, rules
from fieldbook.domain.changes import Change, Swap
from fieldbook.domain.errors import NotFound
from fieldbook.domain.given_first import given_first
from fieldbook.domain.marks import in_time, latest_visits
from fieldbook.domain.records import (
    BY_KIND,
    FollowUp,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Visit,
)
from fieldbook.domain.references import pointed_at, resolved, targets

R = TypeVar("R", bound=Record)
A = TypeVar("A")
N = TypeVar("N", Group, Member)
_Pointers = dict[str, dict[str, None]]
REMEMBERED: Final = 32
"""How many acts back the shelf can say what they changed."""


class Shelf:
    """Records by kind and id. Removed ones stay findable by id, but are in no list and no index."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._last_seq: dict[str, int] = {}
        """The last number of a kind that was ever given; found when it is first asked."""
        self.version = 0
        """Counts the changes taken in, so that whoever drew from the shelf knows when to redraw."""
        self._recent: deque[tuple[Change, ...]] = deque(maxlen=REMEMBERED)
        self._begin()
        self._fill(records)

    def _begin(self) -> None:
        """Hold nothing, and remember no answer."""
        self._live: dict[str, dict[str, Record]] = {kind: {} for kind in BY_KIND}
        self._removed: dict[str, dict[str, Record]] = {kind: {} for kind in BY_KIND}
        self._pointers: dict[tuple[str, str], _Pointers] = {}
        """Who points to whom, by kind and field: made when it is first asked, and kept up to date."""
        self._status: dict[str, str] = {}
        self._referred: dict[str, bool] = {}
        self._relapses: Mapping[str, Sequence[FollowUp]] | None = None
        self._last_visits: dict[str, Visit | None] | None = None
        self._answers: dict[str, tuple[object, Any]] = {}
        self._versions: dict[str, int] = dict.fromkeys(BY_KIND, self.version)
        self.aliases: dict[str, str] = {}
        """Further ids of records that were joined → the id they have."""

    def _fill(self, records: Iterable[Record]) -> None:
        records = tuple(records)
        for record in records:
            if record.merged is not None:
                self.aliases.update(dict.fromkeys(record.merged.also, record.id))
        is_first = not (self.aliases or self._last_seq)
        for record in records:
            if is_first and record.removed_at is None:
                self._live[record.kind][record.id] = record
            else:
                self._put(record)

    def refill(self, records: Iterable[Record]) -> None:
        """Hold these instead: records became one, or several again; who names them is read anew."""
        for kind in BY_KIND:
            self.next_seq(kind)  # no number is given out again, whatever goes
        self.version += 1
        self._recent.clear()
        self._begin()
        self._fill(records)

    def swap(self, swaps: Iterable[Swap]) -> None:
        """Bring the shelf up to date with records that were put in place."""
        swaps = tuple(swaps)
        self.take_in(Change(each.before, each.after) for each in swaps if each.after)
        for before in (each.before for each in swaps if each.before and not each.after):
            self.next_seq(before.kind)  # its number is not given out again
            self._drop(before, None)
            self._live[before.kind].pop(before.id, None)
            self._forget(before)
            self._versions[before.kind] = self.version
        if any(each.after is None for each in swaps):
            self._recent.clear()

    def take_in(self, changes: Iterable[Change]) -> None:
        """Bring the shelf up to date with changes that are on disk."""
        changes = tuple(changes)
        for change in changes:
            if change.before is not None:
                self._drop(change.before, change.after)
                self._forget(change.before)
            self._put(change.after)
            self._forget(change.after)
            self._versions[change.after.kind] = self.version + 1
        self.version += 1
        self._recent.append(changes)

    def changes_since(self, version: int) -> tuple[Change, ...] | None:
        """What was taken in since a version; ``None`` where that is too long ago to know."""
        behind = self.version - version
        if behind > len(self._recent):
            return None
        acts = list(self._recent)[len(self._recent) - behind :]
        return tuple(change for act in acts for change in act)

    def remember(
        self, name: str, kinds: Iterable[type[Record]], make: Callable[[], A], *given: object
    ) -> A:
        """What ``make`` says, kept until a record of these kinds changes, or what it was given does.

        Args:
            name: what is asked; one answer a name is kept.
            kinds: every kind whose records ``make`` reads.
            make: reads the answer from the shelf.
            given: what else the answer depends on, such as the day.
        """
        state = (given, *(self._versions[each.kind] for each in kinds))
        found = self._answers.get(name)
        if found is None or found[0] != state:
            found = self._answers[name] = (state, make())
        return cast("A", found[1])

    def every(self, record_type: type[R]) -> Sequence[R]:
        """All records of a kind that are not removed, in the order they came."""
        return cast("Sequence[R]", list(self._live[record_type.kind].values()))

    def count(self, record_type: type[Record]) -> int:
        """How many records of a kind there are, without the removed."""
        return len(self._live[record_type.kind])

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record with this id, removed or not.

        Raises:
            NotFound: when there is none.
        """
        found = self.find(record_type, record_id)
        if found is None:
            raise NotFound(record_type.kind, record_id)
        return found

    def find(self, record_type: type[R], record_id: str) -> R | None:
        """The record with this id, removed or not, or ``None``."""
        kind = record_type.kind
        record_id = self.aliases.get(record_id, record_id)
        found = self._live[kind].get(record_id) or self._removed[kind].get(record_id)
        return cast("R | None", found)

    def living(self, record_type: type[R], record_id: str) -> R | None:
        """The record with this id, or ``None`` where there is none or it is removed.

        What is shown of a record names others by this: nothing points into the trash.
        """
        record_id = self.aliases.get(record_id, record_id)
        return cast("R | None", self._live[record_type.kind].get(record_id))

    def by_id(self, record_type: type[R]) -> Mapping[str, R]:
        """The records of a kind that are not removed, by their ids: for who asks for very many.

        Records of the shelf name each other by these ids, also where several became one.
        """
        return cast("Mapping[str, R]", self._live[record_type.kind])

    def by_seq(self, record_type: type[R], seq: int) -> R | None:
        """The record with this short number, or ``None``."""
        return next((each for each in self.every(record_type) if each.seq == seq), None)

    def trash(self) -> Iterator[Record]:
        """Records that were removed on purpose."""
        for records in self._removed.values():
            yield from (each for each in records.values() if not each.undone)

    def everything(self) -> Iterator[Record]:
        """Every record, removed and undone ones included."""
        for kind in BY_KIND:
            yield from self._live[kind].values()
            yield from self._removed[kind].values()

    def pointing(self, record_type: type[R], field: str, record_id: str) -> tuple[R, ...]:
        """The records of a kind whose ``field`` points to ``record_id``, in the order they came."""
        kind = record_type.kind
        ids = self._pointing(kind, field).get(self.aliases.get(record_id, record_id))
        return cast("tuple[R, ...]", tuple(map(self._live[kind].__getitem__, ids))) if ids else ()

    def _pointing(self, kind: str, field: str) -> _Pointers:
        """Whom the records of a kind point to with a field: of each, the ids of those that do."""
        found = self._pointers.get((kind, field))
        if found is None:
            found = self._pointers[kind, field] = {}
            for record in self._live[kind].values():
                for target in targets(record, field):
                    found.setdefault(target, {})[record.id] = None
        return found

    def next_seq(self, kind: str) -> int:
        """The next short number of a kind; numbers of removed records are not given out again."""
        last = self._last_seq.get(kind)
        if last is None:
            every = chain(self._live[kind].values(), self._removed[kind].values())
            last = self._last_seq[kind] = max((each.seq for each in every), default=0)
        return last + 1

    def status(self, issue: Issue) -> str:
        """The issue's status, remembered until something it depends on changes."""
        found = self._status.get(issue.id)
        if found is None:
            solutions = self.solutions_of(issue)
            checks = self.follow_ups_of(solutions) if solutions else ()
            found = self._status[issue.id] = rules.status(issue, solutions, checks)
        return found

    def statuses(self) -> Mapping[str, str]:
        """The status of every issue that is not removed, by its id: quicker than one after the other."""

        def found() -> Mapping[str, str]:
            known, studied = self._status, self._pointing(Solution.kind, "issues")
            checked = self._pointing(FollowUp.kind, "solution")
            solution_of, check_of = self.by_id(Solution), self.by_id(FollowUp)
            for issue in self.every(Issue):
                if issue.id in known:
                    continue
                named = studied.get(issue.id)  # most have none yet, and need no lists made
                solutions = [solution_of[each] for each in named] if named else ()
                checks = [check_of[e] for each in solutions for e in checked.get(each.id, ())]
                known[issue.id] = rules.status(issue, solutions, checks)
            return known

        return self.remember("statuses", (Issue, Solution, FollowUp), found)

    def solutions_of(self, issue: Issue) -> tuple[Solution, ...]:
        """The solutions that name the issue."""
        return self.pointing(Solution, "issues", issue.id)

    def follow_ups_of(self, solutions: Iterable[Solution]) -> tuple[FollowUp, ...]:
        """The follow-ups of these solutions."""
        found = [self.pointing(FollowUp, "solution", each.id) for each in solutions]
        return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))

    def issues_of(self, solution: Solution) -> tuple[Issue, ...]:
        """The issues a solution is for, without the removed."""
        return tuple([found for each in solution.issues if (found := self.living(Issue, each))])

    def relapses_of(self, issue: Issue) -> Sequence[FollowUp]:
        """The follow-ups that found the issue relapsed."""
        if self._relapses is None:
            self._relapses = rules.relapses_by_issue(self.every(FollowUp), self.by_id(Solution))
        return self._relapses.get(issue.id, ())

    def is_referred(self, issue: Issue) -> bool:
        """Whether the branch has been told of the issue, and since its last relapse where it had one.

        Remembered like the status.
        """
        if issue.referred_on is None:
            return False
        found = self._referred.get(issue.id)
        if found is None:
            relapses = self.relapses_of(issue)
            found = self._referred[issue.id] = rules.is_referred(issue, relapses)
        return found

    def visits_to(self, household_id: str) -> tuple[Visit, ...]:
        """The visits to a household, oldest first."""
        visits = self.pointing(Visit, "household", household_id)
        return tuple(sorted(visits, key=in_time))

    def last_visit(self, household: Household) -> Visit | None:
        """The last visit at which somebody was met, remembered until a visit to it changes."""
        last = self._last_visits
        if last is None:
            last = self._last_visits = latest_visits(self.every(Visit))
        if household.id not in last:
            visits = self.pointing(Visit, "household", household.id)
            last[household.id] = latest_visits(visits).get(household.id)
        return last[household.id]

    def household_of(self, record: Visit | Issue) -> Household | None:
        """The household a visit or an issue belongs to, unless it is removed."""
        return self.living(Household, record.household) if record.household else None

    def group_of(self, record: Household | Visit | Issue) -> Group | None:
        """The group: the record's own, else its household's; none where it is removed."""
        group_id = record.group
        if not group_id and not isinstance(record, Household):
            household = self.household_of(record)
            group_id = household.group if household else ""
        return self.living(Group, group_id) if group_id else None

    def member_name(self, member_id: str) -> str:
        """The member's name; an empty text where there is none or the member is removed."""
        member = self.living(Member, member_id) if member_id else None
        return member.name if member else ""

    def member_ids(self, name: str) -> tuple[str, ...]:
        """The ids of the members of this name: as it is written, else however it is written."""
        alike = self._named(Member, _called).get(_called(name), [])
        written = [each for each in alike if each.name == name]
        return tuple(each.id for each in written or alike)

    def groups_named(self, name: str, unit: tuple[str, ...] = ()) -> tuple[Group, ...]:
        """The groups of this name: as it is written, else however it is written.

        With a unit, those of that unit alone.
        """
        by_name = self._named(Group, folding.group)
        for keys in folding.groups_alike(name):
            alike = [each for one in keys for each in by_name.get(one, ())]
            alike = _of_unit(alike, unit) if unit else alike
            if alike:
                written = [each for each in alike if each.name == name]
                return tuple(written or alike)
        return ()

    def _named(self, record_type: type[N], key: Callable[[str], str]) -> dict[str, list[N]]:
        """Records by their folded names, made anew only after a change."""

        def by_name() -> dict[str, list[N]]:
            found: dict[str, list[N]] = {}
            for each in self.every(record_type):
                found.setdefault(key(each.name), []).append(each)
            return found

        return self.remember(f"{record_type.kind}_by_name", (record_type,), by_name)

    def _put(self, record: Record) -> None:
        if self.aliases:
            record = resolved(record, self.aliases)
        kind, record_id = record.kind, record.id
        if (last := self._last_seq.get(kind)) is not None:
            self._last_seq[kind] = max(last, record.seq)
        if record.removed_at is not None:
            self._live[kind].pop(record_id, None)
            self._removed[kind][record_id] = record
            return
        self._live[kind][record_id] = record
        for field, _, target in pointed_at(record):
            if (pointers := self._pointers.get((kind, field))) is not None:
                pointers.setdefault(target, {})[record_id] = None

    def _drop(self, record: Record, after: Record | None) -> None:
        """Take out what a record was, but for the places that ``after`` has too.

        A changed record jumps to the end neither of its list nor of what points somewhere.
        """
        kind = record.kind
        self._removed[kind].pop(record.id, None)
        if record.removed_at is None and record.id in self._live[kind]:
            stays = set(pointed_at(after)) if after and after.removed_at is None else set()
            for field, _, target in set(pointed_at(record)) - stays:
                self._pointers.get((kind, field), {}).get(target, {}).pop(record.id, None)

    def _forget(self, record: Record) -> None:
        if isinstance(record, Visit):
            if self._last_visits is not None:
                self._last_visits.pop(record.household, None)
        elif isinstance(record, Issue):
            self._forget_issues(record.id)
        elif isinstance(record, Solution):
            self._relapses = None
            self._forget_issues(*record.issues)
        elif isinstance(record, FollowUp):
            self._relapses = None
            solution = self.find(Solution, record.solution) if record.solution else None
            self._forget_issues(*(solution.issues if solution else ()))

    def _forget_issues(self, *issue_ids: str) -> None:
        for each in issue_ids:
            self._status.pop(each, None)
            self._referred.pop(each, None)


def _of_unit(groups: Iterable[Group], unit: tuple[str, ...]) -> list[Group]:
    """The groups of a unit; where the unit is told with fewer levels, the lower ones decide."""
    wanted = [folding.group(level) for level in unit]
    near: list[Group] = []
    for each in groups:
        levels = [folding.group(level) for level in each.unit]
        shared = min(len(levels), len(wanted))
        if shared and levels[-shared:] == wanted[-shared:]:
            near.append(each)
    exact = [each for each in near if len(each.unit) == len(unit)]
    return exact or near


def _called(name: str) -> str:
    """A person's name as it is compared, surname first or last."""
    return folding.key(given_first(name))
