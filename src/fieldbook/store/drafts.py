"""Drafts: what stands in a form that was not saved yet, one small file per form and target.

They lie beside the book, outside undo and papers. A draft is written whole or not at all; one that
cannot be read is passed over and kept. Nothing discarded is gone: it can be brought back.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from fieldbook.files import part_of, private_folder, sync_folder, write_whole
from fieldbook.patterns import pattern
from fieldbook.store.inbox import beside
from fieldbook.store.plain import Notes, PlainCodec

DISCARDED_KEPT: Final = 100
"""How many discarded drafts can be brought back."""
_ENDING: Final = ".json"
_PLAIN: Final = PlainCodec()
_NUMBER: Final = pattern(r"-(\d+)\.json$")


class KeptDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it was kept."""

    form: str
    """The form's word, such as ``visit``."""
    target: str
    """What the form was opened on: a record's id, or an empty text for a new one."""
    fields: dict[str, Any]
    at: dt.datetime
    """When it was kept."""


class Drafts:
    """The drafts of one book."""

    def __init__(self, book_path: Path, notes: Notes = _PLAIN) -> None:
        self.book_path, self._notes = book_path, notes
        self.folder = beside(book_path, "drafts")
        self.discarded = self.folder / "discarded"

    def keep(self, form: str, target: str, fields: Mapping[str, Any]) -> None:
        """Keep what stands in a form; when this returns, the disk has it.

        Raises:
            OSError: when the disk refuses; the draft kept before is untouched.
        """
        now = dt.datetime.now().astimezone()
        draft = KeptDraft(form=form, target=target, fields=dict(fields), at=now)
        path = self._path(form, target)
        private_folder(self.folder)
        if path.exists() and self._read(path) is None:
            path.replace(self._free_name(self.folder, path.stem + "-torn"))
        write_whole(path, self._notes.encode_note(msgspec.json.encode(draft)))

    def find(self, form: str, target: str) -> KeptDraft | None:
        """The draft of a form on a target, if one is kept."""
        return self._read(self._path(form, target))

    def all(self) -> tuple[KeptDraft, ...]:
        """Every draft that can be read, the latest first."""
        found = [each for each in map(self._read, self._files(self.folder)) if each is not None]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def done(self, form: str, target: str) -> None:
        """The form was saved: its draft is in the book now and not needed here."""
        path = self._path(form, target)
        for each in (path, part_of(path)):
            with contextlib.suppress(FileNotFoundError):
                each.unlink()

    def discard(self, form: str, target: str) -> None:
        """Put a draft away; :meth:`bring_back` undoes that."""
        path = self._path(form, target)
        if path.exists():
            self._put_away(path)

    def bring_back(self, form: str, target: str) -> KeptDraft | None:
        """Bring the draft discarded last from this form back, if there is one.

        What was typed there since takes its place among the discarded: it is brought back next.
        """
        stem = self._path(form, target).stem
        found = [each for each in self._files(self.discarded) if each.stem.startswith(stem + "-")]
        if not found:
            return None
        latest, path = max(found, key=_number), self._path(form, target)
        aside = self._put_away(path, room_for=1) if path.exists() else None
        try:
            latest.replace(path)
            self._sync()
        except OSError:
            if aside is not None:
                aside.replace(path)
            raise
        return self.find(form, target)

    def files(self) -> Iterator[Path]:
        """Every file of every draft, torn and discarded ones included."""
        yield from self._files(self.folder)
        yield from self._files(self.discarded)

    def _read(self, path: Path) -> KeptDraft | None:
        return read_draft_file(path, self._notes)

    def _path(self, form: str, target: str) -> Path:
        """A name that any form and target may have on any disk."""
        digest = hashlib.sha256(f"{form}\x1f{target}".encode("utf-8", "surrogatepass"))
        word = re.sub(r"[^a-z0-9]+", "_", form.casefold())[:20]
        return self.folder / f"{word}-{digest.hexdigest()[:16]}{_ENDING}"

    def _sync(self) -> None:
        """Have the names of both folders on the disk: a draft moved is in one of them, always."""
        for folder in (self.discarded, self.folder):
            sync_folder(str(folder))

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        with contextlib.suppress(OSError):
            return sorted(each for each in folder.iterdir() if each.suffix == _ENDING)
        return []

    def _free_name(self, folder: Path, stem: str) -> Path:
        """A name no other has: later ones have greater numbers."""
        numbers = [_number(each) for each in self._files(folder)]
        return folder / f"{stem}-{max(numbers, default=0) + 1}{_ENDING}"

    def _put_away(self, path: Path, *, room_for: int = 0) -> Path:
        """Put a draft among the discarded, of which the oldest make room for it."""
        private_folder(self.discarded)
        put = path.replace(self._free_name(self.discarded, path.stem))
        self._sync()
        for each in sorted(self._files(self.discarded), key=_number)[: -DISCARDED_KEPT - room_for]:
            each.unlink(missing_ok=True)
        return put


def read_draft_file(path: Path, notes: Notes = _PLAIN) -> KeptDraft | None:
    """What a draft's file holds; ``None`` where it is torn or no draft."""
    try:
        return msgspec.json.decode(notes.decode_note(path.read_bytes()), type=KeptDraft)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def _number(path: Path) -> int:
    found = _NUMBER.search(path.name)
    return int(found[1]) if found else 0
