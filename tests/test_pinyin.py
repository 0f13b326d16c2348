"""Names are found by their pinyin, in full, by first letters, or both."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.pinyin import pairs, pairs_in, spelled, spelling

TOOL = Path(__file__).parents[1] / "tools/pinyin_table.py"
SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao",
    "翟": "zhai", "盖": "ge", "尉迟": "yuchi", "乐": "yue", "任": "ren", "员": "yun", "缪": "miao",
    "逄": "pang", "冼": "xian", "召": "shao", "折": "she", "长孙": "zhangsun", "万俟": "moqi",
    "令狐": "linghu", "黑": "he", "秘": "bi", "重": "chong", "吕": "lv",
}  # fmt: skip


def finds(word: str, text: str) -> bool:
    found = spelling(word)
    return found is not None and found.search(spelled(text)) is not None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("cgs", "陈桂生"), ("chenguisheng", "陈桂生"), ("chengs", "陈桂生"), ("cgsheng", "陈桂生"),
        ("guis", "陈桂生"), ("chengui", "陈桂生"), ("wf", "王芳"), ("oydf", "欧阳德福"),
        ("ouyangdf", "欧阳德福"), ("lvdao", "吕道"), ("lyudao", "吕道"), ("CGS", "陈桂生"),
        ("szc", "石寨村三组"), ("cqzz", "重庆长者"), ("zhongqing", "重庆"),
    ],
)  # fmt: skip
def test_letters_find_a_name(word: str, name: str) -> None:
    """First letters, whole syllables, both mixed, from any sign on; several readings of one."""
    assert finds(word, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("cgs", "陈生"),
        ("cs", "陈桂生"),
        ("wf", "芳王"),
        ("w", "王芳"),
        ("c1", "陈一"),
        ("xmw", "熊猫wang"),
    ],
)
def test_other_letters_do_not(word: str, name: str) -> None:
    """Signs between are not left out, nothing is turned round, one letter is not pinyin."""
    assert not finds(word, name)


@given(
    st.text("陈桂生重庆长安单解曾绿宋a，3", max_size=7),
    st.text("acdeghilnorsuvxyz", min_size=2, max_size=6)
    | st.sampled_from(["cgs", "chengs", "changan"]),
)
def test_what_lacks_a_pair_of_letters_is_not_found(text: str, word: str) -> None:
    """No text is passed over that a word finds; and of two letters no other is left."""
    fits = pairs_in(word) <= pairs(text)
    if len(word) == 2:
        assert fits == finds(word, text)
    else:
        assert fits or not finds(word, text)


@pytest.mark.parametrize(("surname", "reading"), SURNAMES.items())
def test_surnames_are_read_as_surnames_are(surname: str, reading: str) -> None:
    """A sign that is read otherwise as a surname is found by that reading too."""
    assert finds(reading + "jianguo", surname + "建国")


def test_the_table_is_as_its_tool_makes_it() -> None:
    """What is looked through is what the dictionary says, sign by sign."""
    assert subprocess.run([sys.executable, str(TOOL), "--check"], check=False).returncode == 0


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=6),
    st.data(),
)
def test_the_dictionarys_readings_of_a_name_find_it(name: str, data: st.DataObject) -> None:
    """As its signs are read beside each other, and however many letters of each, the name is found."""
    from pypinyin import Style, pinyin

    readings = pinyin(name, style=Style.NORMAL, v_to_u=False)
    letters = ""
    for each in readings:
        reading = data.draw(st.sampled_from([r for r in each if r.isascii()] or ["x"]))
        letters += reading[: data.draw(st.integers(1, len(reading)))]
    if all(r.isascii() for each in readings for r in each):
        assert finds(letters, name)


def test_a_text_without_chinese_costs_nothing() -> None:
    """Nothing is kept for it."""
    assert spelled("Adam Reed, 12 Mill Lane") == ""
    assert spelled("José") == ""


def test_the_table_is_read_when_it_is_first_asked_for() -> None:
    """Until then neither the program's start nor its memory knows of it."""
    code = (
        "import fieldbook.search, fieldbook.pinyin as p; assert not p._table.cache_info().currsize;"
        "p.spelled('陈'); assert p._table.cache_info().currsize"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert resources.files("fieldbook").joinpath("pinyin.txt").is_file()


def test_a_rare_reading_of_an_everyday_sign_finds_nothing() -> None:
    """方 is read ``wang`` in no word of today: 方法 is ``ff``, and not ``wf``."""
    assert finds("ff", "调查研究的方法")
    assert not finds("wf", "调查研究的方法")
