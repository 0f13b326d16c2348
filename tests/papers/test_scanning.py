"""What a text says of people and homes is found however it is written."""

from __future__ import annotations

import pytest
from tests.papers.planted import FILLER, planted

from fieldbook.i18n import use_language
from fieldbook.papers.masks import Hand, Where
from fieldbook.papers.scanning import Scanner, plain
from fieldbook.reports.named import Named

BOOK = Named(
    people=(
        "陈桂生",
        "陈大海",
        "温玉珍",
        "欧阳海",
        "康永福",
        "Adam Reed",
        "任永红",
        "吴大有（五保）",
    ),
    members=("林桂生", "宋长河"),
    phones=("555-0100", "138 0000 1111"),
    addresses=("柳河村东头3号", "柳河1组", "3 East End, Willow"),
    places=("柳河1组", "青山公社"),
)
SOMEWHERE = Where("issue", "detail", 6)


def told(text: str, audience: str = "above") -> str:
    hand = Hand(BOOK, audience, texts=True)
    hand.text(text, SOMEWHERE)
    hand.settle()
    return hand.text(text, SOMEWHERE)


def suspects(text: str) -> list[str]:
    hand = Hand(BOOK, "above", texts=True)
    hand.text(text, SOMEWHERE)
    return [each.written for each in hand.findings if each.what == "suspect"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("陈桂生说渠要修", "陈某某说渠要修"),
        ("陈 桂 生说渠要修", "陈某某说渠要修"),
        ("陈·桂—生", "陈某某"),
        ("陈\u200b桂\ufeff生", "陈某某"),
        ("陈\n桂生", "陈某某"),
        ("桂生来了", "陈某某来了"),
        ("张桂生来了", "张某某来了"),
        ("陈桂生和陈大海", "陈某甲和陈某乙"),
        ("陈大海、桂生、大海", "陈某甲、陈某乙、陈某甲"),
        ("温大娘家屋顶漏雨", "温某大娘家屋顶漏雨"),
        ("陈副组长、老陈", "陈某副组长、陈某"),
        ("欧阳海、欧阳组长", "欧阳某某、欧阳某组长"),
        ("电话１３８－００００－１１１１", "电话某号码"),
        ("打00001111", "打某号码"),
        ("打13912345678或0731-12345678", "打某号码或某号码"),
        ("住柳河村东头3号", "住某处"),
        ("住东头 ３ 号", "住某处"),
        ("在柳河1组", "在柳河1组"),
        ("桐梓坡路579号、9栋1单元302室", "桐梓坡路某处、某处"),
        ("证件430102199001011234", "证件某证件号"),
        ("湘A·12345的车", "某车牌的车"),
        ("写信到a.b@c-d.com", "写信到某邮箱"),
        ("Adam Reed, adam  reed and Mrs Reed agreed", "A., A. and Mrs A. agreed"),
        ("3 East End and at 3  East End, Willow", "某处 and at 某处"),
        ("吴大有和大有", "吴某某和吴某某"),
        ("林桂生、宋长河去了", "林桂生、宋长河去了"),
    ],
)
def test_what_is_known_is_masked_however_it_is_written(text: str, masked: str) -> None:
    """Names in all their forms, numbers and addresses are masked; cadres and groups are not."""
    from fieldbook import i18n

    i18n.use_language("zh_CN")
    assert told(text) == masked


def test_names_numbers_and_homes_kept_one_below_the_other_are_each_masked() -> None:
    """Where two books' wordings were kept in one field, neither is told to readers outside the branch."""
    lines = "\n".join
    scanner = Scanner(
        [lines(["陈桂生（老大）", "温玉珍"])],
        [lines(["8512345", "8565432"])],
        [lines(["柳河村东头3号", "西头5号"])],
    )
    written = ["陈桂生", "温玉珍", "8512345", "8565432", "东头3号", "西头5号"]
    for each in written:
        text = f"听{each}说"
        assert [text[hit.start : hit.end] for hit in scanner.hits(text)] == [each]


@pytest.mark.parametrize(
    "text",
    [
        "老师说小康村有小车，老伴在小组", "村监委会开会", "前任会计、现任校长、班主任", "关于主任人选",
        "打110、12345", "坐3号线，看5号文", "2026-11-08和20261108", "花了1200000元", "11月8号上午",
        "the river agreed with the reeds",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_left(text: str) -> None:
    """Everyday words, dates, sums and public numbers are neither masked nor suspected."""
    assert told(text) == text
    assert suspects(text) == []


def test_a_surname_with_a_title_is_a_suspect() -> None:
    """Somebody the book does not know stands as he was written, and is shown to whoever decides."""
    assert told("王书记和Mrs Winter来了") == "王书记和Mrs Winter来了"
    assert suspects("王书记和Mrs Winter来了") == ["王书记", "Mrs Winter"]


def test_a_text_that_never_gets_clean_is_left_out() -> None:
    """Where every mask makes a new name, the whole text goes."""
    hand = Hand(Named(addresses=("Address",)), "above", texts=True)
    assert hand.line("this is my address", SOMEWHERE) == "(content left out)"
    assert hand.findings[-1].what == "left_out"


def test_four_thousand_mentions_are_found_and_masked() -> None:
    """Of 4,000 planted mentions none is left after folding, in some 744,000 characters."""
    found = planted(filler=FILLER * 18)
    named = Named(people=found.names, phones=found.phones, addresses=found.addresses)
    hand = Hand(named, "above", texts=True)
    left = "\n".join(plain(hand.line(each, SOMEWHERE)) for each in found.texts)
    assert sum(map(len, found.texts)) > 650_000
    assert [each for each in found.known() if each in left] == []


def test_many_names_are_looked_for_at_once() -> None:
    """A scanner of three thousand names finds each of them."""
    scanner = Scanner(f"王{chr(0x4E00 + number)}{chr(0x5E00 + number)}" for number in range(3000))
    assert [each.what for each in scanner.hits(f"王{chr(0x4E07)}{chr(0x5E07)}来了")] == ["name"]


def test_whoever_is_only_known_as_he_is_called_makes_nobody_of_a_post() -> None:
    """老陈 and 大刘 have no surnames 老 and 大, by which 老会计 and 大队长 would be theirs."""
    found = Scanner(["老陈", "小赵", "大刘"])
    assert found.hits("老会计、小队长、大队长、大哥都来了") == ()
    assert [each.of for each in found.hits("老陈来了")] == ["老陈"]


@pytest.mark.parametrize(
    ("phone", "text", "masked"),
    [
        ("5550100", "表号15550100号", "表号1某号码号"),
        ("555010", "表号1555010号", "表号1555010号"),
        ("555010", "打555010", "打某号码"),
    ],
)
def test_a_short_number_within_a_longer_one_is_nobodys(phone: str, text: str, masked: str) -> None:
    """Seven signs are looked for everywhere: an area's number may stand before them."""
    use_language("zh_CN")
    hand = Hand(Named(phones=(phone,)), "above", texts=True)
    hand.text(text, SOMEWHERE)
    hand.settle()
    assert hand.text(text, SOMEWHERE) == masked
