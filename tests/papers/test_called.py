"""Whoever is called otherwise than by his name is masked; what only looks like it is left."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.papers.test_privacy import MADE_HERE, everything_in
from tests.papers.written import write_paper

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers import ANNEXES, preview
from fieldbook.papers.masks import Hand, Where
from fieldbook.papers.name_words import COMPOUND_SURNAMES
from fieldbook.papers.who import apart, is_nobody
from fieldbook.reports.meeting import meeting
from fieldbook.reports.named import Named

_CHINESE = (
    "陈桂生 王小明 李霞 赵国栋 欧阳海 高玉田 白天亮 方振华 田苗青 黄四海 马长路 石大山 段有根 "
    "任红梅 时春会 同彧斌 由彧斌 班进社 祖德厚 路长明 钱来顺 闻人秀 范有余"
)
CHINESE = _CHINESE.split()
ENGLISH = (
    "Adam Reed", "May Cole", "Will Turner", "Mark O'Neil-Smith", "lucy hill", "Bo Li", "Mary Young",
    "Chen Guisheng", "Rose Field", "June Hay",
)  # fmt: skip


def told(text: str, people: tuple[str, ...] | list[str]) -> str:
    hand = Hand(Named(people=tuple(people), surely=frozenset(people)), "above", texts=True)
    hand.line(text, Where("issue", "detail", 1))
    hand.settle()
    return hand.line(text, Where("issue", "detail", 1))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("小霞说，霞姐也说，找阿霞", "李某某说，李某某也说，找李某某"), ("老欧阳来了", "欧阳某来了"),
        ("桂生叔、桂生家、（桂生）、“桂生”、桂\n生", "陈某某叔、陈某某家、（陈某某）、“陈某某”、陈某某"),
        ("1陈桂生2户", "1陈某某2户"), ("找时会计借", "找时某会计借"), ("任队长，任书记", "任某队长，任某书记"),
        ("老任、阿时说要修", "任某、时某说要修"), ("老陈和小王，小路说", "陈某和王某，路某说"), ("国栋媳妇", "赵某某媳妇"),
        ("老桂生说", "老陈某某说"),
    ],
)  # fmt: skip
def test_whoever_is_called_so_is_masked(text: str, masked: str) -> None:
    """By what is left of a name of two characters, by a surname that is a word, in brackets, at a line's end."""
    use_language("zh_CN")
    assert told(text, CHINESE) == masked


@pytest.mark.parametrize(
    "text",
    [
        "高温天里浇水，白天修渠，方便大家，田里的苗，黄土路，马路边，石头多", "当时队长不在，同时会计也不在", "由书记在支部讲，请向书记另要",
        "缩小范围，养老金，敬老院，小时候，两小时，老同志，老党员，班组长", "一小段渠，老方法，老祖宗，从小石桥过", "上海大哥", "独居老人在家",
        "大哥、大嫂、堂哥、表姐、师傅、小学、小麦、小河、小组", "有余粮的户多浇一遍",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_call_is_left(text: str) -> None:
    """Weather, hours, roads and posts stay words, whatever surnames the book has."""
    use_language("zh_CN")
    people = [each for each in CHINESE if each not in ("范有余", "王小明")]
    assert told(text, [*people, "范友谊"]) == text


def test_the_end_of_a_given_name_is_a_suspect() -> None:
    """小军 may be 王建军 or another: he stands as he was written, and is shown to whoever decides."""
    hand = Hand(Named(people=("王建军", "赵春麦")), "above", texts=True)
    assert hand.line("小军来了，小麦好", Where("issue", "detail")) == "小军来了，小麦好"
    assert [(each.what, each.written) for each in hand.findings] == [("suspect", "小军")]


BEFORE = ("", "找", "，", "（", "“", "1", "\n", "派", "to ", "-")
BEHIND = ("", "说", "。", "）", "家", "2", "\n来", "叔", "的", " said", "'s", "/", ";")


@pytest.mark.parametrize("people", [CHINESE, ENGLISH])
def test_no_name_is_left_at_any_mark(people: list[str]) -> None:
    """Whole, apart, in capitals, or by its words: between digits, in brackets, at a line's end."""
    hand = Hand(Named(people=tuple(people), surely=frozenset(people)), "above", texts=True)
    left = []
    for name in people:
        chinese = not name.isascii()
        given = name[2:] if name[:2] in COMPOUND_SURNAMES else name[1:]
        words = [given] if chinese else [each for each in name.split() if each.istitle()]
        forms = [name, " ".join(name) if chinese else name.upper(), *words]
        for form in (each for each in forms if len(each) > 1):
            for before, behind in itertools.product(BEFORE, BEHIND):
                seen = hand.line(f"{before}{form}{behind}", Where("issue", "detail"))
                left += [seen for word in words if len(word) > 1 and word in seen]
    assert left == []


def test_a_given_name_of_spring_or_the_sea_is_called_so_too() -> None:
    """春姐, 阿春 and 小春 who says something are 张春; 小春作物, 军嫂 and 月嫂 are words."""
    use_language("zh_CN")
    people = ["张春", "王海", "冯月", "吴军", "李霞"]
    assert told("春姐和春婶，阿春来，小春说", people) == "张某某和张某某，张某某来，张某某说"
    assert told("霞妹子、霞丫头来", people) == "李某某、李某某来"
    words = "春耕，春天，小春作物，军嫂、月嫂、公婆，海子里，月季，牛奶"
    assert told(words, people) == words


def test_a_word_that_is_a_surname_here_makes_nobody_of_a_word_that_begins_so() -> None:
    """Where a 花荣 lives, 小花 is a flower all the same, and 老花 who says something is he."""
    use_language("zh_CN")
    assert told("小花了三天，小花开了，老花说", ["花荣"]) == "小花了三天，小花开了，花某说"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("欧阳 赵国栋", ["欧阳 赵国栋"]), ("诸葛 亮", ["诸葛 亮"]), ("陈桂生 赵国栋", ["陈桂生", " ", "赵国栋"]),
    ],
)  # fmt: skip
def test_a_surname_of_two_characters_is_no_whole_name(words: str, parts: list[str]) -> None:
    """A blank behind it parts it from its own given name; nobody is called by it alone."""
    assert apart(words, lambda name: False) == parts


@pytest.mark.parametrize("number", ["1", "12", "二三", "一二 三"])
def test_a_number_is_nobody(number: str) -> None:
    """What is left of 1、2组 once it is taken apart names no person."""
    assert is_nobody(number)


def test_a_surname_before_a_title_makes_nobody_of_a_given_name() -> None:
    """林姐 may be 李林, or a 林 by surname: no other is said to have spoken, and no sign of him told."""
    use_language("zh_CN")
    assert told("林姐来了，林老师说", ["李林"]) == "某某来了，某某说"


def test_a_pet_name_is_a_suspect() -> None:
    """霞霞 and 强子 stand as they were written, and are shown."""
    hand = Hand(Named(people=("李霞", "吴强", "孙林")), "above", texts=True)
    hand.line("霞霞来了，强子家，林子里", Where("issue", "detail"))
    assert [each.written for each in hand.findings] == ["霞霞", "强子"]


def test_a_stranger_who_says_something_is_a_suspect() -> None:
    """钱多多说, lucy hill and Zola Dube says are shown; the masses and they who say something are not."""
    hand = Hand(Named(people=("Wang Xiaoming", "Ana García", "Will Banks")), "above", texts=True)
    where = Where("issue", "detail")
    hand.line("钱多多说渠堵了，王五反映，李四家里漏", where)
    hand.line("lucy hill came; Zola Dube says so; xiaoming and garcia came", where)
    assert [each.written for each in hand.findings] == [
        "钱多多", "王五", "李四", "lucy", "Zola Dube", "xiaoming", "garcia"
    ]  # fmt: skip
    hand.findings.clear()
    hand.line("群众反映，白天说，单位要求，司机说，方案提出，严格要求，农户家里", where)
    hand.line("卫生要求，房东说，岳母反映，曾多次提出，陆续反映，江苏来电，陈主席说", where)
    hand.line(
        "They said so. The leader says no. Farmers told us of the river banks. Mill Lane agreed",
        where,
    )
    hand.line(
        "Residents said so. Damp reported. Meeting agreed. Nurse promised. Mother said", where
    )
    assert [each.written for each in hand.findings] == ["陈主席"]


def test_how_people_say_something_is_nobody() -> None:
    """群众满意说 names nobody; without people before it, with a surname or in the book it is somebody."""
    where = Where("visit", "note")
    hand = Hand(Named(people=("王满意",)), "above", texts=True)
    assert (
        hand.line("群众高兴说，村民焦急要求，户主冷静讲", where)
        == "群众高兴说，村民焦急要求，户主冷静讲"
    )
    assert not hand.findings
    assert hand.line("群众满意说，满意要求修", where) == "群众王某某说，王某某要求修"
    hand.findings.clear()
    hand.line("高兴说渠漏，听严厉讲，群众高兴旺反映，群众李满意说", where)
    assert [e.written for e in hand.findings if e.what == "suspect"] == ["高兴", "严厉", "高兴旺"]


def test_a_stranger_who_speaks_within_a_sentence_is_a_suspect() -> None:
    """Behind a day or the masses somebody speaks; 准 ends a name, and 标准 none."""
    hand = Hand(Named(), "above", texts=True)
    where = Where("issue", "detail")
    hand.line("昨天李准说井坏了，村民张三反映，听王五说，李准讲", where)
    assert [each.written for each in hand.findings] == ["李准", "张三", "王五", "李准"]
    hand.findings.clear()
    hand.line(
        "高标准要求，群众普遍反映，村民多次提出，今天司机说，会上单位提出，老人高兴地说", where
    )
    assert hand.findings == []


def test_an_adverb_is_not_masked_for_whom_it_names() -> None:
    """明明是坏的 says nothing of 孙明明: it stands, and is shown; 明明说 is he."""
    use_language("zh_CN")
    hand = Hand(Named(people=("孙明明",)), "above", texts=True)
    where = Where("issue", "detail")
    assert hand.line("水田明明是干的，他明明知道", where) == "水田明明是干的，他明明知道"
    assert [each.what for each in hand.findings] == ["suspect", "suspect"]
    assert hand.line("明明说过，明明家", where) == "孙某某说过，孙某某家"


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        ("王静静", "静静会做豆腐", "王某某会做豆腐"), ("王静静", "静静有病", "王某某有病"), ("周早早", "早早没来开会", "周某某没来开会"),
        ("李明明", "明明没来，昨天明明有病", "李某某没来，昨天李某某有病"), ("李明明", "水田明明没浇", "水田明明没浇"),
    ],
)  # fmt: skip
def test_who_may_be_meant_is_no_adverb(name: str, words: str, shown: str) -> None:
    """明明没来 may be either: rather one adverb too many is masked than 李明明 told."""
    use_language("zh_CN")
    hand = Hand(Named(people=(name,)), "above", texts=True)
    assert hand.line(words, Where("issue", "detail")) == shown


def test_who_is_called_like_a_trade_is_masked_where_he_says_something() -> None:
    """No brook speaks; the smith is whoever is one."""
    text = "smith said it is dry, and brook told us; the smith said no, by the brook"
    assert told(text, ["John Smith", "Alice Brook"]) == (
        "J. said it is dry, and A. told us; the smith said no, by the brook"
    )


def test_a_stranger_behind_a_post_or_a_word_is_a_suspect() -> None:
    """Then and Nurse say nothing themselves: it is Okoro who does."""
    hand = Hand(Named(people=("Adam Reed",)), "above", texts=True)
    hand.line("Then Okoro said so; Nurse Okello agreed", Where("issue", "detail"))
    assert [each.written for each in hand.findings] == ["Okoro", "Okello"]


def test_who_is_written_surname_first_is_masked_as_when_the_given_name_is_first() -> None:
    """Brook, Alice is Alice Brook, alice and A., whoever wrote her so."""
    text = "Alice Brook came; alice said; Brook, Alice agreed"
    assert told(text, ["Brook, Alice", "Adam Reed"]) == "A. came; A. said; A. agreed"
    assert told(text, ["Brook, Alice", "Alice Brook"]) == "A. came; A. said; A. agreed"


def test_a_day_is_nobody_who_is_called_after_it() -> None:
    """国庆前 and 过了小满 are days; 国庆 who comes the day before yesterday is himself."""
    use_language("zh_CN")
    people = ["王国庆", "韩小满", "周麦收"]
    days = "国庆前修好，今年国庆，过了小满再种，麦收以后，小满节"
    assert told(days, people) == days
    assert told("国庆前天来过，跟国庆说，国庆后来走了，国庆节约", people) == (
        "王某某前天来过，跟王某某说，王某某后来走了，王某某节约"
    )


def test_a_family_is_called_by_its_name() -> None:
    """The Reeds and Reeds' roof are Adam Reed's; reeds and Reeds that grow are not."""
    people = ["Adam Reed", "Ann Coles", "Ned Cole"]
    assert told("The Reeds said the Reeds' roof leaks; Coles came", people) == (
        "The A.1 said the A.1' roof leaks; A.2 came"
    )
    assert told("Reeds grow by the reeds", people) == "Reeds grow by the reeds"


def test_a_stranger_who_is_sent_or_leads_a_group_is_a_suspect() -> None:
    """派钱多多去, 钱多多小组 and 老钱 are shown; what is sent or asked besides is nobody."""
    hand = Hand(Named(), "above", texts=True)
    where = Where("issue", "detail")
    hand.line("派钱多多去领，由李霞负责，钱多多小组去修，老钱说", where)
    assert [each.written for each in hand.findings] == ["钱多多", "李霞", "钱多多", "老钱"]
    hand.findings.clear()
    hand.line(
        "由于天旱来不及，派车辆去拉，由水利站来修，请卫生员来讲，由石匠修，让路边来水，马家湾小组和石桥头小组，妇女小组，老方法，小楼房，老车间",
        where,
    )
    assert hand.findings == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mr Reed, Mrs. O'Neil-Smith", "Mr A., Mrs. M."), ("Mrs Smith and Neil-Smith", "Mrs M. and M."),
        ("Bo said, Li's mule, Uncle Bo", "B. said, B.'s mule, Uncle B."), ("lucy came, adam too", "L. came, A. too"),
        ("uncle bo and mrs hay", "uncle B. and mrs J."), ("In May's yard", "In M.'s yard"), ("saw May and Will", "saw M. and W."),
        ("(Reed),Reed.Reed\nReed3", "(A.),A..A.\nA.3"), ("REED", "A."), ("Young said so", "M. said so"),
        ("told Will he may come", "told W. he may come"), ("Issue #12 May said", "Issue #12 M. said"),
        ("Household 7 May said, no. 5 June asks", "Household 7 M. said, no. 5 J. asks"),
        ("Households 3 and R-7 May told, No.7 May asks", "Households 3 and R-7 M. told, No.7 M. asks"),
    ],
)  # fmt: skip
def test_a_word_of_a_name_is_masked(text: str, masked: str) -> None:
    """With two letters, behind a hyphen, small where nothing else is called so, and at every mark."""
    assert told(text, ENGLISH) == masked


@pytest.mark.parametrize(
    "text",
    [
        "In May and on 5 May we sow; May 2026; by May 5.", "May we go on? Will he come?", "Mark each tree. Mark out the plot",
        "Young people and young trees", "We will mark it in the field by the hill, in june, with hay and reed mats",
        "He said so, as I am on it; no, do go", "from May to June",
    ],
)  # fmt: skip
def test_months_and_verbs_are_left(text: str) -> None:
    """May, Will and Mark are names where they name somebody."""
    assert told(text, ENGLISH) == text


def test_a_post_gives_its_words_to_nobody() -> None:
    """A canal warden who raised a matter masks no canal, and a village doctor no village."""
    people = ["Canal warden", "Village doctor", "school teacher", "several farmers", "lucy hill"]
    text = "the canal of the village by the school is dry in several places, says lucy"
    assert told(text, people) == text.replace("lucy", "L.")


SAID = {
    "zh_CN": "王书记说桂生叔、小霞、霞姐、陈 桂 生（国栋）和1赵国栋2，老欧阳，小明；\n国栋",
    "en": "Mr Reed, Mrs. O'Neil-Smith (Smith), uncle bo, lucy, LUCY HILL, Turner3, Bo's mule\nReed",
}
HIDDEN = {
    "zh_CN": ("桂生", "霞", "国栋", "老欧阳", "小明"),
    "en": ("Reed", "Neil", "Smith", "lucy", "LUCY", "Turner", "uncle bo", "Bo's"),
}


def filled(book: Fieldbook, said: str, people: tuple[str, ...] | list[str]) -> None:
    """A book in which every text says it."""
    day, until = book.today, book.today + dt.timedelta(days=3)
    group = book.groups.found(Draft(name="3组")).id
    book.groups.edit(group, Draft(duties=[{"area": said, "who": people[0]}], note=said))
    homes = [book.households.assign(Draft(head=each, group=group)).id for each in people]
    short, one = said.replace("\n", " "), said.split("、", maxsplit=1)[0].split(",", maxsplit=1)[0]
    for kind in ("task", "work"):
        book.tasks.write(
            Draft(title=short, kind=kind, given_to=short, given_on=day, until_on=until)
        )
    asked = Draft(title=short, detail=said, household=homes[0], raised_by=one, summary=said)
    issue = book.issues.raise_(asked.having(found_on=day, due_on=until, referred_on=day))
    book.issues.answer(issue.id, Draft(answer=said))
    step = {"what": short, "who": one, "due_on": until}
    solved = Draft(issues=[issue.id], method=said, steps=[step], responsible=one, result=said)
    book.solutions.note(solved.having(studied_on=day, due_on=until))
    other = book.issues.raise_(Draft(title=short, household=homes[1], referred_to=said))
    book.issues.drop(other.id, said)
    matter = {"topic": short, "decided": said, "who": one, "due_on": until}
    third = book.issues.raise_(Draft(title=short, detail=said))
    book.diary.keep_minutes(Draft(topic=short, matters=[{**matter, "issue": third.id}, matter]))
    book.visits.note(Draft(household=homes[2], learned=said, promised=said, note=said, met=short))
    book.diary.write(Draft(kind="daily", text=said))
    written = Draft(title=short, situation=said, action=said, advice=said, group=group)
    book.experiences.write(written)


def papers(book: Fieldbook, audience: str, folder: Path, *, texts: bool) -> Iterator[str]:
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    how: dict[str, Any] = {"audience": audience, "annexes": ANNEXES, "texts": texts, "author": ""}
    for fmt in MADE_HERE:
        write_paper(found, fmt=fmt, branch="", path=folder / "paper", **how)
        yield everything_in((folder / "paper").read_bytes())
    yield "\n".join(each.text for each in preview(found, width=999, **how))


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("audience", ["above", "public"])
@pytest.mark.parametrize(("language", "people"), [("zh_CN", CHINESE), ("en", ENGLISH)])
def test_nobody_who_is_called_so_leaves_the_branch(
    book: Fieldbook, tmp_path: Path, language: str, people: list[str], audience: str, *, texts: bool
) -> None:
    """Said in every text there is, in no format and in no part of a file is it found."""
    use_language(language)
    filled(book, SAID[language], people)
    for content in papers(book, audience, tmp_path, texts=texts):
        assert [each for each in HIDDEN[language] if each in content] == []


@pytest.mark.parametrize(("language", "people"), [("zh_CN", CHINESE), ("en", ENGLISH)])
def test_what_was_called_so_does_reach_the_branch(
    book: Fieldbook, tmp_path: Path, language: str, people: list[str]
) -> None:
    """The same look finds it in the branch's own papers, so that it says something."""
    use_language(language)
    filled(book, SAID[language], people)
    content = "\n".join(papers(book, "branch", tmp_path, texts=True))
    assert [each for each in HIDDEN[language] if each not in content] == []


@pytest.mark.parametrize("text", ["小温棚搭好了", "老石板铺了路", "盖了小黄楼", "年老石匠"])
def test_what_is_old_or_small_is_no_suspect(text: str) -> None:
    """A surname behind 老 and 小 is somebody's only where nothing else goes on from it, nor leads to it."""
    hand = Hand(Named(people=("陈桂生",)), "above", texts=True)
    hand.line(text, Where("issue", "detail", 1))
    assert not hand.findings


@pytest.mark.parametrize("people", [("Adam Reed", "Tom Reeds"), ("Tom Reeds", "Adam Reed")])
def test_who_is_called_as_another_family_is_masked(people: tuple[str, ...]) -> None:
    """Reeds is Tom, whoever of them was written down first, and not only where it says the Reeds."""
    use_language("en")
    assert told("We asked Reeds.", people) == "We asked T.."


@pytest.mark.parametrize("people", [("李霞", "王霞"), ("王霞", "李霞")])
def test_what_is_left_of_two_names_is_neithers(people: tuple[str, ...]) -> None:
    """小霞 is masked where there are two, without the surname of one of them."""
    use_language("zh_CN")
    assert told("小霞说要修，霞姐来了", people) == "某某说要修，某某来了"


def test_a_surname_of_two_signs_apart_from_its_given_name_is_no_second_person() -> None:
    """欧阳 高峰 is one, though 高峰 might be another; two whole names with a blank between are two."""
    assert apart("欧阳 高峰", lambda _words: False) == ["欧阳 高峰"]
    assert apart("王小明 赵国栋", lambda _words: False)[::2] == ["王小明", "赵国栋"]


def test_who_has_an_everyday_word_for_a_given_name_is_shown() -> None:
    """卫生要求 is nobody's; 赵卫生 and 李江苏 are people, and 卫生 and 江苏 what they are called."""
    hand = Hand(Named(), "above", texts=True)
    hand.line("赵卫生说渠堵了，李江苏反映，王宁波要求修", Where("issue", "text"))
    assert [each.written for each in hand.findings] == ["赵卫生", "李江苏", "王宁波"]
