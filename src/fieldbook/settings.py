"""The user's settings, a small TOML file. Read once at the start; values are passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple


class Settings(NamedTuple):
    """Everything that can be set, with its default."""

    lang: str = ""
    """``zh`` or ``en``; empty: as the locale says."""
    name: str = ""
    """The name of the member who writes here."""
    branch: str = ""
    """The branch's name, as it stands on the screen's first line and on papers."""
    theme: str = ""
    ascii: bool = False
    """Whether frames are drawn with ASCII characters, for old consoles."""
    visit_every_days: int = 10
    follow_up_after_days: tuple[int, ...] = (10, 30, 90)
    refer_within_days: int = 3
    summary_every_days: int = 5
    study_every_days: int = 10
    week_rule: tuple[int, ...] = (1, 2, 3)
    """Days of a week for study, for meetings and office, for the front line."""
    backups: tuple[int, ...] = (7, 4, 12)
    """How many daily, weekly and monthly backups are kept."""
    keys: dict[str, str] = {}  # noqa: RUF012  # never changed: values are only passed down
    """Other keys for actions, by the action's name."""


class BadSettings(Exception):
    """The settings cannot be read: ``path``, ``what`` (a code), ``setting`` (may be empty).

    ``known`` is what could stand there, where that is a list.
    """

    def __init__(
        self, path: Path | None, what: str, setting: str = "", *, known: tuple[str, ...] = ()
    ) -> None:
        self.path, self.what, self.setting, self.known = path, what, setting, known
        super().__init__(what)


FILE_NAME: Final = "settings.toml"
_LENGTHS: Final = {"week_rule": 3, "backups": 3}
_INTERVALS: Final = frozenset({"visit_every_days", "summary_every_days", "study_every_days"})
"""What comes round again: after no days it would do so for ever."""


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


def read_settings(path: Path | None = None) -> Settings:
    """The settings; those that are not given have their default.

    Raises:
        BadSettings: when the file is no TOML, or names a setting there is not, or a wrong value.
    """
    path = path or settings_path()
    if path is None:
        return Settings()
    import tomllib

    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadSettings(path, "unreadable") from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise BadSettings(path, "not_toml") from wrong
    return Settings(**{name: _checked(path, name, value) for name, value in found.items()})


def _checked(path: Path, name: str, value: Any) -> Any:
    if name not in Settings._fields:
        raise BadSettings(path, "unknown_setting", name)
    default = Settings._field_defaults[name]
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(_is_days(each) for each in value):
            raise BadSettings(path, "wrong_value", name)
        if len(value) != _LENGTHS.get(name, len(value)):
            raise BadSettings(path, "wrong_value", name)
        return tuple(value)
    wrong = type(value) is not type(default)
    if wrong or (isinstance(value, int) and not isinstance(value, bool) and not _is_days(value)):
        raise BadSettings(path, "wrong_value", name)
    if name in _INTERVALS and value < 1:
        raise BadSettings(path, "too_small", name)
    if isinstance(value, dict):
        _require_texts(path, name, value)
    return value


def _require_texts(path: Path, name: str, table: dict[str, Any]) -> None:
    for key, value in table.items():
        if not isinstance(value, str):
            raise BadSettings(path, "wrong_value", f"{name}.{key}")


def _is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3660
