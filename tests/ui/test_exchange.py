"""Exchanging from the screens: found or join first, see what would go and come, then do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.exchange.belonging import require_belonging
from fieldbook.exchange.exchanging import exchange, prospect, through
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.founding import found, invited, join
from fieldbook.exchange.invitation import read_invitation, write_invitation
from fieldbook.exchange.places import offered, remember_place
from fieldbook.opening import open_book
from fieldbook.settings import Settings
from fieldbook.ui.screens.exchange import ExchangeScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.told.versions import described, set_of
from tests.ui.hands import Hands, Screens


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


async def type_over(user: Hands, words: str) -> None:
    """Type a path in the place of the one that is offered."""
    await user.press("ctrl+u")
    await user.type(words)
    await user.press("enter")


async def exchange_at(user: Hands, place: Path) -> None:
    """Open the sheet for a place, the first time by its path."""
    await user.press("X")
    if not isinstance(user.app.screen, ExchangeScreen):
        await type_over(user, str(place))


async def test_a_secretary_founds_invites_and_exchanges(
    screens: Screens, stick: Path, tmp_path: Path
) -> None:
    """X founds the branch, I invites under Members, and the member's issue comes in by X again."""
    async with screens() as user:
        member = user.book.members.write(Draft(name="李霞平", contact_group="3"))
        await user.press("7", "X")
        await user.see("本工作本尚未加入支部")
        await user.press("f")
        await type_over(user, "崔寨子支部")
        assert require_belonging(user.book.exchange).name == "崔寨子支部"
        # On Meeting, too, where p is the period.
        await user.until(lambda: "按 1，再按 p 到“成员”，按 I" in user.told())
        await user.press("1", "p")
        assert "I 邀请" in user.footer()
        await user.press("I")
        path = tmp_path / "invitation.json"
        await type_over(user, str(path))
        invitation = read_invitation(path)
        assert invitation.member["id"] == member.id
        with open_book(tmp_path / "li" / "book.json", backups=None) as book:
            join(book, invitation)
            book.issues.raise_(Draft(title="水渠漏水"))
            carrier = FolderCarrier(stick)
            through(exchange(book, carrier, through(prospect(book, carrier)), about="stick"))
        await exchange_at(user, stick)
        await user.see("李霞平（首次）：问题 1", "F2：交换")
        await user.see("哪些交出去，哪些留下", "给每位成员：任务", "留下不发：日记和会议纪要")
        assert not user.book.issues.all()
        await user.press("f2")
        await user.until(user.book.issues.all, user.seen())
        await user.until(lambda: "已收取1条" in user.told())


async def test_a_member_joins_and_hands_in(screens: Screens, stick: Path, tmp_path: Path) -> None:
    """X joins by a file; then X hands in, and once more says that there is nothing new."""
    with open_book(tmp_path / "own" / "book.json", backups=None) as own:
        found(own, "崔寨子支部")
        member = own.members.write(Draft(name="周正", contact_group="3"))
        write_invitation(tmp_path / "invitation.json", invited(own, member))
    async with screens() as user:
        user.book.issues.raise_(Draft(title="水渠漏水"))
        await user.press("X", "j")
        await type_over(user, str(tmp_path / "invitation.json"))
        await exchange_at(user, stick)
        await user.see("待上交", "支部（首次）：问题 1")
        await user.see("给支部：这里记下的全部工作", "留下不交：日记里没有汇报的记事")
        await user.press("escape")
        assert not any(stick.iterdir())  # noqa: ASYNC240  # nobody waits for it
        await exchange_at(user, stick)
        await user.press("f2")
        await user.until(lambda: "已上交1条" in user.told(), user.seen())
        await user.press("X")
        await user.see("没有新的内容")
        await user.press("escape", "p", "I")
        assert "成员的工作本" in user.told()


async def test_an_invitation_in_a_folder_nearby_is_offered(
    screens: Screens, stick: Path, tmp_path: Path
) -> None:
    """Folders here are looked into, and where it was looked stands below."""
    with open_book(tmp_path / "own" / "book.json", backups=None) as own:
        found(own, "崔寨子支部")
        member = own.members.write(Draft(name="周正", contact_group="3"))
        write_invitation(stick / "invitation.json", invited(own, member))
    async with screens() as user:
        await user.press("X", "j")
        await user.see("invitation.json", "stick", "已找过：当前文件夹", "下一层文件夹。")
        await user.press(*"invitation.json", "enter")
        assert require_belonging(user.book.exchange).member == member.id


async def test_the_first_exchange_begins_its_offers_where_the_invitation_lay(
    screens: Screens, stick: Path, tmp_path: Path
) -> None:
    """Above sticks that are in, while it is there and nothing was used; it is no place used before."""
    with open_book(tmp_path / "own" / "book.json", backups=None) as own:
        found(own, "崔寨子支部")
        member = own.members.write(Draft(name="周正", contact_group="3"))
        write_invitation(stick / "invitation.json", invited(own, member))
    async with screens() as user:
        await user.press("X", "j")
        await type_over(user, str(stick / "invitation.json"))
        room = user.book.exchange
        assert offered(room) == {str(stick): "stick"}
        stick.rename(tmp_path / "away")  # noqa: ASYNC240  # nobody waits for it
        assert not offered(room)
        (tmp_path / "away").rename(stick)
        await user.press("X")
        assert isinstance(user.app.screen, PathScreen)
        await user.press("enter")
        await user.until(lambda: isinstance(user.app.screen, ExchangeScreen), user.seen())
        remember_place(room, tmp_path)
        assert offered(room) == {str(tmp_path): tmp_path.name}


@pytest.mark.parametrize("is_member", [True, False])
async def test_a_new_book_of_a_branch_waits_for_what_the_branch_has(
    screens: Screens, tmp_path: Path, is_member: bool
) -> None:
    """A member is not told to write down the households that are coming; the branch's own book is."""
    with open_book(tmp_path / "own" / "book.json", backups=None) as own:
        found(own, "崔寨子支部")
        his = invited(own, own.members.write(Draft(name="周正", contact_group="3")))
    async with screens() as user:
        if is_member:
            join(user.book, his)
        else:
            found(user.book, "崔寨子支部")
        user.app.after_act()
        await user.press("2", "1")
        assert ("支部交换过后，按 X 收取" in user.seen()) is is_member
        assert ("导入花名册" in user.seen()) is not is_member


async def test_a_stick_that_is_not_in_is_told(screens: Screens, stick: Path) -> None:
    """A place that is no folder is a sentence in the question, which stays to be answered anew."""
    async with screens() as user:
        found(user.book, "崔寨子支部")
        await exchange_at(user, stick / "nowhere")
        await user.see("没有文件夹")
        assert isinstance(user.app.screen, PathScreen)
        await type_over(user, str(stick))
        await user.see("没有新的内容")
        await user.until(lambda: isinstance(user.app.screen, ExchangeScreen), user.seen())


async def test_an_invitation_goes_into_the_folder_that_is_named(
    screens: Screens, stick: Path
) -> None:
    """A stick is named in the place of a file on it; a folder that is not there is told and asked anew."""
    async with screens() as user:
        user.book.members.write(Draft(name="李霞平", contact_group="3"))
        found(user.book, "崔寨子支部")
        await user.press("p", "I")
        await type_over(user, str(stick / "away" / "invitation.json"))
        await user.see("不存在")
        assert isinstance(user.app.screen, PathScreen)
        await type_over(user, str(stick))
        await user.until((stick / "邀请-李霞平.json").is_file, user.seen())
        await user.until(lambda: "请当面交给李霞平" in user.told(), user.seen())
        assert offered(user.book.exchange) == {str(stick): "stick"}


async def test_an_invitation_where_one_happens_to_be_names_no_place(
    screens: Screens, tmp_path: Path
) -> None:
    """What is offered for the file without a word typed is no stick."""
    async with screens() as user:
        user.book.members.write(Draft(name="李霞平", contact_group="3"))
        found(user.book, "崔寨子支部")
        await user.press("p", "I", "enter")
        await user.until((tmp_path / "邀请-李霞平.json").is_file, user.seen())
        assert not offered(user.book.exchange)


async def test_an_invitation_that_is_there_is_replaced_only_when_asked(
    screens: Screens, stick: Path
) -> None:
    """The screen asks, as with a paper; it names no option of the command line."""
    async with screens() as user:
        user.book.members.write(Draft(name="李霞平", contact_group="3"))
        found(user.book, "崔寨子支部")
        there = stick / "邀请-李霞平.json"
        there.write_text("old", encoding="utf-8")
        for answer in ("n", "y"):
            assert there.read_text(encoding="utf-8") == "old"
            await user.press("p", "I")
            await type_over(user, str(stick))
            await user.see("已有同名文件")
            await user.press(answer)
        await user.until(lambda: there.read_text(encoding="utf-8") != "old", user.seen())


async def test_one_joins_by_the_invitation_in_a_folder(
    screens: Screens, stick: Path, tmp_path: Path
) -> None:
    """A folder that is named shows its invitations, and Enter takes the one that is marked."""
    with open_book(tmp_path / "own" / "book.json", backups=None) as own:
        found(own, "崔寨子支部")
        member = own.members.write(Draft(name="周正", contact_group="3"))
        write_invitation(stick / "邀请-周正.json", invited(own, member))
    async with screens() as user:
        await user.press("X", "j")
        await type_over(user, str(stick))
        await user.see("邀请-周正.json")
        await user.press("enter")
        await user.until(lambda: "已加入支部" in user.told(), user.seen())
        assert require_belonging(user.book.exchange).name == "崔寨子支部"


async def test_the_sheet_tells_what_clashes_and_what_looks_the_same(
    screens: Screens, stick: Path, tmp_path: Path
) -> None:
    """Both texts are read, and a new household is called by its name; the whole of it scrolls."""
    async with screens() as user:
        book = user.book
        found(book, "崔寨子支部")
        member = book.members.write(Draft(name="李霞平", contact_group="3"))
        homes = [
            book.households.assign(Draft(head=f"户{n}", address="西头", contact=member.id))
            for n in range(15)
        ]
        issue = book.issues.raise_(Draft(title="水渠漏水", household=homes[0].id))
        carrier = FolderCarrier(stick)
        with open_book(tmp_path / "li" / "book.json", backups=None) as his:
            join(his, invited(book, member))
            for each in (his, book, his):
                through(exchange(each, carrier, through(prospect(each, carrier)), about="stick"))
            for home in homes:
                his.households.assign(Draft(head=home.head, address=home.address))
            his.issues.edit(issue.id, Draft(detail="西口先漏"))
            book.issues.edit(issue.id, Draft(detail="东口先漏"))
            through(exchange(his, carrier, through(prospect(his, carrier)), about="stick"))
        await exchange_at(user, stick)
        await user.see("这本写“东口先漏”，李霞平写“西口先漏”", "疑似重复：15组")
        await user.press("end")
        await user.see("户 户14（新收）", "交换以后逐条定稿")
        await user.press("f2")
        await user.until(book.exchange.alike, user.seen())
        await user.until(lambda: "16条待定稿。按 B 看待定稿的。" in user.told(), user.told())
        # Today counts the same, and Enter there leads to it.
        await user.press("1", "home")
        assert user.records.rows[0].cells[:2] == ("待定稿", "16")
        await user.press("enter")
        await user.see("待定稿 16")
        await user.press("/", *"东口先漏", "enter", "Y")
        # Which of them is shown now the clocks decide.
        told = "".join(user.seen().split())
        assert "东口先漏（本工作本，" in told
        assert "西口先漏（李霞平，" in told
        first = book.households.get(homes[0].id)
        writers = [described(book, each).rpartition(" · ")[2] for each in set_of(book, first)]
        assert sorted(writers) == ["本工作本", "李霞平"]


async def test_the_places_used_before_are_offered_by_name(screens: Screens, stick: Path) -> None:
    """Where the stick used last is not in, the arrows choose among the names."""
    async with screens() as user:
        found(user.book, "崔寨子支部")
        remember_place(user.book.exchange, stick)
        remember_place(user.book.exchange, stick.with_name("pulled-out"))
        await user.press("X")
        await user.see("pulled-out")
        await user.press("down", "enter")
        await user.until(lambda: isinstance(user.app.screen, ExchangeScreen), user.seen())


async def test_the_settings_tell_the_branch_and_lead_to_it(screens: Screens) -> None:
    """Of a new book that it belongs to none; the key they name founds one, which they tell from then on."""
    async with screens() as user:
        await user.press("S")
        await user.see("交换：本工作本尚未加入支部；按 Ctrl+F7")
        labels = [line.split()[0].partition("：")[0] for line in user.lines() if line.split()]
        assert labels.count("支部") == 1  # the field in which its name is written
        await user.press("ctrl+f7", "f")
        await type_over(user, "崔寨子支部")
        await user.until(lambda: user.app.book_title == "崔寨子支部", user.seen())
        await user.press("S")
        await user.see("支部工作本", "上次交换：尚未交换")


async def test_a_new_household_begins_with_whose_book_it_is(screens: Screens) -> None:
    """Its writer is the contact, who can be taken out, in a member's book as in the branch's."""
    async with screens(settings=Settings(name="周正")) as user:
        member = user.book.members.write(Draft(name="周正"))
        for is_founded in (False, True):
            await user.press("2", "n")
            await user.fill("head", "陈桂生")
            contact = user.form.body.fields["contact"]
            assert contact.draft.strip() == f"{member.id}\t周正"
            await user.fill("contact", "")
            await user.press("backspace", "ctrl+s")
            assert not user.book.households.all()[-1].contact
            if not is_founded:
                found(user.book, "崔寨子支部")
        assert len(user.book.households.all()) == 2
