"""Hostile templates: each is told in one sentence, and nothing of it is followed.

``tools/try_templates.py`` tries these and those that take long, by the command.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tools.try_templates import HOSTILE, changed, linked

from fieldbook.domain.errors import PaperError
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline, Paragraph
from fieldbook.papers.word import filling
from fieldbook.papers.word.layouts import layout_in_use
from fieldbook.papers.word.marks import Refused
from fieldbook.sentences import sentence

PAPER = filling.Paper(
    Outline("Paper", (), (Paragraph("Water."),)), Imprint("", "", dt.date(2026, 11, 21)), ""
)
QUICK = (
    "a macro that calls itself", "classes inside", "globals inside", "attr of classes",
    "format of classes", "itself", "including", "importing", "extending", "an unknown field",
    "a broken mark", "an open loop", "a mark of junk", "deep brackets", "division by nothing",
    "no place for the text", "nothing", "a text", "a cut archive", "an empty archive",
    "an archive of something else", "a password", "a locked archive", "no text", "no list of parts",
    "no links", "links that climb", "no encoding", "torn XML", "entities that unfold",
    "an entity of a file", "an entity from afar", "a type from afar", "a template from afar",
    "a picture from afar", "an object from afar", "a program", "a hidden program",
)  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_it_is_refused_for_a_reason_that_has_a_sentence(name: str, tmp_path: Path) -> None:
    """Whatever is wrong with a template, it is refused by a code, and the code has its one sentence."""
    with pytest.raises(Refused) as refused:
        filling.filled(HOSTILE[name](), PAPER, layout_in_use())
    more = {**refused.value.data, "known": ("title",)}
    words = sentence(PaperError(tmp_path / "own.docx", refused.value.what, **more))
    assert "own.docx" in words
    assert "\n" not in words
    assert "{" not in words or refused.value.what in ("broken_mark", "no_body", "body_not_alone")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a hidden program", "has_program"),
        ("a template from afar", "loads_from_afar"),
        ("a picture from afar", "loads_from_afar"),
        ("a type from afar", "bad_template"),
        ("classes inside", "broken_mark"),
    ],
)
def test_what_is_wrong_is_known_for_what_it_is(name: str, what: str) -> None:
    """A program and what is loaded from elsewhere have sentences of their own."""
    with pytest.raises(Refused) as refused:
        filling.filled(HOSTILE[name](), PAPER, layout_in_use())
    assert refused.value.what == what


@pytest.mark.parametrize(
    "own",
    [
        linked("attachedTemplate", r"\\server\forms\letter.dotx"),
        linked("attachedTemplate", "file:///C:/letter.dotx"),
        linked("hyperlink", "https://example.org/"),
        changed("word/document.xml", b"hello", "见附件 // 3:4".encode()),
    ],
    ids=["the office's server", "this computer", "a link to follow", "words"],
)
def test_what_offices_have_in_their_templates_is_taken(own: bytes) -> None:
    """A layout on the office's own server, and links that are followed on asking, are no harm."""
    assert filling.filled(own, PAPER, layout_in_use()).startswith(b"PK")


def test_the_sets_name_what_there_is() -> None:
    """Every name that is tried here is one of the hostile templates."""
    assert set(QUICK) <= set(HOSTILE)
    assert len(HOSTILE) > 50
