"""The app's own colours: dark, light, high contrast, and the terminal's own.

Grounds make the structure: the page, a low bar for headings and sections, a high bar for the frame. One
accent says where one is; amber is due today, coral overdue or relapsed, green done or held.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.app import App, ReturnType
from textual.theme import Theme

from fieldbook.ui.textual_private import PartsSheet


class Colours(NamedTuple):
    """The colours of one theme, each by what it is for."""

    page: str
    low: str
    """The ground of headings, sections and the footer."""
    high: str
    """The ground of the first line, the tabs and what is told."""
    text: str
    quiet: str
    disabled: str
    """Stands on the page and on the low bar only."""
    accent: str
    due: str
    """What is due today, and nothing else."""
    overdue: str
    done: str
    selected: str
    on_selected: str
    row_sign: str
    """The bar before the selected row."""
    field: str
    field_other: str
    """The ground of every second field, else neighbours would be one."""
    field_focus: str
    edge: str
    """The edges of a field."""
    rule: str
    """Between panes, the track of a bar: decoration, which nobody need see."""
    chip: str
    """The ground of a key in the footer."""
    heat_some: str
    heat_many: str
    """The grounds of a day with one or two visits, and with more."""


DARK: Final = Colours(
    page="#15171A", low="#1E2124", high="#2A2E33", text="#E6E8EB", quiet="#A9B0B8",
    disabled="#8B929A", accent="#6CC9F2", due="#F2C55C", overdue="#FF938A", done="#6FE08A",
    selected="#174378", on_selected="#FFFFFF", row_sign="#6CC9F2", field="#24282C",
    field_other="#2E3338", field_focus="#152D54", edge="#7D858E", rule="#4A5057", chip="#363B41",
    heat_some="#1E2930", heat_many="#283E4A",
)  # fmt: skip
LIGHT: Final = Colours(
    page="#FBFBFA", low="#F1F1EF", high="#E4E4E1", text="#1D2023", quiet="#4F555B",
    disabled="#62686E", accent="#0A5B83", due="#7A5000", overdue="#AE2012", done="#1E6633",
    selected="#BBDCF5", on_selected="#0B1B2A", row_sign="#0A5B83", field="#F3F3F1",
    field_other="#E9E9E6", field_focus="#DCECF8", edge="#747A80", rule="#C4C4BF", chip="#D6D6D2",
    heat_some="#E3EBEE", heat_many="#C6D8E0",
)  # fmt: skip
HIGH_CONTRAST: Final = Colours(
    page="#000000", low="#000000", high="#1C1C1C", text="#FFFFFF", quiet="#D8D8D8",
    disabled="#A8A8A8", accent="#6FE3FF", due="#FFD84A", overdue="#FFA39B", done="#8CFFA5",
    selected="#FFE600", on_selected="#000000", row_sign="#000000", field="#000000",
    field_other="#1C1C1C", field_focus="#00285F", edge="#FFFFFF", rule="#8A8A8A", chip="#303030",
    heat_some="#1C1C1C", heat_many="#303030",
)  # fmt: skip
TERMINAL: Final = Colours(
    page="ansi_default", low="ansi_default", high="ansi_default", text="ansi_default",
    quiet="ansi_default", disabled="ansi_bright_black", accent="ansi_cyan", due="ansi_yellow",
    overdue="ansi_red", done="ansi_green", selected="ansi_default", on_selected="ansi_default",
    row_sign="ansi_default", field="ansi_default", field_other="ansi_default",
    field_focus="ansi_default", edge="ansi_default", rule="ansi_bright_black",
    chip="ansi_default", heat_some="ansi_default", heat_many="ansi_default",
)  # fmt: skip
"""No ground is sure to differ from the terminal's: edges, signs, bold and reverse carry all."""


def _extra(own: Colours, *, ansi: bool = False, plain_selection: bool = False) -> dict[str, str]:
    """The names that Textual's themes do not have.

    A plain selection shows in one colour what is due and what is not: on its ground no tone is read.
    """
    due, overdue, done = (
        (own.on_selected,) * 3 if plain_selection else (own.due, own.overdue, own.done)
    )
    return {
        "selected-due": due, "selected-overdue": overdue, "selected-done": done,
        "edge": own.edge, "rule": own.rule, "chip": own.chip, "row-sign": own.row_sign,
        "field": own.field, "field-other": own.field_other, "field-focus": own.field_focus,
        "heat-some": own.heat_some, "heat-many": own.heat_many,
        # Where grounds cannot tell, the present tab is reversed, and what is quiet is dim.
        "tab-style": "reverse" if ansi else "bold", "quiet-style": "dim" if ansi else "none",
    }  # fmt: skip


def _theme_of(
    name: str, own: Colours, *, dark: bool = True, ansi: bool = False, plain_selection: bool = False
) -> Theme:
    """A palette under Textual's names."""
    variables = {
        "text": own.text, "text-muted": own.quiet, "text-disabled": own.disabled,
        "text-primary": own.accent, "text-accent": own.accent, "text-warning": own.due,
        "text-error": own.overdue, "text-success": own.done,
        "block-cursor-background": own.selected, "block-cursor-foreground": own.on_selected,
        "block-cursor-text-style": "reverse" if ansi else "bold",
        "input-cursor-background": own.text, "input-cursor-foreground": own.page,
        "input-cursor-text-style": "reverse" if ansi else "none",
        "input-selection-background": own.selected,
        "input-selection-foreground": own.on_selected,
        **({"ansi-background": own.page, "ansi-foreground": own.text} if ansi else {}),
        **_extra(own, ansi=ansi, plain_selection=plain_selection),
    }  # fmt: skip
    return Theme(
        name, primary=own.accent, secondary=own.accent, accent=own.accent, warning=own.due,
        error=own.overdue, success=own.done, foreground=own.text, background=own.page,
        surface=own.low, panel=own.high, boost=own.low, dark=dark, ansi=ansi, variables=variables,
    )  # fmt: skip


OWN_THEMES: Final = {
    each.name: each
    for each in (
        _theme_of("dark", DARK),
        _theme_of("light", LIGHT, dark=False),
        _theme_of("high-contrast", HIGH_CONTRAST, plain_selection=True),
        _theme_of("ansi", TERMINAL, ansi=True, plain_selection=True),
    )
}
DEFAULT_THEME: Final = "dark"


def extra_of(theme: Theme) -> dict[str, str]:
    """The names that our own themes have besides, made of what another theme has."""
    if theme.name in OWN_THEMES:
        return {}
    if theme.ansi:
        return _extra(TERMINAL, ansi=True, plain_selection=True)
    has = theme.to_color_system().generate()
    ground, mid = has["surface"], f"{has['foreground']} 60%"
    made = dict.fromkeys(Colours._fields, has["foreground"]) | {
        "edge": mid, "rule": f"{has['foreground']} 25%", "chip": f"{has['foreground']} 15%",
        "row_sign": has["block-cursor-foreground"], "on_selected": has["block-cursor-foreground"],
        "field": ground, "field_other": has["panel"],
        "field_focus": has["panel"], "heat_some": f"{has['primary']} 15%",
        "heat_many": f"{has['primary']} 30%",
    }  # fmt: skip
    return _extra(Colours(**made), plain_selection=True)


class ThemedApp(App[ReturnType]):
    """An app that knows our themes, and what our widgets need of any other."""

    _is_themed = False
    """Whether it has its theme: Textual works out the colours of another before."""
    _colours: tuple[Theme, dict[str, str]] | None = None
    """The theme whose colours were worked out last, and they."""

    def __init__(self, theme: str = DEFAULT_THEME) -> None:
        """Take a theme before the style sheets are read, so that none is read twice."""
        super().__init__()
        for each in OWN_THEMES.values():
            self.register_theme(each)
        self._is_themed = True
        self.theme = theme
        self.stylesheet = PartsSheet(variables=self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Give the colours of the present theme; they are worked out once as long as it is the same."""
        if not self._is_themed:
            return {}
        theme = self.current_theme
        if self._colours is None or self._colours[0] is not theme:
            self._colours = theme, super().get_css_variables()
        return self._colours[1]

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; before the first screen there is no more than the app itself.

        Textual asks for it at the start too, and would read all style sheets again afterwards.
        """
        if self.screen_stack:
            super().refresh_css(animate)
            return
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.update(self, animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the names that the present theme lacks."""
        return extra_of(self.current_theme)
