"""Between record and document: nothing is lost, at any depth, and nothing leaks."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import typing
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldbook.domain.parts import Version
from fieldbook.domain.records import (
    EARLIEST,
    LATEST,
    RECORD_TYPES,
    Frozen,
    Record,
    Stamps,
    Visit,
)
from fieldbook.store.codec import MOST, Unreadable, decode, decode_rows, encode

DRAWS = int(os.environ.get("FIELDBOOK_DRAWS", "16"))
"""Records of each kind; what was ever wrong showed in the first few. A long run: FIELDBOOK_DRAWS=400."""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
MOMENTS = st.datetimes(
    dt.datetime(1950, 1, 1),  # noqa: DTZ001 -- the zone is drawn beside it
    dt.datetime(2150, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([dt.timezone(dt.timedelta(hours=hours)) for hours in (-5, 0, 8)]),
)
STAMP = st.builds(  # as a pattern each of its signs would be drawn alone
    "{:012x}-{:04x}-{:08x}".format,
    st.integers(0, 16**12 - 1),
    st.integers(0, 16**4 - 1),
    st.integers(0, 16**8 - 1),
)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if hint == Stamps:
        stamps = st.dictionaries(st.sampled_from(["*", "title", "head"]), STAMP)
        return stamps.map(lambda found: tuple(sorted(found.items())))
    if options := [each for each in typing.get_args(hint) if each is not type(None)]:
        if typing.get_origin(hint) is tuple and ... not in options:
            return st.tuples(*map(values_of, options))
        if typing.get_origin(hint) is tuple:
            return st.lists(values_of(options[0]), max_size=2).map(tuple)
        inner = st.one_of(*(values_of(each) for each in options))
        return st.none() | inner
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return structs(hint)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(0, MOST),
        bool: st.booleans(),
        dt.date: st.dates(EARLIEST, LATEST),
        dt.datetime: MOMENTS,
    }
    return simple[hint]


@functools.cache  # made anew for each example, they took longer than all the rest
def structs(struct: type[Any]) -> st.SearchStrategy[Any]:
    """Any record (or part of one), with every field set."""
    if struct is Version:
        said = st.dictionaries(TEXT, TEXT, max_size=2).map(json.dumps)
        return st.builds(Version, slot=TEXT, stamp=STAMP, origin=TEXT, said=said)
    hints = typing.get_type_hints(struct)
    fields = {
        each.name: values_of(hints[each.name])
        for each in msgspec.structs.fields(struct)
        if each.name != "beyond"
    }
    return st.fixed_dictionaries(fields).map(lambda found: struct(**found))


def sown(value: Any, drawn: st.DataObject) -> Any:
    """The document with unknown fields put in wherever a newer program might have put some."""
    if isinstance(value, dict):
        more = {f"new_{name}": each for name, each in drawn.draw(UNKNOWN).items()}
        return {**{k: sown(v, drawn) if k != "stamps" else v for k, v in value.items()}, **more}
    if isinstance(value, list):
        return [sown(each, drawn) for each in value]
    return value


UNKNOWN = st.dictionaries(st.sampled_from(["a", "b", "beyond", "字段"]), JSON, max_size=2)


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.kind)
@settings(max_examples=DRAWS)
@given(drawn=st.data())
def test_every_record_comes_back_as_it_was(record_type: type[Record], drawn: st.DataObject) -> None:
    """Any record of any kind, through real JSON text, is the same record."""
    record = drawn.draw(structs(record_type))
    document = json.loads(json.dumps(encode(record), ensure_ascii=False))
    assert decode(record_type, document) == record


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.kind)
@settings(max_examples=DRAWS)
@given(drawn=st.data())
def test_what_a_newer_program_wrote_survives(
    record_type: type[Record], drawn: st.DataObject
) -> None:
    """Unknown fields, in the record and in every part of it, are written back as they were."""
    document = sown(json.loads(json.dumps(encode(drawn.draw(structs(record_type))))), drawn)
    assert encode(decode(record_type, document)) == document


def told_alone(
    record_type: type[Record], document: dict[str, Any]
) -> tuple[Record | None, str | None]:
    """What reading one document says: the record, or the place that is wrong."""
    try:
        return decode(record_type, document), None
    except Unreadable as wrong:
        return None, wrong.where


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [5, "", "0001-01-01", "2026-11-21", {}, [], None, True, "9000-01-01T00:00:00+00:00", MOST + 1]
)


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda each: each.kind)
@settings(max_examples=DRAWS // 2)
@given(drawn=st.data())
def test_rows_read_at_once_are_read_as_each_alone(
    record_type: type[Record], drawn: st.DataObject
) -> None:
    """As text or as documents, right, odd, or with unknown fields: rows say what each says alone."""
    names = ["beyond", *(each.encode_name for each in msgspec.structs.fields(record_type)[1:])]
    documents: list[dict[str, Any]] = []
    for _row in range(drawn.draw(st.integers(1, 3))):
        document = json.loads(json.dumps(encode(drawn.draw(structs(record_type)))))
        document |= drawn.draw(st.dictionaries(st.sampled_from(names), ODD, max_size=1))
        documents.append(sown(document, drawn) if drawn.draw(st.booleans()) else document)
    told = dict(enumerate(told_alone(record_type, each) for each in documents))
    expected = (
        {number: record for number, (record, _where) in told.items() if record is not None},
        {number: where for number, (_record, where) in told.items() if where is not None},
    )
    texts = {n: msgspec.Raw(json.dumps(each).encode()) for n, each in enumerate(documents)}
    assert decode_rows(record_type, dict(enumerate(documents))) == expected
    assert decode_rows(record_type, texts) == expected


def test_a_row_that_is_no_document_is_none_among_others() -> None:
    """A number, or text that is no JSON, where a document should stand is named; the others are read."""
    rows = {
        1: msgspec.Raw(b"5"),
        2: msgspec.Raw(json.dumps(PLAIN).encode()),
        3: msgspec.Raw(b'"\xff'),
    }
    records, misfits = decode_rows(Visit, rows)
    assert records == {2: decode(Visit, PLAIN)}
    assert misfits == {1: "$", 3: "$"}


def test_a_field_of_the_name_that_carries_the_unknown_survives() -> None:
    """A foreign field that is itself called ``beyond`` is a field like any other."""
    document = {**PLAIN, "beyond": {"x": [1, 2]}, "met": [{"name": "甲", "beyond": "y"}]}
    assert encode(decode(Visit, document)) == document


def test_an_edit_keeps_what_it_does_not_know() -> None:
    """Changing a known field leaves the unknown ones in their places."""
    document = {**PLAIN, "weather": "雨", "met": [{"name": "甲", "age": 40}]}
    edited = msgspec.structs.replace(decode(Visit, document), note="去了")
    assert encode(edited) == {**document, "note": "去了"}


def test_stamps_are_in_the_order_of_their_fields() -> None:
    """However another program wrote them down, the record is the same one, and is written the same."""
    stamps = {"*": ASIDE["stamp"], "note": ASIDE["stamp"], "visited_on": ASIDE["stamp"]}
    expected = decode(Visit, {**PLAIN, "stamps": stamps})
    turned = {**PLAIN, "stamps": dict(reversed(stamps.items()))}
    assert decode(Visit, turned) == expected
    assert decode_rows(Visit, {1: turned}) == ({1: expected}, {})
    assert list(encode(expected)["stamps"]) == list(stamps)


def test_great_numbers_survive() -> None:
    """A number greater than 64 bits is not rounded."""
    document = {**PLAIN, "counter": 10**30, "fraction": 0.1}
    assert encode(decode(Visit, document)) == document


SECRET = "陈桂生说的话"
ASIDE = {"slot": "note", "stamp": "019f00000000-0000-0000beef", "origin": "v1", "said": "{}"}
PLAIN: dict[str, Any] = {
    "id": "v1", "seq": 1, "created_at": "2026-11-21T08:00:00+08:00", "visited_on": "2026-11-21",
    "household": "h1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"visited_on": SECRET}, "$.visited_on"),
        ({"seq": SECRET}, "$.seq"),
        ({"note": [SECRET]}, "$.note"),
        ({"met": [{"name": "甲"}, {"name": {SECRET: SECRET}}]}, "$.met[1].name"),
        ({"met": [SECRET]}, "$.met[0]"),
        ({"met": SECRET}, "$.met"),
        ({"stamps": [SECRET]}, "$"),
        ({"stamps": {SECRET: 1, "b": SECRET}}, "$.stamps"),
        ({"source": SECRET}, "$.source"),
        ({"visited_on": f"{SECRET} - at `${SECRET}`"}, "$.visited_on"),
        ({"visited_on": None}, "$.visited_on"),
        ({"unknown": "\ud800"}, "$"),
        ({"note": "\ud800"}, None),
    ],
)
def test_a_document_that_is_no_record_is_named_by_its_place(
    broken: dict[str, Any], where: str | None
) -> None:
    """The error tells where, and never a word of what stands there."""
    if where is None:
        assert decode(Visit, {**PLAIN, **broken})
        return
    with pytest.raises(Unreadable) as caught:
        decode(Visit, {**PLAIN, **broken})
    assert caught.value.where.startswith(where)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("broken", [{"said": SECRET}, {"said": "[1]"}, {"stamp": SECRET}])
def test_a_wording_beside_that_says_nothing_is_named_by_its_place(broken: dict[str, str]) -> None:
    """What joining and settling could not read is refused where the record is read."""
    assert decode(Visit, {**PLAIN, "merged": {"beside": [ASIDE]}})
    with pytest.raises(Unreadable) as caught:
        decode(Visit, {**PLAIN, "merged": {"beside": [{**ASIDE, **broken}]}})
    assert caught.value.where == "$.merged.beside"


def test_a_missing_field_is_unreadable() -> None:
    """A record without its id is left untouched, not made up."""
    with pytest.raises(Unreadable):
        decode(Visit, {"seq": 1})


def test_documents_hold_plain_values_and_leave_defaults_out() -> None:
    """A person can read the file: no nulls, no empty fields, dates as ISO text."""
    visit = decode(Visit, PLAIN)
    assert encode(visit) == PLAIN
