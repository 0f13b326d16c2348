"""What an edit keeps of the parts of a record that a form gives anew."""

from __future__ import annotations

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Person, Source, Step
from tests.village import Village

NEWER = '{"later":[1,{"deep":null}]}'
replace = msgspec.structs.replace


def test_people_and_steps_keep_what_a_newer_program_wrote(village: Village) -> None:
    """Who and what is still there after an edit keeps its id and its unknown fields; who is new has none."""
    solution = replace(
        village.solution,
        with_whom=(Person(name="李霞平", id="m9", beyond=NEWER), Person(name="王大山")),
        responsible=Person(name="李霞平", beyond=NEWER),
        steps=tuple(replace(each, beyond=NEWER) for each in village.solution.steps),
    )
    edited = with_known_parts(
        solution,
        replace(
            solution,
            with_whom=(Person(name="孙二娘"), Person(name="李霞平", role="组长")),
            responsible=Person(name="孙二娘"),
            steps=(Step(what="换管", who="李霞平"), Step(what="通水")),
        ),
    )
    assert edited.with_whom == (
        Person(name="孙二娘"),
        Person(name="李霞平", role="组长", id="m9", beyond=NEWER),
    )
    assert edited.responsible == Person(name="孙二娘")
    assert [each.beyond for each in edited.steps] == [NEWER, ""]


def test_an_edit_by_text_goes_through_it(book: Fieldbook) -> None:
    """Editing a record with the people written as text leaves the id of one who is still named."""
    first, _second = (book.members.write(Draft(name="周正")) for _ in range(2))
    named = [{"name": "周正", "id": first.id}]
    issue = book.issues.raise_(Draft(title="漏水"))
    solution = book.solutions.note(Draft(issues=[issue.id], method="修", with_whom=named))
    book.solutions.edit(solution.id, Draft(with_whom="周正、王大山"))
    assert [each.id for each in book.solutions.get(solution.id).with_whom] == [first.id, ""]


def test_a_changed_row_keeps_what_its_source_had_besides(village: Village) -> None:
    """The note of where a record came from is renewed, and its unknown fields stay in it."""
    issue = replace(village.issues[0], source=Source(file="a.xlsx", row=2, beyond=NEWER))
    renewed = replace(issue, source=Source(file="a.xlsx", row=3))
    assert with_known_parts(issue, renewed).source == Source(file="a.xlsx", row=3, beyond=NEWER)
