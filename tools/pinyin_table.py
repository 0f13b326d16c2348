"""Write the table of pinyin that the search goes by: each syllable, and the Chinese signs read so.

Made from pypinyin's dictionary, a development dependency; the program itself reads the table alone.

    python tools/pinyin_table.py            write src/fieldbook/pinyin.txt
    python tools/pinyin_table.py --check    say whether it is as this would write it
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TABLE = Path(__file__).parents[1] / "src/fieldbook/pinyin.txt"
FIRST, LAST = 0x4E00, 0x9FFF
"""The signs of the first Chinese block: all that registers and newspapers have."""
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


def table() -> str:
    """The whole file."""
    signs: dict[str, list[str]] = defaultdict(list)
    for code in range(FIRST, LAST + 1):
        readings = PINYIN_DICT.get(code, "").split(",")
        for syllable in dict.fromkeys(s for each in readings for s in plain(each)):
            if syllable.isascii() and syllable.isalpha():
                signs[syllable].append(chr(code))
    return _HEAD + "".join(f"{each} {''.join(signs[each])}\n" for each in sorted(signs))


def main() -> int:
    """Write the table, or hold it beside the one there is."""
    if "--check" in sys.argv[1:]:
        return int(TABLE.read_text(encoding="utf-8") != table())
    TABLE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
