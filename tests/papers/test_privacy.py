"""What readers outside the branch may not read is in no part of no file."""

from __future__ import annotations

import datetime as dt
import functools
import io
import itertools
import re
import typing
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.papers.written import write_paper

from fieldbook.domain import codes
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import RECORD_TYPES, Frozen, Group, Household, Issue, Person, Record
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES, FORMATS, default_name, preview
from fieldbook.papers.calendar import render as render_calendar
from fieldbook.papers.masking import seen_by
from fieldbook.papers.scanning import plain
from fieldbook.reports.calendar import appointments
from fieldbook.reports.meeting import Meeting, meeting

TODAY = dt.date(2026, 11, 21)
MADE_HERE = [each for each in FORMATS if each != "pdf"]
"""A PDF is the Word paper, printed by another program."""
CODES = {
    "manner": codes.MANNER, "explained": codes.EXPLAINED, "together": codes.TOGETHER,
    "issue_kind": codes.ISSUE_KIND, "focus": codes.FOCUS, "carried_by": codes.CARRIED_BY,
    "result": codes.CHECK_RESULT, "diary_kind": codes.DIARY_KIND, "spent": codes.SPENT,
    "link_kind": codes.LINK_KIND, "training_kind": codes.TRAINING_KIND,
    "commendation_kind": codes.COMMENDATION_KIND,
}  # fmt: skip
QUICKLY = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.large_base_example],
)
"""A whole book is not made smaller when a marker shows: the marker says enough."""
hints_of = functools.cache(typing.get_type_hints)
one_of = functools.cache(st.sampled_from)  # what draws is made once: that took most of the time
DAYS = st.dates(dt.date(2026, 10, 20), dt.date(2026, 11, 25))
EITHER, SOME, ONE_OR_TWO = st.booleans(), st.integers(1, 3), st.integers(1, 2)
MARK = re.compile(r"zq\d{4}")
"""The tail of every text in the book; masking keeps a name's first character alone."""


class Filler:
    """Fills every field of a record: texts with a marker of their own, the rest with what fits."""

    def __init__(self, draw: st.DrawFn, heads: str, *, strange_codes: bool) -> None:
        self.draw, self.heads, self.strange_codes = draw, heads, strange_codes
        self.numbers = itertools.count(1)

    def record(self, record_type: type[Record], seq: int) -> Record:
        hints = hints_of(record_type)
        fields: dict[str, Any] = {
            field.name: self.value(record_type, field.name, hints[field.name])
            for field in msgspec.structs.fields(record_type)
        }
        fields |= {"id": f"{record_type.kind}-{seq}", "seq": seq, "removed_at": None,
                   "undone": False, "stamps": (), "created_by": "member-1"}  # fmt: skip
        return record_type(**fields)

    def value(self, owner: type[Any], name: str, hint: Any) -> Any:
        kind = REFERENCES.get(getattr(owner, "kind", ""), {}).get(name)
        if kind:
            one = f"{kind}-{self.draw(ONE_OR_TWO)}"
            return (one,) if typing.get_origin(hint) is tuple else one
        if name in CODES and issubclass(owner, Record) and not self.strange_codes:
            if name == "result" and owner.kind != "follow_up":
                return self.text()
            one = self.draw(one_of(CODES[name]))
            return (one,) if typing.get_origin(hint) is tuple else one
        return self.of(owner, name, hint)

    def of(self, owner: type[Any], name: str, hint: Any) -> Any:
        parts = [each for each in typing.get_args(hint) if each is not type(None)]
        if typing.get_origin(hint) is tuple:
            return tuple(self.of(owner, name, parts[0]) for _ in range(2))
        if parts:
            return None if self.draw(EITHER) else self.of(owner, name, parts[0])
        if isinstance(hint, type) and issubclass(hint, Frozen):
            hints = hints_of(hint)
            names = (field.name for field in msgspec.structs.fields(hint))
            return hint(**{each: self.of(hint, each, hints[each]) for each in names})
        return self.plain(hint)

    def plain(self, hint: Any) -> Any:
        if hint is dt.date:
            return self.draw(DAYS)
        if hint is dt.datetime:
            return dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
        return self.draw(SOME) if hint is int else self.text()

    def text(self) -> str:
        """A text nobody else has: one character a name may keep, and a marker."""
        return f"{self.draw(one_of(self.heads))}zq{next(self.numbers):04}"


@st.composite
def filled_books(draw: st.DrawFn, heads: str) -> Meeting:
    filler = Filler(draw, heads, strange_codes=draw(st.booleans()))
    records = [filler.record(each, seq) for each in RECORD_TYPES for seq in (1, 2)]
    since = draw(st.sampled_from([dt.date(2000, 1, 1), dt.date(2026, 11, 10)]))
    return meeting(Shelf(records), since, TODAY, TODAY, DEFAULT_HABITS)


def everything_in(data: bytes) -> str:
    """All that a file holds, with the names of its parts."""
    if not data.startswith(b"PK"):
        return data.decode()
    parts = [data.decode("latin-1")]
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        for part in document.namelist():
            parts += [part, document.read(part).decode()]
    return "\n".join(parts)


def papers_of(found: Meeting, audience: str, folder: Path) -> Iterator[str]:
    for fmt in MADE_HERE:
        path = folder / "paper"
        write_paper(
            found,
            fmt=fmt,
            audience=audience,
            branch="Branch",
            author="龚文远",
            path=path,
            annexes=ANNEXES,
        )
        yield everything_in(path.read_bytes())
        yield default_name(found, fmt, audience)
    lines = preview(
        found, audience=audience, branch="Branch", author="龚文远", annexes=ANNEXES, width=2000
    )  # so wide that no word is broken
    yield "\n".join(each.text for each in lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


def told_above(found: Meeting) -> set[str]:
    """What the level above reads as it was written: groups, units, cadres, and lines meant for it."""
    people = {*found.named.people, *found.named.loosely}
    both = filter(None, (found.figures, found.before))
    tasks = (part.key for each in both for part in each.contact["tasks"].parts)
    contact_groups = (each.contact_group for each in found.method.contact_groups)
    links = (who for each in found.method.groups for _kind, who in each.links)
    matters = (each for page in found.written for each in page.matters)
    summaries = {each.summary for each in found.issues} | {each.summary for each in found.due}
    summaries |= {each.summary for each in matters}
    again = (each for stay in found.method.stays for each in stay.relapses)
    summaries |= {line for each in again for line in each.summaries}
    told = {*found.named.places, *found.named.members, *tasks, *contact_groups, *links, *summaries}
    return {mark for each in told - people for mark in MARK.findall(each)}


@pytest.mark.slow
@given(found=filled_books(heads="龘A7"))
@settings(QUICKLY, max_examples=60)
def test_no_text_of_any_record_leaves_the_branch(found: Meeting, folder: Path) -> None:
    """Of markers in every text field, none is in public papers, and above only what may be told."""
    for audience, told in (("above", told_above(found)), ("public", set())):
        # Also what no paper of today shows: a template or a new format may show it tomorrow.
        assert set(MARK.findall(repr(seen_by(found, audience)))) <= told
        for content in papers_of(found, audience, folder):
            assert set(MARK.findall(plain(content))) <= told


@pytest.mark.slow
@given(found=filled_books(heads="龘"))
@settings(QUICKLY, max_examples=30)
def test_names_are_masked_above_and_absent_in_public(found: Meeting, folder: Path) -> None:
    """The level above reads masks such as 龘某甲; the public neither a name nor that one was masked."""
    for content in papers_of(found, "public", folder):
        assert "龘" not in content
        assert "某" not in content
        assert "龚" not in content
    above = plain("\n".join(papers_of(found, "above", folder)))
    told = told_above(found)
    shown = set(re.findall(r"龘某(?:[某甲乙丙丁戊己庚辛壬癸]|\d+)|龘zq\d{4}|龘", above))
    assert {each for each in shown if "某" not in each} <= {f"龘{mark}" for mark in told}
    assert any("某" in each for each in shown)
    assert "龚文远" in above


class Telling(Filler):
    """Every text tells of somebody whom the book knows, and every day is one of the period."""

    def text(self) -> str:
        return "找陈桂生谈"

    def of(self, owner: type[Any], name: str, hint: Any) -> Any:
        # What a meeting decided is told of the issue that its matter names, where it is not its answer.
        said = {"issue": "issue-1", "decided": "请陈桂生办"}
        return said[name] if name in said else super().of(owner, name, hint)

    def plain(self, hint: Any) -> Any:
        return dt.date(2026, 11, 10) if hint is dt.date else super().plain(hint)


@st.composite
def telling_books(draw: st.DrawFn) -> Meeting:
    filler = Telling(draw, "", strange_codes=False)
    records = [filler.record(each, seq) for each in RECORD_TYPES for seq in (1, 2)]
    home = Household(id="home", seq=3, created_at=records[0].created_at, head="陈桂生")
    shelf = Shelf([*records, home])
    return meeting(shelf, dt.date(2000, 1, 1), TODAY, TODAY, DEFAULT_HABITS)


@given(found=telling_books())
@settings(QUICKLY, max_examples=10)
def test_no_text_that_goes_above_names_anybody(found: Meeting) -> None:
    """Where texts come along, each field's own is masked: of all that is told none has the name."""
    seen = repr(seen_by(found, "above", texts=True))
    assert "桂生" not in seen
    assert seen.count("某某") > 20


@given(found=filled_books(heads="龘"))
@settings(QUICKLY, max_examples=10)
def test_the_markers_do_reach_the_branch(found: Meeting, folder: Path) -> None:
    """The branch's own paper holds what was written, so that the tests above say something."""
    for fmt in MADE_HERE:
        path = folder / "branch"
        write_paper(
            found, fmt=fmt, audience="branch", branch="", author="", path=path, annexes=ANNEXES
        )
        content = everything_in(path.read_bytes())
        for issue in found.issues:
            assert issue.title in content
            assert issue.detail in content
            assert issue.place.household in content
            assert all(each.answer in content for each in issue.referred_before)
        assert all(each.note in content for each in found.visits)
        assert all(each.advice in content for each in found.examples.experiences)
        assert all(each.for_what in content for each in found.examples.commendations)
        for surveyed in found.method.surveyed:
            assert all(each.management in content for each in surveyed.findings)


def test_a_household_that_was_only_written_down_is_masked(folder: Path) -> None:
    """A household that is not in the book yet is masked like those that are."""
    at = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
    issue = Issue(
        id="i", seq=1, created_at=at, title="渠", found_on=dt.date(2026, 11, 2),
        household_text="陈桂生家", raised_by=Person(name="周小兰"),
    )  # fmt: skip
    found = meeting(Shelf([issue]), dt.date(2026, 11, 1), TODAY, TODAY, DEFAULT_HABITS)
    above = "\n".join(papers_of(found, "above", folder))
    assert "陈某某" in above
    assert "桂生" not in above
    assert "小兰" not in above


@st.composite
def filled_records(draw: st.DrawFn) -> list[Record]:
    filler = Filler(draw, "陈李", strange_codes=False)
    return [filler.record(each, seq) for each in RECORD_TYPES for seq in (1, 2)]


@settings(QUICKLY, max_examples=20)
@given(filled_records(), st.booleans())
def test_a_calendar_tells_places_and_heads_only_when_asked(
    records: list[Record], names: bool
) -> None:
    """Of all texts of a book a calendar has the groups' names and the houses' numbers, on request
    the heads of households, and nothing else."""
    told = {each.name for each in records if isinstance(each, Group)}
    for home in records:
        if isinstance(home, Household):
            told |= {home.code, home.head} if names else {home.code}
    until = TODAY + dt.timedelta(days=90)
    found = appointments(Shelf(records), TODAY, until, DEFAULT_HABITS)
    written = render_calendar(found, dt.datetime(2026, 11, 21, tzinfo=dt.UTC), names=names).decode()
    marks = set(MARK.findall(written.replace("\r\n ", "")))
    assert marks <= set(MARK.findall(" ".join(told)))
