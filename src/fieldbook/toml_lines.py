"""A TOML text statement by statement: where each stands, and the text with some of them changed.

What is no TOML is passed over and told, so that one wrong line costs that line and nothing else.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

_LONGEST: Final = 100
"""Lines after which a statement that has no end is taken for a wrong line."""


class Statement(NamedTuple):
    """One statement, such as ``theme = "dark"`` or the head of a table."""

    first: int
    """Its first line, counted from 0."""
    end: int
    """The line after its last one."""
    table: str
    """The name of the table it stands in, or begins; empty above all tables."""
    values: Mapping[str, Any]
    """What it says, by name; ``keys.visit`` for what stands in a table."""
    wrong: str = ""
    """Why nothing is read from it: a code; empty where it is right."""
    is_head: bool = False
    """Whether it begins a table."""


def lines_of(text: str) -> list[str]:
    """The lines as TOML counts them, each with its end."""
    return list(io.StringIO(text, newline="\n"))


def statements(text: str) -> Iterator[Statement]:
    """Every statement of a text; blank lines and comments are none."""
    lines = lines_of(text)
    head, at = "", 0
    while at < len(lines):
        found = _statement(lines, at, head)
        if found.is_head:
            head = lines[at]
        if found.values or found.wrong:
            yield found
        at = found.end


def _statement(lines: list[str], first: int, head: str) -> Statement:
    """The statement that begins in a line: as many lines as it takes to be whole."""
    table = next(iter(_parsed(head) or {}), "")
    for end in range(first + 1, min(first + _LONGEST, len(lines)) + 1):
        own = "".join(lines[first:end])
        is_head = own.lstrip().startswith("[")
        found = _parsed(own if is_head else f"{head}\n{own}")
        if found is None:
            continue
        if is_head:
            table = next(iter(found), "")
        flat = _flat(found) if is_head or _parsed(own) else {}
        wrong = "" if _is_text(own) else "not_utf8"
        return Statement(first, end, table, flat, wrong, is_head)
    name = lines[first].partition("=")[0].strip()
    named = {f"{table}.{name}" if table else name: None} if "=" in lines[first] else {}
    wrong = "not_toml" if _is_text(lines[first]) else "not_utf8"
    return Statement(first, first + 1, table, named, wrong)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # also a number with too many digits
        return None


def _is_text(words: str) -> bool:
    """Whether all of it could be decoded."""
    return words.isascii() or not any("\ud800" <= each <= "\udfff" for each in words)


def _flat(found: Mapping[str, Any]) -> dict[str, Any]:
    """The values by their names, those of a table with its name before theirs."""
    flat: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, dict) and value:
            flat.update({f"{name}.{each}": below for each, below in value.items()})
        else:
            flat[name] = value
    return flat


# --- changing ------------------------------------------------------------------------------------


def changed(text: str, changes: Mapping[str, Any]) -> str:
    """The text with other values for these names; ``None`` takes one away. All else stays as it is."""
    for name, value in changes.items():
        text = _with(text, name, value)
    return text


def _with(text: str, name: str, value: Any) -> str:
    lines = lines_of(text)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    found = [each for each in statements(text) if name in each.values and not each.is_head]
    if found:
        there = found[0]
        comment = _comment(lines[there.end - 1], there)
        lines[there.first : there.end] = _lines_for(there, name, value, f"{comment}{ending}")
        return "".join(lines)
    if value is None:
        return text
    table, _dot, own = name.rpartition(".")
    at = _end_of(table, text, len(lines))
    if at is None and (beside := _said_above(table, text)):
        # The table is said in dotted names or in one line: a head of its own would say it twice.
        comment = _comment(lines[beside.end - 1], beside)
        lines[beside.first : beside.end] = _lines_for(beside, name, value, f"{comment}{ending}")
        return "".join(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    if at is None:
        lines += [ending, f"[{table}]{ending}"] if lines else [f"[{table}]{ending}"]
        at = len(lines)
    lines.insert(at, f"{_key(own)} = {as_toml(value)}{ending}")
    return "".join(lines)


def _lines_for(there: Statement, name: str, value: Any, end: str) -> list[str]:
    """The statement with another value; one that says several things says the others again."""
    values = {each: old for each, old in there.values.items() if old is not None}
    values[name] = value
    prefix = f"{there.table}." if there.table else ""
    return [
        f"{'.'.join(map(_key, each.removeprefix(prefix).split('.')))} = {as_toml(said)}{end}"
        for each, said in values.items()
        if said is not None
    ]


def _said_above(table: str, text: str) -> Statement | None:
    """The last statement above all tables that says something of this one."""
    found = (
        each
        for each in statements(text)
        if not each.table and any(name.startswith(f"{table}.") for name in each.values)
    )
    return next(reversed(list(found)), None)


def _end_of(table: str, text: str, last: int) -> int | None:
    """Where one more line of a table goes; ``None`` where there is no such table."""
    found = list(statements(text))
    inside = [each.end for each in found if each.table == table]
    if inside:
        return max(inside)
    if table:
        return None
    heads = any(each.is_head for each in found)
    return 0 if heads else last


def _comment(line: str, there: Statement) -> str:
    """What stands behind a statement of one line, with the blanks before it."""
    line = line.rstrip("\r\n")
    if there.wrong or there.end - there.first > 1:
        return ""
    for at, character in enumerate(line):
        if character == "#" and _parsed(line[:at]):
            return line[len(line[:at].rstrip()) :]
    return ""


def _key(name: str) -> str:
    """A name, in quotes where it needs them."""
    plain = name.replace("_", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else as_toml(name)


def as_toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{"".join(map(_escaped, value))}"'
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(as_toml, value))}]"
    return str(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    is_control = ord(character) < 32 or ord(character) == 127
    return f"\\u{ord(character):04x}" if is_control else character
