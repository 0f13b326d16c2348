"""Giving a book another form: plain to locked, locked to plain, or locked with another key.

The order of the steps is what makes a crash harmless at any of them:

1. all files of the new form are written beside the old ones, under names that end in ``-next``, then
   the mark, which names the first line of the log that is to be; the folder is flushed;
2. the new log takes the old one's name, in one rename, and the folder is flushed. Before this the
   book is what it was; after it, it is what was written;
3. what ends in ``-next`` gets its name, the JSON file of the other form goes, and the folder is
   flushed;
4. the mark goes.

A book that was left in the middle is taken to one end or the other by
:func:`fieldbook.store.settling.settle`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from fieldbook.store.disk import folder_of
from fieldbook.store.faults import refused
from fieldbook.store.form import MARK, NEXT, mark_of
from fieldbook.store.log import FORMAT, new_text, write_new
from fieldbook.store.plain import Codec
from fieldbook.store.settling import finish
from fieldbook.store.storage import JournalStorage
from fieldbook.store.tables import Entry, Pace, pieces


def change_over(
    storage: JournalStorage, codec: Codec, more: Mapping[str, bytes] = MappingProxyType({})
) -> str:
    """Write the open book in the form of another codec; afterwards it has to be opened anew.

    The writer lock is kept, and the book is closed to writes.

    Args:
        storage: the open book.
        codec: the form it is to have.
        more: files beside it (ending and bytes) that come and go with the new form.

    Returns:
        The new JSON file's digest.

    Raises:
        WriteFailed: the disk refused. The book is what it was or, where the last steps were
            refused, what it was to be; the next opening goes on there.
    """
    disk, path = storage.disk, storage.path
    try:
        digest = _write_all(storage, codec, {**codec.companions, **more})
        disk.sync_folder(folder_of(path))
        storage.let_go_of_log()
        disk.rename(path + "-log-new", path + "-log")
        disk.sync_folder(folder_of(path))
        finish(disk, path, locked=bool(codec.ending))
    except OSError as error:
        raise refused(path, error) from error
    return digest


def _write_all(storage: JournalStorage, codec: Codec, companions: Mapping[str, bytes]) -> str:
    disk, path = storage.disk, storage.path
    for ending, data in companions.items():
        write_new(disk, path + ending + NEXT, data)
    digest = hashlib.sha256()
    file = disk.create(path + codec.ending + NEXT)
    try:
        for piece in codec.encode_file(pieces(storage.tables.snapshot(), Pace(512))):
            digest.update(piece)
            file.append(piece)
        file.sync()
    finally:
        file.close()
    before = storage.lines if codec.ending else 0
    high = storage.tables.all_highest()
    log, _last = new_text(
        codec, Entry(log=FORMAT, base=digest.hexdigest(), high=high, before=before)
    )
    write_new(disk, path + "-log-new", log)
    write_new(disk, path + MARK, mark_of(log))
    return digest.hexdigest()
