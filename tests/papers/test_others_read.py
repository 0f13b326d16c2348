"""The sample village's papers for others: nobody of it is found in them, however they are folded."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.memory_store import MemoryStore
from tests.papers.planted import nobody, planted, planted_book
from tests.papers.test_privacy import MADE_HERE, everything_in
from tests.papers.written import write_paper

from fieldbook import i18n
from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import Group, Member
from fieldbook.papers import (
    ANNEXES,
    annex_title,
    default_name,
    findings,
    findings_told,
    preview,
)
from fieldbook.papers.composing import compose
from fieldbook.papers.masking import seen_by
from fieldbook.papers.scanning import plain
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.store.ids import id_maker

LANGUAGES = ("zh_CN", "en")
BRANCH = {"zh_CN": "青山公社支部", "en": "Greenhill branch"}


@functools.cache
def sample_book(language: str) -> Fieldbook:
    i18n.use_language(language)
    now = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    make_village(book)
    return book


@pytest.fixture(params=LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Fieldbook:
    book = sample_book(request.param)
    i18n.use_language(request.param)
    return book


@functools.cache
def found_in(book: Fieldbook) -> Meeting:
    today = book.today
    return meeting(book.shelf, today - dt.timedelta(days=120), today, today, book.habits)


@functools.lru_cache(maxsize=16)
def papers_of(book: Fieldbook, audience: str, *, texts: bool) -> tuple[str, ...]:
    """All that is in the papers of a book, with their names; several tests ask for the same."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_written(book, audience, Path(folder), texts=texts))


def _written(book: Fieldbook, audience: str, folder: Path, *, texts: bool) -> Iterator[str]:
    language = i18n.language()
    found = found_in(book)
    author = book.shelf.every(Member)[0].name
    for fmt in MADE_HERE:
        path = folder / default_name(found, fmt, audience)
        write_paper(
            found, fmt=fmt, audience=audience, branch=BRANCH[language], author=author, path=path,
            annexes=ANNEXES, texts=texts,
        )  # fmt: skip
        yield path.name
        yield everything_in(path.read_bytes())
    lines = preview(
        found, audience=audience, author=author, annexes=ANNEXES, texts=texts, width=999
    )
    yield "\n".join(each.text for each in lines)


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("audience", ["above", "public"])
def test_words_of_our_own_method_stay_in_the_branch(audience: str, *, texts: bool) -> None:
    """三交 and 回生 are nothing to whoever was not taught them; the branch reads both."""
    own = re.compile("三交|四同|四抓|三边|由谁办|一道办|回生")
    book = sample_book("zh_CN")
    i18n.use_language("zh_CN")
    as_written = "走访的三交和四同"  # the topic of a training: a text stays as somebody wrote it
    found = "".join(papers_of(book, audience, texts=texts)).replace(as_written, "")
    assert not own.search(found)
    branch = "".join(papers_of(book, "branch", texts=True))
    assert all(each in branch for each in own.pattern.split("|"))


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("audience", ["above", "public"])
def test_nobody_of_the_village_is_found(sample: Fieldbook, audience: str, *, texts: bool) -> None:
    """In every format, names of files and properties included, no name, phone or address is left."""
    hidden = nobody(sample.shelf)
    assert len(hidden) > 60
    for content in papers_of(sample, audience, texts=texts):
        folded = plain(content)
        assert [each for each in hidden if each in folded] == []


def test_the_branchs_own_paper_names_them(sample: Fieldbook) -> None:
    """The same look finds them in the paper for the branch, so that it says something."""
    content = "\n".join(papers_of(sample, "branch", texts=False))
    folded = plain(content)
    assert sum(each in folded for each in nobody(sample.shelf)) > 30


def test_the_level_above_reads_what_is_worth_reading(sample: Fieldbook) -> None:
    """Groups, cadres, tasks and the lines meant for others stand in the paper for the level above."""
    found = found_in(sample)
    content = next(each for each in papers_of(sample, "above", texts=False) if each.startswith("#"))
    shelf = sample.shelf
    assert sum(each.name in content for each in shelf.every(Group)) > 5
    contacts = {each.contact for each in found.issues if each.contact}
    assert contacts
    assert all(each in content for each in contacts)
    summaries = {each.summary for each in found.issues if each.summary}
    assert len(summaries) > 5
    assert all(each in content for each in summaries)


def tasks_told(book: Fieldbook, *, texts: bool) -> list[str]:
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    parts = seen_by(found, "above", texts=texts).figures.contact["tasks"].parts
    return [each.key for each in parts]


def test_a_task_goes_up_by_its_title_where_it_names_nobody() -> None:
    """A title that says or might say something of somebody stays below without texts, masked with them."""
    i18n.use_language("zh_CN")
    now = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    book.households.assign(Draft(head="葛满仓"))
    for title in ("秋种", "帮葛满仓家修房", "听赵大爷讲村史"):
        book.tasks.write(Draft(title=title))
    assert tasks_told(book, texts=False) == ["秋种", "", ""]
    assert tasks_told(book, texts=True) == ["秋种", "帮葛某某家修房", "听赵大爷讲村史"]


def test_who_a_task_was_given_to_is_masked_where_he_is_no_member() -> None:
    """A name typed for a task is looked for in all texts; a member's is not, nor that of an office."""
    i18n.use_language("zh_CN")
    now = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    book.members.write(Draft(name="宋长河"))
    book.tasks.write(Draft(title="修渠", given_to="葛满仓、宋长河、水利站"))
    for title in ("葛满仓看水", "宋长河讲政策", "水利站来人"):
        book.tasks.write(Draft(title=title))
    told = ["葛某某看水", "宋长河讲政策", "水利站来人"]
    assert sorted(tasks_told(book, texts=True)) == sorted(told)


def test_an_issues_title_stays_below(sample: Fieldbook) -> None:
    """Without texts no issue has its title above; with them a line for others stands in its place."""
    found = found_in(sample)
    assert {each.title for each in seen_by(found, "above").issues} == {""}
    told = {each.seq: each.title for each in seen_by(found, "above", texts=True).issues}
    with_line = [each for each in found.issues if each.summary]
    assert with_line
    assert all(told[each.seq] == each.summary for each in with_line)


def test_what_falls_due_is_told_by_the_line_for_others(sample: Fieldbook) -> None:
    """The level above reads of an issue that falls due what stands in its line for others."""
    found = found_in(sample)
    summaries = {each.seq: each.summary for each in found.issues}
    due = [each for each in seen_by(found, "above").due if each.issues]
    assert {each.about for each in due} == {summaries.get(each.issues[0], "") for each in due}
    assert any(each.about for each in due)
    assert not any(each.about for each in seen_by(found, "public").due)


def test_a_line_for_others_stands_wherever_its_matter_is_told_above() -> None:
    """What was solved before the period is in no list of issues; what falls due of it is called so all the same."""
    now = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    long_ago = book.today - dt.timedelta(days=40)
    draft = Draft(title="葛家漏雨", summary="房屋漏雨", found_on=long_ago)
    issue = book.issues.raise_(draft).id
    solution = book.solutions.note(Draft(issues=[issue], method="铺油毡", studied_on=long_ago)).id
    book.solutions.solve(solution, Draft(solved_on=long_ago))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert not found.issues
    for texts in (False, True):
        assert "房屋漏雨" in {each.about for each in seen_by(found, "above", texts=texts).due}


def test_everybody_reads_lines_for_others_that_say_nothing_of_anybody() -> None:
    """With texts, and of what is not solved, without a number; a line that names somebody stays below."""
    i18n.use_language("zh_CN")
    now = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
    book = Fieldbook(MemoryStore(), clock=lambda: now, new_id=id_maker(), writer="")
    home = book.households.assign(Draft(head="葛满仓")).id
    for summary in ("房屋漏雨", "葛满仓家缺煤", "便道塌方"):
        book.issues.raise_(Draft(title=f"葛家：{summary}", summary=summary, household=home))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    paper = str(compose(found, audience="public", annexes=ANNEXES, texts=True))
    assert "包括：便道塌方；房屋漏雨。" in paper
    assert "缺煤" not in paper
    assert "漏雨" not in str(compose(found, audience="public", annexes=ANNEXES))


def test_public_papers_say_nothing_of_groups(sample: Fieldbook) -> None:
    """Neither a group nor how many households a matter concerns is in a paper for everybody."""
    groups = [plain(each.name) for each in sample.shelf.every(Group)]
    for content in papers_of(sample, "public", texts=True):
        folded = plain(content)
        assert [each for each in groups if each in folded] == []
    told = findings_told(findings(found_in(sample), "public", texts=True), "public")
    assert told[0] in ("Goes out as it was written:", "照原样公开：")


def test_public_papers_only_count_visits_and_issues(sample: Fieldbook) -> None:
    """Neither the number of an issue nor the day of a visit, by which a neighbour would know whose it was."""
    content = next(
        each for each in papers_of(sample, "public", texts=False) if each.startswith("#")
    )
    assert not re.search(r"第\d+号|no\. \d|[#＃]\d", content)
    visits = content.split(f"# {annex_title('visits')}")[1].split(f"# {annex_title('due')}")[0]
    assert f"# {annex_title('issues')}" in visits
    assert not re.search(r"\d月\d+日|\d (Oct|Nov|Dec)", visits)


def test_masked_texts_call_a_matter_as_its_line_for_others_does(sample: Fieldbook) -> None:
    """With texts, too, what falls due is called as the report calls it."""
    found = found_in(sample)
    summaries = {each.seq: each.summary for each in found.issues if each.summary}
    due = seen_by(found, "above", texts=True).due
    named = [each for each in due if each.issues and each.issues[0] in summaries]
    assert {each.about for each in named if each.what != "step"} <= set(summaries.values())
    assert named


def test_every_mask_is_told_with_its_place(sample: Fieldbook) -> None:
    """What has to be accepted names the record, the words with what stands around them, and the mask."""
    found = findings(found_in(sample), "above", texts=True, annexes=ANNEXES)
    told = findings_told(found, "above")
    if i18n.language() == "zh_CN":
        assert told[0] == "已隐去："
        assert any(each.startswith("  日记 ") and "【曹秋生】" in each for each in told)
    else:
        assert told[0] == "Masked:"
        assert any(each.startswith("  diary ") and "[Colin Sawyer]" in each for each in told)


@pytest.mark.slow
@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("audience", ["above", "public"])
def test_of_four_thousand_mentions_none_is_found(audience: str, *, texts: bool) -> None:
    """Of 4,000 mentions in texts of every kind, none is left in any format, however it was written."""
    i18n.use_language("zh_CN")
    found = planted()
    known = found.known()
    contents = papers_of(planted_book(found), audience, texts=texts)
    assert len(contents) == 2 * len(MADE_HERE) + 1
    for content in map(plain, contents):
        assert [each for each in known if each in content] == []


def test_the_mentions_do_reach_the_branch() -> None:
    """The same look finds them in the branch's own paper, so that it says something."""
    i18n.use_language("zh_CN")
    found = planted(200)
    content = plain("\n".join(papers_of(planted_book(found), "branch", texts=False)))
    assert sum(each in content for each in found.known()) > 400
