"""The settings as a form: language and theme show at once, all else when it is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

from textual.binding import BindingType

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.i18n import N_, _, known_language, language, locale_language, use_language
from fieldbook.settings import MOST_DAYS, Settings, names_fit, settings_path, write_settings
from fieldbook.store.form import file_of
from fieldbook.ui.act import Acts, doing
from fieldbook.ui.everywhere import EXCHANGE, LOCKING
from fieldbook.ui.forms.form import FORM, FormScreen
from fieldbook.ui.keys import key_of_act, keys_in
from fieldbook.ui.themes import DEFAULT_THEME, OWN_THEMES
from fieldbook.ui.widgets.choice_field import Option
from fieldbook.ui.widgets.fields import ChoiceField, ExplainedField, Field, LongTextField, TextField
from fieldbook.units import LEVELS, unit_words

AS_THE_SYSTEM: Final = "system"
LANGUAGE_NAMES: Final = (("zh", "中文"), ("en", "English"))
"""Each language by its own name: who does not read one finds the other."""
THEME_NAMES: Final[Mapping[str, str]] = {
    "dark": N_("dark"), "light": N_("light"), "high-contrast": N_("high contrast"),
    "ansi": N_("the terminal's own"),
}  # fmt: skip
_BETWEEN: Final = re.compile(r"[\s,，、;；/]+")


class Setting(NamedTuple):
    """One row of the form: a setting, its label, how it is asked for, written and read."""

    name: str
    label: str
    hint: str = ""
    least: int = 0
    """Of a number: the least it may be."""
    counts: tuple[int, ...] = (1,)
    """Of numbers: how many there may be; empty: any number of them."""

    def make(self) -> Field:
        """The field in which the setting is typed."""
        if not self.hint:
            return TextField(self.name, _(self.label))
        return ExplainedField(self.name, _(self.label), _(self.hint))


NUMBERS: Final = (
    Setting("visit_every_days", N_("Visit (days)"), "", 1),
    Setting("follow_up_after_days", N_("Follow-up (days)"), N_("such as 10 30 90"), counts=()),
    Setting("refer_within_days", N_("Refer (days)"), ""),
    Setting("summary_every_days", N_("Summary (days)"), "", 1),
    Setting("study_every_days", N_("Study (days)"), "", 1),
    Setting(
        "lock_after_minutes",
        N_("Lock after (min)"),
        N_("minutes of quiet, where the book is encrypted; 0: never"),
    ),
    Setting("backups", N_("Backups kept"), N_("daily, weekly, monthly: 7 4 12"), counts=(3,)),
    Setting("week_rule", N_("Week (days)"), N_("study, meetings, front line: 1 2 3; or 2 5"),
            counts=(2, 3)),
)  # fmt: skip
"""The settings that are numbers."""
_MISCOUNTED: Final = {(1,): "not_a_number", (3,): "not_three", (2, 3): "two_or_three"}
"""What is said where there are more or fewer numbers than there may be."""
WORDS: Final = (
    Setting("week_names", N_("Days called"), N_("your own names for these kinds of days")),
    Setting("alongside", N_("Besides"), N_("what is done besides at visits, in your own words")),
)
"""The settings that are the branch's own words."""


SETTINGS: Final = Acts[Any](
    *LOCKING,
    doing(EXCHANGE.with_keys("ctrl+f7"), lambda at: at.screen.go_to_branch()),
    base=FORM,
    footer=("save", "discard", "leave", "encrypt", "passphrase", "decrypt", "exchange", "help"),
)  # fmt: skip
"""The acts of the settings: those of a form, what is done about the lock of the book, and the branch."""


class SettingsForm(FormScreen):
    """Everything that can be set, and where it lies."""

    form = "settings"
    is_for = N_("Settings")
    acts: ClassVar[Acts[Any]] = SETTINGS
    BINDINGS: ClassVar[list[BindingType]] = [*SETTINGS.bindings()]

    def __init__(self, book: Fieldbook, now: Settings, *, path: Path | None = None) -> None:
        """Make the form from the settings in use; the book's file, by its ``path``, is named in it."""
        super().__init__(book)
        self.now = now
        self.wished = now
        """What was written down, once it was."""
        self._path = path
        self._spoken = language()

    def above(self) -> Sequence[str]:
        """Where the book lies, and the settings."""
        book = file_of(self._path) if self._path else None
        places = ((_("Book"), book), (_("Settings"), settings_path()))
        told = _("{label}: {text}")
        lines = [told.format(label=label, text=path) for label, path in places if path]
        lines.append(told.format(label=_("Lock"), text=self._lock()))
        return [*lines, told.format(label=_("Exchange"), text=self._standing())]

    def _standing(self) -> str:
        """To which branch the book belongs, as whose, and when it exchanged last."""
        from fieldbook.exchange.belonging import belonging
        from fieldbook.exchange.telling import last_exchange, standing_sentence

        own = key_of_act(EXCHANGE.with_keys("ctrl+f7"))
        mine = belonging(self.book.exchange)
        if mine is None:
            return _("The book belongs to no branch; {key} founds or joins one.").format(key=own)
        told = _("{book} Last exchange: {when}; {key} exchanges.")
        if mine.is_of_branch:
            told = _("{book} Last exchange: {when}; {key} exchanges, "
                     "{invite} under Members ({members}) invites.")  # fmt: skip
        book = standing_sentence(self.book, mine)
        return keys_in(told, "members", book=book, when=last_exchange(self.book), key=own)

    def go_to_branch(self) -> None:
        """Leave the settings, whose draft is kept, and exchange; before that, found or join a branch."""
        self.leave()
        self.app.call_after_refresh(self.host.exchange)

    def _lock(self) -> str:
        """Whether the book is locked, and which keys change that."""
        keys = {each.id: key_of_act(each) for each in LOCKING}
        if not self.host.is_encrypted:
            return _("The book is not encrypted; {encrypt} encrypts it.").format_map(keys)
        told = _("The book is encrypted; {passphrase} changes the passphrase, {decrypt} decrypts.")
        return told.format_map(keys)

    def first_fields(self) -> Iterator[Field]:
        """What is asked first: language, name and branch."""
        languages = (*LANGUAGE_NAMES, (AS_THE_SYSTEM, _("as the system says")))
        yield ChoiceField("lang", _("Language"), languages, always=True)
        yield TextField("name", _("Your name"), placeholder=_("as it stands on what you write"))
        yield TextField("branch", _("Branch"), placeholder=_("on the first line and on papers"))

    def make_fields(self) -> Iterator[Field]:
        """A field for every setting, those that are asked first before all others."""
        yield from self.first_fields()
        levels = _("what the three levels are called: {words}").format(
            words=" / ".join(unit_words())
        )
        yield TextField("units", _("Units"), placeholder=levels)
        names = dict.fromkeys((*OWN_THEMES, self.now.theme or DEFAULT_THEME))
        themes = [Option(each, _(THEME_NAMES.get(each, each))) for each in names]
        yield ChoiceField("theme", _("Theme"), themes, always=True)
        yield ChoiceField("ascii", _("Old console"), [("yes", _("frames of plain characters"))])
        aloud = [("yes", _("one column, no frames, the terminal's cursor shown"))]
        yield ChoiceField("reader", _("Read aloud"), aloud)
        yield from (each.make() for each in (*NUMBERS, *WORDS))
        yield LongTextField(
            "keys",
            _("Keys"),
            by_line=True,
            placeholder=_("one a line: issue = f3,Q in place of all keys of the act"),
        )

    def prefill(self) -> Mapping[str, Any]:
        """The settings in use."""
        now = self.now
        lang = known_language(now.lang) if now.lang else None
        numbers = {each.name: _listed(getattr(now, each.name)) for each in NUMBERS}
        words = {each.name: "、".join(getattr(now, each.name)) for each in WORDS}
        return {
            "lang": lang[:2] if lang else AS_THE_SYSTEM, "name": now.name, "branch": now.branch,
            "units": " / ".join(now.units), "theme": now.theme or DEFAULT_THEME,
            "ascii": "yes" if now.ascii else "", "reader": "yes" if now.reader else "",
            **numbers, **words,
            "keys": "\n".join(f"{act} = {keys}" for act, keys in now.keys.items()),
        }  # fmt: skip

    # --- what shows at once --------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what a draft that is taken up again wished for."""
        self.call_after_refresh(self._show_wished)

    def on_field_edited(self, message: Field.Edited) -> None:
        """Another language or theme shows at once."""
        if message.field.field_name in ("lang", "theme"):
            self.run_worker(self._show_wished(), group="shown", exclusive=True)
        elif message.field.field_name == "keys":
            self._tell_wrong_keys()

    async def _show_wished(self) -> None:
        theme = self._typed().get("theme") or self.app.theme
        if theme != self.app.theme:
            self.app.theme = theme
        wished = self._language()
        if wished != language():
            use_language(wished)
            await self._write_anew()

    def _language(self) -> str:
        """The language that is chosen; the one that was asked for at the start, until another is."""
        lang = self._typed()["lang"]
        if lang == self._filled["lang"]:
            return self._spoken
        return known_language(lang) or locale_language()

    async def _write_anew(self) -> None:
        """Draw the form in the language in use, with what was typed."""
        draft, here = self.body.draft(), self.body.current
        with self.app.batch_update():
            await self.recompose()
        self.body.restore(draft)
        self.body.fields[here.field_name if here else "lang"].focus()

    def _close(self, written: str | None) -> None:
        """Take back what was only looked at."""
        if not written:
            use_language(self._spoken)
            self.app.theme = self.now.theme or DEFAULT_THEME
        super()._close(written)

    def _show_problems(self, wrong: Invalid) -> None:
        """Of keys, say which of them clash."""
        super()._show_problems(wrong)
        if any(each.reason == "wrong_keys" for each in wrong.problems):
            self._tell_wrong_keys()

    def _tell_wrong_keys(self) -> None:
        field = self.body.fields["keys"]
        field.problem = " ".join(self.host.wrong_keys(_keys(field.draft)))

    # --- reading and writing -------------------------------------------------------------------

    def read(self) -> Draft:
        """What stands in the form."""
        return Draft(self._typed())

    def _typed(self) -> dict[str, str]:
        """What stands in each field; of a choice its code, without words that chose nothing."""
        fields = self.body.fields.items()
        return {
            name: str(each.value) if isinstance(each, ChoiceField) else each.draft
            for name, each in fields
        }

    def submit(self, draft: Draft) -> str:
        """Write down what was changed.

        Raises:
            Invalid: naming every wrong field.
        """
        typed = {name: str(draft[name] or "") for name in draft}
        wrong: list[Problem] = []
        wished = {
            name: _READ[name](typed[name], name, wrong)
            for name in typed
            if typed[name] != self._filled[name]
        }
        if wrong:
            raise Invalid(wrong)
        after = self.now._replace(**wished)
        if "keys" in wished and self.host.wrong_keys(after.keys):
            raise Invalid([Problem("keys", "wrong_keys")])
        if not names_fit(after):
            raise Invalid([Problem("week_names", "as_many_as_kinds", typed["week_names"])])
        write_settings(self.now, after)
        self.wished = after
        return self.form


def _listed(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _numbers(typed: str, name: str, wrong: list[Problem]) -> int | tuple[int, ...]:
    """The numbers of a line, whatever stands between them; one by itself where there may be but one."""
    asked = next(each for each in NUMBERS if each.name == name)
    words = [each for each in _BETWEEN.split(typed) if each]
    if bad := [each for each in words if not each.isdecimal()]:
        wrong.append(Problem(name, "not_a_number", bad[0]))
        return ()
    days = tuple(map(int, (each[:6] for each in words)))
    found = [Problem(name, "too_large", str(each)) for each in days if each > MOST_DAYS]
    found += [Problem(name, "too_small", str(each)) for each in days if each < asked.least]
    if not found and asked.counts and len(days) not in asked.counts:
        found.append(Problem(name, _MISCOUNTED[asked.counts], typed))
    wrong += found
    return days if asked.counts != (1,) or found else days[0]


def _words(typed: str, name: str, wrong: list[Problem]) -> tuple[str, ...]:
    words = tuple(each for part in re.split(r"[、，,;；/]", typed) if (each := part.strip()))
    if name == "week_names" and len(words) not in (0, 2, 3):
        wrong.append(Problem(name, "two_or_three", typed))
    return words


def _units(typed: str, name: str, wrong: list[Problem]) -> tuple[str, ...]:
    words = tuple(each.strip() for each in re.split(r"[/／、，,]", typed)) if typed.strip() else ()
    if words and (len(words) != len(LEVELS) or not all(words)):
        wrong.append(Problem(name, "not_three", typed))
    return words


def _keys(typed: str) -> dict[str, str]:
    """Keys by their acts, one a line."""
    lines = (line.replace("＝", "=").partition("=") for line in typed.splitlines() if line.strip())
    return {act.strip(): keys.strip().strip("\"'“”") for act, _sign, keys in lines}


_READ: Final[Mapping[str, Callable[[str, str, list[Problem]], Any]]] = {
    "lang": lambda typed, _name, _wrong: "" if typed == AS_THE_SYSTEM else typed,
    "name": lambda typed, _name, _wrong: typed.strip(),
    "branch": lambda typed, _name, _wrong: typed.strip(),
    "units": _units,
    "theme": lambda typed, _name, _wrong: typed,
    **dict.fromkeys(("ascii", "reader"), lambda typed, _name, _wrong: bool(typed)),
    **dict.fromkeys(("week_names", "alongside"), _words),
    "keys": lambda typed, _name, _wrong: _keys(typed),
    **dict.fromkeys((each.name for each in NUMBERS), _numbers),
}
"""How what was typed for a setting is read."""
