"""A book on a share or in a synchronised folder: the user is warned."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.opening import open_book
from fieldbook.sentences import notice
from fieldbook.store.surroundings import risk_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/share nfs4 rw 0 0
//pc/notes /mnt/our\\040notes cifs rw 0 0
/dev/sdb1 /home/share/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "risk"),
    [
        ("/home/share/books/book.json", "network_place"),
        ("/mnt/our notes/book.json", "network_place"),
        ("/home/share/stick/book.json", ""),
        ("/home/li/book.json", ""),
        ("/home/sharing/book.json", ""),
        ("/home/li/OneDrive - Branch/book.json", "synced_place"),
        ("/home/li/坚果云/notes/book.json", "synced_place"),
        ("/home/li/Dropbox/book.json", "synced_place"),
    ],
)
def test_the_place_is_judged_by_its_mount_and_its_folders(place: str, risk: str) -> None:
    """The innermost mount decides, and a synchronising program's folder anywhere above."""
    assert risk_of(Path(place), mounts=MOUNTS) == risk


def test_a_folder_marked_by_a_synchronising_program_is_known(tmp_path: Path) -> None:
    """What such a program leaves behind gives its folder away, whatever its name."""
    (tmp_path / ".stfolder").mkdir()
    assert risk_of(tmp_path / "deep" / "book.json", mounts="") == "synced_place"


def test_the_opening_says_so_in_one_sentence(tmp_path: Path) -> None:
    """Who opens such a book is told where it lies and what to do; it opens all the same."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with open_book(folder / "book.json", device="0" * 8) as book:
        assert [each.code for each in book.notices] == ["synced_place"]
        assert str(folder) in notice(book.notices[0])
