"""The diary's page: the month's grounds, its signs, and what explains them."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from rich.cells import cell_len
from textual.geometry import Region

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.i18n import use_language
from fieldbook.reports.diary_calendar import DayRow
from fieldbook.settings import Settings
from fieldbook.ui.forms.diary import DiaryForm
from fieldbook.ui.told.diary import day_cell, day_lines, legend
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.month import DAY_CELLS, WEEK_LINES, Month, first_shown, weeks_of
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized

BESIDE_THE_MONTH = 34
"""Cells of the right pane at 80 columns."""


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_the_legend_is_always_in_sight(screens: Screens, lang: str) -> None:
    """However far a day is read, the signs of the month are explained on the page, a line each unbroken."""
    async with screens((80, 24), lang=lang, fill=villages.full) as user:
        await user.press("6")
        busiest = max(user.book.visits.all(), key=lambda each: each.visited_on or dt.date.min)
        assert busiest.visited_on
        user.app.screen.query_one(Month).go_to(busiest.visited_on)
        for size in ((80, 24), (120, 40)):
            await resized(user.pilot, *size)
            await user.press("tab")
            user.app.screen.query_one("#story", Story).action_bottom()
            await user.press("tab")
            assert max(map(cell_len, legend())) <= BESIDE_THE_MONTH
            await user.see(*legend())
    use_language("en")


async def test_no_edge_stands_before_the_legend_where_there_is_one_pane(screens: Screens) -> None:
    """The day read at 60 columns has no edge; its legend begins with it."""
    async with screens((60, 20), lang="en", fill=villages.full) as user:
        await user.press("6", "enter")
        await user.see(*legend())
        assert [line.strip() in legend() for line in user.lines()].count(True) == len(legend())
    use_language("en")


def ground_of(user: Hands, on: dt.date, line: int) -> set[str]:
    """The grounds on which one line of a day is drawn."""
    month = user.app.screen.query_one(Month)
    row, column = divmod((on - first_shown(month.cursor)).days, 7)
    strip = month.render_line(1 + 2 * row + line)
    day = strip.crop(column * DAY_CELLS + 1, (column + 1) * DAY_CELLS)
    return {str(each.style.bgcolor) for each in day if each.style}


async def test_a_day_is_the_darker_the_more_was_visited(screens: Screens) -> None:
    """Both lines of a day have one ground: none without visits, one for some, another for three and more."""
    async with screens(fill=villages.full) as user:
        await user.press("6")
        today = user.book.today
        rows = user.book.diary.calendar(today.replace(day=1), today - dt.timedelta(days=1))
        for theme in ("dark", "light", "high-contrast"):
            user.app.theme = theme
            await user.settle()
            grounds: dict[str, set[str]] = {}
            for row in rows:
                found = ground_of(user, row.on, 0) | ground_of(user, row.on, 1)
                grounds.setdefault(day_cell(row).heat, set()).update(found)
                assert (day_cell(row).heat == "many") == (row.visits >= 3)
                assert (day_cell(row).heat == "") == (row.visits == 0)
            assert grounds.keys() == {"", "some", "many"}
            assert all(len(each) == 1 for each in grounds.values())
            assert len(set().union(*grounds.values())) == 3


def test_a_day_of_issues_alone_counts_no_visits() -> None:
    """Two issues without a visit are ``0+2``: a dash beside a plus reads as a sum."""
    row = DayRow(dt.date(2026, 11, 24), 0, 2, (), "", False, "", "")
    assert [each.text for each in day_cell(row).beneath][:2] == ["0", "+2"]


@pytest.mark.parametrize(
    ("pages", "five_day", "ten_day", "beside", "beneath"),
    [
        (("five_day",), "kept", "", "5", ""),
        (("ten_day",), "", "kept", "X", ""),
        (("five_day", "ten_day"), "kept", "kept", "&", ""),
        (("five_day", "ten_day"), "kept", "late", "~", ""),
        (("note", "five_day"), "kept", "", "5", "n"),
    ],
)
def test_pages_of_several_days_have_their_sign_beside_the_number(
    pages: tuple[str, ...], five_day: str, ten_day: str, beside: str, beneath: str
) -> None:
    """Neither hides the other, and neither is told as a note as well."""
    row = DayRow(dt.date(2026, 11, 24), 0, 0, pages, "", False, five_day, ten_day)
    cell = day_cell(row)
    assert (cell.beside[-1].text, cell.beneath[-1].text) == (beside, beneath)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Daily summary 11-21. u undoes it."), ("zh_CN", "日总结 11-21")],
)
async def test_a_page_that_is_written_is_told_by_its_kind_and_day(
    screens: Screens, lang: str, said: str
) -> None:
    """Not by how its text begins."""
    async with screens(lang=lang) as user:
        user.app.go_to("diary")
        await user.settle()
        await user.press("f2")
        await user.type("没有走访。")
        await user.press("ctrl+s")
        assert user.told().startswith(said)
        assert "没有走访" not in user.told()


async def test_the_days_pages_are_reported_one_after_the_other(screens: Screens) -> None:
    """F5 says which it noted, the study last; pressed once more, which were, and when."""
    async with screens(lang="en") as user:
        await user.press("6", "f2", "ctrl+s", "f3", "ctrl+s", "f4")
        await user.fill("topic", "Group meetings")
        await user.press("ctrl+s")
        told = []
        for _time in range(4):
            await user.press("f5")
            told.append(user.told().splitlines()[-1])
        assert told == [
            "Reported to the branch: daily summary. u undoes it.",
            "Reported to the branch: five-day summary. u undoes it.",
            "Reported to the branch: ten-day study. u undoes it.",
            "Already reported to the branch: daily summary 11-21, five-day summary 11-21, ten-day study 11-21.",
        ]
        assert all(each.reported_on for each in user.book.diary.all())
        await user.press("enter", "f5")
        told_of_one = "Already reported to the branch: ten-day study 11-21."
        assert user.told().splitlines()[-1] == told_of_one


async def test_the_key_of_a_summary_opens_no_other_members(screens: Screens) -> None:
    """In the branch's book a member's summary of today is read; F2 begins one's own."""

    def taken_in(book: Fieldbook) -> None:
        book.members.write(Draft(name="周正"))
        member = book.members.write(Draft(name="何秀英"))
        page = book.diary.write(Draft(kind="daily", text="走访六户"))
        theirs = msgspec.structs.replace(page, created_by=member.id)
        book._desk.commit("exchange", [Change(page, theirs)])

    async with screens(fill=taken_in, settings=Settings(name="周正")) as user:
        await user.press("6")
        await user.see("日总结 · 何秀英", "走访六户")
        assert "还没有汇报" not in user.seen()
        await user.press("enter", "f5")
        await user.until(lambda: "这一页是别的成员写的" in user.told())
        await user.press("escape", "f2")
        assert isinstance(user.form, DiaryForm)
        assert user.form.edits is None
        await user.type("走访三户")
        await user.press("ctrl+s", "f5")
        member, own = user.book.diary.all()
        assert (member.reported_on, own.reported_on) == (None, user.book.today)


async def test_a_page_just_written_is_in_sight_and_meant(screens: Screens) -> None:
    """Behind a long summary too; the key that edits means the page that is pointed at."""

    def written(book: Fieldbook) -> None:
        book.diary.write(Draft(kind="daily", text="走访\n" * 30))

    async with screens(fill=written) as user:
        await user.press("6", "n")
        await user.type("去公社借木板")
        await user.press("ctrl+s")
        await user.see("去公社借木板")
        await user.press("e")
        assert isinstance(user.form, DiaryForm)
        assert user.form.edits is not None
        assert user.form.edits.text == "去公社借木板"


async def test_a_step_within_the_month_looks_no_colour_up(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The colours are those that were looked up for the page; another theme has its own."""
    async with screens((120, 40), fill=villages.full) as user:
        await user.press("6", "right", "left")
        asked: list[str] = []
        looked_up = Month.get_component_rich_style

        def looking(widget: Month, name: str) -> object:
            asked.append(name)
            return looked_up(widget, name)

        monkeypatch.setattr(Month, "get_component_rich_style", looking)
        await user.press("right", "left")
        assert asked == []
        user.app.theme = "light"
        await user.settle()
        assert asked


async def test_only_a_month_of_other_weeks_is_laid_out(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step within the month leaves everything where it stands."""
    async with screens((120, 40), fill=villages.full) as user:
        await user.press("6")
        month = user.app.screen.query_one(Month)
        laid_out: list[bool] = []
        refresh = Month.refresh

        def refreshing(widget: Month, *regions: Region, layout: bool = False, **how: bool) -> Month:
            laid_out.append(layout)
            return refresh(widget, *regions, layout=layout, **how)

        monkeypatch.setattr(Month, "refresh", refreshing)
        await user.press("right", "left")
        assert laid_out
        assert not any(laid_out)
        high = month.size.height
        while weeks_of(month.cursor) == (high - 1) // WEEK_LINES:
            await user.press("pageup")
        assert any(laid_out)
        assert month.size.height == 1 + WEEK_LINES * weeks_of(month.cursor)


def test_todays_summary_is_asked_for_by_the_month(book: Fieldbook) -> None:
    """A question mark stands in today, also beside its visits, until the summary is written."""

    def today() -> str:
        (row,) = book.diary.calendar(book.today, book.today)
        return "".join(word.text for word in day_cell(row).beneath)

    home = book.households.assign(Draft(head="陈桂生"))
    book.visits.note(Draft(household=home.id))
    book.diary.write(Draft(text="过桥"))
    assert today().split() == ["1", "?"]
    book.diary.write(Draft(kind="daily", text="走一户"))
    assert "?" not in today()


@pytest.mark.parametrize(
    ("typed", "learned"), [("", ""), ("开渠放水", ""), ("开渠放水", "先看水\n" * 30)]
)
async def test_what_is_typed_in_a_summary_stands_beneath_what_was_filled_in(
    screens: Screens, typed: str, learned: str
) -> None:
    """The cursor begins on an empty line; untouched, it is saved without one and leaves no draft."""
    async with screens(fill=villages.nothing) as user:
        home = user.book.households.assign(Draft(head="陈桂生"))
        user.book.visits.note(Draft(household=home.id, learned=learned))
        user.book.visits.note(Draft(household=home.id, promised="送水泵"))
        await user.press("6", "f3")
        filled = str(user.form.body.fields["text"].value)
        assert filled.endswith("送水泵")
        await user.press("escape")
        assert not user.told()
        await user.press("f3")
        await user.type(typed)
        await user.press("ctrl+s")
        (page,) = user.book.diary.all()
        assert page.text == (f"{filled}\n{typed}" if typed else filled)


async def test_minutes_stand_in_their_day_and_stay_when_it_is_marked(screens: Screens) -> None:
    """Minutes without a topic are told; marking their day and taking the mark away again leaves them."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7", "f10", *"sand the steps", "ctrl+s", "6")
        kept = max(user.book.diary.all(), key=lambda each: each.seq)
        assert (kept.text, kept.topic) == ("", "")
        assert user.app.screen.query_one("#story", Story).move_to(key_of(kept))
        marks = []
        for _ in range(5):
            await user.press("f7")
            marks.append(user.book.diary.get(kept.id).spent)
            assert user.book.shelf.living(type(kept), kept.id)
        assert len(set(marks)) > 1


def test_a_day_says_of_what_a_follow_up_and_of_which_group_a_survey_is(book: Fieldbook) -> None:
    """What is told in a group's or an issue's own story without its name is told with it here."""
    group = book.groups.found(Draft(name="3组"))
    book.surveys.note(Draft(group=group.id, type="3"))
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    solution = book.solutions.note(Draft(issues=[issue.id], method="清渠", solved_on=book.today))
    book.follow_ups.check_at_once(solution.id, Draft(result="held"))
    use_language("zh_CN")
    told = [line.text for line in day_lines(book, book.today)]
    assert any(line.startswith(f"{group.name} · ") for line in told)
    assert any(line.startswith(issue.title) and "回访" in line for line in told)


async def test_a_marked_day_is_not_asked_for_again(screens: Screens) -> None:
    """The form of several days leaves the mark out where another page of the day has it, not its own."""
    async with screens() as user:
        await user.press("6", "f3")
        assert "spent" in user.form.body.fields
        await user.fill("text", "写五天")
        await user.press("escape", "f7", "f3")
        assert "spent" not in user.form.body.fields
        await user.press("ctrl+s")
        (page,) = [each for each in user.book.diary.all() if each.diary_kind == "five_day"]
        assert (page.text.endswith("写五天"), page.spent) == (True, "")
        user.book.diary.edit(page.id, Draft(spent="study"))
        await user.press("f3")
        assert user.field("spent") == "study"


@pytest.mark.parametrize(
    ("kind", "opens"), [("daily", "f2"), ("five_day", "f3"), ("ten_day", "f4")]
)
async def test_what_came_after_a_summary_is_offered_at_its_end(
    screens: Screens, kind: str, opens: str
) -> None:
    """The day says what its summary lacks, and its key adds that beneath what was written, once."""
    async with screens(lang="en", fill=villages.nothing) as user:
        book = user.book
        home = book.households.assign(Draft(head="Mary Fenn"))
        book.visits.note(Draft(household=home.id, learned="The spring is low"))
        await user.press("6", opens)
        await user.fill("text", "Went to Mary; her spring is low.")
        if kind == "ten_day":
            await user.fill("topic", "Springs")
        await user.press("ctrl+s", opens)
        assert "stands at its end" not in user.seen()
        await user.press("escape", "1")
        book.visits.note(Draft(household=home.id, promised="A new pipe"))
        book.issues.raise_(Draft(title="The spring is low", household=home.id))
        await user.press("6")
        await user.see("came since: 1 visit, 1", "and more", f"({opens.upper()} adds")
        await user.press(opens)
        await user.see("What came since it was written now stands at its end: Ctrl+S keeps it.")
        await user.press("ctrl+s")
        (page,) = book.diary.all()
        assert page.text.splitlines() == [
            "1 visit, 1 household reached",
            "Learned:",
            "- Mary Fenn: The spring is low",
            "Went to Mary; her spring is low.",
            "Added later:",
            "1 visit, 1 household reached",
            "Issues found: The spring is low (Mary Fenn)",
            "Promised:",
            "- Mary Fenn: A new pipe",
        ]
        assert "came since" not in user.seen()


async def test_only_what_a_summary_lacks_is_added(screens: Screens) -> None:
    """An old issue referred later is told without the visits that are in the page; a note is left alone."""
    async with screens(lang="en", fill=villages.nothing) as user:
        book = user.book
        home = book.households.assign(Draft(head="Mary Fenn"))
        issue = book.issues.raise_(Draft(title="The spring is low", household=home.id))
        book.visits.note(Draft(household=home.id))
        book.diary.write(Draft(kind="note", text="Rain"))
        await user.press("6", "f2", "ctrl+s")
        book.issues.refer([issue.id])
        await user.press("1", "6", "f2", "ctrl+s")
        page = next(each for each in book.diary.all() if each.diary_kind == "daily")
        assert page.text.splitlines()[-2:] == [
            "Added later:", "Referred: The spring is low (Mary Fenn)",
        ]  # fmt: skip
        assert "came since" not in user.seen()


async def test_nothing_is_added_to_a_colleagues_summary(screens: Screens) -> None:
    """What one did oneself comes into no page of another, neither where it is read nor where it is edited."""
    own = Settings(name="Alice Brook")
    async with screens(lang="en", fill=villages.nothing, settings=own) as user:
        book = user.book
        _alice, tom = (book.members.write(Draft(name=each)) for each in ("Alice Brook", "Tom Reed"))
        page = book.diary.write(Draft(kind="daily", text="Dug."))
        his = msgspec.structs.replace(page, created_by=tom.id)
        book._desk.commit("edit", [Change(page, his)])
        book.visits.note(Draft(household_text="Mary Fenn"))
        await user.press("6", "tab")
        await user.see("Tom Reed")
        assert "came since" not in user.seen()
        await user.press("f6")
        assert user.field("text").strip() == "Dug."


async def test_what_is_added_to_a_reported_summary_is_still_to_be_reported(
    screens: Screens,
) -> None:
    """It is told, and the day says so; other words leave it reported, as does what is not kept."""
    async with screens(lang="en", fill=villages.nothing) as user:
        book = user.book
        book.households.assign(Draft(head="Mary Fenn"))
        page = book.diary.write(Draft(kind="daily", text="Dug."))
        book.diary.report(page.id)
        book.diary.edit(page.id, Draft(text="Dug all day."))
        book.issues.raise_(Draft(title="The spring is dry"))
        await user.press("6", "f2")
        user.form.body.fields["text"].put("Dug all day.")
        await user.fill("spent", "3")
        await user.press("ctrl+s")
        assert book.diary.get(page.id).reported_on == book.today
        await user.press("f2", "ctrl+s")
        await user.see("not yet reported: F5")
        assert "What was added is not reported yet: F5 on the day" in user.told()
        await user.press("f5")
        await user.see("reported to the branch 11-21")
        await user.press("u", "u")
        assert book.diary.get(page.id).reported_on == book.today
        book.issues.raise_(Draft(title="The mill stands"))
        await user.press("f2")
        user.form.body.fields["text"].put("Dug a day.")
        await user.press("ctrl+s")
        found = book.diary.get(page.id)
        assert (found.text, found.reported_on) == ("Dug a day.", book.today)
        book.diary.edit(page.id, Draft(text="Dug all day long. " * 20))
        book.issues.raise_(Draft(title="The bridge is loose"))
        await user.press("f2")
        text = user.form.body.fields["text"]
        text.put("Dug.\nAdded later:" + text.draft.partition("Added later:")[2])
        await user.press("ctrl+s")
        found = book.diary.get(page.id)
        assert "The bridge is loose" in found.text
        assert found.reported_on is None


async def test_a_draft_of_a_summary_has_what_came_since(screens: Screens) -> None:
    """An edit begun before something was done has it at its end when it is taken up, and but once."""
    async with screens(lang="en", fill=villages.nothing) as user:
        book = user.book
        book.households.assign(Draft(head="Mary Fenn"))
        await user.press("6", "f2")
        await user.fill("text", "Dug.")
        await user.press("ctrl+s", "f2")
        await user.fill("text", " Sowed.")
        await user.press("escape", "1")
        book.issues.raise_(Draft(title="The spring is dry"))
        await user.press("6", "f2", "escape", "f2", "ctrl+s")
        (page,) = book.diary.all()
        assert page.text.splitlines()[-2:] == ["Added later:", "Issues found: The spring is dry"]
        assert page.text.count("Added later:") == 1
        assert "Sowed." in page.text


async def test_a_mark_alone_is_no_note_and_is_undone_as_a_mark(screens: Screens) -> None:
    """Nothing was written: no n stands beneath the day. The week says from when on days are asked about."""
    async with screens(lang="en") as user:
        user.book.members.write(Draft(name="Mara Lind"))
        await user.press("6")
        await user.see("1 day not marked (the book begins", "11-21)")
        await user.press("f7")
        today = user.book.today
        (row,) = user.book.diary.calendar(today, today)
        assert (row.spent, row.pages) == ("study", ())
        await user.press("u")
        assert "undone: day marked" in user.told()
    use_language("en")


async def test_a_day_in_vain_has_a_mark_and_the_household_says_so(screens: Screens) -> None:
    """A dash stands where the number of visits would; the story names the day."""

    def went(book: Fieldbook) -> None:
        home = book.households.assign(Draft(head="陈桂生"))
        book.visits.note(Draft(household=home.id, manner="nobody_home", visited_on="2026-11-19"))

    async with screens((120, 40), fill=went) as user:
        row = user.book.diary.calendar(dt.date(2026, 11, 19), dt.date(2026, 11, 19))[0]
        assert (row.visits, row.in_vain) == (0, True)
        assert day_cell(row).beneath[0].text == "-"
        await user.press("2")
        await user.see("还没见到人，11-19去时家里没人")
