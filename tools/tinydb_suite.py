"""Run TinyDB's own tests with the journal's three classes in the place of TinyDB's.

Fetches TinyDB's source archive (``pip download``), unpacks it into a folder that is removed again,
and runs its tests three times: as they are, with a checkpoint after every write, and on a locked book.
A test that cannot apply is named below with its reason; a name that no longer fits any test is an error too.

    python tools/tinydb_suite.py [--archive FILE]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.9.0"

REPR = "expects TinyDB's class names in a repr"
FOLDER = "expects nothing but the JSON file in the folder; the log stays, to notice a changed file"
OPEN = "reads the JSON file while the book is open; run with a checkpoint after every write instead"
PLAIN = "asks for the size of the JSON file under its plain name"
TWICE = "opens one file twice at a time; run without the writer lock instead"

ALWAYS = {
    "tests/test_tables.py::test_table_repr[memory]": REPR,
    "tests/test_tables.py::test_table_repr[json]": REPR,
    "tests/test_tinydb.py::test_repr": REPR,
    "tests/test_storages.py::test_create_dirs": FOLDER,
}
FIRST = {
    "tests/test_storages.py::test_json_kwargs": OPEN,
    "tests/test_storages.py::test_encoding": TWICE,
}

LOCKED = {
    "tests/test_middlewares.py::test_caching_json_write": PLAIN,
}

PLUGIN = '''
import tinydb, tinydb.database, tinydb.storages, tinydb.table
from fieldbook.store import journal
from fieldbook.store.keys import Key, Recipients, new_secret, public_half
from fieldbook.store.sealed import SealedCodec

def locked():
    """The codec of a locked book with a fresh key."""
    identity = new_secret()
    to = Recipients.of(public_half(identity), public_half(new_secret()))
    return SealedCodec(Key(identity, to.text, b""))

class JournalStorage(journal.JournalStorage):
    """As it is, or with a checkpoint after every write and without the lock."""
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**SETTINGS, **kwargs})

class JournalDB(journal.JournalDB):
    default_storage_class = JournalStorage

SETTINGS = %(settings)s
tinydb.TinyDB = tinydb.database.TinyDB = JournalDB
tinydb.JSONStorage = tinydb.storages.JSONStorage = JournalStorage
tinydb.table.Table = journal.JournalTable
'''


def fetched(folder: Path) -> Path:
    """TinyDB's source archive, fresh from the package index."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", ":all:", "--dest", str(folder), f"tinydb=={VERSION}"]
    subprocess.run(command, check=True)
    return next(folder.glob("tinydb-*.tar.gz"))


def unpacked(archive: Path, folder: Path) -> Path:
    """The tests alone; the TinyDB they run on is the installed one."""
    with tarfile.open(archive) as tar:
        # Python 3.11 before its fourth mending cannot filter; the archive is TinyDB's own.
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(folder)
    root = folder / f"tinydb-{VERSION}"
    (root / "tinydb").rename(root / "not-this-one")
    (root / "pyproject.toml").unlink()
    return root


def run(root: Path, title: str, settings: str, excluded: dict[str, str]) -> bool:
    """One run of the whole suite; says what was left out and why."""
    (root / "journal_plugin.py").write_text(PLUGIN % {"settings": settings}, encoding="utf-8")
    print(f"\n== {title}", flush=True)
    known = subprocess.run(
        [*_pytest(), "--collect-only", "-q"], cwd=root, capture_output=True, text=True, check=False
    ).stdout.split()
    command = [*_pytest(), "-q"]
    for name, reason in excluded.items():
        print(f"   left out: {name}: {reason}", flush=True)
        if name not in known:
            print("   … which TinyDB does not have")
            return False
        command.append(f"--deselect={name}")
    return subprocess.run(command, cwd=root, check=False).returncode == 0


def _pytest() -> list[str]:
    plugins = ["-p", "journal_plugin", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    return [sys.executable, "-m", "pytest", "-c", "/dev/null", "--rootdir=.", *plugins, "tests"]


def main() -> int:
    """All runs; 0 where every test that can apply passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--archive", type=Path, help="TinyDB's source archive, if it is here already"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = unpacked(wanted.archive or fetched(folder), folder)
        each_write = "{'checkpoint_bytes': 0, 'lock': False}"
        passed = [
            run(root, "as it is", "{}", ALWAYS | FIRST),
            run(root, "a checkpoint after every write, no lock", each_write, ALWAYS),
            run(root, "a locked book", "{'codec': locked()}", ALWAYS | FIRST | LOCKED),
        ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
