"""Work groups: those who lead them, stays with them, what holds afterwards, and linked groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from fieldbook.domain.acts.casework import plan_follow_ups
from fieldbook.domain.acts.contact import made_member
from fieldbook.domain.acts.making import Pen, edit, make, not_ahead, restore
from fieldbook.domain.acts.owning import require_own
from fieldbook.domain.changes import Change
from fieldbook.domain.dates import days_of_two, read_date
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed, Problem
from fieldbook.domain.marks import solved_day, studied_day
from fieldbook.domain.records import (
    FollowUp,
    Group,
    Issue,
    Link,
    Person,
    PostChange,
    Solution,
    Stay,
    Survey,
)
from fieldbook.domain.rules import is_pending
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace
POSTS = ("leader", "key_members", "core_members")
_LINKED_ALREADY: Final = {"advanced": "has_advanced_group", "lagging": "has_lagging_group"}


def found_group(pen: Pen, draft: Draft) -> Group:
    """A work group; a name is its own within its unit.

    Where the draft says since when (``changed_on``), its first leaders are dated like any later
    ones; a roster that is imported says nothing of it, and no day is made up.
    """
    on, wrong = _changed_on(pen, draft)
    group = _made(lambda: make(pen, Group, draft.without("changed_on")), wrong)
    require_own(pen.shelf, group)
    return replace(group, post_changes=post_changes(None, group, on)) if on else group


def edit_group(pen: Pen, group: Group, draft: Draft) -> Change:
    """The group with other words; who leads it is remembered with the day of the change.

    That is today, unless the draft names another day (``changed_on``).
    """
    on, wrong = _changed_on(pen, draft)
    edited = _made(lambda: edit(pen, group, draft.without("post_changes", "changed_on")), wrong)
    require_own(pen.shelf, edited)
    changes = post_changes(group, edited, on or pen.today)
    told = sorted(_corrected(group, changes, dated=on is not None), key=lambda each: each.on)
    return Change(group, replace(edited, post_changes=tuple(told)))


def _corrected(group: Group, changes: Iterable[PostChange], *, dated: bool) -> Iterator[PostChange]:
    """What changed before and now; who was first written down that very day was only corrected.

    A change with a day of its own is one, be the group as new as it may.
    """
    before = list(group.post_changes)
    for each in changes:
        of_post = [other for other in before if other.post == each.post]
        slips = [e for e in of_post if e.on == each.on and e.after == each.before]
        before = [other for other in before if other not in slips[-1:]]
        was = slips[-1].before if slips else each.before
        written_on = None if of_post or dated else group.created_at.date()
        if was != each.after and not (was and each.on == written_on):
            yield replace(each, before=was)
    yield from before


def _changed_on(pen: Pen, draft: Draft) -> tuple[dt.date | None, list[Problem]]:
    """The day on which posts changed, where the draft names one, and what is wrong with it."""
    given = draft.get("changed_on")
    if not given:
        return None, []
    on = given if isinstance(given, dt.date) else read_date(str(given), pen.today, "back")
    if on is None:
        reason = "two_days" if days_of_two(str(given)) else "bad_date"
        return None, [Problem("changed_on", reason, str(given)[:40])]
    if on > pen.today:
        return None, [Problem("changed_on", "in_future", on.isoformat())]
    return on, []


def _made(make_it: Callable[[], Group], wrong: list[Problem]) -> Group:
    """The group; what is wrong with the day is named together with the rest."""
    try:
        group = make_it()
    except Invalid as invalid:
        raise Invalid([*invalid.problems, *wrong]) from None
    if wrong:
        raise Invalid(wrong)
    return group


def post_changes(before: Group | None, after: Group, on: dt.date) -> tuple[PostChange, ...]:
    """Who of those who lead a group changed, as of that day."""
    return tuple(
        PostChange(on=on, post=post, before=_names(before, post), after=_names(after, post))
        for post in (*POSTS, *_areas(before, after))
        if _names(before, post) != _names(after, post)
    )


def _areas(*groups: Group | None) -> tuple[str, ...]:
    """The areas somebody answers for, before or after, each once."""
    duties = (duty.area for each in groups if each for duty in each.duties)
    return tuple(dict.fromkeys(area for area in duties if area not in POSTS))


def _names(group: Group | None, post: str) -> str:
    if post not in POSTS:
        return "、".join(e.who for e in (group.duties if group else ()) if e.area == post)
    held: Person | tuple[Person, ...] | None = getattr(group, post, None)
    people = held if isinstance(held, tuple) else (held,) if held else ()
    return "、".join(each.name for each in people)


def survey_group(pen: Pen, draft: Draft) -> Survey:
    """A survey of a group, of today unless it says otherwise."""
    survey = make(pen, Survey, draft.filled(surveyed_on=pen.today))
    return not_ahead(pen, survey, "surveyed_on")


def edit_survey(pen: Pen, survey: Survey, draft: Draft) -> Change:
    """The survey with other words."""
    return Change(survey, not_ahead(pen, edit(pen, survey, draft), "surveyed_on", before=survey))


def end_stay(pen: Pen, stay: Stay, on: dt.date) -> list[Change]:
    """End a stay; follow-ups are planned so that what was built up holds after leaving.

    For each solution of the stay's time that is solved and not yet held, its follow-ups; where
    there is none, one follow-up of the group itself.
    """
    if stay.to_on is not None:
        raise NotAllowed("end_stay", "stay_ended", instead=("begin_stay",))
    ended = edit(pen, stay, Draft(to_on=on))
    followed = _follow_ups_after(pen, ended, on)
    if followed is None:
        days = min(pen.habits.follow_up_after_days, default=None)
        due = [] if days is None else [on + dt.timedelta(days=days)]
        followed = [Change(None, pen.new(FollowUp, group=stay.group, due_on=each)) for each in due]
    return [Change(stay, ended), *followed]


def _follow_ups_after(pen: Pen, stay: Stay, on: dt.date) -> list[Change] | None:
    """Follow-ups of the stay's solutions not yet held; ``None`` where there is no such solution."""
    changes: list[Change] = []
    found = False
    for solution, is_planned in followed_after(pen.shelf, stay):
        found = True
        if not is_planned:
            changes += plan_follow_ups(pen, solution, on)
    return changes if found else None


def followed_after(shelf: Shelf, stay: Stay) -> Iterator[tuple[Solution, bool]]:
    """The solutions of a stay's time that do not hold yet; each, whether follow-ups are planned.

    Where there is none, the end of the stay plans a follow-up of the group itself.
    """
    for solution in _solutions_of_stay(shelf, stay):
        yield solution, any(is_pending(each) for each in shelf.follow_ups_of([solution]))


def _solutions_of_stay(shelf: Shelf, stay: Stay) -> Iterator[Solution]:
    seen: set[str] = set()
    for issue in shelf.every(Issue):
        group = shelf.group_of(issue)
        if group is None or group.id != stay.group or shelf.status(issue) != "solved":
            continue
        for each in shelf.solutions_of(issue):
            since = studied_day(each) or solved_day(each)
            if since and since >= stay.from_on and each.solved_on and each.id not in seen:
                seen.add(each.id)
                yield each


def link_group(pen: Pen, draft: Draft, new_member: str = "") -> list[Change]:
    """A group taken on by a member, who may be a member only from now on: all in one act."""
    link = make(pen, Link, draft.filled(from_on=pen.today))
    return _linked(pen, None, link, new_member)


def edit_link(pen: Pen, link: Link, draft: Draft, new_member: str = "") -> list[Change]:
    """The link with other words, or of another member."""
    return _linked(pen, link, edit(pen, link, draft), new_member)


def restore_link(pen: Pen, link: Link) -> Change:
    """Take a link out of the trash, where its member has not taken on another group since."""
    restored = restore(link)
    assert isinstance(restored.after, Link)
    _require_only_one(pen, None, restored.after)
    return restored


def _linked(pen: Pen, before: Link | None, link: Link, new_member: str) -> list[Change]:
    if not new_member:
        _require_only_one(pen, before, link)
        return [Change(before, link)]
    member = made_member(pen, new_member, "member")
    return [Change(None, member), Change(before, replace(link, member=member.id))]


def _require_only_one(pen: Pen, before: Link | None, link: Link) -> None:
    """Each takes on one advanced and one lagging group: another one waits for the end of the first.

    A link that ran already stays as it is, so that books from before this rule can be set right.
    """
    ran = before is not None and _is_running(before, pen.today)
    if link.link_kind not in _LINKED_ALREADY or not link.member:
        return
    if not _is_running(link, pen.today) or (ran and _same(before, link)):
        return
    for each in pen.shelf.pointing(Link, "member", link.member):
        other = each.id != link.id and each.link_kind == link.link_kind
        if other and _is_running(each, pen.today):
            group = pen.shelf.find(Group, each.group)
            reason = _LINKED_ALREADY[link.link_kind]
            raise Invalid([Problem("member", reason, group.name if group else "")])


def _same(before: Link | None, after: Link) -> bool:
    """Whether an edit left who took on what kind of group alone."""
    return before is not None and (before.member, before.link_kind) == (
        after.member, after.link_kind,
    )  # fmt: skip


def _is_running(link: Link, today: dt.date) -> bool:
    return link.to_on is None or link.to_on > today
