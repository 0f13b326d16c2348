"""Which language the user is spoken to in: his environment's, else English."""

from __future__ import annotations

import locale

import pytest

from fieldbook.i18n import locale_language

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("said", "system", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "en_GB", "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "zh_CN", "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_SG"}, "en_GB", "zh_CN"),
        ({"LANG": "fr_FR.UTF-8"}, "zh_CN", "en"),
        ({"LANGUAGE": "zh_CN", "LANG": "C.UTF-8"}, None, "zh_CN"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "en_US", "zh_CN"),
        ({"LANGUAGE": "fr:en:zh_CN", "LC_ALL": "zh_CN.UTF-8"}, "zh_CN", "en"),
        ({"LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"}, "zh_CN", "en"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, None, "zh_CN"),
        ({"LANGUAGE": "zh_CN", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "zh_CN", "en"),
        ({"LANGUAGE": "zh_CN", "LANG": "POSIX"}, None, "en"),
        ({"LANGUAGE": "zh_CN"}, "en_GB", "zh_CN"),
        ({}, "zh_CN", "zh_CN"),
        ({}, "Chinese (Simplified)_China", "zh_CN"),
        ({}, "fr_FR", "en"),
        ({}, None, "en"),
    ],
)
def test_the_language_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], system: str | None, language: str
) -> None:
    """As gettext has it: ``LANGUAGE`` goes first, except where the locale is plain C."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in said.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(locale, "getlocale", lambda: (system, None))
    assert locale_language() == language
