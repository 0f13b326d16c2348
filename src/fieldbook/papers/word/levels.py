"""The numbers of headings: in the official layout the parts of a section are （一）（二）（三）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fieldbook.papers.outline import Block, Heading

_DIGITS: Final = "零一二三四五六七八九"
_NUMBERED: Final = re.compile(r"（[一二三四五六七八九十]+）")


def chinese_number(number: int) -> str:
    """A number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    told = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return told + (_DIGITS[ones] if ones else "")


def with_parts_numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a number before each part of a section that has several."""
    left = _counts(blocks)
    several = number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            several, number = next(left), 0
        elif isinstance(block, Heading) and block.level == 2 and several > 1:
            number += 1
            if not _NUMBERED.match(block.text):
                yield block._replace(text=f"（{chinese_number(number)}）{block.text}")
                continue
        yield block


def _counts(blocks: Sequence[Block]) -> Iterator[int]:
    """How many parts each section has."""
    counts: list[int] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            counts.append(0)
        elif isinstance(block, Heading) and block.level == 2 and counts:
            counts[-1] += 1
    return iter(counts)
