"""Settling 定稿: which of several texts that lie beside each other stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from fieldbook.i18n import N_, _
from fieldbook.ui.act import Act, Context, Refusal
from fieldbook.ui.book_screen import BookScreen

if TYPE_CHECKING:
    from fieldbook.domain.parts import Version
    from fieldbook.reports.beside import Beside
    from fieldbook.ui.widgets.ask import Choice

At = Context[BookScreen]
_LONGEST: Final = 200
"""Characters of a text that are told in the question."""


def _nothing_beside(at: At) -> Refusal:
    from fieldbook.reports.beside import beside_of

    record = at.under.record
    if record is None or not beside_of(record):
        return _("Nothing lies beside this; one text stands here.")
    return ""


def _settle(at: At) -> None:
    """Ask which text stands, of the first slot that has several."""
    from fieldbook.reports.beside import beside_of
    from fieldbook.ui.told.versions import field_of, text_of
    from fieldbook.ui.widgets.ask import Ask, Choice

    record = at.under.record
    assert record is not None
    first = beside_of(record)[0]
    others = [each for each in beside_of(record) if each.slot == first.slot]
    texts = [text_of(first, first.shown), *(text_of(each, each.other) for each in others)]
    wanted: list[Version | None] = [None, *(each.version for each in others)]
    choices = [_choice(number, text) for number, text in enumerate(texts)]
    if (together := _together(first, others)) is not None:
        wanted.append(together)
        label = _("all of them, one below the other")
        choices.append(Choice(str(len(texts)), label, str(len(wanted))))
    choices.append(Choice("", _("Leave it as it is"), "n"))
    lines = [f"{number}  {text[:_LONGEST]}" for number, text in enumerate(texts, 1)]
    title = _("Settle: {what}").format(what=field_of(first))

    def answered(answer: str | None) -> None:
        if answer:
            told = _("Settled: {what}").format(what=field_of(first))
            version, settle = wanted[int(answer)], at.book.exchange.settle
            at.host.attempt(lambda: settle(record.kind, record.id, first.slot, version), told)

    at.screen.app.push_screen(Ask(title, lines, choices), answered)


def _choice(number: int, text: str) -> Choice:
    from fieldbook.ui.widgets.ask import Choice

    label = _("the text shown now") if number == 0 else text.split("\n", 1)[0][:30]
    return Choice(str(number), label, str(number + 1))


def _together(first: Beside, others: Sequence[Beside]) -> Version | None:
    """A version with all texts one below the other, where the slot is one text and nothing else."""
    from fieldbook.domain.saying import fields_of, say

    fields = fields_of(first.version.said)
    if len(fields) != 1 or not all(isinstance(each, str) for each in fields.values()):
        return None
    texts = dict.fromkeys((*first.shown, *(text for each in others for text in each.other)))
    said = say(dict.fromkeys(fields, "\n".join(texts)), {})
    return msgspec.structs.replace(first.version, said=said)


SETTLE: Final[Act[BookScreen]] = Act(
    "settle", "Y,ctrl+f9", N_("settle"),
    N_("Settle which text stands, where two books wrote without knowing of each other"),
    _settle, writes=True, why_not=_nothing_beside, of_a_line=True,
)  # fmt: skip
