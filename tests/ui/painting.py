"""Painting is put off until all is at rest: what is painted before, nobody sees who waits for that."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.screen import Screen

paint = Screen._compositor_refresh
"""What paints the regions of a screen that have changed."""
_is_to_be_painted: WeakKeyDictionary[App[Any], bool] = WeakKeyDictionary()


def put_off(app: App[Any]) -> None:
    """From now on an app paints only what has changed when it is told to."""
    _is_to_be_painted[app] = False


def paint_now(app: App[Any]) -> bool:
    """Paint what was put off, and say whether there was any."""
    if waited := _is_to_be_painted.get(app, False):
        _is_to_be_painted[app] = False
        paint(app.screen)
    return waited


def paint_later(screen: Screen[Any]) -> None:
    """In place of what paints: the screen's compositor knows the regions, and keeps them."""
    app = screen.app
    if app in _is_to_be_painted and screen is app.screen:
        _is_to_be_painted[app] = True
        screen._dirty_widgets.clear()
        app._update_mouse_over(screen)
    else:
        paint(screen)
