"""The manual: one HTML file a language, which lies here once fieldbook is built or installed."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def manual_file(language: str) -> Path:
    """The manual in a language, such as ``zh_CN``."""
    return FOLDER / f"{language.partition('_')[0]}.html"
