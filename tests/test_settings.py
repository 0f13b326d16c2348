"""The settings: what cannot be is refused in one sentence, before anything can hang on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook import i18n
from fieldbook.__main__ import main
from fieldbook.sentences import sentence
from fieldbook.settings import BadSettings, Settings, read_settings
from fieldbook.ui.fitting import known_acts, require_fitting
from fieldbook.ui.tables import all_tables


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are to be."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: tmp_path)
    return tmp_path / "settings.toml"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("fieldbook.__main__._is_on_a_terminal", lambda: True)


@pytest.mark.parametrize("name", ["visit_every_days", "summary_every_days", "study_every_days"])
def test_an_interval_is_at_least_a_day(path: Path, name: str) -> None:
    """What comes round every 0 days would come round for ever."""
    path.write_text(f"{name} = 1\n", encoding="utf-8")
    assert getattr(read_settings(path), name) == 1
    path.write_text(f"{name} = 0\n", encoding="utf-8")
    with pytest.raises(BadSettings) as wrong:
        read_settings(path)
    assert (wrong.value.what, wrong.value.setting) == ("too_small", name)


@pytest.mark.parametrize("value", ["5", "true", '["f2"]', "{ a = 1 }"])
def test_keys_are_texts(path: Path, value: str) -> None:
    """A key that is no text is refused, and named by the act it was for."""
    path.write_text(f'[keys]\nissue = "f3"\nvisit = {value}\n', encoding="utf-8")
    with pytest.raises(BadSettings) as wrong:
        read_settings(path)
    assert (wrong.value.what, wrong.value.setting) == ("wrong_value", "keys.visit")


def test_every_act_of_the_table_may_have_other_keys() -> None:
    """Every act of every screen is known, and the screens themselves; none that is misspelt."""
    acts = {act.id for table in all_tables().values() for act in table}
    assert {"visit", "spent", "survey", "restore", "save_next", "take", "tab_today"} <= acts
    assert acts == known_acts()
    require_fitting(Settings(keys=dict.fromkeys(known_acts(), "f2"), theme="solarized-dark"))
    require_fitting(Settings())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "solarised"', "“solarised”; there are: solarized-dark, "),
        ('[keys]\nvisti = "f2"', "“visti”; there are: visit"),
        ("visit_every_days = 0", "at least 1 for “visit_every_days”"),
    ],
)
@pytest.mark.parametrize("words", [[], ["demo"]])
@pytest.mark.usefixtures("terminal")
def test_wrong_settings_are_one_sentence(
    path: Path, text: str, said: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The screens do not open; one sentence names the file and what is wrong in it, and the code is 1."""
    path.write_text(f'lang = "en"\n{text}\n', encoding="utf-8")
    try:
        assert main([*words, "--book", str(path.with_name("book.json"))]) == 1
    finally:
        i18n.use_language("en")
    told = capsys.readouterr().err
    assert said in told
    assert str(path) in told
    assert told.count("\n") == 1
    assert not path.with_name("book.json").exists()


def test_a_long_list_is_cut() -> None:
    """Of many acts the likeliest are named."""
    with pytest.raises(BadSettings) as wrong:
        require_fitting(Settings(keys={"follow-up": "f7"}))
    assert "there are: follow_up, " in sentence(wrong.value)
    assert "…" in sentence(wrong.value)
