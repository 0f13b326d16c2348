"""Exchanging with the branch: what would go and come, then doing it; before that, founding or joining."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.clean import clean
from fieldbook.domain.errors import BranchError, FieldbookError
from fieldbook.domain.records import Member
from fieldbook.exchange.belonging import belonging
from fieldbook.exchange.exchanging import Prospect, exchange, prospect
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.founding import found, invited, join, require_branch
from fieldbook.exchange.invitation import read_invitation, write_invitation
from fieldbook.exchange.places import (
    name_of_place,
    offered,
    place_of,
    places,
    remember_invitation,
    remember_place,
)
from fieldbook.exchange.receiving import Step
from fieldbook.exchange.telling import done_sentence, prospect_lines
from fieldbook.i18n import _
from fieldbook.pasted import pasted_path
from fieldbook.sentences import sentence
from fieldbook.settings import write_settings
from fieldbook.ui.host import Host
from fieldbook.ui.keys import key, keys_in
from fieldbook.ui.screens.path import PathScreen, drives
from fieldbook.ui.screens.writing import check_place, whether_over
from fieldbook.ui.told.versions import to_settle
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.still_screen import StillModal
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine


class Asking(NamedTuple):
    """Asks for what an exchange needs to know, before its sheet is shown."""

    app: App[Any]
    host: Host

    def begin(self) -> None:
        """Exchange at the place used last where it is there, else ask for one; first of all join."""
        room = self.host.book.exchange
        if belonging(room) is None:
            self.app.push_screen(_whether_to_join(), self._answered)
            return
        last = next(iter(places(room).values()), "")
        if last and Path(last).is_dir():
            self.exchange_at(last)
        else:
            self.ask_where()

    def ask_where(self) -> None:
        """Ask for a folder: one that is known, a stick that is in, or any other by its path."""
        found = dict(offered(self.host.book.exchange))
        for each in drives():
            found.setdefault(str(each), name_of_place(each))
        hint = _("path of the folder, or one of these by the arrows")
        asked = PathScreen(
            _("Exchange at which folder?"), offered=found, hint=hint, take=self._place
        )
        self.app.push_screen(asked, self.exchange_at)

    def exchange_at(self, said: str | None) -> None:
        """Show what an exchange there would do."""
        if said:
            self.host.attempt(lambda: self.app.push_screen(ExchangeScreen(self, self._place(said))))

    def _place(self, said: str) -> Path:
        return place_of(self.host.book.exchange, said, self.host.drafts.book_path.parent)

    def invite(self, member: Member) -> None:
        """Ask where a member's invitation goes, and write it."""
        book = self.host.book
        if not self.host.attempt(lambda: require_branch(book)):
            return

        name = _("invitation-{name}.json").format(name=member.name.replace("/", "-"))

        def whole(said: str) -> Path:
            path = pasted_path(said)
            return path / name if path.is_dir() else path

        def chosen(said: str | None) -> None:
            if said and whole(said).is_file():
                asked = whether_over(whole(said))
                self.app.push_screen(asked, lambda answer: written(said) if answer else None)
            elif said:
                written(said)

        def written(said: str) -> None:
            path = whole(said)
            if self.host.attempt(lambda: invited(book, member, partial(write_invitation, path))):
                remember_invitation(book.exchange, path)
                done = _("Written: {path}. Hand it over to {name} in person.")
                self.host.after_act()
                self.host.tell(done.format(path=path, name=member.name))

        asked = PathScreen(
            _("Where does the invitation of {name} go?").format(name=member.name),
            path=str(Path.cwd() / name),
            take=lambda said: check_place(whole(said), self.host.drafts.book_path),
        )  # fmt: skip
        self.app.push_screen(asked, chosen)

    def _answered(self, answer: str | None) -> None:
        if answer == "join":
            asked = PathScreen(
                _("Which invitation?"), endings=(".json",),
                take=lambda said: read_invitation(pasted_path(said)),
            )  # fmt: skip
            self.app.push_screen(asked, self._join)
        elif answer == "found":
            hint, name = _("name of the branch"), self.host.settings.branch
            asked = PathScreen(_("What is the branch called?"), path=name, hint=hint)
            self.app.push_screen(asked, self._found)

    def _found(self, name: str | None) -> None:
        if name and self.host.attempt(lambda: found(self.host.book, name)):
            self._settle(branch=name.strip())
            told = _(
                "The branch is founded. Under Members ({today}, then {members}), {invite} writes "
                "an invitation."
            )
            self.host.tell(keys_in(told, "members", today=key("tab_today")))

    def _join(self, said: str | None) -> None:
        if not said:
            return

        def do() -> None:
            invitation = read_invitation(pasted_path(said))
            made = join(self.host.book, invitation)
            remember_invitation(self.host.book.exchange, pasted_path(said))
            self._settle(branch=made.name, name=str(invitation.member.get("name", "")))

        told = _("The book has joined the branch; erase the invitation, and exchange ({exchange}).")
        if self.host.attempt(do):
            self.host.tell(keys_in(told))

    def _settle(self, *, branch: str, name: str = "") -> None:
        """What the settings leave open and the branch knows: its name, and whose book this is."""
        now = self.host.settings
        after = now._replace(branch=now.branch or branch, name=now.name or name)
        if after != now and self.host.attempt(lambda: write_settings(now, after)):
            self.host.use_settings(after)


def _whether_to_join() -> Ask:
    return Ask(
        _("This book belongs to no branch yet"),
        [
            _("A member joins by the invitation that the secretary hands over."),
            _("The secretary founds the branch in the branch's own book."),
        ],
        [
            Choice("join", _("Join by an invitation"), "j"),
            Choice("found", _("Found the branch"), "f"),
            Choice("", _("Leave it as it is"), "n"),
        ],
    )


class ExchangeScreen(StillModal[None]):
    """What an exchange would do, and how far it is. Esc stops it between two bundles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,y,ctrl+s", "go_on", show=False),
        Binding("escape,q,n", "stop", show=False),
        Binding("f3,o", "elsewhere", show=False),
    ]

    def __init__(self, asking: Asking, place: Path) -> None:
        super().__init__()
        self._asking, self._place = asking, place
        self._host, self._book = asking.host, asking.host.book
        self._carrier = FolderCarrier(place)
        self._seen: Prospect | None = None
        self._steps: Generator[Step, None, Any] | None = None

    def compose(self) -> ComposeResult:
        """The place, what would go and come, how far it is, and the answers."""
        with Vertical(id="sheet"):
            title = _("Exchange at {place}").format(place=name_of_place(self._place))
            yield Static(clean(title), classes="ask--title", markup=False)
            yield Story(id="story")
            yield Static("", id="progress", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Look what is there."""
        self.query_one(Story).focus()
        self._run(_("Reading"), prospect(self._book, self._carrier), self._show)

    def _say(self, words: str) -> None:
        self.query_one("#progress", Static).update(words)

    def _run(
        self, what: str, steps: Generator[Step, None, Any], then: Callable[[Any], object]
    ) -> None:
        """Go on step by step, so that the screen is drawn between them."""
        self._steps = steps
        self._say(f"{what} …")

        def step() -> None:
            if self._steps is not steps or self._host.book is not self._book:
                return  # stopped, or the book was locked meanwhile
            try:
                done, total = next(steps)
            except StopIteration as end:
                self._steps = None
                then(end.value)
            except FileNotFoundError:
                self._give_up(BranchError("no_place", self._place))
            except (FieldbookError, OSError) as wrong:
                self._give_up(wrong)
            else:
                self._say(f"{what} {done}/{total}")
                self.call_after_refresh(step)

        self.call_after_refresh(step)

    def _show(self, seen: Prospect) -> None:
        """What would go and come; where that is nothing, it is over."""
        self._seen = seen
        told = tuple(prospect_lines(seen, self._book.shelf))
        below = (*(each.depth for each in told[1:]), 0)
        self.query_one(Story).set_lines(
            [
                StoryLine(each.text, each.depth, "heading" if under > each.depth else "")
                for each, under in zip(told, below, strict=True)
            ]
        )
        if seen.is_empty:
            self.action_go_on()
        else:
            self._say(_("F2: exchange   F3: another folder   Esc: back"))

    def action_go_on(self) -> None:
        """Exchange what was shown."""
        if self._seen is None or self._steps is not None:
            return
        name = name_of_place(self._place)
        steps = exchange(self._book, self._carrier, self._seen, about=name)
        self._run(_("Exchanging"), steps, self._done)

    def _done(self, done: Any) -> None:
        assert self._seen is not None
        remember_place(self._book.exchange, self._place)
        if self._seen.is_empty:
            self._say(_("F3: another folder   Esc: back"))
            self._seen = None
        else:
            self.dismiss()
        if done.taken or done.handed or done.reported or done.failed:  # else the sheet says it
            done = done._replace(to_settle=len(to_settle(self._book)))  # as the screen counts
            told = done_sentence(done, self._place)
            if done.to_settle:
                where = keys_in(_("{branch} lists what is to be settled."))
                told = _("{told} {next}").format(told=told, next=where)
            self._host.tell(told, wrong=done.failed is not None)
        self._host.after_act()

    def action_elsewhere(self) -> None:
        """Ask for another folder to exchange through."""
        if self._steps is not None:
            return
        self.dismiss()
        self._asking.ask_where()

    def action_stop(self) -> None:
        """Go back; what is under way ends after its step, and the next exchange goes on."""
        if self._steps is not None:
            self._steps.close()
            self._steps = None
            self._host.tell(_("Stopped; the next exchange goes on."))
            self._host.after_act()
        self.dismiss()

    def _give_up(self, why: BaseException) -> None:
        self._steps = None
        self._host.tell(sentence(why), wrong=True)
        self._host.after_act()
        self.dismiss()
