"""A branch's month recounted by plain loops over ``list KIND --json``: figures, lists and the paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fieldbook import opening
from fieldbook.__main__ import main
from fieldbook.book import Fieldbook
from fieldbook.domain.records import BY_TABLE
from fieldbook.opening import open_book
from fieldbook.reports.digest import prefill
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.stays import side_by_side
from fieldbook.settings import settings_path
from tests.book.branch import ME, NO_NOTES, Branch
from tests.book.month import LAST, day
from tests.cli.plain_lists import (
    NEVER,
    Lists,
    Row,
    homes_of,
    ids,
    is_ours,
    kept_in,
    on,
    share,
    sides_of,
    titles,
    was_left_behind,
)
from tests.clock import Clock, counted_ids

PERIODS = pytest.mark.parametrize(("first", "last"), [(1, 30), (1, 15), (10, 27)])


class Recounted(NamedTuple):
    """The book, what its lists say, and where it is."""

    book: Fieldbook
    lists: Lists
    path: Path

    def meeting(self, first: int, last: int) -> Meeting:
        """What the reports make of some days of the month."""
        book = self.book
        return meeting(book.shelf, day(first), day(last), LAST, book.habits)

    def within(self, kind: str, field: str, first: int, last: int) -> list[Row]:
        """The records of a kind whose day lies in the period; one that reaches today is open."""
        end = NEVER if day(last) == LAST else str(day(last))
        return [e for e in self.lists.of[kind] if str(day(first)) <= (e[field] or "") <= end]


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Clock]:
    """The branch's month on disk, and the clock at its last evening."""
    path, clock = tmp_path_factory.mktemp("branch") / "book.json", Clock(day(1))
    with open_book(path, clock=clock, new_id=counted_ids(), writer=ME, device="0000abcd",
                   backups=None) as book:  # fmt: skip
        Branch(clock, book).live_through()
    return path, clock


@pytest.fixture(scope="module")
def read(on_disk: tuple[Path, Clock]) -> Iterator[Recounted]:
    """The month on its last evening, read once: nobody changes it."""
    path, clock = on_disk
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "local_now", clock)
        with open_book(path, read_only=True, writer=ME) as book:
            yield Recounted(book, Lists(path), path)


@pytest.fixture
def written(read: Recounted) -> Recounted:
    """The month as whoever wrote it has it before him."""
    settings = settings_path()
    assert settings is not None
    settings.parent.mkdir(parents=True)
    settings.write_text(f'name = "{ME}"\n', encoding="utf-8")
    return read


def test_the_month_has_what_is_to_be_counted(written: Recounted) -> None:
    """Each odd thing is there, so that no figure below is right because nothing is counted."""
    lists = written.lists
    of = lists.of
    assert {row["contact_group"] for row in of["members"]} >= {"1", "2", "10", NO_NOTES}
    assert Counter(row["head"] for row in of["households"])["王芳"] == 3
    assert sum(row["removed_at"] is not None for rows in of.values() for row in rows) == 0
    assert {kind for kind in BY_TABLE if not of[kind]} == set()
    assert {row["state"] for row in of["follow_ups"]} == {
        "pending", "held", "relapsed", "cancelled",
    }  # fmt: skip
    assert {code for row in of["issues"] for code in row["waiting"]} == {
        "overdue", "unreferred", "late", "unanswered",
    }  # fmt: skip
    gone = [e for e in of["visits"] if e["household"] and e["household"] not in lists.by_id]
    assert gone


def test_mine(written: Recounted) -> None:
    """Of every kind those that ``--mine`` lists; of Today and the route those of the same households."""
    lists, book = written.lists, written.book
    (me,) = [each for each in lists.of["members"] if each["name"] == ME]
    ours = {e["id"] for e in lists.of["members"] if e["contact_group"] == me["contact_group"]}
    assert len(ours) == 2
    mine: set[str] = set()
    for kind in BY_TABLE:
        expected = {each["id"] for each in lists.of[kind] if is_ours(lists, kind, each, ours)}
        assert ids(lists.listed(kind, "--mine")) == expected, kind
        mine |= expected
    today = str(LAST)
    homes = {e["id"] for e in lists.of["households"] if e["due_on"] <= today} & mine
    unsolved = [each for each in lists.unsolved(today) if each["id"] in mine]
    found = book.agenda()
    assert {each.household.id for each in found.visits} == homes
    assert {each.due.household.id for each in book.households.route()} == homes
    assert {e.row.issue.id for e in found.issues} == {
        e["id"] for e in unsolved if (e["due_on"] or NEVER) <= today
    }
    assert {each.row.issue.id: each.days for each in found.unanswered} == {
        e["id"]: e["answer_days"] for e in unsolved if "unanswered" in e["waiting"]
    }
    assert {each.row.issue.id for each in found.not_referred} == {
        e["id"] for e in unsolved if "unreferred" in e["waiting"]
    }
    assert {each.follow_up.id for each in found.follow_ups} == {
        e["id"] for e in lists.of["follow_ups"]
        if e["state"] == "pending" and e["due_on"] <= today and e["id"] in mine
        and (e["solution"] in lists.by_id or e["group"] in lists.by_id)
    }  # fmt: skip
    everything = book.agenda(of_all=True)
    assert len(everything.visits) > len(found.visits) > 0
    assert len(everything.not_referred) > len(found.not_referred) > 0


def test_when_households_are_due(written: Recounted) -> None:
    """Their day, who is due today, and of those a visit was asked for, how many are in time."""
    lists, in_time, asked_for = written.lists, 0, 0
    for home in lists.of["households"]:
        met = lists.visited(home)
        since = met[-1] if met else on(home["created_at"][:10])
        due = since + dt.timedelta(days=lists.interval(home))
        assert home["due_on"] == str(due)
        in_time += bool(met) and due >= LAST
        asked_for += bool(met) or due < LAST
    figures = written.book.agenda().figures
    assert (figures.in_time, figures.asked_for) == (in_time, asked_for)


@PERIODS
def test_contact_groups(written: Recounted, first: int, last: int) -> None:
    """Every column of their table; the visits of its rows are all visits, and both shares add up."""
    lists, found = written.lists, written.meeting(first, last)
    rows = {each.contact_group: each for each in found.method.contact_groups}
    visits = [e for e in written.within("visits", "visited_on", first, last) if e in lists.met()]
    of_visits = Counter(lists.contact_group(each, each["visited_on"]) for each in visits)
    noted = {lists.contact_group(e, e["visited_on"]) for e in lists.of["visits"]}
    noted |= {lists.contact_group(e, e["found_on"]) for e in lists.of["issues"]}
    kept, referred = kept_in(lists, first, last), referred_in_time(written, first, last)
    for name, row in rows.items():
        assert row.noted == (name in noted)
        assert row.visits == of_visits[name]
        assert row.kept == (kept[name, True], kept[name, True] + kept[name, False])
        assert row.in_time == (referred[name, True], referred[name, True] + referred[name, False])
        assert row.households == sum(
            lists.contact_group_of(e, str(day(last))) == name for e in lists.of["households"]
        )
        for code, many in row.explained:
            assert many == sum(
                code in e["explained"] and lists.contact_group(e, e["visited_on"]) == name
                for e in visits
            )
    assert not rows[NO_NOTES].noted
    assert found.figures.contact["visits"].many == len(visits) == sum(of_visits.values())
    there = [name for name in rows if name in noted]
    for figure, counted in (
        (found.figures.contact["kept"], kept), (found.figures.issues["referred_in_time"], referred)
    ):  # fmt: skip
        good, bad = (sum(counted[name, so] for name in there) for so in (True, False))
        assert figure[:2] == (good, good + bad)


def referred_in_time(written: Recounted, first: int, last: int) -> Counter[tuple[str, bool]]:
    """(contact group, whether it was in time) of each issue that was referred or had to be."""
    found: Counter[tuple[str, bool]] = Counter()
    for each in written.within("issues", "found_on", first, last):
        by = str(on(each["found_on"]) + dt.timedelta(days=3))
        told = [*each["referred_before"], each][0]["referred_on"] or NEVER
        whose = written.lists.contact_group(each, each["found_on"])
        if told <= str(day(last)):
            found[whose, told <= by] += 1
        elif by < str(day(last)) and (each["dropped_on"] or NEVER) > by:
            found[whose, False] += 1
    return found


@PERIODS
def test_what_stood_on_the_last_day(written: Recounted, first: int, last: int) -> None:
    """Open, not referred, unanswered, surveyed, types, core groups and who waits for a training."""
    lists, found, end = written.lists, written.meeting(first, last), str(day(last))
    unsolved = lists.unsolved(end)
    figures = found.figures.issues
    assert figures["open"].many == len(unsolved)
    assert figures["not_referred"].many == sum(not lists.referral(e, end) for e in unsolved)
    assert figures["unanswered"].many == sum(lists.waits_for_answer(e, end) for e in unsolved)
    latest = {}
    for each in sorted(lists.of["surveys"], key=lambda e: (e["surveyed_on"], e["seq"])):
        if each["surveyed_on"] <= end and each["group"] in lists.by_id:
            latest[each["group"]] = str(each["type"])
    groups = found.figures.groups
    assert groups["surveyed"][:2] == (len(latest), len(lists.of["groups"]))
    assert groups["types"].by_part == Counter(latest.values())
    assert groups["with_core"].many == sum(
        (each["core_since"] or NEVER) <= end
        or bool(each["core_members"] and not each["core_since"])
        for each in lists.of["groups"]
    )
    trained = {who["name"] for each in lists.of["trainings"] if each["on"] <= end
               for who in each["attendees"]}  # fmt: skip
    led = [(group["name"], who["name"]) for group in lists.of["groups"]
           for who in (group["leader"], *group["key_members"]) if who]  # fmt: skip
    waiting = [each for each in led if each[1] not in trained]
    assert found.method.untrained[:2] == (len(waiting), len(led))
    assert 0 < len(waiting) < len(led)


def test_what_issues_wait_for(written: Recounted) -> None:
    """What each waits for and how long, the sections of Today, and ``--status`` of each word."""
    lists, today = written.lists, str(LAST)
    expected: dict[str, set[str]] = {"overdue": set(), "unreferred": set(), "late": set()}
    days = {}
    for each in lists.unsolved(today):
        told, relapsed = lists.referral(each, today), lists.relapses(each, today)
        since = max([e["checked_on"] for e in relapsed] if each["referred_on"] and relapsed else
                    [each["found_on"]])  # fmt: skip
        if (each["due_on"] or NEVER) < today:
            expected["overdue"].add(each["id"])
        if told is None:
            expected["unreferred"].add(each["id"])
            if (LAST - on(since)).days > 3:
                expected["late"].add(each["id"])
        elif lists.waits_for_answer(each, today):
            days[each["id"]] = (LAST - on(told["referred_on"])).days
    expected["unanswered"] = set(days)
    for code, those in expected.items():
        assert {e["id"] for e in lists.of["issues"] if code in e["waiting"]} == those, code
        assert ids(lists.listed("issues", "--status", code)) == those
    assert {e["id"]: e["answer_days"] for e in lists.of["issues"] if e["answer_days"] is not None
            } == days  # fmt: skip
    found = written.book.agenda(of_all=True)
    assert {each.row.issue.id: each.days for each in found.unanswered} == days
    assert {each.row.issue.id for each in found.not_referred} == expected["unreferred"]
    assert {each.row.issue.id for each in found.not_referred if each.late} == expected["late"]
    assert {each.row.issue.id for each in found.issues if each.days < 0} == expected["overdue"]


@PERIODS
def test_relapses_after_stays(written: Recounted, first: int, last: int) -> None:
    """How many checks found one, each told with its stay; and the stay's figures on every side."""
    lists, found = written.lists, written.meeting(first, last)
    told: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for check in written.within("follow_ups", "checked_on", first, last):
        stays = [each for each in lists.of["stays"] if was_left_behind(lists, each, check)]
        if check["result"] == "relapsed" and stays:
            again = (check["checked_on"], check["note"], titles(lists, stays[-1], check))
            told.setdefault(stays[-1]["id"], []).append(again)
    assert found.figures.groups["after_stays"].many == sum(map(len, told.values()))
    assert sorted(map(sorted, told.values())) == sorted(
        [(str(e.on), e.words, e.issues) for e in each.relapses]
        for each in found.method.stays
        if each.relapses
    )
    assert bool(told) == (last > 25)
    for line in found.method.stays:
        (stay,) = [e for e in lists.of["stays"] if e["from_on"] == str(line.from_on)]
        for side in line.sides:
            days = [str(side.from_on + dt.timedelta(days=n))
                    for n in range((side.to_on - side.from_on).days + 1)]  # fmt: skip
            assert cells(side_by_side([side])) == {
                "days": len(days),
                **sides_of(lists, stay["group"], days),
            }


def cells(table: Any) -> dict[str, Any]:
    return {column.word: column.cells[0] for column in table}


@PERIODS
def test_all_three_explanations(written: Recounted, first: int, last: int) -> None:
    """Of the visits at which somebody was met, those that gave all three; and who came to us."""
    visits = written.within("visits", "visited_on", first, last)
    met = [each for each in visits if each["manner"] != "nobody_home"]
    contact = written.meeting(first, last).figures.contact
    assert contact["all_three"][:2] == (
        sum(set(each["explained"]) == {"tasks", "policies", "methods"} for each in met), len(met)
    )  # fmt: skip
    assert contact["came_to_us"].many == sum(each["manner"] == "came_to_us" for each in met)
    assert contact["nobody_home"].many == len(visits) - len(met)
    homes = {each["household"] for each in met if each["household"] in written.lists.by_id}
    assert contact["reached"][:2] == (len(homes), len(written.lists.of["households"]))


def test_lists_are_narrowed_to_a_group_and_a_contact(written: Recounted) -> None:
    """``--group`` lists what is of the group, ``--contact`` what is of that member's households."""
    lists = written.lists
    for group in [each for each in lists.of["groups"] if each["name"] in ("1组", "5组")]:
        for kind in ("households", "visits", "issues"):
            those = {e["id"] for e in lists.of[kind] if lists.group_of(kind, e) == group["id"]}
            assert ids(lists.listed(kind, "--group", group["name"])) == those != set()
    member = next(each for each in lists.of["members"] if each["name"] == "成员02")
    for kind in ("households", "visits", "issues"):
        those = {
            e["id"] for e in lists.of[kind]
            if member["id"] in [home["contact"] for home in homes_of(lists, kind, e)]
        }  # fmt: skip
        assert ids(lists.listed(kind, "--contact", member["name"])) == those != set()


@pytest.mark.parametrize(("kind", "first", "last"), [
    ("daily", 27, 27), ("five_day", 2, 6), ("ten_day", 18, 27)
])  # fmt: skip
def test_a_page_opens_with_what_was_done(
    written: Recounted, kind: str, first: int, last: int
) -> None:
    """The visits, issues, checks and the work with groups of its days, as the lists have them."""
    lists = written.lists
    found = prefill(written.book.shelf, kind, day(first), day(last))

    def within(of: str, field: str) -> list[Row]:
        return [e for e in lists.of[of] if str(day(first)) <= (e[field] or "") <= str(day(last))]

    visits = within("visits", "visited_on")
    assert found.visits == sum(each["manner"] != "nobody_home" for each in visits)
    assert {each.id for each in found.found} == ids(within("issues", "found_on"))
    studied = within("solutions", "studied_on")
    together = [each for each in studied if each["with_whom"] or each["carried_by"]]
    assert {each.id for each in found.studied} == ids(together)
    checks = [e for e in within("follow_ups", "checked_on")
              if e["solution"] in lists.by_id or e["group"] in lists.by_id]  # fmt: skip
    results = Counter(each["result"] for each in checks)
    assert (found.held, found.checks_relapsed) == (results["held"], results["relapsed"])
    work = found.group_work
    assert {each.id for each in work.cores} == ids(within("groups", "core_since"))
    assert len(work.posts) == sum(
        str(day(first)) <= post["on"] <= str(day(last))
        for group in lists.of["groups"] for post in group["post_changes"]
    )  # fmt: skip
    for told, of, field in (
        (work.surveys, "surveys", "surveyed_on"), (work.begun, "stays", "from_on"),
        (work.ended, "stays", "to_on"), (work.checks, "follow_ups", "checked_on"),
    ):  # fmt: skip
        those = [each for each in within(of, field) if each["group"] in lists.by_id]
        assert {each.id for _group, each in told} == ids(those)
    for rows, of in (
        (work.trainings, "trainings"), (work.experiences, "experiences"),
        (work.commendations, "commendations"),
    ):  # fmt: skip
        assert {each.id for each in rows} == ids(within(of, "on"))


def test_states_of_follow_ups(written: Recounted) -> None:
    """Each has the state its days say, and ``--status`` lists those of it."""
    by_state: dict[str, set[str]] = {}
    for each in written.lists.of["follow_ups"]:
        state = each["result"] if each["checked_on"] else "pending"
        state = "cancelled" if each["cancelled_on"] else state
        by_state.setdefault(state, set()).add(each["id"])
    for state, those in by_state.items():
        assert ids(written.lists.listed("follow_ups", "--status", state)) == those


def test_the_paper_says_the_same(written: Recounted, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``export`` writes of the whole month has the very figures, as words."""
    lists, today = written.lists, str(LAST)
    capsys.readouterr()
    words = ["export", "--since", str(day(1)), "--until", today, "--annex", "all", "-o", "-"]
    assert main([*words, "--book", str(written.path)]) == 0
    paper = capsys.readouterr().out
    told = dict(line.strip("| ").split(" | ")[-2:] for line in paper.splitlines()
                if line.count("|") == 4)  # fmt: skip
    unsolved = lists.unsolved(today)
    kept, referred = kept_in(lists, 1, 30), referred_in_time(written, 1, 30)
    three = sum(len(each["explained"]) == 3 for each in lists.met())
    assert told["Visits made"] == str(len(lists.met()))
    assert told["All three explanations given"].startswith(f"{three} of {len(lists.met())} ")
    assert told["Visits made by the day they were due"].startswith(share(kept))
    assert told["Of those found, referred in time"].startswith(share(referred))
    assert told["Issues unsolved"] == str(len(unsolved))
    assert told["Of these not yet referred"] == str(
        sum("unreferred" in each["waiting"] for each in unsolved)
    )
    assert told["Of these referred, without an answer"] == str(
        sum("unanswered" in each["waiting"] for each in unsolved)
    )
    assert told["Relapses found after a stay"] == "2"
    assert "this book" not in paper.casefold()
    assert f"| {NO_NOTES} | 2 | - | - |" in paper
    assert "账又停了" in paper
