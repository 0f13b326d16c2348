"""``import --headings``: the headings that are known, from the tables by which files are read."""

from __future__ import annotations

import re

from fieldbook.domain.codes import HOLDS
from fieldbook.intake.headings import ALIASES, TABLES, plain
from tests.cli.conftest import Run


def test_the_command_shows_the_headings_of_the_tables(fieldbook: Run) -> None:
    """Each in its language, under the field it is read as, the usual ones first."""
    for lang, chinese in (("zh", True), ("en", False)):
        said = fieldbook("import", "--headings", "--lang", lang)
        assert said.code == 0
        shown = re.findall(r"^  .+?[(（]([a-z_]+)[)）][:：] ?(.+)$", said.out, re.MULTILINE)
        fields = [
            field
            for kind in HOLDS
            for field, words in TABLES[kind].items()
            if any(word.isascii() != chinese for word in words.split())
        ]
        assert [field for field, _ in shown] == fields
        known = {alias for kind in HOLDS for aliases in ALIASES[kind].values() for alias in aliases}
        for _field, words in shown:
            assert {plain(word) for word in re.split(r"、|, ", words)} <= known
