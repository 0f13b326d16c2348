"""What all forms share: fields, drafts that survive anything, saving, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import FieldbookError, Invalid, Problem
from fieldbook.domain.record import Record
from fieldbook.i18n import N_, _
from fieldbook.meanings import field_meaning
from fieldbook.sentences import problem, sentence
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.everywhere import IN_FORMS, JOT, nothing_here
from fieldbook.ui.host import Discarded, Host, host_of
from fieldbook.ui.keys import hint, key_of_act, keys_in
from fieldbook.ui.widgets.fields import Field
from fieldbook.ui.widgets.form_body import FormBody
from fieldbook.ui.widgets.lines import KeyLine, StatusLine
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.still_screen import StillScreen
from fieldbook.verbs import verb_label

DRAFT_SECONDS = 0.8
"""Quiet after the last key before the draft is on disk: within a second."""


FORM: Final = Acts["FormScreen"](
    Act("save", "ctrl+s,f2", N_("save"), N_("Save, and back"), lambda at: at.screen.save()),
    Act("save_next", "ctrl+n,f3", N_("save, next"),
        N_("Save, and go on with the next one"),
        lambda at: at.screen.save_next(),
        why_not=lambda at: "" if at.screen.has_next else nothing_here(at)),
    Act("discard", "ctrl+d", N_("discard"), N_("Discard what was typed (can be taken back)"),
        lambda at: at.screen.discard()),
    Act("leave", "escape", N_("leave, draft kept"),
        N_("Leave; what was typed is kept and offered again"), lambda at: at.screen.leave()),
    Act("help", "f1,question_mark,fullwidth_question_mark", N_("help"),
        N_("What the fields, all keys, 1-9, +5, friday mean"),
        lambda at: at.host.show_keys()),
    JOT, *(each for each in IN_FORMS if each.id != "help"),
    footer=("save", "save_next", "discard", "leave", "help"),
)  # fmt: skip
"""The acts of a form."""
FIRST: Final = Acts[Any](
    Act("save", "ctrl+s,f2", N_("begin"), N_("Begin the book"), lambda at: at.screen.save()),
    Act("import", "f11,ctrl+k", N_("import"), N_("Begin, and import a roster or a ledger"),
        lambda at: at.screen.begin("import")),
    Act("demo", "f5,ctrl+r", N_("sample village"),
        N_("Look at a sample village first; nothing of it is kept"),
        lambda at: at.screen.begin("demo")),
    Act("leave", "escape", N_("skip"), N_("Skip this; it is never asked again"),
        lambda at: at.screen.leave()),
    FORM["help"], *(each for each in IN_FORMS if each.id != "help"),
    footer=("save", "import", "demo", "leave", "help"),
)  # fmt: skip
"""The acts of the form that an empty book begins with."""


class FormScreen(StillScreen[str | None]):
    """A form for one record. Closes with ``kind:id`` of what it wrote, or ``None``.

    Whatever is typed is a draft on disk within a second; leaving keeps it, and the same form for
    the same target takes it up again.
    """

    acts: ClassVar[Acts[Any]] = FORM
    BINDINGS: ClassVar[list[BindingType]] = [*FORM.bindings()]
    form: ClassVar[str] = ""
    """The form's name, under which its drafts are kept."""
    is_for: ClassVar[str] = ""
    """What stands on the first line, where it is always the same."""
    says: ClassVar[tuple[str, ...]] = ()
    """What stands above the fields, where it is always the same."""
    record_type: ClassVar[type[Record]] = Record
    """The kind of record it is for, if it is for one."""
    edits: Record | None = None
    """The record it edits."""
    first: str = ""
    """The field to begin with, where none is missing; empty: the first."""
    keeps_draft: bool = True
    """Whether what is typed is kept where it is left; not where it is about what was just marked."""
    has_next: bool = False
    """Whether *save and next* makes sense."""

    def __init__(self, book: Fieldbook, *, target: str = "") -> None:
        super().__init__()
        self.book = book
        self.target = target
        """What the form is about (an id, or empty), so that drafts are not mixed up."""
        self._filled: dict[str, str] = {}
        self._pause: Timer | None = None
        self._done_with = False

    # --- what a form is made of ------------------------------------------------------------

    def heading(self) -> str:
        """What the form is for, on the first line."""
        return _(self.is_for)

    def above(self) -> Sequence[str]:
        """Lines to be seen while writing, above the fields."""
        return [_(each) for each in self.says]

    def make_fields(self) -> Iterable[Field]:
        """The fields, top to bottom."""
        raise NotImplementedError

    def prefill(self) -> Mapping[str, Any]:
        """What stands in the fields at first."""
        return {}

    def draft_taken_up(self) -> None:
        """Put beside what was typed what came since, or what the form is opened for this time."""

    def show_fields(self) -> None:
        """Show those fields that matter as the others stand; most forms always show all."""

    def read(self) -> Draft:
        """What stands in the form, as a draft for the book."""
        return Draft(self.body.values())

    def asked_once(self, act: str) -> Mapping[str, str]:  # noqa: ARG002
        """What is asked before it is saved, by field; saving again with the key of that act means it so."""
        return {}

    def asks(self) -> Collection[str]:
        """The fields that the book leaves open but this form does not."""
        return ()

    def likely(self, name: str) -> list[tuple[str, str]]:
        """The people to be offered in a field, the likeliest first, with what they are."""
        raise NotImplementedError

    def likely_in(self, name: str, line: str) -> list[tuple[str, str]]:
        """The people who may be meant in a line of a field."""
        del line
        return self.likely(name)

    def term_since(self) -> dt.date:
        """The day from which on a term lies that is typed without its year."""
        return self.book.today

    def submit(self, draft: Draft) -> str:
        """Write the record down; returns ``kind:id``."""
        raise NotImplementedError

    def next_form(self) -> FormScreen | None:
        """The form that *save and next* goes on with."""
        return None

    def goes_on_with(self) -> str:
        """What is said where *save and next* came to it, if it is about something else."""
        return ""

    # --- the screen --------------------------------------------------------------------------

    @property
    def host(self) -> Host:
        """The app that shows the form."""
        return host_of(self)

    @property
    def body(self) -> FormBody:
        """The fields of the form, one below the other."""
        return self.query_one(FormBody)

    def compose(self) -> ComposeResult:
        """Heading, what is to be seen, fields, keys."""
        yield StatusLine(self.heading())
        if lines := "\n".join(self.above()):
            yield Prose(*lines.split("\n"), id="above")
        yield FormBody(*self.make_fields())
        at = self.context()
        left_out = {"save_next": not self.has_next, "discard": not self.keeps_draft}
        # What cannot be done while a form is open never can in it: its footer is drawn once.
        shown = (each for each in self.acts.footer() if not left_out.get(each.id))
        acts = [each for each in shown if not each.refused(at)]
        leave = "" if self.keeps_draft else _("back")
        yield KeyLine([hint(each, at, leave if each is FORM["leave"] else "") for each in acts])

    def on_mount(self) -> None:
        """Fill the fields, and take up what an earlier time left."""
        body = self.body
        body.set_values(self.prefill())
        self._filled = body.draft()
        self._take_up_draft()
        self.show_fields()
        body.focus_first(self.first)

    def _take_up_draft(self) -> None:
        kept = self.host.drafts.find(self.form, self.target) if self.keeps_draft else None
        if kept is None:
            return
        self.body.restore({name: str(text) for name, text in kept.fields.items()})
        self.draft_taken_up()
        told = _("taken up again; {discard} discards it")
        self._tell_saved(told.format(discard=key_of_act(FORM["discard"])))

    def _tell_saved(self, words: str) -> None:
        self.query_one("#status", StatusLine).set_right(words)

    def meanings(self) -> list[tuple[str, str]]:
        """The labels of fields with what they stand for, that of the field one stands in first."""
        here = self.body.current
        shown = [each for each in self.body.fields.values() if each.display]
        shown.sort(key=lambda each: each is not here)
        told = ((e.word, field_meaning(self.form, e.field_name) or e.hint) for e in shown)
        return [(word, meaning) for word, meaning in told if meaning]

    # --- drafts ------------------------------------------------------------------------------

    def on_field_edited(self, message: Field.Edited) -> None:
        """Keep the draft a moment later; who types on and on is not waited for."""
        del message
        self.show_fields()
        if self._pause is None:
            self._pause = self.set_timer(DRAFT_SECONDS, self.keep_draft)

    def keep_draft(self) -> bool:
        """Write what stands in the form to disk, if it is the user's; no where that failed."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self._done_with or not self.is_mounted or not self.keeps_draft:
            return True
        now = self.body.draft()
        try:
            if now == self._filled:
                self.host.drafts.done(self.form, self.target)
                self._tell_saved("")
            else:
                self.host.drafts.keep(self.form, self.target, now)
                self._tell_saved(_("draft kept"))
        except (FieldbookError, OSError) as wrong:
            self.host.tell(sentence(wrong), wrong=True)
            return False
        return True

    # --- acts --------------------------------------------------------------------------------

    def context(self) -> Context[FormScreen]:
        """What an act is done on."""
        return Context(self)

    def draw_frame(self) -> None:
        """Nothing in the frame of a form depends on what was done."""

    def leave(self) -> None:
        """Leave; nothing typed is lost."""
        if not self.keep_draft():
            return  # what was typed stands nowhere else
        kept = self.keeps_draft and self.body.draft() != self._filled
        self._close(None)
        if kept:
            self.host.tell(_("The draft is kept: the same key takes it up again."))

    def discard(self) -> None:
        """Discard what was typed; u on the screen behind brings it back."""
        if not self.keep_draft():
            return
        if self.keeps_draft and self.body.draft() != self._filled:
            try:
                self.host.drafts.discard(self.form, self.target)
            except OSError as wrong:
                self.host.tell(sentence(wrong), wrong=True)
                return
            self.host.discarded = Discarded(self.form, self.target)
            self._close(None)
            self.host.tell(keys_in(_("Discarded. {undo} brings the draft back.")))
        else:
            self._close(None)

    def save(self) -> None:
        """Write the record down and go back."""
        written = self._save()
        if written:
            self._close(written)

    def save_next(self) -> None:
        """Write the record down and go on with the next one."""
        following = self.next_form()
        goes_on = following.goes_on_with() if following else ""
        written = self._save("save_next", is_told=not goes_on)
        if written:
            self._close(written)
            self.go_on(following, self.done(written))

    def go_on(self, following: FormScreen | None, told: str) -> None:
        """Open the form that comes now, and say whose it is, after what was done; or that there is none.

        It is one sentence, which covers the first line alone: beneath stands what was promised.
        """
        if following is None:
            self.host.say(_("The list ends here."), "information", 4)
            return
        self.host.open_form(following, goes_on_at=following.target)
        if words := following.goes_on_with():
            self.host.tell(_("{told}. {next}").format(told=told, next=words))

    def _close(self, written: str | None) -> None:
        self._done_with = True
        if self._pause is not None:
            self._pause.stop()
        self.dismiss(written)

    def _save(self, act: str = "save", *, is_told: bool = True) -> str:
        newest = self._newest_act()
        if self.body.current is not None:
            self.body.current.settle()
        if self._asks_what_is_meant(act):
            return ""
        try:
            written = self.submit(self.read())
        except Invalid as wrong:
            self._show_problems(wrong)
            return ""
        except (FieldbookError, OSError) as wrong:
            self.host.tell(sentence(wrong), wrong=True)
            return ""
        self.host.discarded = None  # undoing is about what was saved last
        with suppress(OSError):  # then it is offered again, and discarded there
            self.host.drafts.done(self.form, self.target)
        if is_told and self._newest_act() != newest:
            self._tell_written(written)
        return written

    def _asks_what_is_meant(self, act: str) -> bool:
        """Ask, once, of words that may mean somebody the book knows, or whatever the form doubts; name the key used."""
        save = key_of_act(FORM[act])
        doubts = {name: field.doubt(save) for name, field in self.body.fields.items()}
        asked = {**self.asked_once(act), **{name: told for name, told in doubts.items() if told}}
        if asked:
            self.body.set_problems(asked)
        return bool(asked)

    def _newest_act(self) -> str:
        """The id of the act done last; saving what nobody changed does none."""
        return self.book.acts[-1].id if self.book.acts else ""

    def done(self, written: str) -> str:
        """What was done last, and with what; ``written`` is the key of the record."""
        del written
        act = self.book.acts[-1]
        told = verb_label(act.verb)
        return _("{label}: {text}").format(label=act.about, text=told) if act.about else told

    def _tell_written(self, written: str) -> None:
        """Say what was written down, and how it is taken back."""
        saved = keys_in(_("{act}. {undo} undoes it."), act=self.done(written))
        told = "\n".join(text for text in (saved, self.remark) if text)
        self.host.tell(told, about=self.book.acts[-1].about)

    def _show_problems(self, wrong: Invalid) -> None:
        known = self.body.fields
        told = {each.field: self._told_of(each) for each in wrong.problems}
        self.body.set_problems({self._field_of(name): words for name, words in told.items()})
        for each in wrong.problems:
            if field := known.get(self._field_of(each.field)):
                field.stand_at(each.value)
        self.show_fields()  # what is told while it is filled in stands beside them
        others = [name for name in told if self._field_of(name) not in known]
        if others:
            self.host.tell("\n".join(told[name] for name in others), wrong=True)

    def _told_of(self, wrong: Problem) -> str:
        """The problem in words; of words that name several records, which these are."""
        field = self.body.fields.get(self._field_of(wrong.field))
        told_by_field = wrong.reason in ("unknown_record", "required")
        unclear = field.unclear if field and told_by_field else ""
        return unclear or problem(wrong, self._label_of(wrong.field))

    def _field_of(self, name: str) -> str:
        """The form's field in which a record's field is typed."""
        return self.shown_as.get(name, name)

    def _label_of(self, name: str) -> str:
        """The word before that field."""
        field = self.body.fields.get(self._field_of(name))
        return field.word if field else ""

    remark: str = ""
    """What is said besides, once it is saved."""
    shown_as: ClassVar[Mapping[str, str]] = {}
    """Record fields that are typed in a form field of another name."""
