"""Books of a branch over a place: what is new arrives, once, whatever happens to the bundles."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import BranchError
from fieldbook.exchange.belonging import require_belonging
from fieldbook.exchange.bundle import From, Header, To, written
from fieldbook.exchange.carrier import Carrier
from fieldbook.exchange.exchanging import prospect, through
from fieldbook.exchange.founding import found, invited, invited_book, join
from fieldbook.exchange.keys import decrypted, joining_secret, new_identity, public_of
from fieldbook.exchange.names import BundleName
from fieldbook.exchange.telling import prospect_lines
from fieldbook.i18n import use_language
from fieldbook.opening import BookOnDisk
from tests.exchange.branch import Branch, forge, titles
from tests.exchange.carriers import CARRIERS, MemoryCarrier


@pytest.fixture(params=CARRIERS)
def branch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Branch]:
    """A branch, over each carrier."""
    (tmp_path / "stick").mkdir()
    make: Callable[[Path], Carrier] = request.param
    with Branch(tmp_path, make(tmp_path / "stick")) as made:
        yield made


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory, which the test may lose and change."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def held(branch: Branch) -> dict[str, bytes]:
    """The bundles in memory."""
    assert isinstance(branch.carrier, MemoryCarrier)
    return branch.carrier.held


def of(book: BookOnDisk, branch: Branch) -> list[str]:
    """The bundles a book has written that are still there."""
    return [name for name in held(branch) if f"/{book.exchange.replica}/" in name]


def test_what_is_written_in_one_book_arrives_in_the_other(branch: Branch) -> None:
    """An issue goes up, a task comes down, and each is there once."""
    li = branch.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    branch.own.tasks.write(Draft(title="春耕"))
    branch.round(li)
    assert titles(branch.own) == {"水渠漏水"}
    assert [each.title for each in li.tasks.all()] == ["春耕"]


def test_again_adds_nothing(branch: Branch) -> None:
    """Once all is exchanged, more exchanges change neither a book nor the place."""
    li = branch.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    branch.round(li)
    before = branch.whole(branch.carrier), len(li.acts), len(branch.own.acts)
    for book in (li, branch.own, li):
        seen, done = branch.swap(book)
        assert seen.is_empty
        assert (done.taken, done.handed) == (0, 0)
    assert (branch.whole(branch.carrier), len(li.acts), len(branch.own.acts)) == before


def test_only_what_is_new_goes_the_next_time(lone: Branch) -> None:
    """What was acknowledged is not handed in again."""
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.round(li)
    li.issues.raise_(Draft(title="路灯不亮"))
    seen, done = lone.swap(li)
    assert (seen.goes[0].counts, done.handed) == ({"issues": 1}, 1)


def test_what_was_undone_before_it_went_is_not_counted(lone: Branch) -> None:
    """A preview counts what the other book will show; a removal of what it has is shown."""
    li = lone.joined("李霞平")
    kept = li.issues.raise_(Draft(title="水渠漏水"))
    li.issues.raise_(Draft(title="记错了"))
    li.undo()
    seen, done = lone.swap(li)
    assert (seen.goes[0].counts["issues"], done.handed) == (1, sum(seen.goes[0].counts.values()))
    seen, _done = lone.swap(lone.own)
    assert (seen.comes[0].counts["issues"], seen.plan.added["issues"]) == (1, 1)
    lone.swap(li)
    li.issues.remove(kept.id)
    seen, done = lone.swap(li)
    assert (seen.goes[0].counts, done.handed) == ({"issues": 1}, 1)
    assert lone.swap(lone.own)[0].plan.changed == {"issues": 1}


def test_a_book_with_only_what_was_undone_reports_all_the_same(lone: Branch) -> None:
    """Nothing of it is to be seen, but the branch hears of the book, and that is told."""
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="记错了"))
    li.undo()
    seen, done = lone.swap(li)
    assert ([each.counts for each in seen.goes], done.handed, done.reported) == ([{}], 0, True)


def test_what_only_books_know_is_no_change(lone: Branch) -> None:
    """That a household was ever one's own comes back from the branch, and is told as no change."""
    li = lone.joined("李霞平")
    lone.round(li)
    (me,) = li.members.all()
    home = li.households.assign(Draft(head="陈桂生", contact=me.id))
    lone.swap(li)
    lone.swap(lone.own)
    seen, done = lone.swap(li)
    (joining,) = (each for each in seen.plan.joinings if each.after["id"] == home.id)
    assert joining.after["merged"]["past"] == ["3"]
    assert not seen.plan.added
    assert not seen.plan.changed
    assert done.taken == 0
    lone.own.households.edit(home.id, Draft(note="东屋"))
    lone.swap(lone.own)
    seen, done = lone.swap(li)
    assert (seen.plan.changed, done.taken) == ({"households": 1}, 1)


def test_old_bundles_go(lone: Branch) -> None:
    """However often one exchanges, no more than the last bundle for each other book stays."""
    li = lone.joined("李霞平")
    for turn in range(4):
        li.issues.raise_(Draft(title=f"问题{turn}"))
        lone.swap(li)
        lone.swap(li)
        assert len(of(li, lone)) == 1
    lone.round(li)
    assert len(held(lone)) <= 2


def test_a_lost_bundle_is_made_up_for(lone: Branch) -> None:
    """What was in a bundle that never arrived comes with the next."""
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    held(lone).clear()
    lone.swap(li)
    lone.swap(lone.own)
    assert titles(lone.own) == {"水渠漏水"}


def test_a_lost_answer_is_made_up_for(lone: Branch) -> None:
    """Where the word that all was taken is lost, it is said again, and then all is quiet."""
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    lone.swap(lone.own)
    for name in of(lone.own, lone):
        del held(lone)[name]
    lone.round(li)
    lone.round(li)
    assert [lone.swap(book)[0].is_empty for book in (li, lone.own)] == [True, True]
    assert titles(lone.own) == {"水渠漏水"}


def test_a_restored_book_takes_what_is_numbered_anew_for_it(lone: Branch) -> None:
    """Its partners begin at 1 again; what it had taken in as what it was before counts for nothing."""
    li = lone.joined("李霞平")
    lone.round(li)
    lone.own.tasks.write(Draft(title="春耕"))
    lone.round(li)
    li.store.begin_replica()
    lone.swap(li)
    lone.own.tasks.write(Draft(title="秋收"))
    lone.swap(lone.own)
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    assert {each.title for each in li.tasks.all()} == {"春耕", "秋收"}
    lone.round(li)
    assert titles(lone.own) == {"水渠漏水"}
    assert [lone.swap(book)[0].is_empty for book in (li, lone.own)] == [True, True]


def test_one_delivery_is_counted_alike_at_both_ends(lone: Branch) -> None:
    """What the branch hands out is what the member takes in, who knows himself from his invitation."""
    li = lone.joined("李霞平")
    lone.own.groups.found(Draft(name="3组"))
    lone.own.tasks.write(Draft(title="春耕"))
    lone.swap(li)
    handed = lone.swap(lone.own)[1].handed
    seen, done = lone.swap(li)
    assert handed == sum(seen.comes[0].counts.values()) == done.taken == 2


@pytest.mark.parametrize("again", [False, True])
def test_as_many_are_taken_as_the_branch_says_to_give_out(lone: Branch, again: bool) -> None:
    """The member came with his invitation: he is none of them, also where he wrote something before.

    Nor where the branch exchanged twice, and what it gave out first was not taken yet.
    """
    li = lone.joined("李霞平")
    lone.own.tasks.write(Draft(title="春耕"))
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    handed = lone.swap(lone.own)[1].handed
    if again:
        lone.own.tasks.write(Draft(title="冬修"))
        seen, done = lone.swap(lone.own)
        assert done.handed == sum(seen.goes[0].counts.values())
        handed = done.handed
    seen, done = lone.swap(li)
    assert handed == sum(seen.comes[0].counts.values()) == done.taken == 1 + again


def test_the_branch_is_told_that_what_it_takes_in_goes_on(lone: Branch) -> None:
    """What others get of it the preview cannot count yet."""
    use_language("en")
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    seen = through(prospect(lone.own, lone.carrier))
    told = [each.text for each in prospect_lines(seen, lone.own.shelf)]
    assert "What is taken in and others are to have goes on to them, too." in told


def test_what_comes_is_told_once_where_all_of_it_is_new(lone: Branch) -> None:
    """Where some of it changes what is here, what is new stands apart."""
    use_language("en")
    li = lone.joined("李霞平")
    issue = li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)

    def told() -> list[str]:
        seen = through(prospect(lone.own, lone.carrier))
        lines = [each.text for each in prospect_lines(seen, lone.own.shelf)]
        return [each for each in lines if "issue" in each and "here" in each]

    assert not told()
    lone.round(li)
    li.issues.edit(issue.id, Draft(detail="两处"))
    li.issues.raise_(Draft(title="路不平"))
    lone.swap(li)
    assert told() == ["New here: issue 1", "Changed here: issue 1"]


def test_a_book_brought_back_is_no_stranger(lone: Branch) -> None:
    """What it hands in anew is here already: only what it wrote since is told, and when it last came."""
    li = lone.joined("李霞平")
    lone.own.tasks.write(Draft(title="春耕"))
    lone.round(li)
    lone.own.store.begin_replica()
    lone.own.tasks.write(Draft(title="秋收"))
    lone.swap(lone.own)
    (side,) = lone.swap(li)[0].comes
    assert (side.since != "", dict(side.counts)) == (True, {"tasks": 1})


def test_what_only_an_old_copy_has_is_told_and_taken(lone: Branch) -> None:
    """A book that another took the place of has handed something in: it is seen that there is something."""
    li = lone.joined("李霞平")
    was = li.exchange.replica
    lone.round(li)
    li.store.begin_replica()
    lone.round(li)
    issue = li.issues.raise_(Draft(title="水渠漏水"))
    row = next(each for each in li.store.db.rows("issues").values() if each["id"] == issue.id)
    forge(li, lone, ("issues", dict(row)), replica=was)
    seen, done = lone.swap(lone.own)
    assert ([dict(each.counts) for each in seen.comes], done.taken) == ([{"issues": 1}], 1)
    forge(li, lone, ("issues", dict(row)), replica=was, number=900_001)
    assert lone.swap(lone.own)[0].comes == ()


def test_an_older_bundle_put_back_changes_nothing(lone: Branch) -> None:
    """A bundle that turns up late, after newer ones, is passed over without a word."""
    li = lone.joined("李霞平")
    issue = li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    old = dict(held(lone))
    li.issues.edit(issue.id, Draft(title="水渠不漏了"))
    lone.round(li)
    held(lone).clear()
    held(lone).update(old)
    seen, done = lone.swap(lone.own)
    assert (seen.refused, done.taken) == ((), 0)
    assert titles(lone.own) == {"水渠不漏了"}


def test_a_half_arrived_bundle_is_left_until_it_is_whole(lone: Branch) -> None:
    """Half a bundle is told and left; once the rest is there, it is taken."""
    li = lone.joined("李霞平")
    lone.round(li)
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    (name,) = of(li, lone)
    whole = held(lone)[name]
    held(lone)[name] = whole[:-10]
    seen, done = lone.swap(lone.own)
    assert [each.why for each in seen.refused] == ["half"]
    assert done.taken == 0
    held(lone)[name] = whole
    lone.swap(lone.own)
    assert titles(lone.own) == {"水渠漏水"}


def named(branch: Branch, book: BookOnDisk, number: int, data: bytes) -> str:
    """A name under which these bytes would be a book's bundle."""
    mine = require_belonging(branch.own.exchange)
    return str(BundleName.of(mine.id, book.exchange.replica, number, data))


def header(branch: Branch, book: BookOnDisk, /, **changed: object) -> Header:
    """The header of a bundle of a member's book to the branch's."""
    mine, theirs = (require_belonging(each.exchange) for each in (branch.own, book))
    made = Header(
        fieldbook="bundle",
        format=1,
        branch=mine.id,
        writer=From(
            book.exchange.replica, theirs.member, public_of(theirs.identity), theirs.invitation
        ),
        to=To(branch.own.exchange.replica),
        number=7,
        at="2026-11-21T08:00:00+08:00",
    )
    return msgspec.structs.replace(made, **changed)


def why_refused(
    branch: Branch, book: BookOnDisk, made: Header, lines: tuple[bytes, ...] = (), secret: str = ""
) -> list[str]:
    """Why a bundle with this header is refused in the branch's book, and that nothing changes by it."""
    mine = require_belonging(branch.own.exchange)
    key = bytes.fromhex(secret or require_belonging(book.exchange).secret)
    data = written(made, lines, key, [mine.public])
    held(branch)[named(branch, book, 7, data)] = data
    acts = len(branch.own.acts)
    seen, done = branch.swap(branch.own)
    assert (done.taken, len(branch.own.acts)) == (0, acts)
    return [each.why for each in seen.refused]


def test_who_does_not_know_the_secret_is_refused(lone: Branch) -> None:
    """A bundle made with the public key alone, which anybody may see, is refused."""
    li = lone.joined("李霞平")
    assert why_refused(lone, li, header(lone, li), secret="00" * 32) == ["tampered"]


def test_a_bundle_under_anothers_name_is_refused(lone: Branch) -> None:
    """Another number, another replica, another branch, or a member whose book it is not."""
    li, wang = lone.joined("李霞平"), lone.joined("王明")
    lone.round(li, wang)
    theirs = header(lone, li).writer
    for changed in (
        {"number": 8},
        {"branch": "01890000-0000-7000-8000-00000000ffff"},
        {"writer": msgspec.structs.replace(theirs, replica="ffffffff")},
        {"writer": header(lone, wang).writer},
        {"writer": msgspec.structs.replace(theirs, public="age1no")},
    ):
        held(lone).clear()
        assert why_refused(lone, li, header(lone, li, **changed)) == ["tampered"]


def test_what_no_book_writes_is_refused(lone: Branch) -> None:
    """Lines that are no documents, or of tables there are not, are refused whole."""
    li = lone.joined("李霞平")
    for line in (b"1", b"{}", b'{"table":"acts","document":{"id":"x"}}',
                 b'{"table":"issues","document":{"id":1}}', b'{"table":"issues","document":[]}'):  # fmt: skip
        held(lone).clear()
        assert why_refused(lone, li, header(lone, li), (line,)) == ["bad_documents"]


def test_a_newer_bundle_is_left(lone: Branch) -> None:
    """What a newer fieldbook wrote is told and left where it lies."""
    li = lone.joined("李霞平")
    assert why_refused(lone, li, header(lone, li, format=2)) == ["newer"]


def test_who_was_not_invited_is_refused(lone: Branch) -> None:
    """An invitation that is not the last one no longer holds; nor does one of a member who left."""
    li = lone.joined("李霞平")
    member = lone.own.members.all()[0]
    again = lone.invitation(member)
    assert why_refused(lone, li, header(lone, li)) == ["not_invited"]
    join(li, again)
    lone.own.members.remove(member.id)
    held(lone).clear()
    assert why_refused(lone, li, header(lone, li)) == ["not_invited"]
    lone.swap(lone.own)
    assert of(lone.own, lone) == []


def test_a_book_that_was_lost_is_handed_nothing_more(lone: Branch) -> None:
    """Once its member is invited anew, what the branch writes waits for the book that joins by that."""
    li, new = lone.joined("李霞平"), lone.book("new")
    lone.round(li)
    held(lone).clear()
    again = lone.invitation(lone.own.members.all()[0])
    lone.own.tasks.write(Draft(title="春耕"))
    lone.swap(lone.own)
    assert of(lone.own, lone) == []
    join(new, again)
    lone.round(new)
    assert [[each.title for each in book.tasks.all()] for book in (li, new)] == [[], ["春耕"]]


def test_joining_again_goes_on_with_new_keys(lone: Branch) -> None:
    """After a new invitation the old key opens nothing that is written, and nothing is lost."""
    li = lone.joined("李霞平")
    lone.round(li)
    before = require_belonging(li.exchange)
    join(li, lone.invitation(lone.own.members.all()[0]))
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.own.tasks.write(Draft(title="春耕"))
    lone.swap(li)
    lone.swap(lone.own)
    (name,) = of(lone.own, lone)
    assert decrypted(held(lone)[name], [before.identity]) is None
    lone.swap(li)
    assert (titles(lone.own), len(li.tasks.all())) == ({"水渠漏水"}, 1)
    assert lone.swap(lone.own)[0].is_empty


def test_joining_twice_by_one_invitation_changes_nothing(lone: Branch) -> None:
    """The same file again is no new key."""
    book = lone.book("李霞平")
    invitation = lone.invitation(lone.member("李霞平"))
    made = join(book, invitation)
    assert join(book, invitation) == made
    assert len(book.members.all()) == 1


def test_a_book_joins_one_branch_only(lone: Branch, tmp_path: Path) -> None:
    """Neither another branch, nor another member's place in it, is taken by a book that has one."""
    li = lone.joined("李霞平")
    with pytest.raises(BranchError) as caught:
        join(li, lone.invitation(lone.member("王明")))
    assert caught.value.what == "belongs_already"
    with Branch(tmp_path / "other", MemoryCarrier()) as other, pytest.raises(BranchError):
        join(li, other.invitation(other.member("李霞平")))
    with pytest.raises(BranchError):
        found(li, "另一个支部")
    with pytest.raises(BranchError) as caught:
        invited(li, li.members.all()[0])
    assert caught.value.what == "not_the_branch"


def test_each_bundle_opens_with_its_own_members_key_only(lone: Branch) -> None:
    """What goes down to one member is closed to another, and to whoever finds the stick."""
    li, wang = lone.joined("李霞平", "1"), lone.joined("王明", "2")
    lone.own.tasks.write(Draft(title="春耕"))
    lone.round(li, wang)
    lone.own.tasks.write(Draft(title="夏收"))
    lone.swap(lone.own)
    keys = [require_belonging(book.exchange).identity for book in (li, wang)]
    opened = [[decrypted(held(lone)[name], [key]) is not None for key in keys]
              for name in of(lone.own, lone)]  # fmt: skip
    assert sorted(opened) == [[False, True], [True, False]]
    assert all(decrypted(each, [new_identity()]) is None for each in held(lone).values())


def test_a_member_has_several_books(lone: Branch) -> None:
    """Two computers of one member join by one invitation, and each gets what the other wrote."""
    home, office = lone.book("home"), lone.book("office")
    invitation = lone.invitation(lone.member("李霞平"))
    for book in (home, office):
        join(book, invitation)
    lone.own.tasks.write(Draft(title="春耕"))
    lone.round(home, office)
    lone.round(home, office)
    assert [len(book.tasks.all()) for book in (home, office)] == [1, 1]


def test_the_branch_has_several_books(lone: Branch) -> None:
    """The secretary's second computer gets all the first has, and members find both."""
    li = lone.joined("李霞平")
    second = lone.book("second")
    join(second, invited_book(lone.own))
    li.issues.raise_(Draft(title="水渠漏水"))
    for _turn in range(3):
        lone.round(li, second)
    assert titles(second) == titles(lone.own) == {"水渠漏水"}
    second.tasks.write(Draft(title="春耕"))
    for _turn in range(3):
        for book in (second, li, lone.own):
            lone.swap(book)
    assert len(li.tasks.all()) == len(lone.own.tasks.all()) == 1
    assert all(lone.swap(book)[0].is_empty for book in (li, second, lone.own))


class Full(MemoryCarrier):
    """A place that takes so many bundles and no more."""

    room = 1

    def put(self, name: str, data: bytes) -> None:
        if len(self.held) >= self.room:
            raise OSError(errno.ENOSPC, "full", name)
        super().put(name, data)


def test_a_full_place_stops_the_handing_in_and_loses_nothing(tmp_path: Path) -> None:
    """What was taken in stays, the rest is told, and the next exchange goes on."""
    place = Full()
    with Branch(tmp_path, place) as branch:
        li, wang = branch.joined("李霞平"), branch.joined("王明")
        li.issues.raise_(Draft(title="水渠漏水"))
        branch.swap(li)
        seen, done = branch.swap(branch.own)
        assert (done.taken, done.failed is not None) == (1, True)
        assert titles(branch.own) == {"水渠漏水"}
        assert not seen.is_empty
        place.room = 99
        branch.own.tasks.write(Draft(title="春耕"))
        branch.round(li, wang)
        assert [len(book.tasks.all()) for book in (li, wang)] == [1, 1]


def test_looking_changes_nothing(lone: Branch) -> None:
    """What an exchange would do is seen without a byte written anywhere."""
    li = lone.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    lone.swap(li)
    before, log = dict(held(lone)), lone.own.store.db.journal.log_bytes
    seen = through(prospect(lone.own, lone.carrier))
    assert (seen.comes[0].member, seen.comes[0].counts) == ("李霞平", {"issues": 1})
    assert (held(lone), lone.own.store.db.journal.log_bytes) == (before, log)


def test_another_book_of_the_branch_vouches_for_an_invitation(lone: Branch) -> None:
    """Who was invited at one computer of the secretary's is known at the other, without a word between."""
    second = lone.book("second")
    join(second, invited_book(lone.own))
    li = lone.joined("李霞平")
    lone.swap(li)
    mine, theirs = require_belonging(second.exchange), require_belonging(li.exchange)
    assert joining_secret(mine.identity, theirs.member, theirs.invitation).hex() == theirs.secret


def test_households_made_one_in_one_book_are_one_in_all(branch: Branch) -> None:
    """Also where another book wrote in the one that went, not knowing of it: both words stay."""
    li = branch.joined("李霞平")
    (member,) = branch.own.members.all()
    first, again = (
        branch.own.households.assign(Draft(head="王树林", contact=member.id)) for _twice in range(2)
    )
    branch.round(li)
    li.households.edit(again.id, Draft(note="搬到河西"))
    li.visits.note(Draft(household=again.id, learned="缺种子"))
    branch.own.households.merge(first.id, [again.id])
    branch.round(li)
    for book in (li, branch.own):
        (home,) = book.households.all()
        assert home.note == "搬到河西"
        assert book.households.get(again.id) == home
        assert not list(book.shelf.trash())
        (visit,) = book.visits.all()
        assert visit.household == home.id


@pytest.mark.parametrize("wrote", [False, True])
def test_what_was_removed_and_restored_clashes_with_nothing(branch: Branch, wrote: bool) -> None:
    """Whoever had it removed by the branch is not told of two wordings, unless he wrote in it meanwhile."""
    her = branch.joined("何晓燕")
    (member,) = branch.own.members.all()
    home = branch.own.households.assign(Draft(head="邓长根", contact=member.id))
    issue = branch.own.issues.raise_(Draft(title="缺抵押", household=home.id))
    branch.round(her)
    if wrote:
        her.issues.edit(issue.id, Draft(detail="问过信用社"))
    branch.own.issues.remove(issue.id)
    branch.swap(branch.own)
    seen, _done = branch.swap(her)
    assert bool(seen.plan.clashes) is wrote
    branch.own.issues.restore(issue.id)
    branch.swap(branch.own)
    seen, _done = branch.swap(her)
    assert not seen.plan.clashes
    assert titles(her) == {"缺抵押"}


def test_a_clash_is_told_with_the_words_that_are_new_here(branch: Branch) -> None:
    """Whose book already holds both wordings is not quoted with the one this book has itself."""
    his = branch.joined("李霞平")
    contact = require_belonging(his.exchange).member
    home = his.households.assign(Draft(head="陈桂生", contact=contact))
    issue = his.issues.raise_(Draft(title="井台结冰", household=home.id))
    for each in (his, branch.own, his):
        branch.swap(each)
    his.issues.edit(issue.id, Draft(title="井台结冰，滑倒一人"))
    branch.own.issues.edit(issue.id, Draft(title="井台结冰，东边最厚"))
    branch.swap(branch.own)
    branch.swap(his)
    seen, _done = branch.swap(branch.own)
    (clash,) = seen.plan.clashes
    assert clash.ours["title"] == "井台结冰，东边最厚"
    assert clash.theirs["title"] == "井台结冰，滑倒一人"


def test_both_values_are_told_where_the_later_counts(lone: Branch) -> None:
    """A number gives way and is seen nowhere afterwards: both are told before, and nothing is promised."""
    use_language("en")
    li = lone.joined("李霞平")
    (me,) = lone.own.members.all()
    home = lone.own.households.assign(Draft(head="陈桂生", contact=me.id, people=9))
    lone.round(li)
    (group,) = (lone.own.groups.found(Draft(name="河滩组")),)
    li.households.edit(home.id, Draft(people=10))
    lone.clock.pass_days(1)
    lone.own.households.edit(home.id, Draft(people=11, group=group.id))
    lone.swap(li)
    seen, _done = lone.swap(lone.own)
    told = [each.text for each in prospect_lines(seen, lone.own.shelf)]
    both = "People: here “11”, 李霞平 “10”; the later one counts: 11"
    assert [each for each in told if "the later" in each] == [f"household #1 陈桂生, {both}"]
    assert not [each for each in told if each.startswith("Afterwards")]


def test_what_only_an_exchange_noted_is_no_difference_to_a_copy(lone: Branch) -> None:
    """A household that was handed on, as nobody sees, is the one that the copy has."""
    mara = lone.member("Mara Lind")
    home = lone.own.households.assign(Draft(head="Darlene Pruitt", contact=mara.id))
    before = tuple(lone.own.shelf.everything())
    book = lone.book("mara")
    join(book, lone.invitation(mara))
    lone.round(book)
    assert lone.own.households.get(home.id) != home
    assert lone.own.keeping.compare(before).changes == ()
    lone.own.households.edit(home.id, Draft(phone="555-0100"))
    (only,) = lone.own.keeping.compare(before).changes
    assert only.after.id == home.id
