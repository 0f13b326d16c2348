"""Where the acts on an issue may lead: what the tests hold the rules against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEADS_TO: Final[Mapping[str, frozenset[str]]] = {
    "study": frozenset({"studying"}),
    "solution": frozenset({"acting", "solved"}),
    "solve": frozenset({"solved", "acting", "held"}),
    "hold": frozenset({"held", "solved", "acting"}),
    "relapse": frozenset({"relapsed", "acting", "solved", "held"}),
    "drop": frozenset({"dropped"}),
    "take_up": frozenset({"open", "studying", "acting", "solved", "held", "relapsed"}),
}
"""Act → the statuses it may lead to (more than one where an issue has several solutions)."""
