"""Write the table of pinyin that the search goes by: each syllable, and the Chinese signs read so.

Made from pypinyin's dictionary, a development dependency; the program itself reads the table alone.

    python tools/pinyin_table.py            write src/fieldbook/pinyin.txt
    python tools/pinyin_table.py --check    say whether it is as this would write it
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TABLE = Path(__file__).parents[1] / "src/fieldbook/pinyin.txt"
FIRST, LAST = 0x4E00, 0x9FFF
"""The signs of the first Chinese block: all that registers and newspapers have."""
MANY = 20
"""Words from which on a sign is known well enough to say how it is never read."""
SURNAMES = {
    "盖": ("ge",), "种": ("chong",), "繁": ("po",), "仇": ("qiu",), "员": ("yun",), "宓": ("fu",),
    "尉": ("yu",), "单": ("shan",), "查": ("zha",), "区": ("ou",), "解": ("xie",), "任": ("ren",),
    "曾": ("zeng",), "朴": ("piao",), "缪": ("miao",), "翟": ("zhai",), "乐": ("yue", "le"),
    "召": ("shao",), "折": ("she",), "万": ("mo",), "俟": ("qi",), "台": ("tai",), "澹": ("tan",),
    "长": ("zhang",), "过": ("guo",), "那": ("na",), "哈": ("ha",), "洗": ("xian",), "冼": ("xian",),
    "牟": ("mu", "mou"), "隗": ("wei", "kui"), "覃": ("qin", "tan"), "谌": ("chen", "shen"),
    "逄": ("pang",), "車": ("che",), "车": ("che",), "燕": ("yan",), "应": ("ying",), "纪": ("ji",),
    "葛": ("ge",), "句": ("gou",), "黑": ("he",), "秘": ("bi",), "祭": ("zhai",), "晟": ("cheng",),
    "幺": ("yao",), "六": ("lu",), "不": ("fou",), "盛": ("sheng",), "相": ("xiang",),
}  # fmt: skip
"""Signs that are read otherwise as a surname."""
_DOTS = "\u0308"
_HEAD = """\
# Chinese signs by their readings, without tones; ü is v. A sign stands under each of its readings.
# Written by tools/pinyin_table.py from the dictionary of pypinyin (MIT).
"""


def plain(reading: str) -> Iterator[str]:
    """A reading without its tone, as it is typed: ``lǚ`` is ``lv``, and ``lyu`` on passports."""
    letters = ""
    for letter in unicodedata.normalize("NFD", reading):
        if letter == _DOTS:
            letters = letters[:-1] + "v"
        elif not unicodedata.combining(letter):
            letters += letter
    yield letters
    if "v" in letters:
        yield letters.replace("v", "yu" if letters.endswith("v") else "u")


def spoken() -> dict[str, Counter[str]]:
    """Each sign's readings in the dictionary's words, and in how many of them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for words, readings in PHRASES_DICT.items():
        for sign, reading in zip(words, readings, strict=False):
            found[sign].update(plain(reading[0]))
    return found


def read(sign: str, told: Counter[str]) -> list[str]:
    """How a sign is read. Of one in many words what no word reads so, and no surname, is a rare reading.

    方 is ``wang`` in an old book; 方法 found by ``wf`` would only puzzle.
    """
    first, *others = PINYIN_DICT.get(ord(sign), "").split(",")
    usual, more = list(plain(first)), [each for other in others for each in plain(other)]
    if told.total() >= MANY:
        more = [each for each in more if told[each] or each in SURNAMES.get(sign, ())]
    return list(dict.fromkeys((*usual, *more)))


def table() -> str:
    """The whole file."""
    signs: dict[str, list[str]] = defaultdict(list)
    told = spoken()
    for sign in map(chr, range(FIRST, LAST + 1)):
        for syllable in read(sign, told[sign]):
            if syllable.isascii() and syllable.isalpha():
                signs[syllable].append(sign)
    return _HEAD + "".join(f"{each} {''.join(signs[each])}\n" for each in sorted(signs))


def main() -> int:
    """Write the table, or hold it beside the one there is."""
    if "--check" in sys.argv[1:]:
        return int(TABLE.read_text(encoding="utf-8") != table())
    TABLE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
