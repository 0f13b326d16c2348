"""The settings: what is right is read, what is wrong is told with its line and stops nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.sentences import sentence
from fieldbook.settings import Settings, read_settings
from fieldbook.ui.fitting import fitting, known_acts
from fieldbook.ui.tables import all_tables

RIGHT = {
    'name = "林致远"  # mine': "林致远", "visit_every_days = 7": 7, "follow_up_after_days = []": (),
    'units = [\n "乡", # one\n "村",\n "组"]': ("乡", "村", "组"), "backups = [1, 2, 3]": (1, 2, 3),
}  # fmt: skip
"""Right statements, and what they set."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are to be."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: tmp_path)
    return tmp_path / "settings.toml"


def faults(path: Path) -> list[tuple[str, str, int]]:
    """What is told of a file: the code, the setting and the line."""
    return [(each.what, each.setting, each.line) for each in read_settings(path).wrong]


@pytest.mark.parametrize("name", ["visit_every_days", "summary_every_days", "study_every_days"])
def test_an_interval_is_at_least_a_day(path: Path, name: str) -> None:
    """What comes round every 0 days would come round for ever."""
    path.write_text(f"{name} = 1\n", encoding="utf-8")
    assert getattr(read_settings(path).settings, name) == 1
    path.write_text(f"{name} = 0\n", encoding="utf-8")
    assert faults(path) == [("too_small", name, 1)]
    assert getattr(read_settings(path).settings, name) == Settings._field_defaults[name]


@pytest.mark.parametrize("value", ["5", "true", '["f2"]', "{ a = 1 }"])
def test_keys_are_texts(path: Path, value: str) -> None:
    """A key that is no text is left out, and named by the act it was for."""
    path.write_text(f'[keys]\nissue = "f3"\nvisit = {value}\n', encoding="utf-8")
    assert faults(path) == [("wrong_value", "keys.visit", 3)]
    assert read_settings(path).settings.keys == {"issue": "f3"}


WRONG = [
    ("colour = 3", "unknown_setting", "colour"),
    ("lang = 7", "wrong_value", "lang"),
    ('lang = "fr"', "unknown_language", "lang"),
    ("name = Helen", "not_toml", "name"),
    ("what is this", "not_toml", ""),
    ("ascii = 1", "wrong_value", "ascii"),
    ("refer_within_days = true", "wrong_value", "refer_within_days"),
    ("week_rule = [7]", "wrong_value", "week_rule"),
    ('week_names = ["里"]', "wrong_value", "week_names"),
    ("alongside = [1]", "wrong_value", "alongside"),
    ("week_rule = [\n 1,\n 2,\n 3,\n 1]", "wrong_value", "week_rule"),
    ("units = [1, 2, 3]", "wrong_value", "units"),
    ('units = ["a", "b"]', "wrong_value", "units"),
    ("visit_every_days = 99999999999999999999", "wrong_value", "visit_every_days"),
    ("backups = " + "[" * 5000, "not_toml", "backups"),
    ("study_every_days = " + "9" * 5000, "not_toml", "study_every_days"),
    ('branch = "a"\nbranch = "b"', "twice", "branch"),
    ('name = """no end', "not_toml", "name"),
    ("theme = { a = 1 }", "wrong_value", "theme.a"),
]
"""A wrong statement, and what is told of it."""


@pytest.mark.parametrize(("text", "what", "setting"), WRONG)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", [0, 3])
def test_a_wrong_line_is_told_by_its_number_and_stops_nothing(
    path: Path, text: str, what: str, setting: str, *, before: int, end: str
) -> None:
    """All other lines are read, above and below; the wrong one is told by the line it stands in."""
    above = ["# about me", "", "refer_within_days = 4"][:before] if "refer" not in text else []
    lines = [*above, *text.split("\n"), "summary_every_days = 6", "[keys]", 'visit = "f2"']
    path.write_bytes(end.join(lines).encode())
    line = len(above) + (2 if what == "twice" else 1)
    assert faults(path) == [(what, setting, line)]
    found = read_settings(path).settings
    assert (found.summary_every_days, found.keys) == (6, {"visit": "f2"})
    assert found.refer_within_days == (4 if len(above) == 3 else 3)
    said = sentence(read_settings(path).wrong[0])
    assert str(line) in said
    assert str(path) in said


def test_a_table_there_is_not_is_told_once(path: Path) -> None:
    """Its lines are not told one by one."""
    path.write_text('name = "a"\n\n[screens]\na = 1\nb = 2\n[keys]\nvisit = "f2"\n', "utf-8")
    assert faults(path) == [("unknown_setting", "screens", 3)]
    assert read_settings(path).settings == Settings(name="a", keys={"visit": "f2"})


@pytest.mark.parametrize(("rule", "names"), [("[1, 2, 3]", 2), ("[2, 5]", 3)])
def test_names_of_days_fit_the_rule_of_the_week(path: Path, rule: str, names: int) -> None:
    """Names that are more or fewer than the kinds of days are told with their line, and not used."""
    texts = ", ".join(f'"{each}"' for each in range(names))
    path.write_text(f"week_names = [{texts}]\nweek_rule = {rule}\n", encoding="utf-8")
    assert faults(path) == [("as_many_as_kinds", "week_names", 1)]
    assert read_settings(path).settings.week_names == ()
    assert "week_names" in sentence(read_settings(path).wrong[0])


def test_a_line_of_another_encoding_is_told(path: Path) -> None:
    """Bytes that are no UTF-8 cost their line and no other."""
    path.write_bytes('branch = "东村"\n'.encode() + 'name = "林致远"\n'.encode("gb18030"))
    assert faults(path) == [("not_utf8", "name", 2)]
    assert read_settings(path).settings == Settings(branch="东村")


@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling"])
def test_what_is_no_file_is_told_and_not_waited_for(path: Path, kind: str) -> None:
    """A folder or a pipe in the file's place is told; a link that leads nowhere is no file."""
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.with_name("gone.toml"))
    found = read_settings(path)
    assert found.settings == Settings()
    assert [each.what for each in found.wrong] == ([] if kind == "dangling" else ["unreadable"])


@given(st.lists(st.sampled_from([each for each, _what, _name in WRONG] + list(RIGHT)), max_size=8))
def test_right_lines_are_read_among_any_wrong_ones(lines: list[str]) -> None:
    """Whatever stands around it, a right line says what it says alone, where it stands first."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        found = read_settings(path).settings
        for line in set(lines) & RIGHT.keys():
            name = line.partition(" ")[0]
            assert getattr(found, name) == RIGHT[line]


def test_every_act_of_the_table_may_have_other_keys() -> None:
    """Every act of every screen is known, and the screens themselves; none that is misspelt."""
    acts = {act.id for table in all_tables().values() for act in table}
    assert {"visit", "spent", "survey", "restore", "save_next", "take", "tab_today"} <= acts
    assert acts == known_acts()
    wished = Settings(keys=dict.fromkeys(known_acts(), "f2"), theme="solarized-dark")
    assert fitting(wished) == (wished, [])
    assert fitting(Settings()) == (Settings(), [])


def test_a_theme_and_acts_there_are_not_are_left_out_and_told(path: Path) -> None:
    """The screens show their own theme; each is named with its line and what there is."""
    path.write_text('theme = "solarised"\n[keys]\nvisti = "f2"\nissue = "f3"\n', encoding="utf-8")
    settings, wrong = fitting(read_settings(path).settings)
    assert settings == Settings(keys={"issue": "f3"})
    assert [(each.what, each.setting, each.line) for each in wrong] == [
        ("unknown_theme", "solarised", 1), ("unknown_act", "visti", 3),
    ]  # fmt: skip
    assert "there are: solarized-dark, " in sentence(wrong[0])
    assert "there are: visit" in sentence(wrong[1])


def test_a_long_list_is_cut(path: Path) -> None:
    """Of many acts the likeliest are named."""
    assert not path.exists()
    (wrong,) = fitting(Settings(keys={"follow-up": "f7"}))[1]
    assert "there are: follow_up, " in sentence(wrong)
    assert "…" in sentence(wrong)
