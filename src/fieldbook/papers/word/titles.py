"""A title broken well: in lines about as long as each other, never inside a name or a number."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from fieldbook.papers.word.measuring import EM, pieces, width_of

_ENDS: Final = (
    "委员会", "省", "市", "区", "县", "州", "盟", "旗", "乡", "镇", "公社", "街道", "村", "大队", "支部", "党委",
    "工作队", "小组", "的", "：", "，",
)  # fmt: skip
"""Where a long Chinese name of an office, or a title, comes apart."""
_TORN: Final = 150
"""What a break elsewhere costs, as against lines that differ: it is the last resort."""


def title_lines(title: str, room: int, whole: tuple[str, ...] = ()) -> list[str]:
    """The lines of a title.

    Args:
        title: the title.
        room: the width of a line, in thousandths of an em.
        whole: words that stand whole where they can, such as the branch's name.
    """
    parts = _joined_numbers(pieces(title))
    count = -(-width_of(title) // room)
    while 1 < count <= len(parts):
        if lines := _best(parts, count, room, _inside(title, whole)):
            return lines
        count += 1
    return [title]


def _joined_numbers(parts: list[str]) -> list[str]:
    """Pieces, with a number and the sign that counts it in one: 2026年, 第3次."""
    joined: list[str] = []
    for part in parts:
        number = bool(joined) and (joined[-1][-1].isdigit() or part[0].isdigit())
        if number and not joined[-1].endswith(" "):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _inside(title: str, whole: tuple[str, ...]) -> set[int]:
    """The places inside words that are to stand whole."""
    found: set[int] = set()
    for word in whole:
        at = title.find(word) if word else -1
        if at >= 0:
            found.update(range(at + 1, at + len(word)))
    return found


def _best(parts: list[str], count: int, room: int, inside: set[int]) -> list[str]:
    """The best lines of that number; none where they do not fit."""
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    text = "".join(parts)
    even = width_of(text) / count / EM
    # The cheapest way to each place with each number of lines: titles are short.
    ways: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for nth in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in ways[-1].items():
            for end in places[places.index(start) + 1 :]:
                line = text[start:end].rstrip()
                if (wide := width_of(line)) > room:
                    break
                if nth == count - 1 and end != len(text):
                    continue
                torn = _tears(line, end, inside) if end != len(text) else 0
                new = cost + (wide / EM - even) ** 2 + _TORN * torn
                if end not in reached or new < reached[end][0]:
                    reached[end] = (new, (*breaks, end))
        ways.append(reached)
    if len(text) not in ways[-1]:
        return []
    ends = (0, *ways[-1][len(text)][1])
    return [text[start:end].strip() for start, end in pairwise(ends)]


def _tears(line: str, end: int, inside: set[int]) -> int:
    """How badly a line ends: inside a word that is to stand whole, where nothing comes apart."""
    apart = line.isascii() or line.endswith(_ENDS) or (end - 1 in inside and end not in inside)
    return (end in inside) + (not apart)
