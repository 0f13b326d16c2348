"""Notices: what the opening of a book, or its inbox, came upon and the user should be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Notice(NamedTuple):
    """Something to tell that stopped nothing; ``fieldbook.sentences.notice`` makes its sentence."""

    code: str
    """A code of ``fieldbook.sentences_of_files.NOTICES``, such as ``torn``."""
    data: Mapping[str, Any] = {}
    """What belongs to it: paths, counts."""
