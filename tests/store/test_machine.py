"""Random acts on a journal and on TinyDB's memory storage end in the same tables."""

from __future__ import annotations

import contextlib
import copy
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import tinydb
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tinydb import Query, where
from tinydb.storages import MemoryStorage

from fieldbook.store.journal import JournalDB

from .locking import key, locked

TABLES = st.sampled_from(["_default", "问题", "acts"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    LEAVES,
    lambda more: st.lists(more, max_size=3) | st.dictionaries(TEXTS, more, max_size=3),
    max_leaves=6,
)
DOCS = st.fixed_dictionaries({"n": st.integers(0, 4)}, optional={"text": VALUES, "更多": VALUES})
TAILS = st.sampled_from([b"0", b"\0" * 30, b"\xff\xff", b"12345678 1 ", b"00000000 9 9 {}"])


class Machine(RuleBasedStateMachine):
    """Two TinyDBs, one of them ours; whatever is done to both must show alike."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.json"
        self.model = tinydb.TinyDB(storage=MemoryStorage)

    @initialize(small=st.booleans())
    def open(self, small: bool) -> None:
        self.limit = 100 if small else 10**6
        self.db = self.opened()

    def opened(self) -> JournalDB:
        return JournalDB(self.path, checkpoint_bytes=self.limit)

    def read_by_plain_tinydb(self) -> dict[str, dict[int, str]]:
        with tinydb.TinyDB(self.path, encoding="utf-8", access_mode="r") as plain:
            return shown(plain)

    def both(self, name: str) -> tuple[Any, Any]:
        return self.model.table(name), self.db.table(name)

    @rule(name=TABLES, doc=DOCS)
    def insert(self, name: str, doc: dict[str, Any]) -> None:
        model, ours = self.both(name)
        doc_id = ours.insert(copy.deepcopy(doc))
        model.insert(tinydb.table.Document(copy.deepcopy(doc), doc_id))
        assert ours.get(doc_id=doc_id) == doc

    @rule(name=TABLES, n=st.integers(0, 4), doc=DOCS)
    def update(self, name: str, n: int, doc: dict[str, Any]) -> None:
        model, ours = self.both(name)
        wanted = where("n") == n
        changed = ours.update(copy.deepcopy(doc), wanted)
        assert sorted(changed) == sorted(model.update(copy.deepcopy(doc), wanted))

    @rule(name=TABLES, n=st.integers(0, 4))
    def update_with_a_function(self, name: str, n: int) -> None:
        def change(doc: Any) -> None:
            doc["n"] = (doc["n"] + 1) % 5
            doc.setdefault("list", []).append(n)

        model, ours = self.both(name)
        updates = [(change, where("n") == n), ({"m": n}, where("n") == 2)]
        assert sorted(ours.update_multiple(updates)) == sorted(model.update_multiple(updates))

    @rule(name=TABLES, n=st.integers(0, 4))
    def remove(self, name: str, n: int) -> None:
        model, ours = self.both(name)
        assert sorted(ours.remove(where("n") == n)) == sorted(model.remove(where("n") == n))

    @rule(name=TABLES)
    def truncate(self, name: str) -> None:
        for table in self.both(name):
            table.truncate()

    @rule(name=TABLES)
    def drop(self, name: str) -> None:
        self.model.drop_table(name)
        self.db.drop_table(name)

    @rule(docs=st.lists(DOCS, max_size=3), name=TABLES, other=TABLES, fails=st.booleans())
    def transaction(self, docs: list[dict[str, Any]], name: str, other: str, fails: bool) -> None:
        ids: list[int] = []
        with contextlib.suppress(ZeroDivisionError), self.db.transaction():
            ids = self.db.table(name).insert_multiple(copy.deepcopy(docs))
            self.db.table(other).update({"m": 1}, where("n") == 1)
            self.db.table(name).remove(where("n") == 0)
            _ = 1 // (not fails)
        if fails:
            return
        model = self.model.table(name)
        pairs = zip(copy.deepcopy(docs), ids, strict=True)
        model.insert_multiple([tinydb.table.Document(doc, doc_id) for doc, doc_id in pairs])
        self.model.table(other).update({"m": 1}, where("n") == 1)
        model.remove(where("n") == 0)

    @rule(
        name=TABLES,
        other=TABLES,
        doc=DOCS,
        ids=st.lists(st.integers(1, 8), unique=True, max_size=3),
    )
    def commit(self, name: str, other: str, doc: dict[str, Any], ids: list[int]) -> None:
        self.db.commit({other: {9: None}} | {name: {each: copy.deepcopy(doc) for each in ids}})
        model = self.model.table(name)
        model.remove(doc_ids=[each for each in ids if model.contains(doc_id=each)])
        model.insert_multiple([tinydb.table.Document(copy.deepcopy(doc), each) for each in ids])
        gone = self.model.table(other)
        gone.remove(doc_ids=[9] if other != name and gone.contains(doc_id=9) else [])

    @rule()
    def spoil_results(self) -> None:
        for doc in self.db.table("_default").search(Query().n.exists()):
            doc["n"] = "spoiled"
            doc.setdefault("text", [])

    @rule(steps=st.integers(0, 6))
    def checkpoint(self, steps: int) -> None:
        running = self.db.checkpoint_steps()
        for _ in range(steps):
            next(running, None)
        running.close()

    @rule()
    def reopen(self) -> None:
        self.db.close()
        assert self.read_by_plain_tinydb() == shown(self.model)
        self.db = self.opened()
        assert self.db.journal.findings == ()

    @rule(tail=TAILS)
    def crash(self, tail: bytes) -> None:
        self.db.journal.abandon()  # as if killed
        with Path(f"{self.path}-log").open("ab") as log:
            log.write(tail)
        self.db = self.opened()
        (finding,) = self.db.journal.findings
        assert Path(finding.aside).read_bytes() == tail

    @invariant()
    def alike(self) -> None:
        if hasattr(self, "db"):
            assert shown(self.db) == shown(self.model)

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()
        shutil.rmtree(self.folder)


class LockedMachine(Machine):
    """The same with a locked book, whose file the age program would give to plain TinyDB."""

    def opened(self) -> JournalDB:
        return JournalDB(self.path, checkpoint_bytes=self.limit, codec=locked())

    def read_by_plain_tinydb(self) -> dict[str, dict[int, str]]:
        assert not self.path.exists()
        decrypted = self.folder / "decrypted.json"
        decrypted.write_bytes(key().decrypt(Path(f"{self.path}.age").read_bytes()))
        with tinydb.TinyDB(decrypted, encoding="utf-8", access_mode="r") as plain:
            return {name: docs for name, docs in shown(plain).items() if name != "seal"}


def shown(db: tinydb.TinyDB) -> dict[str, dict[int, str]]:
    """Every table that has documents; 1 and 1.0 and True are not alike here."""
    tables = {name: {doc.doc_id: plain(doc) for doc in db.table(name)} for name in db.tables()}
    return {name: docs for name, docs in tables.items() if docs}


def plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{','.join(f'{key!r}:{plain(value[key])}' for key in sorted(value))}}}"
    if isinstance(value, list):
        return f"[{','.join(map(plain, value))}]"
    return repr(value)


WALKS = settings(
    max_examples=int(os.environ.get("FIELDBOOK_WALKS", "150")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_no_walk_tells_a_journal_from_tinydbs_memory_storage() -> None:
    """Reopened, crashed, read by plain TinyDB: after any acts it holds what TinyDB's own holds."""
    run_state_machine_as_test(Machine, settings=WALKS)


@pytest.mark.slow
def test_no_walk_tells_a_locked_book_from_tinydbs_memory_storage() -> None:
    """A locked book holds the same after any acts, and decrypted it is a plain TinyDB file."""
    run_state_machine_as_test(LockedMachine, settings=WALKS)
