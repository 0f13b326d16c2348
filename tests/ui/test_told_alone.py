"""Lines of a story that tell only what happened: editing and removing never reach past them."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.ui.forms.referral import ReferralForm
from tests.ui.hands import Hands, Screens


def settled(book: Fieldbook) -> None:
    """An issue of long ago that was referred and answered today, and a household handed over."""
    home = book.households.assign(Draft(head="陈桂生"))
    issue = book.issues.raise_(Draft(title="水渠漏水", household=home.id, found_on="2026-11-02"))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="先盖油布"))
    member = book.members.write(Draft(name="谭志明"))
    book.households.reassign([home.id], member.id)


async def read(user: Hands, tab: str, fact: str) -> None:
    """Go to the line of the first record's story that tells this."""
    await user.press(tab, "tab")
    story = user.app.screen.story  # type: ignore[attr-defined]
    line = next(each for each in story._lines if each.key.endswith(f"#{fact}"))
    story.move_to(line.key)
    await user.settle()


async def test_removing_such_a_line_is_refused_in_words(screens: Screens) -> None:
    """Neither the issue of an answer nor the household of a handover goes into the trash."""
    async with screens(fill=settled) as user:
        for tab, fact in (("3", "answered"), ("3", "referred"), ("3", "found"), ("2", "handover")):
            await read(user, tab, fact)
            acts = user.book.acts
            await user.press("delete")
            assert "不能单独删" in user.told()
            assert user.book.acts == acts


async def test_what_an_act_did_has_no_form(screens: Screens) -> None:
    """A handover's line opens no form of the household."""
    async with screens(fill=settled) as user:
        await read(user, "2", "handover")
        await user.press("f6")
        assert "没有表可改" in user.told()


async def test_the_day_of_a_referral_is_set_right(screens: Screens) -> None:
    """F6 on its line opens its day, and the issue was not told late then."""
    async with screens(fill=settled) as user:
        await read(user, "3", "referred")
        await user.press("f6")
        assert isinstance(user.form, ReferralForm)
        assert user.form.body.current is user.form.body.fields["referred_on"]
        await user.type("11-04")
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert (issue.referred_on, issue.answer) == (dt.date(2026, 11, 4), "先盖油布")


async def test_an_answer_is_set_right_or_taken_away(screens: Screens) -> None:
    """F6 on the answer begins in its words; emptied, the issue waits for one again."""
    async with screens(fill=settled) as user:
        await read(user, "3", "answered")
        await user.press("f6")
        assert user.form.body.current is user.form.body.fields["answer"]
        await user.type("，周五换管")
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert issue.answer.endswith("周五换管")
        await read(user, "3", "answered")
        await user.press("f6")
        user.form.body.fields["answer"].put("")
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert (issue.answer, issue.answered_on) == ("", None)
        assert issue.referred_on


async def test_an_answer_needs_its_day(screens: Screens) -> None:
    """Emptied alone, the day is asked for; one before the referral is refused."""
    async with screens(fill=settled) as user:
        for typed in ("", "11-01"):
            await read(user, "3", "answered")
            await user.press("f6")
            user.form.body.fields["answered_on"].restore(typed)
            await user.press("ctrl+s")
            assert user.form.body.fields["answered_on"].problem
            await user.press("escape")
