"""The field for names of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Unpack

from rich.cells import cell_len

from fieldbook.domain import folding
from fieldbook.domain.acts.oneself import is_me
from fieldbook.domain.given_first import given_first
from fieldbook.i18n import _
from fieldbook.patterns import pattern
from fieldbook.ui.widgets.cells import clean
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import reads_aloud
from fieldbook.ui.widgets.suggest_fields import Known, SeveralField
from fieldbook.ui.widgets.text_fields import Asked, may_be

_ROLE = pattern(r"\s*[(（].*")
"""What stands in brackets behind a name."""


class PersonField(SeveralField):
    """Names; a digit takes the suggestion of that number, since names have no digits in them."""

    MOST = 9
    DIGIT_TAKES = True
    ONE = pattern(r"(?:[(（][^(（)）\n]*[)）]|[^、，,;；\n])+")
    """What divides names divides nothing within brackets, where posts stand."""
    _completed = ""
    """What was typed of the name that was taken last; who types it again means it as it is."""
    _doubted: tuple[str, str] = ("", "")
    """A name and the longer one that was asked about; Tab takes that."""

    def __init__(
        self,
        name: str,
        label: str,
        offers: Callable[[], Iterable[Known]] = tuple,
        *,
        is_somebody: Callable[[str], bool] = lambda _name: False,
        further: Callable[[], Iterable[Known]] = tuple,
        bearers: Callable[[str], Sequence[str]] = lambda _name: (),
        is_one: bool = False,
        **asked: Unpack[Asked],
    ) -> None:
        """Make the field; ``is_somebody`` says of a name that is not offered whether the book has it.

        ``further`` gives who is offered behind all others once a letter is typed, and neither asked about nor
        taken by Tab; ``bearers`` all who have a name, each with what tells him apart. Where ``is_one``, it
        holds one name, most often: what is typed replaces it.
        """
        super().__init__(name, label, offers, **asked)
        self._input.select_on_focus = is_one
        self._is_somebody = is_somebody
        self._further = further
        self._bearers = bearers
        self._meant_so: set[str] = set()
        """Names that stood here, or were asked about."""
        self._of_pieces: dict[tuple[str, str], str] = {}
        """What was found of two pieces beside each other."""

    @cached_property
    def _near(self) -> Sequence[Known]:
        """The likely ones."""
        return tuple(self._offers())

    @cached_property
    def known(self) -> Sequence[Known]:
        """All that may be meant, each name once."""
        found: dict[str, Known] = {}
        for each in (*self._near, *self._further()):
            found.setdefault(each.key, each)
        return tuple(found.values())

    @property
    def value(self) -> tuple[str, ...]:
        """The names, each once, as they were written."""
        return tuple(dict.fromkeys(self.parts()))

    def parts(self) -> list[str]:
        """Give each name; two pieces that a comma parts are one where that is somebody's whole name."""
        names: list[str] = []
        end = 0
        for found in self.ONE.finditer(self.text):
            if not (part := found[0].strip()):
                continue
            is_cut = bool(names) and self.text[end : found.start()] in (",", "，")
            end = found.end()
            both = self._of_two(names[-1], part) if is_cut else ""
            names[-1 if both else len(names) :] = [both or part]
        return names

    def _of_two(self, first: str, second: str) -> str:
        """The one name that two pieces are, as it is known; empty where they are two."""
        if (first, second) not in self._of_pieces:
            name, role = second, ""
            if found := _ROLE.search(second):
                name, role = second[: found.start()], found[0]
            written = f"{first}, {name}"
            are_two = self._is_known(first) and self._is_known(name)
            turned = written if are_two else given_first(written)
            known = next((e for e in dict.fromkeys((written, turned)) if self._is_known(e)), "")
            self._of_pieces[first, second] = known and known + role
        return self._of_pieces[first, second]

    def _is_known(self, name: str) -> bool:
        """Whether it is offered, or is somebody's in the book."""
        plain = folding.folded(name)
        return any(folding.folded(e.label) == plain for e in self.known) or self._is_somebody(name)

    def put(self, value: Iterable[str] | str | None) -> None:
        """Fill the field with names."""
        self.write(value if isinstance(value, str) else _(", ").join(value or ()))
        self._meant_so = set(self.parts())
        if self._input.has_focus and self._input.select_on_focus:
            self._input.select_all()

    def is_there(self, row: Known) -> bool:
        """Nobody is named twice."""
        return row.label in self.value

    def found(self) -> list[Known]:
        """Find the names that fit what is typed; nothing typed, the likely."""
        near = {each.key for each in self._near}
        found = (each for each in self.all_found() if self.typed() or each.key in near)
        return list(islice(found, self.MOST))

    def is_sure(self, first: Known) -> bool:
        """It is no name of its own: no name has it, as with initials, or the only one begins with it."""
        typed, label = folding.folded(self.typed()), folding.folded(first.label)
        return not is_me(typed) and (typed not in label or self._is_begun(typed, label))

    def _is_begun(self, typed: str, label: str) -> bool:
        """Say whether what is typed can only be the beginning of this name, and is no whole one."""
        rest = label.removeprefix(typed)
        if rest == label or is_me(typed) or typed == self._completed or _is_whole_name(typed, rest):
            return False
        is_known = any(folding.folded(row.label) == typed for row in self.known)
        is_near = any(folding.folded(row.label) == label for row in self._near)
        begun = (e for e in self.all_found() if folding.folded(e.label).startswith(typed))
        return is_near and not is_known and len(list(islice(begun, 2))) == 1

    def take(self, row: Known) -> None:
        """Put the name in place of what was typed of it."""
        self._completed = folding.folded(self.typed())
        super().take(row)

    def _take_meant(self) -> None:
        """Take the only one offered, or that begins so, where it is what Enter takes; or was asked about."""
        short, longer = self._doubted
        if short:
            names = (longer if each == short else each for each in self.parts())
            self.write(_(", ").join(names))
            self.post_message(self.Edited(self))
        elif self._open and (found := self.found()):
            typed, label = folding.folded(self.typed()), folding.folded(found[0].label)
            if len(found) == 1 or self._is_begun(typed, label):
                self._take_highlighted()

    def settle(self) -> None:
        """Take what Tab would take; who saves once more means what stands there."""
        self._doubted = ("", "")
        super().settle()

    def text_changed(self) -> None:
        """Offer what fits other words, which were not asked about."""
        self._doubted = ("", "")
        super().text_changed()

    def doubt(self, save: str) -> str:
        """Ask of a new name that is nobody's yet, though one known begins like it; the only one Tab takes."""
        for each in self.parts():
            if each not in self._meant_so and (longer := self._longer(each)):
                self._meant_so.add(each)
                self._doubted = (each, longer[0]) if len(longer) == 1 else ("", "")
                return may_be(each, longer, save)
        return self._which(save)

    def _which(self, save: str) -> str:
        """Ask of a name that several have which of them is meant, unless the first who is likely has it."""
        likely = [each.label for each in self._near[:1]]
        for each in self.parts():
            several = self._bearers(each)
            if several[1:] and each not in (*self._meant_so, *likely):
                self._meant_so.add(each)
                told = _(
                    "Which of {whom}? Type the name anew and take one by its number; {save} again keeps “{typed}”."
                )
                whom = _(", ").join(map(clean, several))
                return told.format(whom=whom, save=save, typed=clean(each))
        return ""

    def _longer(self, typed: str) -> Sequence[str]:
        """The names that begin like this one, of the likely or else of all; none where somebody has this one."""
        if is_me(typed) or self._is_somebody(typed):
            return ()
        likely, all_known = ((e.label for e in those) for those in (self._near, self.known))
        found = folding.longer(typed, likely) or folding.longer(typed, all_known)
        return tuple(each for each in found if each not in self.parts())

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the names that may be meant in one line, with their numbers, as many as fit."""
        if reads_aloud(self):
            return super().below()
        marks: list[Mark] = []
        room = (self.size.width or 80) - self.left
        for number, row in enumerate(self.found() if self._open else []):
            text = f"{number + 1} {clean(row.label)}"
            room -= cell_len(text) + 2
            if room < 0 and number:
                break
            marks.append(Mark(text, "highlight" if number == self._highlight else "below"))
            marks.append(Mark("  "))
        return (marks,) if marks else ()


def _is_whole_name(typed: str, rest: str) -> bool:
    """Say whether what is typed is a whole name by itself, though a longer one begins with it.

    Two signs of Chinese are. One word, or the beginning of one, is no name where the longer one has two;
    two are whole. Where the longer one goes on within its last word, as Joan does behind Jo and Mary
    Hillary behind Mary Hill, it is, but for a second word of one letter, which can only be begun.
    """
    if not typed.isascii() and " " not in typed + rest:
        return len(typed) > 1
    if " " in rest:
        return " " in typed
    return typed[-2:-1] != " "
