"""A mistyped word is answered with the one that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.cli.meant import meant
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("lst", "issues"), "list"),
        (("serach", "canal"), "search"),
        (("list", "isues"), "issues"),
        (("add", "isue", "x"), "issue"),
        (("purge", "houshold", "4"), "household"),
        (("list", "issues", "--stauts", "open"), "--status"),
        (("list", "issues", "--stauts=open"), "--status"),
        (("--bok=x.json", "path"), "--book"),
        (("list", "issues", "--status", "opn"), "open"),
        (("add", "issue", "x", "--kind", "prodction"), "production"),
        (("export", "--format", "dcx"), "docx"),
        (("export", "--audience", "abve"), "above"),
        (("export", "--period", "last weak"), "last week"),
        (("export", "--annex", "figurs"), "figures"),
        (("slip", "0311", "--format", "htm"), "html"),
        (("import", "x.csv", "--as", "isues"), "issues"),
    ],
    ids=" ".join,
)
def test_what_was_meant_is_asked(
    words: tuple[str, ...], near: str, fieldbook: Run, path: Path
) -> None:
    """A wrong command, option, kind or code ends with 2 and asks whether the nearest one was meant."""
    fieldbook("add", "issue", "x", "--book", path)
    book = () if "--bok=x.json" in words else ("--book", path)
    said = fieldbook("--lang", "en", *book, *words)
    assert said.code == 2
    assert f"(did you mean “{near}”?)" in said.err
    assert said.err.count("\n") == 1


def test_chinese_words_are_meant_too(fieldbook: Run, path: Path) -> None:
    """One sign of two is near enough, and the question is asked in Chinese."""
    assert "（是不是“问题”？）" in fieldbook("--lang", "zh", "list", "问提", "--book", path).err


def test_nothing_near_is_not_guessed(fieldbook: Run, path: Path) -> None:
    """A word that is like none of ours is answered without a guess."""
    assert meant("bogus", ("list", "search")) == ""
    assert "did you mean" not in fieldbook("--lang", "en", "bogus", "--book", path).err


def test_the_wrong_option_is_explained_by_its_command(fieldbook: Run, path: Path) -> None:
    """What is wrong with an option of a command sends the reader to that command's help."""
    said = fieldbook("--lang", "en", "list", "issues", "--mien", "--book", path)
    assert said.err.endswith("See: fieldbook list --help\n")


@pytest.mark.parametrize("words", [("add", "issue", "x", "--on"), ("list", "issues", "--since")])
def test_a_date_that_can_be_two_days_is_said_to_be(
    words: tuple[str, ...], fieldbook: Run, path: Path
) -> None:
    """12/05/2019 is refused because nobody knows which day it is, and 31 Feb because it is none."""
    fieldbook("add", "issue", "x", "--book", path)
    for typed, why in (
        ("12/05/2019", "can be 12 May 2019 or 5 Dec 2019; write the one that is meant"),
        ("5/11", "can be 5 Nov or 11 May; write the one that is meant"),
        ("31 Feb", "is no date; write it like 2026-11-08, 8 Nov or yesterday"),
        (
            "五月初五",
            "is a day of the lunar calendar; write that of the common one, like 2026-11-08",
        ),
    ):
        said = fieldbook(*words, typed, "--book", path, "--lang", "en")
        assert said.code == 2
        assert f"“{typed}” {why}" in said.err
    said = fieldbook("list", "issues", "--search", "since:5/11", "--book", path, "--lang", "en")
    assert "“5/11” can be 5 Nov or 11 May; write the one that is meant" in said.err
    said = fieldbook("export", "--period", "5/11", "--book", path, "--lang", "en", "-o", "-")
    assert "“5/11” can be 5 Nov or 11 May; write the one that is meant" in said.err
    assert fieldbook(*words, "5 Nov", "--book", path, "--lang", "en").code == 0
    assert fieldbook(*words, "5/11", "--book", path, "--lang", "zh").code == 0
    said = fieldbook(*words, "12/05/2019", "--book", path, "--lang", "zh")
    assert "“12/05/2019”可能是2019年5月12日或2019年12月5日；请写明是哪一天" in said.err
