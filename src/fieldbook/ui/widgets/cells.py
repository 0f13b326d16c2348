"""Text measured in terminal cells: cutting, padding and wrapping, Chinese and English mixed."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size, set_cell_size

from fieldbook.patterns import pattern

ELLIPSIS = "…"
"""What ends a text that was cut."""
ASCII_ELLIPSIS = ".."
"""The same where ``…`` may be drawn two cells wide, as old Chinese consoles do."""

TAB = "\t"
"""What stands behind it in a cell is quieter: it tells a name from another's, as long as no column
does. Behind two of them stands what no column says."""

# A text of the book must never move the cursor or turn the line around: control characters
# become blanks, marks of writing direction go.
_UNSAFE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " "),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
}

BETWEEN = " ·"
"""What stands between two things of one line."""
_DAY = pattern(r" *(?:\d{4}-)?\d\d-\d\d(?!\d)(?P<alone>(?= *(?:$| ·|  )))?")
"""A day, and whether no word of its own follows: ``11-27 due`` says what it is, ``11-27`` does not."""
_NUMBERED = 9
"""In so many cells, with the gap before it, the end of an address with its number is seen."""
_SHORTEST = 12
"""To how many cells what a sentence is about may be cut."""
_LONG_LINE = 8
"""Characters of a line that can spare two."""
_NOT_FIRST = frozenset("，。、；：！？）」』》】〉〕”’…—～·％,.;:!?)]}>%»")
_NOT_LAST = frozenset("（「『《【〈〔“‘([{«￥$#＃")


def clean(text: str) -> str:
    """Make a text harmless for one line of a terminal."""
    return text if text.isprintable() else text.translate(_UNSAFE)


def parted(cell: str) -> tuple[str, str]:
    """A cell's words, and with the gap before it what stands quieter beside them."""
    name, _tab, beside = cell.replace(TAB * 2, TAB).partition(TAB)
    return clean(name), f"  {clean(beside)}" if beside else ""


def told_apart(cell: str) -> str:
    """A cell without what further columns say, where they are seen."""
    return cell if TAB * 2 in cell else cell.partition(TAB)[0]


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Cut a text to so many cells, ending in the ellipsis where something is missing."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room <= 0:
        return set_cell_size(text, width).rstrip()
    return set_cell_size(text, room).rstrip() + ellipsis


def fit(text: str, width: int, *, right: bool = False, ellipsis: str = ELLIPSIS) -> str:
    """Cut or pad a text to exactly so many cells."""
    short = cut(text, width, ellipsis)
    pad = " " * (width - cell_len(short))
    return pad + short if right else short + pad


def cut_before(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """Cut the beginning of a text away, so that its end has room in so many cells."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    start = next((at for at in range(len(text)) if cell_len(text[at:]) <= room), len(text))
    return ellipsis + text[start:].lstrip()


def beside_name(name: str, beside: str, room: int, ellipsis: str = ELLIPSIS) -> tuple[str, str]:
    """A name and what stands beside it, cut so that what tells it from another's is seen.

    That is whole as long as it takes less than half; of a longer one with a number its end is left,
    or of ``12 Mill Lane`` its beginning, and the name has at least half the room.
    """
    told, wide = beside.strip(), cell_len(beside)
    by_end = any(each.isdigit() for each in told[-4:])
    if not (by_end or told[:1].isdigit()) or room < _SHORTEST or wide * 2 < room:
        return cut(name, room - wide, ellipsis) if wide * 2 < room else name, beside
    name = cut(name, max(room - wide, room // 2, room - _NUMBERED), ellipsis)
    left = room - cell_len(name) - 2
    return name, "  " + (cut_before if by_end else cut)(told, left, ellipsis)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many cells.

    Chinese breaks between any two characters, other words at blanks. No line begins with closing
    punctuation or ends with an opening bracket, as long as there is another place to break; a dot
    between two things ends none. A day stays with the word before it, and of Chinese no character
    is left alone on the last line.
    """
    if width <= 0 or cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    start = 0
    while True:
        full = _fill(text, start, width)
        if full >= len(text):
            break
        if full - start >= _LONG_LINE:
            full -= _wanted_by_the_last(text, full)
        end = _break_before(text, start, full)
        lines.append(_without_dot(text[start:end].rstrip()))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text) or not lines:
        lines.append(text[start:])
    return lines


def breaks(text: str, width: int) -> list[int]:
    """Find where the lines but the first begin in a text that is typed: nothing of it is left out.

    A blank that has no room stays behind the line, where the cursor has its cell.
    """
    found: list[int] = []
    start = 0
    while (full := _fill(text, start, width)) < len(text):
        start = _place_before(text, start, full, start + (full - start) // 3)
        start += text[start] == " "
        if start < len(text):
            found.append(start)
    return found


def on_a_line(told: str, about: str, width: int, *, ascii_only: bool = False) -> str:
    """Sentences, each on one line: what they are about is cut, no shorter than a word.

    Where the line is too short even then, it is cut no further than the lines below need.
    """
    mark = ASCII_ELLIPSIS if ascii_only else ELLIPSIS
    return "\n".join(_shortened(line, about, width, mark) for line in told.split("\n"))


def _shortened(told: str, about: str, width: int, mark: str) -> str:
    """A sentence on as few lines as it takes with the shortest of what it is about."""
    room, over = cell_len(about), cell_len(told) - width
    if over <= 0 or about not in told:
        return told
    least = min(room, _SHORTEST)
    lines = len(wrap(told.replace(about, "x" * least, 1), width))
    room -= max(0, over - (lines - 1) * width)
    short = told
    while room >= least:
        short = told.replace(about, cut(about, room, mark), 1)
        if len(wrap(short, width)) <= lines:
            break
        room -= 1
    return short


def wrapped(text: str, width: int) -> str:
    """A text of any number of lines, none of them wider than that."""
    return "\n".join(piece for line in text.split("\n") for piece in wrap(line, width))


def _without_dot(line: str) -> str:
    """A line without the dot that parted it from what stands on the next one now."""
    return line[: -len(BETWEEN)].rstrip() if line.endswith(BETWEEN) else line


def _fill(text: str, start: int, width: int) -> int:
    """Find where the line that begins at ``start`` is full; at least one character is taken."""
    used = 0
    for index in range(start, len(text)):
        used += get_character_cell_size(text[index])
        if used > width and index > start:
            return index
    return len(text)


def _wanted_by_the_last(text: str, full: int) -> int:
    """How many characters the last line takes of this one, so that it is more than a Chinese one."""
    closing = text[-1] in _NOT_FIRST
    left = len(text) - full - closing
    return 2 - left if left < 2 and get_character_cell_size(text[full - 1]) > 1 else 0


def _break_before(text: str, start: int, full: int) -> int:
    """Find the last place at or before ``full`` where a line may end.

    Between two things of one line (two blanks or a dot stand there) rather than within one, where
    that does not leave most of the line empty; before a day only where there is no other place.
    """
    third = start + (full - start) // 3
    for between in ("  ", BETWEEN):
        found = text.rfind(between, third, full + len(between))
        while found >= 0:
            end = found + len(between)
            day = _DAY.match(text, end)
            if day is None or day["alone"] is None:
                return end
            found = text.rfind(between, third, found + 1)
    return _place_before(text, start, full, third)


def _place_before(text: str, start: int, full: int, third: int) -> int:
    """The same within one thing: before a day only where there is no place behind ``third``."""
    before_day = 0
    for at in range(full, start, -1):
        if before_day and at <= third:
            break
        if _may_break(text, at):
            if not (text[at] == " " or text[at].isdigit()) or _DAY.match(text, at) is None:
                return at
            before_day = before_day or at
    return before_day or full


def _may_break(text: str, at: int) -> bool:
    """Say whether a line may end before this character."""
    before, after = text[at - 1], text[at]
    if after == " ":
        return text[at + 1 : at + 2] not in _NOT_FIRST
    if after in _NOT_FIRST or before in _NOT_LAST or get_character_cell_size(after) == 0:
        return False
    if before == " ":
        return True
    if before in "-/":
        return not after.isdigit()
    return get_character_cell_size(before) > 1 or get_character_cell_size(after) > 1
