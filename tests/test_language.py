"""Which language the user is spoken to in: his locale's, else English."""

from __future__ import annotations

import locale

import pytest

from fieldbook.i18n import locale_language

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("said", "system", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "en_GB", "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "zh_CN", "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_SG"}, "en_GB", "zh_CN"),
        ({"LANG": "fr_FR.UTF-8"}, "zh_CN", "en"),
        ({}, "zh_CN", "zh_CN"),
        ({}, "Chinese (Simplified)_China", "zh_CN"),
        ({}, "fr_FR", "en"),
        ({}, None, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], system: str | None, language: str
) -> None:
    """What is said of all words goes before what is said of messages, and that before the rest."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in said.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(locale, "getlocale", lambda: (system, None))
    assert locale_language() == language
