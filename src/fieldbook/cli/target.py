"""Where a file goes that a command writes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fieldbook.cli.call import Call
from fieldbook.files import free_name, from_home
from fieldbook.store.own_files import require_free

STANDARD_OUTPUT: Final = "-"


def target(call: Call, usual: str) -> Path:
    """Where the paper goes: as said, else beside the papers that are there already."""
    if not call.args.output:
        return free_name(Path(usual))
    path = from_home(call.args.output)
    if path.is_symlink():
        path = path.resolve()  # the link stays; what it leads to is written
    require_free(path, call.book_path, replace=True)  # nobody is asked about what is refused anyway
    require_free(path, call.book_path, replace=call.agrees_to_replace(path))
    return path


def write(call: Call, data: bytes, usual: str, told: str, **words: object) -> int:
    """Write a paper and say where it is; to standard output where that was asked, without a word."""
    from fieldbook.papers import write_file

    if call.args.output == STANDARD_OUTPUT:
        call.console.say_bytes(data)
        return 0
    path = target(call, usual)
    write_file(path, data)
    call.console.say(told.format(path=path, **words))
    return 0
