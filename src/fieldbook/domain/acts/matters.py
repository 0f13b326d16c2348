"""The matters of minutes as they are edited: written out, and known again by what they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fieldbook.domain.acts.decided import is_as_above
from fieldbook.domain.acts.parts import is_same
from fieldbook.domain.parts import Matter

replace = msgspec.structs.replace


def written_out(matters: Iterable[Matter], known: Sequence[Matter]) -> tuple[Matter, ...]:
    """Where it says 同上 the decision before, with who and until when as far as it says neither itself.

    Alone, as an issue's answer, or beneath another issue in a paper, the word would mean something else.
    What the page says so already was carried out in these words, and stays.
    """
    told: list[Matter] = []
    above: Matter | None = None
    for each in matters:
        meant = each
        if above and is_as_above(each):
            who, due_on = each.who or above.who, each.due_on or above.due_on
            meant = replace(each, decided=above.decided, who=who, due_on=due_on)
        stood = any(is_same(old, each) and old.decided == each.decided for old in known)
        told.append(each if stood else meant)
        above = meant if meant.decided else above
    return tuple(told)


def known_again(matter: Matter, known: Sequence[Matter], now: Sequence[Matter]) -> Matter | None:
    """What the matter was before; one whose decision stands as it was elsewhere on the page is that one."""
    alike = [each for each in known if is_same(each, matter)]
    kept = {each.decided for each in now if is_same(each, matter)} - {matter.decided}
    as_it_was = [each for each in alike if each.decided == matter.decided]
    found = as_it_was or [each for each in alike if each.decided not in kept]
    return next(iter(found or _reworded(matter, known, now)), None)


def _reworded(matter: Matter, known: Sequence[Matter], now: Sequence[Matter]) -> list[Matter]:
    """Those about no issue that are not on the page any more and decided the same, or gave it to the same by then."""
    gone = [each for each in known if not (each.issue or any(is_same(each, e) for e in now))]
    if matter.issue or not gone:
        return []
    same = [each for each in gone if each.decided == matter.decided]
    given = (matter.who, matter.due_on)
    return same or [each for each in gone if (each.who, each.due_on) == given != ("", None)]
