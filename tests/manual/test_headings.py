"""The headings that the manual names are known by the tables by which files are read."""

from __future__ import annotations

import re

import pytest
from tools.manual import ROOT

from fieldbook.domain.codes import HOLDS
from fieldbook.intake.headings import KNOWN, meant

ROWS = {
    "zh": ("花名册", "问题台账", "民情日记", "小组表"),
    "en": (
        "a roster of households", "a ledger of issues", "a diary of visits", "a list of work groups",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manual_names_headings_that_are_known(language: str) -> None:
    """Each is a heading of its kind of sheet."""
    text = (ROOT / "manual" / language / "10-files.md").read_text(encoding="utf-8")
    for kind, name in zip(HOLDS, ROWS[language], strict=True):
        (said,) = re.findall(rf"^\| {name} \| (.+) \|$", text, re.MULTILINE)
        for heading in re.split(r"、|, ", said):
            assert meant(heading, kind) in KNOWN[kind], (kind, heading)
