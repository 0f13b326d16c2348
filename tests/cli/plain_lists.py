"""A book as ``list KIND --json`` tells it, and the loops over it that several figures need."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fieldbook.__main__ import main
from fieldbook.domain.records import BY_TABLE
from tests.book.branch import NO_NOTES
from tests.book.month import LAST, day

Row = dict[str, Any]
NEVER = "9999"
"""Later than any day of the book."""
NEVER_MET = dt.date.min


class Lists:
    """What ``list KIND --json`` says of every kind, and the loops that more than one figure needs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.of = {kind: self.listed(kind) for kind in BY_TABLE}
        self.by_id = {each["id"]: each for rows in self.of.values() for each in rows}

    def listed(self, kind: str, *options: str) -> list[Row]:
        """The records of a kind as the command lists them."""
        said = io.BytesIO()
        with contextlib.redirect_stdout(io.TextIOWrapper(said)):
            assert main(["list", kind, "--json", "--book", str(self._path), *options]) == 0
            found: list[Row] = json.loads(said.getvalue())
        return found

    def home(self, row: Row) -> Row | None:
        """The household of a visit or an issue, where it is in the book."""
        return self.by_id.get(row["household"])

    def met(self) -> list[Row]:
        return [each for each in self.of["visits"] if each["manner"] != "nobody_home"]

    def interval(self, home: Row) -> int:
        group = self.by_id.get(home["group"]) or {}
        days = home["visit_every_days"] or group.get("visit_every_days") or 10
        assert isinstance(days, int)
        return days

    def visited(self, home: Row) -> list[dt.date]:
        """The days on which somebody of the household was met."""
        return sorted(on(e["visited_on"]) for e in self.met() if e["household"] == home["id"])

    def written(self, home: Row, day_of_it: str) -> str:
        """The stamp of the last visit to a household on a day at which somebody was met."""
        those = [each for each in self.met() if each["household"] == home["id"]]
        return max((e["stamps"]["*"] for e in those if e["visited_on"] == day_of_it), default="")

    def group(self, row: Row) -> str:
        """The id of the group of a visit or an issue; empty where it is in none."""
        home = self.home(row)
        group = row["group"] or (home["group"] if home else "")
        return group if group in self.by_id else ""

    def group_of(self, kind: str, row: Row) -> str:
        """The id of the group of a household, a visit or an issue."""
        return str(row["group"]) if kind == "households" else self.group(row)

    def contact_group(self, row: Row, day_of_it: str) -> str:
        """Whose work a visit or an issue is: the household's contact's of that day, else the writer's."""
        home = self.home(row)
        if home is None:
            return str(self._member(row["created_by"])["contact_group"])
        return self.contact_group_of(home, day_of_it, row["stamps"]["*"])

    def contact_group_of(self, home: Row, day_of_it: str, at: str = "") -> str:
        """On the day of a handover the new one's, but for what was written before it."""
        contact = home["contact"]
        is_before = bool(at) and at < home["stamps"].get("contact", "")
        for each in sorted(home["handovers"], key=lambda each: str(each["on"]), reverse=True):
            if each["on"] > day_of_it or (is_before and each["on"] == day_of_it):
                contact = each["from_contact"]
        return str(self._member(contact)["contact_group"])

    def _member(self, member_id: str) -> Row:
        return self.by_id.get(member_id) or {"contact_group": ""}

    def solutions(self, issue: Row, until: str) -> Iterator[tuple[Row, list[Row]]]:
        """Each solution of an issue that was studied by a day, with its checks up to that day."""
        for each in self.of["solutions"]:
            if issue["id"] in each["issues"] and each["studied_on"] <= until:
                checks = [e for e in self.of["follow_ups"] if e["solution"] == each["id"]]
                yield each, checks

    def relapses(self, issue: Row, until: str) -> list[Row]:
        """The checks that found an issue relapsed."""
        return [
            check
            for _solution, checks in self.solutions(issue, until)
            for check in checks
            if check["result"] == "relapsed" and check["checked_on"] <= until
            if issue["id"] in check["relapsed_issues"] or not check["relapsed_issues"]
        ]

    def wants_work(self, issue: Row, until: str) -> bool:
        """Whether an issue was there at the end of a day and neither solved nor dropped."""
        if issue["found_on"] > until or (issue["dropped_on"] or NEVER) <= until:
            return False
        spent = {each["solution"] for each in self.relapses(issue, until)}
        left = [each for each, _checks in self.solutions(issue, until) if each["id"] not in spent]
        return not left or any((each["solved_on"] or NEVER) > until for each in left)

    def referral(self, issue: Row, until: str) -> Row | None:
        """The latest referral up to a day, if the issue did not relapse after it."""
        told = [
            e for e in (*issue["referred_before"], issue) if (e["referred_on"] or NEVER) <= until
        ]
        last = told[-1] if told else None
        if last is None:
            return None
        for each in self.relapses(issue, until):
            found_on, was_written = each["checked_on"], written(each, "result")
            same_day = found_on == last["referred_on"]
            told_after = written(issue, "referred_on", "referred_before") > was_written
            if found_on >= last["referred_on"] and not (same_day and told_after):
                return None
        return dict(last)

    def waits_for_answer(self, issue: Row, until: str) -> bool:
        """Whether it was referred and no answer came by the end of a day."""
        last = self.referral(issue, until)
        return last is not None and not last["referred_on"] <= (last["answered_on"] or "") <= until

    def unsolved(self, until: str) -> list[Row]:
        return [each for each in self.of["issues"] if self.wants_work(each, until)]


def written(row: Row, *fields: str) -> str:
    """When one of these fields was last written."""
    stamps = row["stamps"]
    return max(str(stamps.get(each, stamps["*"])) for each in fields)


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def ids(rows: Sequence[Row]) -> set[str]:
    return {each["id"] for each in rows}


def kept_in(lists: Lists, first: int, last: int) -> Counter[tuple[str, bool]]:
    """(contact group, whether it was kept) of each visit that was due in the period; a missed one until it is made."""
    found: Counter[tuple[str, bool]] = Counter()
    for home in lists.of["households"]:
        for due, is_kept, ended in lived_through(lists, home, day(last)):
            if ended >= day(first) and (is_kept or due < LAST):  # today is not over
                since = str(max(due, day(first)))
                whose = lists.contact_group_of(home, since, lists.written(home, since))
                found[whose, is_kept] += 1
    return found


def lived_through(
    lists: Lists, home: Row, last: dt.date
) -> Iterator[tuple[dt.date, bool, dt.date]]:
    """The days a visit fell due, whether it had been made, and when it ended: day by day, as it came."""
    met, every = lists.visited(home), dt.timedelta(days=lists.interval(home))
    today = min([on(home["created_at"][:10]), *met[:1]])
    due, visited, is_missed = today + every, NEVER_MET, False
    while today < last:
        today += dt.timedelta(days=1)
        if today in met and is_missed:
            yield due, False, today
            due, visited, is_missed = today + every, NEVER_MET, False
        elif today in met:
            visited = today
        if today == due and visited != NEVER_MET:
            yield due, True, due
            due, visited = visited + every, NEVER_MET
        is_missed = today >= due
    if is_missed:
        yield due, False, last


def sides_of(lists: Lists, group: str, days: list[str]) -> dict[str, Any]:
    """The figures of a group in some days."""
    issues = [each for each in lists.of["issues"] if lists.group(each) == group]
    relapsed = [c["checked_on"] for each in issues for c in lists.relapses(each, NEVER)]
    relapsed += [c["checked_on"] for c in lists.of["follow_ups"]
                 if c["group"] == group and c["result"] == "relapsed"]  # fmt: skip
    solved = [
        each for each in issues
        if any(s["solved_on"] in days for s, _checks in lists.solutions(each, NEVER))
    ]  # fmt: skip
    carried = [
        each["carried_by"] for each in lists.of["solutions"]
        if each["studied_on"] in days and each["carried_by"]
        and {e["id"] for e in issues} & set(each["issues"])
    ]  # fmt: skip
    surveys = [
        e for e in lists.of["surveys"] if e["group"] == group and e["surveyed_on"] <= days[-1]
    ]
    return {
        "visits_made": sum(
            lists.group(e) == group and e["visited_on"] in days for e in lists.met()
        ),
        "found": sum(each["found_on"] in days for each in issues),
        "solved": len(solved),
        "relapsed": sum(each in days for each in relapsed),
        "by_itself": (carried.count("group"), len(carried)),
        "type": max(surveys, key=lambda e: e["surveyed_on"])["type"] if surveys else None,
    }


def homes_of(lists: Lists, kind: str, row: Row) -> list[Row]:
    """The households that a record is about."""
    if kind == "households":
        return [row]
    if kind == "groups":
        return [each for each in lists.of["households"] if each["group"] == row["id"]]
    if kind in ("visits", "issues"):
        home = lists.home(row)
        return [home] if home else []
    if kind == "solutions":
        issues = [lists.by_id[each] for each in row["issues"] if each in lists.by_id]
        return [home for each in issues if (home := lists.home(each))]
    solution = lists.by_id.get(row.get("solution", "")) if kind == "follow_ups" else None
    return homes_of(lists, "solutions", solution) if solution else []


def was_left_behind(lists: Lists, stay: Row, check: Row) -> bool:
    """Whether a check is of a group after a stay with it, or of what was studied during the stay."""
    if stay["group"] not in lists.by_id or (stay["to_on"] or NEVER) > check["checked_on"]:
        return False
    if check["group"]:
        return bool(check["group"] == stay["group"])
    solution = lists.by_id.get(check["solution"])
    if solution is None or not stay["from_on"] <= solution["studied_on"] <= stay["to_on"]:
        return False
    those = check["relapsed_issues"] or solution["issues"]
    return any(e in lists.by_id and lists.group(lists.by_id[e]) == stay["group"] for e in those)


def is_ours(lists: Lists, kind: str, row: Row, ours: set[str]) -> bool:
    if kind == "members":
        return row["id"] in ours
    homes = homes_of(lists, kind, row)
    if homes or kind == "groups":
        return any(each["contact"] in ours for each in homes)
    return row["created_by"] not in lists.by_id or row["created_by"] in ours


def titles(lists: Lists, stay: Row, check: Row) -> tuple[str, ...]:
    """The titles of the group's issues that a check of a solution found relapsed."""
    those = [lists.by_id[e] for e in check["relapsed_issues"] if e in lists.by_id]
    return tuple(each["title"] for each in those if lists.group(each) == stay["group"])


def share(counted: Counter[tuple[str, bool]]) -> str:
    """Good ones of all, of the contact groups of which there are notes."""
    good = sum(many for (name, so), many in counted.items() if so and name != NO_NOTES)
    return f"{good} of {sum(many for (name, _), many in counted.items() if name != NO_NOTES)} "
