"""The rules: an issue's status, and which act is allowed in which status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.records import FollowUp, Issue, Record, Solution
from fieldbook.domain.stamps import ALL_FIELDS, NEVER

ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "open": ("study", "solution", "refer", "answer", "drop"),
    "studying": ("solution", "refer", "answer", "drop"),
    "acting": ("solve", "solution", "refer", "answer", "drop", "hold", "relapse"),
    "solved": ("hold", "relapse", "answer"),
    "held": ("hold", "relapse", "answer"),
    "relapsed": ("study", "solution", "refer", "answer", "drop"),
    "dropped": ("take_up",),
}
"""Status → acts. Reading, editing the words, removing, restoring and undoing are always allowed.

While one solution is under way, an earlier one of the same issue may be found to hold or relapse.
"""


def status(issue: Issue, solutions: Sequence[Solution], follow_ups: Sequence[FollowUp]) -> str:
    """The issue's status, derived from dated facts.

    Args:
        issue: the issue.
        solutions: the solutions that name it, none of them removed.
        follow_ups: the follow-ups of these solutions, none of them removed.
    """
    if issue.dropped_on:
        return "dropped"
    if not solutions:
        return "studying" if issue.studying_since else "open"
    spent = {each.solution for each in relapses_of(issue.id, follow_ups)}
    current = [each for each in solutions if each.id not in spent] if spent else solutions
    if current:
        return _status_of_solutions(current, follow_ups)
    return "studying" if issue.studying_since else "relapsed"


def _status_of_solutions(current: Sequence[Solution], follow_ups: Sequence[FollowUp]) -> str:
    if None in [each.solved_on for each in current]:
        return "acting"
    ids = {each.id for each in current}
    results = {each.result for each in follow_ups if each.solution in ids and not each.cancelled_on}
    return "held" if results == {"held"} else "solved"


def follow_up_state(follow_up: FollowUp) -> str:
    """What became of a follow-up: ``pending``, ``held``, ``relapsed`` or ``cancelled``."""
    if follow_up.cancelled_on:
        return "cancelled"
    return follow_up.result or "pending"


def relapses_of(issue_id: str, follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """The follow-ups that found the issue relapsed. Naming no issue means all of the solution's."""
    return tuple(
        [
            each
            for each in follow_ups
            if each.result == "relapsed"
            and (not each.relapsed_issues or issue_id in each.relapsed_issues)
        ]
    )


def relapses_by_issue(
    follow_ups: Iterable[FollowUp], solutions: Mapping[str, Solution]
) -> dict[str, list[FollowUp]]:
    """Of each issue that relapsed the follow-ups that found it so; most issues never did."""
    found: dict[str, list[FollowUp]] = {}
    for each in follow_ups:
        if each.result == "relapsed" and (solution := solutions.get(each.solution)):
            for issue in dict.fromkeys(solution.issues):
                if relapses_of(issue, (each,)):
                    found.setdefault(issue, []).append(each)
    return found


def is_referred(issue: Issue, relapses: Iterable[FollowUp]) -> bool:
    """Whether the branch has been told of an issue as it stands: referred, and since its last relapse.

    A relapse is referred again, whatever was answered before.
    """
    return issue.referred_on is not None and all(_is_after(issue, each) for each in relapses)


def _is_after(issue: Issue, relapse: FollowUp) -> bool:
    """Whether an issue was referred after a relapse; of one day, the stamps say what came later."""
    found_on = relapse.checked_on or relapse.due_on
    if issue.referred_on is None or issue.referred_on != found_on:
        return issue.referred_on is not None and issue.referred_on > found_on
    referred = max(written(issue, "referred_on"), written(issue, "referred_before"))
    return referred > written(relapse, "result")


def written(record: Record, field: str) -> str:
    """The stamp of when a field of a record was last written."""
    stamps = dict(record.stamps)
    return stamps.get(field) or stamps.get(ALL_FIELDS, NEVER)


def is_pending(follow_up: FollowUp) -> bool:
    """Whether a follow-up is still to be made."""
    return not (follow_up.checked_on or follow_up.cancelled_on)


def require(act: str, in_status: str) -> None:
    """Refuse an act that the issue's status does not allow.

    Raises:
        NotAllowed: with the acts that the status does allow.
    """
    allowed = ALLOWED[in_status]
    if act not in allowed:
        raise NotAllowed(
            act, in_status, instead=tuple(each for each in allowed if each != "answer")
        )
