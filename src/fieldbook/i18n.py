"""Two languages through gettext. English is the base; what a catalogue lacks falls back to it."""

from __future__ import annotations

import functools
import gettext as _gettext_module
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "zh_CN")
"""The languages there is a catalogue for; English is written in the code."""
_NAMES: Final = {
    "en": "en", "english": "en", "c": "en", "posix": "en",
    "zh": "zh_CN", "zh_cn": "zh_CN", "zh_sg": "zh_CN", "zh_hans": "zh_CN",
    "zh_hans_cn": "zh_CN", "chinese": "zh_CN", "中文": "zh_CN", "简体中文": "zh_CN",
    "chinese (simplified)_china": "zh_CN",
}  # fmt: skip
_LOCALES: Final = Path(__file__).parent / "locales"

_current: _gettext_module.NullTranslations = _gettext_module.NullTranslations()
_language = "en"
_told_otherwise: ContextVar[frozenset[str]] = ContextVar("told otherwise", default=frozenset())
_OUTSIDE: Final = "outside"


def known_language(name: str) -> str | None:
    """The language a name such as ``zh``, ``zh-CN`` or ``zh_CN.UTF-8`` means, or ``None``."""
    plain = name.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("-", "_").casefold()
    return _NAMES.get(plain) or _NAMES.get(plain.split("_")[0])


def locale_language() -> str:
    """The language of the user's environment, as gettext finds it; English where it is none of ours."""
    said = (os.environ.get(each) for each in ("LC_ALL", "LC_MESSAGES", "LANG"))
    of_locale = next(filter(None, said), "") or locale.getlocale()[0] or ""
    wished = os.environ.get("LANGUAGE", "")
    # Where the locale is plain C no wish counts: so programs are run whose words others read.
    if not wished or of_locale.upper() in {"C", "POSIX"}:
        wished = of_locale
    return next(filter(None, map(known_language, wished.split(":"))), "en")


def use_language(language: str) -> None:
    """Show everything in this language (one of :data:`LANGUAGES`) from now on."""
    global _current, _language  # noqa: PLW0603  # one process speaks one language
    _current = _gettext_module.translation(
        "fieldbook", localedir=_LOCALES, languages=[language], fallback=True
    )
    _language = language


def language() -> str:
    """The language in use."""
    return _language


@contextmanager
def told_outside(words: frozenset[str]) -> Iterator[None]:
    """Within, these words are told as readers know them who do not know our method."""
    token = _told_otherwise.set(words)
    try:
        yield
    finally:
        _told_otherwise.reset(token)


@functools.cache
def in_every_language(text: str) -> tuple[str, ...]:
    """The text in each language there is, English first; for words that somebody typed."""
    catalogues = (
        _gettext_module.translation(
            "fieldbook", localedir=_LOCALES, languages=[each], fallback=True
        )
        for each in LANGUAGES
    )
    return tuple(dict.fromkeys(each.gettext(text) for each in catalogues))


def _(text: str) -> str:
    """The text in the language in use; called when it is shown, never at import."""
    if text in _told_otherwise.get():
        return _current.pgettext(_OUTSIDE, text)
    return _current.gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802  # gettext's own name
    """Mark a text in a table for the catalogue; it is translated with :func:`_` when shown."""
    return text


def P_(context: str, text: str) -> str:  # noqa: N802  # in the manner of gettext's names
    """The text in the sense of a context: ``open`` is a status here and an act there."""
    return _current.pgettext(context, text)


def NP_(_context: str, text: str, _many: str = "") -> str:  # noqa: N802  # in their manner, too
    """Mark a text as :func:`N_` does, in the sense of a context; ``_many`` is its plural."""
    return text


def ngettext(one: str, many: str, count: int, told: str = "") -> str:
    """The form for a count, the count filled in as ``{count}``, or what is to be said instead."""
    if one in _told_otherwise.get():
        form = _current.npgettext(_OUTSIDE, one, many, count)
    else:
        form = _current.ngettext(one, many, count)
    return form.format(count=told or count)
