"""What tests keep of style sheets is what the sheets say."""

from __future__ import annotations

from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests import styling
from tests.ui.hands import Screens
from tests.ui.villages import full


async def test_a_widget_is_styled_as_if_it_were_the_first(screens: Screens) -> None:
    """Every widget of every screen met has the rules that are found when nothing is kept."""
    async with screens(fill=full) as user:
        user.app.theme = "light"
        for key in ("1", "2", "down", "n", "tab", "escape", "3", "4", "?", "escape", "f2", "5"):
            if key == "3":
                user.app.theme = "ansi"
            await user.press(key)
            for each in user.app.screen.walk_children(with_self=True):
                assert looks(each) == looks(each, anew=True), (key, each)


def looks(node: DOMNode, *, anew: bool = False) -> list[Any]:
    """What a widget and its parts look like, after it is styled again."""
    with pytest.MonkeyPatch.context() as patch:
        if anew:
            patch.setattr(Stylesheet, "apply", styling.work_out)
        node.app.stylesheet.apply(node)
        parts = [node._component_styles[each] for each in sorted(node._get_component_classes())]
    told = [dict(each.base._rules) for each in (node.styles, *parts)]
    return [told, node._has_hover_style, node._has_focus_within, node._has_odd_or_even]
