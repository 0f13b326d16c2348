"""The user's settings, a small TOML file. Read once at the start; values are passed down.

What is wrong in the file is told with its line and stops nothing. Writing changes the lines of what
was changed, and nothing else: comments, and what a newer program may have written, stay.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import LANGUAGES, _, known_language


class Settings(NamedTuple):
    """Everything that can be set, with its default."""

    lang: str = ""
    """``zh`` or ``en``; empty: as the locale says."""
    name: str = ""
    """The name of the member who writes here."""
    branch: str = ""
    """The branch's name, as it stands on the screen's first line and on papers."""
    units: tuple[str, ...] = ()
    """What the three levels of units are called here, the widest first; empty: as the language says."""
    theme: str = ""
    ascii: bool = False
    """Whether frames are drawn with ASCII characters, for old consoles."""
    reader: bool = False
    """Whether the screens are made to be read aloud or felt: one column, the terminal's cursor shown."""
    visit_every_days: int = 10
    follow_up_after_days: tuple[int, ...] = (10, 30, 90)
    refer_within_days: int = 3
    summary_every_days: int = 5
    study_every_days: int = 10
    week_rule: tuple[int, ...] = (1, 2, 3)
    """Days of a week for study, for meetings and office, for the front line; of two numbers the
    first is for study and meetings, such as 2 and 5."""
    week_names: tuple[str, ...] = ()
    """The branch's own names for these kinds of days, in the same order."""
    alongside: tuple[str, ...] = ()
    """三边: what the branch does besides at a visit, in its own words."""
    backups: tuple[int, ...] = (7, 4, 12)
    """How many daily, weekly and monthly backups are kept."""
    lock_after_minutes: int = 15
    """Minutes without a key or the mouse after which a locked book is locked; none: never."""
    keys: dict[str, str] = {}  # noqa: RUF012  # never changed: values are only passed down
    """Other keys for actions, by the action's name."""


class BadSettings(FieldbookError):
    """What is wrong with the settings: ``path``, ``what`` (a code), ``setting``, ``line`` (1 the first).

    ``known`` is what could stand there, where that is a list.
    """

    def __init__(
        self,
        path: Path | None,
        what: str,
        setting: str = "",
        *,
        line: int = 0,
        known: tuple[str, ...] = (),
    ) -> None:
        self.path, self.what, self.setting, self.line = path, what, setting, line
        self.known = known
        super().__init__(what=what, setting=setting, line=line)


class Found(NamedTuple):
    """What a settings file says."""

    settings: Settings
    wrong: tuple[BadSettings, ...] = ()
    """What could not be read, in the order of the lines."""
    is_there: bool = False
    """Whether there is such a file."""


FILE_NAME: Final = "settings.toml"
_LENGTHS: Final = {
    "week_rule": (2, 3), "week_names": (0, 2, 3), "backups": (3,), "units": (0, 3),
}  # fmt: skip
_TEXTS: Final = frozenset({"units", "week_names", "alongside"})
"""Lists of texts; the others are of days."""
_INTERVALS: Final = frozenset({"visit_every_days", "summary_every_days", "study_every_days"})
"""What comes round again: after no days it would do so for ever."""
MOST_DAYS: Final = 3660


def settings_folder() -> Path | None:
    """Where the settings live; nowhere for a user without a home folder."""
    import platformdirs

    try:
        folder = Path(platformdirs.user_config_dir("fieldbook", appauthor=False))
    except (RuntimeError, KeyError):
        return None
    return folder if folder.is_absolute() else None


def settings_path() -> Path | None:
    """The file the settings are read from, if there is a place for one."""
    folder = settings_folder()
    return folder / FILE_NAME if folder is not None else None


# --- reading -------------------------------------------------------------------------------------


def read_settings(path: Path | None = None) -> Found:
    """What the file says as far as it can be read; the rest has its default, and is told."""
    path = path or settings_path()
    if path is None:
        return Found(Settings())
    try:
        text = _text_of(path)
    except FileNotFoundError:
        return Found(Settings())
    except OSError:
        return Found(Settings(), (BadSettings(path, "unreadable"),), is_there=True)
    values: dict[str, Any] = {}
    wrong = tuple(_read_into(values, path, text))
    return Found(Settings(**values), wrong, is_there=True)


def _text_of(path: Path) -> str:
    """The file's text; bytes that are none are kept for their line to be told."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(str(path))  # a pipe would be waited for
    return path.read_bytes().decode("utf-8-sig", errors="surrogateescape")


def _read_into(values: dict[str, Any], path: Path, text: str) -> Iterator[BadSettings]:
    """Take the values of a text over; gives what is wrong with it."""
    from fieldbook.toml_lines import statements

    told: set[str] = set()
    for each in statements(text):
        line = each.first + 1
        if each.wrong:
            yield BadSettings(path, each.wrong, next(iter(each.values), ""), line=line)
            continue
        for name, value in each.values.items():
            head, _dot, key = name.partition(".")
            what = _fault(head, key, value)
            if not what and (name in values or key in values.get("keys", {})):
                what = "twice"
            if not what and key:
                values.setdefault("keys", {})[key] = value
            elif not what and head != "keys":
                values[head] = tuple(value) if isinstance(value, list) else value
            elif what and (head not in told or head in Settings._fields):
                told.add(head)
                yield BadSettings(path, what, name, line=line, known=_known(what))
    if not names_fit(Settings(**values)):
        del values["week_names"]
        yield BadSettings(path, "as_many_as_kinds", "week_names", line=line_of(path, "week_names"))


def names_fit(settings: Settings) -> bool:
    """Whether the kinds of days have a name each, or none has one."""
    return len(settings.week_names) in (0, len(settings.week_rule))


def _fault(name: str, key: str, value: Any) -> str:
    """What is wrong with a value: a code; empty where it is right."""
    if name not in Settings._fields:
        return "unknown_setting"
    if not _is_of_its_type(name, key, value):
        return "wrong_value"
    if name in _INTERVALS and value < 1:
        return "too_small"
    is_language = name != "lang" or not value or known_language(value)
    return "" if is_language else "unknown_language"


def _is_of_its_type(name: str, key: str, value: Any) -> bool:
    default = Settings._field_defaults[name]
    if isinstance(default, dict):
        return isinstance(value, str if key else dict)
    if isinstance(default, tuple):
        return not key and _is_list_for(name, value)
    is_number = type(value) is int
    return not key and type(value) is type(default) and (not is_number or _is_days(value))


def _known(what: str) -> tuple[str, ...]:
    return tuple(each[:2] for each in LANGUAGES) if what == "unknown_language" else ()


def _is_list_for(name: str, value: object) -> bool:
    if not isinstance(value, list):
        return False
    is_right = _is_text if name in _TEXTS else _is_days
    return all(map(is_right, value)) and len(value) in _LENGTHS.get(name, (len(value),))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS


def line_of(path: Path | None, setting: str) -> int:
    """The line in which a setting stands, for what only the screens can tell; 0 where in none."""
    from fieldbook.toml_lines import statements

    if path is None:
        return 0
    try:
        found = statements(_text_of(path))
    except OSError:
        return 0
    return next((each.first + 1 for each in found if setting in each.values), 0)


# --- writing -------------------------------------------------------------------------------------


def write_settings(before: Settings, after: Settings, path: Path | None = None) -> None:
    """Write down what has changed; every other line stays as it is.

    The file is read anew: what another program wrote meanwhile stays, unless it is what was changed.

    Raises:
        BadSettings: when there is no place for the file, it must not be written, or another program
            changed the same setting meanwhile.
        OSError: when the disk refuses; the old file is untouched.
    """
    from fieldbook.files import private_folder, write_whole
    from fieldbook.toml_lines import changed

    path = path or settings_path()
    if path is None:
        raise BadSettings(None, "no_place")
    now = read_settings(path)
    if any(each.what == "unreadable" for each in now.wrong):
        raise BadSettings(path, "not_written")
    changes = _changes(before, after)
    theirs = _changes(before, now.settings)
    for name in changes.keys() & theirs.keys():
        if changes[name] != theirs[name]:
            raise BadSettings(path, "changed_meanwhile", name, line=line_of(path, name))
    target = path.resolve()  # a link stays one
    if now.is_there and not target.stat().st_mode & stat.S_IWUSR:
        raise BadSettings(path, "not_written")
    has_mark = now.is_there and target.read_bytes().startswith(b"\xef\xbb\xbf")
    title = _("The settings of fieldbook")
    text = _text_of(path) if now.is_there else f"# {title}\n"
    private_folder(target.parent)
    encoding = "utf-8-sig" if has_mark else "utf-8"
    write_whole(target, changed(text, changes).encode(encoding, errors="surrogateescape"))


def _changes(before: Settings, after: Settings) -> dict[str, Any]:
    """The settings that are not the same, by name; a key that is the act's own again is ``None``."""
    names = [each for each in Settings._fields if each != "keys"]
    old, new = before.keys, after.keys
    return {
        **{each: getattr(after, each) for each in names
           if getattr(after, each) != getattr(before, each)},
        **{f"keys.{act}": new.get(act) for act in dict.fromkeys((*old, *new))
           if new.get(act) != old.get(act)},
    }  # fmt: skip
