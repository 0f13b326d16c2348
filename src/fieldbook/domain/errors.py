"""Everything that can go wrong, as data.

An error carries *what* and *where*, never a sentence: ``fieldbook.sentences`` is the one
place that makes the sentence, in the user's language, with the next step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class FieldbookError(Exception):
    """The root of all errors a user may be told of."""

    def __init__(self, **data: Any) -> None:
        self.data: dict[str, Any] = data
        # Names only: an error text may end in a log, and what was typed must not.
        super().__init__(f"{type(self).__name__}({', '.join(sorted(data))})")


class Problem(NamedTuple):
    """One thing wrong with one field of a draft."""

    field: str
    """The field's name as in the record, such as ``found_on``."""
    reason: str
    """A code of ``fieldbook.sentences.REASONS``, such as ``required``."""
    value: str = ""
    """What was typed, cut to be shown beside the field; never logged."""


class Invalid(FieldbookError):
    """A draft that cannot become a record; names every wrong field at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems=self.problems)


class NotFound(FieldbookError):
    """No such record: ``kind`` and ``ref`` (what was asked for)."""

    def __init__(self, kind: str, ref: str) -> None:
        self.kind, self.ref = kind, ref
        super().__init__(kind=kind, ref=ref)


class NotAllowed(FieldbookError):
    """The act does not fit the record's status; ``instead`` names acts that would."""

    def __init__(self, act: str, status: str, instead: tuple[str, ...] = ()) -> None:
        self.act, self.status, self.instead = act, status, instead
        self.keys: Mapping[str, str] = {}
        """Where acts have keys, what is said of each behind its words."""
        super().__init__(act=act, status=status, instead=instead)


class HandedOn(FieldbookError):
    """An act is neither undone nor redone, for other books know of it: ``verb`` and ``about`` are its own."""

    def __init__(self, verb: str, about: str) -> None:
        self.verb, self.about = verb, about
        super().__init__(verb=verb, about=about)


class NothingTo(FieldbookError):
    """There is nothing to undo or to redo: ``act`` is ``undo`` or ``redo``."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(act=act)


class StoreError(FieldbookError):
    """Something about the book's files; ``path`` is always there."""

    def __init__(self, path: object, **data: Any) -> None:
        self.path = str(path)
        super().__init__(path=self.path, **data)


class InUse(StoreError):
    """Another program writes in this book: ``pid``, ``host``, ``since`` (texts, may be empty)."""


class Damaged(StoreError):
    """The files do not fit together; ``what`` (a code), ``where``, ``aside`` (the copies kept)."""


class NotABook(StoreError):
    """The path holds something else: ``what`` is ``folder``, ``not_json`` or ``not_tables``."""


class TooNew(StoreError):
    """A newer fieldbook wrote this book: ``found`` and ``known`` format numbers."""


class ReadOnly(StoreError):
    """The book is open for reading only; ``why`` is a code."""


class WriteFailed(StoreError):
    """The disk refused (``why``: ``full``, ``denied``, ``gone``, ``other``); nothing was changed."""


class ClosedToWrites(StoreError):
    """An fsync failed earlier: what the disk holds is unknown until the book is opened again."""


class Forged(StoreError):
    """A past act holds what none of ours does, so it cannot be undone: ``number`` in its table."""


class Unfinished(StoreError):
    """A purge that stopped: ``done`` and ``left`` (paths), and ``why`` (the error that stopped it)."""


class Replaced(StoreError):
    """A file of the book was changed behind the program's back; nothing was overwritten."""


class _Kept(FieldbookError):
    """Something keeps something from being done: ``what`` (a code), ``path`` and what belongs to it."""

    def __init__(self, what: str, path: object = "", **data: Any) -> None:
        self.what, self.path = what, str(path)
        super().__init__(what=what, path=self.path, **data)


class Locked(_Kept):
    """A locked book, or its passphrase, is in the way."""


class WrongPassphrase(Locked):
    """The passphrase, or the recovery key, is another one."""

    def __init__(self, what: str = "wrong_passphrase", path: object = "", **data: Any) -> None:
        super().__init__(what, path, **data)


class BranchError(_Kept):
    """The branch, an invitation or a bundle is in the way."""


class ProgramError(_Kept):
    """The program cannot be set up or replaced."""


class _OfAFile(_Kept):
    """The same of a file, which is always told."""

    def __init__(self, path: object, what: str, **data: Any) -> None:
        super().__init__(what, path, **data)


class IntakeError(_OfAFile):
    """A file cannot be taken in."""


class PaperError(_OfAFile):
    """A paper cannot be written."""
