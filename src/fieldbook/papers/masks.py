"""What stands for a name where it may not be read, and for what a text says of people and homes."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fieldbook.domain.given_first import given_first
from fieldbook.i18n import N_, _
from fieldbook.papers.called import Hit
from fieldbook.papers.latin import bare, untitled
from fieldbook.papers.name_words import FAMILIAR, SURNAMES
from fieldbook.papers.scanning import is_han, plain, scanner, surname_of
from fieldbook.papers.shortened import Shortened, has_surname
from fieldbook.papers.who import apart, is_no_person, is_nobody, may_be_somebody, names_in
from fieldbook.reports.meeting_lines import Place
from fieldbook.reports.named import Named, home_of, which_home

ROUNDS: Final = 4
"""How often a text is masked and looked through again before it is left out."""
_LETTERS: Final = "甲乙丙丁戊己庚辛壬癸"
_AROUND: Final = 16
"""Cells shown before and behind what was found: half as many characters of Chinese."""
_INSTEAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "phone": N_("[phone number]"),
        "address": N_("[address]"),
        "paper": N_("[identity number]"),
        "plate": N_("[number plate]"),
        "mail": N_("[e-mail]"),
    }
)


class Where(NamedTuple):
    """Where a text stands."""

    kind: str
    """The record's kind, or ``word`` for one that stands in many places."""
    field: str
    seq: int = 0
    on: dt.date | None = None
    """The day of what has no number in a paper."""


class Finding(NamedTuple):
    """A mask, a suspect, or a text that was left out."""

    where: Where
    what: str
    """As a :class:`~fieldbook.papers.called.Hit` has it; ``left_out`` of a whole text, ``clean`` of
    one that goes out as it is."""
    written: str
    shown: str = ""
    """The mask; nothing for a suspect, which stands as it was written."""
    before: str = ""
    behind: str = ""
    """The characters around it."""


def masked(name: str) -> str:
    """A name of which only the surname is left: ``陈某某``, ``欧阳某某``, ``C.``.

    How long the name is does not show: every name of a surname looks the same.

    >>> masked("陈桂生"), masked("欧阳海"), masked("Chen G.")
    ('陈某某', '欧阳某某', 'C.')
    """
    whole = untitled(unicodedata.normalize("NFKC", given_first(name)).strip())
    if not whole:
        return ""
    if is_han(whole[0]):
        familiar = len(whole) == 2 and whole[0] in FAMILIAR and whole[1] in SURNAMES
        return (whole[1] if familiar else surname_of(whole)) + "某某"
    return f"{whole[0].upper()}." if whole[0].isalpha() else _("somebody")


class Masks:
    """The masks of one paper: two persons who share a mask get 甲 and 乙, the same all through it.

    Whom the book knows has the same in its next paper.
    """

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        """Give out the letters of a book.

        Args:
            known: the people in the order of their letters, each with what tells him from another of the
                very same name. Strangers come behind them, in the order of the paper.
        """
        self._sharing: dict[str, dict[str, int]] = {}
        self._settled = False
        for name, which in known:
            self.of(name, which)
        self._known = {mask: len(sharing) for mask, sharing in self._sharing.items()}

    def of(self, name: str, which: str = "", *, mask: str = "") -> str:
        """What stands for a name; until all are known, whom it stands for is noted.

        Args:
            name: as it was written.
            which: what tells this person from another of the very same name.
            mask: what stands for it if nobody shares it; a surname and 某某 if not said.
        """
        mask = mask or masked(name)
        if mask == _("somebody") or not mask:
            return mask
        person = plain(bare(given_first(name))) + which
        sharing = self._sharing.setdefault(mask, {})
        if not self._settled:
            sharing.setdefault(person, len(sharing))
        if not self._settled or person not in sharing:
            return mask
        number, known = sharing[person], self._known.get(mask, 0)
        # A stranger in this paper's texts takes no mask from whom the book knows alone.
        among = known if number < known else len(sharing)
        return _lettered(mask, number) if among > 1 else mask

    def settle(self) -> Iterator[str]:
        """All are known who are named in the paper: from now on their letters stand; these there are."""
        self._settled = True
        shared = {mask: len(each) for mask, each in self._sharing.items() if len(each) > 1}
        return (_lettered(mask, number) for mask in shared for number in range(shared[mask]))


def _lettered(mask: str, number: int) -> str:
    if not mask.endswith("某某"):
        return f"{mask}{number + 1}"
    return mask[:-1] + (_LETTERS[number] if number < len(_LETTERS) else str(number + 1))


class Hand:
    """What one audience may read of names, places and texts; remembers what was done to them."""

    def __init__(self, named: Named, audience: str, *, texts: bool) -> None:
        """Know who may be named.

        Args:
            named: who and what the book names.
            audience: who reads.
            texts: whether free texts are wanted, as far as they may be read.
        """
        self.texts = texts
        self.findings: list[Finding] = []
        self.public = audience != "above"
        self._namesakes = named.namesakes
        places = list(map(plain, named.places))
        self._places = frozenset(places)
        surely = (each for each in named.surely if not is_nobody(each))
        self._surely = frozenset(told for each in surely for told in (each, untitled(each)))
        self._free = {plain(each) for each in named.members}
        said = (one for each in named.loosely for one in names_in(each, self._is_known))
        # A group to whom something was given is no person, though North Lane might be a name.
        loosely = [each for each in said if plain(each) not in self._places]
        people = [
            *(part for each in named.people for part in self._persons_in(each)),
            *(each for each in loosely if self.public or plain(each) not in self._free),
        ]
        hidden = {plain(each) for each in people}
        self._free -= hidden
        self._shortened = Shortened(people, self._surely)
        self._masks = Masks(
            (part, which)
            for name, which in named.in_order
            if which or name not in named.namesakes
            for part in self._persons_in(name)
            if plain(part) in hidden and not self._shortened.of(part)
        )
        if self.public:
            self._free = set()
            people += named.members
        free = [each for each in named.members if plain(each) in self._free]
        homes = (
            each for each in named.addresses if not any(plain(each) in name for name in places)
        )
        self._scanner = scanner(
            tuple(people),
            named.phones,
            tuple(homes),
            named.places if self.public else (),
            tuple(free),
        )
        self._hits: dict[str, tuple[Hit, ...]] = {}

    # --- names ---------------------------------------------------------------------------------

    def person(self, name: str, which: str = "") -> str:
        """One of the people; one who is only called what he is to the household, as he is called.

        Of several who have the very same name it may be any.
        """
        if self.public or not name.strip():
            return ""
        return self._each_told(name, lambda each: self._one_person(each, which))

    def _one_person(self, name: str, which: str = "") -> str:
        """One who is named: a group or an office by name, but for a person's within it."""
        if name not in self._surely and self._is_no_person(name):
            return self._told(name, _TELLING if plain(name) in self._places else _NAMING)
        return self._mask(name, which)

    def _mask(self, name: str, which: str = "") -> str:
        """Of two who have the very same name nothing says which, nor of whom only a surname is said."""
        short = self._shortened.of(name)
        if short is None:
            if name in self._namesakes and not which:
                return masked(name)
            nameless = name not in self._surely and plain(name) and not has_surname(plain(name))
            return self._masks.of(name, which, mask="某某" if nameless else "")
        if short.surname:
            return f"{short.surname}某{short.rest}"
        if not short.name:
            return f"某某{short.rest}" if is_han(name.strip()[0]) else masked(name)
        return self._mask(short.name) + short.rest

    def head(self, name: str, place: Place) -> str:
        """The head of a household; of several of that name where it is tells which."""
        which = which_home(place.group, place.code, place.apart)
        return self.person(name, which if name in self._namesakes else "")

    def home(self, written: str) -> str:
        """A household as somebody wrote it down."""
        return self.person(home_of(written))

    def doer(self, name: str) -> str:
        """Who does something: a cadre, a group or an office by name, whoever else masked.

        Of several who are named together each is told as if alone.
        """
        return "" if self.public else self._each_told(name, self._one_doer)

    def _one_doer(self, name: str) -> str:
        return self._told(name, _TELLING) if plain(name) in self._free else self._one_person(name)

    def _each_told(self, name: str, told: Callable[[str], str]) -> str:
        """A field with what is told instead of each who is named in it."""
        parts = apart(self._bare(name), self._is_known)
        parts[::2] = [
            each and each.replace(each.strip(), told(each.strip()), 1) for each in parts[::2]
        ]
        return "".join(parts)

    def _bare(self, name: str) -> str:
        """A name without its title; Old Town Group and Secretary of the branch are called so in full."""
        return name if self._is_known(name) or self._is_no_person(name) else bare(name)

    def _is_known(self, name: str) -> bool:
        whole = plain(name)
        return whole in self._free or whole in self._places

    def _is_no_person(self, name: str) -> bool:
        return is_no_person(name, lambda each: plain(each) in self._places)

    def _persons_in(self, name: str) -> list[str]:
        """The people in a field: no group or office, and where several are named together no cadre."""
        name = self._bare(name)
        parts = list(map(str.strip, apart(name, self._is_known)[::2]))
        if not parts[1:] and name in self._surely:
            return [name]
        cadres = self._free if parts[1:] else set()
        return [e for e in parts if not (plain(e) in cadres or self._is_no_person(e))]

    def asked(self, name: str, where: Where) -> str:
        """Whom a matter was referred to: a cadre or an office by name, one of the people masked.

        Other words, such as “up there”, are a text; without texts only that somebody was asked is told.
        """
        if self.public or not name.strip():
            return ""
        parts = apart(name, self._is_known)[::2]
        if any(map(may_be_somebody, parts)) or all(is_no_person(e, self._is_known) for e in parts):
            return self.doer(name)
        return self.line(name, where) if self.texts else _("those asked")

    def place(self, name: str) -> str:
        """A group, a unit or the branch, without the name of a person in it."""
        return "" if self.public else self.label(name)

    def label(self, name: str) -> str:
        """A name of something, such as the branch, that would be told if no person were in it."""
        return self._told(name, _TELLING)

    def leads_to_somebody(self, words: str) -> bool:
        """Whether words that are not ours name one of the people, or have a home's address or number.

        An office's own telephone, such as stands at the head of its paper, leads to nobody.
        """
        return any(
            each.what in ("name", "address") or (each.what == "phone" and each.of)
            for each in self._found(words)
        )

    def _told(self, name: str, whats: Iterable[str]) -> str:
        for _round in range(ROUNDS):
            found = [each for each in self._found(name) if each.what in whats]
            if not found:
                return name
            name = _replaced(name, found, self._instead)
        return ""

    def reach(self, households: int) -> int:
        """How many households a matter concerns: the number alone may say to everybody which group."""
        return 0 if self.public else households

    def settle(self) -> Iterator[str]:
        """All that the paper names was seen once; the masks that tell of one surname one from another."""
        self.findings.clear()
        return self._masks.settle()

    # --- texts ---------------------------------------------------------------------------------

    def text(self, words: str, where: Where) -> str:
        """A free text, where these are wanted: masked, or left out."""
        return self.line(words, where) if self.texts and not self.public else ""

    def texts_of(self, lines: Iterable[str], where: Where) -> tuple[str, ...]:
        """Several free texts, without those that are left out."""
        return tuple(each for each in (self.text(line, where) for line in lines) if each)

    def line(self, words: str, where: Where) -> str:
        """A text meant for others: as it is, masked, or left out."""
        if self.public or not words:
            return ""
        told = words
        for turn in range(ROUNDS):
            found = self._found(told)
            if turn == 0:
                self._note(words, found, where)
            hidden = [each for each in found if each.what != "suspect"]
            if not hidden:
                return told
            told = _replaced(told, hidden, self._instead)
        if any(each.what != "suspect" for each in self._found(told)):
            self.findings.append(Finding(where, "left_out", words))
            return _("(content left out)")
        return told

    def given_out(self, words: str, where: Where) -> str:
        """What the branch itself gave out, such as a task: with texts masked, without them as it is.

        Nobody is asked about a paper without texts; so one that says or might say anything of a person
        or a home is left out of it whole.
        """
        if self.texts or self.public:
            return self.line(words, where)
        return "" if self._found(words) else words

    def all_clean(self, texts: Iterable[tuple[str, Where]]) -> bool:
        """Whether none of the texts says anything of a person or a home, nor might."""
        clean = True
        for words, where in texts:
            found = self._found(words)
            self._note(words, found, where, out=True)
            clean = clean and not found
        return clean

    def _found(self, words: str) -> tuple[Hit, ...]:
        if words not in self._hits:
            self._hits[words] = self._scanner.hits(words)
        return self._hits[words]

    def _note(self, words: str, found: Iterable[Hit], where: Where, *, out: bool = False) -> None:
        for each in found:
            written = words[each.start : each.end]
            shown = "" if out or each.what == "suspect" else self._instead(each, written)
            around = _AROUND if words.isascii() else _AROUND // 2
            before = words[max(each.start - around, 0) : each.start]
            behind = words[each.end : each.end + around]
            self.findings.append(Finding(where, each.what, written, shown, before, behind))

    def _instead(self, hit: Hit, written: str) -> str:
        if hit.what in _INSTEAD:
            return _(_INSTEAD[hit.what])
        if hit.of:
            return self._mask(hit.of)
        if hit.what == "stranger":
            return self._masks.of("".join(written.split()))
        if hit.surname:
            return f"{hit.surname}某" + (hit.title or ("" if hit.what == "familiar" else "某"))
        return "某某" if is_han(written[0]) else f"{written[0].upper()}."


_TELLING: Final = ("name", "phone", "address", "paper", "mail")
"""What is looked for in a name of something: a village may well be called as somebody's given name."""
_NAMING: Final = (*_TELLING, "given", "stranger", "titled", "familiar", "word", "plural", "plate")


def _replaced(words: str, found: Iterable[Hit], instead: Callable[[Hit, str], str]) -> str:
    parts, at = [], 0
    for each in found:
        parts += [words[at : each.start], instead(each, words[each.start : each.end])]
        at = each.end
    return "".join((*parts, words[at:]))
