"""Which rules style a widget is worked out once for all widgets that stand alike, in all tests.

Textual keeps it within one pass over a screen only. What it depends on is the sheet, and of the widget
and all that it stands in: their classes, ids, and those pseudo-classes which any rule asks for.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

work_out = Stylesheet.apply
"""What looks for the rules of one widget, and styles it by them."""


class _Found(NamedTuple):
    """The rules of a widget, and what Textual writes down beside them."""

    rules: Any
    hover: bool
    focus_within: bool
    order: bool
    odd_or_even: bool


class _Sheet:
    """What was worked out with the rules of one sheet."""

    def __init__(self, sheet: Stylesheet) -> None:
        self.rules = sheet.rules
        """Held, so that no others are taken for them."""
        self.ids = {name[1:] for name in sheet.rules_map if name.startswith("#")}
        self.asked: dict[object, tuple[str, ...] | None] = {}
        self.found: dict[object, _Found] = {}

    def asked_of(self, sheet: Stylesheet, node: DOMNode) -> tuple[str, ...] | None:
        """The pseudo-classes its rules ask for; nothing where they ask where it stands in a row."""
        at = type(node), node.classes, node.id
        if at not in self.asked:
            limits: set[RuleSet] = set()
            for name in sheet.rules_map.keys() & node._selector_names:
                limits.update(sheet.rules_map[name])
            asked = set().union(*(rule.pseudo_classes for rule in limits))
            alone = asked.isdisjoint(Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE)
            self.asked[at] = tuple(sorted(asked)) if alone else None
        return self.asked[at]

    def looks(self, node: DOMNode, asked: tuple[str, ...]) -> object:
        """All of one widget that a rule may ask for."""
        checks = node._PSEUDO_CLASSES
        is_so = tuple(name in checks and bool(checks[name](node)) for name in asked)  # type: ignore[arg-type]
        return type(node), node.id if node.id in self.ids else None, node.classes, is_so


def kept_rules() -> object:
    """Give what styles a widget by the rules that were found for one that stood alike."""
    sheets: dict[int, _Sheet] = {}

    def apply(
        sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None
    ) -> None:
        known = sheets.get(id(sheet.rules)) or sheets.setdefault(id(sheet.rules), _Sheet(sheet))
        asked = known.asked_of(sheet, node)
        if asked is None:
            work_out(sheet, node, animate=animate, cache=cache)
            return
        at = tuple([known.looks(each, asked) for each in node.css_path_nodes])
        if at in known.found:
            _style(sheet, node, known.found[at], animate=animate)
            return
        kept: dict[tuple[Any, ...], Any] = {}
        work_out(sheet, node, animate=animate, cache=kept)
        known.found[at] = _Found(
            next(iter(kept.values()), None),
            node._has_hover_style,
            node._has_focus_within,
            node._has_order_style,
            node._has_odd_or_even,
        )

    return apply


def _style(sheet: Stylesheet, node: DOMNode, found: _Found, *, animate: bool) -> None:
    node._has_hover_style = found.hover
    node._has_focus_within = found.focus_within
    node._has_order_style = found.order
    node._has_odd_or_even = found.odd_or_even
    if found.rules is not None:
        sheet.replace_rules(node, found.rules, animate=animate)
    sheet._process_component_classes(node)
