"""Stories: everything that happened with one household, issue, solution or group, newest first.

What belongs to something hangs beneath it: the issues under the visit that brought them up, the
solutions under their issue, the follow-ups under their solution. Beneath, the oldest comes first,
so that it reads as it went.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from fieldbook.domain.naming import day_of
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    FollowUp,
    Frozen,
    Group,
    Household,
    Issue,
    Link,
    Member,
    OnSiteMeeting,
    Plan,
    Record,
    Solution,
    Stay,
    Survey,
    Training,
    Visit,
)
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.stamps import ALL_FIELDS, milliseconds
from fieldbook.reports.on_site import meetings_of
from fieldbook.reports.solutions import state_of
from fieldbook.reports.trainings import trainings_of


class StoryItem(NamedTuple):
    """One thing that happened (or is planned)."""

    on: dt.date
    kind: str
    """The record's kind, or what happened to it: ``handover``, ``post_change``, ``studying``,
    ``referred``, ``answered``, ``dropped``, ``decided``, ``core_formed``, ``on_site``; in a member's story a
    household they ``gave`` or ``took``, and a group they ``took_on``."""
    record: Record
    depth: int = 0
    """0 stands by itself, 1 hangs beneath the last item of depth 0, and so on."""
    status: str = ""
    """An issue's status, a solution's state, ``pending``, ``held``, ``relapsed`` or ``cancelled``
    of a follow-up, ``running`` or ``ended`` of a stay, a survey's type."""
    part: Frozen | None = None
    """The handover, change of post, matter or on-site meeting that is meant, within the record."""


Tree = tuple[StoryItem, ...]
"""An item and what hangs beneath it."""
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "referred": ("referred_on", "referred_before"), "answered": ("answered_on", "answer"),
    "studying": ("studying_since",), "dropped": ("dropped_on",),
    "follow_up": ("checked_on", "cancelled_on"),
}  # fmt: skip
"""What happened to a record: the field that has its day, and what is written anew where it happens again."""


def story_of(shelf: Shelf, record: Record) -> tuple[StoryItem, ...]:
    """The story of what has one; of anything else, of where it belongs."""
    if tell := _STORIES.get(type(record)):
        return tell(shelf, record)
    if isinstance(record, FollowUp) and record.solution:
        solution = shelf.living(Solution, record.solution)
        return solution_story(shelf, solution) if solution else ()
    return _story_of_its_place(shelf, record)


def _story_of_its_place(shelf: Shelf, record: Record) -> tuple[StoryItem, ...]:
    if isinstance(record, Visit) and record.household:
        household = shelf.living(Household, record.household)
        return household_story(shelf, household) if household else ()
    group = shelf.living(Group, getattr(record, "group", ""))
    return group_story(shelf, group) if group else ()


def household_story(shelf: Shelf, household: Household) -> tuple[StoryItem, ...]:
    """The household's visits with the issues they brought up, its other issues, its handovers."""
    visits = shelf.pointing(Visit, "household", household.id)
    issues = shelf.pointing(Issue, "household", household.id)
    trees = _visits_and_issues(shelf, visits, issues)
    trees += [
        (StoryItem(each.on, "handover", household, part=each),) for each in household.handovers
    ]
    trees += _commendations(shelf, household)
    return _newest_first(trees)


def issue_story(shelf: Shelf, issue: Issue) -> tuple[StoryItem, ...]:
    """What was done about an issue: its visit, the dated facts, its solutions, its lessons."""
    visit = shelf.living(Visit, issue.visit) if issue.visit else None
    trees: list[Tree] = [(item_of(shelf, visit),)] if visit else []
    found_on, status = _beginning(shelf, issue), shelf.status(issue)
    trees.append((StoryItem(found_on, "issue", issue, status=status),))
    trees += [
        (StoryItem(on, kind, issue, part=each),)
        for each in issue.referred_before
        for on, kind in ((each.referred_on, "referred"), (each.answered_on, "answered"))
        if on
    ]
    trees += [(StoryItem(on, "studying", issue),) for on in issue.studied_before]
    trees += [
        (StoryItem(on, kind, issue),)
        for kind in ("referred", "answered", "studying", "dropped")
        if (on := getattr(issue, _FACTS[kind][0]))
    ]
    trees += [
        (StoryItem(page.on, "decided", page, part=each),)
        for page in shelf.pointing(Diary, "matters", issue.id)
        for each in page.matters
        if each.issue == issue.id and each.decided
    ]
    for solution in shelf.solutions_of(issue):
        # What a check found is news; what is planned stands beneath its solution.
        first, *checks = _solution_tree(shelf, solution, 0)
        found = [each for each in checks if each.status in ("held", "relapsed")]
        trees.append((first, *(each for each in checks if each not in found)))
        trees += [(each._replace(depth=0),) for each in found]
    trees += _leaves(shelf, shelf.pointing(Training, "issue", issue.id))
    return _newest_first(trees)


def _beginning(shelf: Shelf, issue: Issue) -> dt.date:
    """The day it was found; where that is not known, before all that was done about it."""
    if issue.found_text is None:
        return issue.found_on
    days = (
        *issue.studied_before,
        issue.studying_since,
        issue.first_referred_on,
        issue.answered_on,
        issue.dropped_on,
    )
    studied = (each.studied_on for each in shelf.solutions_of(issue))
    return min(each for each in (issue.found_on, *days, *studied) if each)


def solution_story(shelf: Shelf, solution: Solution) -> tuple[StoryItem, ...]:
    """A solution, the issues it is for, its follow-ups, and what was written up about it."""
    trees: list[Tree] = [(item_of(shelf, solution),)]
    trees += _leaves(shelf, shelf.issues_of(solution))
    trees += _leaves(shelf, shelf.follow_ups_of([solution]))
    trees += _experiences(shelf, shelf.pointing(Experience, "solution", solution.id))
    return _newest_first(trees)


def group_story(shelf: Shelf, group: Group) -> tuple[StoryItem, ...]:
    """Surveys, those who lead it, stays, issues, trainings, commendations, links of a group."""
    visits = shelf.pointing(Visit, "group", group.id)
    trees = _visits_and_issues(
        shelf, [each for each in visits if not each.household], issues_of_group(shelf, group.id)
    )
    for plain in (Survey, Stay, Link, Plan):
        trees += _leaves(shelf, shelf.pointing(plain, "group", group.id))
    trees += _leaves(shelf, trainings_of(shelf, group))
    trees += _experiences(shelf, shelf.pointing(Experience, "group", group.id))
    trees += _leaves(shelf, shelf.pointing(FollowUp, "group", group.id))
    told = {each.record.id for tree in trees for each in tree}
    meetings = (each for each in meetings_of(shelf, group) if each.id not in told)
    trees += [(_on_site(shelf, each),) for each in meetings]
    trees += [(StoryItem(each.on, "post_change", group, part=each),) for each in group.post_changes]
    if group.core_since:
        trees.append((StoryItem(group.core_since, "core_formed", group),))
    trees += _commendations(shelf, group)
    return _newest_first(trees)


def member_story(shelf: Shelf, member: Member) -> tuple[StoryItem, ...]:
    """The households a member gave away and took over, the groups taken on, the commendations."""
    trees: list[Tree] = [
        (StoryItem(each.on, kind, household, part=each),)
        for household in shelf.every(Household)
        for each in household.handovers
        for kind, contact in (("gave", each.from_contact), ("took", each.to_contact))
        if contact == member.id
    ]
    links = shelf.pointing(Link, "member", member.id)
    trees += [(StoryItem(day_of(each), "took_on", each),) for each in links]
    told = (each for each in shelf.every(Experience) if each.told_by)
    trees += _experiences(shelf, (e for e in told if e.told_by and e.told_by.id == member.id))
    trees += _commendations(shelf, member)
    return _newest_first(trees)


def issues_of_group(shelf: Shelf, group: str) -> tuple[Issue, ...]:
    """The issues of the group with this id and of its households."""
    found = {each.id: each for each in shelf.pointing(Issue, "group", group)}
    for household in shelf.pointing(Household, "group", group):
        for each in shelf.pointing(Issue, "household", household.id):
            if each.group in ("", group):
                found[each.id] = each
    return tuple(found.values())


def item_of(shelf: Shelf, record: Record, depth: int = 0) -> StoryItem:
    """One record as an item, without what hangs beneath it."""
    if isinstance(record, Issue):
        status = shelf.status(record)
    elif isinstance(record, Solution):
        status = state_of(record, shelf.follow_ups_of([record]))
    else:
        status = _plain_status(record)
    return StoryItem(day_of(record), record.kind, record, depth, status)


def _plain_status(record: Record) -> str:
    if isinstance(record, FollowUp):
        if record.cancelled_on:
            return "cancelled"
        return "pending" if is_pending(record) else record.result
    if isinstance(record, Stay):
        return "ended" if record.to_on else "running"
    return str(record.type) if isinstance(record, Survey) else ""


def _visits_and_issues(
    shelf: Shelf, visits: Iterable[Visit], issues: Iterable[Issue]
) -> list[Tree]:
    """Each visit with its issues beneath, and each issue that came without a visit."""
    beneath: dict[str, list[Issue]] = {each.id: [] for each in visits}
    trees: list[Tree] = []
    for issue in issues:
        if issue.visit in beneath:
            beneath[issue.visit].append(issue)
        else:
            trees.append(tuple(_issue_tree(shelf, issue, 0)))
    for visit_id, found in beneath.items():
        tree = [item_of(shelf, shelf.get(Visit, visit_id))]
        tree += [item_of(shelf, e, 1) for e in shelf.pointing(Experience, "visit", visit_id)]
        for issue in sorted(found, key=lambda each: (each.found_on, each.seq)):
            tree += _issue_tree(shelf, issue, 1)
        trees.append(tuple(tree))
    return trees


def _issue_tree(shelf: Shelf, issue: Issue, depth: int) -> Iterator[StoryItem]:
    yield item_of(shelf, issue, depth)
    for each in sorted(shelf.solutions_of(issue), key=lambda each: (each.studied_on, each.seq)):
        yield from _solution_tree(shelf, each, depth + 1)


def _solution_tree(shelf: Shelf, solution: Solution, depth: int) -> Iterator[StoryItem]:
    yield item_of(shelf, solution, depth)
    checks = [item_of(shelf, each, depth + 1) for each in shelf.follow_ups_of([solution])]
    yield from sorted(checks, key=lambda each: (each.on, each.record.seq))


def _experiences(shelf: Shelf, experiences: Iterable[Experience]) -> list[Tree]:
    """Each experience with the on-site meetings held there beneath, and the trainings it was all of."""
    return [
        (
            item_of(shelf, each),
            *(StoryItem(held.on, "on_site", each, 1, part=held) for held in each.meetings),
            *(
                _on_site(shelf, held)._replace(depth=1)
                for held in shelf.pointing(OnSiteMeeting, "experience", each.id)
            ),
            *(
                item_of(shelf, held, 1)
                for held in shelf.pointing(Training, "experience", each.id)
                if not (held.group or held.issue or held.task)
            ),
        )
        for each in experiences
    ]


def _on_site(shelf: Shelf, meeting: OnSiteMeeting) -> StoryItem:
    """A meeting that was held stands on that day, one planned on the day it is planned for."""
    return item_of(shelf, meeting)._replace(on=meeting.held_on or meeting.on)


def _commendations(shelf: Shelf, whom: Record) -> list[Tree]:
    found = shelf.pointing(Commendation, "whom", whom.id)
    return _leaves(shelf, found)


def _leaves(shelf: Shelf, records: Iterable[Record]) -> list[Tree]:
    return [(item_of(shelf, each),) for each in records]


def _newest_first(trees: Iterable[Tree]) -> tuple[StoryItem, ...]:
    """Trees by the day of their first item, then as they were written down."""
    written = sorted(trees, key=lambda tree: (tree[0].on, *_written(tree[0])))
    return tuple(item for tree in reversed(written) for item in tree)


def _written(item: StoryItem) -> tuple[int, str]:
    """When it was written down: a fact of a record when that came to be known, not the record."""
    record = item.record
    stamps = dict(record.stamps)
    fields = _FACTS.get(item.kind, ()) if item.part is None else ()
    stamp = stamps.get(ALL_FIELDS, "")
    if fields and getattr(record, fields[0], None) == item.on:
        stamp = max(stamp, *(stamps.get(each, "") for each in fields))
    # A clock that was put back stamps on from where it stood, so stamps are compared with stamps.
    return milliseconds(stamp) if stamp else int(record.created_at.timestamp() * 1000), stamp


_STORIES: Final[Mapping[type[Record], Callable[[Shelf, Any], Tree]]] = {
    Household: household_story,
    Group: group_story,
    Issue: issue_story,
    Solution: solution_story,
    Member: member_story,
}
"""Those that have a story of their own."""
