"""What a file of another's making may hold in place of the method's records stops no screen and no paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import FieldbookError
from fieldbook.opening import open_book
from tests.cli.conftest import Run, fieldbook, home, path
from tests.store.test_impossible import forge
from tests.ui.hands import sitting

__all__ = ["fieldbook", "home", "path"]

MISFITS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("groups", {"duties": "生产"}),
    ("groups", {"duties": [{"who": "王大山"}]}),
    ("groups", {"duties": [{"area": 3}]}),
    ("groups", {"post_changes": [{"on": "9999-01-01", "post": "生产"}]}),
    ("plans", {"from_on": "1066-10-14"}),
    ("plans", {"from_on": None}),
    ("plans", {"made_with": ["王大山"]}),
    ("on_site_meetings", {"held_on": "9999-12-31"}),
    ("on_site_meetings", {"came": "1组"}),
    ("on_site_meetings", {"groups": [7]}),
    ("links", {"from_on": "0001-01-01"}),
    ("links", {"committee": 3}),
    ("commendations", {"whom": "3组"}),
    ("commendations", {"on": "不知哪天"}),
    ("trainings", {"batch": 1}),
    ("trainings", {"unit": "红旗公社"}),
    ("experiences", {"told_by": "吴梅"}),
    ("experiences", {"meetings": [{"who": "吴梅"}]}),
    ("visits", {"alongside": "边劳动"}),
    ("tasks", {"ended_on": "2999-01-01"}),
)
"""(table, fields) that are no record: of another type, or with a day no calendar reaches."""
ODD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("plans", {"group": "nowhere"}),
    ("plans", {"to_on": "1900-01-01"}),
    ("plans", {"group": "", "work": ""}),
    ("on_site_meetings", {"came": ["nowhere", ""], "held_on": "1900-01-01"}),
    ("on_site_meetings", {"experience": "nowhere", "group": "nowhere"}),
    ("links", {"kind": "key_point", "member": "nowhere", "committee": ""}),
    ("links", {"kind": "blue"}),
    ("links", {"group": "nowhere"}),
    ("commendations", {"kind": "golden_flag"}),
    ("commendations", {"whom": {"name": "", "id": "nowhere", "role": "group"}}),
    ("trainings", {"kind": "ball", "groups": ["nowhere"], "unit": [""]}),
    ("experiences", {"visit": "nowhere", "told_by": {"name": ""}}),
    ("visits", {"alongside": [""], "tasks": ["nowhere"]}),
    ("tasks", {"groups": ["nowhere"], "ended_on": "1900-01-01"}),
)
"""(table, fields) that read, and that no fieldbook writes: codes, references and days that lead nowhere."""

BLANK: tuple[str, dict[str, Any]] = ("groups", {"duties": [{"area": ""}, {"area": "生产"}]})
"""A duty of no area: nothing leads anywhere from it, so nothing is told of it."""


@pytest.fixture
def book(path: Path) -> Path:
    """A book with one of each of the method's records."""
    with open_book(path, backups=None) as found:
        group = found.groups.found(Draft(name="1组", duties=[{"area": "生产", "who": "王大山"}])).id
        member = found.members.write(Draft(name="吴梅")).id
        found.tasks.write(Draft(title="秋种", groups=[group]))
        found.visits.note(Draft(group=group, alongside=["边劳动"], learned="先浇一遍再下种"))
        found.plans.write(Draft(group=group, work="清渠"))
        found.links.write(Draft(group=group, kind="lagging", member=member))
        found.on_site_meetings.write(Draft(topic="看评工", groups=[group]))
        found.trainings.write(Draft(topic="评工", kind="class", batch="1", groups=[group]))
        found.experiences.write(Draft(title="先听完再记", told_by="吴梅"))
        found.commendations.write(Draft(whom="1组", kind="red_flag"))
    path.with_name("book.json-log").unlink()
    return path


@pytest.mark.parametrize(("table", "fields"), [*MISFITS, *ODD])
def test_what_no_fieldbook_writes_is_told(
    table: str, fields: dict[str, Any], book: Path, fieldbook: Run, tmp_path: Path
) -> None:
    """``verify`` says so with 1; lists, paper and undo go on; a misfit is set aside whole by repair."""
    forge(book, table, **fields)
    assert fieldbook("verify", "--book", book).code == 1
    for words in (("list", table), ("list", "groups"), ("export", "-o", tmp_path / "p.md")):
        assert fieldbook(*words, "--book", book).code == 0, words
    with open_book(book, backups=None) as found:
        for _act in found.acts:
            try:
                found.undo()
            except FieldbookError:
                break
    fieldbook("verify", "--repair", "--book", book)
    assert "cannot be read" not in fieldbook("verify", "--book", book).err


def forge_all(book: Path) -> None:
    """Put each of them beside the sound ones."""
    data = json.loads(book.read_text("utf-8"))
    for number, (table, fields) in enumerate((*MISFITS, *ODD, BLANK)):
        document = next(iter(data[table].values()))
        data[table][str(100 + number)] = {**document, "id": f"odd-{number}", "seq": 9, **fields}
    book.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


async def test_what_no_fieldbook_writes_is_drawn(book: Path) -> None:
    """The groups' screen, each story on it, the lists of names, the tasks and the paper stand with all of it."""
    forge_all(book)
    async with sitting(book) as user:
        for _twice in range(2):
            await user.press(
                "5", "down", "tab", "end", "tab", "6", "7", "b", "escape", "p", "escape"
            )
        await user.press("5", "M", "escape", "N")
        for _list in range(len(LISTS)):
            await user.press("enter", "escape", "down")
        await user.press("escape", "1")
        assert user.where() == "today"
