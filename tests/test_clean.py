"""What leaves for a terminal commands nothing."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.clean import clean, escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("南坡\x1b[31m水渠\x1b[0m", "南坡水渠"),
        ("ok\x1b]0;title\x07.csv", "ok.csv"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b5mb", "ab"),
        ("a\x9d0;t\x9cb", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("bell\x07 back\x08 del\x7f", "bell back del"),
        ("one\r\ntwo\rthree", "one\ntwothree"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\u2066left\u2069\u200f\u061c", "left"),
        ("a\x1b(Bb", "ab"),
        ("cut short \x1b[3", "cut short "),
        ("cut short \x1b", "cut short "),
        ("lone \ud800", "lone "),
        ("a\tb\nc", "a\tb\nc"),
        ("陈桂生 · “3组” — é 👪", "陈桂生 · “3组” — é 👪"),
    ],
)
def test_only_words_are_left(text: str, shown: str) -> None:
    """Escapes go with what belongs to them; words, tabs and line ends of every language stay."""
    assert clean(text) == shown


@given(st.text())
def test_nothing_that_commands_is_left(text: str) -> None:
    """Whatever is put in, no control, escape or turn of direction comes out; again changes nothing."""
    shown = clean(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert clean(shown) == shown


@given(st.text())
def test_json_reads_back_as_it_was_written(text: str) -> None:
    """What is escaped in JSON means the same to the program that reads it, and commands no terminal."""
    found = escaped(json.dumps({"title": text}, ensure_ascii=False))
    assert json.loads(found) == {"title": text}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", found)
