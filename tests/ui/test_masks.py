"""The list of masks: seen and accepted before a paper for others is written."""

from __future__ import annotations

from pathlib import Path

from fieldbook.domain.drafts import Draft
from fieldbook.ui.screens.masks import MasksScreen
from fieldbook.ui.screens.meeting import MeetingScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens
from tests.ui.test_meeting import papers


async def wish_texts(user: Hands, audience: str) -> None:
    """An issue that names somebody, and a paper with texts for that audience."""
    head = user.book.households.all()[0].head
    user.book.issues.raise_(Draft(title=f"{head}家的渠漏水", detail="王会计去看过"))
    await user.press("7")
    screen = user.app.screen
    assert isinstance(screen, MeetingScreen)
    screen._wish(screen.wished._replace(audience=audience, texts=True))
    await user.press("f2")


def listed(user: Hands) -> str:
    assert isinstance(user.app.screen, MasksScreen)
    return "\n".join(line.text for line in user.app.screen.query_one(Story).lines)


async def test_the_masks_are_seen_before_the_paper_is_written(
    screens: Screens, tmp_path: Path
) -> None:
    """F2 shows every mask and every suspect with its place; F2 and Enter then write the paper."""
    async with screens(fill=villages.full, size=(120, 40)) as user:
        await wish_texts(user, "above")
        head = user.book.households.all()[0].head
        assert f"【{head}】家的渠漏水 → {head[0]}某" in listed(user)
        assert "【王会计】去看过" in listed(user)
        await user.press("f2", "enter")
        await user.written()
        assert len(papers(tmp_path)) == 1


async def test_escape_writes_nothing(screens: Screens, tmp_path: Path) -> None:
    """Whoever does not accept the list is back at the paper, and nothing was written.

    The branch's paper, and one without texts, go straight to the question where.
    """
    async with screens(fill=villages.full) as user:
        await wish_texts(user, "above")
        await user.press("escape")
        screen = user.app.screen
        assert isinstance(screen, MeetingScreen)
        assert papers(tmp_path) == []
        for audience in ("branch", "above"):
            screen._wish(screen.wished._replace(audience=audience, texts=audience == "branch"))
            await user.press("f2")
            assert isinstance(user.app.screen, PathScreen)
            await user.press("escape")


async def test_the_form_asks_for_texts(screens: Screens) -> None:
    """What the form says of texts is what the paper has; it says so above the preview."""
    async with screens(fill=villages.full, size=(120, 40)) as user:
        await user.press("7", "a", "f3")
        user.form.body.fields["texts"].put("masked")
        await user.press("ctrl+s")
        screen = user.app.screen
        assert isinstance(screen, MeetingScreen)
        assert screen.wished.asks
        assert "附隐名原话" in user.seen()
