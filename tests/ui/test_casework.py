"""The casework's keys on an issue: what its status allows, and what is said where it does not."""

from __future__ import annotations

import pytest

from fieldbook.i18n import _
from tests.ui import villages
from tests.ui.hands import Screens


@pytest.mark.parametrize(
    ("status", "key", "instead"),
    [
        ("open", "d", "note a solution"),
        ("dropped", "s", "take it up again"),
        ("dropped", "r", "take it up again"),
        ("held", "t", "note in a follow-up that it relapsed"),
    ],
)
async def test_a_refusal_says_what_can_be_done(
    screens: Screens, status: str, key: str, instead: str
) -> None:
    """A key that the issue's status does not allow names the acts that it does."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        found = [e for e in user.book.issues.all() if user.book.shelf.status(e) == status]
        user.records.move_to(found[0].id)
        await user.settle()
        acts = user.book.acts
        await user.press(key)
        assert user.where() == "issues"
        assert user.book.acts == acts
        assert _(instead) in user.told()


async def test_an_answered_issue_can_be_referred_and_answered_again(screens: Screens) -> None:
    """The second referral has its own answer; the first ones stay in the story."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        found = next(
            e for e in user.book.issues.all()
            if e.answered_on and user.book.shelf.status(e) in ("open", "acting", "relapsed")
        )  # fmt: skip
        user.records.move_to(found.id)
        await user.settle()
        await user.press("r")
        assert user.book.issues.get(found.id).referred_before[0].answer == found.answer
        await user.press("r")
        await user.type("第二次答复")
        await user.press("ctrl+s")
        now = user.book.issues.get(found.id)
        assert (now.answer, now.referred_before[0].referred_on) == ("第二次答复", found.referred_on)
        await user.press("enter")
        await user.see("第二次答复", found.answer[:12])
