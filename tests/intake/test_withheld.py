"""What is not taken in, on purpose: what sorts people, and the numbers of their papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, Oddity, RosterEntry, VisitEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake import withheld
from fieldbook.intake.sheet import read_sheet
from fieldbook.intake.withheld_headings import is_withheld
from fieldbook.sentences import sentence
from fieldbook.sentences_of_sheets import oddity

pytestmark = pytest.mark.usefixtures("without_child")
Lay = Callable[..., Path]
ID = "130423196804121234"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("五保户，独居", "独居"),
        ("精准扶贫户，腿脚不便", "腿脚不便"),
        ("低保，腿脚不便，需代办", "腿脚不便，需代办"),
        ("脱贫户", ""),
        ("建档立卡贫困户，2020年脱贫；缺水", "缺水"),
        ("享受低保待遇480元/月", ""),
        ("他家是低保户，儿子在外", "儿子在外"),
        ("低保户独居老人", "独居老人"),
        ("回族，养牛", "养牛"),
        ("政治面貌：群众；会修水泵", "会修水泵"),
        ("家庭成分：贫农", ""),
        ("（特困供养）耳背\n中共党员\n白天在地里", "耳背\n白天在地里"),
        ("poor household, lives alone", "lives alone"),
        ("Party member; hard of hearing", "hard of hearing"),
        ("BPL, needs a lift", "needs a lift"),
        ("Muslim", ""),
        ("低保户（二类），家里（3人）都在", "家里（3人）都在"),
        ("特困人员集中供养；脱贫不稳定户；会木工", "会木工"),
        ("民族：回；信仰：伊斯兰教；爱下棋", "爱下棋"),
        ("五保戶，獨居；中共黨員", "獨居"),
        ("低保戶（二類），信佛教，會木工", "會木工"),
        ("religion: Hindu; speaks Bhojpuri", "speaks Bhojpuri"),
        ("农村低保，独居", "独居"),
        ("中低收入戶，獨居", "獨居"),
        ("共产党员，会修车", "会修车"),
        ("贫农出身；爱唱戏", "爱唱戏"),
        ("地主成分", ""),
        ("兜底户", ""),
        ("原住民，养蜂", "养蜂"),
        ("入党积极分子，村医", "村医"),
        ("very poor household, lives alone", "lives alone"),
        ("CPC member", ""),
        ("Religion - Islam", ""),
        ("belongs to OBC", ""),
        ("钉子户，水表在院里", "水表在院里"),
        ("思想落后", ""),
        ("deserving, lives alone", "lives alone"),
        ("Widow, deserving. Fee arrears", "Widow. Fee arrears"),
        ("a deserving family, roof leaks", "roof leaks"),
        ("poor household, BPL card", ""),
        ("has a BPL card no. 33; roof leaks", "roof leaks"),
        ("low-income household status", ""),
        ("poor family with 3 kids", "with 3 kids"),
        ("有低保卡，独居", "独居"),
        ("贫困证明", ""),
        ("建档立卡户手册、低保折；缺水", "缺水"),
    ],
)
def test_words_that_sort_people_are_left_out_of_a_remark(said: str, kept: str) -> None:
    """The word goes with what belongs to it; what else is said of the household stays as it is."""
    assert withheld.without_sorting(said) == kept


@pytest.mark.parametrize(
    "said",
    ["思想工作已做", "来上访两次", "管控阀坏了", "a reliable bus", "party-led works", "工人，三班倒", "边缘有条沟", "生活困难，缺劳力", "致富农民多", "党员活动室旁边", "回族乡来的路不通", "家族多", "监测水位", "poor eyesight",
     "call Christian first", "third party insurance", "独居，腿脚不便", "土地主要靠租", ""],
)  # fmt: skip
def test_words_that_only_sound_so_stay(said: str) -> None:
    """What is said of a trouble, a place or a name is no sorting of people."""
    assert withheld.without_sorting(said) == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("欧阳德福（五保）", "欧阳德福"), ("王芳 低保户", "王芳"), ("张三（低保户，独居）", "张三（独居）"),
        ("陈桂生(党员)", "陈桂生"), ("Ann Hill (Christian)", "Ann Hill"),
    ],
)  # fmt: skip
def test_names_are_kept_without_what_sorts_the_person(said: str, kept: str) -> None:
    """In brackets behind a name, or beside it."""
    assert withheld.name(said) == kept
    assert withheld.name("Christian Adu") == "Christian Adu"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"身份证号：{ID}，腿脚不便", "腿脚不便"),
        ("独居 13042319700103122x", "独居"),
        ("１３０４２３１９６８０４１２１２３４", ""),
        ("130423 19680412 1234", ""),
        ("130423680412123", ""),
        (f"甲{ID}乙{ID}", "甲乙"),
        ("独居，护照号：E12345678", "独居"),
        ("獨居，身分證字號A123456789", "獨居"),
        ("lives alone; Aadhaar 1234 5678 9012", "lives alone"),
        ("National ID No. CM-900123456", ""),
    ],
)
def test_the_numbers_of_identity_cards_are_left_out(said: str, kept: str) -> None:
    """Of eighteen signs or of fifteen, in any width, with the word before it."""
    assert withheld.without_numbers(said) == kept


@pytest.mark.parametrize(
    "said",
    ["13800010001", "0310-6012345", "202603051234567890", "6222021234567890123", "130423196813411234", "2026-03-05", "工单330106-2026", "house id 12", "证件照2张"],
)  # fmt: skip
def test_other_numbers_stay(said: str) -> None:
    """Phones, days, work orders and whatever has no birthday in it."""
    assert withheld.without_numbers(said) == said


@pytest.mark.parametrize(
    "text",
    ["貧困戶類別", "是否低保戶", "黨員", "證件號碼", "贫困户类别", "是否低保户", "五保类别", "困难类型", "脱贫年度", "帮扶类别", "政治面貌", "党员", "民族", "宗教信仰", "信仰",
     "家庭成分", "阶级", "户类型", "类别（低保/五保）", "身份证号", "证件号码", "公民身份号码", "联系方式/身份证号码",
     "Ethnicity", "religion", "Party", "political status", "caste", "poverty_category", "BPL status", "id_card",
     "National ID", "passport no.", "政治面目", "是否入党", "本人成份", "户籍性质", "人群分类", "重点人员", "社会身份", "贫富程度",
     "族群", "原住民", "身分別", "福利身分", "政黨", "貧戶", "中低收入戶", "户口簿编号", "医保卡号", "银行卡号", "Denomination",
     "信用等级", "是否可靠", "Deserving?", "Vulnerable?", "Reliability", "Wealth rank", "Vulnerable group", "Indigenous", "Beneficiary type", "NIN", "Tax ID"],
)  # fmt: skip
def test_columns_that_sort_people_are_known(text: str) -> None:
    """In both languages, however they are set."""
    assert is_withheld(text)


@pytest.mark.parametrize(
    "text",
    ["户主", "户主姓名（贫困户）", "联系党员", "脱贫户帮扶责任人", "帮扶干部", "存在困难", "类别", "问题类型", "家庭人口", "备注",
     "category", "status", "responsible party", "description", "ward", "id", "门牌号", "群众诉求", "户主姓名", "组别", "class"],
)  # fmt: skip
def test_columns_that_only_sound_so_are_read(text: str) -> None:
    """Who helps, what kind of issue, and which trouble there is: none of it sorts people."""
    assert not is_withheld(text)
    assert not is_withheld("ID No.", of_people=False)
    assert is_withheld("ID No.")


ROSTER = (
    "户主,户号,组别,民族,身份证号,电话,备注,标签\n"
    f'欧阳德福（五保）,0311,3组,汉,{ID},{ID},"五保户，独居，身份证{ID}",低保、远\n'
)


def test_a_roster_comes_in_without_them_and_tells_it(lay: Lay) -> None:
    """Nothing of it is in an entry or among the columns; which words were left out is told, no number is."""
    sheet = read_sheet(lay(ROSTER))
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    said = (home.head, home.code, home.phone, home.note, home.tags)
    assert said == ("欧阳德福", "0311", "", "独居", ("远",))
    assert sheet.withheld == ("民族", "身份证号")
    assert sheet.unread == ()
    assert [(each.field, each.reason, each.value) for each in sheet.oddities] == [
        ("head", "sorting_word", "五保\t2"), ("note", "identity_number", "\t2"), ("note", "sorting_word", "五保户\t2"),
        ("phone", "identity_number", "\t2"), ("tags", "sorting_word", "低保\t2"),
    ]  # fmt: skip
    told = [oddity(each) for each in sheet.oddities]
    assert (
        told[0]
        == "left out of “Head”: 五保 (row 2); no book keeps what sorts people, and all else there is kept"
    )
    assert ID not in " ".join(told) + repr(sheet)
    assert not [word for word in ("五保", "低保") if word in repr(sheet.entries)]


def test_which_words_a_column_lost_is_told_once_with_their_rows(lay: Lay) -> None:
    """A roster of hundreds has hundreds of them: one line a column has each word, and the rows it stood in."""
    rows = "".join(f"王{at},五保户,{ID}\n" for at in range(30))
    sheet = read_sheet(lay(f"户主,备注,标签\n{rows}李梅,村民小组长，党员,低保\n"))
    assert sheet.oddities == (
        Oddity(2, "note", "sorting_word", "五保户\t2-31\n党员\t32"),
        Oddity(2, "tags", "identity_number", "\t2-31"),
        Oddity(32, "tags", "sorting_word", "低保\t32"),
    )
    told = [oddity(each) for each in sheet.oddities]
    assert "left out of “Note”: 五保户 (rows 2-31); 党员 (row 32); no book" in told[0]
    assert "left out of “Tags”: numbers of identity cards (rows 2-31);" in told[1]
    last = sheet.entries[-1]
    assert isinstance(last, RosterEntry)
    assert last.note == "村民小组长"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("低保户，屋顶漏水", "屋顶漏水"), ("张三是低保户，独居", "张三，独居"), ("该户为脱贫户。想申请低保", "想申请低保"),
        ("享受低保待遇480元/月；腿疼", "腿疼"), ("被列为脱贫户，不满意", "不满意"), ("低保户（二类），水管漏", "水管漏"),
        ("民族：回，爱下棋", "爱下棋"), ("BPL. Wants a lift", "Wants a lift"), ("Very poor household, roof leaks", "roof leaks"),
        *((same, same) for same in (
            "党员带头修渠", "走访了低保户", "宣讲：低保、医保", "说低保户名单没公示", "五保户（张三）摔伤",
            "met party members about the road", "群众反映水渠漏水",
        )),
    ],
)  # fmt: skip
def test_a_visit_does_not_tell_who_somebody_is_either(lay: Lay, said: str, kept: str) -> None:
    """A saying that tells only that is left out of what was seen and heard, and told; what is told otherwise stays."""
    sheet = read_sheet(
        lay(f'走访日期,走访对象,走访内容\n2026-03-05,王芳,"{said}"\n2026-03-06,李梅,好\n')
    )
    first = sheet.entries[0]
    assert isinstance(first, VisitEntry)
    assert first.note == kept
    assert {each.reason for each in sheet.oddities} == ({"sorting_word"} if said != kept else set())


def test_a_column_of_a_visit_that_tells_of_the_home_is_read_as_a_roster_is(lay: Lay) -> None:
    """家庭情况 of a diary loses what a roster's loses, and is told by its own heading."""
    sheet = read_sheet(
        lay("走访日期,走访对象,走访内容,家庭情况\n2026-03-05,王芳,好,低保，三口人\n")
    )
    (visit,) = sheet.entries
    assert isinstance(visit, VisitEntry)
    assert visit.besides == (("家庭情况", "三口人"),)
    assert [(each.field, each.value) for each in sheet.oddities] == [("家庭情况", "低保\t2")]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("张三（五保户）家漏雨", "张三家漏雨"),
        ("屋顶漏雨，何某(建档立卡贫困户)反映", "屋顶漏雨，何某反映"),
        ("路灯不亮（低保户、特困人员）", "路灯不亮"),
        ("申请低保（五保）待遇未批", "申请低保（五保）待遇未批"),
        ("脱贫户产业奖补未发", "脱贫户产业奖补未发"),
        ("慰问困难户（名单附后）", "慰问困难户（名单附后）"),
        ("井盖坏了（三组农户）", "井盖坏了（三组农户）"),
    ],
)
def test_brackets_behind_a_person_do_not_sort_in_a_ledger_either(
    lay: Lay, said: str, kept: str
) -> None:
    """What the issue is about stays; whom a bracket sorts is left out, and told."""
    sheet = read_sheet(lay(f'事由,详情,发现日期\n"{said}","{said}",2026-03-05\n'), holds="issues")
    (issue,) = sheet.entries
    assert isinstance(issue, LedgerEntry)
    assert (issue.title, issue.detail or kept) == (kept, kept)
    assert {each.reason for each in sheet.oddities} == ({"sorting_word"} if said != kept else set())


def test_no_wish_makes_such_a_column_read(lay: Lay) -> None:
    """A column that sorts people cannot be named for any field; a sentence says why."""
    for heading in ("民族", "身份证号"):
        with pytest.raises(IntakeError) as refused:
            read_sheet(lay(ROSTER), columns={"note": heading})
        assert refused.value.what == "withheld"
        assert heading in sentence(refused.value)


def test_a_ledger_keeps_its_words_but_no_numbers(lay: Lay) -> None:
    """A policy may be an issue's matter; the number of a card is never any."""
    text = f'事由,详情,反映人,编号\n低保政策宣传不到位,"贫困户说不清楚，{ID}",王芳（低保户）,{ID}\n'
    sheet = read_sheet(lay(text), holds="issues")
    (issue,) = sheet.entries
    assert isinstance(issue, LedgerEntry)
    assert (issue.title, issue.detail) == ("低保政策宣传不到位", "贫困户说不清楚")
    assert (issue.raised_by, issue.code) == ("王芳", "")
    assert {each.reason for each in sheet.oddities} >= {"identity_number", "sorting_word"}
    assert ID not in repr(sheet)


def test_a_number_kept_as_a_number_is_not_told_either(lay_xlsx: Lay) -> None:
    """A spreadsheet that counts with a card's number loses its end: neither is anywhere."""
    sheet = read_sheet(lay_xlsx([["户主", "电话", "人口"], ["王芳", float(ID), "五"]]))
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    assert (home.phone, home.people) == ("", 5)
    assert [each.reason for each in sheet.oddities] == ["identity_number"]
    assert "1304231968" not in repr(sheet)


def test_a_ledger_s_remark_comes_in_without_them(lay: Lay) -> None:
    """Such a word in a ledger's 备注 is left out and told; what happened is told whole."""
    sheet = read_sheet(lay("问题,发现日期,备注\n低保户家的灯不亮,2026-03-01,低保户，半夜没人修\n"))
    (issue,) = sheet.entries
    assert isinstance(issue, LedgerEntry)
    assert (issue.title, issue.note) == ("低保户家的灯不亮", "半夜没人修")
    assert [(each.field, each.reason) for each in sheet.oddities] == [("note", "sorting_word")]


def test_what_stands_below_such_a_heading_is_of_it(lay_xlsx: Lay) -> None:
    """A remark, or anything else, in the lower storey below 低保情况 is not read; 脱贫户信息 names whom it is of."""
    rows = [
        ["户主", "低保情况", "", "联系方式", ""],
        ["", "类别", "备注", "电话", "住址"],
        ["王芳", "B类", "2019年起", "138", "一号"],
    ]
    over = {"B1:C1": "低保情况", "D1:E1": "联系方式"}
    sheet = read_sheet(lay_xlsx(rows, merged=over))
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    assert (home.head, home.phone, home.address, home.note) == ("王芳", "138", "一号", "")
    assert sheet.withheld == ("低保情况/类别", "低保情况/备注")
    over["B1:C1"] = rows[0][1] = "脱贫户信息"
    rows[1][1], rows[2][1] = "人口", "4"
    sheet = read_sheet(lay_xlsx(rows, merged=over))
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    assert (home.people, home.note, sheet.withheld) == (4, "2019年起", ())


@pytest.mark.parametrize(
    "text",
    ["走访日期,走访对象,民情记录,备注\n2026-3-5,王芳,水管漏,低保户，独居\n",
     "小组名称,组长,备注\n1组,何敏,低保户，独居\n"],
)  # fmt: skip
def test_remarks_of_a_diary_and_of_groups_come_in_without_them(lay: Lay, text: str) -> None:
    """A column called 备注 is one of remarks in every kind of sheet."""
    sheet = read_sheet(lay(text))
    assert "独居" in repr(sheet.entries)
    assert "低保" not in repr(sheet.entries)
    assert [each.reason for each in sheet.oddities] == ["sorting_word"]
