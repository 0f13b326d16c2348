"""The Meeting screen: the paper is seen before it is written."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from pathlib import Path

import docx
import pytest

from fieldbook.children import stage
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import PaperError
from fieldbook.i18n import _
from fieldbook.papers import FORMATS
from fieldbook.papers.word import plain_template
from fieldbook.ui.screens.meeting import MeetingScreen
from fieldbook.ui.told.paper import formats
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def papers(folder: Path) -> list[Path]:
    """The Word papers in a folder, whole or not."""
    return list(folder.glob("*.docx*"))


def written(folder: Path, ending: str) -> Path:
    """The one paper in a folder."""
    (paper,) = folder.glob(f"*{ending}")
    return paper


async def test_f2_enter_writes_the_paper(screens: Screens, tmp_path: Path) -> None:
    """Two keys write the paper that is seen, Word unless changed, and the place is told."""
    async with screens(fill=villages.full) as user:
        await user.press("7")
        for fmt in ("docx", "html", "md"):
            while shown_format(user) != fmt:
                assert fmt != "docx", "Word comes first"
                await user.press("o")
            await user.press("f2", "enter")
            await user.written()
            paper = written(tmp_path, FORMATS[fmt].suffix)
            assert str(paper) in user.told()
            assert zipfile.is_zipfile(paper) == (fmt == "docx")


async def test_the_preview_shows_what_will_be_written(screens: Screens) -> None:
    """Another audience and another period change the preview at once: no name above the branch."""
    async with screens(fill=villages.full, size=(120, 60)) as user:
        head = user.book.households.all()[0].head
        await choose(user, "everything")
        assert head in whole(user)
        await user.press("a")
        assert head not in whole(user)
        await user.press("a")
        assert head[0] + "某" not in whole(user)


async def test_issues_without_a_summary_are_told_before_they_go_up(screens: Screens) -> None:
    """Above the paper for others stands how many issues only their kind names, and what writes a line."""
    async with screens(fill=villages.full, lang="en", size=(120, 40)) as user:
        missing = {f"#{each.seq}" for each in user.book.issues.all() if not each.summary}
        await user.press("7")
        assert "no line for others" not in user.seen()
        await user.press("a")
        told = " ".join(user.seen().split())
        count, which = told.split(" issues have no line for others")
        numbers = which[which.index("(") + 1 : which.index(")")].split(", ")
        assert count.endswith(f" {len(numbers)}")
        assert set(numbers) <= missing
        assert "F6 in Issues writes it." in told


async def choose(user: Hands, period: str) -> None:
    """Choose a period on the Meeting screen, in the second field."""
    await user.press("7", "f3", "tab")
    await user.type(period)
    await user.press("ctrl+s")


def whole(user: Hands) -> str:
    """The whole preview."""
    from fieldbook.ui.widgets.story import Story

    return "\n".join(line.text for line in user.app.screen.query_one("#story", Story).lines)


async def test_a_path_too_long_for_its_line_stands_beneath_it_whole(
    screens: Screens, tmp_path: Path
) -> None:
    """Where the paper goes and what it is called are both read; a short one is not said twice."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "f2", "ctrl+u")
        long = tmp_path / ("a" * 50) / "a whole paper of this year.docx"
        await user.type(str(long))
        whole = _("In full: {path}").format(path=long)
        assert whole in "".join(line.strip() for line in user.lines())
        # It is broken where a folder ends, not within a name.
        assert any(line.strip() == long.name for line in user.lines())
        await user.press("ctrl+u")
        await user.type("paper.docx")
        assert user.seen().count("paper.docx") == 1
        await user.press("escape")
        assert user.where() == "meeting"


async def test_the_minutes_open_from_the_meeting(screens: Screens) -> None:
    """F10 writes the meeting's page of the diary, and the next period begins with it."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "f10")
        await user.fill("topic", "秋种")
        await user.press("ctrl+s")
        assert [each for each in user.book.diary.all() if each.topic == "秋种"]


async def test_home_with_documents_is_offered_first(screens: Screens, tmp_path: Path) -> None:
    """The paper is offered into the user's folder of documents where there is one."""
    folder = tmp_path / "home" / "Documents"
    os.makedirs(folder)  # noqa: PTH103  # no waiting here
    async with screens() as user:
        await user.press("7", "f2", "enter")
        await user.written()
        assert list(folder.glob("*.docx"))


async def test_a_period_is_chosen_by_its_name_or_its_days(screens: Screens) -> None:
    """Names are offered and found by typing; other words, of either language, are read as days."""
    async with screens(fill=villages.full) as user:
        for typed, since, until in (
            ("this week", "11-16", "11-21"),
            ("last month, from the 21st on", "10-21", "10-31"),
            ("the 1st to the 10th", "11-01", "11-10"),
            ("11-03..11-05", "11-03", "11-05"),
            ("本周", "11-16", "11-21"),
        ):
            await choose(user, typed)
            assert user.where() == "meeting"
            assert any(since in line and until in line for line in user.lines()[:4]), typed


async def test_what_a_period_means_is_told_beneath_it(screens: Screens) -> None:
    """Which days it has, or that it is none; refused, the form says how a period is said, and stays."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7")
        before = whole(user)
        await user.press("f3", "tab")
        await user.type("last 5 days")
        await user.see("Tue 11-17 - Sat 11-21")
        await user.type(" of plenty")
        await user.see("no period up to today")
        await user.press("ctrl+s")
        await user.see("is no period")
        await user.press("escape")  # leaving it changes nothing
        assert sorted(whole(user).split()) == sorted(before.split())


async def test_what_goes_in_is_chosen_kind_by_kind(screens: Screens) -> None:
    """Of what was written down only the ticked kinds go in, and only the ticked annexes."""
    async with screens(lang="en", fill=villages.full) as user:
        book = user.book
        for kind, text in (("daily", "渠上走了一天"), ("note", "只给自己看的")):
            book.diary.write(Draft(kind=kind, text=text))
        await user.press("7", "f3")
        user.form.body.set_values({"annexes": ("due",), "written": ("daily",)})
        await user.press("ctrl+s")
        text = whole(user)
        assert "渠上走了一天" in text
        assert "只给自己看的" not in text
        assert "Due next" in text
        assert "Ledger of issues" not in text
        await user.press("f6")
        assert "渠上走了一天" not in whole(user)


async def test_what_was_written_is_opened_and_its_folder(screens: Screens, tmp_path: Path) -> None:
    """F7 opens the file written last, F8 its folder; before anything was written both say so."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "f7", "f8")
        assert user.opened == []
        assert user.told()
        await user.press("f2", "enter")
        await user.written()
        await user.press("f7", "f8")
        paper = written(tmp_path, ".docx")
        assert user.opened == [paper, paper.parent]
        user.app.opener = lambda _path: False
        user.app.clear_notifications()
        await user.press("f7")
        assert str(paper) in user.told()


async def test_esc_stops_what_takes_long_and_nothing_is_written(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a paper is being made Esc goes back at once; what comes of it later is thrown away."""
    goes_on = threading.Event()

    def slow(*_args: object, **_kwargs: object) -> bytes:
        goes_on.wait(60)
        return b"late"

    async with screens(lang="en", fill=villages.full) as user:
        with monkeypatch.context() as patched:
            patched.setattr("fieldbook.ui.screens.meeting.paper_bytes", slow)
            await user.press("7", "f2", "enter")
            assert user.where() == "Making"
            await user.press("escape")
            assert user.where() == "meeting"
            assert "Stopped" in user.told()
            goes_on.set()
            await user.app.workers.wait_for_complete()
            await user.settle()
        assert not papers(tmp_path)
        await user.press("f2", "enter")
        await user.written()
        assert zipfile.is_zipfile(written(tmp_path, ".docx"))


async def test_what_takes_long_says_how_far_it_is(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a paper is being made the stage it has come to is told beside the seconds."""
    goes_on = threading.Event()

    def slow(*_args: object, **_kwargs: object) -> bytes:
        stage("drawing the pages")
        goes_on.wait(60)
        return b"made"

    monkeypatch.setattr("fieldbook.ui.screens.meeting.paper_bytes", slow)
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7", "f2", "enter")
        await user.see("drawing the pages")
        goes_on.set()
        await user.written()


async def test_a_paper_that_cannot_be_made_is_told(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong beside the screen is one sentence on it, and nothing is written."""

    def refused(*_args: object, **_kwargs: object) -> bytes:
        raise PaperError("paper", "disk")

    monkeypatch.setattr("fieldbook.ui.screens.meeting.paper_bytes", refused)
    async with screens(fill=villages.full) as user:
        await user.press("7")
        user.app.clear_notifications()
        await user.press("f2", "enter")
        await user.written()
        assert user.told().count("\n") == 0
        assert user.told()
    assert not papers(tmp_path)


async def test_the_last_minutes_are_seen_and_written_instead(
    screens: Screens, tmp_path: Path
) -> None:
    """Chosen in the form, the last meeting's minutes are what is seen, and what is written."""
    async with screens(fill=villages.full) as user:
        told = {"topic": "送肥", "decided": "三天内送完"}
        user.book.diary.keep_minutes(Draft(topic="秋种", excused="吴三", matters=[told]))
        await user.press("7", "f3")
        user.form.body.set_values({"paper": "minutes", "format": "md"})
        await user.press("ctrl+s")
        assert "三天内送完" in whole(user)
        await user.press("f2", "enter")
        await user.written()
        text = written(tmp_path, ".md").read_text(encoding="utf-8")
        assert "三天内送完" in text
        assert "吴三" in text


async def test_a_period_typed_beside_the_minutes_is_no_file(screens: Screens) -> None:
    """Minutes ask for no period: words typed there do not become the path of a template."""
    async with screens(fill=villages.full) as user:
        user.book.diary.keep_minutes(Draft(topic="秋种"))
        await user.press("7", "f3")
        user.form.body.set_values({"paper": "minutes"})
        await user.press("ctrl+s", "f3")
        await user.type("week")
        assert user.form.body.fields["template"].draft == ""
        assert user.form.body.fields["paper"].has_focus


async def test_a_ledger_is_seen_and_written_for_the_branch_only(
    screens: Screens, tmp_path: Path
) -> None:
    """Its tables are counted on the screen; that it is for nobody else is said before a file is asked."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7", "f3")
        user.form.body.set_values({"format": "xlsx"})
        await user.press("ctrl+s")
        assert str(len(user.book.issues.all())) in whole(user)
        await user.press("f2", "enter")
        await user.written()
        assert zipfile.is_zipfile(written(tmp_path, ".xlsx"))
        user.app.clear_notifications()
        await user.press("a")
        assert "every name" in user.told()
        await user.press("e")
        assert "annexes" in user.told()
        await user.see("for the branch")
        await user.press("f3")
        user.form.body.set_values({"audience": "above"})
        await user.press("ctrl+s")
        await user.see("Excel has every name in it")
        assert user.where() == "PaperForm"


async def test_others_are_offered_no_ledger(screens: Screens) -> None:
    """Going through the formats passes over those that are not for these readers."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "a")
        seen = set()
        for _time in formats():
            seen.add(shown_format(user))
            await user.press("o")
        assert seen == set(FORMATS)


def shown_format(user: Hands) -> str:
    """The format that is wished for."""
    screen = user.app.screen
    assert isinstance(screen, MeetingScreen)
    return screen.wished.format


async def test_minutes_are_written_as_papers_only(screens: Screens) -> None:
    """With minutes a ledger is refused in the form; opened from their day they are Word again."""
    async with screens(lang="en", fill=villages.full) as user:
        user.book.diary.keep_minutes(Draft(topic="秋种", matters=[{"topic": "送肥"}]))
        await user.press("7", "f3")
        user.form.body.set_values({"paper": "minutes", "format": "json"})
        await user.press("ctrl+s")
        await user.see("minutes are no JSON")
        user.form.body.set_values({"paper": "report"})
        await user.press("ctrl+s")
        screen = user.app.screen
        assert isinstance(screen, MeetingScreen)
        screen.show_minutes(user.book.today)
        user.app.clear_notifications()
        await user.press("a")
        assert "Minutes are for the branch alone; F3 chooses another paper." in user.told()
        assert shown_format(user) == "docx"


async def test_the_form_asks_only_what_such_a_paper_can_have(screens: Screens) -> None:
    """Minutes have neither period nor annexes, a report to the branch no masked texts, HTML no template."""
    async with screens(fill=villages.full) as user:
        user.book.diary.keep_minutes(Draft(topic="秋种", matters=[{"topic": "送肥"}]))
        await user.press("7", "f3")
        shown = {name for name, field in user.form.body.fields.items() if field.display}
        assert shown == {"paper", "period", "audience", "annexes", "written", "format", "template"}
        await choose_in(user, "audience", 1)
        assert user.form.body.fields["texts"].display
        await choose_in(user, "format", 3)
        assert not user.form.body.fields["template"].display
        await choose_in(user, "paper", 1)
        shown = {name for name, field in user.form.body.fields.items() if field.display}
        assert shown == {"paper", "format"}


async def choose_in(user: Hands, name: str, at: int) -> None:
    """Tick the one at that place in a field."""
    user.form.body.fields[name].focus()
    await user.press(str(at + 1))


async def test_a_template_is_chosen_on_the_screen(screens: Screens, tmp_path: Path) -> None:
    """The branch's own layout is filled; one that is not there is told in the form."""
    own = tmp_path / "branch.docx"
    own.write_bytes(with_words("Only in ours"))
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7", "f3")
        user.form.body.set_values({"template": str(tmp_path / "none.docx")})
        await user.press("ctrl+s")
        await user.see("there is no file")
        user.form.body.set_values({"template": str(own)})
        await user.press("ctrl+s")
        await user.see("Word (branch.docx)")
        await user.press("f2", "ctrl+u")
        await user.type(str(tmp_path / "paper.docx"))
        await user.press("enter")
        await user.written()
    told = [each.text for each in docx.Document(str(tmp_path / "paper.docx")).paragraphs]
    assert "Only in ours" in told


def with_words(words: str) -> bytes:
    """Our own template, with a line before the text."""
    document = docx.Document(io.BytesIO(plain_template()))
    document.paragraphs[0].insert_paragraph_before(words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


async def test_the_tables_of_a_ledger_lie_in_a_folder(screens: Screens, tmp_path: Path) -> None:
    """CSV files are written into a folder; one in which something lies is asked about."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("7", "f3")
        user.form.body.set_values({"format": "csv"})
        await user.press("ctrl+s")
        for again in (False, True):
            await user.press("f2", "ctrl+u")
            await user.type(str(tmp_path / "tables"))
            await user.press("enter", *(["y"] if again else []))
            await user.written()
            assert (tmp_path / "tables" / "issues.csv").is_file()
            (tmp_path / "tables" / "mine.txt").write_text("mine", encoding="utf-8")
        assert (tmp_path / "tables" / "mine.txt").is_file()
