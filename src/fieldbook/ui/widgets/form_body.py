"""A form: fields one below the other, their labels in one column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Offset, Region
from textual.screen import Screen

from fieldbook.ui.widgets.cursor_place import place_focused_caret
from fieldbook.ui.widgets.date_field import DateField
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.scrollbars import PLAIN_BAR_CSS, use_plain_bar


class FormBody(VerticalScroll, can_focus=False):
    """Lays out fields, walks through them, and gathers what stands in them."""

    DEFAULT_CSS = (
        f"FormBody {{{PLAIN_BAR_CSS}}}"
        """
    FormBody {
        padding: 0 1;
        scrollbar-color: $edge;
    }
    """
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
    ]

    def __init__(self, *fields: Field) -> None:
        """Lay out the fields in this order."""
        super().__init__(*fields)
        self.fields: dict[str, Field] = {field.field_name: field for field in fields}
        widest = max((cell_len(field.label) for field in self.fields.values()), default=0)
        for number, field in enumerate(self.fields.values()):
            field.label_width = widest
            # Two shades in turn show where one field ends and the next begins.
            field.set_class(number % 2 == 1, "-odd")

    # --- what stands in it -----------------------------------------------------------------

    def values(self) -> dict[str, object]:
        """Give the value of every field by its name."""
        return {name: field.value for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that are named; what has no field here is left out."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].put(value)

    def draft(self) -> dict[str, str]:
        """Give all that was typed, also what is not understood yet."""
        return {name: field.draft for name, field in self.fields.items()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Fill the fields as a draft has them; names it does not know are left out."""
        for name, text in draft.items():
            if name in self.fields:
                self.fields[name].restore(text)

    def misread(self) -> tuple[str, ...]:
        """Name the fields with a date that is not understood."""
        return tuple(
            name
            for name, field in self.fields.items()
            if isinstance(field, DateField) and not field.understood
        )

    def undated(self) -> tuple[str, ...]:
        """Name the dates that have to be filled and are empty."""
        return tuple(
            name
            for name, field in self.fields.items()
            if isinstance(field, DateField) and field.is_required and not field.draft.strip()
        )

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong, and go to the first field concerned."""
        first: Field | None = None
        for name, field in self.fields.items():
            field.problem = problems.get(name, "")
            if first is None and field.problem:
                first = field
        if first is not None:
            first.focus()
            self.call_after_refresh(self._show_current)

    # --- walking ---------------------------------------------------------------------------

    def focus_first(self, wanted: str = "") -> None:
        """Begin with the first field that has to be filled and is empty, else with the one wanted."""
        shown = {name: field for name, field in self.fields.items() if field.display}
        missing = (
            field for field in shown.values() if field.is_required and not field.draft.strip()
        )
        first = next(missing, shown.get(wanted) or next(iter(shown.values()), None))
        if first is not None:
            first.focus()

    @property
    def current(self) -> Field | None:
        """The field that has the focus."""
        return next(
            (field for field in self.fields.values() if field.has_focus or field.has_focus_within),
            None,
        )

    def action_walk(self, by: int) -> None:
        """Go to a neighbouring field."""
        current = self.current
        if current is not None:
            self._walk(current, by)

    def _walk(self, start: Field, by: int) -> bool:
        walkable = [field for field in self.fields.values() if field.display]
        at = walkable.index(start) + by
        if not 0 <= at < len(walkable):
            return False
        walkable[at].focus()
        return True

    def on_field_entered(self, message: Field.Entered) -> None:
        """Let Enter lead to the next field; of the last one the form may hear."""
        if self._walk(message.field, 1):
            message.stop()

    def on_field_edited(self, message: Field.Edited) -> None:
        """Take a problem away when its field is being mended."""
        message.field.problem = ""

    # --- scrolling -------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Take the plain scroll bar; keep problem and cursor in sight when fields have grown."""
        use_plain_bar(self, telling=True)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def _laid_out(self, screen: Screen[object]) -> None:
        del screen
        if self.current is not None and self.current.problem:
            self._show_current()
        place_focused_caret(self)

    def on_resize(self) -> None:
        """Set the fields apart by blank lines where there is room for them."""
        lines = sum(field.editor_lines() for field in self.fields.values())
        roomy = lines + len(self.fields) <= self.size.height
        for field in self.fields.values():
            field.set_class(roomy, "-roomy")

    def on_descendant_focus(self) -> None:
        """Show the field gone to, also where the form was about to scroll to the one before."""
        self.call_after_refresh(self.call_after_refresh, self._show_current)

    def _show_current(self) -> None:
        field = self.current
        if field is None:
            return
        # A problem stands beneath, and focusing brings the editor into sight alone.
        seen = self.region.contains_region if field.problem else self.region.overlaps
        if not seen(field.region):
            field.scroll_visible(animate=False)

    def scroll_to_region(self, region: Region, **how: Any) -> Offset:
        """Go there at once: a field that is left while its form still moves would scroll on alone."""
        return super().scroll_to_region(region, **{**how, "animate": False})

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along: no widget is told that it was moved."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(place_focused_caret, self)
