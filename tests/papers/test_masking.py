"""Names as readers outside the branch see them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import Clock

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.parts import Matter
from fieldbook.i18n import use_language
from fieldbook.papers import ANNEXES, compose, paper_bytes
from fieldbook.papers.masking import AUDIENCES, author_seen, branch_seen, seen_by
from fieldbook.papers.masks import Hand, Where, masked
from fieldbook.papers.who import may_be_a_name
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.named import Named, named


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈桂生", "陈某某"),
        ("陈 桂生", "陈某某"),
        ("李海", "李某某"),
        ("欧阳海", "欧阳某某"),
        ("司马相如", "司马某某"),
        ("諸葛亮明", "諸葛某某"),
        ("东方", "东某某"),
        ("老陈", "陈某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("Chen G.", "C."),
        ("  chen guisheng", "C."),
        ("Ｃｈｅｎ", "C."),
        ("Ömer", "Ö."),
        ("Mrs Patricia O'Connor", "P."),
        ("Mr & Mrs T. Singh", "T."),
        ("Rev. Dr Mary Cole", "M."),
        ("Madam", "M."),
        ("Drew Cole", "D."),
        ("3组老陈", "somebody"),
        ("13800000000", "somebody"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_masked_name_keeps_its_surname_only(name: str, shown: str) -> None:
    """A surname (of two characters where it is one) and 某某; an initial of a Latin name."""
    assert masked(name) == shown


@given(st.text(min_size=1))
def test_masking_never_shows_more_than_a_surname(name: str) -> None:
    """Of whatever was written as a name, at most two characters are left to be seen."""
    shown = masked(name).removesuffix("某某").removesuffix(".").replace("somebody", "")
    assert len(shown) <= 3  # one letter can have a capital form of three


@given(st.text(alphabet="王李张", min_size=2, max_size=9))
def test_masked_names_do_not_tell_their_length(name: str) -> None:
    """Names of two characters and of nine look alike once they are masked."""
    assert masked(name) == name[0] + "某某"


@pytest.mark.parametrize(
    ("member", "called"), [("杨建国", "建国"), ("John Reed", "John"), ("John Reed", "Reed")]
)
def test_a_member_is_named_though_less_than_his_name_stands_elsewhere(
    member: str, called: str
) -> None:
    """Who is only called so is masked, and the member's whole name is not."""
    hand = Hand(Named(people=(called,), members=(member,)), "above", texts=True)
    assert hand.doer(member) == member
    assert hand.line(f"({member})", Where("issue", "title")) == f"({member})"
    assert called not in hand.doer(called)


def test_a_members_name_does_not_uncover_a_head_it_begins_with() -> None:
    """王建国 is read before 强调, though a member is called 王建国强."""
    hand = Hand(Named(people=("王建国",), members=("王建国强",)), "above", texts=True)
    assert "建国" not in hand.line("王建国强调", Where("issue", "title"))


def test_who_reports_is_named_above_unless_he_is_of_the_people() -> None:
    """The level above reads who reports; masked where a household has the name; everybody nothing."""
    book = Named(people=("陈桂生",), members=("陈桂生", "李霞平"))
    told = [[author_seen(name, each, book) for each in AUDIENCES] for name in ("李霞平", "陈桂生")]
    assert told == [["李霞平", "李霞平", ""], ["陈桂生", "陈某某", ""]]
    assert author_seen("李霞平", "somebody else", book) == ""


def test_above_only_members_who_are_nothing_else_are_named(book: Fieldbook) -> None:
    """Who leads a group or heads a household is one of the people, be he a member or not."""
    for name in ("吴梅", "周正", "郑和"):
        book.members.write(Draft(name=name))
    book.groups.found(Draft(name="甲组", leader="孙大有", key_members="周正"))
    book.households.assign(Draft(head="郑和"))
    hand = Hand(named(book.shelf), "above", texts=False)
    told = [hand.doer(each) for each in ("吴梅", "周正", "郑和", "孙大有")]
    assert told == ["吴梅", "周某某", "郑某某", "孙某某"]


@pytest.mark.parametrize(
    "who",
    [
        "赵国栋和妇女小组", "妇女小组、赵国栋", "赵国栋跟青年队", "赵国栋小组", "赵国栋队", "主任赵国栋小组",
        "赵国栋带的妇女小组", "women's group and 赵国栋", "任大海小组", "欧阳建社",
        "Zhao Guodong and the women's group", "the women's group & Zhao Guodong",
        "Zhao Guodong's group", "the Guodong team", "妇女小组带赵国栋一组", "妇女小组由赵国栋带队",
        "水利站 赵国栋 妇女小组", "妇女小组（赵国栋）", "Zhao Guodong with the women's group",
        "the women's group (Zhao Guodong)", "brigade leader Guodong", "old Guodong from the mill",
        "公社赵国栋水利站", "队长赵国栋组", "赵国栋大队会计", "guodong zhao's Guodong group", "the Guodong hill team",
    ],
)  # fmt: skip
def test_a_name_typed_with_a_group_is_masked_above(told_to: Hand, who: str) -> None:
    """Whoever is named together with a group, or has one called after him, is no office."""
    told = told_to.doer(who)
    assert not any(each in told for each in ("国栋", "大海", "建社", "Guodong"))


@pytest.mark.parametrize(
    "who",
    [
        "妇女小组", "水利组", "公社水利站", "柳河大队青年队", "公社水利站和妇女小组", "李霞平和妇女小组",
        "农业技术推广站", "和平大队", "赵家小组", "3组", "the commune's committee", "the women's group",
        "林业站", "卫生院", "施工队", "公社 水利站", "the Liuhe commune's committee", "Liuhe Commune water station",
        "Water supply station", "the water station of Liuhe", "Party Branch", "Team 3", "Women's group", "农田水利组",
        "4组", "大队水利员", "石桥大队三组", "镇政府", "大队会计", "妇女主任", "水利站站长", "3组组长", "妇女小组长", "水利局长", "3组全体社员",
        "双方", "党小组长", "石匠", "车把式", "管理员", "党委书记", "both sides", "brigade bookkeeper",
        "the eldest son", "the eldest", "his wife", "daughter-in-law", "The old mother", "both brothers",
        "各组组长", "全体组长", "各组长和骨干", "两名党员", "驻村第一书记", "村委主任", "各村民小组长",
    ],
)  # fmt: skip
def test_offices_groups_and_cadres_are_told_above(told_to: Hand, who: str) -> None:
    """An office is told, several of them, a group of the book whatever it is called, and a cadre."""
    assert told_to.doer(who) == who


@pytest.mark.parametrize(
    "who", ["guodong", "guodong's group", "guodong zhao with the women's group", "the guodong team"]
)
def test_a_group_called_after_somebody_typed_small_is_no_office(told_to: Hand, who: str) -> None:
    """What an office is called has words of its own; whoever was typed in haste has others."""
    assert "guodong" not in told_to.doer(who)


def test_whoever_raised_it_for_a_group_is_the_group(told_to: Hand) -> None:
    """A group that raised a matter or does a duty is no person there either."""
    assert [told_to.person(each) for each in ("3组", "妇女小组", "赵家小组、钱多多")] == [
        "3组", "妇女小组", "赵家小组、钱某某",
    ]  # fmt: skip


def test_who_stands_beside_somebody_is_nobody_in_a_text(book: Fieldbook) -> None:
    """No everyday word is masked in a text because it stood in a field with a name."""
    draft = Draft(title="渠", raised_by="妇女小组", detail="妇女小组说，妇女主任赵国栋说")
    issue = book.issues.raise_(draft.having(found_on=book.today))
    book.solutions.note(
        Draft(issues=[issue.id], method="修", responsible="妇女主任（赵国栋）", due_on=book.today)
    )
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    (seen,) = seen_by(told, "above", texts=True).issues
    assert seen.detail == "妇女小组说，妇女主任赵某某说"
    assert seen.raised_by
    assert seen.raised_by.name == "妇女小组"
    assert seen.solutions[0].responsible
    assert seen.solutions[0].responsible.name == "妇女主任"


@pytest.mark.parametrize(
    ("who", "name"),
    [
        *((each, "钱多多") for each in (
            "钱多多家", "钱多多组长", "组长钱多多", "妇女小组 钱多多", "大队会计钱多多", "三组钱多多", "钱多多等3户", "钱多多协助李霞平",
            "妇女主任（钱多多）", "水利站：钱多多", "钱多多两口子",
        )),
        *((each, "Mary Cole") for each in (
            "old Mary Cole", "Mary Cole's family", "Mary Cole's team", "brigade bookkeeper Mary Cole",
            "Mary Cole with three men", "the women's group (Mary Cole)", "Mrs Mary Cole",
        )),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["steps", "given_to", "household_text"])
def test_whoever_is_named_in_words_is_masked_in_texts(
    book: Fieldbook, who: str, name: str, field: str
) -> None:
    """A post, a group or a household's word beside a name does not hide it from the scanner."""
    book.members.write(Draft(name="李霞平"))
    text = f"{name}，李霞平，Mrs Hay"
    draft = Draft(title="渠", detail=text, found_on=book.today)
    issue = book.issues.raise_(
        draft.having(household_text=who) if field == "household_text" else draft
    )
    steps = {"steps": [{"what": "量渠", "who": who}]} if field == "steps" else {}
    book.solutions.note(Draft(issues=[issue.id], method="修", **steps))
    if field == "given_to":
        book.tasks.write(Draft(title="送肥", given_to=who, kind="work"))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    told = seen_by(found, "above", texts=True).issues[0].detail
    assert name not in told
    assert told.startswith(("M.", "钱某"))
    assert told.endswith("，李霞平，Mrs Hay")


def test_a_name_typed_without_capitals_is_a_name() -> None:
    """It is masked wherever it stands, and is no office because nothing of it is large."""
    hand = Hand(Named(people=("guodong zhao", "John Branch")), "above", texts=True)
    where = Where("issue", "detail", 1)
    told = [hand.doer(each) for each in ("guodong zhao", "peter zhou", "John Branch")]
    names = ("guodong zhao", "Guodong Zhao", "John Branch")
    told += [hand.line(f"{each} came", where) for each in names]
    assert told == ["G.", "P.", "J.", "G. came", "G. came", "J. came"]


def test_a_head_is_somebody_whatever_he_is_called(book: Fieldbook) -> None:
    """A name that ends like an office, or is a group's too, is masked in every text and column."""
    book.groups.found(Draft(name="和平", leader="班进社"))
    for head in ("时春会", "和平"):
        book.households.assign(Draft(head=head))
    hand = Hand(named(book.shelf), "above", texts=True)
    told = hand.line("时春会说班进社来过，和平也在", Where("issue", "detail", 1))
    assert told == "时某某说班某某来过，和某某也在"
    assert [hand.doer(each) for each in ("时春会", "班进社")] == ["时某某", "班某某"]


def test_each_who_is_named_together_is_told_by_himself(told_to: Hand) -> None:
    """No group is called somebody, and whoever stands twice in a paper is one."""
    whos = ["妇女小组、赵国栋", "赵国栋", "赵大海和水利站", "张和平、水利站"]
    for each in whos:
        told_to.doer(each)
    told_to.settle()
    assert list(map(told_to.doer, whos)) == [
        "妇女小组、赵某甲", "赵某甲", "赵某乙和水利站", "张某某、水利站",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("妇女小组、赵国栋", "妇女小组、赵某某"), ("李霞平、赵国栋", "李霞平、赵某某"),
        ("赵国栋、钱多多", "赵某某、钱某某"), ("李霞平和赵国栋", "李霞平和赵某某"), ("王同和", "王某某"),
        ("任和平、3组", "任某某、3组"), ("大家", "大家"), ("大儿子、老伴", "大儿子、老伴"),
        ("妇女小组（赵国栋）", "妇女小组（赵某某）"), ("赵国栋（3组）", "赵某某（3组）"), ("水利站：赵国栋", "水利站：赵某某"),
        ("大队会计赵国栋", "大队会计赵某某"), ("李霞平组长", "李霞平组长"), ("支书李霞平", "支书李霞平"), ("赵国栋组长", "赵某某组长"), ("妇女小组 赵国栋", "妇女小组 赵某某"),
        ("3组由赵国栋带", "3组由赵某某带"), ("3组组长赵国栋", "3组组长赵某某"), ("赵国栋和双方", "赵某某和双方"),
        ("李霞平（赵国栋）", "李霞平（赵某某）"), ("赵国栋家", "赵某某家"), ("water station - Mary Cole", "water station - M."),
        ("赵国栋 陈桂生", "赵某某 陈某某"), ("陈 桂生", "陈某某"), ("李霞平　赵国栋 3组", "李霞平　赵某某 3组"), ("欧阳 成林", "欧阳某某"),
        ("水利站老李", "水利站李某"), ("1、2组", "1、2组"), ("一、二组", "一、二组"),
        ("the commune and Mary Cole", "the commune and M."), ("Mary Cole & Li Bo", "M. & L."),
    ],
)  # fmt: skip
def test_each_of_several_is_told_as_if_alone(told_to: Hand, who: str, told: str) -> None:
    """A group keeps its name beside somebody who does not, and two persons stay two."""
    assert told_to.doer(who) == told


def test_of_two_in_one_field_a_text_tells_which(book: Fieldbook) -> None:
    """Whoever was only ever named together with others has a mask of his own, in texts, too."""
    issue = book.issues.raise_(Draft(title="渠"))
    matter = {"topic": "渠", "issue": issue.id, "decided": "赵国栋去修", "who": "陈大有、赵国栋"}
    book.diary.keep_minutes(Draft(matters=[matter]))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    seen = str(seen_by(told, "above", texts=True))
    assert "赵某某去修" in seen
    assert "陈某某、赵某某" in seen


@pytest.mark.parametrize("met", ["单玉芝和她婆婆", "单玉芝、婆婆", "单玉芝与其儿媳妇"])
def test_whoever_comes_with_kin_is_no_second_person(book: Fieldbook, met: str) -> None:
    """Who was met with somebody of her household is herself, and shares her mask with nobody."""
    home = book.households.assign(Draft(head="单玉芝"))
    book.visits.note(Draft(household=home.id, met=[met], learned="缺煤"))
    hand = Hand(named(book.shelf), "above", texts=True)
    hand.settle()
    assert hand.person("单玉芝") == "单某某"
    assert hand.person(met) == met.replace("单玉芝", "单某某")


@pytest.mark.parametrize(
    ("who", "given"),
    [("秀英队长", "秀英"), ("二毛组长", "二毛"), ("三嫂组长", "三嫂"), ("大队国栋队长", "国栋"), ("国栋组全体", "国栋")],
)  # fmt: skip
def test_whoever_is_called_by_a_given_name_and_a_post_is_somebody(
    told_to: Hand, who: str, given: str
) -> None:
    """秀英队长 leads no office called 秀英队; 水利站站长 and 三组组长 are posts."""
    assert given not in told_to.doer(who)
    for post in ("水利站站长", "三组组长", "大队会计", "公社植保站"):
        assert told_to.doer(post) == post


@pytest.mark.parametrize("said", ["Young says the well is dry", "Mr Young said so", "Young's roof"])
def test_a_surname_that_is_also_a_title_is_masked(book: Fieldbook, said: str) -> None:
    """Mary Young is called Young; Old Chen is not called Old."""
    book.households.assign(Draft(head="Mary Young"))
    book.households.assign(Draft(head="Old Chen"))
    hand = Hand(named(book.shelf), "above", texts=True)
    hand.settle()
    where = Where("issue", "detail")
    assert "Young" not in hand.line(said, where)
    assert hand.line("An Old wall", where) == "An Old wall"


def test_a_group_that_answers_for_something_is_no_person(book: Fieldbook) -> None:
    """Groups and offices to whom minutes gave something keep their names, in every column and text."""
    group = book.groups.found(Draft(name="柳河3组")).id
    home = book.households.assign(Draft(head="石有根", group=group)).id
    for title, who in (("渠", "柳河3组"), ("井", "公社水利站")):
        issue = book.issues.raise_(Draft(title=title, household=home, detail="公社水利站来看过"))
        matter = {"topic": title, "issue": issue.id, "decided": "柳河3组去修", "who": who}
        book.diary.keep_minutes(Draft(matters=[matter]))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    seen = seen_by(told, "above", texts=True).issues
    assert {each.place.group for each in seen} == {"柳河3组"}
    assert {each.detail for each in seen} == {"公社水利站来看过"}
    (one, other) = (each.solutions[0] for each in seen)
    assert {e.responsible.name for e in (one, other) if e.responsible} == {"柳河3组", "公社水利站"}
    assert one.method == other.method == "柳河3组去修"


@pytest.mark.parametrize("name", ["North Lane", "高桥"])
def test_a_group_that_might_be_a_name_stays_itself(book: Fieldbook, name: str) -> None:
    """Minutes that give it something make nobody of it; whoever leads it is masked."""
    book.groups.found(Draft(name=name, leader="Ned Willis"))
    matter = {"topic": "Fuel", "decided": "Explain the rule", "who": name, "due_on": "2026-12-05"}
    book.diary.keep_minutes(Draft(matters=[matter]))
    hand = Hand(named(book.shelf), "above", texts=True)
    hand.settle()
    assert (hand.place(name), hand.doer(name)) == (name, name)
    assert hand.line(f"Ned Willis of {name}", Where("issue", "detail")) == f"N. of {name}"


def test_who_is_masked_has_the_same_letter_in_the_next_paper(book: Fieldbook, clock: Clock) -> None:
    """Whatever the paper begins with, and whoever of the surname came to the book since."""
    first, second = (book.households.assign(Draft(head=each)) for each in ("陈桂生", "陈大海"))
    book.issues.raise_(Draft(title="渠", household=first.id))
    book.issues.raise_(Draft(title="井", household=second.id))

    def told() -> dict[int, str]:
        found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
        return {each.seq: each.place.household for each in seen_by(found, "above").issues}

    masks = told()
    assert set(masks.values()) == {"陈某甲", "陈某乙"}
    clock.pass_days(1)
    third = book.households.assign(Draft(head="陈小石"))
    urgent = Draft(title="桥", household=third.id, due_on=book.today, found_on=book.today)
    book.issues.raise_(urgent)
    assert told() == {**masks, 3: "陈某丙"}


@pytest.mark.parametrize(
    ("language", "heads", "told"),
    [
        ("en", ("Mary Cole", "Moses Hill"), r"Signs like M\.[12] "),
        ("zh_CN", ("欧阳桂", "欧阳海"), "“欧阳某[甲乙]”"),
    ],
)
def test_a_paper_says_what_its_letters_are(
    book: Fieldbook, language: str, heads: tuple[str, str], told: str
) -> None:
    """Where an M.2 or a 欧阳某乙 stands, one line names it and says that not all need be there; else none does.

    Block A.2 is a place, and nobody's sign.
    """
    use_language(language)
    group = book.groups.found(Draft(name="Block A.2")).id
    book.households.assign(Draft(head=heads[0]))
    for name, is_said in (("王大有", False), (heads[1], True)):
        home = book.households.assign(Draft(head=name, group=group)).id
        book.issues.raise_(Draft(title="渠", household=home))
        found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
        for audience in AUDIENCES:
            paper = compose(found, audience=audience, annexes=("issues",), texts=True)
            assert ("A.2" in repr(paper)) == (audience != "public")
            lines = [each for each in paper.lines if "A.2" in each or re.search(told, each)]
            says = any(re.search(told, each) for each in lines)
            assert len(lines) == says
            assert says == (is_said and audience == "above")


def test_a_sentence_that_ends_with_a_masked_name_has_one_full_stop(book: Fieldbook) -> None:
    """P. ends the sentence, as in P.: there are no two."""
    home = book.households.assign(Draft(head="Petra Moore")).id
    book.issues.raise_(Draft(title="damp at Petra Moore", household=home, referred_on=book.today))
    book.diary.keep_minutes(
        Draft(
            matters=[
                Matter(topic="damp at Petra Moore", decided="ask about Petra Moore", who="P. Q.")
            ]
        )
    )
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    for audience in AUDIENCES:
        paper = compose(found, audience=audience, annexes=ANNEXES, texts=True)
        assert ".." not in str(paper), audience
    assert "damp at P." in str(compose(found, audience="above", annexes=ANNEXES, texts=True))


def test_a_stranger_in_a_text_changes_nobodys_mask(book: Fieldbook) -> None:
    """Whom the book does not know comes behind whom it knows, in the paper that tells of him."""
    home = book.households.assign(Draft(head="陈桂生")).id
    said = "刘桂生说的，王桂生也说了，王大海在场"
    book.issues.raise_(Draft(title="渠", household=home, detail=said))
    book.households.assign(Draft(head="王大海"))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    (seen,) = seen_by(told, "above", texts=True).issues
    assert seen.place.household == "陈某某"
    assert seen.detail == "刘某某说的，王某乙也说了，王某某在场"


def test_letters_tell_nothing_of_the_register(book: Fieldbook) -> None:
    """Who has the register does not read from the letters who is first in it."""
    heads = [f"陈{each}" for each in "桂大小长国春秋石玉文"]
    for code, head in enumerate(heads, 1):
        book.households.assign(Draft(head=head, code=f"{code}"))
    assert [name for name, _which in named(book.shelf).in_order] != heads


def test_a_name_of_two_heads_is_neithers_where_nothing_tells_which(book: Fieldbook) -> None:
    """Two heads of one name are two; whoever is only called so is no third."""
    for group in ("3组", "4组"):
        home = book.households.assign(
            Draft(head="陈桂生", group=book.groups.found(Draft(name=group)).id)
        )
        book.issues.raise_(Draft(title="渠", household=home.id))
    elsewhere = book.households.assign(Draft(head="王大有"))
    book.issues.raise_(Draft(title="井", household=elsewhere.id, raised_by="陈桂生"))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    issues = seen_by(found, "above").issues
    assert {each.place.household for each in issues} == {"陈某甲", "陈某乙", "王某某"}
    assert {each.raised_by.name for each in issues if each.raised_by} == {"陈某某"}


def test_a_head_met_at_home_is_the_head(book: Fieldbook) -> None:
    """Where two households have the name, whoever is met or raises a matter in one of them is its own."""
    for group in ("3组", "4组"):
        found = book.groups.found(Draft(name=group)).id
        home = book.households.assign(Draft(head="陈桂生", group=found)).id
        book.visits.note(Draft(household=home, met="陈桂生"))
        book.issues.raise_(Draft(title="渠", household=home, raised_by="陈桂生"))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    seen = seen_by(told, "above", texts=True)
    assert len(seen.visits) == len(seen.issues) == 2
    assert all(visit.met[0].name == visit.place.household for visit in seen.visits)
    assert all(e.raised_by and e.raised_by.name == e.place.household for e in seen.issues)


def test_a_name_typed_with_a_group_goes_up_in_no_column(book: Fieldbook) -> None:
    """Neither work, a step nor what falls due tells it, with texts or without."""
    day, until = book.today, book.today + dt.timedelta(days=3)
    who = "赵国栋和妇女小组"
    book.tasks.write(
        Draft(title="送肥", given_to=who, kind="work", given_on=day).having(until_on=until)
    )
    issue = book.issues.raise_(Draft(title="渠", found_on=day, due_on=until))
    step = {"what": "量渠", "who": "钱多多小组", "due_on": until}
    book.solutions.note(Draft(issues=[issue.id], method="修", steps=[step]))
    told = meeting(book.shelf, day, day, day, DEFAULT_HABITS)
    for texts in (False, True):
        seen = str(seen_by(told, "above", texts=texts))
        assert "赵某某" in seen
        assert "国栋" not in seen
        assert "多多" not in seen


@pytest.mark.parametrize(
    ("whom", "told"),
    [
        ("公社水利站", "公社水利站"), ("李霞平", "李霞平"), ("赵国栋", "赵某某"), ("赵国栋和水利站", "赵某某和水利站"),
        ("上头管水的", "有关方面"), ("大队老王", "大队王某"), ("", "支部"),
    ],
)  # fmt: skip
def test_who_answered_is_told_above_without_texts(book: Fieldbook, whom: str, told: str) -> None:
    """An answer is nobody else's: the office's name goes up, one of the people's is masked."""
    book.members.write(Draft(name="李霞平"))
    day = book.today
    draft = Draft(title="渠", summary="渠漏", found_on=day, referred_on=day, referred_to=whom)
    book.issues.raise_(draft.having(answered_on=day, answer="同意"))
    told_of = meeting(book.shelf, day, day, day, DEFAULT_HABITS)
    use_language("zh_CN")
    text = paper_bytes(
        told_of, fmt="md", audience="above", branch="", author="", path=Path("x.md"), texts=False,
    ).decode()  # fmt: skip
    assert f"{told}11月21日答复" in text


def test_an_issue_without_a_summary_stands_by_its_kind_in_the_table(book: Fieldbook) -> None:
    """No cell is left empty, nor is the column left out where no issue of a status has a summary."""
    use_language("zh_CN")
    day = book.today
    book.issues.raise_(Draft(title="渠", summary="渠口漏水", kind="production"))
    dropped = book.issues.raise_(Draft(title="张家的事", kind="life"))
    book.issues.drop(dropped.id, "不是问题")
    told_of = meeting(book.shelf, day, day, day, DEFAULT_HABITS)
    text = paper_bytes(
        told_of, fmt="md", audience="above", branch="", author="", path=Path("x.md"),
        texts=False, annexes=ANNEXES,
    ).decode()  # fmt: skip
    assert "| #1 | 渠口漏水 |" in text
    assert f"| #{dropped.seq} | 生活方面的问题 |" in text
    assert "| 生产 |" in text
    assert "| 生活 |" not in text  # said once


def test_what_falls_due_is_told_above_without_a_word_of_it(book: Fieldbook) -> None:
    """A step and an issue are told by whose they are, in one manner."""
    day, until = book.today, book.today + dt.timedelta(days=3)
    home = book.households.assign(Draft(head="张大有")).id
    issue = book.issues.raise_(Draft(title="渠", household=home, found_on=day))
    step = {"what": "量渠", "due_on": until}
    book.solutions.note(Draft(issues=[issue.id], method="修", steps=[step]))
    book.issues.raise_(Draft(title="井", household=home, found_on=day, due_on=until))
    use_language("zh_CN")
    text = paper_bytes(
        meeting(book.shelf, day, day, day, DEFAULT_HABITS), fmt="md", audience="above", branch="",
        author="", path=Path("x.md"), texts=False,
    ).decode()  # fmt: skip
    assert "步骤：张某某反映的问题；" in text
    assert "问题：张某某。" in text


def test_a_name_in_letters_has_no_small_word() -> None:
    """Several words with a capital each look like somebody's name; Water station does not."""
    names = ("Mary Fenn", "Mary", "Water station", "the Fenns", "Group 3", "")
    assert [each for each in names if may_be_a_name(each)] == ["Mary Fenn"]


@pytest.fixture
def told_to() -> Hand:
    """What the level above may read of a book with one cadre and two groups."""
    return Hand(Named(members=("李霞平",), places=("3组", "赵家小组")), "above", texts=False)


def test_a_person_in_the_branchs_name_is_masked() -> None:
    """A branch called after somebody of the book is so called for the branch alone."""
    told = [branch_seen("陈桂生支部", each, Named(people=("陈桂生",))) for each in AUDIENCES]
    assert told == ["陈桂生支部", "陈某某支部", "陈某某支部"]


def test_contact_groups_are_compared_above_alone(village: Meeting) -> None:
    """The level above compares contact groups; a person whose name one has is masked in it."""
    (row, *_others) = village.method.contact_groups
    method = village.method._replace(contact_groups=(row._replace(contact_group="陈桂生组"),))
    seen = seen_by(village._replace(method=method), "above").method.contact_groups
    assert [each.contact_group for each in seen] == ["陈某某组"]
    assert seen_by(village, "public").method.contact_groups == ()


def test_cadres_are_named_where_they_act_and_the_people_are_not(village: Meeting) -> None:
    """Visitors, contacts and who is responsible are named above as members; heads are masked."""
    seen = seen_by(village, "above")
    assert {name for each in seen.visits for name in each.visitors} == {"李霞平", "王某某"}
    assert {
        each.responsible.name for i in seen.issues for each in i.solutions if each.responsible
    } == {"李霞平"}
    assert {each.place.household for each in seen.issues} == {"", "陈某某", "赵某某", "C."}
    assert {each.place.group for each in seen.issues} <= {"", "3组", "4组"}
    places = (each.place for rows in (seen.visits, seen.issues, seen.due) for each in rows)
    assert not any(each.code for each in places)


@pytest.mark.parametrize("kin", ["大儿子", "老伴", "儿媳", "二闺女", "爷爷"])
def test_kin_are_called_as_they_are_called(kin: str) -> None:
    """Whoever is only what he is to a household is no surname; nor is he told to everybody."""
    people = Named(people=("陈桂生", kin))
    assert Hand(people, "above", texts=True).person(kin) == kin
    assert Hand(people, "above", texts=True).person("陈桂生") == "陈某某"
    assert Hand(people, "public", texts=True).person(kin) == ""


@pytest.mark.parametrize("who", ["Old Town Group", "Secretary of the branch", "Mrs Hong Chen"])
def test_a_word_of_a_title_stays_in_the_name_of_a_group_an_office_and_a_cadre(who: str) -> None:
    """Of Old Town Group and Secretary of the branch the paper above had Town Group and “of the branch”."""
    book = Named(members=("Mrs Hong Chen",), places=("Old Town Group",))
    assert Hand(book, "above", texts=True).doer(who) == who


def test_of_two_with_one_surname_the_title_tells_which() -> None:
    """Mr Green and Mrs Green are heads of two households: above they are two, too."""
    heads = ("Mr Green", "Mrs Green")
    hand = Hand(Named(people=heads, surely=frozenset(heads)), "above", texts=True)
    for each in heads:
        hand.person(each)
    hand.settle()
    assert [hand.person(each) for each in heads] == ["G.1", "G.2"]
